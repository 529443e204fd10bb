"""Encoding the pictures of a plan, each once, by as many processes as there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from generator.build.cache import Cache
from generator.build.options import Options
from generator.build.run import naming, run
from generator.build.work import Work
from generator.outputs.encodings import encode_file, key_of
from generator.outputs.task import Task
from generator.outputs.variants import Variant

_LOOKED_UP_AT_ONCE = 16  # some megabytes


def encode_pictures(work: Work, content: Path, cache: Cache, options: Options) -> None:
    """
    Put into *cache* what it lacks of the pictures that are to be made.

    A step of its own, so that no two processes encode the same picture: its files, and the feeds
    that tell their sizes, are made by any of them.
    """
    sources = _sources(job.task for job in work.jobs)
    cache.touch([key_of(digest) for digest in _sources(iter(work.tasks))])
    missing = [one for some in _cut(list(sources.items())) for one in _missing(cache, some)]
    encoder = partial(_make_encoder, content)
    encoded = run(encoder, missing, jobs=options.jobs, one_by_one=True)
    for done, (one, packed) in enumerate(zip(missing, encoded, strict=True), 1):
        cache.put_many([(key_of(one[0]), packed)])
        options.progress("encode", done, len(missing))


def _sources(tasks: Iterator[Task]) -> dict[str, str]:
    """Return the pictures whose encodings are among *tasks*: a path of each digest."""
    variants = (task.material for task in tasks if isinstance(task.material, Variant))
    return {variant.digest: variant.source for variant in variants}


def _missing(cache: Cache, some: list[tuple[str, str]]) -> list[tuple[str, str]]:
    kept: Mapping[str, bytes] = cache.get_many([key_of(digest) for digest, _ in some])
    return [one for one in some if key_of(one[0]) not in kept]


def _cut(rows: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    return (rows[i : i + _LOOKED_UP_AT_ONCE] for i in range(0, len(rows), _LOOKED_UP_AT_ONCE))


def _make_encoder(content: Path) -> Callable[[tuple[str, str]], bytes]:
    def encode(one: tuple[str, str]) -> bytes:
        return encode_file(content, one[1], one[0])

    return naming(encode, lambda one: one[1])
