"""One file's text: what is mended in it, each step only where it provably changes nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from generator.catalog.body import Draft
from generator.catalog.gather import Reader, body_maker
from generator.kernel import mending
from generator.kernel.text import normalise
from generator.mending import values
from generator.mending.mended import Mended
from generator.mending.spaces import no_prose, without_end_spaces
from generator.model.site import Site
from generator.reading import frontmatter
from generator.reading.frontmatter import Decoded, Parts

_SPACES_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)
_HEADING_ID = re.compile(rb'(<h[1-6]) id="[^"]*"')


class TextMender:
    """Mends texts of one site; holds the parsers."""

    def __init__(self, site: Site, reader: Reader) -> None:
        """Take the site and what reads its files as a build does."""
        self._site = site
        self._reader = reader
        self._maker = body_maker(site)

    def mend(self, source: str, text: str) -> Mended:
        """Mend *text* of the file *source* of `content/`; its lines end in a line feed."""
        mended = Mended(text)
        # A build reads it so, whatever stands in the file: no meaning can change.
        mended.become(unicodedata.normalize("NFC", text), "nfc")
        mended.become(normalise(text)[0], "stray")
        if source.lower().endswith(".md"):
            self._mend_markdown(source, mended)
        else:
            _mend_data(mended)
        if mended.text and not mended.text.endswith("\n"):
            mended.become(mended.text + "\n", "end")
        return mended

    def _mend_markdown(self, source: str, mended: Mended) -> None:
        changed = values.with_hyphens(mended.text)
        mended.become(changed, "dashes", if_only=values.reads_alike(mended.text, changed, {}))
        parts = _parts(mended.text)
        if parts is None:
            return
        self._mend_body(source, parts, mended)
        if parts.header:
            values.mend_faults(source, mended, self._reader)
            _mend_header(mended)

    def _mend_body(self, source: str, parts: Parts, mended: Mended) -> None:
        head = mended.text[: len(mended.text) - len(parts.body)]
        for change, what, comparable in (
            (without_end_spaces, "space", _but_spaces),
            (_with_own_letters, "letter", _but_letters),
        ):
            body = mended.text[len(head) :]
            changed = change(body)
            if changed != body:
                before, after = (self._html(source, text) for text in (body, changed))
                is_same = comparable(before) == comparable(after)
                mended.become(head + changed, what, if_only=is_same)

    def _html(self, source: str, body: str) -> bytes:
        made, _ = self._maker.make(Draft(source, source, body, 1))
        return b"" if made is None else made.html


def _parts(text: str) -> Parts | None:
    """Cut *text* in two; a standing page may have no front matter. None where it is not closed."""
    if not frontmatter.begins(text):
        return Parts("", 1, text, 1)
    parts = frontmatter.split(text, "")
    return parts if isinstance(parts, Parts) else None


def _with_own_letters(body: str) -> str:
    protected = no_prose(body)
    mends = [
        one
        for one in mending.look_alikes(body)
        if not any(start < one.end and one.start < end for start, end in protected)
    ]
    return mending.apply(body, mends)


def _but_spaces(html: bytes) -> bytes:
    return re.sub(rb"[ \t]+(?=\n|</)", b"", html)


def _but_letters(html: bytes) -> bytes:
    """Return *html* as it is with all letters mended; where a heading is led to, its id counts."""
    if b'href="#' not in html:
        html = _HEADING_ID.sub(rb"\1", html)
    return mending.mend(html.decode())[0].encode()


def _mend_data(mended: Mended) -> None:
    """Take spaces off the line ends of a data file where no value ends in them."""
    _mend_yaml(mended, mended.text, lambda changed: changed)


def _mend_header(mended: Mended) -> None:
    """Take spaces off the line ends of front matter, and mend letters in what is for reading."""
    parts = _parts(mended.text)
    if parts is None:
        return
    head_end = len(mended.text) - len(parts.body)
    closing = mended.text.rindex(parts.header, 0, head_end) + len(parts.header)
    before, rest = mended.text[: closing - len(parts.header)], mended.text[closing:]
    _mend_yaml(mended, parts.header, lambda changed: before + changed + rest)
    parts = _parts(mended.text)
    if parts is not None:
        decoded = frontmatter.decode(parts.header, "", parts.header_line)
        lines = mended.text.split("\n")
        edits = list(_letters(decoded, lines))
        mended.become(values.with_edits(mended.text, edits), "letter")


def _mend_yaml(mended: Mended, yaml: str, put_back: Callable[[str], str]) -> None:
    changed = _SPACES_AT_END.sub("", yaml)
    if changed != yaml:
        before, after = frontmatter.decode(yaml, ""), frontmatter.decode(changed, "")
        is_same = before.is_read and after.is_read and before.data == after.data
        mended.become(put_back(changed), "space", if_only=is_same)


def _letters(decoded: Decoded, lines: list[str]) -> Iterator[values.Edit]:
    """Yield what to put into values of one line that are for reading."""
    for path, span in decoded.values.items():
        if path.rpartition(".")[2] not in values.PROSE:
            continue
        if not isinstance(values.value_at(decoded.data, path), str):
            continue
        written = lines[span.line - 1][span.column - 1 : span.column - 1 + span.length]
        right = mending.apply(written, list(mending.look_alikes(written)))
        if right != written:
            yield values.Edit(span.line, span.column, written, right)
