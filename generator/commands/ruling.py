"""`bantin rules`."""

from __future__ import annotations

import argparse

from generator.commands.common import DONE, WRONG_USAGE
from generator.commands.terminal import Terminal
from generator.kernel.spelling import closest
from generator.messages import rule_page, rulebook
from generator.messages.words import Words
from generator.plugin.host import load_setup


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `rules` understands."""
    parser.add_argument("codes", nargs="*", metavar="CODE", help=words("help.rules-codes"))
    forms = ("text", "markdown")
    parser.add_argument("--form", choices=forms, default="text", help=words("help.rules-form"))


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """
    Print the rules with the codes given, or all; as Markdown all of them are a page.

    That is in the site's language where there is a site, whose settings may have faults.
    """
    if parsed.lang is None:
        setup, _ = load_setup(parsed.config_file.resolve())
        terminal = terminal if setup is None else terminal.speaking(setup.site.language)
    language = terminal.words.language
    known = rulebook.rules(language)
    codes = [code.removeprefix("[").removesuffix("]") for code in parsed.codes]
    if unknown := [code for code in codes if code not in known]:
        for code in unknown:
            terminal.complain(_unknown(code, terminal.words))
        return WRONG_USAGE
    write = rule_page.as_text if parsed.form == "text" else rule_page.as_markdown
    if codes or parsed.form == "text":
        print("\n\n".join(write(known[code], language) for code in codes or known))
    else:
        print(rule_page.page(language), end="")
    return DONE


def _unknown(code: str, words: Words) -> str:
    told = words("rules.unknown", code=code)
    guess = closest(code, rulebook.codes())
    return told if guess is None else f"{told} {words('check.guess', guess=guess)}"
