"""
What a page says of itself to machines that read JSON-LD (schema.org).

Each maker of a page hands over the nodes that are its own; the organisation, to which they refer
as publisher, is added to every page. Rules: Google Search Central, "Article", "Breadcrumb",
"Organization" and "Site name" structured data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import singledispatch

from generator.catalog.names import Named
from generator.catalog.shown import Face
from generator.kernel.text import cut_at_word
from generator.messages.words import Words
from generator.model import permalink
from generator.model.item import Item
from generator.model.site import Site
from generator.model.urgent import Urgent
from generator.outputs.shell import Link

Node = dict[str, object]

_HEADLINE_LIMIT = 110
_PUBLISHER = "#publisher"
_FEWEST_STEPS = 2  # a trail of one step leads nowhere
# Within `<script>` a browser looks for its end and for comments before anyone reads JSON.
_ESCAPES = [(sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029"]
# What the name of a collective begins with; who writes under another name is a person.
_BODIES = "ban bch btv báo bộ cđ cđcs công cụm hội khối liên lđlđ nhóm phòng tòa tạp tổ tổng văn ủy"
_ENGLISH_BODIES = "board committee desk editorial editors office press the union"
_COLLECTIVES = frozenset(f"{_BODIES} toà uỷ ubkt trung {_ENGLISH_BODIES}".split())


def script(nodes: Iterable[Node]) -> str:
    """Return *nodes* as a data block, which browsers do not run and no text can break out of."""
    graph = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES:  # far quicker than `str.translate` on Vietnamese
        text = text.replace(sign, escape)
    return f'<script type="application/ld+json">{text}</script>'


def publisher(site: Site, logo: str) -> Node:
    """Return who is behind the site; *logo* is the full address of a square picture."""
    organisation, links = site.settings.organisation, site.settings.links
    told = {
        "@type": "Organization",
        "@id": f"{site.url}{_PUBLISHER}",
        "name": organisation.name,
        "alternateName": organisation.short,
        "url": site.url,
        "logo": logo,
        "address": organisation.address,
        "telephone": organisation.phone,
        "email": organisation.email,
        "sameAs": [link for link in links.model_dump().values() if link],
    }
    return {name: value for name, value in told.items() if value}


def website(site: Site) -> Node:
    """Return what the home page says of the site as a whole."""
    return {
        "@type": "WebSite",
        "name": site.name,
        "url": site.url,
        "description": site.description,
        "inLanguage": site.language,
        "publisher": _reference(site),
    }


def breadcrumbs(trail: Sequence[Link], site: Site) -> tuple[Node, ...]:
    """Return the way down to a page as readers see it, if there is one to speak of."""
    if len(trail) < _FEWEST_STEPS:
        return ()
    origin = permalink.origin(site)
    steps = [
        {"@type": "ListItem", "position": place, "name": step.text, "item": f"{origin}{step.url}"}
        for place, step in enumerate(trail, 1)
    ]
    return ({"@type": "BreadcrumbList", "itemListElement": steps},)


def picture(url: str, width_px: int, height_px: int) -> Node | None:
    """Return a picture with its size, or None where *url* is empty."""
    if not url:
        return None
    size = {"width": width_px, "height": height_px} if width_px and height_px else {}
    return {"@type": "ImageObject", "url": url, **size}


def article(face: Face, site: Site, *, description: str, image: Node | None) -> Node:
    """Return what the page of a live item says of it; what its kind says besides goes before."""
    item, names = face.item, face.names
    words = [named.name for named in (*names.topics, names.campaign) if named is not None]
    told: Node = {
        "@type": "NewsArticle",
        "mainEntityOfPage": permalink.absolute(site, face.path),
        "headline": cut_at_word(item.title, _HEADLINE_LIMIT),
        "description": description,
        "image": image,
        "datePublished": item.publish_at.isoformat(),
        "dateModified": item.updated_at(face.as_of).isoformat(),
        "author": [_author(one) for one in names.authors] or [_unit(names.lineage[0], site)],
        "publisher": _reference(site),
        "articleSection": Words(site.language)(f"kind.{face.kind.name}"),
        "keywords": words,
        "inLanguage": site.language,
        "isAccessibleForFree": True,
        "correction": _corrections(face),
    }
    told |= own_properties(item)
    return {name: value for name, value in told.items() if value}


@singledispatch
def own_properties(item: Item) -> Node:
    """
    Return what *item*'s kind alone says: a kind registers a function, or needs nothing.

    One that is another thing than news says so with an `@type` of its own.
    """
    del item
    return {}


@own_properties.register
def _urgent(item: Urgent) -> Node:
    return {"expires": item.expires_at.isoformat()}


def _corrections(face: Face) -> list[str]:
    made = sorted(face.item.corrections, key=lambda correction: correction.at)
    return [correction.note for correction in made if correction.at <= face.as_of]


def _author(named: Named) -> Node:
    first = named.name.split()[0].strip(",.").lower()
    return {"@type": "Organization" if first in _COLLECTIVES else "Person", "name": named.name}


def _unit(named: Named, site: Site) -> Node:
    url = permalink.absolute(site, permalink.of_unit(named.id))
    return {"@type": "Organization", "name": named.name, "url": url}


def _reference(site: Site) -> Node:
    return {"@id": f"{site.url}{_PUBLISHER}"}
