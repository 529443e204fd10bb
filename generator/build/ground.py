"""A site folder before a build: what is there, and whether that is what it should be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.build import manifest as manifests
from generator.build.found import Found, look
from generator.build.manifest import Manifest
from generator.build.options import Options
from generator.kernel import stamps
from generator.kernel.diagnostics import Diagnostic, from_row


@dataclass(frozen=True, slots=True)
class Ground:
    """
    A site folder, what the last build put there and what is found there.

    `file` is where the manifest lies, if it is kept. `trusted` is the manifest where it may save
    work, and empty where everything shall be made anew.
    """

    site_dir: Path
    file: Path | None
    manifest: Manifest
    trusted: Manifest
    found: Found


def stand_on(site_dir: Path, root: Path, options: Options) -> Ground:
    """See what is in *site_dir*, and what was put there; *root* is where mkdocs.yml lies."""
    if options.memory is None:
        return Ground(site_dir, None, Manifest(), Manifest(), look(site_dir, Manifest(), 0))
    file = manifests.place_of(options.memory, root, site_dir)
    manifest = manifests.load(file)
    trusted = manifest if options.cached else Manifest()
    noted_ns = stamps.stamp_of(file).mtime_ns
    return Ground(site_dir, file, manifest, trusted, look(site_dir, trusted, noted_ns))


def is_current(ground: Ground, inputs: str, now: datetime) -> bool:
    """Tell whether the site is what a build from *inputs* at *now* would make it."""
    manifest, found = ground.trusted, ground.found
    if not inputs or manifest.inputs != inputs or not manifest.standing:
        return False
    is_time = manifest.since <= now.timestamp() < (manifest.until or float("inf"))
    return is_time and found.present == manifest.files.keys() == found.sound.keys()


def former_problems(ground: Ground) -> list[Diagnostic]:
    """Return the warnings of the build that made what is there."""
    return [from_row(row) for row in ground.manifest.problems]
