"""Our options in mkdocs.yml, read with places like any other file of an editor's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

from generator.kernel.diagnostics import Diagnostic, Span, error, has_errors
from generator.kernel.text import normalise
from generator.model.site import Look, Settings
from generator.reading import frontmatter
from generator.reading.decode import Clock, decode
from generator.reading.frontmatter import Decoded
from generator.reading.logo import fault_of_logo

_COLOUR = "look.colour"


def read_settings(
    config_file: Path, content: Path | None = None
) -> tuple[Settings | None, list[Diagnostic]]:
    """
    Read what stands under `plugins: - bantin:` of *config_file*.

    Files that the settings name are looked for in the folder *content*, if that is given.

    The host's own values are not used for it: its YAML reader would have turned a telephone
    number that begins with 0 into an octal number by now.
    """
    name = config_file.name
    try:
        text, _ = normalise(config_file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return None, [error("file.not-utf8", Span(name))]
    decoded = frontmatter.decode(text, name, at=("plugins", "bantin"))
    if has_errors(decoded.problems):
        frontmatter.say_unread(decoded.problems)
        return None, decoded.problems
    settings, problems = decode(Settings, decoded.data or {}, decoded, Clock(UTC))
    problems += _unquoted_colour(decoded)
    if settings is not None and content is not None:
        problems += _faults_of_look(settings.look, content, decoded)
    return settings, decoded.problems + problems


def _unquoted_colour(decoded: Decoded) -> Iterator[Diagnostic]:
    """Tell of `colour: #143f66`: to YAML that is a field without a value, and a remark."""
    if (key := decoded.keys.get(_COLOUR)) is not None and _COLOUR not in decoded.values:
        yield error("colour.unquoted", key, field="colour")


def _faults_of_look(look: Look, content: Path, decoded: Decoded) -> Iterator[Diagnostic]:
    if look.logo is not None:
        fault = fault_of_logo(content, look.logo, decoded.place("look.logo"))
        if fault is not None:
            yield fault
