"""What, besides content, decides the bytes of a site: our code, the theme, the libraries."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.kernel import digest, files

_READING = ("markdown", "nh3", "pillow", "pydantic", "pyyaml")
_LOOKING = ("pillow",)
_PAPERS = ("lxml", "pillow", "pypdfium2")
_PAPERS_CODE = ("checks/papers.py", "kernel/text.py", "privacy", "reading/papers")
_WRITING = (
    "feedgen",
    "fontpkg-be-vietnam-pro",
    "jinja2",
    "lxml",
    "markupsafe",
    "mkdocs",
    "mkdocs-material",
)
_PACKAGE = Path(__file__).parents[1]


@cache
def reading_digest() -> str:
    """Return the digest of `generator/` and of the libraries that read content."""
    return digest.of_bytes(*_versions(_READING), *_contents(_PACKAGE, (".py", ".toml")))


@cache
def looking_digest() -> str:
    """Return the digest of what looks at pictures: unpacking them all takes minutes."""
    return digest.of_bytes(*_versions(_LOOKING), (_PACKAGE / "reading" / "assets.py").read_bytes())


@cache
def papers_digest() -> str:
    """Return the digest of what looks into attachments: reading them all takes minutes."""
    code = [_PACKAGE / path for path in _PAPERS_CODE]
    modules = [
        p for path in code for p in (sorted(path.rglob("*.py")) if path.is_dir() else [path])
    ]
    return digest.of_bytes(*_versions(_PAPERS), *(module.read_bytes() for module in modules))


def writing_digest(theme: Path, config_file: Path) -> str:
    """Return the digest of all that decides a page but content: also theme and configuration."""
    parts = [*_versions(_WRITING), *_contents(theme), config_file.read_bytes()]
    return digest.of_bytes(reading_digest().encode(), *parts)


def _versions(libraries: Iterable[str]) -> list[bytes]:
    return [f"{name} {version(name)}".encode() for name in libraries]


def _contents(folder: Path, endings: tuple[str, ...] = ("",)) -> list[bytes]:
    found = [(path, entry) for path, entry in files.scan(folder) if path.endswith(endings)]
    return [part for path, entry in found for part in (path.encode(), Path(entry).read_bytes())]
