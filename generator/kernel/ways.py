"""Ways from name to name, on which each leads to one other at most; however long, gone once."""

from __future__ import annotations

from collections.abc import Container, Mapping


def circles(following: Mapping[str, str | None]) -> list[tuple[str, ...]]:
    """
    Return the circles of *following*.

    A name that leads to itself is one.
    """
    found = []
    passed: set[str] = set()
    for name in following:
        way: dict[str, int] = {}
        at: str | None = name
        while at is not None and at in following and at not in passed:
            passed.add(at)
            way[at] = len(way)
            at = following[at]
        if at in way:
            found.append(tuple(way)[way[at] :])
    return found


def first_met(following: Mapping[str, str], wanted: Container[str]) -> dict[str, str]:
    """Return the first of *wanted* on the way from each name, where there is one."""
    met: dict[str, str | None] = {}
    for name in following:
        way = []
        at, found = name, None
        while at in following and at not in met and found is None:
            met[at] = None  # in a circle there may be none
            way.append(at)
            at = following[at]
            found = at if at in wanted else None
        met.update(dict.fromkeys(way, found or met.get(at)))
    return {name: found for name, found in met.items() if found is not None}
