"""The script of our pages: small files of the theme joined into one, loaded after the text."""

from __future__ import annotations

from pathlib import Path

from generator.kernel import digest

FOLDER = "scripts"


def bundle(theme: Path) -> tuple[str, bytes]:
    """
    Join the scripts in the order of their names, each closed off from the others.

    Returns:
        The site path, which carries the digest so that a browser may keep it for ever, and the
        bytes.
    """
    files = sorted((theme / FOLDER).glob("*.js"))
    data = b"\n".join(_enclosed(file.read_bytes()) for file in files)
    return f"assets/bantin.{digest.of_bytes(data)[:10]}.js", data


def _enclosed(script: bytes) -> bytes:
    return b"(() => {\n" + script.replace(b"\r\n", b"\n") + b"})();\n"
