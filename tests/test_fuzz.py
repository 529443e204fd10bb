"""
Real files, damaged at random: always an answer in words, never a traceback.

Each round writes some hundred damaged files into one site and reads it as `bantin check` does. A
file that fails is reported by the seed that made it; put it, as small as it can be, into
`tests/corpus/`, which is read before all else.
"""

import io
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from damage import Watch, damaged, faults, ill_formed
from hypothesis import given, settings
from hypothesis import strategies as st
from sitemaker import CONFIG, ROOT, SampleSite, make_site, write_files

from generator.kernel.diagnostics import has_errors

CORPUS = Path(__file__).parent / "corpus"
FOLDERS = ("ban-tin/2026", "khan/2026", "guong-sang/2026", "")
SOURCES = [
    path
    for folder in (ROOT / "content", ROOT / "tests/broken/content")
    for path in sorted(folder.rglob("*"))
    if path.suffix in (".md", ".yml")
]
TEXTS = [path.read_bytes() for path in SOURCES if path.suffix == ".md"]
DATA = {path.name: path.read_bytes() for path in sorted((ROOT / "content/data").glob("*.yml"))}
FILES_PER_ROUND = 100
# Processor time for a hundred files: what any single one may not take.
SECONDS_PER_ROUND = 20
MEGABYTES = 300
WATCH = Watch()


@pytest.fixture
def in_time():
    def give_up(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, give_up)
    yield lambda: signal.setitimer(signal.ITIMER_PROF, SECONDS_PER_ROUND)
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)


def ground(root):
    """Make a site with the sample's data files, pictures and settings, and no texts."""
    shutil.copytree(ROOT / "content", root / "content", ignore=shutil.ignore_patterns("*.md"))
    for picture in (*root.rglob("*.jpg"), *root.rglob("*.png")):
        write_files(root, {picture.relative_to(root).as_posix(): ""})  # small: encoding takes long
    write_files(root, {"mkdocs.yml": CONFIG + "      cards: false\n"})
    return SampleSite(root)


def write_damaged(site, seed):
    """Write the files of one round and return how many there are."""
    dice = random.Random(seed)
    for number in range(FILES_PER_ROUND):
        folder = dice.choice(FOLDERS)
        data = damaged(dice.choice(TEXTS), dice.choice(TEXTS), dice)
        name = f"{folder}/bai-{number}.md".lstrip("/")
        write_files(site.root, {f"content/{name}": data})
    for name, whole in DATA.items():
        data = damaged(whole, dice.choice(TEXTS), dice) if dice.random() < 0.2 else whole
        (site.root / "content/data" / name).write_bytes(data)
    return FILES_PER_ROUND


def hold(site):
    """Read *site* and hold what comes of it against what must be; return the problems."""
    WATCH.start()
    try:
        gathered = site.gather()
    finally:
        strange = WATCH.stop(site.root)
    assert strange == [], strange[:3]
    wrong = list(faults(gathered.problems, site.root))
    assert wrong == [], wrong[:3]
    return gathered.problems


def build_what_is_sound(site, problems):
    """Take out the files with errors, build, and look at what was built; return how many stayed."""
    for _ in range(4):  # what is gone may be missed by others
        wrong = {p.span.path for p in problems if has_errors([p])}
        for path in wrong:
            (site.root / path).unlink(missing_ok=True)
        for name, data in DATA.items():
            (site.root / "content/data" / name).write_bytes(data)
        problems = hold(site)
    assert not has_errors(problems)
    assert site.build("--no-cache") == 0
    assert list(ill_formed(site.root / "site")) == []
    return len(list((site.root / "content").rglob("*.md")))


def campaign(root, seeds, start):
    site, told = ground(root), 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for seed in seeds:
        write_damaged(site, seed)
        start()
        problems = hold(site)
        told += len(problems)
        if seed % 50 == 0:
            signal.setitimer(signal.ITIMER_PROF, 0)
            assert build_what_is_sound(site, problems) > 0
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak
    assert grown / 1000 < MEGABYTES
    return told


def test_damaged_files_are_told_in_words(tmp_path, in_time):
    assert campaign(tmp_path, range(22), in_time) > 2_000


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_many_damaged_files_are_told_in_words(tmp_path, in_time, part):
    assert campaign(tmp_path, range(1_000 + part * 20, 1_020 + part * 20), in_time) > 2_000


@pytest.mark.slow
def test_a_campaign_fits_into_a_gigabyte(tmp_path):
    """All that is asked of the system, not only what is in use at the end."""
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9)); "
        "import pytest; sys.exit(pytest.main(sys.argv[1:]))"
    )
    test = f"{Path(__file__).as_posix()}::test_damaged_files_are_told_in_words"
    arguments = ["-q", "-n0", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'x'}", test]
    done = subprocess.run([sys.executable, "-c", program, *arguments], check=False, cwd=ROOT)
    assert done.returncode == 0


def test_the_watch_sees_what_is_opened(tmp_path):
    inside, outside = tmp_path / "trong", tmp_path / "ngoai"
    inside.mkdir()
    (inside / "a").write_text("a")
    outside.write_text("a")
    ways = (Path.read_bytes, Path.read_text, lambda p: os.open(p, 0))
    for way in ways:
        WATCH.start()
        (inside / "a").read_text()
        file = way(outside)
        assert WATCH.stop(inside) == [str(outside)]
        if isinstance(file, int):
            os.close(file)
    assert open is io.open  # as it was


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    return make_site(tmp_path_factory.mktemp("mot"))


@settings(max_examples=30, deadline=None)
@given(header=st.text(max_size=200), body=st.text(max_size=400))
def test_any_text_is_read(one, header, body):
    text = f"---\ntitle: a\n{header}\n---\n{body}"
    write_files(one.root, {"content/ban-tin/2026/a.md": text.encode("utf-8", "surrogatepass")})
    hold(one)


@settings(max_examples=30, deadline=None)
@given(data=st.binary(max_size=400), name=st.sampled_from(sorted(DATA)))
def test_any_bytes_are_read_as_data(one, data, name):
    file = one.root / "content/data" / name
    before = file.read_bytes() if file.is_file() else b"[]\n"
    file.write_bytes(data)
    hold(one)
    file.write_bytes(before)


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_failed_is_read(one, path):
    """Files found by the campaigns, made small."""
    place = "ban-tin/2026/a.md" if path.suffix == ".md" else "data/topics.yml"
    write_files(one.root, {f"content/{place}": path.read_bytes()})
    hold(one)
