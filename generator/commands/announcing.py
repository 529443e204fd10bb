"""`bantin announce`."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from generator.announce import ledger, road, targets
from generator.announce.choosing import News, Ping, Rules
from generator.announce.faults import AnnounceError, WrongUsageError
from generator.announce.liveness import Look
from generator.announce.outcome import State
from generator.announce.redaction import Secrets, without_secrets
from generator.announce.stories import name_of
from generator.announce.wording import Wording
from generator.build import manifest
from generator.build.options import MEMORY
from generator.commands.common import DONE, MACHINE_FAILED, WRONG_USAGE, begin, instant, site_dir_of
from generator.commands.terminal import Terminal
from generator.messages.words import Words
from generator.plugin.host import Setup

_LEDGER = Path(".bantin") / "announced.jsonl"  # beside mkdocs.yml
_PATIENCE_S, _MOST_PATIENCE_S, _MOST_DAYS = 20.0, 600, 36500
# Which of an item's texts a preview shows; the others get title, summary and link.
_CHANNELS = {"stdout": "forward", "folder": "forward", "facebook": "facebook"}
# Said even where only troubles are to be told of.
_TROUBLES = frozenset(
    {
        *("announce.unknown", "announce.lost", "announce.failed"),
        *("announce.unreachable", "announce.stopped"),
    }
)
_ANSWERS = {"told": State.TOLD, "not-told": State.NOT_TOLD}


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `announce` understands."""
    parser.add_argument("--to", action="append", default=[], help=words("help.announce-to"))
    parser.add_argument("--send", action="store_true", help=words("help.send"))
    parser.add_argument("--site-dir", type=Path, help=words("help.publish-site-dir"))
    parser.add_argument("--ledger", type=Path, help=words("help.ledger"))
    parser.add_argument("--keep", metavar="PROGRAM", help=words("help.keep-ledger"))
    parser.add_argument("--since", metavar="DAYS", type=int, help=words("help.since"))
    parser.add_argument("--limit", type=int, help=words("help.limit"))
    parser.add_argument("--unchecked", action="store_true", help=words("help.unchecked"))
    parser.add_argument("--timeout", type=float, default=_PATIENCE_S, help=words("help.timeout"))
    parser.add_argument("--now", help=words("help.announce-now"))
    parser.add_argument("--settle", nargs=2, metavar=("ITEM", "STATE"), help=words("help.settle"))


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Tell of what was published."""
    setup, terminal = begin(parsed, terminal)
    now = instant(parsed, setup, terminal)
    command = _Command(parsed, terminal, setup, now, Secrets(os.environ))
    try:
        return command.settle() if parsed.settle else command.announce()
    except AnnounceError as fault:
        command.complain(fault.key, **fault.params)
        return WRONG_USAGE if isinstance(fault, WrongUsageError) else MACHINE_FAILED


@dataclass(frozen=True, slots=True)
class _Command:
    """One run of the command, once its options are understood."""

    parsed: argparse.Namespace
    terminal: Terminal
    setup: Setup
    now: datetime
    secrets: Secrets

    def announce(self) -> int:
        rules = self._rules()
        wording = Wording(Words(self.setup.site.language))
        means = targets.Means(
            self.setup.site, wording, self.secrets, self.parsed.timeout, self._print
        )
        chosen = targets.parse(self.parsed.to, means)
        look = Look(self.parsed.timeout, self.parsed.unchecked)
        announcing = road.Announcing(self._built(), chosen, rules, look, self.tell)
        if self.parsed.send:
            with ledger.opened(self._ledger(), self.now, self._keep) as book:
                self._tell_if_first(book.past)
                announcing.send(book)
                self._keep()
        else:
            past = ledger.read(self._ledger())
            self._tell_if_first(past)
            announcing.foretell(past, lambda name, told: self._show(name, told, wording))
            self.tell("announce.dry")
        return MACHINE_FAILED if announcing.troubles else DONE

    def settle(self) -> int:
        item, answer = self.parsed.settle
        if answer not in _ANSWERS:
            raise WrongUsageError("announce.settle", value=answer)
        if ledger.read(self._ledger()).is_empty:
            raise WrongUsageError("announce.not-in-doubt", item=item)
        with ledger.opened(self._ledger(), self.now, self._keep) as book:
            settled = road.settle(book, self._built(), item, _ANSWERS[answer], self.parsed.to)
            self._keep()
        for claim in settled:
            key = "announce.settled-told" if answer == "told" else "announce.settled-not-told"
            self.tell(key, to=claim.to, item=name_of(claim.item))
        return DONE

    def tell(self, key: str, /, **params: object) -> None:
        """Say a line, on standard error where standard output belongs to the texts."""
        is_trouble = key in _TROUBLES
        if self.terminal.quiet and not is_trouble:
            return
        if "why" in params:
            params["why"] = self.terminal.words(f"announce.why.{params['why']}", **params)
        line = self.secrets.redact(self.terminal.words(key, **params))
        is_beside = is_trouble or "stdout" in self.parsed.to
        print(line, file=sys.stderr if is_beside else sys.stdout, flush=True)

    def complain(self, key: str, /, **params: object) -> None:
        """Say why it ends here."""
        self.terminal.complain(self.secrets.redact(self.terminal.words(key, **params)))

    def _rules(self) -> Rules:
        settings, parsed = self.setup.site.settings.announce, self.parsed
        days = settings.max_age_days if parsed.since is None else parsed.since
        limit = settings.limit if parsed.limit is None else parsed.limit
        if not (0 <= days <= _MOST_DAYS and limit >= 1 and 0 < parsed.timeout <= _MOST_PATIENCE_S):
            raise WrongUsageError("announce.numbers")
        return Rules(self.now, timedelta(days=days), limit)

    def _built(self) -> road.Built:
        root, site_dir = self.setup.config_file.parent, site_dir_of(self.parsed, self.setup)
        place = manifest.place_of(root / MEMORY, root, site_dir)
        return road.read(manifest.load(place), site_dir, self.setup.site)

    def _ledger(self) -> Path:
        path: Path = self.parsed.ledger or self.setup.config_file.parent / _LEDGER
        road.check_place(path, site_dir_of(self.parsed, self.setup))
        return path

    def _tell_if_first(self, past: ledger.Past) -> None:
        if past.is_empty:
            days = self._rules().max_age.days
            self.tell("announce.first", ledger=self._ledger(), days=days)

    def _keep(self) -> None:
        """Let the program of the owner's bring the ledger to safety; it gets no secrets of ours."""
        program = self.parsed.keep
        if program is None:
            return
        command, environment = [program, str(self._ledger())], without_secrets(os.environ)
        try:
            done = subprocess.run(  # noqa: S603 -- no shell; the owner names the program
                command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
            )
        except OSError as reason:
            raise AnnounceError("announce.not-kept", told=reason.strerror or program) from None
        if done.returncode:
            told = self.secrets.quote(done.stderr.decode("utf-8", "replace"))
            raise AnnounceError("announce.not-kept", told=told or done.returncode)

    def _show(self, name: str, told: Sequence[News | Ping], wording: Wording) -> None:
        for one in told:
            self.tell("announce.would", to=name, item=road.label(one))
            if isinstance(one, News) and not self.terminal.quiet:
                channel = _CHANNELS.get(name.partition(":")[0], "")
                text = wording.text(one, channel)
                print("\n".join(f"    {line}" for line in text.splitlines()), flush=True)

    def _print(self, text: str) -> None:
        print(text, flush=True)
