"""Cards as part of a site: which there are, what they are called, and how long they stay."""

import io
import re
import shutil
from datetime import timedelta

import pytest
from pages import parse
from photos import plain
from PIL import Image
from publishing import put, served
from sitemaker import BASE, CONFIG, NOW, SampleSite

from generator.messages.words import Words
from generator.outputs.card import Layout
from generator.outputs.card_contents import item_card
from generator.outputs.cards import card_view, common_view

ITEM = "content/ban-tin/2026/mot.md"
PERSON = "content/guong-sang/2026/mai.md"
ADDRESS = "https://thu.example/"
CONSENT = "consent: {on: 2026-11-01, by: An, scope: [web, social], until: 2026-11-25}"
MAI = f"+++\nhonourees: [{{name: Mai, photo: {{image: mai.jpg, alt: Mai}}, {CONSENT}}}]\n+++\n"
FILES = {
    ITEM: "+++\n+++\n",
    PERSON: MAI,
    "content/guong-sang/2026/mai.jpg": plain(400, 400),
    "content/khan/2026/bao.md": "+++\nlevel: hoa-toc\nexpires_at: 2026-11-30\n+++\n",
    "content/lien-he.md": "---\ntitle: Liên hệ\n---\nĐến nhé.\n",
}


MOT = "ban-tin/2026/mot/index.html"


def cards(sample):
    """Return the paths of all cards of the built site."""
    return {path for path in sample.built() if path.startswith("the/")}


def card_of(sample, item="ban-tin/2026/mot"):
    """Return the path of the card that the page of an item names."""
    page = parse(sample.built()[f"{item}/index.html" if item else "index.html"])
    image = page.meta("og:image")
    assert image.startswith(ADDRESS)
    return image.removeprefix(ADDRESS)


def with_settings(site, files, text):
    return SampleSite(site({**files, "mkdocs.yml": CONFIG + text}).root)


def reset(sample, text):
    """Give the site other settings."""
    sample.write({"mkdocs.yml": CONFIG + text})
    return SampleSite(sample.root)


# --- which there are ---


def test_every_page_names_a_card_that_is_there(site):
    sample = site(FILES)
    assert sample.build() == 0
    built, named = sample.built(), set()

    for path, data in built.items():
        if path.endswith(".html") and b'http-equiv="refresh"' not in data:
            page = parse(data)
            card = page.meta("og:image").removeprefix(ADDRESS)
            with Image.open(io.BytesIO(built[card])) as image:
                size = tuple(map(str, image.size))
            assert size == (page.meta("og:image:width"), page.meta("og:image:height"))
            assert page.meta("og:image:alt").startswith("Thẻ chia sẻ: ")
            assert card.isascii()
            named.add(card)

    assert named == cards(sample)
    assert len(named) == 3 + 4
    assert len({card_of(sample, kind) for kind in ("khan", "ban-tin", "guong-sang", "")}) == 4
    assert card_of(sample, "don-vi/cd-dien") == card_of(sample, "lien-he") == card_of(sample, "")
    assert re.fullmatch(r"the/[0-9a-f]{12}\.jpg", card_of(sample))


def test_the_view_is_what_pages_tell(site):
    sample = site(FILES)
    sample.build()
    edition = sample.edition()
    site_, face = edition.catalog.site, next(f for f in edition.live if f.id == "ban-tin/2026/mot")
    page = parse(sample.built()["ban-tin/2026/mot/index.html"])

    view = card_view(face, site_)

    assert (view.width_px, view.height_px) == (1200, 630)
    assert (view.url, view.alt) == (page.meta("og:image"), "Thẻ chia sẻ: Tiêu đề thử")
    assert common_view(site_).alt == "Thẻ chia sẻ: Công đoàn Thử"
    assert Words("en")("card.alt", title="A") == "Share card: A"


@pytest.mark.parametrize(
    "fields",
    [
        "draft: true",
        "publish_at: 2026-11-30",
        'withdrawn: {at: 2026-11-20, reason: "Sai."}',
        "expires_at: 2026-11-20 12:00",
    ],
)
def test_what_is_not_live_has_no_card(site, fields):
    sample = site({**FILES, ITEM: f"+++\n{fields}\n+++\n"})
    sample.build()

    assert len(cards(sample)) == 2 + 4


def test_older_items_share_their_kinds_card(site):
    old = {"content/ban-tin/2024/cu.md": "+++\npublish_at: 2024-12-31 23:59\n+++\n"}
    first = {"content/ban-tin/2025/dau.md": "+++\npublish_at: 2025-01-01 00:00\n+++\n"}
    sample = with_settings(site, {**FILES, **old, **first}, "      cards: {since: 2025-01-01}\n")
    assert sample.build() == 0

    assert card_of(sample, "ban-tin/2024/cu") == card_of(sample, "ban-tin")
    assert card_of(sample, "ban-tin/2025/dau") != card_of(sample, "ban-tin")


