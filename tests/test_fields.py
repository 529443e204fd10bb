"""What the text of a field means: instants, days, flags, ids, addresses, files; and item states."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from sitemaker import FIELDS, ZONE, render

from generator.catalog.presenting import revoked, withheld
from generator.model import fields
from generator.model.bulletin import Bulletin
from generator.model.item import Consent, State
from generator.model.spotlight import Spotlight
from generator.model.urgent import Level, Urgent

ITEM = "content/ban-tin/2026/hop.md"
CONTEXT = {"zone": ZONE, "default_time": time(8)}


def read(kind, text):
    """Read *text* as a field of type *kind*."""
    return TypeAdapter(kind).validate_python(text, context=CONTEXT)


def code_of(kind, text):
    """Return the code of the fault that *text* has as a field of type *kind*."""
    with pytest.raises(ValidationError) as caught:
        read(kind, text)
    return caught.value.errors()[0]["type"]


def diagnose(site, lines):
    return site({ITEM: f"+++\n{lines}\n+++\n"}).check()


def make(model, **values):
    required = {**FIELDS, "title": "Tiêu đề", "summary": "Một câu tóm tắt đủ dài."}
    return model.model_validate({**required, **values}, context=CONTEXT)


def local(*parts):
    return datetime(*parts, tzinfo=ZONE)


# --- instants ---


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-20", local(2026, 11, 20, 8)),
        ("2026-11-20 17:30", local(2026, 11, 20, 17, 30)),
        ("2026-11-20T17:30", local(2026, 11, 20, 17, 30)),
        (" 2026-11-20  7:30 ", local(2026, 11, 20, 7, 30)),
        ("2026-11-20 17:30:15", local(2026, 11, 20, 17, 30, 15)),
        ("2026-11-20 17:30 Z", local(2026, 11, 21, 0, 30)),
        ("2026-11-20 17:30+09:00", local(2026, 11, 20, 15, 30)),
        ("2026-11-20 17:30 -0530", local(2026, 11, 21, 6, 0)),
    ],
)
def test_an_instant_is_read_in_the_sites_zone(text, instant):
    read_instant = read(fields.Instant, text)

    assert read_instant == instant
    assert read_instant.tzinfo is ZONE


def test_a_date_alone_is_the_working_hour_for_publication_and_the_days_end_for_a_limit(site):
    sample = site({ITEM: "+++\npublish_at: 2026-11-20\nexpires_at: 2026-11-20\n+++\n"})

    item = sample.catalog().articles[0].item

    assert item.publish_at == local(2026, 11, 20, 8)
    assert item.expires_at == local(2026, 11, 21, 0)
    assert item.state(local(2026, 11, 20, 23, 59)) is State.LIVE


def test_without_a_sites_clock_dates_are_utc():
    assert TypeAdapter(fields.Instant).validate_python("2026-11-20") == datetime(
        2026, 11, 20, 8, tzinfo=UTC
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-02-30", "date.impossible"),
        ("2026-13-01 08:00", "date.impossible"),
        ("2025-02-29", "date.impossible"),
        ("20/11/2026", "date.order"),
        ("31/02/2026", "date.impossible"),
        ("99/99/2026", "date.impossible"),
        ("2026-11-20 25:00", "time.impossible"),
        ("2026-11-20 08:60", "time.impossible"),
        ("2026-11-20 08:00 +15:00", "time.impossible"),
        ("2026-11-20 08:00 +07:75", "time.impossible"),
        ("2026-11-20 8 giờ", "time.form"),
        ("2026-11-20 08:00+7", "date.format"),
        ("ngày mai", "date.format"),
        ("", "date.format"),
        ("２０２６-11-20", "date.format"),
        ("1799-12-31", "date.year"),
        ("9999-12-31", "date.year"),
        ("0001-01-01 00:00 +14:00", "date.year"),
    ],
)
@pytest.mark.parametrize("kind", [fields.Instant, fields.Deadline])
def test_what_is_no_instant_says_what_is_wrong_with_it(text, code, kind):
    assert code_of(kind, text) == code


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("20/11/2026", "2026-11-20"),
        ("5/1/2026", "2026-01-05"),
        ("05-01-2026", "2026-01-05"),
        ("5.1.2026", "2026-01-05"),
        ("20/11/2026 08:00", "2026-11-20 08:00"),
        ("20/11/2026 8h30", "2026-11-20 08:30"),
        ("20/11/2026 9 giờ", "2026-11-20 09:00"),
        ("11/20/2026", "2026-11-20"),
    ],
)
def test_a_date_as_written_by_hand_is_shown_in_the_right_form(site, written, right):
    diagnostics = diagnose(site, f"publish_at: {written}")

    assert [(d.span.line, d.span.column, d.code) for d in diagnostics] == [(5, 13, "date.order")]
    assert f"      publish_at: {right}\n" in render(diagnostics)


@settings(deadline=None, max_examples=200)
@given(st.dates(date(1800, 1, 1), date(2999, 12, 31)))
def test_the_form_proposed_for_a_date_by_hand_is_read_as_that_date(day):
    with pytest.raises(ValidationError) as caught:
        read(fields.Day, f"{day.day}/{day.month}/{day.year}")

    (fault,) = caught.value.errors()
    assert read(fields.Day, fault["ctx"]["right"]) == day


@settings(deadline=None, max_examples=300)
@given(st.text(st.sampled_from("0123456789-/.: TZ+đ"), max_size=24), st.sampled_from("ID"))
def test_no_text_makes_the_reading_of_a_date_raise_anything_but_a_fault(text, sort):
    kind = {"I": fields.Instant, "D": fields.Deadline}[sort]
    try:
        instant = read(kind, text)
    except ValidationError as reason:
        (fault,) = reason.errors()
        assert "." in fault["type"]
    else:
        assert instant.tzinfo is ZONE


# --- days and times of day ---


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-11-20 08:00", "day.format"),
        ("năm 2026", "day.format"),
        ("2026-02-30", "date.impossible"),
        ("20/11/2026", "date.order"),
        ("3000-01-01", "date.year"),
    ],
)
def test_a_day_takes_no_time_and_no_other_form(text, code):
    assert code_of(fields.Day, text) == code
    assert read(fields.Day, " 2026-11-20 ") == date(2026, 11, 20)


def test_the_right_form_of_a_day_is_one_that_a_day_takes(site):
    text = (
        "+++\nhonourees: [{name: A, consent: {on: 2026-01-01 08:00, by: B, scope: [web]}}]\n+++\n"
    )

    shown = render(site({"content/guong-sang/2026/a.md": text}).check())

    assert "      on: 2026-11-20\n" in shown
    assert read(fields.Day, "2026-11-20")


@pytest.mark.parametrize("text", ["8", "24:00", "8h", "08:60", "08:00+07:00", "", "८:00"])
def test_a_time_of_day_is_hours_and_minutes(text):
    assert code_of(fields.ClockTime, text) == "clock.format"
    assert read(fields.ClockTime, " 7:05 ") == time(7, 5)


# --- flags, ids, addresses, files ---


@pytest.mark.parametrize("text", ["có", "yes", "no", "1", "", "đúng"])
def test_a_flag_is_true_or_false_and_nothing_else(text):
    assert code_of(fields.Flag, text) == "flag.unknown"
    assert (read(fields.Flag, "TRUE"), read(fields.Flag, "false")) == (True, False)


@pytest.mark.parametrize("kind", [fields.Flag, fields.Day, fields.ClockTime, fields.Instant])
@pytest.mark.parametrize("value", [["x"], {"a": "b"}])
def test_a_list_where_one_value_is_wanted_is_a_fault(kind, value):
    assert code_of(kind, value).endswith("_type")


@pytest.mark.parametrize(
    ("kind", "shortest", "longest"),
    [
        (fields.Title, 1, 160),
        (fields.Summary, 20, 320),
        (fields.Line, 1, 300),
        (fields.Note, 1, 1000),
        (fields.Quote, 10, 300),
    ],
)
def test_texts_keep_their_limits_on_one_line(kind, shortest, longest):
    assert read(kind, "ư" * shortest) == "ư" * shortest
    assert read(kind, f" {'ư' * longest} ") == "ư" * longest
    assert read(kind, f" một\n\t hai {'ba ' * 6}") == f"một hai {'ba ' * 6}".strip()
    for text in ("ư" * (shortest - 1), "ư" * (longest + 1)):
        assert "too_" in code_of(kind, text)


@pytest.mark.parametrize(
    "text", ["Hop", "họp", "a_b", "a--b", "-a", "a-", "a b", "a//b", "../a", "a.b", "", "/", "ａ"]
)
def test_an_id_is_ascii_words_joined_by_hyphens_and_slashes(text):
    assert code_of(fields.Id, text) == "id.form"
    assert read(fields.Id, " /ban-tin/2026/hop-1/ ") == "ban-tin/2026/hop-1"


def test_an_entrys_id_in_a_data_file_is_one_step_of_an_address():
    assert code_of(fields.Slug, "a/trang") == "id.form"
    assert read(fields.Slug, " cd-dien ") == "cd-dien"


@pytest.mark.parametrize(
    "text",
    [
        "baothanhlam.example",
        "ftp://a.example/",
        "javascript:alert(1)",
        "https://",
        "https:///a",
        "https://a b.example",
        "http://[a",
        "http://a.example\uff0fb",
        "//a.example",
        "",
    ],
)
def test_a_web_address_is_whole_or_refused(text):
    assert code_of(fields.WebAddress, text) == "url.form"
    assert read(fields.WebAddress, " https://a.example/b?c=d#e ") == "https://a.example/b?c=d#e"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C:\\anh.jpg", "path.form"),
        ("..\\anh.jpg", "path.form"),
        ("https://a.example/b.jpg", "path.form"),
        ("/assets/anh.jpg", "path.absolute"),
    ],
)
def test_a_file_is_named_relative_to_the_item(site, text, code):
    diagnostics = diagnose(site, f"cover: {{image: '{text}', alt: A}}")

    assert [(d.span.line, d.span.column, d.code) for d in diagnostics] == [(6, 16, code)]
    assert text in render(diagnostics)


# --- states ---


def test_an_item_is_live_from_its_publication_to_its_expiry():
    item = make(Bulletin, publish_at="2026-11-20 08:00", expires_at="2026-11-21 17:00")

    assert [
        item.state(local(2026, 11, 20, 7, 59)),
        item.state(local(2026, 11, 20, 8)),
        item.state(local(2026, 11, 21, 16, 59)),
        item.state(local(2026, 11, 21, 17)),
    ] == [State.SCHEDULED, State.LIVE, State.LIVE, State.EXPIRED]


def test_a_draft_is_a_draft_at_any_time_and_nothing_of_it_changes_by_itself():
    item = make(Bulletin, draft="true", expires_at="2026-12-01")

    assert item.state(local(2030, 1, 1)) is State.DRAFT
    assert item.turning_points() == ()


def test_withdrawal_outweighs_expiry():
    item = make(
        Bulletin,
        expires_at="2026-11-22",
        withdrawn={"at": "2026-11-21 09:00", "reason": "Sai"},
    )

    assert item.state(local(2026, 11, 21, 8, 59)) is State.LIVE
    assert item.state(local(2027, 1, 1)) is State.WITHDRAWN


def test_an_item_changes_by_itself_at_every_instant_it_names():
    item = make(
        Bulletin,
        expires_at="2026-12-01 17:00",
        pinned_until="2026-11-25 17:00",
        corrections=[{"at": "2026-11-21 09:00", "note": "Sửa"}],
        withdrawn={"at": "2026-11-24 09:00", "reason": "Sai"},
    )

    assert sorted(item.turning_points()) == [
        local(2026, 11, 20, 8),
        local(2026, 11, 21, 9),
        local(2026, 11, 24, 9),
        local(2026, 11, 25, 17),
        local(2026, 12, 1, 17),
    ]
    assert item.updated_at(local(2026, 11, 20, 9)) == local(2026, 11, 20, 8)
    assert item.updated_at(local(2026, 11, 22)) == local(2026, 11, 21, 9)
    assert item.updated_at(local(2026, 11, 30)) == local(2026, 11, 24, 9)


def consent(**values):
    given_values = {"on": "2026-04-02", "by": "A", "scope": ["web"], **values}
    return Consent.model_validate(given_values, context=CONTEXT)


def test_consent_covers_its_uses_from_its_first_day_to_its_last():
    leave = consent(until="2026-05-02")

    assert not leave.covers("web", local(2026, 4, 1, 23, 59))
    assert leave.covers("web", local(2026, 4, 2))
    assert leave.covers("web", local(2026, 5, 2, 23, 59))
    assert not leave.covers("web", local(2026, 5, 3))
    assert not leave.covers("social", local(2026, 4, 10))
    assert leave.turning_points(ZONE) == (local(2026, 4, 2), local(2026, 5, 3))


def test_consent_without_an_end_goes_on():
    leave = consent()

    assert leave.covers("web", local(2126, 1, 1))
    assert leave.turning_points(ZONE) == (local(2026, 4, 2),)


def test_a_portrait_without_consent_is_never_public():
    photo = {"image": "a.jpg", "alt": "A"}
    granted = {"on": "2026-04-02", "by": "B", "scope": ["web"], "until": "2026-12-02"}
    item = make(
        Spotlight,
        cover={"image": "c.jpg", "alt": "C"},
        honourees=[
            {"name": "Một", "photo": photo},
            {"name": "Hai", "photo": {**photo, "image": "b.jpg"}, "consent": granted},
            {"name": "Ba"},
        ],
    )

    assert [place for place, _ in item.pictures()] == [
        "cover",
        "honourees.0.photo",
        "honourees.1.photo",
    ]
    assert withheld("x.md", item, "web", local(2026, 11, 20)) == {"a.jpg"}
    assert withheld("x.md", item, "web", local(2026, 12, 3)) == {"a.jpg", "b.jpg"}
    assert withheld("x.md", item, "social", local(2026, 11, 20)) == {"a.jpg", "b.jpg"}
    assert revoked("x.md", item, local(2026, 11, 20)) == set()
    assert revoked("x.md", item, local(2026, 12, 3)) == {"b.jpg"}
    assert local(2026, 12, 3) in item.turning_points()


def test_a_spotlight_in_draft_never_changes_by_itself():
    granted = {"on": "2026-04-02", "by": "B", "scope": ["web"]}
    item = make(Spotlight, draft="true", honourees=[{"name": "A", "consent": granted}])

    assert item.turning_points() == ()


def test_a_picture_of_no_one_in_particular_needs_no_leave():
    item = make(Bulletin, cover={"image": "c.jpg", "alt": "C"})

    assert withheld("x.md", item, "web", local(2026, 11, 20)) == set()
    assert make(Bulletin).pictures() == ()


def test_grades_of_urgency_are_those_of_administrative_papers():
    item = make(Urgent, level="hoa-toc", expires_at="2026-12-01")

    assert item.level is Level.EXPRESS
    assert [level.value for level in Level] == ["khan", "thuong-khan", "hoa-toc"]


def test_items_are_frozen():
    item = make(Bulletin)

    with pytest.raises(ValidationError):
        item.title = "Khác"
    assert item.publish_at.astimezone(ZoneInfo("UTC")) - local(2026, 11, 20, 8) == timedelta(0)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("2026-11-21 9h30", "2026-11-21 09:30"),
        ("2026-11-21 9 giờ", "2026-11-21 09:00"),
        ("2026-11-21 14g5", "2026-11-21 14:05"),
        ("2026-11-21, 7 giờ 30 phút", "2026-11-21 07:30"),
    ],
)
def test_a_time_written_as_it_is_spoken_is_shown_in_the_right_form(site, written, right):
    item = f'+++\npublish_at: "{written}"\n+++\n'
    (diagnostic,) = site({"content/ban-tin/2026/bai.md": item}).check()

    assert (diagnostic.code, dict(diagnostic.params)["right"]) == ("time.form", right)
