"""Dates and numbers as readers write them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

_MEGABYTE = 1_000_000
_WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def short(day: date, language: str) -> str:
    """Return `20/11/2026`, or `20 Nov 2026` in English, where 5/11 would be read two ways."""
    if language == "vi":
        return f"{day.day:02}/{day.month:02}/{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def long(instant: datetime, language: str) -> str:
    """Return `Thứ Sáu, 20/11/2026, 08:00`."""
    weekday = _WEEKDAYS[language][instant.weekday()]
    return f"{weekday}, {short(instant, language)}, {clock(instant)}"


def deadline(instant: datetime, language: str) -> str:
    """Return `Thứ Sáu, 20/11/2026, 18:00`; of a midnight, `hết Thứ Sáu, 20/11/2026`."""
    if (instant.hour, instant.minute) != (0, 0):
        return long(instant, language)
    day = instant - timedelta(days=1)
    end = {"vi": "hết", "en": "end of"}[language]
    return f"{end} {_WEEKDAYS[language][day.weekday()]}, {short(day, language)}"


def by(instant: datetime, language: str) -> str:
    """Return `trước 17 giờ 00, Thứ Hai 23/11/2026`; of a midnight, `hết Chủ nhật 22/11/2026`."""
    forms = {"vi": ("trước {}", "hết {}"), "en": ("by {}", "by the end of {}")}
    return _limit(instant, language, *forms[language])


def as_long_as(instant: datetime, language: str) -> str:
    """Return `đến 17 giờ 00, Thứ Hai 23/11/2026`; of a midnight, `đến hết Chủ nhật 22/11/2026`."""
    forms = {"vi": ("đến {}", "đến hết {}"), "en": ("until {}", "until the end of {}")}
    return _limit(instant, language, *forms[language])


def _limit(instant: datetime, language: str, at_hour: str, at_end: str) -> str:
    is_midnight = (instant.hour, instant.minute) == (0, 0)
    day = instant - timedelta(days=1) if is_midnight else instant
    told = f"{_WEEKDAYS[language][day.weekday()]} {short(day, language)}"
    if is_midnight:
        return at_end.format(told)
    hour = f"{instant.hour} giờ {instant.minute:02}" if language == "vi" else clock(instant)
    return at_hour.format(f"{hour}, {told}")


def terse(instant: datetime, language: str) -> str:
    """Return `18:00 20/11`, for where each letter counts; of a midnight, `hết 19/11`."""
    is_midnight = (instant.hour, instant.minute) == (0, 0)
    day = instant - timedelta(days=1) if is_midnight else instant
    told = short(day, language).removesuffix(str(day.year)).rstrip("/ ")
    end = {"vi": "hết", "en": "end of"}[language]
    return f"{end} {told}" if is_midnight else f"{clock(instant)} {told}"


def in_words(day: date, language: str) -> str:
    """Return `ngày 20 tháng 11 năm 2026`, the form for running text."""
    if language == "vi":
        return f"ngày {day.day} tháng {day.month} năm {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def clock(instant: datetime) -> str:
    """Return `08:00`."""
    return f"{instant.hour:02}:{instant.minute:02}"


def number(value: int, language: str) -> str:
    """Group thousands: `1.234.567`, in English `1,234,567`."""
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language == "vi" else grouped


def size(size_bytes: int, language: str) -> str:
    """Return a file size as shown beside a download: `12 KB`, `1,5 MB`."""
    if size_bytes < _MEGABYTE:
        return f"{max(round(size_bytes / 1000), 1)} KB"
    text = f"{size_bytes / _MEGABYTE:.1f} MB"
    return text.replace(".", ",") if language == "vi" else text