def test_two_items_that_look_alike_have_two_cards(site):
    sample = site({ITEM: "+++\n+++\n", "content/ban-tin/2026/hai.md": "+++\n+++\n"})
    assert sample.build() == 0

    assert card_of(sample) != card_of(sample, "ban-tin/2026/hai")


def test_cards_can_be_turned_off(site):
    text = "+++\ncover: {image: anh.jpg, alt: Ảnh}\n+++\n"
    picture = {"content/ban-tin/2026/anh.jpg": plain(1400, 800)}
    sample = with_settings(site, {**FILES, ITEM: text, **picture}, "      cards: false\n")
    assert sample.build() == 0

    assert cards(sample) == set()
    page = parse(sample.built()["ban-tin/2026/mot/index.html"])
    assert page.meta("og:image").startswith(f"{ADDRESS}ban-tin/2026/anh.")
    assert page.meta("og:image:alt") == "Ảnh"
    assert parse(sample.built()["index.html"]).meta("og:image") == ""


# --- what they are called ---


def test_a_cards_name_follows_what_is_on_it(site):
    sample = site({**FILES, ITEM: "+++\ncover: {image: anh.jpg, alt: A}\n+++\n"})
    sample.write({"content/ban-tin/2026/anh.jpg": plain(400, 300)})
    sample.build()
    names = [card_of(sample)]

    def again(files=(), settings=""):
        sample.write(dict(files))
        changed = reset(sample, settings)
        assert changed.build() == 0
        names.append(card_of(changed))

    for fields in (
        "topics: [an-toan]",
        'summary: "Một câu tóm tắt khác, cũng đủ dài."',
        "pinned_until: 2026-12-01",
    ):
        again({ITEM: f"+++\n{fields}\ncover: {{image: anh.jpg, alt: A}}\n+++\nKhác.\n"})
    assert len(set(names)) == 1
    again({ITEM: "+++\ntitle: Tên mới\ncover: {image: anh.jpg, alt: A}\n+++\n"})
    again({"content/ban-tin/2026/anh.jpg": plain(400, 300, "navy")})
    again({"content/data/units.yml": BASE["content/data/units.yml"].replace("CĐ Điện", "CĐ Mới")})
    again({}, '      look: {colour: "#7a1020"}\n')
    again({"content/logo.png": ""}, "      look: {logo: logo.png}\n")
    again({"content/logo.png": plain(80, 40)}, "      look: {logo: logo.png}\n")
    assert len(set(names)) == 7


def test_a_card_is_drawn_once(site, capsys):
    sample = site(FILES)
    sample.build()
    assert "Vẽ thẻ chia sẻ: 7/7" in capsys.readouterr().out
    before = sample.built()
    shutil.rmtree(sample.root / "site")
    sample.build()
    assert "Vẽ thẻ" not in capsys.readouterr().out
    assert sample.built() == before

    sample.write({ITEM: "+++\ntitle: Tên mới\n+++\n"}).build()

    assert "Vẽ thẻ chia sẻ: 1/1" in capsys.readouterr().out


def test_a_site_that_is_there_needs_no_card_anew_without_the_cache(site, capsys):
    sample = site(FILES)
    sample.build()
    for file in sample.memory.glob("kept.sqlite*"):
        file.unlink()
    capsys.readouterr()
    sample.write({"content/ban-tin/2026/hai.md": "+++\ntitle: Hai\n+++\n"}).build()

    assert "Vẽ thẻ chia sẻ: 1/1" in capsys.readouterr().out


# --- consent ---


def test_a_portrait_is_on_the_card_only_under_consent(site):
    sample = site(FILES)
    sample.build()
    seen = card_of(sample, "guong-sang/2026/mai")
    sample.build(now=NOW + timedelta(days=5))
    unseen = card_of(sample, "guong-sang/2026/mai")

    assert seen != unseen
    assert seen not in cards(sample)  # and the old one does not stay
    assert not [path for path in sample.built() if "mai." in path]


def test_a_portrait_without_consent_is_not_shown_as_a_cover_either(site):
    lapsed = MAI.replace("2026-11-25", "2026-11-20").replace(
        "+++\n", "+++\ncover: {image: mai.jpg, alt: A}\n", 1
    )
    edition = site({**FILES, PERSON: lapsed}).edition()
    (face,) = edition.shelf("kind/spotlight")

    card = item_card(face, edition.catalog.site)

    assert card.layout is Layout.PEOPLE
    assert card.cover is None
    assert [person.portrait for person in card.people] == [None]


# --- old ones ---


def mended(sample, title="Tiêu đề đã sửa", now=NOW, fields=""):
    """Mend the title of the item, build, and return its cards: the one it has and what stays."""
    sample.write({ITEM: f"+++\ntitle: {title}\n{fields}\n+++\n".replace("\n\n", "\n")})
    assert sample.build(now=now) == 0
    pages = {path: parse(data) for path, data in sample.built().items() if path.endswith(".html")}
    others = {page.meta("og:image") for path, page in pages.items() if path != MOT}
    return {path for path in cards(sample) if ADDRESS + path not in others}


