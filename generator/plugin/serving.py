"""The preview with live reload: MkDocs' own server around our plugin."""

from __future__ import annotations

import logging
import os
import re

from mkdocs.commands.serve import serve as mkdocs_serve

from generator.plugin.host import Setup

_ADDRESS = re.compile(r"(?:[\w.-]+|\[[0-9a-fA-F:]+\]):(\d{1,5})\Z")
_LAST_PORT = 65535


def is_address(text: str) -> bool:
    """Tell whether *text* is a host and a port, `127.0.0.1:8000`."""
    match = _ADDRESS.match(text)
    return match is not None and 0 < int(match[1]) <= _LAST_PORT


def serve(setup: Setup, address: str, now: str | None) -> None:
    """
    Serve the site at *address* until interrupted, building anew whenever a file changes.

    Faults of content are printed at each change; the last good build goes on being served. MkDocs'
    own log, which speaks English and of emptied folders, is kept to what went wrong.

    Raises:
        OSError: the address is in use or not this machine's.
        SystemExit: content has faults at the start; they have been printed.
    """
    if now is not None:
        os.environ["BANTIN_NOW"] = now
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    mkdocs_serve(str(setup.config_file), dev_addr=address, watch_theme=True)
