"""The quick steps give what Python-Markdown's own gives."""

from pathlib import Path

import markdown
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor
from sitemaker import ROOT

from generator.catalog import quick
from generator.catalog.bounds import Bounds
from generator.catalog.quick import QuickInlineProcessor, quicken

EXTENSIONS = ["abbr", "admonition", "attr_list", "def_list", "footnotes", "sane_lists", "tables"]
PLAIN = markdown.Markdown(extensions=EXTENSIONS)
BOUNDS = Bounds()
QUICK = quicken(markdown.Markdown(extensions=EXTENSIONS), BOUNDS)
PIECES = [
    *("*", "**", "_", "__", "`", "``", "\\", "\\*", "[", "]", "(", ")", "![", "](x)", "](<a b>)"),
    *("[^1]", "[^1]: chú thích", "<", ">", "<b>", "</b>", "<https://a.vn>", "<a@b.vn>", "&amp;"),
    *("&", "&#7;", "  \n", "\n", "\n\n", "- ", "1. ", "# ", "> ", "|", "\n---|---\n", "[x]: /y"),
    *("*[CĐ]: Công đoàn", "{: #a .b}", "chữ", " ", "CĐ", "!!! note\n    ", "!!! note\n\n    "),
    *("chữ\n\n    ", "A", ": nghĩa", "\n: nghĩa", "\n===", "\n---", "[^1]: a\n\n    b", "\n\nchữ"),
]


def both(text):
    BOUNDS.begin(text)
    return [converter.reset().convert(text) for converter in (PLAIN, QUICK)]


def test_the_quick_steps_are_in_place():
    assert type(QUICK.treeprocessors["inline"]) is QuickInlineProcessor
    assert type(PLAIN.treeprocessors["inline"]) is InlineProcessor
    assert QUICK.parser.parseBlocks.func is quick.parse_blocks


def test_every_listed_pattern_exists():
    assert set(quick._CONTAINED) <= {entry.name for entry in PLAIN.inlinePatterns._priority}


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_markup_gives_the_same_html(text):
    plain, quick = both(text)

    assert quick == plain


def test_the_sample_site_gives_the_same_html():
    for path in sorted(Path(ROOT / "content").rglob("*.md")):
        plain, quick = both(path.read_text("utf-8"))
        assert quick == plain, path
