"""Our options in mkdocs.yml, read with places like any other file of an editor's."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

from generator.kernel.diagnostics import Diagnostic, Span, error, has_errors
from generator.kernel.text import normalise
from generator.model.site import Settings
from generator.reading import frontmatter
from generator.reading.decode import Clock, decode


def read_settings(config_file: Path) -> tuple[Settings | None, list[Diagnostic]]:
    """
    Read what stands under `plugins: - bantin:` of *config_file*.

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
        return None, decoded.problems
    settings, problems = decode(Settings, decoded.data or {}, decoded, Clock(UTC))
    return settings, decoded.problems + problems
