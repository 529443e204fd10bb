"""`bantin share`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from generator.commands.common import (
    CONTENT_PROBLEMS,
    DONE,
    add_effort,
    begin,
)
from generator.commands.finding import Found, found_item
from generator.commands.terminal import Terminal
from generator.kernel.gsm import parts_of
from generator.messages import dates
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import State
from generator.model.share import CHANNELS, length, limit_of
from generator.model.site import Site
from generator.outputs.share import share_kit
from generator.outputs.share_texts import share_texts


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `share` understands."""
    parser.add_argument("item", metavar="ITEM", help=words("help.item"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--text", choices=CHANNELS, help=words("help.text"))
    form.add_argument("--json", action="store_true", help=words("help.json"))
    parser.add_argument("--now", help=words("help.now"))
    add_effort(parser, words)


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Print the texts that an item is shared with."""
    setup, terminal = begin(parsed, terminal)
    with found_item(parsed, setup, terminal) as found:
        if not _is_shared(found, terminal):
            return CONTENT_PROBLEMS
        _print(found, setup.site, parsed, terminal)
    return DONE


def _print(found: Found, site: Site, parsed: argparse.Namespace, terminal: Terminal) -> None:
    shown = found.edition.show(found.face)
    successor = found.edition.superseded.get(found.face.id)
    if successor is not None:
        url = permalink.absolute(site, successor.path)
        terminal.complain(terminal.words("share.superseded", url=url))
    if parsed.json:
        print(json.dumps(share_kit(shown, site, successor), ensure_ascii=False, indent=1))
    elif parsed.text:
        print(share_texts(shown, site)[parsed.text])
    else:
        _print_all(share_texts(shown, site), terminal)


def _is_shared(found: Found, terminal: Terminal) -> bool:
    """Tell whether there is anything to share, and say what must be known of the item's state."""
    words = terminal.words
    if found.state in {State.WITHDRAWN, State.EXPIRED}:
        terminal.complain(words(f"share.{found.state.value}", item=found.article.id))
        return False
    if found.state is State.DRAFT:
        terminal.complain(words("share.draft"))
    elif found.state is State.SCHEDULED:
        when = dates.long(found.article.item.publish_at, words.language)
        terminal.complain(words("share.scheduled", when=when))
    return True


def _print_all(texts: Mapping[str, str], terminal: Terminal) -> None:
    """Print each text under what it is for and how long it is."""
    words = terminal.words
    for channel, text in texts.items():
        count, limit = length(channel, text), limit_of(channel)
        if channel == "sms":
            told = words("share.count.sms", count=count, limit=limit, parts=parts_of(count))
        else:
            told = words("share.count.words", count=count, limit=limit)
        print(f"── {words(f'share.for.{channel}')} ({told}) ──\n{text}\n")
