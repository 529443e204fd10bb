"""Urgent notices."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.model.fields import Deadline, Id, Line
from generator.model.item import Item


class Level(StrEnum):
    """Grades of urgency of administrative papers (Decree 30/2020/ND-CP), mildest first."""

    URGENT = "khan"
    VERY_URGENT = "thuong-khan"
    EXPRESS = "hoa-toc"


class Urgent(Item):
    """
    A notice that asks for action and stops being true: its expiry is required.

    `audience` says who must act, `act_by` until when; the notice may hold for longer.
    """

    kind: ClassVar[str] = "urgent"

    level: Level
    expires_at: Deadline
    audience: Line | None = None
    act_by: Deadline | None = None
    supersedes: Id | None = None
