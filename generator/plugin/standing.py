"""What of a site is MkDocs' own: standing pages and the theme's files."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.catalog.edition import Edition
from generator.outputs import scripts, styles, worker
from generator.outputs.bodies import TABLE_BOX

# Made by us, for MkDocs' own know nothing of bulletins.
_STATIC_TEMPLATES = ("404.html", "sitemap.xml")
_FRAME = re.compile(
    r"""\s*(?:<input\ class="md-toggle"[^>]*>
           |<label\ class="md-overlay"[^>]*></label>
           |<div\ data-md-component="skip">.*?</div>)""",
    re.VERBOSE | re.DOTALL,
)
# Standing pages need no script: Material's search index would grow with the archive, and its
# bundle asks for the whole sitemap on every page.
_UNUSED_THEME_FILES = ("assets/javascripts/", "assets/images/favicon.png")
_JOINED_FOLDERS = tuple(f"{one.FOLDER}/" for one in (styles, scripts, worker))


def say_it_ourselves(config: MkDocsConfig, slugify: Callable[[str, str], str]) -> None:
    """
    Set what our rules ask of MkDocs.

    Heading ids are ours; links are checked by `checks.links`, which knows the bulletins that
    MkDocs is not shown, so its own warnings about them are turned off.
    """
    for template in _STATIC_TEMPLATES:
        config.theme.static_templates.discard(template)
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slugify)
    validation: Any = config.validation
    quiet = 10  # logging.DEBUG
    validation.nav.omitted_files = validation.nav.not_found = quiet
    links = validation.links
    links.not_found = links.anchors = links.absolute_links = links.unrecognized_links = quiet


def keep_own_files(files: Files, edition: Edition) -> Files:
    """Return the standing pages that are published and the theme's files that are used."""
    standing = {s.page.path for s in edition.catalog.standing if not s.page.draft}
    content = os.path.normpath(edition.catalog.folder.path)
    return Files([file for file in files if _is_kept(file, standing, content)])


def _is_kept(file: File, standing: set[str], content: str) -> bool:
    path = file.src_uri
    if file.is_documentation_page():
        return path in standing
    if file.src_dir is not None and os.path.normpath(file.src_dir) == content:
        return False  # a picture or attachment: `outputs.files` publishes those in use
    is_unused = path.startswith((*_UNUSED_THEME_FILES, *_JOINED_FOLDERS))
    return not is_unused and posixpath.splitext(path)[1] != ".map"


def without_toggles(html: str) -> str:
    """
    Return a page without Material's toggles of drawer and search, and its way to the content.

    They stand in its frame outside of every block. The toggles work by its script alone, which
    our pages do without, and are no valid HTML; our header has a way to the content of its own.
    """
    return _FRAME.sub("", html)


def below_title(html: str) -> str:
    """
    Return the text of a standing page without the heading that is its title, which stands above.

    Further headings of the first rank are put below it.
    """
    rest = re.sub(r"\A\s*<h1\b[^>]*>.*?</h1>", "", html, flags=re.DOTALL)
    return re.sub(r"<(/?)h1\b", r"<\1h2", rest)


def boxed_tables(html: str) -> str:
    """
    Return the cleaned text of a standing page with its tables as bulletins have them.

    Each in a box that scrolls, its column heads marked as such, an empty one being none.
    """
    html = re.sub(r"<th\b[^>]*>\s*</th>", "<td></td>", html)
    html = re.sub(r"<thead>.*?</thead>", _with_scope, html, flags=re.DOTALL)
    return re.sub(r"<table\b", rf"{TABLE_BOX}<table", html).replace("</table>", "</table></div>")


def _with_scope(head: re.Match[str]) -> str:
    return re.sub(r"<th(?![^>]*\bscope=)\b", '<th scope="col"', head[0])


def page_source(page: Page, markdown: str, edition: Edition) -> str:
    """Return the Markdown of a standing page as we read it, and put its title in place."""
    by_path = {s.page.path: s.page for s in edition.catalog.standing}
    standing = by_path.get(page.file.src_uri)
    if standing is None:
        return markdown
    told = {"title": standing.title, "description": standing.description}
    page.meta = {name: text for name, text in told.items() if text}
    return standing.body
