"""Secrets: read from the environment alone, and taken out of whatever is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from generator.announce.faults import WrongUsageError

_HIDDEN = "•••"
_SECRET = re.compile(r"BANTIN_\w+_(?:TOKEN|URL)")
# What an address is made of, any of which may be secret. Shorter ones are words: `to`, `mode`.
_PIECE = re.compile(r"[^/?&=:@#,;]{5,}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_LONGEST_QUOTE = 200


class Secrets:
    """The secrets of this run. They are shown to nobody but the server that each is for."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Take the *environment*; what is secret in it is hidden, asked for or not."""
        self._environment = environment
        self._forms: set[str] = set()
        self._pieces: set[str] = set()
        for name, value in environment.items():
            if value.strip() and _SECRET.fullmatch(name):
                self._forms |= _forms(value.strip())
                self._pieces |= {form for piece in _PIECE.findall(value) for form in _forms(piece)}

    def get(self, name: str) -> str:
        """
        Return the secret in the variable *name*.

        Raises:
            WrongUsageError: it is not set, or is no single line of printable text.
        """
        value = self._environment.get(name, "").strip()
        if not value:
            raise WrongUsageError("announce.no-secret", name=name)
        if not value.isprintable() or not value.isascii():
            raise WrongUsageError("announce.odd-secret", name=name)
        return value

    def setting(self, name: str, otherwise: str) -> str:
        """Return what the variable *name* says, which is no secret."""
        return self._environment.get(name, "").strip() or otherwise

    def redact(self, text: str) -> str:
        """Return *text*, which is ours, without any secret."""
        return _without(text, self._forms)

    def quote(self, text: str) -> str:
        """Return what a server said, fit to be shown: one line, not long, without secrets."""
        # First without secrets, then short: a secret that is cut would not be known any more.
        # Pieces of addresses are looked for here alone: `ban-tin` may be one, and a path of ours.
        bare = _without(text, self._forms | self._pieces)
        line = " ".join(_CONTROL.sub(" ", bare).split())
        return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…"


def _forms(value: str) -> set[str]:
    plain = unquote(value)
    return {value, plain, quote(value, safe=""), quote(plain, safe="")}


def _without(text: str, forms: set[str]) -> str:
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, _HIDDEN)
    return text


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the *environment* as another program may have it."""
    return {name: value for name, value in environment.items() if not name.startswith("BANTIN_")}
