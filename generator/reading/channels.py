"""What `channels.yml` names must be there: the unit a channel serves, the listing it carries."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from generator.kernel.diagnostics import Diagnostic, error
from generator.kernel.spelling import closest
from generator.reading.frontmatter import Decoded


def check_channels(
    decoded: Decoded, units: Collection[str], listings: Collection[str]
) -> Iterator[Diagnostic]:
    """Report units that are none, and feeds that are no site path of *listings*."""
    names = {path.rstrip("/") for path in listings}
    known = {"unit": ("unit.unknown", units), "feed": ("channel.feed", names)}
    entries = decoded.data if isinstance(decoded.data, list) else []
    for index, raw in enumerate(entries):
        if not isinstance(raw, dict):
            continue
        for field, (code, ids) in known.items():
            id_ = raw.get(field)
            if isinstance(id_, str) and id_.strip("/ ") not in ids:
                guess = closest(id_, ids) or ""
                yield error(code, decoded.place(f"{index}.{field}"), id=id_, guess=guess)
