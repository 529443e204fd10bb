"""
The same work on many things, by several processes.

Processes, not threads: feedgen sets the process's locale, and Markdown is bound to the
interpreter. Where there is `fork`, a worker starts with everything its parent has read; elsewhere
(Windows) what it needs is sent to it once.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from generator.catalog.library import ContentChangedError

T = TypeVar("T")
R = TypeVar("R")

# Small enough to keep all workers busy to the end, large enough for the post between processes
# not to count: measured at 16 to 128 with no difference on 10,000 items.
_BATCH = 48
# Below this, starting processes costs more than they save.
_WORTH_FORKING = 64

_work: Callable[[Any], Any] | None = None


class WorkerDiedError(Exception):
    """A worker process ended without answering: killed, or out of memory."""


class WorkFailedError(Exception):
    """Something went wrong with one subject; the message is its name and the reason."""


def naming(work: Callable[[T], R], name: Callable[[T], str] = str) -> Callable[[T], R]:
    """
    Return *work*, failures of which say what was being worked on.

    What the machine failed at (`OSError`) and what was foreseen comes through as it is.
    """

    def named(subject: T) -> R:
        try:
            return work(subject)
        except (OSError, ContentChangedError):
            raise
        except Exception as reason:
            message = f"{name(subject)}: {type(reason).__name__}: {reason}"
            raise WorkFailedError(message) from reason

    return named


def run(
    make_work: Callable[[], Callable[[T], R]],
    subjects: Sequence[T],
    *,
    jobs: int,
    batches: int | None = None,
    one_by_one: bool = False,
) -> Iterator[R]:
    """
    Yield the result for each of *subjects*, in their order.

    Args:
        make_work: Makes the function that does the work; called once in each process, so that it
            may hold parsers and templates. It must be picklable where there is no `fork`.
        subjects: What to work on; picklable.
        jobs: Processes to use; 1 works in this one.
        batches: How many batches each process is to get, where those next to each other have much
            in common; else there are as many as keep all busy to the end.
        one_by_one: Each takes so long that handing it over does not count.

    Raises:
        WorkerDiedError: a worker was killed. Exceptions of the work itself come through.
    """
    with _collecting_garbage():
        if jobs <= 1 or len(subjects) < (2 if one_by_one else _WORTH_FORKING):
            yield from map(make_work(), subjects)
        else:
            size = max(_BATCH, len(subjects) // (jobs * batches)) if batches else _BATCH
            yield from _run_apart(make_work, subjects, jobs, 1 if one_by_one else size)


@contextlib.contextmanager
def _collecting_garbage() -> Iterator[None]:
    """
    Look for garbage while work goes on, whether or not that is done otherwise.

    What is there already is left out of the search: it stays, and looking at it would copy it in
    each worker.
    """
    was_on = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_on:
            gc.disable()


def _run_apart(
    make_work: Callable[[], Callable[[T], R]],
    subjects: Sequence[T],
    jobs: int,
    size: int,
) -> Iterator[R]:
    cut = [subjects[i : i + size] for i in range(0, len(subjects), size)]
    try:
        with ProcessPoolExecutor(
            min(jobs, len(cut)), _context(), initializer=_prepare, initargs=(make_work,)
        ) as pool:
            try:
                for results in pool.map(_run_batch, cut):
                    yield from results
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    except BrokenProcessPool as reason:
        raise WorkerDiedError from reason


def _context() -> multiprocessing.context.BaseContext:
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _prepare(make_work: Callable[[], Callable[[Any], Any]]) -> None:
    global _work  # noqa: PLW0603 -- the one thing a worker process holds
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work = make_work()


def _end_with_parent() -> None:
    """End this process when its parent has ended: one that was killed cannot say so itself."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _run_batch(batch: Sequence[Any]) -> list[Any]:
    assert _work is not None  # noqa: S101 -- the pool's initializer has run
    return [_work(subject) for subject in batch]
