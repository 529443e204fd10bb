"""People are shown where, and for as long as, they agreed to; nobody learns what they said."""

import io
import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image
from sitemaker import CONFIG, NOW, ZONE, make_site, places, render

from generator.build import pipeline
from generator.build.plan import plan
from generator.catalog.edition import at
from generator.catalog.redaction import without_names
from generator.kernel.text import unaccented
from generator.outputs.card_contents import item_card
from generator.outputs.cards import CardMaterial, ItemCard
from generator.outputs.task import Stage
from generator.plugin.host import MkDocsHost

WORKER = "content/guong-sang/2026/tho.md"
EARLY, LATE = "2026-11-01", "2026-11-30"
AFTER = datetime(2026, 12, 1, 0, 0, tzinfo=ZONE)


def consent(**fields):
    fields = {"on": EARLY, "by": "Nguoighinhan", "scope": "[web, social]", **fields}
    return "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}"


def worker(given="", more="", body="Nội dung thử."):
    told = f", consent: {given}" if given else ""
    photo = 'photo: {image: chan-dung.jpg, alt: "Chân dung chị Tạ Thị Hạnh"}'
    return {
        WORKER: f'+++\nhonourees: [{{name: "Tạ Thị Hạnh", {photo}{told}}}]\n{more}+++\n{body}\n',
        "content/guong-sang/2026/chan-dung.jpg": "",
    }


def texts(sample):
    return "".join(data.decode("utf-8", "ignore") for data in sample.built().values())


def is_published(sample, name="chan-dung"):
    return any(path.rpartition("/")[2].startswith(f"{name}.") for path in sample.built())


def share_kit(sample, path="guong-sang/2026/tho"):
    return json.loads(sample.read(f"{path}/share.json"))


# --- what is recorded ---


def test_who_has_not_been_asked_is_told_at_the_name_and_stays_without_picture(site):
    sample = site(worker())

    assert places(sample.check()) == [(WORKER, 6, "consent.missing")]
    assert "Tạ Thị Hạnh" in render(sample.check())
    assert sample.build("-q") == 0
    assert not is_published(sample)
    assert "Tạ Thị Hạnh" in sample.read("guong-sang/2026/tho/index.html")


def test_of_a_draft_nothing_is_asked_yet(site):
    assert site(worker(more="draft: true\n")).check() == []


def test_a_cover_that_names_people_is_shown_when_all_agree(site):
    cover = 'cover: {image: anh.jpg, alt: "Hai thợ", people: [%s]}'
    one, two = (f"{{name: {n}, consent: {consent()}}}" for n in ("An", "Bình"))
    path = "content/ban-tin/2026/bai.md"
    sample = site(
        {
            path: f"+++\n{cover % one.replace('2026-11-01', '2026-11-25')}\n+++\n",
            "content/ban-tin/2026/anh.jpg": "",
        }
    )
    assert sample.build("-q") == 0
    assert not is_published(sample, "anh")

    sample.write({path: f"+++\n{cover % f'{one}, {{name: Bình}}'}\n+++\n"})
    assert [code for _, _, code in places(sample.check())] == ["consent.missing"]
    sample.build("-q")
    assert not is_published(sample, "anh")

    sample.write({path: f"+++\n{cover % f'{one}, {two}'}\n+++\n"})
    assert sample.check() == []
    sample.build("-q")
    assert is_published(sample, "anh")
    assert "Nguoighinhan" not in texts(sample)


def test_a_cover_that_names_no_one_needs_no_leave(site):
    sample = site(
        {
            "content/ban-tin/2026/bai.md": "+++\ncover: {image: anh.jpg, alt: A}\n+++\n",
            "content/ban-tin/2026/anh.jpg": "",
        }
    )

    assert sample.check() == []
    sample.build("-q")
    assert is_published(sample, "anh")


# --- what it covers ---


def card_of(sample):
    edition = sample.edition()
    face = edition.by_id["guong-sang/2026/tho"]
    return item_card(face, edition.catalog.site)


