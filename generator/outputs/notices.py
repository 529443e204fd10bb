"""What stands at the address of an item that was withdrawn or has expired."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from generator.catalog.edition import Edition
from generator.catalog.shown import Face
from generator.messages import dates
from generator.model import permalink
from generator.model.item import State
from generator.outputs.articles import kind_link
from generator.outputs.descriptions import describe
from generator.outputs.press import Head, Press
from generator.outputs.shell import Link
from generator.outputs.task import Stage, Task


@dataclass(frozen=True, slots=True)
class NoticeMaterial:
    """The item that is gone."""

    gone: Face


@dataclass(frozen=True, slots=True)
class NoticeView:
    """
    What stands at the address of an item that is no longer shown.

    It carries neither the title nor anything else of the item but when, and for a withdrawal why.
    """

    heading: str
    text: str
    reason: str
    home: str
    kind_link: Link
    head: Head


def tasks(edition: Edition) -> Iterator[Task]:
    """Yield a notice for every withdrawn and expired item."""
    for face in edition.gone.values():
        file, near = permalink.file_of(face.path), face.facts.publish_at
        yield Task(file, Stage.PAGE, NoticeMaterial(face), render, near)


def render(material: NoticeMaterial, press: Press) -> bytes:
    """Render the page that says an item is gone."""
    view = notice_view(material.gone, press)
    return press.page("views/notice.html", view, view.head)


def notice_view(gone: Face, press: Press) -> NoticeView:
    """Return what stands where *gone* was."""
    item, site, words = gone.item, press.site, press.words
    if item.withdrawn is not None and gone.phase.state == State.WITHDRAWN:
        state, reason = "withdrawn", item.withdrawn.reason
        at: datetime | None = item.withdrawn.at
    else:
        state, at, reason = "expired", item.expires_at, ""
    heading = words(f"notice.{state}")
    if at is not None and at <= gone.as_of:
        text = words(f"notice.{state}-at", at=dates.long(at, site.language))
    else:  # someone it shows agrees no longer: since when is no one's business
        text = words("notice.removed")
    return NoticeView(
        heading=heading,
        text=text,
        reason=reason,
        home=permalink.href(site, permalink.HOME),
        kind_link=kind_link(gone.kind, site),
        # Without a canonical address: the default id, which is the path, is no one's business.
        head=Head(
            title=heading,
            description=describe(text, words("head.more", name=site.name)),
            canonical="",
            indexed=False,
            kept=False,
        ),
    )
