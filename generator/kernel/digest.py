"""Content hashes: what makes two values the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

# 128 bits keep names short; no one gains by making two bulletins of one site collide.
_SIZE_BYTES = 16
_CHUNK_BYTES = 1 << 20


def of_bytes(*parts: bytes) -> str:
    """Return the hex digest of *parts*, each framed by its length so that borders count."""
    state = hashlib.blake2b(digest_size=_SIZE_BYTES)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def of_file(path: Path) -> str:
    """Return the hex digest of a file's bytes, as `of_bytes` of its one part would."""
    state = hashlib.blake2b(digest_size=_SIZE_BYTES)
    state.update(path.stat().st_size.to_bytes(8, "big"))
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            state.update(chunk)
    return state.hexdigest()
