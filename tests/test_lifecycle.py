"""
Every state of an item against every output: where a word of it can be read, and where not.

One site has an item in each state, each with a word found nowhere else. The table says in which
outputs that word stands; every byte of the site is looked through.
"""

import json
from collections import defaultdict
from datetime import datetime, timedelta

import feedparser
import pytest
from sitemaker import NOW, ZONE, make_site

# What a reader or a program opens, by what its path says.
OWN, KIT, OTHERS, LISTS, BAND, FEEDS, CHANGES = (
    *("its page", "its share kit", "pages of other items", "listings"),
    *("the band", "feeds", "corrections"),
)
SHOWN = {OWN, KIT, OTHERS, LISTS, FEEDS}
END = "expires_at: 2026-12-01"
TAKEN_BACK = "withdrawn: {at: 2026-11-21 09:00, reason: Sai.}"
LAPSED = "{name: Lan, consent: {on: 2026-01-01, by: B, scope: [web], until: 2026-11-20}}"
STATES = {
    # what the front matter says, and where the word stands
    "live": (END, SHOWN | {BAND}),
    "draft": (f"{END}\ndraft: true", set()),
    "scheduled": (f"{END}\npublish_at: 2026-11-21 09:01", set()),
    "expired": ("expires_at: 2026-11-21 09:00", set()),
    "withdrawn": (f"{END}\n{TAKEN_BACK}", set()),
    "corrected": (
        f"{END}\ncorrections: [{{at: 2026-11-21 08:30, note: Suachua}}]",
        SHOWN | {BAND, CHANGES},
    ),
    "superseded": (END, SHOWN),
    "superseding": (f"{END}\nsupersedes: khan/2026/superseded", SHOWN | {BAND}),
    # the oldest of three, the middle, the newest
    "first": (END, SHOWN),
    "second": (f"{END}\nsupersedes: khan/2026/first", SHOWN),
    "third": (f"{END}\nsupersedes: khan/2026/second", SHOWN | {BAND}),
    # what replaced it has gone, and something else that one
    "oldest": (END, SHOWN),
    "between": ("expires_at: 2026-11-21 09:00\nsupersedes: khan/2026/oldest", set()),
    "newest": (f"{END}\nsupersedes: khan/2026/between", SHOWN | {BAND}),
    # what would replace it is not there
    "kept-by-draft": (END, SHOWN | {BAND}),
    "a-draft": (f"{END}\ndraft: true\nsupersedes: khan/2026/kept-by-draft", set()),
    "kept-by-schedule": (END, SHOWN | {BAND}),
    "to-come": (
        f"{END}\npublish_at: 2026-11-22\nsupersedes: khan/2026/kept-by-schedule",
        set(),
    ),
    "kept-by-withdrawal": (END, SHOWN | {BAND}),
    "taken-back": (
        f"{END}\n{TAKEN_BACK}\nsupersedes: khan/2026/kept-by-withdrawal",
        set(),
    ),
    "kept-by-expiry": (END, SHOWN | {BAND}),
    "run-out": ("expires_at: 2026-11-21 09:00\nsupersedes: khan/2026/kept-by-expiry", set()),
    # a person in it agrees no longer, and the item goes with that
    "without-consent": (
        f"{END}\nwithout_consent: item\ncover: {{image: anh.jpg, alt: A, people: [{LAPSED}]}}",
        set(),
    ),
}
IN_BAND = [name for name, (_, where) in STATES.items() if BAND in where]


def word(name):
    return f"Chuhieu-{name}."


def notice(name, more):
    return (
        f'+++\ntitle: "Bài {word(name)}"\nsummary: "Tóm tắt {word(name)} đủ dài để thử."\n'
        f'level: khan\ntopics: [an-toan]\naudience: "Tổ {word(name)}"\n{more}\n'
        f"+++\nNội dung {word(name)}\n"
    )


def files(names=tuple(STATES)):
    found = {f"content/khan/2026/{name}.md": notice(name, STATES[name][0]) for name in names}
    return {**found, "content/khan/2026/anh.jpg": ""}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    sample = make_site(tmp_path_factory.mktemp("doi-bai"), files())
    assert sample.build("-q") == 0
    yield sample
    sample.open.close()


def output_of(path, name):
    if path.startswith("dinh-chinh/"):
        return CHANGES
    if path == "khan/hieu-luc.json":
        return BAND
    if path.startswith(f"khan/2026/{name}/"):
        return OWN if path.endswith(".html") else KIT
    if path.startswith("khan/2026/"):
        return OTHERS
    return FEEDS if path.endswith((".xml", "feed.json")) else LISTS


