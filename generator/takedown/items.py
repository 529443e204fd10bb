"""The edits by which whole items go: the file, what only it used, and every mention of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from generator.catalog.catalog import Article
from generator.model.urgent import Urgent
from generator.outputs.worker import digest_of_address
from generator.takedown import surgery
from generator.takedown.archive import (
    MARKDOWN,
    Archive,
    addresses_of,
    ending_of,
    front_of,
    may_name,
)
from generator.takedown.desk import Desk
from generator.takedown.spelling import Spelling

REGISTER = "data/taken-down.yml"


def take_down(
    desk: Desk, archive: Archive, articles: Sequence[Article], people: Collection[Spelling]
) -> None:
    """
    Let *articles* go.

    Args:
        desk: Takes the edits.
        archive: What there is.
        articles: The items.
        people: Names that no register may keep; those whom the items praise are added.
    """
    for article in articles:
        unnamed = (*people, *archive.people_of(article))
        desk.remove(article.source)
        if archive.was_published(article):
            enter_addresses(desk, archive, article, addresses_of(article), unnamed, article.id)
    gone = {article.source for article in articles}
    addresses = {address for article in articles for address in addresses_of(article)}
    unlink(desk, archive, gone | addresses)
    forget_ids(desk, archive, {article.id for article in articles})
    drop_unused(desk, archive, {f for article in articles for f in archive.files_of(article)})


def enter_addresses(  # noqa: PLR0913, PLR0917 -- what, whose, under which names
    desk: Desk,
    archive: Archive,
    article: Article,
    addresses: Iterable[str],
    people: Collection[Spelling],
    id_: str | None,
) -> None:
    """
    Enter *addresses* into the register of what was taken down.

    One that names a person is entered by its digest; an id that does is not told to feeds.
    """
    registers = archive.catalog.registers
    rows = []
    for address in addresses:
        if f"{address}/" in registers.taken_down:
            continue
        if may_name(people, address):
            told = digest_of_address(archive.catalog.site, f"{address}/")
            row = f'- {{address: "{told}", at: {archive.now.date()}'
        else:
            row = f"- {{path: {address}, at: {archive.now.date()}"
        if id_ is not None and address == addresses_of(article)[0] and not may_name(people, id_):
            row += f", id: {id_}"
        rows.append(row + "}")
    enter(desk, rows)


def enter_cards(desk: Desk, archive: Archive, marks: Iterable[str]) -> None:
    """Enter cards, by the names of their files, that must not stay for who holds their address."""
    enter(desk, [f'- {{card: "{mark}", at: {archive.now.date()}}}' for mark in sorted(set(marks))])


def enter(desk: Desk, rows: Iterable[str]) -> None:
    """Add *rows* to the register, each once."""
    text = desk.read(REGISTER)
    written = set(text.splitlines())
    end = "\r\n" if "\r\n" in text else "\n"
    fresh = [row for row in dict.fromkeys(rows) if row not in written]
    if fresh:
        before = text if not text or text.endswith(("\n", "\r")) else text + end
        desk.put(REGISTER, before + "".join(row + end for row in fresh))


def unlink(desk: Desk, archive: Archive, gone: Collection[str]) -> None:
    """Make plain words of links to what is *gone*: paths in `content/`, or on the site."""
    hints = {one.removesuffix(".md").rpartition("/")[2] for one in gone}
    for path in _markdown(desk, archive):
        try:
            text = desk.read(path)
        except UnicodeDecodeError:
            continue
        if any(hint in text for hint in hints):

            def is_gone(written: str, path: str = path) -> bool:
                return archive.leads_to(path, written) in gone

            desk.put(path, surgery.without_links(text, is_gone))


def _markdown(desk: Desk, archive: Archive) -> list[str]:
    files = (path for path in archive.editable if ending_of(path) in MARKDOWN)
    return [path for path in files if path not in desk.gone]


def forget_ids(desk: Desk, archive: Archive, ids: set[str]) -> None:
    """Take *ids* out of what other items name as related or superseded."""
    for article in archive.catalog.articles:
        facts = article.facts
        if article.source in desk.gone or ids.isdisjoint((*facts.related, facts.supersedes)):
            continue
        for id_ in sorted(ids):
            _forget(desk, article, id_)


def _forget(desk: Desk, article: Article, id_: str) -> None:
    text = desk.read(article.source)
    decoded = front_of(text, article.source)
    if decoded is None or not isinstance(decoded.data, dict):
        return
    if isinstance(article.item, Urgent) and decoded.data.get("supersedes") == id_:
        desk.put(article.source, surgery.without_entries(text, [decoded.keys["supersedes"].line]))
        _forget(desk, article, id_)
        return
    related = decoded.data.get("related")
    for index, value in enumerate(related if isinstance(related, list) else ()):
        if str(value).strip().strip("/") == id_:
            cut_entry(desk, article.source, decoded.values[f"related.{index}"].line, str(value))
            _forget(desk, article, id_)
            return


def cut_entry(desk: Desk, path: str, line: int, value: str) -> None:
    """Cut an entry out of a list of the front matter, however the list is written."""
    text = desk.read(path)
    if surgery.lines_of(text)[line - 1].lstrip().startswith("- "):
        desk.put(path, surgery.without_entries(text, [line]))
        return
    shorter = surgery.without_flow_value(text, line, value)
    if shorter is None:
        desk.note("by-hand.entry", place=f"{desk.folder.label}/{path}:{line}", value=value)
    else:
        desk.put(path, shorter)


def replace_id(desk: Desk, archive: Archive, old: str, new: str) -> None:
    """Let other items name an item by its new id."""
    pattern = re.compile(rf"(?<![\w/-]){re.escape(old)}(?![\w/-])")
    for article in archive.catalog.articles:
        facts = article.facts
        if article.source not in desk.gone and old in (*facts.related, facts.supersedes):
            text = desk.read(article.source)
            end = text.find("\n---", 3)
            head = text[: end if end > 0 else len(text)]
            desk.put(article.source, pattern.sub(new, head) + text[len(head) :])


def drop_unused(desk: Desk, archive: Archive, candidates: Iterable[str]) -> None:
    """Remove those files of *candidates* that nothing uses any more."""
    for path in sorted(candidates):
        if path in archive.catalog.files and not any(_still_uses(desk, archive, path)):
            desk.remove(path)


def _still_uses(desk: Desk, archive: Archive, path: str) -> list[str]:
    name = path.rpartition("/")[2]
    return [
        user
        for user in archive.users_of(path)
        if user not in desk.gone and not (user in desk.texts and name not in desk.texts[user])
    ]
