"""What all tests share: sites made of text, and the browser of `browsing`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from publishing import write_site
from sitemaker import SampleSite, make_site

pytest_plugins = ["browsing"]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Callable[..., SampleSite]]:
    """Make a site in a folder of its own: `site('-- content/… --\\n…')`."""

    made: list[SampleSite] = []

    def make(files: str | Mapping[str, str | bytes] = "") -> SampleSite:
        made.append(make_site(tmp_path, files))
        return made[-1]

    yield make
    for sample in made:
        sample.open.close()


@pytest.fixture
def sample(tmp_path: Path) -> SampleSite:
    """Make a site with one item, to run commands in."""
    return make_site(tmp_path / "nguon", {"content/ban-tin/2026/mot.md": "+++\n+++\n"})


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """Make a small built site."""
    return write_site(tmp_path / "mot", "1")


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Make its next version: two items gone, two new ones, a new style."""
    return write_site(tmp_path / "hai", "2", range(2, 10))
