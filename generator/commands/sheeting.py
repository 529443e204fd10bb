"""`bantin sheet`."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.catalog.catalog import Article
from generator.commands.chromium import BrowserError, find_browser, print_page
from generator.commands.common import (
    CONTENT_PROBLEMS,
    DONE,
    MACHINE_FAILED,
    WRONG_USAGE,
    EndedError,
    add_effort,
    begin,
    site_dir_of,
)
from generator.commands.finding import found_item
from generator.commands.terminal import Terminal
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import State
from generator.plugin.host import Setup


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `sheet` understands."""
    parser.add_argument("item", metavar="ITEM", help=words("help.item"))
    parser.add_argument("-o", "--output", type=Path, help=words("help.output"))
    parser.add_argument("--site-dir", type=Path, help=words("help.sheet-site-dir"))
    parser.add_argument("--now", help=words("help.now"))
    add_effort(parser, words)


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Print the page of an item, as it was built, to a PDF."""
    setup, terminal = begin(parsed, terminal)
    article = _find(parsed, setup, terminal)
    site_dir = site_dir_of(parsed, setup)
    if not (site_dir / permalink.file_of(article.path)).is_file():
        text = terminal.words("sheet.build-first", site_dir=site_dir, item=article.id)
        terminal.complain(text)
        return WRONG_USAGE
    return _print(article, site_dir, parsed.output, setup, terminal)


def _find(parsed: argparse.Namespace, setup: Setup, terminal: Terminal) -> Article:
    """Return the live item that is meant; where there is none, say so and end."""
    with found_item(parsed, setup, terminal) as found:
        article, state = found.article, found.state
    if state is State.LIVE:
        return article
    key = f"share.{state.value}" if state in {State.WITHDRAWN, State.EXPIRED} else "sheet.not-live"
    terminal.complain(terminal.words(key, item=article.id))
    raise EndedError(CONTENT_PROBLEMS)


def _print(
    article: Article, site_dir: Path, given: Path | None, setup: Setup, terminal: Terminal
) -> int:
    output = given or Path(f"{Path(article.source).stem}.pdf")
    browser = find_browser()
    try:
        if browser is None:
            raise BrowserError("sheet.no-browser")  # noqa: TRY301 -- one place tells of all
        pages = print_page(browser, site_dir, setup.site.base, article.path, output)
    except BrowserError as fault:
        terminal.complain(terminal.words(fault.key, **fault.params))
        return MACHINE_FAILED
    terminal.tell("sheet.done", file=output, pages=pages)
    return DONE
