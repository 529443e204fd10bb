"""The preview with live reload: MkDocs' own server around our plugin."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import Abort

from generator.plugin.host import Setup


def serve(setup: Setup, address: str, now: str | None) -> None:
    """
    Serve the site at *address* until interrupted, building anew whenever a file changes.

    Faults of content are printed at each change; the last good build goes on being served.
    """
    if now is not None:
        os.environ["BANTIN_NOW"] = now
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    mkdocs_serve(str(setup.config_file), dev_addr=address, watch_theme=True)


def forgiving(build: Callable[[], None]) -> Callable[[], None]:
    """
    Return a *build* that takes faults of content for a build without changes.

    MkDocs' server would otherwise hold every request until the fault is mended.
    """

    def rebuild() -> None:
        try:
            build()
        except Abort as reason:
            print(reason, file=sys.stderr)  # noqa: T201 -- the editor is at the terminal

    return rebuild
