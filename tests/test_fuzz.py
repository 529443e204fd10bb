"""
Real files, damaged at random: always an answer in words, never a traceback.

Each round writes some hundred damaged texts into one site, a few damaged pictures and attachments
and a text that refers to them, and reads it as `bantin check` does. Settings are damaged one by
one: of a site whose settings cannot be read nothing else is. A
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

import papers
import pytest
from damage import Watch, damaged, faults, ill_formed, scratched
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sitemaker import CONFIG, ROOT, SampleSite, make_site, write_files

from generator.kernel.diagnostics import has_errors
from generator.outputs import encoder
from generator.plugin.host import load_setup
from generator.reading.assets import is_picture, read_asset
from generator.reading.settings import read_settings

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
SETTINGS = [
    CONFIG.encode(),
    *(
        (ROOT / "mkdocs.yml").read_bytes().replace(b": theme\n", b": %s/theme\n" % bytes(ROOT))
        for _ in range(2)
    ),
    (ROOT / "tests/broken/qua-nhieu.yml").read_bytes(),
]
FILES_PER_ROUND = 100
ATTACHED_PER_ROUND = 8
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


def drawn(form, mode="RGB", count=1, **save):
    frames = [Image.effect_noise((48, 32), 90).convert(mode) for _ in range(count)]
    more = {"save_all": True, "append_images": frames[1:]} if count > 1 else {}
    out = io.BytesIO()
    details = Image.Exif()
    details[0x013B] = "Lê Văn Sỹ".encode()
    frames[0].save(out, form, exif=details, **more, **save)
    return out.getvalue()


def specimens():
    """Return sound pictures and attachments by their endings, small ones of each sort."""
    text = papers.paragraph("Nguyễn Thị Hồng Đào, 0912 345 678")
    table = papers.xlsx([["Họ tên", "#0"], ["1", "2"]], strings=["Lê Văn Sỹ"])
    pdf = papers.pdf_page(b"BT /F1 12 Tf 50 700 Td (Quyet dinh) Tj ET", info="Lan")
    return {
        ".jpg": [
            drawn("JPEG"),
            drawn("JPEG", progressive=True),
            drawn("JPEG", "CMYK"),
            drawn("MPO", count=2),
        ],
        ".png": [
            *(drawn("PNG", mode) for mode in ("RGB", "P", "1", "RGBA")),
            drawn("PNG", count=3),
        ],
        ".webp": [drawn("WEBP"), drawn("WEBP", count=3)],
        ".gif": [drawn("GIF", "P"), drawn("GIF", "P", count=3)],
        ".docx": [papers.docx(text, more={"word/media/a.jpg": drawn("JPEG")})],
        ".xlsx": [table],
        ".zip": [papers.archive({"a.xlsx": table, "b.csv": "a,b\n", "c.png": drawn("PNG")})],
        ".csv": ["Tên;Số\nLê Văn Sỹ;0912345678\n".encode(), "Tên\tSố\n".encode("utf-16")],
        ".mp3": [papers.id3("Lê Văn Sỹ")],
        ".mp4": [papers.box(b"moov", papers.box(b"udta", b"Chi Lan"))],
        ".pdf": [pdf],
    }


SPECIMENS = specimens()


def write_attached(root, dice, count=ATTACHED_PER_ROUND):
    """Write damaged pictures and attachments, one PDF at most, and a text that has them all."""
    names = []
    for number in range(count):
        # each PDF costs a process
        ending = dice.choice([*SPECIMENS][: None if number == 0 else -1])
        data = dice.choice(SPECIMENS[ending])
        other = dice.choice(TEXTS)
        data = damaged(data, other, dice) if dice.random() < 0.2 else scratched(data, dice)
        names.append(f"tep-{number}{ending}")
        write_files(root, {f"content/ban-tin/2026/{names[-1]}": data or b"x"})
    shown = "".join(f"{'!' * is_picture(name)}[Tệp {name}]({name})\n\n" for name in names)
    linked = "".join(f"[{name}]({name})\n\n" for name in names)  # told of as it is published
    item = f"+++\nunit: cd-dien-luc\n+++\n{shown}{linked}"
    write_files(root, {"content/ban-tin/2026/tep.md": item})
    return names


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
    for path in (site.root / "content/ban-tin/2026").glob("tep-*"):
        path.unlink()
    write_attached(site.root, dice)
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
    assert campaign(tmp_path, range(19), in_time) > 2_000


@pytest.mark.slow
@pytest.mark.parametrize("part", range(10))
def test_many_damaged_files_are_told_in_words(tmp_path, in_time, part):
    assert campaign(tmp_path, range(1_000 + part * 20, 1_020 + part * 20), in_time) > 2_000


def look_at_settings(root, seeds):
    """Read damaged settings, by themselves and with MkDocs; return the codes of what is told."""
    make_site(root)
    told = set()
    for seed in seeds:
        dice = random.Random(seed)
        written = damaged(dice.choice(SETTINGS), dice.choice([*DATA.values()]), dice)
        (root / "mkdocs.yml").write_bytes(written)
        settings_, own = read_settings(root / "mkdocs.yml", root / "content")
        setup, problems = load_setup(root / "mkdocs.yml")
        for found in (own, problems):
            wrong = list(faults(found, root))
            assert wrong == [], (seed, wrong[:3])
        assert (settings_ is None) <= has_errors(own), seed
        assert (setup is None) == bool(problems), seed
        told |= {one.code for one in (*own, *problems)}
    return told


def test_damaged_settings_are_told_in_words(tmp_path):
    assert len(look_at_settings(tmp_path, range(320))) > 12


@pytest.mark.slow
def test_many_damaged_settings_are_told_in_words(tmp_path):
    assert len(look_at_settings(tmp_path, range(1_000, 7_000))) > 18


def look_at_attached(root, seeds):
    """Read damaged pictures and attachments; encode the pictures that pass for sound."""
    site, encoded = ground(root), 0
    for seed in seeds:
        names = write_attached(site.root, random.Random(seed), 20)
        hold(site)
        for name in filter(is_picture, names):
            file = root / "content/ban-tin/2026" / name
            asset = read_asset(root / "content", f"ban-tin/2026/{name}", "x")
            if not isinstance(asset, str) and asset.is_still and asset.width_px < 3_000:
                assert encoder.encode(file.read_bytes()), seed
                encoded += 1
        for name in names:
            (root / "content/ban-tin/2026" / name).unlink()
    return encoded


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_many_damaged_pictures_and_attachments_are_told_in_words(tmp_path, part):
    assert look_at_attached(tmp_path, range(part * 100, part * 100 + 100)) > 50


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
    places = {".md": "ban-tin/2026/a.md", ".yml": "data/topics.yml"}
    place = places.get(path.suffix, f"ban-tin/2026/a{path.suffix}")
    shown = f"+++\n+++\n![Tranh](a{path.suffix})\n"
    write_files(one.root, {"content/ban-tin/2026/b.md": shown})
    write_files(one.root, {f"content/{place}": path.read_bytes()})
    hold(one)
