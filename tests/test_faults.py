"""
Kills, full disks, damage: the served site stays whole, and the next build puts all right.

Every test is the same story: a site stands, something happens to it or to a build, and in the end
its bytes are those of a clean build, made in a folder that knows nothing.
"""

from __future__ import annotations

import contextlib
import functools
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import IO

import pytest
from sitemaker import BASE, NOW, ROOT, SampleSite, make_site, tree
from sitemaker import CONFIG as CONFIG_OF_ALL
from wholeness import broken_links, differing, leftovers, torn

from generator.build import memory

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and disks of Linux")

URL = "https://thu.example/"
DONE, CONTENT_PROBLEMS, MACHINE_FAILED = 0, 1, 3
CACHE = ".cache/bantin"
# Results are held against clean builds, which know of no card that was replaced.
CONFIG = CONFIG_OF_ALL + "      cards: {kept_days: 0}\n"
NEWS = {"mkdocs.yml": CONFIG} | {
    f"content/ban-tin/2026/bai-{n}.md": (
        f'+++\ntitle: "Bài {n}"\ntopics: [{("an-toan", "phuc-loi")[n % 2]}]\n+++\nThân bài {n}.\n'
    )
    for n in range(30)
}
MUCH_NEWS = NEWS | {
    f"content/ban-tin/2026/tin-{n}.md": f'+++\ntitle: "Tin {n}"\n+++\nThân tin {n}.\n'
    for n in range(50)
}
OTHER_NAME = {"mkdocs.yml": CONFIG.replace("Công đoàn Thử", "Công đoàn Khác")}
OTHER_TOPIC = {"content/data/topics.yml": BASE["content/data/topics.yml"].replace("An", "Giữ an")}


# What the tests do: run builds, and hold the result against a clean one.


@dataclass
class Running:
    """A build in a process group of its own, so that its workers can be met with it."""

    process: subprocess.Popen[bytes]
    complaints: IO[bytes]

    def ends(self, timeout_s: float = 120) -> tuple[int, str]:
        """Wait for the end; return the exit code and what was complained of."""
        code = self.process.wait(timeout_s)
        self.complaints.seek(0)
        return code, self.complaints.read().decode()

    @property
    def is_over(self) -> bool:
        return self.process.poll() is not None

    def signal_all(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)

    def kill(self) -> None:
        self.signal_all(signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def started(sample: SampleSite, *arguments: str, prefix: tuple[str, ...] = ()) -> Iterator[Running]:
    """Start a build; whatever is left of it is killed in the end."""
    command = [
        *(*prefix, sys.executable, "-m", "generator.cli", "build"),
        *("-f", str(sample.root / "mkdocs.yml"), "--now", NOW.isoformat(), *arguments),
    ]
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=complaints, start_new_session=True
        )
        running = Running(process, complaints)
        try:
            yield running
        finally:
            running.kill()


def bantin(sample: SampleSite, *arguments: str, prefix: tuple[str, ...] = ()) -> tuple[int, str]:
    """Build in a process of its own to the end."""
    with started(sample, *arguments, prefix=prefix) as running:
        return running.ends()


def clean(sample: SampleSite, now: datetime = NOW) -> dict[str, bytes]:
    """Build the same content in a fresh folder, without a cache, and return its bytes."""
    sources = {"mkdocs.yml": (sample.root / "mkdocs.yml").read_bytes()}
    for name in ("content", "theme"):
        folder = sample.root / name
        files = tree(folder) if folder.exists() else {}
        sources |= {f"{name}/{path}": data for path, data in files.items()}
    return _clean(tuple(sorted(sources.items())), now)


@functools.cache
def _clean(sources: tuple[tuple[str, bytes], ...], now: datetime) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        fresh = make_site(Path(folder), dict(sources))
        assert fresh.build("--no-cache", now=now) == DONE
        return fresh.built()


def holds_clean_bytes(sample: SampleSite, now: datetime = NOW) -> bool:
    """Tell whether the site is as a clean build's and nothing lies about; fail by what is not."""
    assert differing(sample.built(), clean(sample, now)) == []
    assert leftovers(sample.root / "site") == []
    return True


def is_plain(told: str) -> bool:
    """Tell whether *told* is words for an editor and not the names of our exceptions."""
    assert told.strip()
    assert "Traceback" not in told
    assert re.search(r"\b\w+(Error|Exception)\b", told) is None, told
    return True