def test_consent_to_the_web_alone_keeps_the_picture_off_cards(site):
    sample = site(worker(consent(scope="[web]")))
    sample.build("-q")

    assert is_published(sample)
    assert [one.portrait for one in card_of(sample).people] == [None]


def test_consent_to_cards_alone_keeps_the_picture_off_pages(site):
    sample = site(worker(consent(scope="[social]")))
    sample.build("-q")

    assert not is_published(sample)
    assert "Chân dung chị" not in texts(sample)
    assert card_of(sample).people[0].portrait.source == "guong-sang/2026/chan-dung.jpg"


def test_a_cover_for_cards_alone_is_on_no_page(site):
    people = f"people: [{{name: An, consent: {consent(scope='[social]')}}}]"
    cover = f"cover: {{image: anh.jpg, alt: Taanhbia, {people}}}"
    sample = site(
        {
            "content/ban-tin/2026/bai.md": f"+++\n{cover}\n+++\n",
            "content/ban-tin/2026/anh.jpg": "",
        }
    )
    sample.build("-q")

    assert not is_published(sample, "anh")
    assert "Taanhbia" not in texts(sample)


def test_whoever_shows_an_item_is_told_nothing_of_consent(site):
    people = f"people: [{{name: An, consent: {consent()}}}]"
    more = f"cover: {{image: bia.jpg, alt: A, {people}}}\n"
    sample = site({**worker(consent(), more), "content/guong-sang/2026/bia.jpg": ""})
    (face,) = sample.edition().live

    assert len(face.article.item.people()) == 2
    assert [person.consent for _, person in face.item.people()] == [None]
    assert "Nguoighinhan" not in repr(face.item) + repr(face.headline)


@pytest.mark.parametrize(("scope", "goes_out"), [("[web]", False), ("[web, social]", True)])
def test_without_cards_a_link_shows_the_cover_only_where_that_was_agreed(site, scope, goes_out):
    people = f"people: [{{name: An, consent: {consent(scope=scope)}}}]"
    sample = site(
        {
            "mkdocs.yml": CONFIG + "      cards: false\n",
            "content/ban-tin/2026/bai.md": (
                f"+++\ncover: {{image: anh.jpg, alt: A, {people}}}\n+++\n"
            ),
            "content/ban-tin/2026/anh.jpg": "",
        }
    )
    sample.build("-q")
    page = sample.read("ban-tin/2026/bai/index.html")

    assert '<figure class="cover">' in page
    assert ('property="og:image"' in page) is goes_out
    assert ('"image":' in page) is goes_out
    assert (share_kit(sample, "ban-tin/2026/bai")["image"] is not None) is goes_out


# --- when it ends ---


def test_the_picture_goes_with_the_last_day(site):
    sample = site(worker(consent(until=LATE)))
    sample.build("-q", now=AFTER - timedelta(minutes=1))
    assert is_published(sample)

    sample.build("-q", now=AFTER)
    assert not is_published(sample)
    assert "Tạ Thị Hạnh" in texts(sample)


def test_it_can_be_taken_back(site):
    sample = site(worker(consent(until=LATE, withdrawn="2026-11-21")))
    sample.build("-q", now=NOW.replace(day=20))
    assert is_published(sample)

    sample.build("-q", now=NOW.replace(hour=0))
    assert not is_published(sample)


BODY = """\
Mở đầu: chị **Tạ Thị Hạnh** trực đêm. “Tạ Thị Hạnh” là tên chị.

## Một ngày của Tạ Thị Hạnh

## TẠ THỊ HẠNH và tổ

## Tạ Thị <em>Hạnh</em>

[Bài của chị Tạ Thị
Hạnh](https://bao.example/ta)
"""
NAMED = """\
title: "Tạ Thị Hạnh giữ ca đêm"
summary: "Đồng chí Tạ Thị Hạnh trực ca đêm ba mươi Tết ở trạm."
quote: "Tạ Thị Hạnh thì có gì mà kể."
merits: [{figure: 9 năm, text: "Tạ Thị Hạnh trực đêm"}]
corrections: [{at: 2026-11-20 10:00, note: "Tên đúng là Tạ Thị Hạnh."}]
share: {zalo: "Gặp chị Tạ Thị Hạnh", sms: "Gap chi Ta Thi Hanh"}
"""


