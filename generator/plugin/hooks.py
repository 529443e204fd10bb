"""The MkDocs plugin: each hook translates, calls one function, and translates back."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.build import pipeline
from generator.build.gathering import Gathered
from generator.build.options import MEMORY, Options, opened_cache
from generator.catalog.clean import Cleaner
from generator.catalog.edition import Edition, at
from generator.kernel.diagnostics import Diagnostic
from generator.kernel.text import slugify
from generator.messages.findings import Findings
from generator.messages.long_report import long_report
from generator.messages.words import Words
from generator.model import permalink
from generator.outputs.bodies import embed_pictures, unlink, within_reach, without_pictures
from generator.outputs.press import prepare
from generator.plugin.forgiving import forgiving
from generator.plugin.host import MkDocsHost, Setup, read_setup, shell_of
from generator.plugin.standing import (
    below_title,
    boxed_tables,
    keep_own_files,
    page_source,
    say_it_ourselves,
    without_toggles,
)
from generator.reading.shown import lines_to_show

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

# Other plugins work on what we have read, and we clean what they have made.
_FIRST, _LAST = 100, -100


class BantinPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """
    Reads, checks and builds the bulletins around MkDocs' own build.

    Our options are read from the file itself (see `reading.settings`), so MkDocs is told nothing
    of their form.
    """

    def __init__(self) -> None:
        """Start without an edition: `bantin build` hands one over, `mkdocs build` makes it."""
        self._edition: Edition | None = None
        self._is_guest = False
        self._setup: Setup | None = None
        self._gathered: Gathered | None = None
        self._open = contextlib.ExitStack()  # the cache, from which pages take their text
        self._jobs = os.cpu_count() or 1
        self._is_preview = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Work in one process while serving: forking beside the server's threads can hang."""
        del dirty
        if command == "serve":
            self._jobs, self._is_preview = 1, True

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[list[Any], list[Any]]:
        """Accept any options; `read_settings` judges them, with places."""
        del options, config_file_path
        self.config = {}
        return [], []

    def serve_edition(self, edition: Edition) -> None:
        """Take an edition that was read already, and leave its building to whoever read it."""
        self._edition, self._is_guest = edition, True

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Fit MkDocs to our rules for ids and links, and take its own sitemap and 404 away."""
        say_it_ourselves(config, slugify)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check everything before MkDocs empties the site folder."""
        setup, problems = read_setup(config)
        if setup is None:
            raise _refusal(problems, config, "vi")
        self._setup = setup = setup.for_serving() if self._is_preview else setup
        if self._is_guest:
            return
        options = self._options(setup)
        self._open.close()
        cache = self._open.enter_context(opened_cache(options))
        seen = pipeline.look_around(setup.folder, options)
        now = _now(setup)
        gathered = pipeline.at_instant(pipeline.gather(setup.site, seen, cache, options), now)
        self._gathered = gathered
        if gathered.problems:
            _show(gathered, config)
        if not gathered.is_publishable:
            raise _refusal([], config, setup.site.language)
        self._edition = at(gathered.catalog, now)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave MkDocs the standing pages and the theme's files; the rest is ours."""
        del config
        return keep_own_files(files, self._published)

    @event_priority(_FIRST)
    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        """Give MkDocs the page as we read it: it drops front matter that it cannot parse."""
        return page_source(page, markdown, self._published)

    @event_priority(_LAST)
    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Clean a standing page like any other content, and fit its links and pictures."""
        edition = self._published
        path = permalink.of_source(page.file.src_uri)
        cleaner = Cleaner(edition.catalog.site, host_page=path)
        clean, _references = cleaner.clean(below_title(html), page.file.src_uri)
        site, assets = edition.catalog.site, edition.catalog.assets
        allowed = without_pictures(boxed_tables(clean), site, edition.revoked)
        fitted = within_reach(allowed, site)
        return embed_pictures(unlink(fitted, site, edition.hidden_paths), site, assets)

    def on_post_page(self, output: str, **_: Any) -> str:
        """Take out of Material's frame what is not valid HTML."""
        return without_toggles(output)

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Go on serving the last good build when an edit has a fault."""
        words = Words(self._published.catalog.site.language)
        server.builder = forgiving(server.builder, words)
        print(words("serve.at", address=server.url))  # noqa: T201 -- the editor is at the terminal
        return server

    def on_env(self, env: jinja2.Environment, **_: Any) -> jinja2.Environment:
        """Give the theme the header and footer around standing pages."""
        setup = self._setup
        assert setup is not None  # noqa: S101 -- on_pre_build has run
        catalog = self._published.catalog
        shell, _styles = shell_of(catalog, setup.theme)
        return prepare(env, shell, catalog.site)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Build the bulletins into the folder that MkDocs has filled, unless that is done."""
        if self._gathered is None or self._setup is None:
            return
        host = MkDocsHost(self._setup)
        site_dir = Path(config.site_dir)
        with self._open:
            pipeline.add_to(self._gathered, self._published, host, site_dir, self._jobs)

    def on_build_error(self, **_: Any) -> None:
        """Close what the build had open."""
        self._open.close()

    def _options(self, setup: Setup) -> Options:
        return Options(jobs=self._jobs, memory=setup.config_file.parent / MEMORY)

    @property
    def _published(self) -> Edition:
        assert self._edition is not None  # noqa: S101 -- on_pre_build has run
        return self._edition


def _now(setup: Setup) -> datetime:
    """Read the clock; `BANTIN_NOW` moves it, as `--now` does for `bantin build`."""
    moved = os.environ.get("BANTIN_NOW")
    if not moved:
        return datetime.now(setup.site.zone)
    try:
        instant = datetime.fromisoformat(moved)
    except ValueError:
        raise Abort(Words(setup.site.language)("cli.now", value=moved)) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=setup.site.zone)


def _show(gathered: Gathered, config: MkDocsConfig) -> None:
    site, root = gathered.catalog.site, Path(config.config_file_path).parent
    findings = Findings(gathered.problems, gathered.silenced, site.language)
    print(long_report(findings, lines_to_show(root)), file=sys.stderr)  # noqa: T201


def _refusal(problems: list[Diagnostic], config: MkDocsConfig, language: str) -> Abort:
    root = Path(config.config_file_path).parent
    findings = Findings(problems, (), language)
    shown = long_report(findings, lines_to_show(root)) + "\n\n" if problems else ""
    return Abort(shown + Words(language)("build.refused"))