def wait_for(running: Running, condition: Callable[[], object]) -> bool:
    """Wait until *condition* holds; False when the build was over before."""
    while not condition():
        if running.is_over:
            return False
        time.sleep(0.0002)
    return True


def is_staging(sample: SampleSite) -> bool:
    """Tell whether a build is on its way to put something in place."""
    return any(name.startswith(".site-staging-") for name in os.listdir(sample.root))


def local_theme(sample: SampleSite) -> SampleSite:
    """Give the site a copy of the theme, to be changed."""
    shutil.copytree(ROOT / "theme", sample.root / "theme")
    config = (sample.root / "mkdocs.yml").read_text()
    (sample.root / "mkdocs.yml").write_text(re.sub(r"custom_dir: .*", "custom_dir: theme", config))
    return SampleSite(sample.root)


# Killed builds.


def versions(sample: SampleSite, unit: str) -> tuple[dict[str, str], dict[str, str]]:
    """
    Return two states of some files, none of which takes an address from the other.

    Between them nearly every page changes, an item moves and leaves an alias, another comes and
    is taken down. By their names those pages come first that lead to the others.
    """
    topics = (sample.root / "content/data/topics.yml").read_text()
    item = f"+++\nunit: {unit}\n"
    to_all, first, second, third = (
        f"content/ban-tin/2026/{name}.md" for name in ("a-dau", "an-cu", "moi", "xa")
    )
    one = {
        to_all: f"{item}+++\nXem [bài](an-cu.md).\n",
        first: f"{item}aliases: [ban-tin/2026/moi]\n+++\n",
        "content/data/topics.yml": topics,
        "content/data/taken-down.yml": "- {path: ban-tin/2026/xa, at: 2026-11-21}\n",
    }
    other = {
        to_all: f"{item}+++\nXem [bài](moi.md) và [bài](xa.md).\n",
        second: f"{item}aliases: [ban-tin/2026/an-cu]\nid: ban-tin/2026/an-cu\n+++\n",
        third: f"{item}related: [ban-tin/2026/an-cu]\n+++\n",
        "content/data/topics.yml": topics.replace('name: "', 'name: "Chủ đề '),
        "theme/styles/reading/95-them.css": ".them { color: teal; }\n",
    }
    return one, other


def put(sample: SampleSite, version: dict[str, str], instead_of: dict[str, str]) -> None:
    for path in instead_of.keys() - version.keys():
        (sample.root / path).unlink(missing_ok=True)
    sample.write(version)


def stamp(file: Path) -> tuple[int, int] | None:
    """Return what tells a replaced file from the one before, None where there is none."""
    try:
        status = file.lstat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def kill_somewhere(
    running: Running, sample: SampleSite, wanted: dict[str, bytes], dice: random.Random, span: float
) -> None:
    """Kill a build at a random instant, as some file of the site changes, or when all have."""
    changing = differing(sample.built(), wanted)
    way = dice.choice(("instant", "instant", "change", "change", "change", "end"))
    if way == "instant" or not changing:
        time.sleep(dice.uniform(0.1, 1.0) * span)
    elif way == "end":
        wait_for(running, lambda: is_staging(sample))
        wait_for(running, lambda: not is_staging(sample))
    else:
        file = sample.root / "site" / dice.choice(changing)
        before = stamp(file)
        wait_for(running, lambda: stamp(file) != before)
    running.kill()


def kill_again_and_again(sample: SampleSite, url: str, unit: str, kills: int) -> int:
    """Kill builds between two versions of the content; return how many were in mid-release."""
    local_theme(sample)
    both = versions(sample, unit)
    dice = random.Random(20)
    sites = []
    for version, other in (both, both[::-1]):
        put(sample, version, other)
        start = time.monotonic()
        assert bantin(sample)[0] == DONE
        span = time.monotonic() - start
        sites.append(clean(sample))
        assert broken_links(sites[-1], url) == []
    assert differing(sample.built(), sites[1]) == []
    met_midway, last_whole = 0, 1
    for number in range(kills):
        aim = number % 2
        put(sample, both[aim], both[1 - aim])
        with started(sample) as running:
            kill_somewhere(running, sample, sites[aim], dice, span)
        served = sample.built()
        met_midway += bool(differing(served, sites[0]) and differing(served, sites[1]))

        assert torn(served, *sites) == []
        assert broken_links(served, url, known=sites[last_whole]) == []

        if dice.random() < 0.7:  # else the next one is killed upon this one
            assert sample.build() == DONE
            assert differing(sample.built(), sites[aim]) == []
            assert leftovers(sample.root / "site") == []
            last_whole = aim
    return met_midway


