"""What this package asks of MkDocs; `plugin/` answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from generator.catalog.catalog import Catalog
from generator.catalog.edition import Edition
from generator.catalog.library import Store
from generator.kernel import digest
from generator.model.site import Site
from generator.outputs.press import Press


class Host(Protocol):
    """The theme's templates and the pages that are not ours."""

    def digest(self, site: Site) -> str:
        """Return the digest of program, theme and settings."""

    def make_press(self, catalog: Catalog, store: Store) -> Press:
        """Return the theme's templates, ready for our views; *store* keeps encoded pictures."""

    def standing_digest(self, edition: Edition, digests: Mapping[str, str]) -> str:
        """Return the digest of what standing pages depend on; empty if it cannot be told."""

    def build_standing(self, edition: Edition, folder: Path) -> None:
        """Write standing pages and the theme's own files into the empty *folder*."""


def digest_inputs(host: Host, site: Site, content: str) -> str:
    """Return the digest of all a build depends on but time; empty if *content*'s is."""
    return content and digest.of_bytes(content.encode(), host.digest(site).encode())
