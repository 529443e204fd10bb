"""
The table of kinds.

To add one: a module here for its model, a template in `theme/views/`, its words in `messages/`
and one line below. Nothing else lists the kinds.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.bulletin import Bulletin
from generator.model.item import Item
from generator.model.spotlight import Spotlight
from generator.model.urgent import Urgent


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of item: the folder that says it, its model and the template of its page."""

    name: str
    folder: str
    model: type[Item]
    template: str


KINDS = (
    Kind("urgent", "khan", Urgent, "views/urgent.html"),
    Kind("bulletin", "ban-tin", Bulletin, "views/bulletin.html"),
    Kind("spotlight", "guong-sang", Spotlight, "views/spotlight.html"),
)

BY_FOLDER = {kind.folder: kind for kind in KINDS}
BY_NAME = {kind.name: kind for kind in KINDS}
