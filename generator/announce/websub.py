"""A WebSub hub, told which feed has changed (W3C WebSub; the form that hubs agree on)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from generator.announce import outcome, web
from generator.announce.choosing import Ping
from generator.announce.outcome import TOLD, Outcome
from generator.announce.redaction import Secrets

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Hub:
    """The hub at *url*. It is told an address; it fetches the feed itself."""

    url: str
    secrets: Secrets
    patience_s: float

    def ping(self, ping: Ping) -> Outcome:
        """Tell the hub of one feed."""
        form = urlencode({"hub.mode": "publish", "hub.url": ping.feed.file.url})
        request = web.Request("POST", self.url, _FORM, form.encode())
        answer = web.exchange(request, self.patience_s)
        if outcome.is_success(answer.status):
            return TOLD
        said = self.secrets.quote(answer.body.decode("utf-8", "replace"))
        return outcome.of_status(answer.status, answer.wait_s, said)
