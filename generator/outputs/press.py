"""
Where views meet templates.

The page around the content (head, header, footer) is the same for every page of a section, so it
is rendered once per section with marks in it, cut at the marks, and every page is three strings
joined. That leaves the template work of a page to what the page alone shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from generator.catalog.library import Store
from generator.messages.words import Words
from generator.model import permalink
from generator.model.site import Site
from generator.outputs import structured
from generator.outputs.content_policy import ContentPolicy, policy_of
from generator.outputs.descriptions import beginning, describe
from generator.outputs.encodings import Encodings
from generator.outputs.inlining import InlineParts, is_escaped
from generator.outputs.shell import CardView, Shell
from generator.outputs.structured import Node

# Noncharacters: no content has them.
_SLOTS = {name: f"\ufdd0{name}\ufdd0" for name in ("head", "data", "content")}
_BETWEEN_SLOTS = re.compile("|".join(_SLOTS.values()))
_PARTS_AT_HAND = 4096
_IMAGE_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
}


@dataclass(frozen=True, slots=True)
class Head:
    """
    What a page says of itself to crawlers.

    `description` is never too short (`outputs.descriptions`), `image` an absolute URL, `section`
    and `tags` are names of what the page is filed under, `nodes` what is the page's own in the
    data for machines (`outputs.structured`). A page without `canonical` has no address to speak of.
    """

    title: str
    description: str
    canonical: str
    type: str = "website"
    image: str = ""
    image_alt: str = ""
    image_width_px: int = 0
    image_height_px: int = 0
    published: str = ""
    modified: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    feeds: tuple[tuple[str, str, str], ...] = ()
    indexed: bool = True
    # Whether a reader's browser may keep the page for when there is no network.
    kept: bool = True
    nodes: tuple[Node, ...] = ()

    @property
    def image_type(self) -> str:
        """The media type of the picture, by the ending of its address; empty if that says none."""
        return _IMAGE_TYPES.get(self.image.rpartition(".")[2].lower(), "")

    def with_card(self, card: CardView | None) -> Head:
        """Return the same with *card* as its picture, if there is one."""
        if card is None:
            return self
        return replace(
            self,
            image=card.url,
            image_alt=card.alt,
            image_width_px=card.width_px,
            image_height_px=card.height_px,
        )


class Press:
    """Renders views with the theme's templates, and hands out the bytes of pictures."""

    def __init__(  # noqa: PLR0913, PLR0917 -- made in one place
        self,
        environment: jinja2.Environment,
        site: Site,
        content: Path,
        encodings: Encodings,
        shell: Shell,
        styles: Mapping[str, bytes],
        digest: str,
        store: Store,
    ) -> None:
        """
        Take the host's environment and fit it.

        Args:
            environment: The theme's.
            site: Whose pages they are.
            content: The folder that files are copied from.
            encodings: Gives pictures as they are published.
            shell: What stands around all content.
            styles: Stylesheets and the script by site path.
            digest: Of everything a rendered file depends on besides its material.
            store: Keeps what was drawn before.
        """
        self._environment = prepare(environment, shell, site)
        self.policy: ContentPolicy = policy_of(self._environment)
        self._publisher = structured.publisher(site, _logo(shell, site))
        self.site = site
        self.content = content
        self.encodings = encodings
        self.words = Words(site.language)
        self.styles = styles
        self.digest = digest
        self.store = store
        self._card = shell.card
        self._shells: dict[str, tuple[str, ...]] = {}

    def page(self, template: str, view: object, head: Head, section: str = "") -> bytes:
        """Render *view* inside the page around it; *section* is the menu entry it is under."""
        cuts = self._around(section)
        head = head if head.image else head.with_card(self._card)
        top = self.fragment("parts/head.html", {"head": head})
        data = structured.script([*head.nodes, self._publisher]) if head.indexed else ""
        content = self.fragment(template, {"view": view})
        return "".join(chain(*zip(cuts, (top, data, content, ""), strict=True))).encode()

    def fragment(self, template: str, context: Mapping[str, Any]) -> str:
        """Render a template by itself."""
        return self._environment.get_template(template).render(context)

    def _around(self, section: str) -> tuple[str, ...]:
        """Return what stands before, between and after the slots."""
        if section not in self._shells:
            slots = {name: Markup(slot) for name, slot in _SLOTS.items()}  # noqa: S704 -- constants
            page = self.fragment("paper.html", {**slots, "section": section})
            self._shells[section] = tuple(_BETWEEN_SLOTS.split(page))
        return self._shells[section]


def _logo(shell: Shell, site: Site) -> str:
    """Return the address of a square picture for search engines, who want 112 px at least."""
    return permalink.origin(site) + shell.touch_icon


def prepare(environment: jinja2.Environment, shell: Shell, site: Site) -> jinja2.Environment:
    """
    Fit the host's environment for our templates.

    MkDocs escapes nothing; our own templates escape everything that is not marked as HTML by the
    sanitiser. Material's stay as they were written.
    """
    environment.autoescape = is_escaped
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension(InlineParts)
    environment.globals |= {
        "shell": shell,
        "t": Words(shell.language),
        "part": _make_part(environment),
        "describe": describe,
        "beginning": beginning,
        "publisher": structured.script([structured.publisher(site, _logo(shell, site))]),
    }
    policy = None if site.is_served else policy_of(environment).markup
    environment.globals["policy"] = policy
    return environment


def _make_part(environment: jinja2.Environment) -> Callable[..., Markup]:
    """
    Make the templates' `part(name, **values)`: a part rendered once for the same values.

    It is an include for parts that stand on many pages alike; the values are all it sees. The
    last few thousand are at hand.
    """

    @lru_cache(maxsize=_PARTS_AT_HAND)
    def rendered(name: str, values: tuple[tuple[str, object], ...]) -> Markup:
        template = environment.get_template(f"parts/{name}.html")
        return Markup(template.render(dict(values)))  # noqa: S704 -- parts are escaped

    return lambda name, **values: rendered(name, tuple(values.items()))
