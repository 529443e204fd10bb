"""
A Zalo Official Account: an article, made in two steps.

`article/create` takes it in and gives a token, `article/verify` gives the article's id for the
token once it is there. Both answer 200 with an `error` other than 0 when they fail. Nothing is
broadcast: that goes to all followers, is counted and paid for, and is for a person to decide.
"""

from __future__ import annotations

import html
import json
import time
from collections.abc import Sequence
from typing import Any

from generator.announce import outcome, web
from generator.announce.choosing import News
from generator.announce.faults import WrongUsageError
from generator.announce.outcome import TOLD, Outcome, State
from generator.announce.redaction import Secrets
from generator.announce.wording import Wording

_API = "https://openapi.zalo.me/v2.0"
# What Zalo takes, in characters.
_LONGEST_TITLE, _LONGEST_SUMMARY, _LONGEST_AUTHOR = 150, 300, 50
# Making the article takes a moment; asking for it again changes nothing.
_PAUSES_S = (0.0, 2.0, 4.0)
# Too many requests, and two names for a token that is not valid (any more): no other will do.
_OF_THE_TARGET = frozenset({-32, -124, -216})


class Account:
    """The account that the token in `BANTIN_ZALO_TOKEN` stands for."""

    can_repeat = False
    pauses_s: Sequence[float] = _PAUSES_S

    def __init__(self, author: str, secrets: Secrets, wording: Wording, patience_s: float) -> None:
        """
        Take what is needed.

        Raises:
            WrongUsageError: there is no token, or the address would show it to others.
        """
        base = secrets.setting("BANTIN_ZALO_API", _API)
        if not web.is_safe(base):
            raise WrongUsageError("announce.unsafe", name="BANTIN_ZALO_API")
        self._headers = {
            "access_token": secrets.get("BANTIN_ZALO_TOKEN"),
            "Content-Type": "application/json",
        }
        self._base = f"{base.rstrip('/')}/article"
        self._author = _cut(author, _LONGEST_AUTHOR)
        self._secrets, self._wording, self._patience_s = secrets, wording, patience_s

    def tell(self, news: News) -> Outcome:
        """Make the article. Once Zalo has taken it in, it is never sent again."""
        answer, said = self._ask("create", self._article(news))
        if not outcome.is_success(answer.status):
            return outcome.of_status(answer.status, answer.wait_s, self._message(said))
        if said.get("error") not in (0, None):
            is_last = said["error"] in _OF_THE_TARGET
            return Outcome(State.NOT_TOLD, "refused-by", self._message(said), is_last)
        token = said.get("data", {}).get("token") if isinstance(said.get("data"), dict) else None
        if said.get("error") != 0 or not token:
            return Outcome(State.UNKNOWN, "odd-answer", is_last=True)
        return self._confirmed(str(token))

    def _confirmed(self, token: str) -> Outcome:
        doubt = ""
        for pause_s in self.pauses_s:
            time.sleep(pause_s)
            try:
                answer, said = self._ask("verify", {"token": token})
            except (web.NotSentError, web.LostError):
                continue
            data = said.get("data")
            if said.get("error") == 0 and isinstance(data, dict) and data.get("id"):
                return TOLD
            doubt = self._message(said) or str(answer.status)
        return Outcome(State.UNKNOWN, "unverified", doubt, is_last=True)

    def _ask(self, what: str, given: dict[str, Any]) -> tuple[web.Answer, dict[str, Any]]:
        body = json.dumps(given, ensure_ascii=False).encode()
        request = web.Request("POST", f"{self._base}/{what}", self._headers, body)
        answer = web.exchange(request, self._patience_s)
        try:
            said = json.loads(answer.body)
        except ValueError:
            said = {}
        return answer, said if isinstance(said, dict) else {}

    def _article(self, news: News) -> dict[str, Any]:
        story = news.story
        cover = {"cover_type": "photo", "photo_url": story.image_url, "status": "show"}
        return {
            "type": "normal",
            "title": _cut(self._wording.title(news), _LONGEST_TITLE),
            "author": self._author,
            "description": _cut(story.summary, _LONGEST_SUMMARY),
            **({"cover": cover} if story.image_url else {}),
            # Zalo takes HTML here; ours is text.
            "body": [
                {"type": "text", "content": html.escape(text, quote=False)}
                for text in (story.summary, story.url)
            ],
            "status": "show",
            "comment": "hide",
        }

    def _message(self, said: dict[str, Any]) -> str:
        known = [str(said[name]) for name in ("error", "message") if name in said]
        return self._secrets.quote(" ".join(known))


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
