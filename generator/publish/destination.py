"""
Where to publish to, read from the command line.

What is read here later becomes an argument of ssh, rsync and rclone, so nothing that one of them
could take for an option, and nothing that needs guessing, gets through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.publish.faults import WrongUsageError

_SSH = re.compile(
    r"ssh://(?P<account>(?:[A-Za-z0-9_][\w.-]*@)?(?:[A-Za-z0-9][\w.-]*|\[[0-9A-Fa-f:.]+\]))"
    r"(?::(?P<port>[0-9]{1,5}))?(?P<path>/.+)",
    re.ASCII,
)
_RCLONE = re.compile(r"rclone:(?P<remote>[A-Za-z0-9_][\w.+@ -]*:.*)", re.ASCII)
# `C:\site` is a folder; `server:/site` is how scp and rsync write what we want as ssh://.
_LIKE_A_SERVER = re.compile(r"[^/\\:]{2,}:")
_LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class FolderPlace:
    """A folder of this machine."""

    root: Path


@dataclass(frozen=True, slots=True)
class SshPlace:
    """A folder of another machine: `account` is `host` or `user@host`."""

    account: str
    port: int | None
    root: str


@dataclass(frozen=True, slots=True)
class RclonePlace:
    """A remote as rclone writes it: `name:path`."""

    remote: str


Place = FolderPlace | SshPlace | RclonePlace


def parse(text: str) -> Place:
    """
    Read what stands on the command line.

    Raises:
        WrongUsageError: it is none of the three forms. The text is not repeated in the message,
            for it may hold a password.
    """
    place = _parsed(text) if text.isprintable() else None
    if place is None:
        raise WrongUsageError("publish.place")
    return place


def _parsed(text: str) -> Place | None:
    if text.startswith("ssh://"):
        return _ssh(text)
    if text.startswith("rclone:"):
        match = _RCLONE.fullmatch(text)
        return RclonePlace(match["remote"].rstrip("/")) if match else None
    if not text.strip() or text.startswith("-") or _LIKE_A_SERVER.match(text):
        return None
    return FolderPlace(Path(text).absolute())


def _ssh(text: str) -> SshPlace | None:
    match = _SSH.fullmatch(text)
    if match is None:
        return None
    port = int(match["port"]) if match["port"] else None
    root = match["path"].rstrip("/")
    sound = root and ".." not in root.split("/") and (port is None or 0 < port <= _LAST_PORT)
    return SshPlace(match["account"], port, root) if sound else None
