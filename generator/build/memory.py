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

_PREFIXED = (4).to_bytes(4, "big")
_OWN_NAMES = (b"kept.sqlite\0", b"sources.json\0")


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


def is_committed(folder: Path) -> bool:
    """
    Tell whether git keeps anything in *folder*.

    What builds remember is believed, so it must come from builds: whoever may commit could else
    slip in a page that nobody has cleaned. git's index names each file in full (gitformat-index(5),
    versions 2 and 3); version 4, which must be asked for, leaves out what a name begins like the
    one before it, so there our own file names are looked for.
    """
    for above in folder.parents:
        if (data := _index_of(above / ".git")) is not None:
            inside = folder.relative_to(above).as_posix().encode() + b"/"
            names = _OWN_NAMES if data[4:8] == _PREFIXED else (inside,)
            return any(name in data for name in names)
    return False


def _index_of(git: Path) -> bytes | None:
    try:
        if git.is_file():  # a work tree beside the repository
            git = git.parent / git.read_text("utf-8").partition("gitdir:")[2].strip()
        return (git / "index").read_bytes()
    except (OSError, ValueError):
        return None