def test_a_killed_build_leaves_a_whole_site_and_the_next_one_ends_its_work(site):
    assert kill_again_and_again(site(MUCH_NEWS), URL, "cd-dien", kills=8) > 0


def test_a_killed_first_build_leaves_the_whole_site_or_none(site):
    sample = site(MUCH_NEWS)
    for seconds in (0.2, 0.35, 0.45, 0.5):
        shutil.rmtree(sample.root / "site", ignore_errors=True)
        with started(sample) as running:
            time.sleep(seconds)
            running.kill()

        assert not (sample.root / "site").exists() or sample.built() == clean(sample)

    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


@pytest.mark.slow
def test_two_hundred_killed_builds_of_a_thousand_items(tmp_path):
    root = tmp_path / "trang"
    subprocess.run(
        [sys.executable, ROOT / "scripts/bench", "archive", root, "--items", "1000"],
        check=True,
        capture_output=True,
    )

    midway = kill_again_and_again(SampleSite(root), "https://tai.example/", "thu-tai", kills=200)

    assert midway > 20


def test_a_build_whose_main_process_alone_is_killed_hinders_no_other(site):
    """So the system kills when memory runs out: the largest process, and not its workers."""
    sample = site(MUCH_NEWS)
    with started(sample, "--jobs", "2") as running:
        assert wait_for(running, lambda: is_staging(sample))
        running.process.kill()
        running.process.wait()

        assert bantin(sample) == (DONE, "")

    assert holds_clean_bytes(sample)


