"""Standing pages hold nothing that stops MkDocs, whose parser of HTML gives up on `<![ `."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.catalog.manuscript import Manuscript
from generator.kernel.diagnostics import Diagnostic, error

# What Python's `_markupbase` knows to stand there (HTML 4, and Word's own); it does not go on after
# another word, and MkDocs goes through the whole text with it, code included.
_UNKNOWN = re.compile(
    r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)\b)", re.IGNORECASE | re.ASCII
)


def declarations(manuscript: Manuscript) -> Iterator[Diagnostic]:
    """Report a marked section (`<![…`) of no known sort in a standing page."""
    if manuscript.content is not None:
        return
    for found in _UNKNOWN.finditer(manuscript.body):
        start = manuscript.body_start + found.start()
        yield error("body.declaration", manuscript.span_at(start, start + len(found[0])))
