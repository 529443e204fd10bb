"""Topics, campaigns and authors, which items refer to by id, and what was taken down."""

from __future__ import annotations

from generator.model.fields import Day, Flag, Id, Line, Model, Note, Slug


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


class TakenDown(Model):
    """
    An address that is to answer no more, for the sake of someone who asked for it.

    `path` is the item's path without `.md`, as in `aliases`. Where the item's permanent `id` is
    given, feeds tell readers by it to delete their copies.
    """

    path: Id
    at: Day
    id: Id | None = None
