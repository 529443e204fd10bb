"""Results kept between builds, by the digest of everything they were made from."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from generator.kernel import digest, files


@dataclass(frozen=True, slots=True)
class Cache:
    """
    Blobs by key, in one folder that may be deleted at any time.

    A blob begins with the digest of the rest, so a damaged one is told from a whole one and is
    simply a miss. What cannot be written is not kept; the build goes on.
    """

    folder: Path

    def get(self, key: str) -> bytes | None:
        """Return the blob kept under *key*, or None when there is none that is whole."""
        try:
            stored = self._file(key).read_bytes()
        except OSError:
            return None
        head, _, data = stored.partition(b"\n")
        return data if head == digest.of_bytes(data).encode() else None

    def put(self, key: str, data: bytes) -> None:
        """Keep *data* under *key*."""
        with contextlib.suppress(OSError):
            files.write_atomically(self._file(key), digest.of_bytes(data).encode() + b"\n" + data)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


class NoCache:
    """Keeps nothing: what `--no-cache` stands for."""

    def get(self, key: str) -> bytes | None:
        """Return None."""
        del key
        return None

    def put(self, key: str, data: bytes) -> None:
        """Forget *data*."""
