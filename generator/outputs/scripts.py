"""The script of our pages: small files of the theme joined into one, loaded after the text."""

from __future__ import annotations

import re
from pathlib import Path

from generator.kernel import digest

FOLDER = "scripts"
# No text of ours goes over several lines, so what a line begins with is never part of one.
_REMARKS = re.compile(r"^[ \t]*(?://.*\n)?", re.MULTILINE)


def bundle(theme: Path) -> tuple[str, bytes]:
    """
    Join the scripts in the order of their names, each closed off from the others.

    Returns:
        The site path, which carries the digest so that a browser may keep it for ever, and the
        bytes.
    """
    files = sorted((theme / FOLDER).glob("*.js"))
    parts = [without_remarks(file.read_text("utf-8").replace("\r\n", "\n")) for file in files]
    data = "".join(f"(() => {{\n{part}}})();\n" for part in parts).encode()
    return f"assets/bantin.{digest.of_bytes(data)[:10]}.js", data


def without_remarks(script: str) -> str:
    """Leave out the lines that are remarks, and the space that lines begin with."""
    return _REMARKS.sub("", script)
