"""
Encodings of pictures, kept by content.

Encoding one takes as long as making a thousand pages, so all encodings of a picture are kept in
one blob, under a key that knows only the picture's bytes and how it is encoded: it holds for
every page, every name and every machine.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from generator.catalog.library import ContentChangedError, Store
from generator.kernel import digest
from generator.outputs.encoder import Encoded, encode
from generator.outputs.variants import Format, Variant, recipe

# The encodings of a picture are asked for one after another.
_AT_HAND = 4
_SIZES_AT_HAND = 4096


class Encodings:
    """
    Gives the bytes of variants.

    They are read from the store; what that has lost is encoded again.
    """

    def __init__(self, store: Store, content: Path) -> None:
        """Take the store and the folder of the pictures; both must be picklable."""
        self._store = store
        self._content = content
        self._remember()

    def of(self, variant: Variant) -> bytes:
        """
        Return the bytes of *variant*.

        Raises:
            ContentChangedError: it has to be encoded, and the picture is not what it was.
        """
        return self._all_of(variant.source, variant.digest)[variant.format, variant.width_px]

    def size_bytes(self, variant: Variant) -> int:
        """Return how many bytes *variant* has: feeds tell it."""
        return self._size(variant)

    def _remember(self) -> None:
        self._all_of = lru_cache(maxsize=_AT_HAND)(self._read)
        self._size = lru_cache(maxsize=_SIZES_AT_HAND)(self._measure)

    def _read(self, source: str, file_digest: str) -> Encoded:
        kept = self._store.get(key_of(file_digest))
        return unpack(kept or encode_file(self._content, source, file_digest))

    def _measure(self, variant: Variant) -> int:
        return len(self.of(variant))

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind what can be had anew."""
        return {"_store": self._store, "_content": self._content}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Begin with nothing at hand."""
        self.__dict__ |= state
        self._remember()


def key_of(file_digest: str) -> str:
    """Return the key under which the store keeps the encodings of the picture of that digest."""
    return "p" + digest.of_text(f"{recipe()} {file_digest}")


def encode_file(content: Path, source: str, file_digest: str) -> bytes:
    """
    Return all encodings of the picture *source* of the folder *content*, as the store keeps them.

    Raises:
        ContentChangedError: the file is not the one that was looked at.
    """
    data = (content / source).read_bytes()
    if digest.of_bytes(data) != file_digest:
        raise ContentChangedError(source)
    return pack(encode(data))


def pack(encoded: Encoded) -> bytes:
    """Write encodings as a line that lists them, and their bytes one after another."""
    rows = [[form.value, width, len(data)] for (form, width), data in encoded.items()]
    return b"".join((json.dumps(rows).encode(), b"\n", *encoded.values()))


def unpack(packed: bytes) -> Encoded:
    """Read what `pack` wrote."""
    head, _, rest = packed.partition(b"\n")
    encoded: Encoded = {}
    for form, width, length in json.loads(head):
        encoded[Format(form), width], rest = rest[:length], rest[length:]
    return encoded
