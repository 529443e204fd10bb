"""The share kit: texts ready to paste, of the length that is read, with the link whole."""

import json
import re
import subprocess
import sys
import unicodedata
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sitemaker import CONFIG, NOW, ROOT, ZONE, SampleSite, make_site, places, render

from generator.kernel.gsm import count_gsm, cut_for_gsm, parts_of, to_gsm
from generator.kernel.text import count_words, cut_words, paragraphs, sentences
from generator.messages import dates
from generator.messages.abbreviations import spell_out
from generator.messages.words import LANGUAGES, Words
from generator.model.kinds import KINDS
from generator.model.share import CHANNELS, length, limit_of
from generator.outputs import qr
from generator.outputs.share_points import first_list
from generator.outputs.share_texts import hashtag, share_texts

URL = "https://thu.example/"
URGENT = {
    "content/khan/2026/bao.md": (
        '+++\ntitle: "Hỏa tốc: bão vào"\nlevel: hoa-toc\nexpires_at: 2026-12-01 17:00\n'
        'act_by: 2026-11-23 17:00\naudience: "CĐCS các xã ven sông"\nunit: cdcs-tram\n+++\n'
        "Lời dẫn.\n\n1. dừng việc **ngoài trời**;\n2. điểm danh lúc 6 giờ;\n"
    )
}
PEOPLE = (
    "+++\nhonourees: [{name: Mai, job: Thợ điện, unit: cdcs-tram}]\n"
    'merits: [{figure: "30 năm", text: "nối cáp"}, {text: "dạy nghề"}]\n+++\n'
)


def texts_of(sample, source, now=NOW):
    """Return the texts for the item in the file *source*."""
    edition = sample.edition(now)
    (face,) = (face for face in edition.live if face.source == source)
    return share_texts(edition.show(face), sample.setup.site)


def one(site, front="", body="Nội dung.\n", source="ban-tin/2026/mot.md", config=CONFIG):
    files = {f"content/{source}": f"+++\n{front}+++\n{body}", "mkdocs.yml": config}
    return texts_of(SampleSite(site(files).root), source)


# --- each text ---


def test_until_when_a_notice_is_to_be_acted_on_is_told_to_programs(site):
    built = site(URGENT)
    built.build("-q")

    kit = json.loads(built.read("khan/2026/bao/share.json"))
    assert kit["act_by"] == "2026-11-23T17:00:00+07:00"


def test_a_zalo_message_has_headline_points_deadline_and_link(site):
    assert texts_of(site(URGENT), "khan/2026/bao.md")["zalo"] == (
        "HỎA TỐC: Bão vào\n"
        "• Ai phải làm: CĐCS các xã ven sông\n"
        "• Dừng việc ngoài trời\n"
        "• Điểm danh lúc 6 giờ\n"
        "Hạn làm xong: trước 17 giờ 00, Thứ Hai 23/11/2026\n"
        f"{URL}khan/2026/bao/"
    )


def test_a_spotlight_tells_who_where_and_what_for(site):
    files = {"content/guong-sang/2026/mai.md": PEOPLE}
    assert texts_of(site(files), "guong-sang/2026/mai.md")["zalo"] == (
        "Gương sáng: Tiêu đề thử\n• Mai, Thợ điện, CĐCS Trạm\n• 30 năm nối cáp\n• dạy nghề\n"
        f"{URL}guong-sang/2026/mai/"
    )


def test_of_several_people_the_names_are_told(site):
    front = "honourees: [{name: Mai}, {name: Lan}, {name: Cúc}%s]\n"
    source = "guong-sang/2026/ba.md"
    three, four = (one(site, front % more, source=source) for more in ("", ", {name: Trúc}"))
    assert "• Mai, Lan và Cúc\n" in three["zalo"]
    assert "• Mai, Lan và 2 người khác\n" in four["zalo"]


def test_without_a_list_the_summary_is_cut_into_its_sentences(site):
    texts = one(site, 'summary: "Họp ở TP. Vinh lúc tám giờ. Ai cũng được mời! Mang theo thẻ."\n')
    assert texts["zalo"].splitlines()[1:4] == [
        "• Họp ở TP. Vinh lúc tám giờ.",
        "• Ai cũng được mời!",
        "• Mang theo thẻ.",
    ]


