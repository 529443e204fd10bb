"""The site: who publishes, where, in which language and by which clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field

from generator.kernel.spelling import closest
from generator.model.fields import (
    BrandColour,
    ClockTime,
    ContentPath,
    Day,
    Flag,
    Line,
    Model,
    SecureAddress,
    Slug,
    fault,
)
from generator.model.item import WithoutConsent
from generator.model.kinds import BY_NAME
from generator.model.links import Links


def _known_zone(value: Any) -> Any:
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, TypeError, OSError):
        raise fault("zone.unknown", value=str(value)) from None


class Organisation(Model):
    """
    The facts every page's footer gives.

    Information pages name the organisation, its address, the person responsible and a licence or
    their standing as an internal page; what a site must show is its owner's to fill in.
    """

    name: Line
    short: Line | None = None
    address: Line | None = None
    phone: Line | None = None
    email: Line | None = None
    licence: Line | None = None
    responsible: Line | None = None


class FeedSettings(Model):
    """How much feeds carry, the authority of their ids, and the WebSub hub that spreads them."""

    entries: Annotated[int, Field(ge=1, le=100)] = 20
    content: Literal["full", "summary"] = "full"
    # Ids must survive a move to another domain (RFC 4151): then the old name goes here.
    authority: Line | None = None
    hub: SecureAddress | None = None


class Look(Model):
    """What is the organisation's own in the look: a colour, and a picture in `content/`."""

    colour: BrandColour | None = None
    logo: ContentPath | None = None


class CardSettings(Model):
    """
    The pictures that chats show of a link.

    What was published before the day `since` has its kind's common card. A card that another has
    replaced stays for `kept_days`: Facebook keeps what it has read of a page for some 30 days.
    """

    since: Day | None = None
    kept_days: Annotated[int, Field(ge=0, le=365)] = 30


def _switched(value: Any) -> Any:
    """Read `cards: false`, and `cards: true` for what holds without it."""
    word = value.strip().lower() if isinstance(value, str) else value
    return {"false": None, "true": {}}.get(word, value) if isinstance(word, str) else value


class ShareSettings(Model):
    """
    Whether links in the share kit tell which channel they came by (`?k=zalo`).

    Off unless the owner asks: it lets the server's log tell more of readers than it must.
    """

    tag: Flag = False


class HeaderSettings(Model):
    """
    What web servers are to tell browsers beyond what is right for every site.

    For `hsts_days` browsers ask for the site by https alone and no longer take a certificate that
    has run out (RFC 6797). 0: the server's owner decides elsewhere, or not at all.
    """

    hsts_days: Annotated[int, Field(ge=0, le=730)] = 0


def _known_kind(value: Any) -> Any:
    if isinstance(value, str) and value.strip() not in BY_NAME:
        names, guess = ", ".join(BY_NAME), closest(value, BY_NAME) or ""
        right = guess or next(iter(BY_NAME))
        raise fault("field.choice", value=value, choices=names, guess=guess, right=right)
    return value.strip() if isinstance(value, str) else value


class Approval(Model):
    """
    The kinds of items that someone with the right must have approved (`approved_by`).

    Items published before the day `since` need none: they were there before the rule.
    """

    required: tuple[Annotated[str, BeforeValidator(_known_kind)], ...] = ()
    since: Day | None = None


class Announcing(Model):
    """What `bantin announce` goes by. Secrets come from the environment and never stand here."""

    # Items that were published longer ago are known, and not told any more.
    max_age_days: Annotated[int, Field(ge=0, le=365)] = 7
    # The most items told to one target in one run.
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    facebook_page: Slug | None = None
    zalo_author: Line | None = None


class Settings(Model):
    """What stands under `plugins: - bantin:` in mkdocs.yml."""

    organisation: Organisation
    language: Literal["vi", "en"] = "vi"
    time_zone: Annotated[str, BeforeValidator(_known_zone)] = "Asia/Ho_Chi_Minh"
    default_time: ClockTime = time(8)
    per_page: Annotated[int, Field(ge=5, le=100)] = 20
    feeds: FeedSettings = FeedSettings()
    links: Links = Links()
    look: Look = Look()
    # Whether pages that were read can be read again without a network.
    offline: Flag = True
    # None where links are shown with the cover alone.
    cards: Annotated[CardSettings | None, BeforeValidator(_switched)] = CardSettings()
    share: ShareSettings = ShareSettings()
    announce: Announcing = Announcing()
    headers: HeaderSettings = HeaderSettings()
    approval: Approval = Approval()
    # What goes when a person's consent has ended, where the item itself says nothing.
    without_consent: WithoutConsent = "picture"


@dataclass(frozen=True, slots=True)
class Site:
    """
    The host's own settings and ours. `url` is absolute and ends in a slash.

    `logo_digest` is of the file that `look.logo` names; empty where there is none. A `preview` is
    shown to those who approve: it has what they have not approved yet, and is never published.
    `is_served` tells that a server on an editor's machine writes a script into the pages it shows.
    """

    name: str
    url: str
    description: str
    settings: Settings
    logo_digest: str = ""
    preview: bool = False
    is_served: bool = False

    def __hash__(self) -> int:
        """Hash by address alone: results are remembered by site, and there is one in a build."""
        return hash(self.url)

    @property
    def base(self) -> str:
        """The path under which the site is served: `/`, or `/repository/`."""
        return urlsplit(self.url).path

    @property
    def host(self) -> str:
        """The site's host name."""
        return urlsplit(self.url).hostname or "localhost"

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.settings.time_zone)

    @property
    def language(self) -> str:
        """The language of interface and content: `vi` or `en`."""
        return self.settings.language
