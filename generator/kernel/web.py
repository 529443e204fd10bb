"""Addresses of the web, as they are asked for."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit


def is_web_address(text: str) -> bool:
    """Tell whether *text* is an address that can be asked for."""
    try:
        parts = urlsplit(text.strip())
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # an odd bracket, or a port that is none
        return False


def in_ascii(url: str) -> str:
    """Write an address as it goes over the line: `…/tin/đoàn` → `…/tin/%C4%91o%C3%A0n`."""
    parts = urlsplit(url.strip())
    try:
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    except UnicodeError:
        host = quote(parts.netloc)
    path, query = quote(parts.path, safe="/%:@!$&'()*+,;=~"), quote(parts.query, safe="/%:@?=&+,;")
    return urlunsplit((parts.scheme, host, path, query, ""))