def where(sample, name):
    """Return the outputs that have the word of an item, each with its paths."""
    found = defaultdict(list)
    for path, data in sample.built().items():
        if word(name).encode() in data:
            found[output_of(path, name)].append(path)
    return found


@pytest.mark.parametrize("name", STATES)
def test_a_word_of_an_item_stands_where_its_state_allows_and_nowhere_else(built, name):
    found = where(built, name)
    expected = STATES[name][1]

    # The band has room for five; who may stand in it is told below.
    assert set(found) - {BAND} == expected - {BAND}, dict(found)
    assert BAND not in found or BAND in expected


@pytest.mark.parametrize("name", STATES)
def test_the_sitemap_and_the_kit_are_there_for_what_is_live_alone(built, name):
    is_live = OWN in STATES[name][1]
    maps = b"".join(data for path, data in built.built().items() if path.startswith("sitemap/"))

    assert (f"/khan/2026/{name}/".encode() in maps) is is_live
    assert (f"khan/2026/{name}/share.json" in built.built()) is is_live
    assert (f"khan/2026/{name}/qr.png" in built.built()) is is_live


@pytest.mark.parametrize("name", STATES)
def test_the_address_goes_on_answering_once_it_has(built, name):
    page = built.built().get(f"khan/2026/{name}/index.html", b"").decode()
    told = {
        **dict.fromkeys(("withdrawn", "taken-back"), "Tin này đã được rút lại"),
        **dict.fromkeys(("expired", "between", "run-out"), "hết hiệu lực từ"),
        "without-consent": "không còn được hiển thị",
        **dict.fromkeys(("draft", "scheduled", "a-draft", "to-come"), ""),
    }.get(name, word(name))

    assert (told in page) if told else page == ""


def test_exactly_the_notices_that_nothing_replaces_are_in_force(built):
    current = {face.id for face in built.edition().shelf("kind/urgent") if not face.successor}
    told = {one["url"] for one in json.loads(built.read("khan/hieu-luc.json"))["notices"]}

    assert current == {f"khan/2026/{name}" for name in IN_BAND}
    assert len(told) == 5
    assert told < {f"/{id_}/" for id_ in current}


# --- supersession, both ways ---

PAIRS = {"superseded": "superseding", "first": "second", "second": "third", "oldest": "newest"}


@pytest.mark.parametrize(("old", "new"), PAIRS.items())
def test_an_old_notice_says_what_replaces_it_wherever_it_stands(built, old, new):
    url = f"https://thu.example/khan/2026/{new}/"
    page = built.read(f"khan/2026/{old}/index.html")

    assert "Hãy đọc thông báo thay thế:" in page
    assert f'<a href="/khan/2026/{new}/">Bài {word(new)}</a></p>' in page
    assert json.loads(built.read(f"khan/2026/{old}/share.json"))["superseded_by"] == url
    for path in ("rss.xml", "atom.xml", "khan/atom.xml"):
        (entry,) = [e for e in feedparser.parse(built.read(path)).entries if word(old) in e.title]
        assert f"Thông báo này đã được thay thế, xem {url}." in entry.summary
    entries = json.loads(built.read("feed.json"))["items"]
    (entry,) = [e for e in entries if word(old) in e["title"]]
    assert url in entry["summary"]


@pytest.mark.parametrize(("old", "new"), [pair for pair in PAIRS.items() if pair[0] != "oldest"])
def test_a_new_notice_says_what_it_replaces(built, old, new):
    page = built.read(f"khan/2026/{new}/index.html")

    assert f'<dt>Thay thế thông báo</dt><dd><a href="/khan/2026/{old}/">' in page


