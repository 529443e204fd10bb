"""
Wall time, processor time and peak memory of one command and every process it starts.

Linux only: memory is read in `/proc`. A process that leaves the tree (a daemon whose parent
ended) is not seen.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

SAMPLE_EVERY_S = 0.05
# Reading the memory of a gigabyte takes 15 ms, and both cores are the command's.
SAMPLER_SHARE = 0.04
_SHOWN_LINES = 20
_KIB_PER_MIB = 1024


class CommandError(Exception):
    """The command ended with an error or not in time; the text says which and its last words."""


@dataclass(frozen=True)
class Cost:
    """
    What one run took.

    `user_s` and `system_s` are processor time, the program's own and the kernel's on its behalf.
    `peak_pss_mib` sums over the process tree the memory of each process, with what several
    share divided among them; the highest of samples 50 ms apart, or as many as take 4 % of a
    core. `largest_rss_mib` is the kernel's own high-water mark of the largest process.
    `sampler_cpu_s` is what measuring took of the processors beside the command.
    """

    wall_s: float
    user_s: float
    system_s: float
    peak_pss_mib: float
    largest_rss_mib: float
    sampler_cpu_s: float


@dataclass
class _Sampler:
    """Watches a process tree until `done` is set, and ends it at the deadline."""

    root: int
    deadline_s: float
    done: threading.Event = field(default_factory=threading.Event)
    peak_kib: int = 0
    cpu_s: float = 0
    late: bool = False

    def watch(self) -> None:
        """Take samples until told to stop."""
        pause_s = SAMPLE_EVERY_S
        while not self.done.wait(pause_s):
            before_s = time.thread_time()
            self.peak_kib = max(self.peak_kib, sum(map(_pss_kib, _tree(self.root))))
            self.cpu_s = time.thread_time()
            pause_s = max(SAMPLE_EVERY_S, (self.cpu_s - before_s) / SAMPLER_SHARE)
            self._hold_to_deadline()

    def _hold_to_deadline(self) -> None:
        if time.monotonic() > self.deadline_s and not self.late:
            self.late = True
            os.killpg(self.root, signal.SIGKILL)


def measure(command: Sequence[str], *, cwd: Path, limit_s: float) -> Cost:
    """
    Run *command* in *cwd* and return its cost.

    Raises:
        CommandError: It returned an error, or was killed after *limit_s* seconds.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        start = time.monotonic()
        # Its own session, so that at the deadline the whole group ends and nothing else.
        process = subprocess.Popen(
            command, cwd=cwd, stdout=output, stderr=output, start_new_session=True
        )
        with _sampling(process.pid, start + limit_s) as sampler:
            # wait4 and not wait: it tells processor time and memory of this child alone.
            _, status, usage = os.wait4(process.pid, 0)
            wall_s = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if sampler.late:
            message = f"Ended after {limit_s:.0f} s: {' '.join(command)}"
            raise CommandError(message)
        if process.returncode:
            message = f"Exit code {process.returncode}: {' '.join(command)}\n{_last_lines(output)}"
            raise CommandError(message)
    return Cost(
        wall_s=wall_s,
        user_s=usage.ru_utime,
        system_s=usage.ru_stime,
        peak_pss_mib=sampler.peak_kib / _KIB_PER_MIB,
        largest_rss_mib=usage.ru_maxrss / _KIB_PER_MIB,
        sampler_cpu_s=sampler.cpu_s,
    )


@contextmanager
def _sampling(root: int, deadline_s: float) -> Iterator[_Sampler]:
    """Watch the tree of *root* meanwhile; a Ctrl-C, which its session never hears, ends it too."""
    sampler = _Sampler(root, deadline_s)
    thread = threading.Thread(target=sampler.watch, daemon=True)
    thread.start()
    try:
        yield sampler
    except BaseException:
        os.killpg(root, signal.SIGKILL)
        raise
    finally:
        sampler.done.set()
        thread.join()


def _last_lines(output: IO[str]) -> str:
    output.seek(0)
    return "\n".join(output.read().splitlines()[-_SHOWN_LINES:])


def _tree(root: int) -> Iterator[int]:
    """Yield *root* and its living descendants."""
    yield root
    for thread in _listing(Path(f"/proc/{root}/task")):
        for child in _text(thread / "children").split():
            yield from _tree(int(child))


def _listing(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _pss_kib(pid: int) -> int:
    """Return the proportional memory of a process; 0 when it has just ended."""
    for line in _text(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except OSError:
        return ""