def test_until_when_an_item_holds_is_told_as_people_say_it(site):
    texts = one(site, "expires_at: 2026-11-22\n")
    assert "Có hiệu lực đến hết Chủ nhật 22/11/2026\n" in texts["zalo"]
    assert "Có hiệu lực đến hết Chủ nhật 22/11/2026." in texts["forward"]


def test_a_facebook_post_has_hashtags_of_campaign_and_topics(site):
    texts = one(site, "topics: [an-toan, phuc-loi]\ncampaign: thang-cong-nhan\n")
    assert texts["facebook"] == (
        "Tiêu đề thử\n\nMột câu tóm tắt đủ dài để kiểm thử.\n\n"
        f"{URL}ban-tin/2026/mot/\n\n#ThangCongNhan #AnToan #PhucLoi"
    )


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("An toàn lao động", "#AnToanLaoDong"),
        ("Tết sum vầy 2026", "#TetSumVay2026"),
        ("Mái ấm công đoàn 2025 – 2027", "#MaiAmCongDoan2025_2027"),
        ("Tin của LĐLĐ <b>tỉnh</b>", "#TinCuaLDLDBTinhB"),
        ("2026", ""),
        ("…", ""),
        ("một tên dài đến mức chẳng một người nào gõ lại cho đúng nổi đâu", ""),
    ],
)
def test_a_hashtag_is_plain_letters_with_a_capital_at_each_syllable(name, tag):
    assert hashtag(name) == tag


def test_a_short_message_is_one_plain_line(site):
    assert texts_of(site(URGENT), "khan/2026/bao.md")["sms"] == (
        f"CDCS Tram: HOA TOC: Bao vao. Han 17:00 23/11 {URL}khan/2026/bao/"
    )


def test_a_note_to_officers_says_who_is_to_do_what_by_when_and_where_to_report(site):
    assert texts_of(site(URGENT), "khan/2026/bao.md")["forward"] == (
        "Kính chuyển các đồng chí.\n"
        "Công đoàn cơ sở Trạm Thử ra thông báo: “HỎA TỐC: Bão vào”.\n"
        "Một câu tóm tắt đủ dài để kiểm thử.\n"
        "Đối tượng thực hiện: Công đoàn cơ sở các xã ven sông.\n"
        "Thời hạn hoàn thành: trước 17 giờ 00, Thứ Hai 23/11/2026.\n"
        "Đề nghị các đồng chí phổ biến và tổ chức thực hiện. "
        "Kết quả xin báo về Công đoàn cơ sở Trạm Thử.\n"
        f"Toàn văn: {URL}khan/2026/bao/\n"
        "Trân trọng."
    )


def test_a_report_is_asked_for_only_where_something_is_due(site):
    assert "báo về" not in one(site, "expires_at: 2026-12-01\n")["forward"]


def test_an_english_site_shares_in_english(site):
    config = CONFIG.replace("language: vi", "language: en") + "      language: en\n"
    texts = texts_of(SampleSite(site({**URGENT, "mkdocs.yml": config}).root), "khan/2026/bao.md")
    assert "by 17:00, Monday 23 Nov 2026" in texts["zalo"]
    assert texts["forward"].startswith("Dear colleagues,\n")
    assert "By 17:00 23 Nov " in texts["sms"]


# --- limits ---

WORDS = st.lists(st.text("aăâđêưỡx,.;", min_size=1, max_size=9), min_size=1, max_size=80)


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory):
    sample = make_site(tmp_path_factory.mktemp("chia-se"), URGENT)
    edition = sample.edition()
    yield sample, edition, edition.live[0]
    sample.open.close()


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_no_text_grows_beyond_its_limit_or_loses_its_link(plain_site, title, summary, audience):
    sample, edition, face = plain_site
    item = face.item
    kept = dict(item.__dict__)
    try:
        item.__dict__.update(
            title=" ".join(title)[:160],
            summary=" ".join(summary)[:320],
            audience=" ".join(audience)[:300],
        )
        share_texts.cache_clear()
        texts = share_texts(edition.show(face), sample.setup.site)
    finally:
        item.__dict__.update(kept)
    for channel, text in texts.items():
        assert length(channel, text) <= limit_of(channel), text
        assert f"{URL}khan/2026/bao/" in text
        assert "\n\n\n" not in text
    assert "\n" not in texts["sms"]


