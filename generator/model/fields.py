"""
The types of front-matter fields: text comes in, the field decides what it means.

YAML never chooses a type here (it would read `0243765432` as an octal number, `12:30` as 750 and
`no` as False). A fault is raised as a `PydanticCustomError` whose type is the diagnostic's code.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from generator.kernel import colour

SLUG_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_RULE_PATTERN = re.compile(r"[a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_ID_PATTERN = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*\Z")
_INSTANT = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[T ]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?)\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?\Z",
    re.ASCII,
)
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]\Z")
# Beyond these no date of a union is meant, and reckoning with zones and days would overflow.
_YEARS = range(1800, 3000)
# dd/mm/yyyy, as it is written by hand in Vietnam; recognised only to propose the right form.
_HAND_WRITTEN_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)\Z", re.DOTALL | re.ASCII)
# 9h30, 9 giờ: how a time of day is written by hand, recognised for the same reason.
_SPOKEN_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T,]+(\d{1,2})\s*(?:h|g|giờ)\s*(\d{1,2})?\D*\Z")
_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
_WIDEST_OFFSET_HOURS = 14  # Kiritimati
_MINUTES_OF_AN_HOUR = 60


class Model(BaseModel):
    """A frozen value read from text; a key it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def is_id(text: str) -> bool:
    """Tell whether *text* can be the id of an item, or an alias."""
    return _ID_PATTERN.match(text) is not None


def fault(code: str, **params: str) -> PydanticCustomError:
    """Make the error that `reading.decode` turns into the diagnostic *code*."""
    return PydanticCustomError(code, code, params)


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _zone_of(info: ValidationInfo) -> tzinfo:
    zone: tzinfo = (info.context or {}).get("zone", UTC)
    return zone


def _default_time_of(info: ValidationInfo) -> time:
    default_time: time = (info.context or {}).get("default_time", time(8))
    return default_time


def parse_date(text: str) -> date:
    """
    Read `YYYY-MM-DD`.

    Raises:
        PydanticCustomError: `day.format` for another form, `date.impossible` for 30 February.
    """
    match = _INSTANT.match(text)
    if match is None or match["time"]:
        raise _hand_written(text) or fault("day.format", value=text)
    return _calendar_day(match["date"])


def _hand_written(text: str) -> PydanticCustomError | None:
    """Propose the right form of a date written by hand, month first if it can be read so only."""
    if (right := _clock_form(text)) != text:
        return fault("time.form", value=text, right=right)
    match = _HAND_WRITTEN_DATE.match(text)
    if match is None:
        return None
    first, second, year, rest = match.groups()
    for day, month in ((first, second), (second, first)):
        right = f"{year}-{month:0>2}-{day:0>2}"
        if _is_calendar_day(right):
            return fault("date.order", value=text, right=_clock_form(f"{right}{rest}"))
    return fault("date.impossible", value=text, right=_nearest_day(year, second, first))


def _clock_form(text: str) -> str:
    """Return *text*, a day and a time in words, with the time as a clock shows it."""
    spoken = _SPOKEN_TIME.match(text)
    if spoken is None:
        return text
    day, hours, minutes = spoken.groups()
    return f"{day} {hours:0>2}:{minutes or 0:0>2}"


def _is_calendar_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _nearest_day(year: str, month: str, day: str) -> str:
    """Return a day there is, of the month that is said if there is one: 2025-11-31 → -30."""
    if int(month) not in range(1, 13) and int(day) in range(1, 13):
        month, day = day, month
    at = date(min(max(int(year), _YEARS[0]), _YEARS[-1]), min(max(int(month), 1), 12), 1)
    last = (at.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return at.replace(day=min(max(int(day), 1), last.day)).isoformat()


def _calendar_day(text: str) -> date:
    if not _is_calendar_day(text):
        raise fault("date.impossible", value=text, right=_nearest_day(*text.split("-")))
    day = date.fromisoformat(text)
    if day.year not in _YEARS:
        raise fault("date.year", value=text, first=str(_YEARS[0]), last=str(_YEARS[-1]))
    return day


def _clock_time(text: str) -> time:
    hours, _, rest = text.partition(":")
    try:
        return time.fromisoformat(f"{hours:0>2}:{rest}")
    except ValueError:
        raise fault("time.impossible", value=text) from None


def _offset(text: str) -> timezone:
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > _WIDEST_OFFSET_HOURS or minutes >= _MINUTES_OF_AN_HOUR:
        raise fault("time.impossible", value=text)
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=hours, minutes=minutes))


