"""Topics, campaigns and authors, which items refer to by id, and what was taken down."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from generator.model.fields import Day, Flag, Id, Line, Model, Note, Slug, fault

_MARK = re.compile(r"[0-9a-f]{12}\Z")


class Topic(Model):
    """A subject that items are filed under."""

    id: Slug
    name: Line
    description: Note | None = None


class Campaign(Model):
    """A movement or a month of action with a beginning and mostly an end."""

    id: Slug
    name: Line
    description: Note | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class Author(Model):
    """Who writes; `approves` gives the right to answer for what is published."""

    id: Slug
    name: Line
    role: Line | None = None
    approves: Flag = False


def _check_mark(value: Any) -> Any:
    if isinstance(value, str) and _MARK.match(value.strip()) is None:
        raise fault("takedown.digest", value=value)
    return value.strip() if isinstance(value, str) else value


Mark = Annotated[str, BeforeValidator(_check_mark)]


class TakenDown(Model):
    """
    What is to answer no more, for the sake of someone who asked for it: one of three things.

    `path` is the item's path without `.md`, as in `aliases`. Where that names a person, `address`
    is its digest in its place (`outputs.worker.digest_of_address`). `card` is the name, without
    its ending, of a card that must not stay for those who hold its address. Where the item's
    permanent `id` is given, feeds tell readers by it to delete their copies.
    """

    path: Id | None = None
    address: Mark | None = None
    card: Mark | None = None
    at: Day
    id: Id | None = None

    @model_validator(mode="before")
    @classmethod
    def _is_one_thing(cls, value: Any) -> Any:
        if isinstance(value, dict) and len(value.keys() & {"path", "address", "card"}) > 1:
            raise fault("takedown.one-thing")
        if isinstance(value, dict) and not value.keys() & {"path", "address", "card"}:
            raise fault("takedown.nothing")
        return value
