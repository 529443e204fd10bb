"""What all kinds of items have in common."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from generator.model.fields import (
    ContentPath,
    Day,
    Deadline,
    Flag,
    Id,
    Instant,
    Line,
    Model,
    Note,
    Reason,
    RuleCode,
    Summary,
    Title,
    WebAddress,
)
from generator.model.share import OwnTexts

# Where a picture of a person may stand; what goes when a person's consent has ended.
Use: TypeAlias = Literal["web", "social"]
WithoutConsent: TypeAlias = Literal["picture", "name", "item"]


class State(StrEnum):
    """What an item is at one instant. Only a live one is shown."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    LIVE = "live"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class Picture(Model):
    """A picture and its text for those who do not see it."""

    image: ContentPath
    alt: Line


class Consent(Model):
    """
    The leave a person gave to be shown (Civil Code 2015, Article 32; Law 91/2025/QH15).

    `scope` tells where the picture may stand: `web` is pages, listings and feeds, `social` the
    card and whatever else goes out with a link. `until` is its last day; from the day `withdrawn`
    on it holds no more. It is read to decide what is published and is never published itself.
    """

    on: Day
    by: Line
    scope: Annotated[tuple[Use, ...], Field(min_length=1)]
    until: Day | None = None
    withdrawn: Day | None = None

    def covers(self, use: Use, now: datetime) -> bool:
        """Tell whether *use* is allowed at *now*; the last day counts."""
        return use in self.scope and self.on <= now.date() and not self.has_ended(now)

    def has_ended(self, now: datetime) -> bool:
        """Tell whether it held once and holds no more at *now*."""
        first = self.first_day_without
        return first is not None and first <= now.date()

    @property
    def first_day_without(self) -> date | None:
        """The first day on which it holds no more; None if no end is set."""
        days = [self.until + timedelta(days=1)] if self.until is not None else []
        return min(days + ([self.withdrawn] if self.withdrawn is not None else []), default=None)

    def turning_points(self, zone: tzinfo | None) -> tuple[datetime, ...]:
        """Return the midnights in *zone* at which the consent begins and ends."""
        days = (self.on, self.first_day_without)
        return tuple(datetime.combine(day, time(0), zone) for day in days if day is not None)


class Person(Model):
    """Base of those who are named in an item."""

    name: Line
    consent: Consent | None = None

    def agrees(self, use: Use, now: datetime) -> bool:
        """Tell whether the person's picture may stand in *use* at *now*."""
        return self.consent is not None and self.consent.covers(use, now)


class Portrayed(Person):
    """Someone who can be recognised in a picture."""


class Cover(Picture):
    """
    The picture that leads an item and stands in link previews.

    `people` are those whom it is about, each of whom has to agree. A public event's crowd needs no
    leave (Civil Code 2015, Article 32, 2b), so most covers name no one.
    """

    caption: Line | None = None
    credit: Line | None = None
    people: Annotated[tuple[Portrayed, ...], Field(max_length=12)] = ()


class Origin(Model):
    """Where a re-published piece was first printed."""

    name: Line
    url: WebAddress
    published_at: Instant | None = None


class Attachment(Model):
    """A file that readers download with the item."""

    file: ContentPath
    title: Line


class Correction(Model):
    """What was wrong and what is right, dated (form of Article 42, Press Law 2016)."""

    at: Instant
    note: Note


class Withdrawal(Model):
    """When and why an item was taken back; its address goes on answering."""

    at: Instant
    reason: Note


class Leave(Model):
    """
    A rule that does not count in this item, and why: the editor answers for it.

    With `text` it is let pass only where the words at fault contain that text.
    """

    rule: RuleCode
    reason: Reason
    text: Line | None = None


class Leaves(Model):
    """What a standing page has in common with items."""

    allow: Annotated[tuple[Leave, ...], Field(max_length=20)] = ()


class Item(Model):
    """
    One thing an editor published, as its front matter tells it.

    Instants are timezone-aware, in the site's zone; text is NFC on one line. References (unit,
    topics, …) are ids that `checks/` holds against the data files.
    """

    kind: ClassVar[str]

    title: Title
    summary: Summary
    publish_at: Instant
    unit: Id
    topics: Annotated[tuple[Id, ...], Field(max_length=8)] = ()
    campaign: Id | None = None
    authors: Annotated[tuple[Id, ...], Field(max_length=12)] = ()
    cover: Cover | None = None
    source: Origin | None = None
    attachments: Annotated[tuple[Attachment, ...], Field(max_length=20)] = ()
    expires_at: Deadline | None = None
    draft: Flag = False
    approved_by: Id | None = None
    pinned_until: Deadline | None = None
    related: Annotated[tuple[Id, ...], Field(max_length=8)] = ()
    aliases: Annotated[tuple[Id, ...], Field(max_length=20)] = ()
    id: Id | None = None
    corrections: tuple[Correction, ...] = ()
    withdrawn: Withdrawal | None = None
    share: OwnTexts | None = None
    allow: Annotated[tuple[Leave, ...], Field(max_length=20)] = ()
    without_consent: WithoutConsent | None = None

    def state(self, now: datetime) -> State:
        """Tell the state: live from `publish_at` (included) until `expires_at` (excluded)."""
        if self.draft:
            return State.DRAFT
        if now < self.publish_at:
            return State.SCHEDULED
        if self.withdrawn is not None and self.withdrawn.at <= now:
            return State.WITHDRAWN
        if self.expires_at is not None and self.expires_at <= now:
            return State.EXPIRED
        return State.LIVE

    def turning_points(self) -> tuple[datetime, ...]:
        """Return every instant at which what is shown of this item changes by itself."""
        if self.draft:
            return ()
        points = [self.publish_at, self.expires_at, self.pinned_until]
        points += [correction.at for correction in self.corrections]
        if self.withdrawn is not None:
            points.append(self.withdrawn.at)
        for _, person in self.people():
            if person.consent is not None:
                points += person.consent.turning_points(self.publish_at.tzinfo)
        return tuple(point for point in points if point is not None)

    def updated_at(self, now: datetime) -> datetime:
        """Return the instant of the last change told to readers: a correction, a withdrawal."""
        changes = [self.publish_at, *(c.at for c in self.corrections)]
        if self.withdrawn is not None:
            changes.append(self.withdrawn.at)
        return max((change for change in changes if change <= now), default=self.publish_at)

    def pictures(self) -> tuple[tuple[str, Picture], ...]:
        """Return the pictures named in front matter, each with its place there."""
        return (("cover", self.cover),) if self.cover is not None else ()

    def people(self) -> tuple[tuple[str, Person], ...]:
        """Return those whose consent is asked, each with their place in the front matter."""
        people = self.cover.people if self.cover is not None else ()
        return tuple((f"cover.people.{index}", one) for index, one in enumerate(people))

    def portrayals(self) -> tuple[tuple[Picture, tuple[Person, ...]], ...]:
        """Return the pictures named in front matter, each with those who must agree to it."""
        return ((self.cover, self.cover.people),) if self.cover is not None else ()
