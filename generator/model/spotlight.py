"""Gương sáng: exemplary workers and what they did."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from pydantic import Field

from generator.model.fields import Line, Model, Quote
from generator.model.item import Consent, Item, Person, Picture


class Honouree(Person):
    """A worker who is praised. Without consent in force the portrait stays unpublished."""

    photo: Picture | None = None
    consent: Consent | None = None

    def portrait(self, now: datetime) -> Picture | None:
        """Return the photo if its owner's consent covers the web at *now*."""
        if self.consent is None or not self.consent.covers("web", now):
            return None
        return self.photo


class Merit(Model):
    """
    A fact that earned the praise, such as "214 trang ghi chép trong một năm".

    `figure` is what of it stands out: "214 trang".
    """

    figure: Annotated[Line, Field(max_length=24)] | None = None
    text: Line


class Spotlight(Item):
    """A portrait of one to twelve workers, with words of theirs and what they did in brief."""

    kind: ClassVar[str] = "spotlight"

    honourees: Annotated[tuple[Honouree, ...], Field(min_length=1, max_length=12)]
    quote: Quote | None = None
    merits: Annotated[tuple[Merit, ...], Field(max_length=6)] = ()

    def pictures(self) -> tuple[tuple[str, Picture], ...]:
        """Return the cover and every portrait, consent or not."""
        portraits = tuple(
            (f"honourees.{index}.photo", honouree.photo)
            for index, honouree in enumerate(self.honourees)
            if honouree.photo is not None
        )
        return super().pictures() + portraits

    def public_pictures(self, now: datetime) -> tuple[Picture, ...]:
        """Return the cover and the portraits under consent."""
        portraits = (honouree.portrait(now) for honouree in self.honourees)
        cover = () if self.cover is None else (self.cover,)
        return cover + tuple(portrait for portrait in portraits if portrait is not None)

    def turning_points(self) -> tuple[datetime, ...]:
        """Add the days on which a consent begins and ends."""
        zone = self.publish_at.tzinfo
        days = [
            point
            for honouree in self.honourees
            if honouree.consent is not None
            for point in honouree.consent.turning_points(zone)
        ]
        return super().turning_points() + (() if self.draft else tuple(days))
