"""What must be made, and why: the plan held against what is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.build.found import Found
from generator.build.manifest import Entry, Manifest
from generator.outputs.material import changed_fields
from generator.outputs.press import Press
from generator.outputs.task import Task


class Cause(StrEnum):
    """Why a file is made."""

    FIRST = "first"  # there was none
    MATERIAL = "material"  # what it shows has changed
    PROGRAM = "program"  # the program, the theme or the settings have
    DAMAGED = "damaged"  # the one that is there is not what was put there


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be made and the reason; `fields` are the parts of its material that changed."""

    task: Task
    cause: Cause
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """
    All that is to be done for one site.

    `kept` are the files that stay as they are. `standing` tells whether the host's own files must
    be made; `removals` are the files that go, if the host's are not made.
    """

    tasks: Sequence[Task]
    jobs: Sequence[Job]
    kept: Mapping[str, Entry]
    standing: bool
    removals: Sequence[str]


def compare(
    tasks: Sequence[Task], press: Press, manifest: Manifest, found: Found, standing: str
) -> Work:
    """
    Find what must be made.

    Args:
        tasks: Every file of the new site that is ours.
        press: What prints them.
        manifest: What the last build put in place.
        found: What is there.
        standing: The digest of what the host's files depend on; empty if it cannot be told.
    """
    jobs = [job for task in tasks if (job := _judge(task, press, manifest, found)) is not None]
    # Files of the same time show the same items, which are then at hand.
    jobs.sort(key=lambda job: (job.task.near, job.task.path))
    to_make = {job.task.path for job in jobs}
    kept = {task.path: found.sound[task.path] for task in tasks if task.path not in to_make}
    hosts = {path for path, entry in manifest.files.items() if not entry.material}
    is_same = standing != "" and manifest.standing == standing and hosts <= found.sound.keys()
    if is_same:
        kept |= {path: found.sound[path] for path in hosts if path not in to_make}
    removals = sorted(found.present - kept.keys() - to_make)
    return Work(tasks, jobs, kept, not is_same, removals if is_same else ())


def _judge(task: Task, press: Press, manifest: Manifest, found: Found) -> Job | None:
    before, sound = manifest.files.get(task.path), found.sound.get(task.path)
    if before is None:
        return Job(task, Cause.FIRST)
    if before.material != task.digest:
        return Job(task, Cause.MATERIAL, tuple(changed_fields(task.material, before.parts)))
    if sound is None:
        return Job(task, Cause.DAMAGED)
    if manifest.presses != press.digest and not task.is_lasting:
        return Job(task, Cause.PROGRAM)
    return None