def processes() -> Iterator[tuple[int, int, int]]:
    """Yield each living process with its parent and its group."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError):  # it may end while it is looked at
                facts = (folder / "stat").read_text().rpartition(")")[2].split()
                if facts[0] != "Z":
                    yield int(folder.name), int(facts[1]), int(facts[2])


def workers_of(number: int) -> list[int]:
    return [process for process, parent, _ in processes() if parent == number]


def members_of(group: int) -> list[int]:
    return [process for process, _, its_group in processes() if its_group == group]


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are looked for in /proc"
)


@needs_proc
def test_workers_do_not_outlive_a_killed_main_process(site):
    sample = site(MUCH_NEWS)
    with started(sample, "--jobs", "2", "--no-cache") as running:
        number = running.process.pid
        assert wait_for(running, lambda: is_staging(sample) and workers_of(number))
        running.process.kill()
        running.process.wait()

        end = time.monotonic() + 10
        while members_of(number) and time.monotonic() < end:
            time.sleep(0.1)

        assert members_of(number) == []


@needs_proc
@pytest.mark.parametrize("is_making", [False, True], ids=["reading", "making"])
def test_a_killed_worker_ends_the_build_in_words_and_leaves_the_site(site, is_making):
    sample = site(MUCH_NEWS)
    assert sample.build() == DONE
    before = sample.built()
    sample.write(OTHER_NAME)
    for _ in range(8):  # it may have ended by the time the signal comes
        with started(sample, "--jobs", "2", "--no-cache") as running:
            met = wait_for(
                running,
                lambda: is_staging(sample) == is_making and workers_of(running.process.pid),
            )
            with contextlib.suppress(IndexError, ProcessLookupError):
                os.kill(workers_of(running.process.pid)[0], signal.SIGKILL)
            code, told = running.ends()
        assert met, "the build had no worker to be killed"
        if code == MACHINE_FAILED:
            break
        SampleSite(sample.root).write({"mkdocs.yml": CONFIG}).build()
        sample.write(OTHER_NAME)

    assert code == MACHINE_FAILED
    assert is_plain(told)
    assert sample.built() == before
    assert bantin(sample, "--jobs", "2")[0] == DONE
    assert holds_clean_bytes(sample)


# Two builds at once.


def test_a_second_build_names_the_first_and_gives_way(site):
    sample = site(MUCH_NEWS)
    with started(sample) as first:
        assert wait_for(first, lambda: is_staging(sample))
        first.signal_all(signal.SIGSTOP)

        code, told = bantin(sample)

        assert code == MACHINE_FAILED
        assert re.search(rf"\b{first.process.pid}\b", told)
        assert is_plain(told)
        first.signal_all(signal.SIGCONT)
        assert first.ends() == (DONE, "")
    assert holds_clean_bytes(sample)
    assert bantin(sample) == (DONE, "")


def test_two_builds_into_two_folders_do_not_mind_each_other(site, tmp_path):
    sample = site(MUCH_NEWS)
    other = tmp_path.with_name(f"{tmp_path.name}-khac") / "site"
    with started(sample, "--site-dir", str(other)) as first:
        staging = f".{other.name}-staging-*"
        assert wait_for(first, lambda: list(other.parent.glob(staging)))
        first.signal_all(signal.SIGSTOP)

        assert bantin(sample) == (DONE, "")

        first.signal_all(signal.SIGCONT)
        assert first.ends() == (DONE, "")
    assert holds_clean_bytes(sample)
    assert tree(other) == clean(sample)


def test_the_lock_of_a_killed_build_hinders_nobody(site):
    sample = site(MUCH_NEWS)
    with started(sample) as first:
        assert wait_for(first, lambda: is_staging(sample))
        first.kill()
    assert is_staging(sample)

    assert bantin(sample) == (DONE, "")

    assert holds_clean_bytes(sample)


# Full disks.


@pytest.fixture
def mount() -> Iterator[Callable[[Path, str], None]]:
    """Mount small disks in memory; they go after the test."""
    mounted: list[Path] = []

    def make(folder: Path, size: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as reason:
            pytest.skip(f"no disk can be mounted here: {reason}")
        mounted.append(folder)

    yield make
    for folder in reversed(mounted):
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, *, but_bytes: int) -> Path:
    """Fill the disk of *folder* to *but_bytes* with one file."""
    ballast = folder / ".day"
    status = os.statvfs(folder)
    free_bytes = status.f_bavail * status.f_frsize
    with ballast.open("wb") as file, contextlib.suppress(OSError):
        for _ in range((free_bytes - but_bytes) // 4096):
            file.write(bytes(4096))
    return ballast


@pytest.mark.parametrize("but_bytes", [0, 100_000, 400_000, 900_000])
def test_a_full_disk_ends_the_build_in_words_and_leaves_the_site(tmp_path, mount, but_bytes):
    mount(tmp_path / "dia", "20m")
    sample = make_site(tmp_path / "dia", MUCH_NEWS)
    assert sample.build() == DONE
    before = sample.built()
    sample.write(OTHER_NAME)
    ballast = fill(sample.root, but_bytes=but_bytes)

    code, told = bantin(sample)

    assert code == MACHINE_FAILED
    assert is_plain(told)
    assert sample.built() == before
    ballast.unlink()
    assert bantin(sample) == (DONE, "")
    assert holds_clean_bytes(sample)


@pytest.mark.parametrize("size", ["4k", "40k", "400k"])
def test_a_full_disk_for_the_cache_alone_keeps_no_build_from_its_end(site, mount, size):
    sample = site(MUCH_NEWS)
    mount(sample.root / ".cache", size)

    assert bantin(sample) == (DONE, "")
    assert holds_clean_bytes(sample)

    sample.write(OTHER_TOPIC)
    assert bantin(sample) == (DONE, "")
    assert holds_clean_bytes(sample)


# A damaged cache.


def cut(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def cut_to_its_head(file: Path) -> None:
    os.truncate(file, 100)


def empty(file: Path) -> None:
    os.truncate(file, 0)


def fill_with_garbage(file: Path) -> None:
    file.write_bytes(random.Random(1).randbytes(5000))


def flip_bytes(file: Path) -> None:
    data, dice = bytearray(file.read_bytes()), random.Random(2)
    for _ in range(50):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    file.write_bytes(data)


def put_a_folder_there(file: Path) -> None:
    file.unlink()
    (file / "trong").mkdir(parents=True)


def remove(file: Path) -> None:
    file.unlink()


def exchange(file: Path, columns: Callable[[list[str]], list[str]]) -> None:
    """Give every blob the *columns* of the one that is next to it in size."""
    with contextlib.closing(sqlite3.connect(file)) as base, base:
        names = [row[1] for row in base.execute("pragma table_info(blobs)")]
        moved = columns(names)
        wanted = ", ".join(moved)
        order = "order by length(value), key"
        keys = [row[0] for row in base.execute(f"select key from blobs {order}")]  # noqa: S608
        rows = base.execute(f"select {wanted} from blobs {order}").fetchall()  # noqa: S608
        assert len(keys) > 10
        given = ", ".join(f"{name} = ?" for name in moved)
        for key, row in zip(keys, rows[1:] + rows[:1], strict=True):
            base.execute(f"update blobs set {given} where key = ?", (*row, key))  # noqa: S608


def exchange_values(file: Path) -> None:
    exchange(file, lambda _: ["value"])


def exchange_all_but_keys(file: Path) -> None:
    exchange(file, lambda names: [name for name in names if name != "key"])


def the_store(sample: SampleSite) -> Path:
    (store,) = (sample.root / CACHE).glob("kept.sqlite")
    return store


def the_manifest(sample: SampleSite) -> Path:
    (manifest,) = (sample.root / CACHE / "sites").glob("*.json")
    return manifest


def the_hints(sample: SampleSite) -> Path:
    (hints,) = (sample.root / CACHE).glob("sources.json")
    return hints


DAMAGES = (cut, cut_to_its_head, empty, fill_with_garbage, flip_bytes, put_a_folder_there, remove)


@pytest.mark.parametrize("damage", [*DAMAGES, exchange_values, exchange_all_but_keys])
def test_a_damaged_store_changes_no_byte(site, damage):
    sample = site(NEWS)
    assert sample.build() == DONE

    damage(the_store(sample))

    sample.write(OTHER_TOPIC)
    assert sample.build() == DONE
    assert holds_clean_bytes(sample)
    shutil.rmtree(sample.root / "site")
    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
def test_garbage_beside_the_store_changes_no_byte(site, ending):
    sample = site(NEWS)
    assert sample.build() == DONE
    store = the_store(sample)

    fill_with_garbage(store.with_name(store.name + ending))

    sample.write(OTHER_TOPIC)
    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


def call_it_older(file: Path) -> None:
    """Seal the note as a program does whose notes have another form."""
    assert memory.save(file, memory.load(file, 1), version=0)


def exchange_digests(file: Path) -> None:
    """Give each digest the place of the next one."""
    text = file.read_text()
    digests = re.findall(r"\b[0-9a-f]{16,}\b", text)
    assert len(set(digests)) > 10
    rest = iter(digests[1:] + digests[:1])
    file.write_text(re.sub(r"\b[0-9a-f]{16,}\b", lambda _: next(rest), text))


def write(text: str) -> Callable[[Path], object]:
    return lambda file: file.write_text(text)


MANIFEST_DAMAGES = (
    *(*DAMAGES, call_it_older, exchange_digests),
    *(pytest.param(write(text), id=text) for text in ("{}", "[]", "null", '{"version": 1}')),
)


@pytest.mark.parametrize("damage", MANIFEST_DAMAGES)
def test_a_damaged_manifest_changes_no_byte(site, damage):
    sample = site(NEWS)
    assert sample.build() == DONE

    damage(the_manifest(sample))

    sample.write(OTHER_TOPIC)
    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


@pytest.mark.parametrize("damage", MANIFEST_DAMAGES)
def test_a_damaged_manifest_of_an_unchanged_site_changes_no_byte(site, damage):
    sample = site(NEWS)
    assert sample.build() == DONE

    damage(the_manifest(sample))

    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


@pytest.mark.parametrize("damage", [*DAMAGES, call_it_older, exchange_digests])
def test_damaged_hints_on_the_sources_change_no_byte(site, damage):
    sample = site(NEWS)
    assert sample.build() == DONE

    damage(the_hints(sample))

    assert sample.build() == DONE
    assert holds_clean_bytes(sample)
    sample.write(OTHER_TOPIC)
    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


def test_the_cache_of_an_older_state_changes_no_byte(site, tmp_path):
    """As where the cache is fetched from an earlier run and the site is not."""
    sample = site(NEWS)
    assert sample.build() == DONE
    kept = tmp_path.with_name(f"{tmp_path.name}-kho")
    shutil.copytree(sample.root / ".cache", kept)
    sample.write(OTHER_NAME | OTHER_TOPIC)
    assert sample.build() == DONE

    shutil.rmtree(sample.root / ".cache")
    shutil.copytree(kept, sample.root / ".cache")

    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


def test_the_site_of_an_older_state_changes_no_byte(site, tmp_path):
    """As where the site is put back from a copy, with its times, and the cache is not."""
    sample = site(NEWS)
    assert sample.build() == DONE
    kept = tmp_path.with_name(f"{tmp_path.name}-ban-sao")
    shutil.copytree(sample.root / "site", kept)
    sample.write(OTHER_NAME | OTHER_TOPIC)
    assert sample.build() == DONE

    shutil.rmtree(sample.root / "site")
    shutil.copytree(kept, sample.root / "site")

    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


# A site edited by hand.


def change_unseen(file: Path) -> None:
    """Change a file's bytes and keep its size and time."""
    times, data = file.stat(), bytearray(file.read_bytes())
    for place in range(0, len(data), 7):
        data[place] ^= 1
    file.write_bytes(data)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


