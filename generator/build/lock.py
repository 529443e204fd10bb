"""
One build of a site folder at a time.

The system itself holds the lock for the process and lets go of it when that ends, however it
ends; so a lock is never left behind. The file tells the one who comes second who was first.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

# The workers of a build that was killed end a moment after it.
_PATIENCE_S = 1.0


class SiteBusyError(Exception):
    """Another process is at work on the folder; the message is its number, or `?`."""


@contextlib.contextmanager
def hold(folder: Path) -> Iterator[None]:
    """
    Keep other builds away from *folder* meanwhile.

    Raises:
        SiteBusyError: another process holds it.
        OSError: nothing can be written beside the folder.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    file = folder.with_name(f".{folder.name}.lock")
    try:
        with FileLock(file, timeout=_PATIENCE_S):
            with contextlib.suppress(OSError):
                file.write_text(str(os.getpid()), "utf-8")
            yield
    except Timeout:
        raise SiteBusyError(_holder(file)) from None


def _holder(file: Path) -> str:
    try:
        return file.read_text("utf-8") or "?"
    except OSError:
        return "?"
