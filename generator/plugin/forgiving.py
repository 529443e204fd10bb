"""A preview that outlives faults of content."""

from __future__ import annotations

import sys
from collections.abc import Callable

from mkdocs.exceptions import Abort

from generator.messages.words import Words


def forgiving(build: Callable[[], None], words: Words) -> Callable[[], None]:
    """
    Return a *build* that takes faults of content for a build without changes.

    MkDocs' server would otherwise hold every request until the fault is mended.
    """

    def rebuild() -> None:
        try:
            build()
        except Abort as reason:
            print(reason, file=sys.stderr)  # noqa: T201 -- the editor is at the terminal
        else:
            print(words("serve.rebuilt"))  # noqa: T201 -- (the same)

    return rebuild