EVERYWHERE = [
    *("index.html", "ban-tin/2026/bai-3/index.html", "chu-de/an-toan/index.html", "rss.xml"),
    *("sitemap.xml", "robots.txt", "404.html", "ban-tin/trang/1/index.html"),
]


@pytest.mark.parametrize("damage", [change_unseen, cut, empty, put_a_folder_there, remove])
def test_files_of_the_site_that_were_edited_are_mended(site, damage):
    sample = site(NEWS)
    assert sample.build() == DONE
    style = next((sample.root / "site/assets").glob("bantin-reading.*.css"))

    for file in (style, *(sample.root / "site" / path for path in EVERYWHERE)):
        damage(file)

    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


def test_folders_of_the_site_that_were_removed_or_replaced_are_mended(site):
    sample = site(NEWS)
    assert sample.build() == DONE
    shutil.rmtree(sample.root / "site/ban-tin")
    shutil.rmtree(sample.root / "site/chu-de")

    (sample.root / "site/chu-de").write_text("tệp chắn chỗ thư mục")

    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


def test_foreign_files_in_the_site_go(site):
    sample = site(NEWS)
    assert sample.build() == DONE

    sample.write({"site/la.html": "lạ", "site/ban-tin/2026/bai-3/la/la.txt": "lạ"})

    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


