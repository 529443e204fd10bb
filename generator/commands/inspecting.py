"""`bantin preview`."""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.commands.common import (
    CONTENT_PROBLEMS,
    DONE,
    MACHINE_FAILED,
    WRONG_USAGE,
    begin,
    site_dir_of,
)
from generator.commands.terminal import Terminal
from generator.kernel.web import is_web_address
from generator.messages.words import Words
from generator.model import permalink
from generator.plugin.host import Setup
from generator.preview.drawing import draw
from generator.preview.examining import Examiner, Source
from generator.preview.facts import Facts
from generator.preview.faults import Fault, is_sound
from generator.preview.fetching import FACEBOOK, ZALO, Client, DeadLineError
from generator.preview.folder import SITEMAP, Folder
from generator.preview.rules import CLOSED, judge
from generator.preview.serving import serving
from generator.preview.telling import cards, tell, tell_all

_WEB = ("http://", "https://")


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `preview` understands."""
    parser.add_argument("target", nargs="?", help=words("help.preview-target"))
    parser.add_argument("--all", action="store_true", help=words("help.preview-all"))
    parser.add_argument("--picture", type=Path, help=words("help.picture"))
    parser.add_argument("--site-dir", type=Path, help=words("help.publish-site-dir"))


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Look at the preview of one page, on the line or in the built site, or of all built pages."""
    if wrong := _misuse(parsed, terminal.words):
        terminal.complain(wrong)
        return WRONG_USAGE
    is_on_line = not parsed.all and parsed.target.lower().startswith(_WEB)
    if is_on_line and not parsed.config_file.is_file():  # an address needs no site of one's own
        return _on_line(parsed, terminal)
    setup, terminal = begin(parsed, terminal)
    return _on_line(parsed, terminal) if is_on_line else _built(parsed, setup, terminal)


def _misuse(parsed: argparse.Namespace, words: Words) -> str:
    if parsed.all == bool(parsed.target):
        return words("preview.one-thing")
    if parsed.picture is None:
        return ""
    if parsed.all:
        return words("preview.no-picture-of-all")
    is_png = parsed.picture.suffix.lower() == ".png"
    return "" if is_png else words("preview.png", file=parsed.picture)


def _on_line(parsed: argparse.Namespace, terminal: Terminal) -> int:
    if not is_web_address(parsed.target):
        terminal.complain(terminal.words("preview.address", value=parsed.target))
        return WRONG_USAGE
    others: dict[str, Source] = {"Zalo": Client(ZALO)}
    return _look(Examiner(Client(FACEBOOK), others), parsed.target, parsed, terminal)


def _built(parsed: argparse.Namespace, setup: Setup, terminal: Terminal) -> int:
    site_dir = site_dir_of(parsed, setup)
    folder, words = Folder(site_dir, setup.site.url), terminal.words
    if not site_dir.is_dir():
        terminal.complain(words("preview.build-first", site_dir=site_dir))
        return WRONG_USAGE
    if parsed.all:
        return _look_at_all(folder, terminal)
    url = _address(parsed.target, folder, setup)
    if url is None:
        terminal.complain(words("preview.unknown", value=parsed.target, site_dir=site_dir))
        return WRONG_USAGE
    with serving(folder) as place_of:
        others: dict[str, Source] = {"Zalo": Client(ZALO, place_of)}
        examiner = Examiner(Client(FACEBOOK, place_of), others)
        return _look(examiner, url, parsed, terminal, is_trial=_is_trial(folder))


def _address(target: str, folder: Folder, setup: Setup) -> str | None:
    """Return the full address of what is meant: a file of content, a built file or a site path."""
    content = setup.folder.path.resolve()
    for base in (Path(), setup.config_file.parent):
        file = (base / target).resolve()
        if built := folder.address_of(file):
            return built
        if file.suffix == ".md" and file.is_relative_to(content):
            path = permalink.of_source(file.relative_to(content).as_posix())
            break
    else:
        path = target.removeprefix(setup.site.base).lstrip("/")
        is_whole = not path or path.endswith("/") or "." in path.rpartition("/")[2]
        path = path if is_whole else f"{path}/"
    found = permalink.absolute(setup.site, path)
    return found if folder.file_of(found) is not None else None


def _is_trial(folder: Folder) -> bool:
    """Tell whether the site was built for those who approve, and closed to everyone else."""
    return (folder.path / permalink.PREVIEW).exists()


def _judge(facts: Facts, *, is_trial: bool) -> list[Fault]:
    """Judge what is shared later: that a trial lets no crawler in is as it should be."""
    return [one for one in judge(facts) if not (is_trial and one.code in CLOSED)]


def _look(
    examiner: Examiner,
    url: str,
    parsed: argparse.Namespace,
    terminal: Terminal,
    *,
    is_trial: bool = False,
) -> int:
    words = terminal.words
    try:
        facts = examiner.examine(url)
        picture = examiner.picture_bytes(facts) if parsed.picture else b""
    except DeadLineError as reason:
        terminal.complain(words(reason.key, **reason.params))
        return MACHINE_FAILED
    faults = _judge(facts, is_trial=is_trial)
    if is_trial:
        print(words("preview.trial"))
    print(tell(facts, faults, words, colour=terminal.colour))
    if parsed.picture and facts.page is not None:
        parsed.picture.write_bytes(draw(cards(facts), picture))
        terminal.tell("preview.drawn", file=parsed.picture)
    return DONE if is_sound(faults) else CONTENT_PROBLEMS


def _look_at_all(folder: Folder, terminal: Terminal) -> int:
    if folder.file_of(f"{folder.url}{SITEMAP}") is None:
        terminal.complain(terminal.words("preview.empty", site_dir=folder.path))
        return WRONG_USAGE
    examiner = Examiner(folder)
    is_trial = _is_trial(folder)
    pages = folder.pages()
    found = [(url, _judge(examiner.examine(url), is_trial=is_trial)) for url in pages]
    if is_trial:
        print(terminal.words("preview.trial"))
    print(tell_all(found, terminal.words, colour=terminal.colour))
    return DONE if all(is_sound(faults) for _, faults in found) else CONTENT_PROBLEMS
