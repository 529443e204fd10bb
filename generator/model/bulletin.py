"""News of any sort."""

from __future__ import annotations

from typing import ClassVar

from generator.model.item import Item


class Bulletin(Item):
    """News of one unit: it needs nothing beyond what all items have."""

    kind: ClassVar[str] = "bulletin"
