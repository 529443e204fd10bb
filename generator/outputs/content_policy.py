"""
What a browser may do on our pages: the Content-Security-Policy, decided here and nowhere else.

It stands in every page, for there are hosts that send no headers of ours (GitHub Pages), and in
what `outputs.headers` tells the others. Everything is forbidden first, then allowed one by one.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

import jinja2
from markupsafe import Markup

# The one part with a script in the page itself (theme/README.md): it is allowed by its digest.
_INLINE = "parts/early.html"
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# What `parts/search-form.html` asks.
_SEARCH_ENGINE = "https://www.google.com"
# Says nothing where a page states it itself (CSP 3, section 3.3): a header must.
UNFRAMED = "frame-ancestors 'none'"
# What is given out as data runs nothing and asks for nothing, should a browser show it as a page.
# (Its own styles for a picture or a tree of XML stand in that page.)
LOCKED = f"default-src 'none'; style-src 'unsafe-inline'; sandbox; {UNFRAMED}"
# Material's signs for notes are pictures in its stylesheet.
_PICTURES = "'self' data:"


@dataclass(frozen=True, slots=True)
class ContentPolicy:
    """The policy of our pages: as they state it themselves, and as a header states it."""

    in_page: str

    @property
    def in_header(self) -> str:
        """Return the same with what only a header can say: that no other site may frame a page."""
        return f"{self.in_page}; {UNFRAMED}"

    @property
    def markup(self) -> Markup:
        """Return the policy for an attribute in double quotes; nothing in it needs escaping."""
        return Markup(self.in_page)  # noqa: S704 -- constants and digests


def policy_of(environment: jinja2.Environment) -> ContentPolicy:
    """
    Return the policy, with the digests of the scripts that *environment* writes in pages.

    `worker-src`, `object-src` and the like follow from the first two. `trusted-types` names the one
    policy of `theme/scripts/90-offline.js`; with it no text becomes code or markup by mistake.
    """
    # Lines that hold tags alone are left out, as in the pages: the digest is of what is sent.
    written = environment.get_template(_INLINE).render()
    scripts = " ".join(f"'sha256-{_digest(script)}'" for script in _SCRIPT.findall(written))
    rules = [
        "default-src 'none'",
        f"script-src 'self' {scripts}",
        "style-src 'self'",
        f"img-src {_PICTURES}",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        f"form-action 'self' {_SEARCH_ENGINE}",
        "require-trusted-types-for 'script'",
        "trusted-types bantin",
    ]
    return ContentPolicy("; ".join(rules))


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")
