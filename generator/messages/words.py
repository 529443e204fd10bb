"""Wording by key and language, from the `.toml` files beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("vi", "en")


@cache
def load(name: str, language: str) -> dict[str, Any]:
    """
    Return a catalogue: `interface` (flat, dotted keys) or `diagnostics` (a table per code).

    Raises:
        FileNotFoundError: there is no such catalogue; a bug in our code, never in content.
    """
    text = (Path(__file__).parent / f"{name}.{language}.toml").read_text("utf-8")
    return tomllib.loads(text)


class Words:
    """The interface's wording in one language: `Words("vi")("listing.older")`."""

    def __init__(self, language: str) -> None:
        """Load the catalogue of *language*."""
        self.language = language
        self._words: dict[str, str] = load("interface", language)

    def __call__(self, key: str, **params: object) -> str:
        """
        Return the wording of *key* with its slots filled.

        Raises:
            KeyError: the catalogue has no such key; a bug in our code, never in content.
        """
        text = self._words[key]
        return text.format(**params) if params else text