def test_a_point_after_the_first_is_never_cut_within_a_sentence(site):
    long = " ".join(["việc"] * 70)
    texts = one(site, body=f"- Một hai ba bốn.\n- Không {long} cuối.\n")
    assert texts["zalo"].count("•") == 1
    texts = one(site, body=f"- Không {long} {long} cuối.\n- Hai.\n")
    assert texts["zalo"].splitlines()[1].endswith("việc…")
    assert length("zalo", texts["zalo"]) <= 80


def test_a_long_title_is_shortened_at_a_word_and_the_link_stays(site):
    sms = one(site, f'title: "{"Thông báo về việc " * 8}"\n')["sms"]
    assert re.fullmatch(rf"(Thong bao ve viec )*[A-Za-z ]*\w\.\.\. {URL}ban-tin/2026/mot/", sms)
    assert 150 <= len(sms) <= 160
    assert set(sms.partition("...")[0].split()) <= {"Thong", "bao", "ve", "viec"}


def test_a_link_that_is_too_long_itself_goes_alone_and_whole(site):
    slug = "-".join(["rat-dai"] * 18)
    source = f"ban-tin/2026/{slug}.md"
    sms = one(site, source=source)["sms"]
    assert sms == f"{URL}ban-tin/2026/{slug}/"
    assert parts_of(count_gsm(sms)) == 2


# --- the message alphabet ---

BASIC = (
    "@£$¥\n\rΔ_ΦΓΛΩΠΨΣΘΞ !\"#¤%&'()*+,-./0123456789:;<=>?¡¿§"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("CĐCS, LĐLĐ và NLĐ", "CDCS, LDLD va NLD"),
        ("“Nóng” 40 °C – nghỉ…", '"Nong" 40 do C - nghi...'),
        ("đường Ỡ ữ ậ", "duong O u a"),
        ("½ ngày\n 👷‍♀️ vui", "1/2 ngay vui"),
        ("a[b]{c}~^|\\€", "a[b]{c}~^|\\€"),
        ("tab\tvà `nháy`", "tab va 'nhay'"),
    ],
)
def test_text_is_written_in_the_message_alphabet(text, plain):
    assert to_gsm(text) == plain


@given(st.text())
def test_whatever_is_written_fits_the_message_alphabet(text):
    written = to_gsm(text)
    assert set(written) <= set(BASIC) | set("^{}\\[]~|€")
    assert "\n" not in written
    assert to_gsm(written) == written


def test_brackets_and_the_euro_count_twice():
    assert count_gsm("[]{}~^|\\€") == 18
    assert count_gsm("_@%") == 3
    assert [parts_of(n) for n in (1, 160, 161, 306, 307)] == [1, 1, 2, 2, 3]


@given(st.lists(st.sampled_from(["CDCS", "[hop]", "gap", "di."]), min_size=1, max_size=30))
def test_what_is_cut_ends_at_a_word(words):
    text = " ".join(words)
    for limit in range(0, 60, 7):
        cut = cut_for_gsm(text, limit)
        assert count_gsm(cut) <= limit or not cut
        if cut not in {text, ""}:
            assert text.startswith(cut.removesuffix("..."))
            assert text[len(cut) - 3 :].lstrip(" .")[:1] or cut.endswith("...")


# --- words of Vietnamese ---


def test_a_text_is_cut_at_a_sentence_where_that_keeps_half_of_it():
    assert cut_words("Một hai ba. Bốn năm sáu bảy", 5) == "Một hai ba."
    assert cut_words("Một. Hai ba bốn năm sáu bảy", 5) == "Một. Hai ba bốn năm…"
    assert cut_words("Một hai, ba", 2) == "Một hai…"
    assert cut_words(" Một  hai ", 2) == "Một hai"


def test_sentences_do_not_end_at_abbreviations_and_figures():
    text = "Họp ở Q. Ba, TP. Vinh. Thu 1.200 đồng. “Ai đi?” Chị hỏi… Không ai."
    assert sentences(text) == [
        "Họp ở Q. Ba, TP. Vinh.",
        "Thu 1.200 đồng.",
        "“Ai đi?”",
        "Chị hỏi…",
        "Không ai.",
    ]


