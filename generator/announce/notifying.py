"""
Telegram, e-mail and whatever else apprise knows, by an address from the environment.

apprise says only whether it succeeded. What a failure means is read from what the standard
library and urllib3 report of the exchange meanwhile: whether bytes of a message went out, and
what was answered. Where that proves nothing, it is not known whether the message was told.
"""

from __future__ import annotations

import contextlib
import logging
import sys
import warnings
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import apprise

from generator.announce import outcome
from generator.announce.choosing import News
from generator.announce.faults import WrongUsageError
from generator.announce.outcome import TOLD, Outcome, State
from generator.announce.redaction import Secrets
from generator.announce.wording import Wording

_SCHEMES = {"telegram": {"tgram"}, "mail": {"mailto", "mailtos"}}
# These speak HTTP or SMTP by the libraries we listen to, and nothing else.
_HEARD = frozenset({"tgram", "mailto", "mailtos", "json", "jsons", "form", "forms", "xml", "xmls"})
# `… "POST /path HTTP/1.1" 401 58`: where urllib3's line keeps the status.
_STATUS_AT = 6


class Notifier:
    """One receiver; the address comes from *variable*, and its parts are secrets."""

    can_repeat = False

    def __init__(
        self, kind: str, variable: str, secrets: Secrets, wording: Wording, patience_s: float
    ) -> None:
        """
        Take the address.

        Raises:
            WrongUsageError: it is not set, or apprise cannot read it.
        """
        address = secrets.get(variable)
        self._scheme = urlsplit(address).scheme.lower()
        if self._scheme not in _SCHEMES.get(kind, {self._scheme}):
            raise WrongUsageError("announce.address", name=variable)
        with _silence():
            self._service = _service(address, patience_s)
        if self._service is None or not getattr(self._service, "targets", True):
            raise WrongUsageError("announce.address", name=variable)
        self._wording = wording

    def tell(self, news: News) -> Outcome:
        """Send title, summary and link."""
        title, body = self._wording.title(news), self._wording.brief(news)
        with _listening() as heard, _silence():
            done = self._service.notify(title=title, body=body, body_format="text")
        return TOLD if done else heard.judge(self._scheme)


def _service(address: str, patience_s: float) -> Any:
    asset = apprise.AppriseAsset(
        app_id="bantin", async_mode=False, interpret_emojis=False, interpret_escapes=False
    )
    service = apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
    if service is not None:
        # An address may ask for what we promise not to do: to send again, to send elsewhere, and
        # to trust anyone.
        service.retry, service.redirects, service.verify_certificate = 0, False, True
        service.socket_connect_timeout = service.socket_read_timeout = patience_s
    return service


class _Heard:
    """What was seen of an exchange."""

    def __init__(self) -> None:
        self.is_pending = False
        self.is_accepted = False
        self.statuses: list[int] = []

    def sent(self) -> None:
        """Note that bytes went out to which there is no answer yet."""
        self.is_pending = True

    def answered(self, status: int) -> None:
        """Note an HTTP answer."""
        self.is_pending = False
        self.statuses.append(status)
        self.is_accepted = self.is_accepted or not outcome.is_refusal(status)

    def judge(self, scheme: str) -> Outcome:
        """Say what a failure means."""
        if self.is_pending:
            return Outcome(State.UNKNOWN, "lost", is_last=True)
        if self.statuses:
            judged = outcome.of_status(self.statuses[-1])
            doubted = Outcome(State.UNKNOWN, judged.why, judged.detail, is_last=True)
            return doubted if self.is_accepted else judged
        if scheme in _HEARD:
            return Outcome(State.NOT_TOLD, "not-taken", is_last=True)
        return Outcome(State.UNKNOWN, "lost", is_last=True)


_current: list[_Heard] = []


@contextlib.contextmanager
def _listening() -> Iterator[_Heard]:
    _install()
    heard = _Heard()
    _current.append(heard)
    lines = _Statuses(heard)
    logger = logging.getLogger("urllib3.connectionpool")
    level, propagate = logger.level, logger.propagate
    logger.addHandler(lines)
    logger.setLevel(logging.DEBUG)
    logger.propagate = False  # the lines hold addresses, and these hold secrets
    try:
        yield heard
    finally:
        _current.remove(heard)
        logger.removeHandler(lines)
        logger.setLevel(level)
        logger.propagate = propagate


class _Statuses(logging.Handler):
    """Takes the status out of each line of urllib3's log, and nothing else."""

    def __init__(self, heard: _Heard) -> None:
        super().__init__(logging.DEBUG)
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        values = record.args
        if isinstance(values, tuple) and len(values) > _STATUS_AT:
            status = values[_STATUS_AT]
            if isinstance(status, int):
                self._heard.answered(status)


@cache
def _install() -> None:
    """Ask Python to be told of what its own HTTP and SMTP send (an audit hook stays for good)."""
    sys.addaudithook(_hear)


def _hear(event: str, values: tuple[Any, ...]) -> None:
    if _current and event in ("http.client.send", "smtplib.send"):
        # In SMTP a message goes out with DATA (RFC 5321, 4.1.1.4); before, there is only talk.
        is_talk = event == "smtplib.send" and not _is_data(values[1])
        if not is_talk:
            _current[-1].sent()


def _is_data(sent: str | bytes) -> bool:
    line = sent.encode("utf-8", "replace") if isinstance(sent, str) else sent
    return line[:4].lower() == b"data"


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Keep apprise's log and warnings away: they name addresses, and these hold secrets."""
    logger = logging.getLogger("apprise")
    disabled, logger.disabled = logger.disabled, True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.disabled = disabled