def test_the_name_goes_too_where_the_item_says_so(site):
    sample = site(worker(consent(until=LATE), f"without_consent: name\n{NAMED}", BODY))
    sample.build("-q", now=AFTER - timedelta(minutes=1))
    assert "Tạ Thị Hạnh" in texts(sample)

    assert sample.build("-q", now=AFTER) == 0
    everything = texts(sample)
    for told in ("Tạ Thị Hạnh", "TẠ THỊ HẠNH", "Ta Thi Hanh", "Tạ Thị <em>"):
        assert told not in everything, told
    page = sample.read("guong-sang/2026/tho/index.html")
    assert "<h1>Một đoàn viên giữ ca đêm</h1>" in page
    assert "Một đoàn viên trực ca đêm ba mươi Tết" in page
    assert "Mở đầu: <strong>một đoàn viên</strong> trực đêm. “Một đoàn viên” là tên chị" in page
    assert "MỘT ĐOÀN VIÊN và tổ" in page
    assert '<a href="https://bao.example/ta">Bài của một đoàn viên</a>' in page
    assert "Gap mot doan vien" in page


def test_the_item_goes_too_where_the_site_says_so_and_says_not_since_when(site):
    sample = site(
        {
            "mkdocs.yml": CONFIG + "      without_consent: item\n",
            **worker(consent(until=LATE), NAMED, BODY),
        }
    )
    sample.build("-q", now=AFTER)
    page = sample.read("guong-sang/2026/tho/index.html")

    assert "Nội dung tại đây không còn được hiển thị." in page
    assert "Tạ Thị Hạnh" not in texts(sample)
    assert "30/11" not in page
    assert "01/12" not in page


def test_an_item_may_be_kept_where_the_site_would_hide_it(site):
    sample = site(
        {
            "mkdocs.yml": CONFIG + "      without_consent: item\n",
            **worker(consent(until=LATE), "without_consent: picture\n"),
        }
    )
    sample.build("-q", now=AFTER)

    assert "Tạ Thị Hạnh" in sample.read("guong-sang/2026/tho/index.html")


def test_another_rule_of_the_site_holds_at_the_next_build(site):
    sample = site(worker(consent(until=LATE), NAMED, BODY))
    sample.build("-q", now=AFTER)
    assert "Tạ Thị Hạnh" in texts(sample)

    sample.write({"mkdocs.yml": CONFIG + "      without_consent: name\n"})
    sample.build("-q", now=AFTER)
    assert "Tạ Thị Hạnh" not in texts(sample)


def test_an_english_site_speaks_of_a_member(site):
    sample = site(
        {
            "mkdocs.yml": CONFIG + "      language: en\n      without_consent: name\n",
            **worker(consent(until=LATE), 'title: "A day with Tạ Thị Hạnh"\n'),
        }
    )
    sample.build("-q", now=AFTER)

    assert "<h1>A day with a member</h1>" in sample.read("guong-sang/2026/tho/index.html")


# --- names ---


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gặp chị Nguyễn Thị Hòa.", "Gặp một đoàn viên."),
        ("Gặp chị Nguyễn Thị Hoà.", "Gặp một đoàn viên."),
        ("Nguyen Thi Hoa kể", "Một đoàn viên kể"),
        ("NGUYỄN THỊ HÒA", "MỘT ĐOÀN VIÊN"),
        ("<p>Đ/c Nguyễn&nbsp;Thị Hòa</p>", "<p>Một đoàn viên</p>"),
        ("<em>Nguyễn Thị</em> Hòa", "Một đoàn viên</em>".replace("M", "<em>M", 1)),
        ("Nguyễn Thị Hòan", "Nguyễn Thị Hòan"),
        ("Nguyễn Thị Hóa", "Nguyễn Thị Hóa"),
        ("nguyễn thị hòa", "nguyễn thị hòa"),
        ("Phan Nguyễn Thị Hòa", "Phan một đoàn viên"),
    ],
)
def test_a_full_name_is_found_however_it_is_set(text, told):
    assert without_names(text, ("Nguyễn Thị Hòa",), "một đoàn viên") == told