@pytest.fixture
def outside(tmp_path_factory) -> Path:
    """Make a folder of somebody else's, with files that look like the site's."""
    folder = tmp_path_factory.mktemp("ngoai")
    make_site(folder, {"index.html": "của người khác", "2026/bai-3/index.html": "cũng vậy"})
    return folder


@pytest.mark.parametrize("link", [os.symlink, os.link], ids=["symbolic", "hard"])
def test_a_file_of_the_site_that_became_a_link_is_mended_and_its_target_stays(site, outside, link):
    sample = site(NEWS)
    assert sample.build() == DONE
    theirs = tree(outside)
    for path in EVERYWHERE:
        (sample.root / "site" / path).unlink()

        link(outside / "index.html", sample.root / "site" / path)

    assert sample.build() == DONE
    assert tree(outside) == theirs
    assert holds_clean_bytes(sample)
    assert not any((sample.root / "site" / path).is_symlink() for path in EVERYWHERE)


def test_a_link_to_a_file_of_the_very_same_bytes_is_mended(site, outside):
    """Else the site would change with a file that is not its own."""
    sample = site(NEWS)
    assert sample.build() == DONE
    page = sample.root / "site/ban-tin/2026/bai-3/index.html"
    shutil.copy(page, outside / "trang.html")
    page.unlink()

    page.symlink_to(outside / "trang.html")

    assert sample.build() == DONE
    assert not page.is_symlink()
    assert holds_clean_bytes(sample)


def test_a_folder_of_the_site_that_became_a_link_is_mended_and_its_target_stays(site, outside):
    sample = site(NEWS)
    assert sample.build() == DONE
    theirs = tree(outside)
    shutil.rmtree(sample.root / "site/ban-tin")

    (sample.root / "site/ban-tin").symlink_to(outside)

    assert sample.build() == DONE
    assert tree(outside) == theirs
    assert not (sample.root / "site/ban-tin").is_symlink()
    assert holds_clean_bytes(sample)


def test_a_link_to_a_folder_among_foreign_files_goes_and_its_target_stays(site, outside):
    sample = site(NEWS)
    assert sample.build() == DONE
    theirs = tree(outside)

    (sample.root / "site/la").symlink_to(outside)

    assert sample.build() == DONE
    assert tree(outside) == theirs
    assert not (sample.root / "site/la").is_symlink()
    assert holds_clean_bytes(sample)


def test_a_site_folder_that_is_itself_a_link_is_built_where_it_leads(site, tmp_path_factory):
    sample = site(NEWS)
    served = tmp_path_factory.mktemp("phuc-vu") / "trang"
    served.mkdir()
    (sample.root / "site").symlink_to(served)

    assert sample.build() == DONE
    sample.write(OTHER_TOPIC)
    assert sample.build() == DONE

    assert (sample.root / "site").is_symlink()
    assert differing(tree(served), clean(sample)) == []
    assert leftovers(served) == []


# Content changed behind the clock's back.