@pytest.mark.parametrize(
    ("told", "winner"),
    [
        # by the time of appearing, not by name or the order of reading
        ({"b": "2026-11-10", "c": "2026-11-12", "d": "2026-11-11"}, "c"),
        ({"b": "2026-11-12", "c": "2026-11-11", "d": "2026-11-10"}, "b"),
        # of the same instant the id decides
        ({"b": "2026-11-10", "c": "2026-11-10"}, "c"),
        # of which the newest is gone, or to come
        ({"b": "2026-11-10", "c": "2026-11-11\nwithdrawn: {at: 2026-11-20 09:00, reason: S}"}, "b"),
        ({"b": "2026-11-10", "c": "2026-11-22"}, "b"),
    ],
)
def test_of_two_that_replace_one_notice_the_newest_that_is_live_does(site, told, winner):
    news = {
        f"content/khan/2026/{name}.md": notice(
            name, f"{END}\npublish_at: {when}\nsupersedes: khan/2026/a"
        )
        for name, when in told.items()
    }
    old = {"content/khan/2026/a.md": notice("a", f"{END}\npublish_at: 2026-11-01")}
    edition = site({**old, **news}).edition()

    assert {id_: face.id for id_, face in edition.superseded.items()} == {
        "khan/2026/a": f"khan/2026/{winner}"
    }
    assert edition.by_id["khan/2026/a"].successor == f"khan/2026/{winner}/"
    others = [f for f in edition.live if f.id != "khan/2026/a"]
    assert [f.successor for f in others] == [""] * len(others)


def test_listings_mark_what_is_replaced_and_nothing_else(built):
    rows = built.read("khan/index.html").split("<article")[1:]
    marked = {
        name for name in STATES for row in rows if word(name) in row and "Đã được thay thế" in row
    }

    assert marked == set(PAIRS)


@pytest.mark.parametrize("name", [n for n in STATES if n.startswith("kept-") or n == "live"])
def test_what_nothing_replaces_says_nothing_of_it(built, name):
    assert "thay thế" not in built.read(f"khan/2026/{name}/index.html").partition("</article>")[0]
    assert json.loads(built.read(f"khan/2026/{name}/share.json"))["superseded_by"] is None


def test_a_successor_comes_and_goes_by_the_clock_as_in_a_clean_build(site, tmp_path):
    content = files(("kept-by-schedule", "to-come"))
    new = "content/khan/2026/to-come.md"  # in other listings, so that those of the old stay else
    content[new] = content[new].replace("topics: [an-toan]", "topics: [phuc-loi]")
    sample = site(content)
    sample.build("-q")
    later = datetime(2026, 11, 22, 8, tzinfo=ZONE)
    sample.build("-q", now=later)
    assert "Đã được thay thế" in sample.read("khan/index.html")
    assert "Đã được thay thế" in sample.read("chu-de/an-toan/index.html")
    clean = make_site(tmp_path / "sach", content)
    clean.build("-q", "--no-cache", now=later)
    assert sample.built() == clean.built()

    sample.build("-q", now=NOW)
    assert "Đã được thay thế" not in sample.read("khan/index.html")


@pytest.mark.parametrize("length", [2, 3])
def test_notices_that_replace_each_other_in_a_circle_are_told(site, length):
    names = [f"v{i}" for i in range(length)]
    sample = site(
        {
            f"content/khan/2026/{one}.md": notice(one, f"{END}\nsupersedes: khan/2026/{other}")
            for one, other in zip(names, [*names[1:], names[0]], strict=True)
        }
    )

    assert [d.code for d in sample.check()] == ["supersedes.loop"] * length


# --- corrections and feeds over time ---


def entries_of(sample, path="atom.xml"):
    return {entry.id: entry for entry in feedparser.parse(sample.read(path)).entries}


def test_a_correction_stands_at_the_top_and_moves_updated_alone(site):
    sample = site(files(("corrected",)))
    sample.build("-q", now=NOW - timedelta(hours=1))
    ((id_, before),) = entries_of(sample).items()
    sample.build("-q")
    ((same, after),) = entries_of(sample).items()
    page = sample.read("khan/2026/corrected/index.html")

    assert same == id_
    assert after.published == before.published
    assert before.updated < after.updated == "2026-11-21T08:30:00+07:00"
    assert page.index("<h1>") < page.index("Thông tin cải chính</h2>") < page.index('"prose"')
    assert page.count("Suachua") >= 1


def test_a_withdrawal_is_told_again_under_the_same_id(site):
    sample = site(files(("withdrawn",)))
    sample.build("-q", now=NOW - timedelta(minutes=1))
    ((id_, before),) = entries_of(sample).items()
    sample.build("-q")
    ((same, after),) = entries_of(sample).items()

    assert same == id_
    assert (after.title, after.published) == ("Tin này đã được rút lại", before.published)
    assert after.updated > before.updated
    assert word("withdrawn") not in sample.read("atom.xml")


def test_an_expiry_leaves_no_entry(site):
    sample = site(files(("expired",)))
    sample.build("-q", now=NOW - timedelta(minutes=1))
    assert len(entries_of(sample)) == 1
    sample.build("-q")
    assert entries_of(sample) == {}
