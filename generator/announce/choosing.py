"""What is to be told to one target, in which order, and what is not: pure, for a given instant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from generator.announce.ledger import TAKEN, Claim, Past
from generator.announce.outcome import State
from generator.announce.stories import Feed, Story


@dataclass(frozen=True, slots=True)
class Rules:
    """Items older than *max_age* are known and not told; at most *limit* are told in one run."""

    now: datetime
    max_age: timedelta
    limit: int


@dataclass(frozen=True, slots=True)
class News:
    """A story to be told; *is_update* if an earlier version of it went to the same target."""

    claim: Claim
    story: Story
    is_update: bool


@dataclass(frozen=True, slots=True)
class Ping:
    """A changed feed to tell the hub of."""

    claim: Claim
    feed: Feed


@dataclass(frozen=True, slots=True)
class Choice:
    """
    What is to become of what a target has not heard.

    Attributes:
        told: To be told now, oldest first.
        later: How many are left for the next run by the limit.
        taken: Too old to be told; noted, so that they stay so.
        unknown: Those of which it is not known whether they were told.
        held_until: Until when the target wants to be left alone; then nothing is told.
    """

    told: Sequence[News | Ping]
    later: int = 0
    taken: list[Claim] = field(default_factory=list)
    unknown: list[Claim] = field(default_factory=list)
    held_until: datetime | None = None


def of_stories(stories: Sequence[Story], past: Past, to: str, rules: Rules) -> Choice:
    """Choose from *stories*, which come oldest first, for the target *to*."""
    told: list[News] = []
    taken: list[Claim] = []
    unknown = past.unknown(to)
    for story in stories:
        claim = Claim(to, story.id, story.version)
        if past.state(claim) == State.UNKNOWN and claim not in unknown:
            unknown.append(claim)
        elif not story.is_over(rules.now):
            found = _weighed(story, claim, past, rules)
            told += [found] if isinstance(found, News) else []
            taken += [found] if isinstance(found, Claim) else []
    return _limited(told, taken, unknown, past.held.get(to), rules)


def of_feeds(feeds: Sequence[Feed], past: Past, to: str, rules: Rules) -> Choice:
    """Choose the *feeds* that changed; no limit, for no person is told of them."""
    claims = [(Claim(to, feed.file.path, feed.digest), feed) for feed in feeds]
    told = [Ping(claim, feed) for claim, feed in claims if _is_open(past.state(claim))]
    unknown = [claim for claim, _ in claims if past.state(claim) == State.UNKNOWN]
    held = past.held.get(to)
    if held is not None and held > rules.now:
        return Choice([], len(told), [], unknown, held)
    return Choice(told, 0, [], unknown)


def _limited(
    told: list[News],
    taken: list[Claim],
    unknown: list[Claim],
    held: datetime | None,
    rules: Rules,
) -> Choice:
    if held is not None and held > rules.now:
        return Choice([], len(told), taken, unknown, held)
    return Choice(told[: rules.limit], max(len(told) - rules.limit, 0), taken, unknown)


def _weighed(story: Story, claim: Claim, past: Past, rules: Rules) -> News | Claim | None:
    """Return what is to be told of *story*, or the claim to be taken silently, or neither."""
    if not _is_open(past.state(claim)):
        return None
    heard = {v: state for v, state in past.of(claim.to, claim.item).items() if not _is_open(state)}
    if not heard:
        is_old = rules.now - story.published > rules.max_age
        return claim if is_old else News(claim, story, is_update=False)
    if story.updated <= max(_instants(heard)):  # an earlier version came back: nothing is new
        return None
    # A correction of what the target never heard of, or one that was made long ago, is no news.
    if set(heard.values()) == {TAKEN} or rules.now - story.updated > rules.max_age:
        return claim
    return News(claim, story, is_update=True)


def _is_open(state: str | None) -> bool:
    return state is None or state == State.NOT_TOLD


def _instants(versions: dict[str, str]) -> Iterator[datetime]:
    for version in versions:
        yield datetime.fromisoformat(version)