@pytest.mark.parametrize(
    ("page", "entries"),
    [
        ("<p>x</p><ul>\n<li>một;</li>\n<li>hai <em>ba</em></li></ul><ul><li>xa</li></ul>", 2),
        ("<ol><li>một<ul><li>con</li></ul></li></ol>", 2),
        ('<div class="footnote"><ol><li>chú</li></ol></div>', 0),
        ("<p>không</p>", 0),
    ],
)
def test_the_first_list_is_found_and_footnotes_are_none(page, entries):
    assert len(first_list(page)) == entries


def test_entries_of_a_list_are_plain_text():
    page = '<ul><li>A &lt;b&gt; <a href="x">c</a><sup id="fnref:1"><a>1</a></sup>;</li></ul>'
    assert first_list(page) == ["A <b> c"]


def test_abbreviations_are_spelled_out_with_a_capital_where_a_sentence_begins():
    assert spell_out("CĐCS và NLĐ. NLĐ nói: LĐLĐ tỉnh", "vi") == (
        "Công đoàn cơ sở và người lao động. Người lao động nói: Liên đoàn Lao động tỉnh"
    )
    assert (
        spell_out("hỏi CĐCS Trạm, KCN xa", "vi") == "hỏi Công đoàn cơ sở Trạm, khu công nghiệp xa"
    )
    assert spell_out("Xem https://to.example/KCN/x", "vi") == "Xem https://to.example/KCN/x"
    assert spell_out("CĐCSX NLĐ1", "vi") == "CĐCSX NLĐ1"
    assert spell_out("CĐCS", "en") == "CĐCS"


@pytest.mark.parametrize(
    ("instant", "vi", "en"),
    [
        (
            (2026, 11, 23, 17, 5),
            "trước 17 giờ 05, Thứ Hai 23/11/2026",
            "by 17:05, Monday 23 Nov 2026",
        ),
        ((2026, 11, 23), "hết Chủ nhật 22/11/2026", "by the end of Sunday 22 Nov 2026"),
    ],
)
def test_deadlines_are_told_as_people_say_them(instant, vi, en):
    at = datetime(*instant, tzinfo=ZONE)
    assert (dates.by(at, "vi"), dates.by(at, "en")) == (vi, en)


def test_terse_deadlines():
    ends = [datetime(2026, 11, 23, 17, tzinfo=ZONE), datetime(2026, 11, 23, tzinfo=ZONE)]
    assert [dates.terse(end, "vi") for end in ends] == ["17:00 23/11", "hết 22/11"]
    assert [dates.terse(end, "en") for end in ends] == ["17:00 23 Nov", "end of 22 Nov"]


def test_a_text_of_several_lines_is_tidied():
    assert paragraphs("  a   b \n\n\n\n c\t\n") == "a b\n\nc"


def test_each_kind_has_words_for_officers():
    for kind in KINDS:
        for language in LANGUAGES:
            told = Words(language)
            assert told(f"share.ask.{kind.name}")
            assert told(f"share.forward.{kind.name}", unit="A", title="B")


# --- an editor's own texts ---

OWN = """\
share:
  zalo: |
    Dòng một.

    Dòng hai.
  sms: "Họp [lúc] 8 giờ"
"""


def test_an_editors_own_texts_go_first_and_get_the_link(site):
    texts = one(site, OWN)
    assert texts["zalo"] == f"Dòng một.\n\nDòng hai.\n{URL}ban-tin/2026/mot/"
    assert texts["sms"] == f"Hop [luc] 8 gio {URL}ban-tin/2026/mot/"
    assert texts["facebook"].startswith("Tiêu đề thử\n")


def test_a_link_that_is_there_is_not_added_again(site):
    own = f'share: {{facebook: "Xem {URL}ban-tin/2026/mot/ nhé"}}\n'
    assert one(site, own)["facebook"] == f"Xem {URL}ban-tin/2026/mot/ nhé"


def test_own_texts_are_nfc_without_control_characters(site):
    decomposed = unicodedata.normalize("NFD", "Đoàn viên")
    texts = one(site, f'share: {{zalo: "{decomposed}\\u202e \\x07họp"}}\n')
    assert texts["zalo"].startswith("Đoàn viên họp\n")


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ('{zalo: "%s"}' % ("chữ " * 80), "share.long"),
        ('{facebook: "%s"}' % ("chữ " * 150), "share.long"),
        ('{forward: "%s"}' % ("chữ " * 200), "share.long"),
        ('{sms: "%s"}' % ("a" * 130), "share.long-message"),
        ('{sms: "%s"}' % ("[" * 64), "share.long-message"),
        ('{sms: "Họp"}', "share.accents"),
        ('{sms: "Hop \\u2026"}', "share.accents"),
    ],
)
def test_what_an_editor_should_know_of_a_text_is_told_at_its_place(site, own, code):
    sample = site({"content/ban-tin/2026/mot.md": f"+++\nshare: {own}\n+++\n"})
    found = sample.check()
    assert places(found) == [("content/ban-tin/2026/mot.md", 6, code)], render(found)
    assert sample.gather().is_publishable


