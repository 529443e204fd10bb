"""Publication in one page: read the site, then bring it to where it is to be read."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from generator.publish import folder, rclone, ssh, tree
from generator.publish.destination import FolderPlace, Place, RclonePlace, SshPlace
from generator.publish.faults import WrongUsageError
from generator.publish.outcome import Outcome, Return, Tell


def publish(place: Place, site_dir: Path, keep: int, tell: Tell) -> Outcome:
    """
    Publish the site in *site_dir* at *place*, keeping the last *keep* releases.

    Raises:
        PublishError: the machine, or the one published to, failed us.
        OSError: (the same)
    """
    site = tree.read(site_dir)
    tell("publish.read", files=len(site.digests), release=site.name)
    match place:
        case FolderPlace():
            return folder.publish(place.root, site, keep, tell)
        case SshPlace():
            return ssh.publish(place, site, keep, tell)
        case RclonePlace():
            return rclone.publish(place, site, tell)
    assert_never(place)


def roll_back(place: Place, to: str | None) -> Return:
    """
    Serve again what was served before at *place*, or the release *to*.

    Raises:
        PublishError: there is no way back, or the machine failed us.
    """
    match place:
        case FolderPlace():
            return folder.roll_back(place.root, to)
        case SshPlace():
            return ssh.roll_back(place, to)
        case RclonePlace():
            raise WrongUsageError("rollback.no-switch")
    assert_never(place)
