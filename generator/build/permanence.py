"""
An address that members may hold a link to does not vanish unsaid.

What was live at the last build is compared with what would be live now. An item may be withdrawn,
may expire, may move with an alias; it may be taken down for someone's sake, which is written in
`data/taken-down.yml`, by a digest alone where the address names them. That it is simply gone is
mostly a slip, and stops the build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.build.manifest import Manifest
from generator.catalog.catalog import Article
from generator.catalog.edition import Edition
from generator.catalog.presenting import discretion_of, no_longer_agree
from generator.kernel.diagnostics import Diagnostic, error
from generator.kernel.text import slugify
from generator.model import permalink
from generator.outputs.worker import digest_of_address


def addresses(edition: Edition) -> dict[str, str]:
    """Return the site path of every item, notice and redirect, with its source."""
    found: dict[str, str] = {}
    for face in edition.answering():
        found |= {f"{alias}/": face.source for alias in face.facts.aliases}
        found[face.path] = face.source
    return found


def lost_addresses(
    edition: Edition, manifest: Manifest, digests: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """
    Report each address that was live and would be no more.

    Args:
        edition: What would be live.
        manifest: What was.
        digests: Of the files of `content/`, to recognise one that was moved.
    """
    registers, site = edition.catalog.registers, edition.catalog.site
    kept, unnamed = addresses(edition).keys() | registers.taken_down, registers.taken_down_digests
    lost = [path for path in manifest.addresses if path not in kept]
    lost = [path for path in lost if digest_of_address(site, path) not in unnamed]
    if not lost:
        return
    claimed = _claimed(edition)
    by_digest = {found: source for source, found in digests.items()}
    for path in lost:
        article = claimed.get(path)
        if article is not None and article.facts.phase(manifest.built_at) is not None:
            continue  # it was to be live then: only the clock has moved
        moved_to = by_digest.get(manifest.texts.get(path, "-"))
        yield _diagnostic(edition, path, manifest.addresses[path], article, moved_to)


def _claimed(edition: Edition) -> dict[str, Article]:
    """Return the items of all addresses there are, live or not."""
    claimed: dict[str, Article] = {}
    for article in edition.catalog.articles:
        claimed |= {f"{alias}/": article for alias in article.facts.aliases}
        claimed[article.path] = article
    return claimed


def _diagnostic(
    edition: Edition, path: str, source: str, article: Article | None, moved_to: str | None
) -> Diagnostic:
    old, folder = path.rstrip("/"), edition.catalog.folder
    if article is not None:
        field = "draft" if article.item.draft else "publish_at"
        return error("url.hidden", article.place(field), url=f"/{path}")
    is_moved = moved_to is not None and permalink.kind_of(moved_to) is not None
    code = "url.moved" if is_moved else "url.gone"
    place = folder.span(moved_to if is_moved and moved_to is not None else source)
    params = {"url": f"/{path}", "old": old}
    if _names_one_unnamed(edition, path):
        told = permalink.digest_of(edition.catalog.site, path)
        day = edition.now.date().isoformat()
        params |= {"variant": "unnamed", "digest": told, "day": day}
    return error(code, place, **params)


def _names_one_unnamed(edition: Edition, path: str) -> bool:
    """Tell whether *path* names someone whose name is hidden wherever else it stood."""
    discretion = discretion_of(edition.catalog.site)
    concerned = (one for one in edition.catalog.articles if one.facts.consent_ends)
    return any(
        slugify(name) in path
        for one in concerned
        if discretion.rule_of(one.item) == "name"
        for name in no_longer_agree(one.item, edition.now)
    )
