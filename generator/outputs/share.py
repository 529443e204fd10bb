"""The share kit of a live item: texts ready to paste, and its QR code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalog.edition import Edition
from generator.catalog.shown import Face, Shown
from generator.messages.words import Words
from generator.model import permalink
from generator.model.share import CHANNELS
from generator.model.site import Site
from generator.model.urgent import Urgent
from generator.outputs import qr
from generator.outputs.cards import card_view
from generator.outputs.pictures import show_picture
from generator.outputs.press import Press
from generator.outputs.share_texts import share_texts
from generator.outputs.task import Stage, Task

_VERSION = 1


@dataclass(frozen=True, slots=True)
class ShareMaterial:
    """The item, and the notice that has taken its place."""

    shown: Shown
    superseded_by: Face | None = None


@dataclass(frozen=True, slots=True)
class QrMaterial:
    """The address that the code holds."""

    url: str


@dataclass(frozen=True, slots=True)
class ShareText:
    """A text to be copied: its channel, what that is called, and the text."""

    channel: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ShareView:
    """
    What the panel of a page offers, and the sheet at its foot.

    `to_facebook` is the address that is handed over there; `qr` is drawn on paper alone.
    """

    texts: tuple[ShareText, ...]
    to_facebook: str
    qr_svg: str
    qr_png: str
    qr: qr.Drawing


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield for every live item its kit and its code, as a drawing and as a picture."""
    site = edition.catalog.site
    for face in edition.live:
        if face.awaits_approval:
            continue
        path, near = face.path, face.facts.publish_at
        coded = QrMaterial(permalink.share_link(site, path, "qr"))
        yield Task(f"{path}{permalink.QR_SVG}", Stage.ASSET, coded, render_svg, near)
        yield Task(f"{path}{permalink.QR_PNG}", Stage.ASSET, coded, render_png, near)
        kit = ShareMaterial(edition.show(face), edition.superseded.get(face.id))
        yield Task(f"{path}{permalink.SHARE_KIT}", Stage.PAGE, kit, render, near)


def render(material: ShareMaterial, press: Press) -> bytes:
    """Write the kit as JSON."""
    kit = share_kit(material.shown, press.site, material.superseded_by)
    return json.dumps(kit, ensure_ascii=False, indent=1).encode() + b"\n"


def render_svg(material: QrMaterial, press: Press) -> bytes:
    """Draw the code."""
    del press
    return qr.svg(material.url)


def render_png(material: QrMaterial, press: Press) -> bytes:
    """Picture the code, for printing and for sending."""
    del press
    return qr.png(material.url)


def share_kit(shown: Shown, site: Site, successor: Face | None) -> dict[str, object]:
    """
    Return what others than the page need to pass an item on; instants are RFC 3339.

    A notice that has a *successor* is there to be found, and not to be passed on any more.
    """
    face, item = shown.face, shown.face.item
    act_by = item.act_by if isinstance(item, Urgent) else None
    return {
        "version": _VERSION,
        "id": permalink.tag_uri(site, face.id),
        "item": face.path.rstrip("/"),
        "kind": face.kind.name,
        "url": permalink.absolute(site, face.path),
        "title": item.title,
        "summary": item.summary,
        "unit": item.unit,
        "topics": list(item.topics),
        "campaign": item.campaign,
        "published": item.publish_at.isoformat(),
        "updated": item.updated_at(face.as_of).isoformat(),
        "expires": item.expires_at.isoformat() if item.expires_at else None,
        "act_by": act_by.isoformat() if act_by is not None else None,
        "superseded_by": permalink.absolute(site, successor.path) if successor else None,
        "image": _image(face, site),
        "texts": dict(share_texts(shown, site)),
        "qr": {
            "svg": permalink.absolute(site, f"{face.path}{permalink.QR_SVG}"),
            "png": permalink.absolute(site, f"{face.path}{permalink.QR_PNG}"),
        },
    }


def _image(face: Face, site: Site) -> dict[str, object] | None:
    """Return what a link shows: the card, or the cover where there are no cards."""
    card = card_view(face, site) if face.phase.card else None  # a draft has none yet
    if card is not None:
        size = {"width": card.width_px, "height": card.height_px}
        return {"url": card.url, **size, "alt": card.alt}
    cover = show_picture(face, site, face.shared_cover)
    if cover is None:
        return None
    size = {"width": cover.share.width_px, "height": cover.share.height_px}
    return {"url": cover.share.url, **size, "alt": cover.alt}


def share_view(shown: Shown, site: Site) -> ShareView:
    """Return what the page of an item offers for passing it on."""
    words, path, texts = Words(site.language), shown.face.path, share_texts(shown, site)
    return ShareView(
        texts=tuple(ShareText(one, words(f"share.for.{one}"), texts[one]) for one in CHANNELS),
        to_facebook=permalink.share_link(site, path, "facebook"),
        qr_svg=permalink.href(site, f"{path}{permalink.QR_SVG}"),
        qr_png=permalink.href(site, f"{path}{permalink.QR_PNG}"),
        qr=qr.drawing(permalink.share_link(site, path, "qr")),
    )
