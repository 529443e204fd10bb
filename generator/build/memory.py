"""
Small notes kept between builds, as JSON under a seal.

The seal is a digest over the note and the version of its form: one that was damaged, cut short or
written by another version of this program is no note at all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.kernel import digest, files


def load(file: Path, version: int) -> Any:
    """Return the value of the note, or None if there is none that is whole."""
    try:
        seal, _, data = file.read_bytes().partition(b"\n")
        return json.loads(data) if seal == _seal(data, version) else None
    except (OSError, ValueError):
        return None


def save(file: Path, value: object, version: int) -> bool:
    """
    Write the note; tell whether that was possible.

    Where it was not, an older one may stay: notes are believed only as far as they are true.
    """
    data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        files.write_atomically(file, _seal(data, version) + b"\n" + data)
    except OSError:
        return False
    return True


def _seal(data: bytes, version: int) -> bytes:
    return digest.of_bytes(str(version).encode(), data).encode()
