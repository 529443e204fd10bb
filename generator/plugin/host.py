"""MkDocs as we use it: its configuration, its theme environment and its standing pages."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from generator.build.memory import is_committed
from generator.build.options import MEMORY
from generator.build.toolchain import writing_digest
from generator.catalog.catalog import Catalog
from generator.catalog.edition import Edition
from generator.catalog.library import Store
from generator.catalog.references import Target
from generator.kernel import digest
from generator.kernel.diagnostics import Diagnostic, Span, error
from generator.kernel.text import strip_unwanted
from generator.model import permalink
from generator.model.site import Settings, Site
from generator.outputs.content_policy import ContentPolicy, policy_of
from generator.outputs.encodings import Encodings
from generator.outputs.fittings import fit
from generator.outputs.logo import material_of
from generator.outputs.press import Press
from generator.outputs.shell import Shell, make_shell
from generator.reading.assets import Asset
from generator.reading.settings import read_settings
from generator.reading.sources import Folder

_PLUGIN = "bantin"
# Settings from other files, from the environment or from code.
_REACHES_OUT = re.compile(r"^INHERIT\b|!ENV\b|!!python", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a configuration file says: the site, its content folder, where the theme lies."""

    config_file: Path
    site: Site
    folder: Folder
    theme: Path
    site_dir: Path

    def for_preview(self) -> Setup:
        """
        Return the same as a preview: marked as such, and without a worker for reading offline.

        On an editor's machine that would go on answering at the preview's address, for this site
        and for the next one shown there. What the preview serves in its place takes one away.
        """
        settings = self.site.settings.model_copy(update={"offline": False})
        return replace(self, site=replace(self.site, settings=settings, preview=True))

    def for_serving(self) -> Setup:
        """Return the same as a preview whose pages a server may write a script into."""
        preview = self.for_preview()
        return replace(preview, site=replace(preview.site, is_served=True))


def load_setup(config_file: Path) -> tuple[Setup | None, list[Diagnostic]]:
    """
    Read *config_file* through MkDocs and our options in it.

    Returns:
        The setup, or None with `config.*` errors when either cannot be used.
    """
    place = Span(config_file.name)
    if not config_file.is_file():
        return None, [error("config.missing", place, file=str(config_file))]
    with _told_by_mkdocs() as told:
        try:
            config = load_config(str(config_file))
        except ConfigurationError as reason:
            return None, [error("config.host", place, reason=str(reason))]
        except Abort as reason:  # what is wrong went into its log
            return None, [error("config.host", place, reason=" ".join(told) or str(reason))]
        # It thinks of no other sort of value in some places: ValueError of `http://[`, TypeError …
        except Exception as reason:  # noqa: BLE001
            shown = f"{type(reason).__name__}: {reason}"
            return None, [error("config.host", place, reason=shown)]
    if _PLUGIN not in config.plugins:
        return None, [error("config.plugin-missing", place)]
    return read_setup(config)


@contextlib.contextmanager
def _told_by_mkdocs() -> Iterator[list[str]]:
    """Collect what MkDocs would log, to be told as one diagnostic in the editor's language."""
    told: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.ERROR)
    logger.addHandler(handler)
    try:
        yield told
    finally:
        logger.removeHandler(handler)


def read_setup(config: MkDocsConfig) -> tuple[Setup | None, list[Diagnostic]]:
    """Make the setup of a configuration that MkDocs has read."""
    config_file = Path(str(config.config_file_path))
    content = Path(config.docs_dir)
    settings, problems = read_settings(config_file, content)
    place = Span(config_file.name)
    if not config.site_url:
        problems = [*problems, error("config.site-url", place)]
    if not config.theme.custom_dir:
        problems = [*problems, error("config.theme", place)]
    if is_committed(config_file.parent / MEMORY):
        problems = [
            *problems,
            error("config.cache-committed", Span(MEMORY.as_posix()), folder=MEMORY.as_posix()),
        ]
    if settings is None or problems:
        return None, problems
    theme = Path(str(config.theme.custom_dir))
    folder = Folder(content, _label(content, config_file.parent))
    site = make_site(config, settings)
    logo = material_of(site, content)
    site = replace(site, logo_digest=logo.digest if logo else "")
    return Setup(config_file, site, folder, theme, Path(config.site_dir)), []


