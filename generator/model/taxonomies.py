"""Topics, campaigns and authors: the lists that items refer to by id."""

from __future__ import annotations

from generator.model.fields import Day, Flag, Id, Line, Model, Note


class Topic(Model):
    """A subject that items are filed under."""

    id: Id
    name: Line
    description: Note | None = None


class Campaign(Model):
    """A movement or a month of action with a beginning and mostly an end."""

    id: Id
    name: Line
    description: Note | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class Author(Model):
    """Who writes; `approves` gives the right to answer for what is published."""

    id: Id
    name: Line
    role: Line | None = None
    approves: Flag = False