def _instant(value: Any, zone: tzinfo, without_time: time | None) -> Any:
    """Read an instant; *without_time* None means "the end of that day" for a bare date."""
    if not isinstance(value, str):
        return value
    match = _INSTANT.match(value.strip())
    if match is None:
        text = value.strip()
        raise _hand_written(text) or fault("date.format", value=text)
    day = _calendar_day(match["date"])
    if not match["time"]:
        if without_time is None:
            return datetime.combine(day + timedelta(days=1), time(0), zone)
        return datetime.combine(day, without_time, zone)
    chosen = _offset(match["zone"]) if match["zone"] else zone
    return datetime.combine(day, _clock_time(match["time"]), chosen).astimezone(zone)


def _parse_instant(value: Any, info: ValidationInfo) -> Any:
    return _instant(value, _zone_of(info), _default_time_of(info))


def _parse_deadline(value: Any, info: ValidationInfo) -> Any:
    return _instant(value, _zone_of(info), None)


def _parse_day(value: Any) -> Any:
    return parse_date(value.strip()) if isinstance(value, str) else value


def _parse_time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if _CLOCK.match(value.strip()) is None:
        raise fault("clock.format", value=value)
    return _clock_time(value.strip())


def _parse_flag(value: Any) -> Any:
    known = {"true": True, "false": False}
    if isinstance(value, str):
        if value.lower() not in known:
            raise fault("flag.unknown", value=value)
        return known[value.lower()]
    return value


def _check_id(value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip().strip("/")
        if _ID_PATTERN.match(value) is None:
            raise fault("id.form", value=value)
    return value


def _check_slug(value: Any) -> Any:
    if isinstance(value, str) and SLUG_PATTERN.match(value.strip()) is None:
        raise fault("id.form", value=value)
    return value.strip() if isinstance(value, str) else value


def _check_rule(value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip().removeprefix("[").removesuffix("]")
        if _RULE_PATTERN.match(value) is None:
            raise fault("rule.form", value=value)
    return value


def _check_url(value: Any) -> Any:
    if isinstance(value, str):
        value = value.strip()
        if not _is_web_address(value):
            raise fault("url.form", value=value)
    return value


def _check_secure(value: Any) -> Any:
    """Ask for https, but of this machine itself, where a service is tried out."""
    value = _check_url(value)
    if isinstance(value, str):
        parts = urlsplit(value)
        if parts.scheme != "https" and parts.hostname not in _THIS_MACHINE:
            raise fault("url.not-https", value=value)
    return value


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket or a look-alike letter in the host
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in text


def _check_colour(value: Any) -> Any:
    if isinstance(value, str):
        parsed = colour.parse(value)
        if parsed is None:
            raise fault("colour.unknown", value=value)
        return str(parsed)
    return value


def _check_content_path(value: Any) -> Any:
    """Keep a file reference inside `content/`; the disk itself is looked at later."""
    if isinstance(value, str):
        value = value.strip()
        if "\\" in value or ":" in value:
            raise fault("path.form", value=value)
        if value.startswith("/"):
            raise fault("path.absolute", value=value)
    return value


Title = Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=160)]
Summary = Annotated[str, BeforeValidator(_one_line), Field(min_length=20, max_length=320)]
Line = Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=300)]
Note = Annotated[str, BeforeValidator(_one_line), Field(min_length=1, max_length=1000)]
# A few words, so that whoever reads it later knows what was weighed.
Reason = Annotated[str, BeforeValidator(_one_line), Field(min_length=10, max_length=1000)]
Quote = Annotated[str, BeforeValidator(_one_line), Field(min_length=10, max_length=300)]
Id = Annotated[str, BeforeValidator(_check_id), Field(max_length=120)]
RuleCode = Annotated[str, BeforeValidator(_check_rule), Field(max_length=60)]
# An entry's name in a data file: one step of an address, so no slash as in the id of an item.
Slug = Annotated[str, BeforeValidator(_check_slug), Field(max_length=120)]
WebAddress = Annotated[str, BeforeValidator(_check_url), Field(max_length=500)]
SecureAddress = Annotated[str, BeforeValidator(_check_secure), Field(max_length=500)]
ContentPath = Annotated[str, BeforeValidator(_check_content_path), Field(min_length=1)]
BrandColour = Annotated[str, BeforeValidator(_check_colour)]  # `#rrggbb`
Flag = Annotated[bool, BeforeValidator(_parse_flag)]
Day = Annotated[date, BeforeValidator(_parse_day)]
ClockTime = Annotated[time, BeforeValidator(_parse_time)]

# A date alone means the site's working hour for publication, and the end of that day for a limit.
Instant = Annotated[datetime, BeforeValidator(_parse_instant)]
Deadline = Annotated[datetime, BeforeValidator(_parse_deadline)]