def make_site(config: MkDocsConfig, settings: Settings) -> Site:
    """Join the host's settings with ours."""
    url = str(config.site_url).rstrip("/") + "/"
    name = strip_unwanted(config.site_name).strip() or settings.organisation.name
    description = strip_unwanted(config.site_description or "").strip()
    return Site(name, url, description or name, settings)


def _label(content: Path, root: Path) -> str:
    """Return how diagnostics call the content folder: relative to the site's root."""
    try:
        return content.relative_to(root).as_posix()
    except ValueError:
        return content.name


def shell_of(catalog: Catalog, theme: Path) -> tuple[Shell, dict[str, bytes]]:
    """Return the page around all content, and the stylesheets and the script it names."""
    fittings, files = fit(catalog, theme)
    return make_shell(catalog, fittings), files


class MkDocsHost:
    """Builds standing pages and gives templates for the site of one configuration file."""

    def __init__(self, setup: Setup) -> None:
        """Take what the configuration file says."""
        self._setup = setup

    def digest(self, site: Site) -> str:
        """Return the digest of the program, the theme, the settings and the logo they name."""
        logo = repr(material_of(site, self._setup.folder.path))
        return digest.of_bytes(self._decisive.encode(), repr(site).encode(), logo.encode())

    @cached_property
    def _decisive(self) -> str:
        return writing_digest(self._setup.theme, self._setup.config_file)

    @cached_property
    def _config(self) -> MkDocsConfig:
        """The configuration, read once and not changed here: a build changes its own."""
        return load_config(str(self._setup.config_file))

    def __getstate__(self) -> dict[str, Any]:
        """Leave behind what cannot be sent to another process."""
        return {"_setup": self._setup}

    def make_press(self, catalog: Catalog, store: Store) -> Press:
        """Return MkDocs' theme environment with our views' needs added."""
        shell, stylesheets = shell_of(catalog, self._setup.theme)
        decisive = digest.of_bytes(self.digest(catalog.site).encode(), repr(shell).encode())
        environment, content = self._config.theme.get_env(), catalog.folder.path
        encodings = Encodings(store, content)
        site = catalog.site
        return Press(environment, site, content, encodings, shell, stylesheets, decisive, store)

    @property
    def policy(self) -> ContentPolicy:
        """The policy of the pages, for which no content need be read."""
        return policy_of(self._config.theme.get_env())

    def standing_digest(self, edition: Edition, digests: Mapping[str, str]) -> str:
        """
        Return the digest of what MkDocs makes of its own pages; empty if it cannot be told.

        Other plugins, hooks and inherited or outside settings may depend on anything.
        """
        config, text = self._config, self._setup.config_file.read_text("utf-8-sig")
        if set(config.plugins) != {_PLUGIN} or config.hooks or _REACHES_OUT.search(text):
            return ""
        pages = edition.catalog.standing
        parts = [f"{one.path} {digests[one.page.path]} {one.page.draft}" for one in pages]
        pictures = shown_pictures(edition.catalog)
        parts += [f"{one.path} {one.digest} {one.path in edition.revoked}" for one in pictures]
        hidden = " ".join(sorted(linked_and_hidden(edition)))
        around = self.digest(edition.catalog.site)
        return digest.of_bytes(around.encode(), repr(parts).encode(), hidden.encode())

    def build_standing(self, edition: Edition, folder: Path) -> None:
        """Let MkDocs build what is its own into *folder*; our plugin hands it nothing else."""
        config = load_config(str(self._setup.config_file), site_dir=str(folder))
        plugin: Any = config.plugins[_PLUGIN]
        plugin.serve_edition(edition)
        try:
            mkdocs_build(config)
        except Abort as reason:  # it would end the process as if all were well
            message = f"MkDocs: {reason}"
            raise RuntimeError(message) from reason


def shown_pictures(catalog: Catalog) -> list[Asset]:
    """Return the pictures that standing pages show."""
    references = (r for page in catalog.standing for r in page.body.references)
    paths = {r.path for r in references if r.target is Target.PICTURE}
    return [catalog.assets[path] for path in sorted(paths & catalog.assets.keys())]


def linked_and_hidden(edition: Edition) -> set[str]:
    """Return the site paths that standing pages link to and that are not shown."""
    linked = {
        permalink.of_source(reference.path) if reference.target is Target.PAGE else reference.path
        for page in edition.catalog.standing
        for reference in page.body.references
        if reference.target in (Target.PAGE, Target.SITE)
    }
    return linked & edition.hidden_paths
