"""What `outputs.headers` decides, in the words of web servers: nginx and Caddy."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.messages.words import Words
from generator.model.site import Site
from generator.outputs.content_policy import ContentPolicy
from generator.outputs.headers import (
    ASKED_AGAIN,
    CACHE,
    DISPOSITION,
    KEPT,
    MEDIA_TYPES,
    POLICY,
    REACH,
    TYPE,
    of_all,
    others,
    pages,
)

_SORTED = (POLICY, REACH, DISPOSITION)
# A server's own list may lack the younger ones, and with `nosniff` a browser guesses none. In nginx
# a list puts that around it out of force, so this one names all that a site may hold.
_TYPES = {
    "text/html": "html",
    "text/css": "css",
    "text/javascript": "js",
    "text/plain": "txt",
    "text/csv": "csv",
    "text/xml": "xml",
    "application/json": "json",
    "image/svg+xml": "svg",
    "image/avif": "avif",
    "image/webp": "webp",
    "image/jpeg": "jpg jpeg",
    "image/png": "png",
    "image/gif": "gif",
    "audio/mpeg": "mp3",
    "video/mp4": "mp4",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
}


def for_nginx(site: Site, policy: ContentPolicy) -> str:
    """
    Return lines to include in a `server` of nginx.

    Every `add_header` stands in the server itself, with a variable where files differ: one in a
    `location` would put all of the server's out of force there.
    """
    return "".join(f"{line}\n" for line in _for_nginx(site, policy))


def _for_nginx(site: Site, policy: ContentPolicy) -> Iterator[str]:
    words = Words(site.language)
    yield from _remarks(words("headers.renew"), words("headers.nginx"))
    yield from _set_in_nginx(pages(policy).headers)
    yield f'set {_variable(CACHE)} "{ASKED_AGAIN}";'
    for sort in others():
        yield f'if ($uri ~* "\\.(?:{"|".join(sort.endings)})$") {{'
        yield from (f"    {line}" for line in _set_in_nginx(sort.headers))
        yield "}"
    for kept, name in KEPT.items():
        yield f'if ($uri ~ "{name}") {{'
        yield f'    set {_variable(CACHE)} "{kept}";'
        yield "}"
    for name, value in of_all(site).items():
        yield f'add_header {name} "{value}" always;'
    for name in (*_SORTED, CACHE):
        yield f"add_header {name} {_variable(name)} always;"
    yield "types {"
    yield from (f"    {media_type} {endings};" for media_type, endings in _TYPES.items())
    yield "}"
    for file, media_type in MEDIA_TYPES.items():
        yield f'location ~ "/{re.escape(file)}$" {{ types {{ }} default_type "{media_type}"; }}'


def _set_in_nginx(told: dict[str, str]) -> Iterator[str]:
    """Yield a line for each header that files differ in; nginx sends none that is empty."""
    for name in _SORTED:
        yield f'set {_variable(name)} "{told.get(name, "")}";'


def _variable(name: str) -> str:
    return f"$bantin_{name.lower().replace('-', '_')}"


def for_caddy(site: Site, policy: ContentPolicy) -> str:
    """Return lines for a site block of a Caddyfile; no two of them set one header of one file."""
    return "".join(f"{line}\n" for line in _for_caddy(site, policy))


def _for_caddy(site: Site, policy: ContentPolicy) -> Iterator[str]:
    """Yield the lines; that a file is there is asked, for what is not there gets a page."""
    words = Words(site.language)
    yield from _remarks(words("headers.renew"), words("headers.caddy"))
    sorts = others()
    globs = [" ".join(f"*.{ending}" for ending in sort.endings) for sort in sorts]
    yield from ("@bantin_0 not {", f"\tpath {' '.join(globs)}", "\tfile", "}")
    for number, glob in enumerate(globs, 1):
        yield from (f"@bantin_{number} {{", f"\tpath {glob}", "\tfile", "}")
    matchers = [f"@bantin_kept_{number}" for number in range(len(KEPT))]
    for matcher, name in zip(matchers, KEPT.values(), strict=True):
        yield f"{matcher} path_regexp {name}"
    yield f"@bantin_renewed not path_regexp {'|'.join(KEPT.values())}"
    yield from _set_in_caddy("", of_all(site))
    for number, sort in enumerate((pages(policy), *sorts)):
        yield from _set_in_caddy(f"@bantin_{number} ", sort.headers)
    for matcher, kept in zip(matchers, KEPT, strict=True):
        yield from _set_in_caddy(f"{matcher} ", {CACHE: kept})
    yield from _set_in_caddy("@bantin_renewed ", {CACHE: ASKED_AGAIN})
    for file, media_type in MEDIA_TYPES.items():
        matcher = f"@bantin_{file.replace('.', '_')}"
        yield f"{matcher} path */{file}"
        yield from _set_in_caddy(f"{matcher} ", {TYPE: media_type})


def _set_in_caddy(matcher: str, told: dict[str, str]) -> Iterator[str]:
    yield f"header {matcher}{{"
    yield from (f'\t{name} "{value}"' for name, value in told.items())
    yield "}"


def _remarks(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from (f"# {line}" for line in text.splitlines())
