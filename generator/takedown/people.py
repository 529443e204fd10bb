"""
The edits by which a person goes.

In lists the row goes, in running text other words stand in the name's place, pictures go wherever
they are used, a spotlight of no one else goes as a whole, and what is called after the person is
called otherwise. What remains is looked through once more, and left to a person where it names
this one still.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator.catalog.catalog import Article
from generator.catalog.references import locate_file
from generator.kernel.text import slugify
from generator.model import permalink
from generator.model.spotlight import Spotlight
from generator.outputs.worker import digest_of_address
from generator.reading.assets import is_picture
from generator.reading.data import FOLDER as DATA_FOLDER
from generator.reading.frontmatter import Decoded
from generator.takedown import items, surgery, tables
from generator.takedown.archive import (
    MARKDOWN,
    TABLES,
    Archive,
    addresses_of,
    ending_of,
    front_of,
    leaves,
    names,
)
from generator.takedown.desk import Desk
from generator.takedown.proving import excerpt
from generator.takedown.spelling import Spelling, short_mentions
from generator.takedown.substitutes import Substitutes, names_only
from generator.takedown.unwrapping import decoded as decoded_text

_SHOWS_PERSON = re.compile(r"(cover|honourees\.\d+\.photo)\.(?:alt|caption|image)\Z")
_IMAGE = re.compile(r"(cover|honourees\.\d+\.photo)\.image\Z")
_HONOUREE = re.compile(r"(honourees\.\d+)\.name\Z")
_FILE = re.compile(r"(attachments\.\d+)\.file\Z")
_ALIAS = re.compile(r"aliases\.\d+\Z")
_PATH_ROW = re.compile(r"\bpath:\s*[\"']?([a-z0-9/-]+)[\"']?")
_ID_IN_ROW = re.compile(r",\s*id:\s*[\"']?([a-z0-9/-]+)[\"']?")


@dataclass
class Removal:
    """
    One person being taken out of the archive.

    Attributes:
        desk: Takes the edits.
        archive: What there is.
        spellings: The names and numbers of the person.
        substitutes: What stands in their place.
        mentioning: The text files that surely name the person.
        papers: Other files that do, by their names or in their text.
        pictures: The pictures of the person; more are found on the way.
    """

    desk: Desk
    archive: Archive
    spellings: tuple[Spelling, ...]
    substitutes: Substitutes
    mentioning: Sequence[str]
    papers: Sequence[str]
    pictures: set[str] = field(default_factory=set)

    def carry_through(self) -> None:
        """Put all edits on the desk."""
        self._find_pictures()
        own = [a for a in map(self.archive.by_source.get, self.mentioning) if a and self._is_own(a)]
        if own:
            items.take_down(self.desk, self.archive, own, self.spellings)
        # Before names are replaced in texts: addresses in links are found by the names in them.
        self._rename()
        doomed = {*self.pictures, *(p for p in self.papers if not is_picture(p))}
        for path in self._users(doomed):
            self._rewrite(path, doomed)
        for path in sorted(doomed):
            self.desk.remove(path)
            if not is_picture(path):
                self.desk.note("by-hand.paper", place=self._label(path))
        self._look_again()

    def _label(self, path: str) -> str:
        return f"{self.archive.catalog.folder.label}/{path}"

    def _is_own(self, article: Article) -> bool:
        """Tell whether a spotlight praises nobody else."""
        item = article.item
        return isinstance(item, Spotlight) and all(
            names(self.spellings, one.name) for one in item.honourees
        )

    def _find_pictures(self) -> None:
        self.pictures |= {path for path in self.papers if is_picture(path)}
        for path in self.mentioning:
            if ending_of(path) not in MARKDOWN:
                continue
            text = self.desk.read(path)
            decoded = front_of(text, path)
            if decoded is not None:
                self.pictures |= self._in_front(path, decoded)
            surgery.without_pictures(text, lambda mark, url, path=path: self._note(path, mark, url))  # type: ignore[misc]
        self.pictures &= self.archive.catalog.files.keys()
        self.pictures |= self.archive.same_pictures(self.pictures)

    def _note(self, path: str, mark: str, url: str) -> bool:
        if names(self.spellings, mark):
            self.pictures.add(self.archive.leads_to(path, url))
        return False

    def _in_front(self, path: str, decoded: Decoded) -> set[str]:
        told = dict(leaves(decoded))
        holders = {m[1] for p, v in told.items() if (m := _SHOWS_PERSON.match(p)) and self._in(v)}
        holders |= {
            f"{m[1]}.photo" for p, v in told.items() if (m := _HONOUREE.match(p)) and self._in(v)
        }
        files = (told.get(f"{holder}.image") for holder in holders)
        return {found for one in files if one and (found := locate_file(path, one))}

    def _in(self, words: str) -> bool:
        return names(self.spellings, words)

    def _is_called_after(self, words: str, source: str) -> bool:
        """Tell whether an address in *source*, which has no accents, names the person."""
        if source not in self.mentioning:
            return self._in(words)
        # The file itself says whom its address means.
        return names([s.knowing(s.longer, has_double=False) for s in self.spellings], words)

    def _users(self, doomed: set[str]) -> list[str]:
        """Return the text files to be edited: those that name the person or use what goes."""
        using = {user for path in doomed for user in self.archive.users_of(path)}
        if "mkdocs.yml" in using:
            self.desk.note("by-hand.logo")
        found = (using - {"mkdocs.yml"}) | set(self.mentioning)
        return sorted(found - self.desk.gone)

    def _rewrite(self, path: str, doomed: set[str]) -> None:
        ending = ending_of(path)
        if ending in TABLES:
            self._cut_rows(path)
            self._substitute(path)
        elif path == items.REGISTER:
            self._unname_register()
        elif ending in MARKDOWN:
            self._edit_front(path, doomed)
            self._edit_body(path, doomed)
            self._substitute(path)
        else:
            self._substitute(path)
            if path.startswith(f"{DATA_FOLDER}/"):
                self.desk.note("by-hand.data", place=self._label(path))

    def _cut_rows(self, path: str) -> None:
        """Take the person's rows out of a table, or empty the cells; its head stays."""
        text = self.desk.read(path)
        cut = tables.without_person(text, self._in, self._is_alone)
        self.desk.put(path, cut.text)
        place = self._label(path)
        for line in cut.emptied:
            self.desk.note("by-hand.cell", place=f"{place}:{line}")
        if not cut.has_gone:
            return
        self.desk.note("by-hand.numbering" if cut.is_numbered else "by-hand.row", place=place)
        for user in self.archive.users_of(path):
            if ending_of(user) in MARKDOWN and user not in self.desk.gone:
                for line in tables.rows_alike(self.desk.read(user), cut.gone):
                    label = self._label(user)
                    self.desk.note("by-hand.same-row", place=f"{label}:{line}", file=place)

    def _is_alone(self, cell: str) -> bool:
        """Tell whether a cell holds the person's name, or number, and nothing else."""
        mentions = [m for s in self.spellings for m in s.mentions(cell) if m.is_sure]
        return any(names_only(cell, m) and not cell[m.end :].strip(' \t"*_') for m in mentions)

    def _unname_register(self) -> None:
        """Enter by its digest what an earlier take-down entered by a name."""

        def unnamed(match: re.Match[str]) -> str:
            if not self._in(match[1]):
                return match[0]
            return f'address: "{digest_of_address(self.archive.catalog.site, match[1] + "/")}"'

        text = _PATH_ROW.sub(unnamed, self.desk.read(items.REGISTER))
        text = _ID_IN_ROW.sub(lambda m: "" if self._in(m[1]) else m[0], text)
        self.desk.put(items.REGISTER, text)

    def _edit_front(self, path: str, doomed: set[str]) -> None:
        """Cut fields and entries one at a time: each cut moves the lines below it."""
        for _ in range(200):
            decoded = front_of(self.desk.read(path), path)
            if decoded is None or not self._cut_one(path, decoded, doomed):
                return

    def _cut_one(self, path: str, decoded: Decoded, doomed: set[str]) -> bool:
        for place, value in sorted(leaves(decoded)):
            target = self._to_cut(path, place, value, doomed)
            if target is None:
                continue
            before = self.desk.read(path)
            if _ALIAS.match(place) and (article := self.archive.by_source.get(path)):
                items.enter_addresses(
                    self.desk, self.archive, article, [value.strip("/")], self.spellings, None
                )
            self._cut(path, decoded, target, value)
            if self.desk.read(path) != before:
                if target.startswith("honourees") and not target.endswith("photo"):
                    self.desk.note("by-hand.quote", place=self._label(path))
                return True
        return False

    def _to_cut(self, path: str, place: str, value: str, doomed: set[str]) -> str | None:
        """Return which field or entry goes because of the text *value* at *place*."""
        if (match := _HONOUREE.match(place)) and self._in(value):
            return match[1]
        if match := _IMAGE.match(place):
            return match[1] if locate_file(path, value) in doomed else None
        if match := _FILE.match(place):
            return match[1] if locate_file(path, value) in doomed else None
        if (match := _SHOWS_PERSON.match(place)) and self._in(value):
            return match[1]
        is_address = _ALIAS.match(place) or place == "id"
        if is_address and self._is_called_after(value, path):
            return place
        return None

    def _cut(self, path: str, decoded: Decoded, target: str, value: str) -> None:
        text = self.desk.read(path)
        is_entry = target.rpartition(".")[2].isdigit()
        span = decoded.values[target] if is_entry else decoded.keys[target]
        line = surgery.lines_of(text)[span.line - 1].lstrip()
        name = target.rpartition(".")[2]
        if is_entry and _ALIAS.match(target):
            items.cut_entry(self.desk, path, span.line, value)
        elif line.startswith("- " if is_entry else f"{name}:"):
            self.desk.put(path, surgery.without_entries(text, [span.line]))
        else:
            self.desk.note("by-hand.entry", place=f"{self._label(path)}:{span.line}", value=target)

    def _edit_body(self, path: str, doomed: set[str]) -> None:
        def is_gone_picture(mark: str, url: str) -> bool:
            return self._in(mark) or self.archive.leads_to(path, url) in doomed

        def is_gone_link(url: str) -> bool:
            leads_to = self.archive.leads_to(path, url)
            is_own = (
                leads_to in self.archive.by_source or f"{leads_to}.md" in self.archive.by_source
            )
            return leads_to in doomed or (self._in(url) and not is_own)

        def is_entry(lines: Sequence[str], at: int) -> bool:
            entry = None if surgery.is_table_row(lines, at) else surgery.list_entry(lines[at])
            return entry is not None and self._is_about(entry)

        text = self.desk.read(path)
        head = _head_length(text)
        body = surgery.without_pictures(text[head:], is_gone_picture)
        body = surgery.without_links(body, is_gone_link)
        cut = tables.without_person_in_markdown(body, self._in, self._is_alone)
        above = len(surgery.lines_of(text[:head]))
        for line in cut.emptied:
            self.desk.note("by-hand.cell", place=f"{self._label(path)}:{above + line}")
        self.desk.put(path, text[:head] + surgery.without_lines(cut.text, is_entry))

    def _is_about(self, entry: str) -> bool:
        """Tell whether an entry of a list begins with the name."""
        mentions = (m for spelling in self.spellings for m in spelling.mentions(entry))
        return any(m.is_sure and names_only(entry, m) for m in mentions)

    def _substitute(self, path: str) -> None:
        text = self.desk.read(path)
        original = self.archive.catalog.folder.path / path
        was_named = self._in(original.read_text("utf-8", errors="replace"))
        for spelling in self.spellings:
            full = spelling.mentions(text)
            short = short_mentions(spelling, text) if was_named else []
            text, offices = self.substitutes.put(text, spelling, full, short)
            label = self._label(self.desk.renamed.get(path, path))
            for line, office in offices:
                self.desk.note("by-hand.office", place=f"{label}:{line}", office=office)
        self.desk.put(path, text)

    def _rename(self) -> None:
        for article in self.archive.catalog.articles:
            if article.source in self.desk.gone:
                continue
            if self._is_called_after(article.source, article.source):
                self._rename_one(article)
        for page in self.archive.catalog.standing:
            if self._in(page.page.path):
                self.desk.note("by-hand.rename", place=self._label(page.page.path))

    def _rename_one(self, article: Article) -> None:
        old = article.source
        new = self._free_name(old)
        self.desk.renamed[old] = new
        if self.archive.was_published(article):
            addresses = addresses_of(article)[:1]
            items.enter_addresses(self.desk, self.archive, article, addresses, self.spellings, None)
        if self._is_called_after(article.id, old):
            items.replace_id(self.desk, self.archive, article.id, permalink.default_id(new))
            self.desk.note("by-hand.announced-again", place=self._label(new))
        stems = (
            old.removesuffix(".md").rpartition("/")[2],
            new.removesuffix(".md").rpartition("/")[2],
        )
        targets = {old, permalink.default_id(old)}
        for path in (p for p in self.archive.editable if p.endswith(MARKDOWN)):
            if path in self.desk.gone or stems[0] not in self.desk.read(path):
                continue

            def moved(written: str, path: str = path) -> str | None:
                if self.archive.leads_to(path, written) not in targets:
                    return None
                return written.partition("#")[0].replace(*stems)

            self.desk.put(path, surgery.with_links(self.desk.read(path), moved))

    def _free_name(self, source: str) -> str:
        folder, _, name = source.rpartition("/")
        stem = name.removesuffix(".md")
        for spelling in self.spellings:
            stem = stem.replace(spelling.slug, "-") if spelling.slug else stem
        stem = re.sub("-{2,}", "-", stem).strip("-")
        if not stem or self._is_called_after(stem, source):
            stem = slugify(self.substitutes.member)
        taken = self.archive.catalog.files.keys() | set(self.desk.renamed.values())
        found, number = f"{folder}/{stem}.md", 2
        while found in taken:
            found, number = f"{folder}/{stem}-{number}.md", number + 1
        return found

    def _look_again(self) -> None:
        """Leave to a person what names this one still."""
        for path in sorted({*self.mentioning, *self.desk.texts} - self.desk.gone):
            for place, shown in left_in(decoded_text(self.desk.read(path)), self.spellings):
                label = self._label(self.desk.renamed.get(path, path))
                self.desk.note("by-hand.left", place=f"{label}:{place}", shown=shown)


def left_in(text: str, spellings: Iterable[Spelling]) -> list[tuple[int, str]]:
    """Return the line of each sure mention in *text*, and what stands there."""
    return [
        (text.count("\n", 0, one.start) + 1, excerpt(text, one.start, one.end))
        for spelling in spellings
        for one in spelling.mentions(text)
        if one.is_sure
    ]


def _head_length(text: str) -> int:
    """Return where the body of a Markdown file begins."""
    match = re.match(
        r"\ufeff?\s*?---[ \t]*(?:\r\n|\r|\n).*?^(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)",
        text,
        re.DOTALL | re.MULTILINE,
    )
    return 0 if match is None else match.end()
