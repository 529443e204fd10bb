"""Content hashes: what makes two values the same."""

from __future__ import annotations

import hashlib

# 128 bits keep names short; no one gains by making two bulletins of one site collide.
_SIZE_BYTES = 16


def of_text(text: str) -> str:
    """Return the hex digest of *text*."""
    return hashlib.blake2b(text.encode(), digest_size=_SIZE_BYTES).hexdigest()


def of_bytes(*parts: bytes) -> str:
    """Return the hex digest of *parts*, each framed by its length so that borders count."""
    state = hashlib.blake2b(digest_size=_SIZE_BYTES)
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()