@pytest.mark.parametrize(
    "own", ['{zalo: "%s"}' % ("chữ " * 78 + "hết"), '{sms: "%s"}' % ("a" * 122), "{}"]
)
def test_a_text_at_its_limit_is_fine(site, own):
    assert site({"content/ban-tin/2026/mot.md": f"+++\nshare: {own}\n+++\n"}).check() == []


def test_the_mark_of_a_channel_counts(site):
    config = CONFIG + "      share: {tag: true}\n"
    text = f'+++\nshare: {{sms: "{"a" * 121}"}}\n+++\n'
    sample = SampleSite(site({"mkdocs.yml": config, "content/ban-tin/2026/mot.md": text}).root)
    assert [d.code for d in sample.check()] == ["share.long-message"]


def test_an_unknown_channel_is_told_with_what_may_be_meant(site):
    (found,) = site({"content/ban-tin/2026/mot.md": '+++\nshare: {zallo: "Họp"}\n+++\n'}).check()
    assert found.code == "field.unknown"
    assert dict(found.params)["guess"] == "zalo"


def test_a_text_is_told_of_again_when_it_is_read_from_the_cache(sample):
    text = '+++\nshare: {sms: "Họp"}\n+++\n'
    sample.write({"content/ban-tin/2026/mot.md": text})
    (sample.root / "site").mkdir(exist_ok=True)
    for _ in range(2):
        told = subprocess.run(
            [sys.executable, "-m", "generator.cli", "check", "-f", sample.root / "mkdocs.yml"],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
        ).stdout
        assert "share.accents" in told


