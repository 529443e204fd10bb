"""What all tests share: sites made of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from sitemaker import SampleSite, make_site


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
