"""Looking into the attachments that something refers to, each once for the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from generator.build.cache import Cache
from generator.build.run import naming, run
from generator.build.toolchain import papers_digest
from generator.catalog.catalog import Article, StandingBody
from generator.catalog.references import Target
from generator.catalog.uses import first_uses
from generator.checks.papers import Row, look_into, problems_in
from generator.kernel import digest
from generator.kernel.diagnostics import Diagnostic
from generator.reading.assets import Asset
from generator.reading.sources import Folder


def check_papers(
    folder: Folder,
    assets: Mapping[str, Asset],
    uses: tuple[Sequence[Article], Sequence[StandingBody]],
    cache: Cache,
    jobs: int,
) -> Iterator[Diagnostic]:
    """
    Report what is private in the files that are published as they are.

    That is attachments, pictures that move and what is linked to; pictures that are shown are made
    anew, with nothing but their pixels. Each is told of at the first place that names the file.
    """
    linked = _linked(*uses)
    looked = {path: one for path, one in assets.items() if not one.is_still or path in linked}
    keys = {path: _key(asset) for path, asset in looked.items()}
    kept = cache.get_many(list(keys.values()))
    cache.touch(list(kept))
    unseen = [path for path, key in keys.items() if key not in kept]
    make_looker = partial(_make_looker, folder.path)
    found = dict(zip(unseen, run(make_looker, unseen, jobs=jobs), strict=True))
    if found:
        cache.put_many([(keys[path], json.dumps(rows).encode()) for path, rows in found.items()])
    rows = {path: found.get(path) or _recalled(kept.get(key)) for path, key in keys.items()}
    told = {path for path in rows if rows[path]}
    for path, place in first_uses(folder, told, *uses).items():
        yield from problems_in(path, rows[path], place)


def _linked(articles: Sequence[Article], standing: Sequence[StandingBody]) -> set[str]:
    linked = {path for article in articles for path in article.facts.body_files}
    return linked | {
        reference.path
        for page in standing
        for reference in page.body.references
        if reference.target is Target.FILE
    }


def _make_looker(content: Path) -> Callable[[str], list[Row]]:
    return naming(lambda path: look_into((content / path).read_bytes(), path))


def _recalled(kept: bytes | None) -> list[Row]:
    return [Row(*row) for row in json.loads(kept or b"[]")]


def _key(asset: Asset) -> str:
    return "p" + digest.of_bytes(
        papers_digest().encode(), asset.path.encode(), asset.digest.encode()
    )
