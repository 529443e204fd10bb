"""
Private data in what an editor wrote: front matter, text, remarks, link targets and file names.

Numbers of identity cards, mobiles and accounts are errors: they are found with certainty, and do
harm at once to whom they belong. The others are understood from the words about them, so they are
warnings, which a person must judge.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.kernel.diagnostics import Diagnostic, Span, error, warning
from generator.privacy import Find, Kind, find, mask

_CERTAIN = {
    Kind.CITIZEN_ID: "privacy.citizen-id",
    Kind.OLD_ID: "privacy.old-id",
    Kind.MOBILE: "privacy.mobile",
    Kind.BANK: "privacy.bank",
}
_LIKELY = {
    Kind.PLATE: "privacy.plate",
    Kind.BIRTH: "privacy.birth",
    Kind.ADDRESS: "privacy.address",
    Kind.EMAIL: "privacy.email",
    Kind.HEALTH: "privacy.health",
    Kind.CHILD: "privacy.child",
}


def privacy(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report what of a file and its name is somebody's own."""
    text, path = manuscript.text, manuscript.path
    for found in find(text):
        yield told(found, mask(text, found), manuscript.span_at(found.start, found.end))
    for found in find(path):
        yield told(found, mask(path, found), Span(manuscript.label))


def told(found: Find, shown: str, place: Span, inside: str = "", head: str = "") -> Diagnostic:
    """
    Put *found* into a diagnostic.

    `value` is what registers and an editor's leave are held against; `settle` takes it away again,
    for reports of public repositories are public.

    Args:
        found: What was found.
        shown: Its words, masked.
        place: Where it stands, or what names the file in which it stands.
        inside: Where in that file, as `Passage.place` says it.
        head: What stands over the column of a table.
    """
    params = {"shown": " ".join(shown.split()), "value": found.value, "inside": inside}
    if head:
        params["head"] = head
    if found.kind in _CERTAIN:
        return error(_CERTAIN[found.kind], place, **params)
    return warning(_LIKELY[found.kind], place, **params)
