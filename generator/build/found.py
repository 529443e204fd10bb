"""The site folder as it is found: which files are surely what the last build put there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.build.manifest import Entry, Manifest
from generator.kernel import files, stamps
from generator.kernel.stamps import Stamp


@dataclass(frozen=True, slots=True)
class Found:
    """
    What is in a site folder.

    `sound` holds the files that are what the manifest says; `present` all files, these included.
    """

    sound: Mapping[str, Entry]
    present: frozenset[str]


def look(site_dir: Path, manifest: Manifest, noted_ns: int) -> Found:
    """
    Look through *site_dir*.

    A file whose stamp is no longer the noted one is read: it may have been copied, or written by
    a build that did not come to its end.

    Args:
        site_dir: The site; may be missing.
        manifest: What the last build put there.
        noted_ns: When the manifest was written, by the disk's clock.
    """
    if not site_dir.is_dir():
        return Found({}, frozenset())
    sound, present = {}, set()
    for path, listed in files.scan(site_dir):
        present.add(path)
        entry = manifest.files.get(path)
        if entry is None or listed.is_symlink():
            continue
        stamp = stamps.stamp_of(listed)
        if entry[1:5] == stamp and stamps.is_settled(stamp, noted_ns):
            sound[path] = entry
        elif stamps.of_file(site_dir / path) == entry.digest:
            sound[path] = restamped(entry, stamp)
    return Found(sound, frozenset(present))


def restamped(entry: Entry, stamp: Stamp) -> Entry:
    """Return *entry* with the stamp that the file has now."""
    return entry._replace(
        size=stamp.size,
        mtime_ns=stamp.mtime_ns,
        ctime_ns=stamp.ctime_ns,
        inode=stamp.inode,
    )
