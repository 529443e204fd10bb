"""
Parts of templates, put in place when a template is compiled.

`{% include "parts/x.html" %}` sets up a context each time it is passed: of a page that consists of
thirty parts that was a fifth of the work. A part sees what stands around it either way; what it
sets is seen after it, so parts set only names that they read themselves.

Only into templates that escape as parts do: in `main.html`, which stands on Material's and so does
not escape, the text of an editor would become markup.
"""

from __future__ import annotations

import re

from jinja2.ext import Extension

_INCLUDE = re.compile(r'^[ \t]*\{% include "(parts/[a-z-]+\.html)" %\}\n?', re.MULTILINE)


_ESCAPED = ("views/", "parts/", "paper.html")


def is_escaped(name: str | None) -> bool:
    """Tell whether the template *name* escapes what is not marked as HTML."""
    return name is not None and name.startswith(_ESCAPED)


class InlineParts(Extension):
    """Puts the source of parts where they are included, and of the parts in these."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return *source* with its parts in place."""
        loader = self.environment.loader
        if loader is None or not is_escaped(name):
            return source

        def part(match: re.Match[str]) -> str:
            text, _, _ = loader.get_source(self.environment, match[1])
            return self.preprocess(text, match[1], filename)

        return _INCLUDE.sub(part, source)
