"""
One publication at a time to a folder.

The system holds the lock for as long as the process lives, so one that is killed leaves nothing
to clear away. What stands in the file is only for the message to the one who comes second.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from generator.publish.faults import PublishError

if sys.platform == "win32":
    import msvcrt

    def _seize(file: int) -> None:
        os.lseek(file, _BEYOND, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


# Windows locks bytes, and locked ones cannot be read: one far behind the text.
_BEYOND = 1 << 20


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """
    Hold the lock *path* meanwhile.

    Raises:
        PublishError: another process holds it.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _seize(file)
        except OSError:
            holder = path.read_text("utf-8", errors="replace").strip() or "?"
            raise PublishError("publish.busy", holder=holder) from None
        with contextlib.suppress(
            OSError
        ):  # a full disk, which the publication may be about to clear
            os.ftruncate(file, 0)
            os.lseek(file, 0, os.SEEK_SET)
            os.write(file, f"{os.getpid()} @ {socket.gethostname()}\n".encode())
        yield
    finally:
        os.close(file)
