"""Announcing in one page: what was built, what of it is new to whom, and telling it, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from generator.announce import choosing, stories, web
from generator.announce.choosing import Choice, News, Ping, Rules
from generator.announce.faults import WrongUsageError
from generator.announce.ledger import TAKEN, Claim, Ledger, Past
from generator.announce.liveness import Look, Presence
from generator.announce.outcome import Outcome, State
from generator.announce.paper import Folder
from generator.announce.stories import Feed, Story, name_of
from generator.announce.targets import Target
from generator.announce.websub import Hub
from generator.build.manifest import Manifest
from generator.model.site import Site


class Tell(Protocol):
    """Says one line, by a key of the interface's wording."""

    def __call__(self, key: str, /, **params: object) -> None:
        """Say the line."""


@dataclass(frozen=True, slots=True)
class Built:
    """What was built: items oldest first, and feeds."""

    stories: Sequence[Story]
    feeds: Sequence[Feed]


def read(manifest: Manifest, site_dir: Path, site: Site) -> Built:
    """
    Read what was built.

    Raises:
        AnnounceError: there is nothing, or it is not what was built.
    """
    stories.check_built(manifest, site_dir)
    return Built(
        stories.read_stories(manifest, site_dir, site),
        stories.read_feeds(manifest, site_dir, site),
    )


@dataclass(slots=True)
class Announcing:
    """
    One run.

    Attributes:
        built: What can be told.
        targets: Whom to tell, by name.
        rules: What is told, at this instant.
        look: Sees whether readers have it.
        tell: Says what happens.
        troubles: How many announcements failed, or are not known.
    """

    built: Built
    targets: Mapping[str, Target | Hub]
    rules: Rules
    look: Look
    tell: Tell
    troubles: int = field(default=0)

    def foretell(self, past: Past, show: Callable[[str, Sequence[News | Ping]], None]) -> None:
        """Say what would be told to whom; nothing is asked of any server, nothing is written."""
        for name, target in self.targets.items():
            choice = self._choose(past, name, target)
            self._report(name, choice)
            show(name, choice.told)

    def send(self, book: Ledger) -> None:
        """
        Tell what is to be told.

        Raises:
            AnnounceError: the ledger could not be kept; nothing was sent after that.
            OSError: (the same)
        """
        for name, target in self.targets.items():
            choice = self._choose(book.past, name, target)
            self._report(name, choice)
            book.take(choice.taken)
            if isinstance(target, Folder):
                self._forget(target, name, book.past)
            self._send_all(name, target, choice.told, book)

    def _choose(self, past: Past, name: str, target: Target | Hub) -> Choice:
        if isinstance(target, Hub):
            return choosing.of_feeds(self.built.feeds, past, name, self.rules)
        if target.can_repeat:
            past.reopen(name, (Claim(name, s.id, s.version) for s in self.built.stories))
        return choosing.of_stories(self.built.stories, past, name, self.rules)

    def _report(self, name: str, choice: Choice) -> None:
        if choice.taken:
            days = self.rules.max_age.days
            self.tell("announce.taken", to=name, count=len(choice.taken), days=days)
        for claim in choice.unknown:
            self.troubles += 1
            self.tell("announce.unknown", to=name, item=name_of(claim.item))
        if choice.held_until is not None:
            until = choice.held_until.isoformat(" ", "minutes")
            self.tell("announce.held", to=name, count=choice.later, until=until)
        elif choice.later:
            self.tell("announce.later", to=name, count=choice.later)
        if not choice.told:
            self.tell("announce.nothing", to=name)

    def _send_all(
        self, name: str, target: Target | Hub, told: Sequence[News | Ping], book: Ledger
    ) -> None:
        for number, one in enumerate(told, 1):
            if not self._is_live(one):
                continue
            outcome = self._send(target, one, book)
            self._say(name, one, outcome)
            if outcome.is_last and number < len(told):
                self.tell("announce.stopped", to=name, count=len(told) - number)
                return

    def _is_live(self, one: News | Ping) -> bool:
        presence = self.look.at(file_of(one))
        if presence is Presence.ABSENT:
            self.tell("announce.not-live", item=label(one))
        elif presence is Presence.UNREACHABLE:
            self.troubles += 1
            self.tell("announce.unreachable", item=label(one))
        return presence is Presence.LIVE

    def _send(self, target: Target | Hub, one: News | Ping, book: Ledger) -> Outcome:
        book.intend(one.claim)
        try:
            # What raises anything else leaves the intent as it is: it is not known.
            outcome = _carried_out(target, one)
        except (web.NotSentError, web.LostError) as reason:
            outcome = reason.outcome
        wait = timedelta(seconds=outcome.wait_s)
        until = self.rules.now + wait if wait else None
        book.conclude(one.claim, outcome.state, until)
        return outcome

    def _say(self, name: str, one: News | Ping, outcome: Outcome) -> None:
        if outcome.state is State.TOLD:
            self.tell("announce.told", to=name, item=label(one))
            return
        self.troubles += 1
        key = "announce.failed" if outcome.state is State.NOT_TOLD else "announce.lost"
        self.tell(key, to=name, item=label(one), why=outcome.why, detail=outcome.detail)

    def _forget(self, target: Folder, name: str, past: Past) -> None:
        """Take away the texts of what is no longer shown: a person may have asked for that."""
        shown = {story.id for story in self.built.stories if not story.is_over(self.rules.now)}
        heard = {c.item for c, state in past.states.items() if c.to == name and state != TAKEN}
        target.forget(name_of(item) for item in sorted(heard - shown))


