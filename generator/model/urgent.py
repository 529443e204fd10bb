"""Urgent notices."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from generator.model.fields import Deadline, Id
from generator.model.item import Item


class Level(StrEnum):
    """Grades of urgency of administrative papers (Decree 30/2020/ND-CP), mildest first."""

    URGENT = "khan"
    VERY_URGENT = "thuong-khan"
    EXPRESS = "hoa-toc"


class Urgent(Item):
    """A notice that asks for action and stops being true: its expiry is required."""

    kind: ClassVar[str] = "urgent"

    level: Level
    expires_at: Deadline
    supersedes: Id | None = None