# By file: what of it is replaced, and by what of the same length. A group is changed at once.
ITEMS = {
    "content/ban-tin/2026/bai-3.md": ("bài 3.", "bài x."),
    "content/ban-tin/2026/bai-4.md": ('"Bài', '"Cài'),
    "content/ban-tin/2026/anh.png": ("\x00\x00\x00\x00IEND", "\x00\x00\x00\x00IENE"),
    "content/gioi-thieu.md": ("Trang", "Tranh"),
}
LISTS = {"content/data/units.yml": ("Thử", "Chử"), "content/data/topics.yml": ("Phúc", "Khúc")}
THEME = {
    "theme/parts/footer.html": ("colophon__name", "colophon__nome"),
    "theme/views/article.html": ("article__summary", "article__summery"),
    "theme/main.html": ("website", "profile"),
    "theme/styles/both/10-tokens.css": ("#fffefa", "#fffefb"),
}
SETTINGS = {"mkdocs.yml": ("Số 1", "Số 2")}


def write_unseen(file: Path, data: bytes) -> None:
    """Write as many bytes as there were, and put the file's time back."""
    before = file.stat()
    assert before.st_size == len(data)
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_unseen(file: Path, data: bytes) -> None:
    """Put another file of the same size and time in its place, as `cp -p` and `mv` would."""
    other = file.with_name(f".{file.name}")
    other.write_bytes(file.read_bytes())
    shutil.copystat(file, other)
    write_unseen(other, data)
    os.replace(other, file)


@pytest.mark.parametrize("way", [write_unseen, put_unseen])
def test_a_change_that_keeps_size_and_time_is_seen(site, way):
    sample = site(NEWS | {"content/gioi-thieu.md": "# Giới thiệu\n\nTrang thử.\n"})
    cover = '+++\ncover: {image: anh.png, alt: "Ảnh"}\n+++\n'
    sample.write({"content/ban-tin/2026/anh.png": "", "content/ban-tin/2026/co-anh.md": cover})
    sample = local_theme(sample)
    assert sample.build() == DONE
    for group in (ITEMS, LISTS, THEME, SETTINGS):
        before = sample.built()
        for path, (old, new) in group.items():
            data = (sample.root / path).read_bytes()
            assert old.encode() in data

            way(sample.root / path, data.replace(old.encode(), new.encode()))

        assert sample.build() == DONE
        assert differing(sample.built(), clean(sample)) == [], group
        assert differing(sample.built(), before), group


# The clock.


TIMELY = """
    -- content/ban-tin/2026/hen-gio.md --
    +++
    publish_at: 2026-11-22 06:30
    +++
    -- content/ban-tin/2026/het-han.md --
    +++
    expires_at: 2026-11-22 17:00
    +++
    -- content/ban-tin/2026/ghim.md --
    +++
    pinned_until: 2026-11-23 12:00
    +++
    -- content/ban-tin/2026/dinh-chinh.md --
    +++
    corrections: [{at: 2026-11-23 15:00, note: "Đã viết sai một con số."}]
    +++
    -- content/ban-tin/2026/rut.md --
    +++
    withdrawn: {at: 2026-11-24 10:00, reason: "Chưa được duyệt."}
    +++
    -- content/guong-sang/2026/chi-sau.md --
    +++
    honourees:
      - name: "Chị Sáu"
        photo: {image: anh.jpg, alt: "Chân dung"}
        consent: {on: 2026-11-25, by: "Thư ký", scope: [web], until: 2026-11-26}
    +++
    -- content/guong-sang/2026/anh.jpg --
    -- content/khan/2026/cu.md --
    +++
    level: khan
    expires_at: 2026-11-30 08:00
    +++
    -- content/khan/2026/moi.md --
    +++
    level: hoa-toc
    publish_at: 2026-11-27 08:00
    expires_at: 2026-11-29 08:00
    supersedes: khan/2026/cu
    +++
    """
CLOSING_UNIT = '"CĐCS Trạm", level: co-so, parent: cd-dien, valid_to: 2026-11-28}'
POINTS = [
    *("2026-11-22 06:30", "2026-11-22 17:00", "2026-11-23 12:00", "2026-11-23 15:00"),
    *("2026-11-24 10:00", "2026-11-25 00:00", "2026-11-27 00:00", "2026-11-27 08:00"),
    *("2026-11-29 00:00", "2026-11-29 08:00", "2026-11-30 08:00"),
]