def settle(
    book: Ledger, built: Built, item: str, state: State, targets: Sequence[str]
) -> list[Claim]:
    """
    Write down what a person found out about *item*, for those of *targets* that are in doubt.

    Args:
        book: The ledger.
        built: What was built, for the damaged lines of the ledger that name nothing.
        item: The item's id, its tag URI, or a feed's path.
        state: `TOLD` or `NOT_TOLD`.
        targets: Names of targets; none stands for all that the ledger knows.

    Raises:
        WrongUsageError: of no such item is anything unknown.
    """
    past, wanted = book.past, item.strip("/")
    names = targets or sorted({claim.to for claim in past.states})
    current = [Claim(to, story.id, story.version) for to in names for story in built.stories]
    current += [Claim(to, feed.file.path, feed.digest) for to in names for feed in built.feeds]
    doubtful = [
        claim
        for claim in dict.fromkeys([*past.states, *current])
        if past.state(claim) == State.UNKNOWN
        and claim.to in names
        and wanted in (claim.item, name_of(claim.item))
    ]
    if not doubtful:
        raise WrongUsageError("announce.not-in-doubt", item=item)
    for claim in doubtful:
        book.conclude(claim, state)
    return doubtful


def check_place(path: Path, site_dir: Path) -> None:
    """
    Make sure that the ledger lies where it is neither published nor lost with the site.

    Raises:
        WrongUsageError: it would lie in the site's folder.
    """
    if path.resolve().is_relative_to(site_dir.resolve()):
        raise WrongUsageError("announce.ledger-inside", ledger=path)


def label(one: News | Ping) -> str:
    """Return how *one* is called in what we say."""
    return one.story.name if isinstance(one, News) else one.feed.file.path


def file_of(one: News | Ping) -> stories.Published:
    """Return the file that readers must have."""
    return one.story.file if isinstance(one, News) else one.feed.file


def _carried_out(target: Target | Hub, one: News | Ping) -> Outcome:
    if isinstance(one, News):
        assert not isinstance(target, Hub)  # noqa: S101 -- chosen for it
        return target.tell(one)
    assert isinstance(target, Hub)  # noqa: S101 -- (the same)
    return target.ping(one)