def test_a_card_that_was_replaced_stays_for_thirty_days(site):
    sample = site(FILES)
    sample.build()
    old, data = card_of(sample), sample.built()[card_of(sample)]

    kept = mended(sample, now=NOW + timedelta(hours=1))

    assert kept == {old, card_of(sample)}
    assert sample.built()[old] == data
    assert parse(sample.built()["ban-tin/2026/mot/index.html"]).meta("og:image") != ADDRESS + old
    for days, is_there in ((1, True), (29, True), (30, True), (31, False)):
        assert sample.build(now=NOW + timedelta(days=days)) == 0
        assert (old in cards(sample)) == is_there


def test_it_goes_by_itself_when_its_time_is_over(site, capsys):
    sample = site({ITEM: FILES[ITEM]})
    sample.build()
    old = card_of(sample)
    mended(sample)
    capsys.readouterr()

    sample.build(now=NOW + timedelta(days=29))
    assert "0 tệp mới" in capsys.readouterr().out
    sample.build(now=NOW + timedelta(days=30))

    assert old not in cards(sample)


def test_a_title_that_comes_back_has_its_card_again(site):
    sample = site(FILES)
    sample.build()
    first = card_of(sample)
    mended(sample)
    second = card_of(sample)
    kept = mended(sample, "Tiêu đề thử")

    assert (card_of(sample), kept) == (first, {first, second})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (ITEM, '+++\nwithdrawn: {at: 2026-11-20, reason: "Sai."}\n+++\n'),
        (ITEM, "+++\nexpires_at: 2026-11-20 12:00\n+++\n"),
        ("content/data/taken-down.yml", "- {path: ban-tin/2026/mot, at: 2026-11-21}\n"),
    ],
)
def test_nothing_stays_of_what_is_no_longer_there(site, path, text):
    sample = site(FILES)
    sample.build()
    assert len(mended(sample)) == 2
    if path != ITEM:
        sample.remove(ITEM)
    sample.write({path: text})

    assert sample.build() == 0

    assert not any("/mot/" in one for one in cards(sample))


def test_nothing_stays_that_shows_what_the_item_shows_no_more(site):
    pictured = "cover: {image: anh.jpg, alt: A}"
    sample = site({**FILES, ITEM: f"+++\n{pictured}\n+++\n"})
    sample.write({"content/ban-tin/2026/anh.jpg": plain(400, 300)})
    sample.build()
    assert len(mended(sample, "Cùng ảnh", fields=pictured)) == 2
    sample.write({"content/ban-tin/2026/anh.jpg": plain(400, 300, "navy")})
    assert len(mended(sample, "Khác ảnh", fields=pictured)) == 1
    assert len(mended(sample, "Không ảnh")) == 1


def test_nothing_stays_that_names_who_is_named_no_more(site):
    sample = site({**FILES, PERSON: "+++\nhonourees: [{name: Mai}, {name: Lan}]\n+++\n"})
    sample.build()
    both = card_of(sample, "guong-sang/2026/mai")
    sample.write({PERSON: "+++\nhonourees: [{name: Mai}]\n+++\n"}).build()

    assert both not in cards(sample)


@pytest.mark.parametrize("settings", ["      cards: {kept_days: 0}\n", "      cards: false\n"])
def test_an_owner_can_drop_all_at_once(site, settings):
    sample = site(FILES)
    sample.build()
    old = card_of(sample)
    assert old in mended(sample)

    reset(sample, settings).build()

    assert old not in cards(sample)


def test_they_stay_where_only_the_cache_is_kept(site):
    """CI keeps the cache alone: the site is made there from nothing each time."""
    sample = site(FILES)
    sample.build()
    old, data = card_of(sample), sample.built()[card_of(sample)]
    for title in ("Một", "Hai"):
        shutil.rmtree(sample.root / "site")
        mended(sample, title)
        assert sample.built()[old] == data


def test_a_build_that_knows_nothing_keeps_nothing(site):
    sample = site(FILES)
    sample.build()
    old = card_of(sample)
    mended(sample)
    shutil.rmtree(sample.memory)

    assert sample.build() == 0

    assert old not in cards(sample)


def test_a_clock_set_back_does_not_keep_them_longer(site):
    sample = site(FILES)
    sample.build()
    old = card_of(sample)
    mended(sample, now=NOW + timedelta(days=300))
    sample.build(now=NOW + timedelta(days=1))
    sample.build(now=NOW + timedelta(days=32))

    assert old not in cards(sample)


def test_publication_carries_them(site, tmp_path):
    sample = site(FILES)
    sample.build()
    old = card_of(sample)
    mended(sample)

    put(tmp_path / "ra", sample.root / "site")

    assert old in served(tmp_path / "ra")
