"""Where the text of items waits until a page asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from generator.catalog import content
from generator.catalog.content import Content
from generator.model.kinds import Kind
from generator.reading.decode import Clock

# Pages are made in the order of time, so the items that one shows were asked for a moment ago.
_AT_HAND = 1024


class Store(Protocol):
    """Keeps blobs by key; may forget any at any time."""

    def get(self, key: str) -> bytes | None:
        """Return what was kept under *key*."""


class ContentChangedError(Exception):
    """A file was changed while the site was being built. The message is its path."""


@dataclass(frozen=True, slots=True)
class Reread:
    """What reading a file again came to: its key now, and its content if it is sound."""

    key: str
    content: Content | None


class Library:
    """
    Gives the content of items by key.

    It is read from the store when it is asked for; what the store has lost meanwhile is read from
    the file again. An item with faults, which no store keeps, is held in memory.
    """

    def __init__(
        self, store: Store, clock: Clock, make_reader: Callable[[], Callable[[str], Reread]]
    ) -> None:
        """
        Take the store, the site's clock, and what makes a reader of files.

        All must be picklable where processes are spawned.
        """
        self._store = store
        self._clock = clock
        self._make_reader = make_reader
        self._held: dict[str, Content] = {}
        self._remember()

    def hold(self, key: str, kept: Content) -> None:
        """Hold *kept* in memory."""
        self._held[key] = kept

    def fetch(self, source: str, kind: Kind, key: str) -> Content:
        """
        Return the content of the file *source*.

        Raises:
            ContentChangedError: it has to be read again and is not what it was.
        """
        return self._held.get(key) or self._fetch(source, kind, key)

    def _remember(self) -> None:
        self._fetch = lru_cache(maxsize=_AT_HAND)(self._read)

    def _read(self, source: str, kind: Kind, key: str) -> Content:
        data = self._store.get(content_key(key))
        if data is not None:
            return content.decode(data, kind, self._clock)
        reread = self._make_reader()(source)
        if reread.key != key or reread.content is None:
            raise ContentChangedError(source)
        return reread.content

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind what can be fetched anew."""
        return {name: value for name, value in self.__dict__.items() if name != "_fetch"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Begin with nothing at hand."""
        self.__dict__ |= state
        self._remember()


def content_key(key: str) -> str:
    """Return the key under which the store keeps the content of the file whose key is *key*."""
    return f"c{key}"


def facts_key(key: str) -> str:
    """Return the key under which the store keeps its facts."""
    return f"f{key}"
