"""Whatever editors paste, feeds stay sound, and readers get back what was written."""

import json
import unicodedata

import feedparser
import lxml.html
import pytest
from feedroom import ATOM, FILES, URL, entries, feeds_of, site_of
from feedrules import CONTENT, CREATOR, faults
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from sitemaker import AUTHORS, CAMPAIGNS, FIELDS, TOPICS, UNITS

from generator.kernel.text import strip_unwanted

BAIT = "]]> <b>x</b>\" onload='y()' & &lt; &#7; <![CDATA[ \u202ehnid\u202c ‍👩‍🏭 \U000e0001"
PIECES = (
    *("]]>", "]]", ">", "<![CDATA[", "<!--", "-->", "<?xml?>", "<!DOCTYPE x>", "&", "&amp;"),
    *("&#7;", "&#x0;", "&nbsp;", "&bogus;", "<b>", "</b>", "<script>x()</script>", "</title>"),
    *("\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\ufdd0", "\ufffe", "\uffff", "\U0001ffff"),
    *("\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u2028"),
    *("Cộng hòa", unicodedata.normalize("NFD", "Việt Nữ Đường"), "e\u0323\u0302", "👩‍🏭", "🇻🇳"),
    *("{{ x }}", "{% raw %}", "%s", "\\", '"', "'", "\t", "  ", "javascript:x()", "ﷺ", "שלום"),
)
hostile = st.lists(
    st.one_of(
        st.sampled_from(PIECES),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    ),
    max_size=12,
).map("".join)
slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A site of one item, which is written anew again and again."""
    sample = site_of(tmp_path_factory.mktemp("doc-hai"), {})
    yield sample
    sample.open.close()


def one_item(title, summary, body):
    fields = {**FIELDS, "title": quoted(title), "summary": quoted(summary)}
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return {"content/ban-tin/2026/bai.md": f"---\n{lines}---\n\n{body}\n".encode()}


def quoted(text):
    """Return *text* as YAML in double quotes: a string of JSON is one."""
    return json.dumps(text, ensure_ascii=False)


def read(text):
    """Return *text* as a field of one line keeps it."""
    return " ".join(strip_unwanted(text).split())


def made_of(room, title, summary, body):
    room.write(one_item(title, summary, body))
    assume(room.gather().is_publishable)
    made = feeds_of(room, only=FILES)
    assert [fault for path in FILES for fault in faults(path, made[path], URL)] == []
    return made


@settings(max_examples=60, deadline=None, suppress_health_check=slow)
@given(title=hostile, summary=hostile)
@example(title=BAIT, summary=BAIT)
@example(title="x" * 160, summary="Một câu rất dài. " * 18)
def test_readers_get_back_title_and_summary_as_they_were_written(room, title, summary):
    title, summary = f"{title}T"[-160:], f"{summary} đủ dài để làm tóm tắt."[-320:]
    made = made_of(room, title, summary, "Thân bài.")
    title, summary = read(title), read(summary)

    (item,) = json.loads(made["feed.json"])["items"]
    assert (item["title"], item["summary"]) == (title, summary)
    (entry,) = entries(made["atom.xml"])
    assert entry.findtext(f"{ATOM}title") == title
    assert entry.findtext(f"{ATOM}summary") == summary
    (rss,) = entries(made["rss.xml"])
    assert rss.findtext("title") == title
    escaped = summary.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert rss.findtext("description") == escaped


@settings(max_examples=40, deadline=None, suppress_health_check=slow)
@given(title=hostile)
@example(title=BAIT)
def test_feedparser_reads_hostile_titles_without_a_fault(room, title):
    title = f"{title}T"[-160:]
    made = made_of(room, title, "Một câu tóm tắt đủ dài để đăng.", "Thân bài.")

    for path in ("rss.xml", "atom.xml"):
        parsed = feedparser.parse(made[path])
        assert (parsed.bozo, len(parsed.entries)) == (0, 1)
        if not set(title) & set("<>&"):  # it takes titles for HTML and cleans them
            assert parsed.entries[0].title == read(title)


@settings(max_examples=60, deadline=None, suppress_health_check=slow)
@given(body=st.lists(hostile, max_size=5).map("\n\n".join))
@example(body=BAIT)
@example(body='<img src="x" alt="]]&gt; ]]>">\n\n<a title="]]>" href="javascript:y()">z</a>')
@example(body="```\n]]>\n<![CDATA[\n```\n\n`]]>`")
def test_a_text_is_the_same_in_all_formats_and_harms_no_reader(room, body):
    made = made_of(room, "Tiêu đề", "Một câu tóm tắt đủ dài để đăng.", body)

    (item,) = json.loads(made["feed.json"])["items"]
    (entry,) = entries(made["atom.xml"])
    (rss,) = entries(made["rss.xml"])
    text = item.get("content_html")
    assert entry.findtext(f"{ATOM}content") == text
    assert rss.findtext(CONTENT) == text
    assert strip_unwanted(text or "") == (text or "")


def test_the_description_of_a_channel_opens_no_element_in_readers_that_take_it_for_html(tmp_path):
    note = 'Mức <500 nghìn. <b onclick="x()">Đậm</b> <script>x()</script><!-- x --><<i>img src=x>'
    topics = f"- {{id: an-toan, name: 'An toàn', description: {quoted(note)}}}\n"
    made = feeds_of(site_of(tmp_path, {"content/data/topics.yml": topics}))

    rss = made["chu-de/an-toan/rss.xml"]
    told = etree.fromstring(rss).findtext("channel/description")
    (tree,) = lxml.html.fragments_fromstring(f"<p>{told}</p>")
    assert list(tree) == []
    assert (
        tree.text_content()
        == told
        == note.replace("<b", "‹b")
        .replace("</", "‹/")
        .replace("<s", "‹s")
        .replace("<!", "‹!")
        .replace("<i", "‹i")
    )
    atom = etree.fromstring(made["chu-de/an-toan/atom.xml"])
    assert atom.findtext(f"{ATOM}subtitle") == note  # which says itself that it is text


def test_names_notes_and_settings_are_text_in_every_feed(tmp_path):
    """Each field that a feed tells carries the bait."""
    bait = quoted(BAIT)
    names = {
        "content/data/topics.yml": TOPICS.replace('"An toàn"', bait),
        "content/data/units.yml": UNITS.replace('"Công đoàn Điện Thử"', bait),
        "content/data/authors.yml": AUTHORS.replace('"Ban Tuyên giáo"', bait),
        "content/data/campaigns.yml": CAMPAIGNS.replace('"Tháng Công nhân"', bait),
    }
    fields = f"title: {bait}\nsummary: {bait}\ntopics: [an-toan]\n"
    items = {
        "content/ban-tin/2026/mot.md": (
            f"+++\n{fields}campaign: thang-cong-nhan\nauthors: [ban-tuyen-giao]\n"
            f"cover: {{image: anh.jpg, alt: {bait}}}\n"
            f"attachments: [{{file: tep.csv, title: {bait}}}]\n"
            f"corrections: [{{at: 2026-11-20 09:00, note: {bait}}}]\n+++\n{BAIT}\n"
        ),
        "content/ban-tin/2026/hai.md": (
            f"+++\n{fields}withdrawn: {{at: 2026-11-20 10:00, reason: {bait}}}\n+++\n"
        ),
        "content/ban-tin/2026/anh.jpg": "",
        "content/ban-tin/2026/tep.csv": "a\n",
    }
    made = feeds_of(site_of(tmp_path, {**names, **items}))

    assert [fault for path, data in made.items() for fault in faults(path, data, URL)] == []
    for path, data in made.items():
        if not path.endswith(".json"):
            assert feedparser.parse(data).bozo == 0, path
    item = json.loads(made["feed.json"])["items"][0]
    told = read(BAIT)
    assert item["tags"] == [told]
    assert item["authors"] == [{"name": told}]
    assert [one["title"] for one in item["attachments"]] == [told, told]
    (_, correction) = entries(made["dinh-chinh/rss.xml"])
    assert correction.findtext("title") == f"Cải chính: {told}"
    first = entries(made["rss.xml"])[0]
    assert [one.text for one in first.findall(CREATOR)] == [told]
    assert [one.text for one in first.findall("category")] == [told]


def test_a_control_character_in_a_pasted_text_is_taken_out_with_a_warning(tmp_path):
    sample = site_of(tmp_path, one_item("Tin\x0b một", "Một câu tóm tắt\x07 đủ dài.", "Chữ\x0c."))

    assert {one.code for one in sample.check()} == {"text.stray-character"}
    assert b"\x0c" not in feeds_of(sample, only=["rss.xml"])["rss.xml"]


def test_a_site_called_by_an_unfit_character_has_sound_feeds(tmp_path):
    sample = site_of(tmp_path, {})
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    named = config.replace("site_name: Công đoàn Thử", 'site_name: "Công đoàn\\x07 & <Thử>"')
    (tmp_path / "mkdocs.yml").write_text(named, "utf-8")
    made = feeds_of(type(sample)(tmp_path))

    assert json.loads(made["feed.json"])["title"] == "Công đoàn & <Thử>"
    assert [fault for path, data in made.items() for fault in faults(path, data, URL)] == []
