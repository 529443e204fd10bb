"""Numbered pages counted from the oldest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def full_pages(entries: Sequence[T], per_page: int) -> int:
    """Return how many numbered pages are full: only full ones exist, so none ever changes."""
    return len(entries) // per_page


def numbered_page(entries: Sequence[T], per_page: int, number: int) -> Sequence[T]:
    """
    Return the entries of a full page.

    Args:
        entries: n entries, oldest first.
        per_page: Entries on a page; at least 1.
        number: Which page, 1 the oldest, at most `full_pages(entries, per_page)`.

    Raises:
        ValueError: there is no such full page. A bug in our code, never in content.
    """
    if not 1 <= number <= full_pages(entries, per_page):
        message = f"page {number} of {len(entries)} entries by {per_page} is not full"
        raise ValueError(message)
    return entries[(number - 1) * per_page : number * per_page]


def front_page(entries: Sequence[T], per_page: int) -> Sequence[T]:
    """
    Return the entries of a listing's front: the newest full page and what is newer still.

    That is `per_page` to `2 * per_page - 1` entries (or all, when there are fewer), so the page
    before the newest full one goes on exactly where the front ends.
    """
    return entries[max(full_pages(entries, per_page) - 1, 0) * per_page :]


def page_behind_front(entries: Sequence[T], per_page: int) -> int | None:
    """Return the number of the page that goes on where the front ends, if there is one."""
    behind = full_pages(entries, per_page) - 1
    return behind if behind >= 1 else None