def with_a_clock(site) -> SampleSite:
    sample = site(TIMELY)
    units = (sample.root / "content/data/units.yml").read_text()
    return sample.write(
        {
            "mkdocs.yml": CONFIG,
            "content/data/units.yml": re.sub(r'"CĐCS Trạm".*', CLOSING_UNIT, units),
            "content/ban-tin/2026/o-tram.md": "+++\nunit: cdcs-tram\n+++\n",
        }
    )


def instants() -> list[datetime]:
    """Return an instant before all turning points, and each of them."""
    points = [datetime.fromisoformat(point).replace(tzinfo=NOW.tzinfo) for point in POINTS]
    return [points[0] - timedelta(minutes=1), *points]


def test_a_clock_that_is_moved_gives_the_site_of_its_instant(site):
    sample = with_a_clock(site)
    sites = {now: clean(sample, now) for now in instants()}
    order = list(sites)
    assert all(differing(sites[a], sites[b]) for a, b in pairwise(order))

    for now in [*order, *order[::-2], order[-1]]:
        assert sample.build(now=now) == DONE
        assert differing(sample.built(), sites[now]) == [], now


def test_the_same_instant_in_another_zone_is_the_same(site):
    sample = with_a_clock(site)
    now = instants()[1]
    assert sample.build(now=now) == DONE
    whole = sample.built()

    assert sample.build(now=now.astimezone(None)) == DONE

    assert sample.built() == whole


# No leave to write.


@pytest.fixture
def unprivileged() -> tuple[str, ...]:
    """Give what makes permissions bind us, if we are one whom they do not bind."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ()
    prefix = ("setpriv", "--inh-caps=-all", "--bounding-set=-all")
    try:
        subprocess.run([*prefix, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as reason:
        pytest.skip(f"permissions do not bind the superuser: {reason}")
    return prefix


@contextlib.contextmanager
def permitted(mode: int, *folders: Path) -> Iterator[None]:
    """Set the mode of *folders* and of all below them, and put it back."""
    paths = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    modes = {path: path.stat().st_mode for path in paths}
    try:
        for path in reversed(paths):
            path.chmod(mode if path.is_dir() else mode & 0o666)
        yield
    finally:
        for path in paths:
            path.chmod(modes[path])


@pytest.mark.parametrize("mode", [0o500, 0o000], ids=["read-only", "unreadable"])
def test_a_cache_without_leave_changes_no_byte(site, unprivileged, mode):
    sample = site(NEWS)
    assert sample.build() == DONE
    sample.write(OTHER_TOPIC)

    with permitted(mode, sample.root / ".cache"):
        assert bantin(sample, prefix=unprivileged) == (DONE, "")

    assert holds_clean_bytes(sample)
    assert sample.build() == DONE
    assert holds_clean_bytes(sample)


def test_a_cache_on_a_read_only_disk_changes_no_byte(site, mount):
    sample = site(NEWS)
    mount(sample.root / ".cache", "20m")
    assert sample.build() == DONE
    sample.write(OTHER_TOPIC)
    remount = ["mount", "-o", "remount,ro", str(sample.root / ".cache")]
    subprocess.run(remount, check=True)

    assert bantin(sample) == (DONE, "")

    assert holds_clean_bytes(sample)


def test_a_cache_that_cannot_be_made_keeps_no_build_from_its_end(site, unprivileged, tmp_path):
    sample = site(NEWS)
    elsewhere = tmp_path.with_name(f"{tmp_path.name}-ra") / "site"
    elsewhere.parent.mkdir()
    sample.root.chmod(0o500)

    built = bantin(sample, "--site-dir", str(elsewhere), prefix=unprivileged)

    sample.root.chmod(0o700)
    assert built == (DONE, "")
    assert differing(tree(elsewhere), clean(sample)) == []


@pytest.mark.parametrize("place", ["", "site", "site/ban-tin"])
def test_a_site_without_leave_to_write_is_told_in_words_and_stays_whole(site, unprivileged, place):
    sample = site(NEWS)
    assert sample.build() == DONE
    sites = [sample.built()]
    sample.write(OTHER_NAME)
    sites.append(clean(sample))
    (sample.root / place).chmod(0o500)

    code, told = bantin(sample, prefix=unprivileged)

    (sample.root / place).chmod(0o700)
    served = sample.built()
    assert code == MACHINE_FAILED
    assert is_plain(told)
    assert torn(served, *sites) == []
    assert broken_links(served, URL) == []
    assert bantin(sample) == (DONE, "")
    assert holds_clean_bytes(sample)
