"""
Results kept between builds, by the digest of everything they were made from.

One SQLite file: ten thousand small results are read in a blink, a process that is killed leaves
the file whole, and CI keeps one thing. Each result is stored with a digest over its key and its
bytes, so a damaged or swapped one is told from a whole one and is simply a miss; a file that
SQLite cannot read is begun anew. Whatever happens to it, the cache never stops a build.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.kernel import digest

FILE = "kept.sqlite"
LIMIT_BYTES = 1_000_000_000
_TABLE = """
CREATE TABLE IF NOT EXISTS blobs
    (key TEXT PRIMARY KEY, value BLOB NOT NULL, proof TEXT NOT NULL, used INTEGER NOT NULL)
"""
_AT_ONCE = 500  # older SQLites take 999 values in one question
_BUSY_S = 30.0
# Room is made at once for some time to come.
_PRUNED_TO = 0.8


@dataclass(frozen=True, slots=True)
class Holding:
    """How many blobs a cache holds and the bytes its file takes on the disk."""

    blobs: int
    size_bytes: int


class Cache:
    """
    Blobs by key, in a folder that may be deleted at any time.

    The process that made it is its only writer. It can be sent to other processes, which read
    through connections of their own.
    """

    def __init__(self, folder: Path | None, today: int = 0) -> None:
        """
        Take the folder.

        Args:
            folder: Where the file lies; None for one that goes with this object. Where it cannot
                be written, it is read, and new blobs go into such a one beside it.
            today: The day blobs are used on, as a number that grows.
        """
        self._today = today
        self._owner = os.getpid()
        self._files = [] if folder is None else [folder / FILE]
        self._spare: Path | None = None
        self._connections: dict[tuple[int, Path], sqlite3.Connection | None] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Leave the connections behind."""
        return {**self.__dict__, "_connections": {}}

    def get(self, key: str) -> bytes | None:
        """Return the blob kept under *key*, or None when there is none that is whole."""
        return self.get_many([key]).get(key)

    def get_many(self, keys: Sequence[str]) -> Mapping[str, bytes]:
        """Return the blobs that are kept and whole, by key."""
        found: dict[str, bytes] = {}
        for file in self._files:
            wanted = [key for key in keys if key not in found] if found else keys
            for some in _batches(wanted):
                marks = ",".join("?" * len(some))
                question = f"SELECT key, value, proof FROM blobs WHERE key IN ({marks})"  # noqa: S608
                rows = self._ask(file, question, some)
                found |= {key: value for key, value, proof in rows if _holds(key, value, proof)}
        return found

    def put_many(self, blobs: Sequence[tuple[str, bytes]]) -> None:
        """Keep *blobs*. What cannot be written anywhere is not kept; the build goes on."""
        rows = [(key, data, _proof(key, data), self._today) for key, data in blobs]
        statement = "INSERT OR REPLACE INTO blobs VALUES (?, ?, ?, ?)"
        if self._files and self._change(self._files[-1], statement, rows):
            return
        if self._spare is None:
            self._spare = Path(tempfile.mkdtemp(prefix="bantin-"))
            self._files.append(self._spare / FILE)
            self._change(self._files[-1], statement, rows)

    def touch(self, keys: Sequence[str]) -> None:
        """Note, once a day, that *keys* are in use: `prune` removes what was used last."""
        if not self._files:
            return
        question = "SELECT 1 FROM blobs WHERE key = ? AND used < ?"
        if keys and self._ask(self._files[0], question, (keys[0], self._today)):
            rows = [(self._today, key) for key in keys]
            self._change(self._files[0], "UPDATE blobs SET used = ? WHERE key = ?", rows)

    def prune(self, limit_bytes: int) -> None:
        """Bring the file below *limit_bytes*, removing first what was not used for longest."""
        if not self._files or self._size_bytes() <= limit_bytes:
            return
        file = self._files[0]
        sizes = self._ask(file, "SELECT rowid, length(value) FROM blobs ORDER BY used, rowid", ())
        spare = sum(size for _, size in sizes) - int(limit_bytes * _PRUNED_TO)
        doomed = []
        for row, size in sizes:
            if spare <= 0:
                break
            doomed.append((row,))
            spare -= size
        self._change(file, "DELETE FROM blobs WHERE rowid = ?", doomed)
        self._ask(file, "VACUUM", ())
        self._ask(file, "PRAGMA wal_checkpoint(TRUNCATE)", ())

    def forget(self, keys: Sequence[str]) -> None:
        """Remove the blobs of *keys*, and overwrite them: someone has asked for it."""
        for file in self._files:
            self._ask(file, "PRAGMA secure_delete = ON", ())
            self._change(file, "DELETE FROM blobs WHERE key = ?", [(key,) for key in keys])
            self._ask(file, "PRAGMA wal_checkpoint(TRUNCATE)", ())

    def is_empty(self) -> bool:
        """Tell whether nothing is held."""
        return not any(self._ask(file, "SELECT 1 FROM blobs LIMIT 1", ()) for file in self._files)

    def holding(self) -> Holding:
        """Return what is held."""
        if not self._files:
            return Holding(0, 0)
        counted = self._ask(self._files[0], "SELECT count(*) FROM blobs", ())
        return Holding(counted[0][0] if counted else 0, self._size_bytes())

    def _size_bytes(self) -> int:
        return sum(_size(self._files[0].with_name(FILE + end)) for end in ("", "-wal"))

    def close(self) -> None:
        """Close the connections of this process; remove what goes with the object."""
        for connection in self._connections.values():
            if connection is not None:
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
        self._connections = {}
        if self._spare is not None and os.getpid() == self._owner:
            shutil.rmtree(self._spare, ignore_errors=True)

    def _ask(self, file: Path, question: str, values: Sequence[object]) -> list[Any]:
        connection = self._connection(file)
        if connection is None:
            return []
        try:
            return connection.execute(question, values).fetchall()
        except sqlite3.OperationalError:  # busy, full or away: a miss
            return []
        except sqlite3.DatabaseError:
            self._begin_anew(file)
            return []

    def _change(self, file: Path, statement: str, rows: Sequence[tuple[object, ...]]) -> bool:
        """Apply *statement* to all *rows* or to none; tell whether that was possible."""
        connection = self._connection(file)
        if connection is None:
            return False
        try:
            with connection:
                connection.executemany(statement, rows)
        except sqlite3.OperationalError:
            return False
        except sqlite3.DatabaseError:
            self._begin_anew(file)
            return False
        return True

    def _connection(self, file: Path) -> sqlite3.Connection | None:
        """Return this process's own connection: one may not be used on both sides of a fork."""
        key = (os.getpid(), file)
        if key not in self._connections:
            self._connections[key] = self._connect(file)
        return self._connections[key]

    def _connect(self, file: Path) -> sqlite3.Connection | None:
        if os.getpid() != self._owner:
            return _open_to_read(file)
        try:
            return _open_to_write(file)
        except sqlite3.OperationalError:
            return _open_to_read(file)
        except (sqlite3.DatabaseError, OSError):
            self._begin_anew(file)
            return self._connections.get((os.getpid(), file))

    def _begin_anew(self, file: Path) -> None:
        """Remove a file that SQLite cannot make sense of; only its writer does."""
        if os.getpid() != self._owner:
            return
        if (old := self._connections.pop((self._owner, file), None)) is not None:
            old.close()
        try:
            for end in ("", "-wal", "-shm"):
                file.with_name(FILE + end).unlink(missing_ok=True)
            self._connections[self._owner, file] = _open_to_write(file)
        except (sqlite3.Error, OSError):
            self._connections[self._owner, file] = None


def _open_to_write(file: Path) -> sqlite3.Connection:
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=_BUSY_S)
    try:
        # With a write-ahead log a killed process harms nothing; a lost machine loses the cache
        # at worst, which is no loss.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(_TABLE)
        connection.execute("SELECT key, value, proof, used FROM blobs LIMIT 1")
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _open_to_read(file: Path) -> sqlite3.Connection | None:
    # A folder that cannot be written has no room for the log's index: then nobody writes it, and
    # the file may be taken for unchanging.
    for mode in ("mode=ro", "mode=ro&immutable=1"):
        with contextlib.suppress(sqlite3.Error):
            connection = sqlite3.connect(f"{file.absolute().as_uri()}?{mode}", uri=True)
            connection.execute("SELECT count(*) FROM (SELECT 1 FROM blobs LIMIT 1)")
            return connection
    return None


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _proof(key: str, data: bytes) -> str:
    return digest.of_bytes(key.encode(), data)


def _holds(key: str, value: object, proof: object) -> bool:
    return isinstance(value, bytes) and proof == _proof(key, value)


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    return (keys[i : i + _AT_ONCE] for i in range(0, len(keys), _AT_ONCE))
