"""Whom to tell: what the names on the command line mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from generator.announce import facebook, notifying, paper, websub, zalo
from generator.announce.choosing import News
from generator.announce.faults import WrongUsageError
from generator.announce.outcome import Outcome
from generator.announce.redaction import Secrets
from generator.announce.wording import Wording
from generator.model.site import Site

_NAMED = re.compile(r"(telegram|mail|apprise)(?::([a-z0-9]+))?")


class Target(Protocol):
    """Whom to tell; *can_repeat* where telling the same thing twice is as good as once."""

    can_repeat: bool

    def tell(self, news: News) -> Outcome:
        """Tell of one item."""


@dataclass(frozen=True, slots=True)
class Means:
    """What targets are made of: the site, its wording, this run's secrets and patience."""

    site: Site
    wording: Wording
    secrets: Secrets
    patience_s: float
    out: Callable[[str], None]


def parse(names: list[str], means: Means) -> dict[str, Target | websub.Hub]:
    """
    Return the target of each name; the name is also what the ledger calls it by.

    Raises:
        WrongUsageError: there is none of that name, or something that it needs is not set.
    """
    if not names:
        raise WrongUsageError("announce.no-target")
    return {name: _parsed(name, means) for name in dict.fromkeys(names)}


def _parsed(name: str, means: Means) -> Target | websub.Hub:
    simple: Mapping[str, Callable[[Means], Target | websub.Hub]] = {
        "stdout": lambda means: paper.Output(means.wording, means.out),
        "websub": _hub,
        "facebook": _facebook,
        "zalo": _zalo,
    }
    if name in simple:
        return simple[name](means)
    if name.startswith("folder:") and name != "folder:":
        return paper.Folder(Path(name.removeprefix("folder:")), means.wording)
    if (match := _NAMED.fullmatch(name)) is not None and (match[2] or match[1] != "apprise"):
        kind, own = match[1], match[2]
        variable = f"BANTIN_{kind}_{own}_URL" if own else f"BANTIN_{kind}_URL"
        return notifying.Notifier(
            kind, variable.upper(), means.secrets, means.wording, means.patience_s
        )
    # Not repeated in the message: it may be an address with a password.
    raise WrongUsageError("announce.target")


def _hub(means: Means) -> websub.Hub:
    settings = means.site.settings
    hub = settings.feeds.hub
    if hub is None:
        raise WrongUsageError("announce.no-hub")
    return websub.Hub(hub, means.secrets, means.patience_s)


def _facebook(means: Means) -> Target:
    page = means.site.settings.announce.facebook_page
    if page is None:
        raise WrongUsageError("announce.no-page")
    return facebook.Page(page, means.secrets, means.wording, means.patience_s)


def _zalo(means: Means) -> Target:
    settings = means.site.settings
    author = settings.announce.zalo_author or settings.organisation.short or means.site.name
    return zalo.Account(author, means.secrets, means.wording, means.patience_s)
