"""The doctor's rules: of a sound page one thing is broken, and that and nothing else is told."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest

from generator.kernel.diagnostics import Severity
from generator.messages.words import LANGUAGES, Words, load
from generator.preview import rules
from generator.preview.facts import PAGE_LIMIT_BYTES, Answer, Facts, Hop, Picture, Trouble
from generator.preview.faults import Fault, by_gravity, is_sound
from generator.preview.parsing import parse, parse_sitemap
from generator.preview.telling import cards, in_words, tell, tell_all

URL = "https://thu.example/ban-tin/2026/hop/"
IMAGE = "https://thu.example/the.jpg"
SITE = "Công đoàn Thử"
SUMMARY = "Ca đêm có thêm bữa phụ từ tháng 12; hai kiến nghị còn lại có hạn trả lời."
TAGS = {
    "og:title": "Đối thoại quý IV: ba kiến nghị được trả lời ngay",
    "og:description": SUMMARY,
    "og:url": URL,
    "og:type": "article",
    "og:locale": "vi_VN",
    "og:site_name": SITE,
    "og:image": IMAGE,
    "og:image:width": "1200",
    "og:image:height": "630",
    "og:image:type": "image/jpeg",
    "og:image:alt": "Phòng họp",
    "article:published_time": "2026-11-20T08:00:00+07:00",
    "article:modified_time": "2026-11-20T09:00:00+07:00",
    "twitter:card": "summary_large_image",
}
CHARSET = '<meta charset="utf-8">'


def html(tags, *, before=CHARSET, canonical=URL, extra="", language="vi"):
    metas = "".join(f'<meta property="{name}" content="{text}">\n' for name, text in tags.items())
    return (
        f'<!doctype html><html lang="{language}"><head>{before}\n{metas}'
        f'<title>Hop</title><link rel="canonical" href="{canonical}">{extra}</head>'
        f"<body><h1>Hop</h1><p>{SUMMARY} Chiều nay lãnh đạo trả lời.</p></body></html>"
    )


def answer(body="", **changes):
    data = body.encode() if isinstance(body, str) else body
    kept = {"content-type": "text/html"}
    return replace(Answer(URL, URL, 200, kept, data, len(data)), **changes)


def picture(width=1200, height=630, kind="image/jpeg", **changes):
    said = {"content-type": changes.pop("said", kind)}
    got = replace(Answer(IMAGE, IMAGE, 200, said, b"", 80_000), **changes)
    return Picture(IMAGE, got, kind, width, height)


def facts(body, shown=None, **changes):
    """Return the facts of a page; *changes* are of its answer, or `refused` and `forbidden`."""
    others = {name: changes.pop(name) for name in ("refused", "forbidden") if name in changes}
    got = answer(body, **changes)
    page = parse(got) if got.is_usable and got.media_type == "text/html" else None
    found = page.first("og:image") if page else ""
    return Facts(got, page, (shown or picture()) if found else None, **others)


def page(**tags):
    """Return the sound page with some tags changed (None: taken out); `_` stands for `:`."""
    named = {name.replace("__", ":"): text for name, text in tags.items()}
    changed = {name: text for name, text in {**TAGS, **named}.items() if text is not None}
    return html(changed)


def with_picture(**changes):
    size = {"og__image__width": str(changes.get("width", 1200))}
    size["og__image__height"] = str(changes.get("height", 630))
    return facts(page(**size), picture(**changes))


def elsewhere(url):
    """Return a page whose addresses are all *url*, at which it was asked for."""
    body = html({**TAGS, "og:url": url}, canonical=url)
    return replace(facts(body), answer=answer(body, asked=url, url=url))


HOPS = (Hop("https://thu.example/a", 301, URL),)
SOUND = facts(page())
CUT = SUMMARY[:66]
assert SUMMARY[65:67].isalpha()

# What comes out, and what was broken for it.
CASES = [
    ("answer.status", facts("", status=404)),
    ("answer.status", facts("", status=500)),
    ("answer.status", facts("", status=204)),
    ("answer.loop", facts("", status=301, trouble=Trouble.LOOP, hops=HOPS)),
    ("answer.too-many-redirects", facts("", status=302, trouble=Trouble.TOO_MANY, hops=HOPS)),
    ("answer.astray", facts("", status=302, trouble=Trouble.ASTRAY, hops=HOPS)),
    ("answer.redirected", facts(page(), hops=HOPS)),
    ("answer.gzip", facts("", trouble=Trouble.GARBLED)),
    ("answer.range", facts("", status=416)),
    ("answer.range", facts(page(), status=206, headers={"content-range": "bytes 9-99/100"})),
    ("answer.range", facts(page(), status=206)),
    ("answer.type", facts(page(), headers={"content-type": "text/plain"})),
    ("answer.slow", facts(page(), seconds=5.1)),
    ("answer.refused", facts(page(), refused=("Zalo",))),
    ("robots.forbidden", facts(page(), forbidden=("Facebook",))),
    ("robots.noindex", facts(html(TAGS, extra='<meta name="robots" content="NOINDEX">'))),
    ("charset.missing", facts(html(TAGS, before=""))),
    ("charset.late", facts(html(TAGS, before=f"<!--{'x' * 1100}-->{CHARSET}"))),
    ("tags.late", facts(html({}, canonical=""), is_whole=False)),
    ("title.missing", facts(page(og__title=None))),
    ("title.missing", facts(page(og__title="  "))),
    ("title.site-name", facts(page(og__title=f"Họp khẩn – {SITE}"))),
    ("title.site-name", facts(page(og__title=f"{SITE} | Họp khẩn"))),
    ("title.long", facts(page(og__title="a" * 101))),
    ("description.missing", facts(page(og__description=None))),
    ("description.short", facts(page(og__description="a" * 59))),
    ("description.long", facts(page(og__description="a" * 201))),
    ("description.cut", facts(page(og__description=CUT))),
    ("description.cut", facts(page(og__description=f"{CUT}…"))),
    ("description.cut", facts(page(og__description=f"{CUT}..."))),
    ("tag.twice", facts(html(TAGS, extra='<meta property="og:title" content="Khác">'))),
    ("tag.twice", facts(html(TAGS, extra=f'<link rel="canonical" href="{URL}">'))),
    ("type.wrong", facts(page(og__type="bai-viet"))),
    ("type.wrong", facts(page(og__type=None))),
    ("time.wrong", facts(page(article__published_time="20/11/2026"))),
    ("time.wrong", facts(page(article__published_time="2026-11-20T08:00:00"))),
    ("time.wrong", facts(page(article__published_time=None))),
    ("time.wrong", facts(page(article__modified_time="2026-11-20T07:59:59+07:00"))),
    ("locale.wrong", facts(page(og__locale="vi"))),
    ("locale.wrong", facts(page(og__locale="en_GB"))),
    ("locale.wrong", facts(page(og__locale=None))),
    ("address.relative", facts(page(og__url="/ban-tin/2026/hop/"))),
    ("address.relative", facts(page(og__image="the.jpg"))),
    ("address.relative", facts(page(og__url="javascript:alert(1)"))),
    ("address.insecure", facts(page(og__image="http://thu.example/the.jpg"))),
    ("address.insecure", elsewhere("http://thu.example/hop/")),
    ("address.not-ascii", facts(page(og__image="https://thu.example/ảnh.jpg"))),
    ("address.long", elsewhere(f"https://thu.example/{'a' * 80}/")),
    ("address.missing", facts(page(og__url=None))),
    ("address.missing", facts(html(TAGS, canonical=""))),
    ("address.differs", facts(page(og__url="https://thu.example/khac/"))),
    ("address.differs", facts(html(TAGS, canonical="https://thu.example/khac/"))),
    ("picture.missing", facts(page(og__image=None))),
    ("picture.unreachable", facts(page(), Picture(IMAGE, None))),
    ("picture.unreachable", facts(page(), picture(status=404))),
    ("picture.unreachable", facts(page(), picture(trouble=Trouble.LOOP))),
    ("picture.redirected", with_picture(hops=HOPS)),
    ("picture.none", facts(page(), picture(0, 0, "", said="image/jpeg"))),
    ("picture.format", facts(page(og__image__type="image/webp"), picture(kind="image/webp"))),
    ("picture.type-differs", facts(page(), picture(said="image/png"))),
    ("picture.type-differs", facts(page(og__image__type="image/png"))),
    ("picture.tiny", with_picture(width=199, height=300)),
    ("picture.tiny", with_picture(width=300, height=199)),
    ("picture.small", with_picture(width=599, height=315)),
    ("picture.small", with_picture(width=600, height=314)),
    ("picture.ratio", with_picture(width=1200, height=800)),
    ("picture.ratio", with_picture(width=1300, height=630)),
    ("picture.heavy", with_picture(total_bytes=300_001)),
    ("picture.too-large", with_picture(total_bytes=8_000_001)),
    ("picture.size-missing", facts(page(og__image__height=None))),
    ("picture.size-missing", facts(page(og__image__width=None))),
    ("picture.size-differs", facts(page(og__image__width="1201"))),
    ("picture.alt", facts(page(og__image__alt=None))),
]


def codes(found):
    return {fault.code for fault in rules.judge(found)}


def test_a_sound_page_has_nothing_wrong():
    assert rules.judge(SOUND) == []


@pytest.mark.parametrize(
    ("code", "broken"), CASES, ids=[f"{n}-{c}" for n, (c, _) in enumerate(CASES)]
)
def test_what_is_broken_is_told_and_nothing_else(code, broken):
    assert codes(broken) == {code}


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda r: f"{r.__module__}.{r.__name__}")
def test_every_rule_has_a_case(rule):
    assert any(list(rule(broken)) for _, broken in CASES)
    assert list(rule(SOUND)) == []


def test_every_code_that_has_words_has_a_case_and_the_other_way_round():
    assert {code for code, _ in CASES} == set(load("preview", "vi"))


# Just at a limit all is well.
FINE = {
    "a slow answer that is not too slow": facts(page(), seconds=5.0),
    "the part that was asked for": facts(
        page(),
        status=206,
        headers={"content-range": "bytes 0-999/1000", "content-type": "text/html"},
    ),
    "a charset that the server says": facts(
        html(TAGS, before=""), headers={"content-type": "text/html; charset=UTF-8"}
    ),
    "a charset at byte 1000": facts(html(TAGS, before=f"<!--{'x' * 900}-->{CHARSET}")),
    "a long page whose tags stand in front": facts(page(), is_whole=False),
    "a title of 100 characters": facts(page(og__title="a" * 100)),
    "the site's name within a title": facts(page(og__title=f"{SITE} họp đại hội")),
    "a title that is the site's name": facts(page(og__title=SITE)),
    "60 characters": facts(page(og__description="a" * 60)),
    "200 characters": facts(page(og__description="a" * 200)),
    "a description cut at a word": facts(page(og__description=f"{SUMMARY[:64]}…")),
    "several pictures": facts(html(TAGS, extra='<meta property="og:image" content="https://a/b">')),
    "a film": facts(page(og__type="video.movie")),
    "a page of the site": facts(
        page(og__type="website", article__published_time=None, article__modified_time=None)
    ),
    "changed when it was published": facts(
        page(article__modified_time=TAGS["article:published_time"])
    ),
    "a time in UTC": facts(page(article__modified_time="2026-11-20T03:00:00Z")),
    "no language said": facts(html(TAGS, language="")),
    "a language with a country": facts(html(TAGS, language="vi-VN")),
    "an address with 100 characters": elsewhere(f"https://thu.example/{'a' * 79}/"),
    "an address asked for with a query": facts(page(), url=f"{URL}?fbclid=1#a"),
    "a small picture that is large enough": with_picture(width=600, height=315),
    "300 KB": with_picture(total_bytes=300_000),
    "a picture without a type": facts(page(og__image__type=None)),
    "a server that says no type": facts(page(), picture(said="")),
    "a PNG": facts(page(og__image__type="image/png"), picture(kind="image/png")),
}


@pytest.mark.parametrize("name", FINE)
def test_at_the_limit_all_is_well(name):
    assert rules.judge(FINE[name]) == []


def test_a_list_without_a_picture_is_a_hint_and_a_story_without_one_is_not():
    listing = page(
        og__image=None,
        og__type="website",
        article__published_time=None,
        article__modified_time=None,
    )

    assert is_sound(rules.judge(facts(listing)))
    assert not is_sound(rules.judge(facts(page(og__image=None))))


def test_a_notice_of_what_is_gone_needs_no_address():
    body = html(
        {**TAGS, "og:url": ""}, canonical="", extra='<meta name="robots" content="noindex">'
    )

    assert codes(facts(body)) == {"robots.noindex"}


# --- pages taken apart ---


def test_a_page_is_read_as_crawlers_read_it():
    body = (
        "<HTML lang=vi><Head><META CHARSET=utf-8>"
        "<meta property='OG:TITLE' content='  Họp\n khẩn &amp; &quot;gấp&quot; '>"
        "<meta name=description property=og:description content=Mô-tả>"
        "<link rel='alternate canonical' href=/a><meta content=x><title> Một\n hai </title>"
        "<body><p>Chữ <b>đậm</b>"
    )

    found = parse(answer(body))

    assert found.first("og:title") == 'Họp khẩn & "gấp"'
    assert found.first("og:description") == found.first("description") == "Mô-tả"
    assert found.first("canonical") == "/a"
    assert (found.title, found.language, found.text) == ("Một hai", "vi", "Chữ đậm")
    assert found.first("none", "og:title").startswith("Họp")
    assert found.first("none") == ""


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('<meta charset="windows-1258"><title>\xd0oàn</title>'.encode("latin-1"), "text/html"),
        ("<title>Đoàn</title>".encode("utf-16"), "text/html; charset=utf-16"),
        ("<meta charset=khong-co><title>Đoàn</title>".encode(), "text/html"),
        ("\ufeff<title>Đoàn</title>".encode(), "text/html"),
    ],
)
def test_the_charset_is_the_one_that_is_said(body, kind):
    assert parse(answer(body, headers={"content-type": kind})).title == "Đoàn"


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"\0\0", b"<?xml version='1.0' encoding='utf-8'?>", b"<"]
)
def test_what_is_hardly_a_page_has_no_tags(body):
    found = parse(answer(body))

    assert (found.tags, found.title) == ((), "")


def test_a_sitemap_tells_pages_and_parts():
    head = '<?xml version="1.0"?><{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    index = f"{head.format('sitemapindex')}<sitemap><loc>a</loc></sitemap></sitemapindex>"
    part = f"{head.format('urlset')}<url><loc>b</loc></url><url><loc>c</loc></url></urlset>"

    assert parse_sitemap(index.encode()) == ([], ["a"])
    assert parse_sitemap(part.encode()) == (["b", "c"], [])


# --- words ---


def slots(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_have_the_same_codes_and_slots():
    vi, en = (load("preview", language) for language in LANGUAGES)

    assert list(vi) == list(en)
    for code in vi:
        assert set(vi[code]) == set(en[code]) == {"text", "fix"}, code
        for part in vi[code]:
            assert slots(vi[code][part]) == slots(en[code][part]), code
            assert vi[code][part].endswith((".", "”.", "…")), code
            assert not en[code][part].isspace()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "broken"), CASES, ids=[f"{n}-{c}" for n, (c, _) in enumerate(CASES)]
)
def test_every_fault_can_be_told(code, broken, language):
    for fault in rules.judge(broken):
        told = in_words(fault, Words(language))
        assert told.count("\n") == 2
        assert f"[{code}]" in told
        assert "{" not in told
        assert "None" not in told
        assert "“”" not in told


def test_fractions_are_written_as_in_vietnam():
    (fault,) = rules.judge(with_picture(width=1200, height=800))

    assert "tỷ lệ 1,50, không phải 1,91" in in_words(fault, Words("vi"))
    assert "ratio 1.50 and not 1.91" in in_words(fault, Words("en"))


def test_the_report_shows_what_each_service_will_show_and_then_the_faults():
    broken = facts(page(og__image__alt=None), hops=HOPS)
    told = tell(broken, rules.judge(broken), Words("vi"))

    blocks = told.split("\n\n")
    assert blocks[0] == URL
    assert blocks[1] == f"Chuyển hướng (301) đến {URL}"
    assert blocks[2].split("\n") == [
        "Facebook sẽ hiện:",
        "  │ [ảnh lớn: 1200 × 630, 80 KB]",
        f"  │ {TAGS['og:title']}",
        f"  │ {SUMMARY}",
        "  │ THU.EXAMPLE",
    ]
    assert blocks[3].startswith("Zalo sẽ hiện:")
    assert blocks[3].endswith("│ thu.example")
    assert blocks[4].startswith("cảnh báo [picture.alt]\n")
    assert blocks[5].startswith("ghi chú [answer.redirected]\n")
    assert blocks[6] == "1 cảnh báo, 1 ghi chú."
    assert tell(SOUND, [], Words("en")).endswith("The preview is as it should be.")


def test_a_page_that_is_not_there_shows_nothing():
    missing = facts("", status=404)
    told = tell(missing, rules.judge(missing), Words("en"))

    assert "will show" not in told
    assert "error 404" in told


@pytest.mark.parametrize(
    ("size", "shape"), [((1200, 630), "large"), ((599, 400), "small"), ((199, 400), "none")]
)
def test_the_size_of_a_picture_decides_how_it_is_shown(size, shape):
    width, height = size
    assert [card.picture for card in cards(with_picture(width=width, height=height))] == [shape] * 2
    assert cards(facts(page(og__image=None)))[0].picture == "none"


def test_long_words_are_cut_as_services_cut_them():
    long = facts(page(og__title="đoàn viên " * 30, og__description="công đoàn " * 19))
    facebook, zalo = cards(long)

    assert len(facebook.title) <= 100
    assert len(zalo.title) <= 80
    assert facebook.title.endswith("…")
    assert facebook.description.endswith(("công…", "đoàn…"))
    assert cards(facts(page(og__title=None)))[0].title == "Hop"


def test_colour_marks_the_severity():
    (fault,) = rules.judge(facts(page(og__title=None)))

    assert in_words(fault, Words("vi"), colour=True).startswith("\x1b[1;31mlỗi\x1b[0m [")


def test_faults_come_gravest_first_and_once():
    faults = [
        Fault("b.b", Severity.NOTE),
        Fault("z.z", Severity.ERROR),
        Fault("a.a", Severity.NOTE),
    ]

    assert [f.code for f in by_gravity([*faults, *faults])] == ["z.z", "a.a", "b.b"]


def test_many_pages_are_summed_up_with_a_few_of_each_sort():
    poor, grave = facts(page(og__image__alt=None)), facts(page(og__title=None))
    found = [(f"https://thu.example/{n}/", rules.judge(poor)) for n in range(7)]
    found += [("https://thu.example/x/", rules.judge(grave)), ("https://thu.example/y/", [])]

    blocks = tell_all(found, Words("en"), colour=False).split("\n\n")

    assert blocks[0].startswith("error [title.missing]")
    assert blocks[0].endswith("    https://thu.example/x/")
    assert blocks[1].startswith("warning [picture.alt]")
    assert blocks[1].count("https://") == 5
    assert blocks[1].endswith("    and 2 other pages")
    closing = "Looked at 9 pages, 8 of them with something to say."
    assert blocks[2] == f"{closing} 1 error(s), 7 warning(s)."


def test_no_more_than_the_first_512_kb_count():
    assert PAGE_LIMIT_BYTES == 524_288
