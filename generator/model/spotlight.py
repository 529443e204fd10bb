"""Gương sáng: exemplary workers and what they did."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from generator.model.fields import Id, Line, Model, Quote
from generator.model.item import Item, Person, Picture


class Honouree(Person):
    """A worker who is praised. Without consent in force the portrait stays unpublished."""

    job: Line | None = None
    unit: Id | None = None
    photo: Picture | None = None


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

    def people(self) -> tuple[tuple[str, Person], ...]:
        """Return those praised too."""
        praised = enumerate(self.honourees)
        return super().people() + tuple((f"honourees.{index}", one) for index, one in praised)

    def portrayals(self) -> tuple[tuple[Picture, tuple[Person, ...]], ...]:
        """Return the portraits too."""
        portraits = tuple((one.photo, (one,)) for one in self.honourees if one.photo is not None)
        return super().portrayals() + portraits
