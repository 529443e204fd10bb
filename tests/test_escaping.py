"""Text of editors is text: whatever it looks like, it never becomes markup of a page."""

import pytest
from lxml import etree
from pages import parse
from sitemaker import AUTHORS, CAMPAIGNS, CONFIG, TOPICS, UNITS, SampleSite

# In every field: a tag, an attribute that would break out of quotes, and an entity.
BAIT = """<b id=moi>x</b>" onmouseover="moi()' & &lt;"""
QUOTED = "'" + BAIT.replace("'", "''") + "'"


def item(*lines):
    common = (f"title: {QUOTED}", f"summary: {QUOTED}", "unit: cd-dien", "topics: [an-toan]")
    more = ("campaign: thang-cong-nhan", "authors: [ban-tuyen-giao]", "publish_at: 2026-11-20")
    cover = f"cover: {{image: anh.jpg, alt: {QUOTED}, caption: {QUOTED}, credit: {QUOTED}}}"
    return "---\n" + "\n".join((*common, *more, cover, *lines)) + "\n---\nThân bài.\n"


@pytest.fixture
def sample(site):
    config = CONFIG.replace('"Công đoàn Thử"', QUOTED).replace('"Số 1, phố Thử"', QUOTED)
    built = site(
        {
            "content/data/campaigns.yml": CAMPAIGNS.replace('"Tháng Công nhân"', QUOTED),
            "content/data/units.yml": UNITS.replace('"Công đoàn Điện Thử"', QUOTED).replace(
                "level: cap-tren", f"level: cap-tren, contact: {{address: {QUOTED}}}"
            ),
            "content/data/topics.yml": TOPICS.replace('"An toàn"', QUOTED),
            "content/data/authors.yml": AUTHORS.replace('"Ban Tuyên giáo"', QUOTED),
            "mkdocs.yml": config,
            "content/ban-tin/2026/mot.md": item(
                f"source: {{name: {QUOTED}, url: 'https://a.example/?a=1&b=2'}}",
                f"attachments: [{{file: tep.csv, title: {QUOTED}}}]",
                f"corrections: [{{at: 2026-11-20 09:00, note: {QUOTED}}}]",
            ),
            "content/ban-tin/2026/hai.md": item(f"withdrawn: {{at: 2026-11-20, reason: {QUOTED}}}"),
            "content/ban-tin/2026/ba.md": item("related: [ban-tin/2026/mot]"),
            "content/guong-sang/2026/mai.md": item(
                f"quote: {QUOTED}", f"honourees: [{{name: {QUOTED}, job: {QUOTED}, unit: cd-dien}}]"
            ),
            "content/khan/2026/bao.md": item("level: khan", "expires_at: 2026-12-01"),
            "content/ban-tin/2026/anh.jpg": "",
            "content/guong-sang/2026/anh.jpg": "",
            "content/khan/2026/anh.jpg": "",
            "content/ban-tin/2026/tep.csv": "a\n",
            "content/gioi-thieu.md": f"---\ntitle: {QUOTED}\ndescription: {QUOTED}\n---\nThân.\n",
        }
    )
    built = SampleSite(built.root)
    assert built.build() == 0
    return built


def test_no_bait_becomes_an_element_or_an_attribute(sample):
    seen = 0
    for path, data in sample.built().items():
        if not path.endswith(".html"):
            continue
        page = parse(data)
        seen += data.count(b"moi()")
        assert page.faults == [], path
        assert "moi" not in page.ids(), path
        for tag, attributes in page.elements:
            assert "onmouseover" not in attributes, f"<{tag}> of {path}"
    assert seen > 100


def test_readers_see_the_bait_as_it_was_written(sample):
    page = parse(sample.built()["ban-tin/2026/mot/index.html"])

    assert page.texts["h1"] == [BAIT]
    assert page.meta("og:title") == BAIT
    assert page.meta("description").startswith(BAIT)
    assert BAIT in [picture["alt"] for picture in page.named("img")]


def test_feeds_and_sitemaps_stay_well_formed(sample):
    for path, data in sample.built().items():
        if path.endswith(".xml"):
            assert etree.fromstring(data) is not None, path