def test_the_longer_of_two_names_goes_first():
    names = ("Lê An", "Lê An Bình")

    assert without_names("Lê An Bình và Lê An", names, "X") == "X và X"


def test_what_still_tells_who_it_is_is_told(site):
    path = "content/guong-sang/2026/ta-thi-hanh.md"
    files = worker(consent(until="2026-11-20"), f"without_consent: name\n{NAMED}", "Chị Hạnh kể.")
    sample = site({path: files.pop(WORKER), **files})

    (told,) = [d for d in sample.check() if d.code == "consent.name-remains"]
    assert dict(told.params)["where"] == "guong-sang/2026/ta-thi-hanh/, Chị Hạnh"
    assert told.span.line == 4


COVERED = (
    'cover: {image: anh.jpg, alt: "Chị Hạnh", people: '
    f"[{{name: Tạ Thị Hạnh, consent: {consent(until='2026-11-20')}}}]}}"
)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('quote: "Chị Hạnh dạy tôi nghề từ đầu."', "Chị Hạnh"),
        ('merits: [{figure: "20 năm", text: "chị Hạnh giữ lưới điện"}]', "chị Hạnh"),
        ('cover: {image: anh.jpg, alt: A, caption: "Tổ của cô Hạnh"}', "cô Hạnh"),
        ('attachments: [{file: tep.csv, title: "Thơ của bà Hạnh"}]', "bà Hạnh"),
        ('quote: "Chị Tạ Thị Hạnh dạy tôi nghề."', None),  # the whole name goes
        # what is not shown, or no more
        ('allow: [{rule: url.long, reason: "Bài về chị Hạnh."}]', None),
        (COVERED, None),
    ],
)
def test_a_given_name_is_told_wherever_the_item_shows_it(site, more, told):
    files = worker(consent(until="2026-11-20"), f"without_consent: name\n{more}\n")
    pictures = {"content/guong-sang/2026/anh.jpg": "", "content/guong-sang/2026/tep.csv": "a\n"}
    problems = site({**files, **pictures}).check()

    found = [dict(d.params)["where"] for d in problems if d.code == "consent.name-remains"]
    assert found == ([told] if told else [])


def test_names_that_go_whole_leave_nothing_to_tell(site):
    sample = site(worker(consent(until="2026-11-20"), f"without_consent: name\n{NAMED}", BODY))
    codes = [code for _, _, code in places(sample.check())]

    assert codes == ["consent.name-remains", "consent.ended"]  # the anchors of headings
    assert "#mot-ngay-cua-ta-thi-hanh" in render(sample.check())


# --- what editors are told, by the clock ---


@pytest.mark.parametrize(
    ("now", "codes"),
    [
        (datetime(2026, 10, 31, 23, 59, tzinfo=ZONE), []),
        (datetime(2026, 11, 1, 0, 0, tzinfo=ZONE), ["consent.ending"]),
        (AFTER - timedelta(minutes=1), ["consent.ending"]),
        (AFTER, ["consent.ended"]),
    ],
)
def test_the_end_is_told_thirty_days_ahead_and_from_then_on(site, now, codes):
    sample = site(worker(consent(on="2026-01-01", until=LATE), "publish_at: 2026-01-02\n"))
    found = pipeline.at_instant(sample.gather(), now).problems

    # The sample's other warning is that its folder is of the same year.
    assert [d.code for d in found] == codes
    assert all("2026-11-30" in str(d.params) for d in found if d.code == "consent.ending")


