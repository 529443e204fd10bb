"""The whole feed of everything, in documents that stay (RFC 5005)."""

from datetime import datetime, timedelta

import pytest
from feedroom import URL, entries, feeds_of, ids, links, site_of, tasks_of
from feedrules import HISTORY, faults
from lxml import etree
from sitemaker import NOW, ZONE

from generator.messages.words import LANGUAGES, Words
from generator.outputs.feed_archives import PLACES, ArchiveMaterial, since_archive

FORMATS = ("rss.xml", "atom.xml")
BEGIN = datetime(2026, 1, 1, 8, tzinfo=ZONE)


def items(count, *, first=0, more=None):
    """Return *count* bulletins, an hour apart; *more* lines of front matter by number."""
    return {
        f"content/ban-tin/2026/bai-{n:03}.md": (
            f"+++\npublish_at: {BEGIN + timedelta(hours=n):%Y-%m-%d %H:%M}\n"
            f"{(more or {}).get(n, '')}+++\n"
        )
        for n in range(first, first + count)
    }


def notice(number, expires):
    """Return an urgent notice in the place of a bulletin."""
    at = f"{BEGIN + timedelta(hours=number):%Y-%m-%d %H:%M}"
    text = (
        f"+++\nlevel: khan\npublish_at: {at}\nexpires_at: {expires}\napproved_by: chu-tich\n+++\n"
    )
    return {f"content/khan/2026/khan-{number:03}.md": text}


