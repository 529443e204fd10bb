"""What became of one announcement, and what may be concluded from an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus


class State(StrEnum):
    """
    What is known of an announcement.

    Only what is `NOT_TOLD` may be sent again: there it is certain that nobody accepted it.
    """

    TOLD = "told"
    NOT_TOLD = "not-told"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What became of an announcement.

    Attributes:
        state: What is known.
        why: The end of the key `announce.why.…`; empty when it was told.
        detail: What fills the wording: a status, or the server's own words, free of secrets.
        is_last: Whether the others for this target had better wait for the next run.
        wait_s: How long the server asked to be left alone, in seconds.
    """

    state: State
    why: str = ""
    detail: str = ""
    is_last: bool = False
    wait_s: int = 0


TOLD = Outcome(State.TOLD)
# These are about the target, not about this one item.
_OF_THE_TARGET = frozenset(
    {
        *(HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND),
        *(HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS),
    }
)


def of_status(status: int, wait_s: int = 0, detail: str = "") -> Outcome:
    """
    Judge an HTTP answer that is no success.

    4xx says that the request was not accepted (RFC 9110, 15.5). After 5xx it may have been carried
    out all the same, and so it may before a redirect.
    """
    told = f"{status} {detail}".strip()
    if is_refusal(status):
        return Outcome(State.NOT_TOLD, "status", told, status in _OF_THE_TARGET, wait_s)
    return Outcome(State.UNKNOWN, "status", told, is_last=True)


def is_refusal(status: int) -> bool:
    """Tell whether *status* says that the request was not accepted."""
    return HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR


def is_success(status: int) -> bool:
    """Tell whether *status* says that the request was accepted."""
    return HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