def test_what_is_gone_anyway_and_what_was_taken_back_is_not_told_ahead(site):
    gone = worker(consent(until=LATE), "expires_at: 2026-11-21 08:00\n")
    assert site(gone).check() == []

    back = worker(consent(withdrawn="2026-11-25"))
    assert site(back).check() == []
    assert [d.code for d in pipeline.at_instant(site(back).gather(), AFTER).problems] == [
        "consent.ended"
    ]


def test_check_and_build_tell_it_and_an_unchanged_build_tells_it_anew(site, capsys):
    sample = site(worker(consent(until="2027-01-10")))
    assert sample.run("check", "--now", "2026-12-01T08:00") == 0
    assert "consent.ending" not in capsys.readouterr().out
    assert sample.run("check", "--now", "2026-12-12T08:00") == 0
    assert "consent.ending" in capsys.readouterr().out

    told = []
    for day in (1, 2, 12, 13, 3):
        sample.build("-q", now=datetime(2026, 12, day, 8, tzinfo=ZONE))
        told.append("consent.ending" in capsys.readouterr().err)
    assert told == [False, False, True, True, False]


# --- the same picture elsewhere ---

PORTRAIT = "![Chị Hạnh](%schan-dung.jpg)"
SHOWN_AGAIN = f"Đầu.\n\n{PORTRAIT % ''}\n\nCuối. ![Máy](may.jpg) [Ảnh to](chan-dung.jpg)\n"
FAR = "../../guong-sang/2026/"


def others():
    """Return what shows the portrait besides the spotlight, and a picture that is nobody's."""
    cover = f'cover: {{image: {FAR}chan-dung.jpg, alt: "Chị Hạnh"}}'
    attached = f"attachments: [{{file: {FAR}chan-dung.jpg, title: Ảnh chị Hạnh}}]"
    return {
        "content/guong-sang/2026/may.jpg": picture_of(7),
        "content/ban-tin/2026/bia.md": f"+++\n{cover}\n+++\n",
        "content/ban-tin/2026/kem.md": f"+++\n{attached}\n+++\n",
        "content/ban-tin/2026/chu.md": f"+++\n+++\nMột.\n\n{PORTRAIT % FAR}\n\nHai.\n",
        "content/ban-tin/2026/noi.md": f"+++\n+++\nXem [ảnh chị Hạnh]({FAR}chan-dung.jpg).\n",
        "content/ban-tin/2026/chep.md": "+++\n+++\n![Chị Hạnh](ban-sao.jpg)\n",
        "content/ban-tin/2026/ban-sao.jpg": picture_of(1),
        "content/ve-chung-toi.md": f"---\ntitle: A\n---\n{PORTRAIT % 'guong-sang/2026/'}\n",
    }


def worker_seen(given, body=SHOWN_AGAIN):
    return {**worker(given, body=body), "content/guong-sang/2026/chan-dung.jpg": picture_of(1)}


@pytest.mark.parametrize("given", ["", consent(withdrawn="2026-11-20"), consent(scope="[social]")])
def test_a_portrait_that_may_not_be_shown_is_not_shown_in_the_text_either(site, given):
    sample = site({**worker_seen(given), "content/guong-sang/2026/may.jpg": picture_of(7)})
    sample.build("-q")

    page = sample.read("guong-sang/2026/tho/index.html")
    assert "chan-dung." not in texts(sample)
    assert "<p>Đầu.</p>" in page
    assert page.count("<p></p>") == 0
    assert is_published(sample, "may")
    assert not is_published(sample)


def test_a_missing_consent_says_nothing_of_other_items(site):
    sample = site({**worker_seen(""), **others()})
    sample.build("-q")

    assert "chan-dung." not in sample.read("guong-sang/2026/tho/index.html")
    assert "chan-dung." in sample.read("ban-tin/2026/chu/index.html")


