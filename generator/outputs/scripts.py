"""The one script of our pages: small files of the theme joined, each in a scope of its own."""

from __future__ import annotations

from pathlib import Path

from generator.kernel import digest

FOLDER = "scripts"


def bundle(theme: Path) -> tuple[str, bytes]:
    """
    Join `theme/scripts/*.js` in the order of their names.

    Returns:
        The site path, which carries the digest so that a browser may keep it for ever, and the
        bytes.
    """
    files = sorted((theme / FOLDER).glob("*.js"))
    texts = [file.read_text("utf-8").replace("\r\n", "\n") for file in files]
    data = "".join(f"(() => {{\n{text}}})();\n" for text in texts).encode()
    return f"assets/bantin.{digest.of_bytes(data)[:10]}.js", data
