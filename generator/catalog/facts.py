"""
What the rest of the archive must know of an item, without reading the item.

Which listings it stands on, when it appears and goes, what it names: with these few words per
item an addition to ten thousand is planned in a second. All else waits in the document.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, time
from typing import NamedTuple

from generator.catalog.body import Body
from generator.catalog.content import Content
from generator.catalog.headline import headline_of, mark_of_name
from generator.catalog.presenting import (
    Discretion,
    Reserve,
    no_longer_agree,
    present,
    revoked,
    withheld,
)
from generator.catalog.references import Target, locate_file
from generator.kernel import digest
from generator.kernel.diagnostics import Diagnostic, from_row, to_row
from generator.model import permalink
from generator.model.item import Item, State
from generator.model.spotlight import Spotlight
from generator.model.urgent import Urgent


class Phase(NamedTuple):
    """
    A stretch of an item's life between two turning points: nothing of it changes by itself.

    `since` and `updated` are POSIX seconds; `files` are the front matter's that may be shown;
    `card` is the mark of the headline on its card, with the pictures and people on that.
    `unnamed` are the names that are not to be read any more; `withheld` the pictures that are to
    stand nowhere in the item, and of these `revoked` the ones that may stand nowhere on the site.
    """

    since: int
    state: str
    pinned: bool
    updated: int
    files: Sequence[str]
    card: str
    card_pictures: Sequence[str]
    card_people: Sequence[str]
    unnamed: Sequence[str]
    withheld: Sequence[str] = ()
    revoked: Sequence[str] = ()


class ConsentEnd(NamedTuple):
    """
    The end of a person's consent: the place of the person in the front matter, and the instant.

    `over` is when the item itself goes, after which no one need be told; 0 if no end is set.
    Both are POSIX seconds. `is_withdrawn` tells that it was taken back.
    """

    person: str
    ends: int
    over: int
    is_withdrawn: bool


class Facts(NamedTuple):
    """
    The item in brief. Instants are POSIX seconds; files are paths in `content/`.

    `corrections` are their instants, in the order of the front matter.
    `face` is the digest of the front matter and `text` that of the body: who shows the one need
    not care for the other. A file that climbs out of `content/` stands here as an empty path.
    `body_anchors` are the links to a place within a page, as written: all that lead to another
    page, and of those within the body itself the ones that lead nowhere.
    `allow` names rules the editor answers for, each with the reason and the words it is about
    (empty: all).
    """

    id: str
    face: str
    text: str
    publish_at: int
    year: int
    phases: tuple[Phase, ...]
    unit: str
    other_units: Sequence[str]
    topics: Sequence[str]
    campaign: str | None
    authors: Sequence[str]
    approver: str | None
    aliases: Sequence[str]
    related: Sequence[str]
    supersedes: str | None
    corrections: Sequence[int]
    pictures: Sequence[str]
    attachments: Sequence[str]
    body_files: Sequence[str]
    body_pictures: Sequence[str]
    body_pages: Sequence[str]
    body_paths: Sequence[str]
    body_anchors: Sequence[str]
    body_is_astray: bool
    has_own_texts: bool
    allow: Sequence[tuple[str, str, str]]
    consent_ends: Sequence[ConsentEnd]

    def phase(self, instant: float) -> Phase | None:
        """Return the phase at *instant* (POSIX seconds); None before it appears, and of a draft."""
        found = None
        for phase in self.phases:
            if phase.since > instant:
                break
            found = phase
        return found


# Targets within which a link may name a place: pages, and the page itself.
_PLACED = (Target.PAGE, Target.SITE, Target.HERE)
_PHASES = Facts._fields.index("phases")
_CONSENT_ENDS = Facts._fields.index("consent_ends")


def state_facts(
    source: str, content: Content, face: str = "", discretion: Discretion | None = None
) -> Facts:
    """
    Return the facts of what the file *source* holds.

    Args:
        source: The file.
        content: What it holds.
        face: The digest of its item.
        discretion: How the site treats those who no longer agree.
    """
    item, references = content.item, content.body.references
    paths: dict[Target, list[str]] = {target: [] for target in Target}
    for reference in references:
        paths[reference.target].append(reference.path)
    return Facts(
        id=item.id or permalink.default_id(source),
        face=face,
        text=digest.of_bytes(content.body.html),
        publish_at=_seconds(item.publish_at),
        year=item.publish_at.year,
        phases=_phases(source, item, discretion or Discretion()),
        unit=item.unit,
        other_units=_other_units(item),
        topics=tuple(dict.fromkeys(item.topics)),
        campaign=item.campaign,
        authors=item.authors,
        approver=item.approved_by,
        aliases=item.aliases,
        related=item.related,
        supersedes=item.supersedes if isinstance(item, Urgent) else None,
        corrections=tuple(_seconds(correction.at) for correction in item.corrections),
        pictures=tuple(locate_file(source, p.image) or "" for _, p in item.pictures()),
        attachments=_attachments(source, item),
        body_files=_once(paths[Target.FILE]),
        body_pictures=_once(paths[Target.PICTURE]),
        body_pages=_once(paths[Target.PAGE]),
        body_paths=_once(paths[Target.SITE]),
        body_anchors=_anchors(content.body),
        body_is_astray=bool(paths[Target.OUTSIDE]),
        has_own_texts=item.share is not None,
        allow=tuple((leave.rule, leave.reason, leave.text or "") for leave in item.allow),
        consent_ends=tuple(_consent_ends(item)),
    )


def encode(facts: Facts, problems: Sequence[Diagnostic]) -> bytes:
    """Write *facts*, and the warnings that came with the item, as JSON."""
    row = [facts, [to_row(problem) for problem in problems]]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def decode(data: bytes) -> tuple[Facts, tuple[Diagnostic, ...]]:
    """Read what `encode` wrote."""
    row, problems = json.loads(data)
    row[_PHASES] = tuple(map(Phase._make, row[_PHASES]))
    row[_CONSENT_ENDS] = tuple(map(ConsentEnd._make, row[_CONSENT_ENDS]))
    return Facts._make(row), tuple(map(from_row, problems))


def _phases(source: str, item: Item, discretion: Discretion) -> tuple[Phase, ...]:
    points = {_seconds(point): point for point in item.turning_points()}
    phases = (phase_at(source, item, discretion, points[second]) for second in sorted(points))
    return tuple(phase for phase in phases if phase.state != State.SCHEDULED)


def phase_at(
    source: str,
    item: Item,
    discretion: Discretion,
    point: datetime,
    elsewhere: Collection[str] = (),
) -> Phase:
    """
    Return the phase of *item*, in the file *source*, that begins at *point*.

    Args:
        source: The file.
        item: What it holds.
        discretion: How the site treats those who no longer agree.
        point: One of the item's turning points.
        elsewhere: Pictures that may not stand here for what other items say of them.
    """
    gone = revoked(source, item, point).union(elsewhere)
    hidden = withheld(source, item, "web", point) | gone
    files = [locate_file(source, picture.image) for _, picture in item.pictures()]
    rule, former = discretion.rule_of(item), no_longer_agree(item, point)
    state, unnamed = item.state(point), former if rule == "name" else ()
    if rule == "item" and former and state is State.LIVE:
        state = State.EXPIRED
    on_card = present(
        source, item, "social", point, Reserve(tuple(gone), unnamed, discretion.stand_in)
    )
    headline = headline_of(source, on_card)
    named = {mark_of_name(one.name) for _, one in item.people() if one.name not in unnamed}
    return Phase(
        since=_seconds(point),
        state=state.value,
        pinned=item.pinned_until is not None and point < item.pinned_until,
        updated=_seconds(item.updated_at(point)),
        files=_once([file for file in files if file and file not in hidden]),
        card=headline.mark,
        card_pictures=headline.pictures,
        card_people=tuple(sorted(named)),
        unnamed=unnamed,
        withheld=tuple(sorted(hidden)),
        revoked=tuple(sorted(gone)),
    )


def _consent_ends(item: Item) -> Iterator[ConsentEnd]:
    """Yield the end of each consent that has one; of a draft none is told."""
    gone = [item.expires_at, item.withdrawn.at if item.withdrawn is not None else None]
    over = min((_seconds(instant) for instant in gone if instant is not None), default=0)
    for place, person in item.people() if not item.draft else ():
        day = person.consent.first_day_without if person.consent is not None else None
        if person.consent is not None and day is not None:
            ends = datetime.combine(day, time(0), item.publish_at.tzinfo)
            is_withdrawn = day == person.consent.withdrawn
            yield ConsentEnd(place, _seconds(ends), over, is_withdrawn)


def _attachments(source: str, item: Item) -> tuple[str, ...]:
    return tuple(locate_file(source, attachment.file) or "" for attachment in item.attachments)


def _other_units(item: Item) -> tuple[str, ...]:
    if not isinstance(item, Spotlight):
        return ()
    return tuple(honouree.unit for honouree in item.honourees if honouree.unit is not None)


def _anchors(body: Body) -> tuple[str, ...]:
    written = [r.written for r in body.references if "#" in r.written[:-1] and r.target in _PLACED]
    own = body.ids if any(link.startswith("#") for link in written) else frozenset()
    return _once([link for link in written if link[0] != "#" or link[1:] not in own])


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())


def _once(paths: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paths))
