"""What, besides content, decides the bytes of a body: our code and the libraries' versions."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.kernel import digest

_LIBRARIES = ("markdown", "nh3")
_PACKAGE = Path(__file__).parents[1]


@cache
def toolchain_digest() -> str:
    """Return the digest of `generator/` and of the versions of what converts bodies."""
    parts = [f"{name} {version(name)}".encode() for name in _LIBRARIES]
    for file in sorted(_PACKAGE.rglob("*")):
        if file.suffix in (".py", ".toml"):
            parts += [file.relative_to(_PACKAGE).as_posix().encode(), file.read_bytes()]
    return digest.of_bytes(*parts)