# --- the files ---


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A site with an item in each state, and its files."""
    hidden = {
        "nhap": "draft: true\n",
        "hen": "publish_at: 2026-12-01 08:00\n",
        "het": "expires_at: 2026-11-21 08:00\n",
        "rut": 'withdrawn: {at: 2026-11-21 08:00, reason: "Sai."}\n',
    }
    files = {
        f"content/ban-tin/2026/{name}.md": f"+++\n{front}+++\n" for name, front in hidden.items()
    }
    files["content/ban-tin/2026/mot.md"] = (
        "+++\ntopics: [an-toan]\ncover: {image: anh.jpg, alt: Ảnh}\nexpires_at: 2026-12-01\n+++\n"
    )
    files["content/ban-tin/2026/anh.jpg"] = ""
    files["content/guong-sang/2026/mai.md"] = (
        "+++\nhonourees: [{name: Mai, photo: {image: mai.jpg, alt: Chân dung}}]\n+++\n"
    )
    files["content/guong-sang/2026/mai.jpg"] = ""
    sample = make_site(tmp_path_factory.mktemp("bo-chia-se"), {**URGENT, **files})
    assert sample.build() == 0
    sample.open.close()
    return sample


def test_the_kit_is_what_others_build_on(built):
    kit = json.loads(built.read("ban-tin/2026/mot/share.json"))
    texts, image = kit.pop("texts"), kit.pop("image")
    assert kit == {
        "version": 1,
        "id": "tag:thu.example,2026:ban-tin/2026/mot",
        "item": "ban-tin/2026/mot",
        "kind": "bulletin",
        "url": f"{URL}ban-tin/2026/mot/",
        "title": "Tiêu đề thử",
        "summary": "Một câu tóm tắt đủ dài để kiểm thử.",
        "unit": "cd-dien",
        "topics": ["an-toan"],
        "campaign": None,
        "published": "2026-11-20T08:00:00+07:00",
        "updated": "2026-11-20T08:00:00+07:00",
        "expires": "2026-12-02T00:00:00+07:00",
        "act_by": None,
        "superseded_by": None,
        "qr": {"svg": f"{URL}ban-tin/2026/mot/qr.svg", "png": f"{URL}ban-tin/2026/mot/qr.png"},
    }
    assert tuple(texts) == CHANNELS
    assert set(image) == {"url", "width", "height", "alt"}
    assert image["url"].removeprefix(URL) in built.built()


def test_a_portrait_without_consent_is_in_no_kit(built):
    kit = json.loads(built.read("guong-sang/2026/mai/share.json"))
    page = built.read("guong-sang/2026/mai/index.html")
    assert f'<meta property="og:image" content="{kit["image"]["url"]}">' in page
    assert "Mai" in kit["texts"]["zalo"]


def test_a_notice_that_another_has_replaced_says_by_which(site, capsys):
    new = "+++\nlevel: khan\nexpires_at: 2026-12-02 17:00\nsupersedes: khan/2026/bao\n+++\n"
    sample = site({**URGENT, "content/khan/2026/moi.md": new})
    assert sample.build("-q") == 0

    def successor(item):
        kit = json.loads((sample.root / f"site/khan/2026/{item}/share.json").read_text("utf-8"))
        return kit["superseded_by"]

    assert (successor("bao"), successor("moi")) == (f"{URL}khan/2026/moi/", None)
    capsys.readouterr()
    assert sample.run("share", "khan/2026/bao", "--json", "--now", NOW.isoformat()) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["superseded_by"] == f"{URL}khan/2026/moi/"
    assert f"Hãy chuyển thông báo mới: {URL}khan/2026/moi/" in printed.err


def test_what_is_not_live_has_no_kit_and_no_code(built):
    beside = {path for path in built.built() if path.endswith(("share.json", "qr.svg", "qr.png"))}
    live = ("ban-tin/2026/mot", "guong-sang/2026/mai", "khan/2026/bao")
    assert beside == {
        f"{item}/{name}" for item in live for name in ("share.json", "qr.svg", "qr.png")
    }


def test_one_more_item_touches_no_other_kit(built):
    before = {p: d for p, d in built.built().items() if p.endswith(("share.json", ".svg", ".png"))}
    source = "content/ban-tin/2026/them.md"
    built.write({source: "+++\npublish_at: 2026-11-21 08:00\n+++\n"})
    stamps = {path: (built.root / "site" / path).stat().st_mtime_ns for path in before}
    assert built.build() == 0
    assert {path: (built.root / "site" / path).stat().st_mtime_ns for path in before} == stamps
    assert (built.root / "site/ban-tin/2026/them/share.json").is_file()
    built.remove(source)
    assert built.build("--forget") == 0
    assert not (built.root / "site/ban-tin/2026/them/share.json").exists()


def test_a_withdrawn_item_loses_its_kit(site):
    sample = site({"content/ban-tin/2026/mot.md": "+++\n+++\n"})
    assert sample.build() == 0
    assert "ban-tin/2026/mot/share.json" in sample.built()
    withdrawn = '+++\nwithdrawn: {at: 2026-11-20 09:00, reason: "Sai."}\n+++\n'
    sample.write({"content/ban-tin/2026/mot.md": withdrawn})
    assert sample.build() == 0
    assert not [p for p in sample.built() if p.endswith(("share.json", "qr.svg", "qr.png"))]


def test_links_are_marked_only_where_the_owner_asks_for_it(site):
    marked = one(site, "expires_at: 2026-12-01\n", config=CONFIG + "      share: {tag: true}\n")
    plain = one(site, "expires_at: 2026-12-01\n")
    marks = {"zalo": "zalo", "facebook": "fb", "sms": "sms", "forward": "cv"}
    for channel, mark in marks.items():
        assert f"{URL}ban-tin/2026/mot/?k={mark}" in marked[channel]
        assert "?" not in plain[channel]


def test_the_code_and_facebook_are_marked_and_the_pages_address_is_not(site):
    config = CONFIG + "      share: {tag: true}\n"
    files = {"mkdocs.yml": config, "content/ban-tin/2026/mot.md": "+++\n+++\n"}
    sample = SampleSite(site(files).root)
    assert sample.build() == 0
    page = sample.read("ban-tin/2026/mot/index.html")
    assert f'<link rel="canonical" href="{URL}ban-tin/2026/mot/">' in page
    assert "?u=https%3A//thu.example/ban-tin/2026/mot/%3Fk%3Dfb" in page
    assert json.loads(sample.read("ban-tin/2026/mot/share.json"))["url"].endswith("/mot/")
    assert sample.built()["ban-tin/2026/mot/qr.svg"] == qr.svg(f"{URL}ban-tin/2026/mot/?k=qr")


def test_texts_are_escaped_in_the_page_and_plain_in_the_kit(site):
    hostile = '+++\nshare: {zalo: "</pre><script>alert(1)</script>"}\n+++\n'
    sample = site({"content/ban-tin/2026/mot.md": hostile})
    assert sample.build() == 0
    assert "<script>alert" not in sample.read("ban-tin/2026/mot/index.html")
    kit = json.loads(sample.read("ban-tin/2026/mot/share.json"))
    assert kit["texts"]["zalo"].startswith("</pre><script>")


# --- the command ---


@pytest.mark.parametrize(
    "word",
    [
        "content/khan/2026/bao.md",
        "./content/khan/2026/bao.md",
        "content\\khan\\2026\\bao.md",
        "khan/2026/bao.md",
        "khan/2026/bao",
        "/khan/2026/bao/",
        f"{URL}khan/2026/bao/",
        f"{URL}khan/2026/bao/?k=zalo#x",
        f"{URL}khan/2026/bao/index.html",
    ],
)
def test_an_item_is_found_by_file_id_and_address(built, capsys, word):
    assert built.run("share", "--now", NOW.isoformat(), "--text", "sms", word) == 0
    assert capsys.readouterr().out == (
        f"CDCS Tram: HOA TOC: Bao vao. Han 17:00 23/11 {URL}khan/2026/bao/\n"
    )


def test_an_item_is_found_by_the_full_path_of_its_file(built, capsys):
    file = built.root / "content/khan/2026/bao.md"
    assert built.run("share", "--text", "sms", str(file), "--now", NOW.isoformat()) == 0
    assert "Bao vao" in capsys.readouterr().out


def test_all_texts_are_printed_with_their_lengths(built, capsys):
    assert built.run("share", "--now", NOW.isoformat(), "khan/2026/bao") == 0
    out = capsys.readouterr().out
    assert re.findall(r"^── (.+) ──$", out, re.MULTILINE) == [
        "Tin nhắn Zalo (35/80 tiếng)",
        "Bài đăng Facebook (24/150 tiếng)",
        "Tin nhắn SMS (79/160 ký tự, gửi thành 1 tin)",
        "Lời chuyển cho cán bộ (78/200 tiếng)",
    ]


def test_json_is_the_kit_of_the_site(built, capsys):
    assert built.run("share", "--json", "--now", NOW.isoformat(), "ban-tin/2026/mot") == 0
    assert capsys.readouterr().out == built.read("ban-tin/2026/mot/share.json")


@pytest.mark.parametrize(
    ("item", "code", "told"),
    [
        ("nhap", 0, "bản nháp"),
        ("hen", 0, "Thứ Ba, 01/12/2026, 08:00 mới lên trang"),
        ("het", 1, "đã hết hiệu lực"),
        ("rut", 1, "đã được rút"),
        ("mott", 2, "content/ban-tin/2026/mot.md"),
    ],
)
def test_what_is_not_live_is_told(built, capsys, item, code, told):
    found = built.run("share", "--now", NOW.isoformat(), f"ban-tin/2026/{item}")
    out, err = capsys.readouterr()
    assert found == code
    assert told in err
    assert bool(out) == (code == 0)
    assert "Traceback" not in err


def test_an_unknown_item_that_is_like_none_is_told_how_to_name_one(built, capsys):
    assert built.run("share", "zzz") == 2
    assert "content/ban-tin/2026/ten-bai.md" in capsys.readouterr().err


def test_a_fault_elsewhere_stands_in_nobodys_way_and_one_here_is_shown(site, capsys):
    sample = site({"content/ban-tin/2026/mot.md": "+++\n+++\n"})
    sample.write({"content/ban-tin/2026/hai.md": "+++\nunit: khong-co\n+++\n"})
    assert sample.run("share", "ban-tin/2026/mot", "--now", NOW.isoformat()) == 0
    assert sample.run("share", "ban-tin/2026/hai", "--now", NOW.isoformat()) == 1
    out, err = capsys.readouterr()
    assert "unit.unknown" in err
    assert count_words(out) > 20
