"""What all tests share: sites made of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from sitemaker import SampleSite, make_site


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., SampleSite]:
    """Make a site in a folder of its own: `site('-- content/… --\\n…')`."""

    def make(files: str | Mapping[str, str | bytes] = "") -> SampleSite:
        return make_site(tmp_path, files)

    return make
