"""
The letter to the person who asked: what an office would send, with blanks for what only it knows.

When the letter is written only the site on this machine is clean. So the day on which the public
site changed, and the day on which posts were deleted, are blanks; the person is named where
receipts may name them, else that is a blank too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from generator.messages import dates
from generator.model.site import Site
from generator.reading.assets import is_picture
from generator.takedown.archive import EDITABLE, ending_of
from generator.takedown.items import REGISTER
from generator.takedown.outside import GOOGLE_OUTSIDERS
from generator.takedown.receipt import Account
from generator.takedown.survey import group_of
from generator.takedown.telling import Speech

_KINDS = ("items", "standing", "tables", "data", "pictures", "attachments")


def letter(account: Account, reference: str, site: Site, speech: Speech, *, with_name: bool) -> str:
    """
    Return the letter as plain text, one paragraph a line.

    Args:
        account: What was done and how it was proved.
        reference: The number of the receipt.
        site: Whose office writes.
        speech: The language of the letter.
        with_name: Whether the person is addressed by name.
    """
    blank = speech("letter.blank")
    name = account.names[0] if with_name and account.names else blank
    office = site.settings.organisation.name
    asked = dates.short(account.asked, speech.language) if account.asked else speech("letter.day")
    lines = [office, *_contacts(site, speech), ""]
    lines += [speech("letter.number", reference=reference), speech("letter.date"), ""]
    lines += [speech("letter.title"), speech("letter.subject", url=site.url), ""]
    lines += [speech("letter.to", name=name), ""]
    lines += [speech("letter.asked", asked=asked, office=office, url=site.url), ""]
    sections = [_done(account, speech), _published(account, site, speech), _outside(site, speech)]
    if account.done.in_git:
        sections.append([speech("letter.git")])
    for number, section in enumerate(sections, 1):
        lines += [f"{number}. {section[0]}", *section[1:], ""]
    contact = " · ".join(_contacts(site, speech)) or office
    lines += [speech("letter.contact", contact=contact, reference=reference), ""]
    lines += [speech("letter.regards"), "", speech("letter.signed", office=office)]
    lines += [speech("letter.signature"), "", blank]
    if account.by:
        lines.append(speech("letter.by", by=account.by))
    return "\n".join([*lines, ""])


def _contacts(site: Site, speech: Speech) -> list[str]:
    office = site.settings.organisation
    told = (
        ("letter.address", office.address),
        ("letter.phone", office.phone),
        ("letter.email", office.email),
    )
    return [speech(key, value=value) for key, value in told if value]


def _done(account: Account, speech: Speech) -> list[str]:
    """Tell what was taken out, or that there was a search alone."""
    language = speech.language
    size = dates.size(account.proof.size_bytes, language)
    told = {"files": dates.number(account.proof.files, language), "size": size}
    on = dates.short(account.at, language)
    kinds = _kinds(account.done.removed)
    if kinds:
        lines = [speech("letter.done", at=on)]
        lines += [
            f"   - {speech(f'letter.kind.{kind}')}: {dates.number(count, language)}"
            for kind, count in kinds.items()
        ]
        lines.append(speech("letter.rebuilt", **told))
    else:
        lines = [speech("letter.searched", at=on, **told)]
    if account.seen:
        lines.append(speech("letter.seen", count=len(account.seen)))
    if account.earlier:
        lines.append(speech("letter.earlier", reference=account.earlier))
    return lines


def _kinds(removed: Mapping[str, str]) -> dict[str, int]:
    """Return how many files of each kind were changed; our own register is none of them."""
    counted = Counter(_kind_of(path) for path in removed if path != REGISTER)
    return {kind: counted[kind] for kind in _KINDS if counted[kind]}


def _kind_of(path: str) -> str:
    if is_picture(path):
        return "pictures"
    return group_of(path) if ending_of(path) in EDITABLE else "attachments"


def _published(account: Account, site: Site, speech: Speech) -> list[str]:
    day = speech("letter.day")
    lines = [speech("letter.published", url=site.url, day=day)]
    if account.done.posts:
        where = ", ".join(dict.fromkeys(account.done.posts))
        lines.append(speech("letter.posts", where=where, day=day))
    return lines


def _outside(site: Site, speech: Speech) -> list[str]:
    lines = [speech("letter.outside"), speech("letter.facebook"), speech("letter.zalo")]
    lines.append(speech("letter.search", url=GOOGLE_OUTSIDERS))
    if site.settings.offline:
        lines.append(speech("letter.phones"))
    return [*lines[:1], *(f"   - {line}" for line in (*lines[1:], speech("letter.copies")))]
