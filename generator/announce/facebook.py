"""
A Facebook page, through the Graph API: `POST /{page-id}/feed` with message and link.

Groups have had no API since April 2024; their texts come from the folder of texts.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from generator.announce import outcome, web
from generator.announce.choosing import News
from generator.announce.faults import WrongUsageError
from generator.announce.outcome import TOLD, Outcome, State
from generator.announce.redaction import Secrets
from generator.announce.wording import Wording

_API = "https://graph.facebook.com/v23.0"
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
# "Unknown error" and "service temporarily unavailable": what was asked may have been done.
_UNCLEAR = frozenset({1, 2})


class Page:
    """The page whose number is *page*; the token comes from `BANTIN_FACEBOOK_TOKEN`."""

    can_repeat = False

    def __init__(self, page: str, secrets: Secrets, wording: Wording, patience_s: float) -> None:
        """
        Take what is needed.

        Raises:
            WrongUsageError: there is no token, or the address would show it to others.
        """
        base = secrets.setting("BANTIN_FACEBOOK_API", _API)
        if not web.is_safe(base):
            raise WrongUsageError("announce.unsafe", name="BANTIN_FACEBOOK_API")
        self._token = secrets.get("BANTIN_FACEBOOK_TOKEN")
        self._url = f"{base.rstrip('/')}/{page}/feed"
        self._secrets, self._wording, self._patience_s = secrets, wording, patience_s

    def tell(self, news: News) -> Outcome:
        """Post the item; the picture comes from the link's preview."""
        form = {
            "message": self._wording.text(news, "facebook"),
            "link": news.story.url,
            "access_token": self._token,  # in the body: addresses get into logs
        }
        request = web.Request("POST", self._url, _FORM, urlencode(form).encode())
        answer = web.exchange(request, self._patience_s)
        said = _parsed(answer.body)
        if outcome.is_success(answer.status):
            return TOLD if said.get("id") else Outcome(State.UNKNOWN, "odd-answer", is_last=True)
        return self._refused(answer, said)

    def _refused(self, answer: web.Answer, said: dict[str, Any]) -> Outcome:
        fault = said.get("error")
        fault = fault if isinstance(fault, dict) else {}
        detail = self._secrets.quote(str(fault.get("message", "")))
        judged = outcome.of_status(answer.status, answer.wait_s, detail)
        if fault.get("code") in _UNCLEAR or fault.get("is_transient") is True:
            return Outcome(State.UNKNOWN, "status", judged.detail, is_last=True)
        return judged


def _parsed(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
