"""Why announcing cannot go on, as a key of the interface's wording and what fills it."""

from __future__ import annotations


class AnnounceError(Exception):
    """The machine or the ledger failed us."""

    def __init__(self, key: str, **params: object) -> None:
        """Keep the wording's *key* and its *params*; the command finds the words."""
        super().__init__(key)
        self.key = key
        self.params = params


class WrongUsageError(AnnounceError):
    """What was asked for cannot be done as it was asked."""