def test_a_portrait_of_one_who_agrees_no_longer_is_shown_nowhere(site):
    sample = site({**worker_seen(consent(until=LATE)), **others()})
    sample.build("-q", now=AFTER - timedelta(hours=1))
    shown = texts(sample)
    pages = ("tho", "bia", "kem", "chu", "noi", "chep")
    paths = [path for path in sample.built() if path.endswith("index.html")]
    for page in pages:
        assert any(f"/{page}/" in path for path in paths)
    assert is_published(sample)
    assert is_published(sample, "ban-sao")
    assert "chan-dung." in sample.read("ve-chung-toi/index.html")
    assert shown.count("chan-dung.") > len(pages)
    cards = {path for path in sample.built() if path.startswith("the/")}

    sample.build("-q", now=AFTER)
    told = texts(sample)
    assert "chan-dung." not in told
    assert "ban-sao." not in told
    assert not is_published(sample)
    assert not is_published(sample, "ban-sao")
    assert is_published(sample, "may")
    assert "Ảnh chị Hạnh" not in sample.read("ban-tin/2026/kem/index.html")
    assert "Xem ảnh chị Hạnh." in sample.read("ban-tin/2026/noi/index.html")
    after = {path for path in sample.built() if path.startswith("the/")}
    drawn = {read_card(sample, "guong-sang/2026/tho"), read_card(sample, "ban-tin/2026/bia")}
    assert not drawn & cards
    assert len(cards - after) == len(drawn)

    clean = site({**worker_seen(consent(until=LATE)), **others()})
    clean.build("-q", now=AFTER)
    assert clean.built() == sample.built()


def test_a_portrait_that_was_taken_back_is_shown_nowhere_though_its_item_is_a_draft(site):
    sample = site({**worker_seen(consent(withdrawn="2026-11-20")), **others()})
    told = sample.root / WORKER
    told.write_text(told.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    assert sample.build("-q") == 0

    assert not is_published(sample)
    assert not is_published(sample, "ban-sao")
    assert "chan-dung." not in texts(sample)


def read_card(sample, path):
    """Return the path of the card that the page at *path* names."""
    page = sample.read(f"{path}/index.html")
    return "the/" + page.partition("/the/")[2].partition('"')[0]


# --- nobody learns what people said ---


def test_what_people_agreed_to_is_in_no_byte(site):
    given = consent(on="2026-03-17", by="Ngườighinhận Đặcbiệt", until="2031-07-19")
    more = f"cover: {{image: bia.jpg, alt: A, people: [{{name: Lê Mận, consent: {given}}}]}}\n"
    sample = site({**worker(given, more), "content/guong-sang/2026/bia.jpg": ""})
    for now in (NOW, datetime(2031, 7, 20, tzinfo=ZONE)):
        sample.build("-q", now=now)
        everything = texts(sample)
        days = ("2026-03-17", "17/03/2026", "2031-07-19", "19/07/2031", "2031-07-20", "20/07/2031")
        for told in (*days, "Ngườighinhận", "Nguoighinhan", "Lê Mận", "Le Man"):
            assert told not in everything, told
        for path, data in sample.built().items():
            if path.endswith("share.json"):
                assert not {"consent", "scope", "people", "until"} & set(json.loads(data)), path


def picture_of(number):
    """Return a picture unlike the others: what shows the same bytes shows the same person."""
    file = io.BytesIO()
    Image.new("RGB", (600, 400), (30 * number, 90, 90)).save(file, "JPEG")
    return file.getvalue()


DAYS = st.dates(date(2026, 11, 1), date(2026, 12, 20))
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "on": DAYS,
            "until": st.none() | DAYS,
            "withdrawn": st.none() | DAYS,
            "scope": st.sampled_from([("web",), ("social",), ("web", "social")]),
            "rule": st.sampled_from([None, "picture", "name", "item"]),
            "is_cover": st.booleans(),
            "asked": st.sampled_from([True, True, True, False]),
        }
    ),
    min_size=6,
    max_size=6,
)


def name_of(number):
    return f"Nguyễn Thị Quỳn{'bcdgkl'[number]}"


