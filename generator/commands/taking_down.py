"""`bantin takedown`."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urlsplit

from generator.announce.faults import AnnounceError
from generator.build import manifest as manifests
from generator.build import pipeline
from generator.build.cache import Cache
from generator.build.options import MEMORY, Options, opened_cache
from generator.catalog.catalog import Catalog
from generator.catalog.edition import at
from generator.commands import building
from generator.commands.common import (
    CONTENT_PROBLEMS,
    DONE,
    EndedError,
    add_effort,
    begin,
    instant,
    options,
    site_dir_of,
)
from generator.commands.finding import find_article, sound_part
from generator.commands.terminal import Terminal
from generator.kernel import files
from generator.messages import dates
from generator.messages.words import Words
from generator.plugin.host import Setup
from generator.takedown import keepers, outside, receipt, road, telling, traces
from generator.takedown.archive import Archive, Ground
from generator.takedown.desk import ByHand, OutsideError, by_hand
from generator.takedown.letter import letter
from generator.takedown.proving import Proof, prove
from generator.takedown.receipt import Done
from generator.takedown.road import Plan, Wanted
from generator.takedown.spelling import Spelling
from generator.takedown.substitutes import Substitutes
from generator.takedown.telling import Speech
from generator.takedown.traces import Traces

_OWN = Path(".bantin")  # beside mkdocs.yml, and no part of the site
_RECEIPTS, _WAITING = _OWN / "receipts", _OWN / "takedowns"
_LEDGER = _OWN / "announced.jsonl"


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `takedown` understands."""
    parser.add_argument("items", nargs="*", metavar="ITEM", help=words("help.item"))
    parser.add_argument("--person", metavar="NAME", help=words("help.person"))
    parser.add_argument("--also", action="append", default=[], help=words("help.also"))
    parser.add_argument("--initials", action="store_true", help=words("help.initials"))
    parser.add_argument("--apply", action="store_true", help=words("help.apply"))
    parser.add_argument("--prove", action="store_true", help=words("help.prove"))
    parser.add_argument(
        "--seen", action="append", default=[], metavar="FILE", help=words("help.seen")
    )
    parser.add_argument("--by", default="", metavar="WHO", help=words("help.takedown-by"))
    parser.add_argument("--reason", default="", help=words("help.reason"))
    parser.add_argument("--asked", metavar="DATE", help=words("help.asked"))
    parser.add_argument("--receipts", type=Path, metavar="FOLDER", help=words("help.receipts"))
    parser.add_argument(
        "--name-in-receipt", action="store_true", help=words("help.name-in-receipt")
    )
    parser.add_argument("--letter", action="store_true", help=words("help.letter"))
    parser.add_argument(
        "--published", action="append", default=[], type=Path, help=words("help.published")
    )
    parser.add_argument("--ledger", type=Path, help=words("help.ledger"))
    parser.add_argument("--site-dir", type=Path, help=words("help.publish-site-dir"))
    parser.add_argument("--now", help=words("help.now"))
    add_effort(parser, words)


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Take something down, or show what that would be."""
    setup, terminal = begin(parsed, terminal)
    now = instant(parsed, setup, terminal)
    command = _Command(parsed, terminal, setup, now)
    command.check_options()
    return command.prove_again() if parsed.prove else command.take_down()


@dataclass(frozen=True, slots=True)
class _Command:
    """One run of the command, once its options are understood."""

    parsed: argparse.Namespace
    terminal: Terminal
    setup: Setup
    now: datetime

    @property
    def speech(self) -> Speech:
        return Speech(self.terminal.words.language)

    @property
    def root(self) -> Path:
        return self.setup.config_file.parent

    @property
    def site_dir(self) -> Path:
        return site_dir_of(self.parsed, self.setup)

    @property
    def receipts(self) -> Path:
        return Path(self.parsed.receipts or self.root / _RECEIPTS).resolve()

    @property
    def spellings(self) -> tuple[Spelling, ...]:
        told = [self.parsed.person, *self.parsed.also] if self.parsed.person else []
        return tuple(Spelling(one) for one in told)

    def check_options(self) -> None:
        """
        Look whether the options make sense together.

        Raises:
            EndedError: they do not.
        """
        parsed = self.parsed
        if not parsed.person and (parsed.also or not parsed.items):
            self._refuse("fault.also" if parsed.also else "fault.nothing")
        if parsed.apply and parsed.prove:
            self._refuse("fault.two-ways")
        for one in self.spellings:
            if not one.is_distinct:
                self._refuse("fault.short", name=one.text)
        if parsed.asked is not None and self._asked() is None:
            self._refuse("fault.asked", value=parsed.asked)
        for folder in (self.site_dir, self.setup.folder.path):
            if files.is_inside(self.receipts, folder):
                self._refuse("fault.receipts", folder=self.receipts)

    def _refuse(self, key: str, **params: object) -> NoReturn:
        self.terminal.complain(self.speech(key, **params))
        raise EndedError

    def _asked(self) -> date | None:
        try:
            return date.fromisoformat(self.parsed.asked or "")
        except ValueError:
            return None

    # --- finding and editing ---

    def take_down(self) -> int:
        """List the places and show the edits; with `--apply` make them, build and prove."""
        chosen = options(self.parsed, self.setup, self.terminal)
        with opened_cache(chosen) as cache:
            ground = self._ground(cache, chosen)
            wanted = self._wanted(ground.archive.catalog)
            made = road.plan(wanted, ground, self._substitutes(), self.setup.config_file)
            if not made.is_nothing:
                self._note_keepers(made)
            self._tell(made)
            if made.is_nothing:
                return DONE
            if not self.parsed.apply:
                self._propose(made, ground)
                return DONE
            must_go, changed = road.remember(made, ground), road.removed(made, ground.archive)
            done = self._done(made, ground, changed)
            traces.save(self._waiting(), must_go, asdict(done))
            try:
                made.desk.carry_out()
            except OutsideError as reason:
                self._refuse("fault.outside", path=reason)
            road.forget(made, ground)
            self._say("edits.written", count=len(changed))
            elsewhere = list(outside.caches(ground.archive.catalog, made.articles))
        return self._build_and_prove(must_go, done, made.desk.notes, elsewhere)

    def _done(self, made: Plan, ground: Ground, changed: dict[str, str]) -> Done:
        notes, catalog = made.desk.notes, ground.archive.catalog
        return Done(
            by=self.parsed.by,
            reason=self.parsed.reason,
            asked=self.parsed.asked or "",
            items=[article.id for article in made.wanted.articles],
            removed=changed,
            before=road.digest_of_site(ground.manifest),
            by_hand=telling.notes(notes, self.speech),
            changed=outside.made_anew(catalog, made.articles),
            posts=[dict(one.params)["to"] for one in notes if one.key == "by-hand.post"],
            in_git=any(one.key == "by-hand.git" for one in notes),
        )

    def _ground(self, cache: Cache, chosen: Options) -> Ground:
        seen = pipeline.look_around(self.setup.folder, chosen)
        gathered = pipeline.gather(self.setup.site, seen, cache, chosen)
        edition = at(sound_part(gathered.catalog, gathered.problems), self.now)
        return Ground(
            archive=Archive(gathered.catalog, self.now),
            edition=edition,
            manifest=self._manifest(chosen),
            site_dir=self.site_dir,
            cache=cache,
            jobs=chosen.jobs,
        )

    def _manifest(self, chosen: Options) -> manifests.Manifest:
        if chosen.memory is None:
            return manifests.Manifest()
        return manifests.load(manifests.place_of(chosen.memory, self.root, self.site_dir))

    def _wanted(self, catalog: Catalog) -> Wanted:
        articles = [find_article(catalog, word, self.terminal) for word in self.parsed.items]
        return Wanted(tuple(dict.fromkeys(articles)), self.spellings)

    def _substitutes(self) -> Substitutes:
        speech = Speech(self.setup.site.language)
        words = (speech("member"), speech("this-member"), speech("number"))
        return Substitutes(*words, initials=self.parsed.initials)

    def _note_keepers(self, made: Plan) -> None:
        """Note what keeps copies beside the site."""
        notes, site = made.desk.notes, self.setup.site
        ledger = self.parsed.ledger or self.root / _LEDGER
        try:
            notes += keepers.posts(ledger, made.articles, site)
        except AnnounceError:
            notes.append(by_hand("by-hand.ledger", ledger=ledger))
        if not made.articles and made.desk.is_empty:
            return
        wanted = sorted(f"{a.path}index.html" for a in made.articles)
        found, told = keepers.releases(self.parsed.published, wanted)
        made.places += found
        notes += told or [by_hand("by-hand.published")]
        label = self.setup.folder.path
        paths = [str(label / path) for path in made.desk.touched()]
        road.note_git(made, keepers.commits(self.root, paths))
        if self.parsed.apply:
            notes.append(by_hand("by-hand.cache"))
        else:
            notes.append(by_hand("by-hand.cache-later", folder=self.root / MEMORY))

    # --- telling ---

    def _say(self, key: str, **params: object) -> None:
        self.terminal.say(self.speech(key, **params))

    def _subject(self) -> str:
        speech = self.speech
        told = []
        if self.parsed.items:
            told.append(speech("subject.items", items=", ".join(self.parsed.items)))
        if self.spellings:
            names = ", ".join(one.text for one in self.spellings)
            told.append(speech("subject.person", names=names))
        return ", ".join(told)

    def _tell(self, made: Plan) -> None:
        self._say("list.title", subject=self._subject())
        for line in telling.places(made.places, self.speech):
            self.terminal.say(line)

    def _propose(self, made: Plan, ground: Ground) -> None:
        if made.desk.is_empty:
            self.terminal.say("\n" + self.speech("edits.none"))
        else:
            self.terminal.say("\n" + self.speech("edits.proposed"))
            for line in made.desk.diff():
                self.terminal.say(line)
        self._tell_notes(made.desk.notes, outside.caches(ground.archive.catalog, made.articles))
        if not made.desk.is_empty:
            self.terminal.say("\n" + self.speech("next.apply"))

    def _tell_notes(self, notes: Iterable[ByHand], elsewhere: Iterable[ByHand]) -> None:
        for title, some in (("by-hand.title", notes), ("outside.title", elsewhere)):
            lines = telling.notes(list(some), self.speech)
            if lines:
                self.terminal.say("\n" + self.speech(title))
            for line in lines:
                self.terminal.say(f"  - {line}")

    # --- building and proving ---

    def _build_and_prove(
        self, must_go: Traces, done: Done, notes: Iterable[ByHand], elsewhere: Iterable[ByHand]
    ) -> int:
        plain = argparse.Namespace(**{**vars(self.parsed), **building.PLAIN})
        code = building.run(plain, self.terminal)
        self._tell_notes(notes, elsewhere)
        if code != DONE:
            self.terminal.complain("\n" + self.speech("fault.standing"))
            return code
        return self._prove(must_go, done)

    def prove_again(self) -> int:
        """Search the site as it is; where a take-down waits for its proof, conclude it."""
        if not self.site_dir.is_dir():
            self._refuse("fault.no-site", site_dir=self.site_dir)
        waiting = traces.load(self._waiting())
        if waiting is None:
            if self.parsed.items:
                self._refuse("fault.no-traces", item=", ".join(self.parsed.items))
            return self._prove(Traces(self.spellings), None)
        told = {name: getattr(self.parsed, name) for name in ("by", "reason", "asked")}
        done = replace(Done.read(waiting[1]), **{k: v for k, v in told.items() if v})
        return self._prove(waiting[0], done)

    def _prove(self, must_go: Traces, done: Done | None) -> int:
        """Search, tell, and write what is to be kept; without *done* it is a search alone."""
        chosen = options(self.parsed, self.setup, self.terminal, silent=True)
        self._say("prove.start", site_dir=self.site_dir)
        proof = prove(self.site_dir, must_go, chosen.jobs)
        self._tell_proof(proof)
        if proof.failures(self.parsed.seen):
            return CONTENT_PROBLEMS
        account = receipt.Account(
            at=self.now,
            names=[one.text for one in self.spellings],
            proof=proof,
            done=done or Done(self.parsed.by, self.parsed.reason, self.parsed.asked or ""),
            after=road.digest_of_site(self._manifest(chosen)),
            seen=self.parsed.seen,
            is_search=done is None,
        )
        self._write(account if done else self._with_earlier(account))
        self._waiting().unlink(missing_ok=True)
        return DONE

    def _with_earlier(self, account: receipt.Account) -> receipt.Account:
        """Let a search know of the last receipt for the same person, and tell of it."""
        found = receipt.earlier(self.receipts, account.names[0])
        if found is None:
            self._say("search.none", folder=self.receipts)
            return account
        day = dates.short(found.at, self.speech.language)
        self._say("search.earlier", reference=found.reference, at=day)
        done = replace(account.done, asked=account.done.asked or found.asked)
        return replace(account, earlier=found.reference, done=done)

    def _write(self, account: receipt.Account) -> None:
        salt, named = secrets.token_hex(16), self.parsed.name_in_receipt
        file, reference = receipt.write(self.receipts, account, salt, with_name=named)
        self._say("search.written" if account.is_search else "receipt.written", file=file)
        if account.asked is not None and not account.is_search:
            days = (account.asked, receipt.due(account.asked))
            asked, due = (dates.short(day, self.speech.language) for day in days)
            self._say("receipt.due", asked=asked, due=due)
        if account.is_search and not self.parsed.letter:
            self._say("search.no-letter")
            return
        site = self.setup.site
        speech = Speech(site.language)
        text = letter(account, reference, site, speech, with_name=named)
        files.write_atomically(file.with_suffix(".txt"), text.encode())
        told = "letter.of-search" if account.is_search else "letter.written"
        self._say(told, file=file.with_suffix(".txt"))

    def _tell_proof(self, proof: Proof) -> None:
        speech, terminal = self.speech, self.terminal
        failures = proof.failures(self.parsed.seen)
        perhaps = [one for one in proof.leftovers if one not in failures]
        if failures:
            terminal.complain(speech("prove.left", count=len(failures)))
            for line in telling.leftovers(failures, speech):
                terminal.complain(line)
            if any(one.kind in ("unreadable", "looks") for one in failures):
                terminal.complain(speech("prove.seen"))
        else:
            language = terminal.words.language
            size = dates.size(proof.size_bytes, language)
            terminal.say(speech("prove.done", files=dates.number(proof.files, language), size=size))
        if perhaps:
            terminal.say(speech("prove.perhaps", count=len(perhaps)))
            for line in telling.leftovers(perhaps, speech):
                terminal.say(line)

    def _waiting(self) -> Path:
        """Return where what the proof looks for waits, by what was asked for."""
        asked = [*sorted(map(_plain, self.parsed.items)), *(s.slug for s in self.spellings)]
        return traces.place_of(self.root / _WAITING, "\0".join(asked))


def _plain(word: str) -> str:
    """Return a word for an item so that file, id and address come to the same."""
    path = unquote(urlsplit(word).path) if "://" in word else word.replace("\\", "/")
    parts = path.removesuffix(".md").removesuffix("index.html").strip("/").split("/")
    return "/".join(parts[-3:])