def numbers(data):
    return [int(id_.rpartition("-")[2]) for id_ in ids(data)]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The feeds of two full archives and some more; the owner wants few entries in a feed."""
    root = tmp_path_factory.mktemp("luu-tru")
    settings = "      feeds: {entries: 5, hub: https://hub.example/}\n"
    return feeds_of(site_of(root, items(2 * PLACES + 7), settings))


# --- the chain ---


@pytest.mark.parametrize("file", FORMATS)
def test_whoever_follows_the_chain_back_meets_every_item_once_or_more(made, file):
    met, address = [], f"{URL}{file}"
    while address:
        data = made[address.removeprefix(URL)]
        met.append(numbers(data))
        address = links(data).get("prev-archive")

    assert [len(one) for one in met] == [7, PLACES, PLACES]
    assert sorted(n for one in met for n in one) == list(range(2 * PLACES + 7))
    assert all(one == sorted(one, reverse=True) for one in met)


@pytest.mark.parametrize("file", FORMATS)
def test_an_archive_is_marked_and_leads_to_the_subscription_document(made, file):
    for number in (1, 2):
        root = etree.fromstring(made[f"luu-tru/{number}/{file}"])
        assert len(list(root.iter(HISTORY))) == 1
        assert links(made[f"luu-tru/{number}/{file}"])["current"] == f"{URL}{file}"
    assert list(etree.fromstring(made[file]).iter(HISTORY)) == []


@pytest.mark.parametrize("file", FORMATS)
def test_archives_lead_to_the_one_before_and_the_one_after(made, file):
    chain = {
        number: {
            name: address
            for name, address in links(made[f"luu-tru/{number}/{file}"]).items()
            if name.endswith("-archive")
        }
        for number in (1, 2, 3)
    }

    def archive(number):
        return f"{URL}luu-tru/{number}/{file}"

    assert chain == {
        1: {"next-archive": archive(2)},
        2: {"prev-archive": archive(1), "next-archive": archive(3)},
        3: {"prev-archive": archive(2)},
    }


@pytest.mark.parametrize("file", FORMATS)
def test_where_the_next_archive_will_be_stands_one_without_entries_that_leads_on(made, file):
    data = made[f"luu-tru/3/{file}"]

    assert entries(data) == []
    assert list(etree.fromstring(data).iter(HISTORY)) == []
    assert links(data)["current"] == f"{URL}{file}"


def test_all_documents_are_one_feed(made):
    found = {
        etree.fromstring(made[path]).findtext("{*}id")
        for path in ("atom.xml", *(f"luu-tru/{n}/atom.xml" for n in (1, 2, 3)))
    }

    assert found == {"tag:thu.example,2026:feed"}


def test_every_archive_is_sound(made):
    archives = [path for path in made if path.startswith("luu-tru/")]

    assert len(archives) == 3 * len(FORMATS)
    assert [fault for path in archives for fault in faults(path, made[path], URL)] == []


def test_only_the_feed_of_everything_has_archives(made):
    for path, data in made.items():
        if path.endswith(FORMATS) and not path.startswith("luu-tru/") and path not in FORMATS:
            assert "prev-archive" not in links(data), path


def test_a_small_site_has_none_and_shows_all(tmp_path):
    small = feeds_of(site_of(tmp_path, items(PLACES - 1), "      feeds: {entries: 5}\n"))

    assert not [path for path in small if path.startswith("luu-tru/")]
    assert "prev-archive" not in links(small["atom.xml"])
    assert len(ids(small["atom.xml"])) == PLACES - 1
    assert len(ids(small["ban-tin/atom.xml"])) == 5


# --- what lasts ---


def changed(before, after):
    """Name the archives whose material is another, of those that both have."""
    return sorted(
        path
        for path in before.keys() & after.keys()
        if path.startswith("luu-tru/") and before[path].digest != after[path].digest
    )


def archive_tasks_of(root, files, now=NOW):
    sample = site_of(root, files)
    return tasks_of(sample.edition(now))


@pytest.mark.parametrize("more", [1, PLACES - 1, PLACES, 3 * PLACES])
def test_a_full_archive_never_changes_by_additions(tmp_path, more):
    before = archive_tasks_of(tmp_path / "a", items(2 * PLACES))
    after = archive_tasks_of(tmp_path / "b", items(2 * PLACES + more))

    # The one to come is the third; it is full in time.
    third = [f"luu-tru/3/{file}" for file in sorted(FORMATS)]
    assert changed(before, after) == (third if more >= PLACES else [])


def test_bytes_of_a_full_archive_do_not_change_by_additions(tmp_path):
    before = feeds_of(site_of(tmp_path / "a", items(PLACES)))
    after = feeds_of(site_of(tmp_path / "b", items(2 * PLACES)))

    for file in FORMATS:
        assert before[f"luu-tru/1/{file}"] == after[f"luu-tru/1/{file}"]


def test_what_expires_leaves_its_place_empty_and_moves_nothing(tmp_path):
    place = 3
    files = items(2 * PLACES) | notice(place, "2026-11-20")
    del files[f"content/ban-tin/2026/bai-{place:03}.md"]
    sample = site_of(tmp_path, files)
    before, after = (tasks_of(sample.edition(NOW - timedelta(days=d))) for d in (2, 0))

    assert changed(before, after) == [f"luu-tru/1/{file}" for file in sorted(FORMATS)]
    told = feeds_of(sample, only=["luu-tru/1/atom.xml", "luu-tru/2/atom.xml"])
    assert place not in numbers(told["luu-tru/1/atom.xml"])
    assert len(numbers(told["luu-tru/1/atom.xml"])) == PLACES - 1
    assert numbers(told["luu-tru/2/atom.xml"]) == list(range(2 * PLACES - 1, PLACES - 1, -1))
    assert b"khan-003" not in told["luu-tru/1/atom.xml"]


def test_what_is_withdrawn_is_told_as_such_in_its_place(tmp_path):
    withdrawal = "withdrawn: {at: 2026-11-20 09:00, reason: Sai số liệu.}\n"
    sample = site_of(tmp_path, items(2 * PLACES, more={4: f"title: Tieude-rut\n{withdrawal}"}))
    before, after = (tasks_of(sample.edition(NOW - timedelta(days=d))) for d in (2, 0))

    assert changed(before, after) == [f"luu-tru/1/{file}" for file in sorted(FORMATS)]
    told = feeds_of(sample, only=["luu-tru/1/atom.xml"])["luu-tru/1/atom.xml"]
    (entry,) = [e for e, n in zip(entries(told), numbers(told), strict=True) if n == 4]
    assert entry.findtext("{*}title") == "Tin này đã được rút lại"
    assert entry.findtext("{*}updated") == "2026-11-20T09:00:00+07:00"
    assert b"Tieude-rut" not in told


def test_the_subscription_document_misses_nothing_since_the_newest_archive(tmp_path):
    expired = set(range(PLACES + 2, PLACES + 6))
    files = items(PLACES + 12)
    for number in expired:
        del files[f"content/ban-tin/2026/bai-{number:03}.md"]
        files |= notice(number, "2026-11-20")
    told = feeds_of(site_of(tmp_path, files, "      feeds: {entries: 5}\n"), only=["atom.xml"])

    wanted = [n for n in range(PLACES + 11, PLACES - 1, -1) if n not in expired]
    assert numbers(told["atom.xml"]) == wanted


@pytest.mark.parametrize(
    ("count", "least", "shown"),
    [(PLACES, 20, 20), (PLACES + 3, 20, 20), (2 * PLACES - 1, 20, PLACES - 1), (PLACES, 5, 5)],
)
def test_the_subscription_document_has_its_entries_or_all_since_the_newest_archive(
    tmp_path, count, least, shown
):
    edition = site_of(tmp_path, items(count)).edition()

    assert since_archive(edition.live, least) == shown


def test_an_item_that_was_never_published_has_no_place(tmp_path):
    hidden = {
        "content/ban-tin/2026/nhap.md": "+++\ndraft: true\npublish_at: 2026-01-01 07:00\n+++\n",
        "content/ban-tin/2026/mai.md": "+++\npublish_at: 2026-12-24\n+++\n",
    }
    before = archive_tasks_of(tmp_path / "a", items(PLACES))
    after = archive_tasks_of(tmp_path / "b", items(PLACES) | hidden)

    assert changed(before, after) == []


def test_archives_carry_summaries(made):
    for file in FORMATS:
        assert "Nội dung thử.".encode() not in made[f"luu-tru/1/{file}"]
        assert "Một câu tóm tắt đủ dài".encode() in made[f"luu-tru/1/{file}"]


def test_the_parts_of_an_archives_material_have_words():
    for language in LANGUAGES:
        for name in ArchiveMaterial.__dataclass_fields__:
            assert Words(language)(f"explain.part.{name}")


def test_the_place_of_archives_and_corrections_is_the_programs(tmp_path):
    pages = {f"content/{name}.md": "# Trang\n\nChữ.\n" for name in ("luu-tru", "dinh-chinh")}

    assert [one.code for one in site_of(tmp_path, pages).check()] == ["url.reserved"] * 2