def spotlight_of(number, one):
    name = name_of(number)
    days = "".join(f", {k}: {one[k]}" for k in ("until", "withdrawn") if one[k])
    given = f"on: {one['on']}, by: Ghinhan, scope: [{', '.join(one['scope'])}]{days}"
    person = f'name: "{name}"' + (f", consent: {{{given}}}" if one["asked"] else "")
    photo = f'image: anh-{number}.jpg, alt: "Ảnh chị {name}"'
    if one["is_cover"]:
        shown = (
            f'cover: {{{photo}, people: [{{{person}}}]}}\nhonourees: [{{name: "Tổ {number}"}}]\n'
        )
    else:
        shown = f"honourees: [{{{person}, photo: {{{photo}}}}}]\n"
    rule = f"without_consent: {one['rule']}\n" if one["rule"] else ""
    return (
        f'+++\ntitle: "Gặp {name}"\npublish_at: 2026-11-01 08:00\n{rule}{shown}'
        f'quote: "{name} nói vậy."\nshare: {{sms: "Gap {unaccented(name)}"}}\n'
        f"+++\nChị *{name}* kể. [[{number}]]\n"
    )


def outputs(sample, gathered, now):
    """Return all text of the site at *now*, its paths, and what each card shows."""
    edition = at(gathered.catalog, now)
    press = MkDocsHost(sample.setup).make_press(gathered.catalog, gathered.cache)
    texts, cards = [], {}
    for task in plan(edition, {}):
        texts.append(task.path)
        if isinstance(task.material, CardMaterial):
            card = task.material.card
            if isinstance(card, ItemCard):
                cards[card.owner] = repr(item_card(card.face, press.site))
        elif task.stage is not Stage.ASSET:
            texts.append(task.run(press).decode("utf-8", "ignore"))
    return "\n".join(texts), cards


# Without shrinking: a site is made for each try.
@settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(PEOPLE, st.lists(DAYS, min_size=2, max_size=2, unique=True))
def test_name_and_picture_are_there_exactly_when_they_may_be(tmp_path_factory, people, days):
    files = {f"content/guong-sang/2026/n{i}.md": spotlight_of(i, p) for i, p in enumerate(people)}
    files |= {f"content/guong-sang/2026/anh-{i}.jpg": picture_of(i) for i in range(len(people))}
    sample = make_site(tmp_path_factory.mktemp("dong-y"), files)
    gathered = sample.gather()
    for day in days:
        now = datetime(day.year, day.month, day.day, 12, tzinfo=ZONE)
        everything, cards = outputs(sample, gathered, now)
        assert "Ghinhan" not in everything + str(cards)
        for number, one in enumerate(people):
            name, lapses = name_of(number), (one["until"], one["withdrawn"])
            ended = one["asked"] and (
                (lapses[0] is not None and day > lapses[0])
                or (lapses[1] is not None and day >= lapses[1])
            )
            shown = not (ended and one["rule"] == "item")
            named = shown and not (ended and one["rule"] == "name")
            agrees = one["asked"] and one["on"] <= day and not ended
            card = cards.get(f"guong-sang/2026/n{number}", "")
            assert (f"[[{number}]]" in everything) is shown
            assert (name in everything) is named
            assert (unaccented(name) in everything) is named
            assert (name in card) is named
            assert (f"anh-{number}." in everything) is (shown and agrees and "web" in one["scope"])
            assert (f"anh-{number}." in card) is (shown and agrees and "social" in one["scope"])
    sample.open.close()


@pytest.mark.parametrize("rule", ["picture", "name", "item"])
def test_building_over_the_end_gives_what_a_clean_build_gives(site, tmp_path, rule):
    files = worker(consent(until=LATE), f"without_consent: {rule}\n{NAMED}", BODY)
    files["content/ban-tin/2026/khac.md"] = (
        "+++\nrelated: [guong-sang/2026/tho]\n+++\n[Xem](../../guong-sang/2026/tho.md)\n"
    )
    sample = site(files)
    for now in (AFTER - timedelta(hours=1), AFTER):
        sample.build("-q", now=now)
    clean = make_site(tmp_path / "sach", files)
    clean.build("-q", "--no-cache", now=AFTER)

    assert sample.built() == clean.built()
