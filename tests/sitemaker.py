"""
Whole sites as one text, so that a test reads like the situation.

    site = make_site(tmp_path, '''
        -- content/ban-tin/2026/hop-khan.md --
        ---
        title: "Họp khẩn"
        ---
        Nội dung.
        ''')

A file that begins with `+++` stands for complete front matter: the lines after it are added to,
or replace, the fields of `FIELDS`.
"""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import ExifTags, Image

from generator import cli
from generator.build import pipeline
from generator.build.gathering import Gathered
from generator.build.options import MEMORY, Options, opened_cache
from generator.catalog.catalog import Catalog
from generator.catalog.edition import Edition, at
from generator.kernel.diagnostics import Diagnostic
from generator.messages import report
from generator.plugin.host import Setup, load_setup
from generator.reading.sources import lines_in

ROOT = Path(__file__).parents[1]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=ZONE)

CONFIG = f"""\
site_name: Công đoàn Thử
site_url: https://thu.example/
site_description: Bản tin của Công đoàn Thử.
docs_dir: content
theme:
  name: material
  custom_dir: {(ROOT / "theme").as_posix()}
  language: vi
  font: false
plugins:
  - bantin:
      organisation: {{name: "Công đoàn Thử", address: "Số 1, phố Thử", phone: "0243765432"}}
"""
UNITS = """\
- {id: lien-doan, name: "Liên đoàn Thử", short: "LĐ Thử", level: lien-doan}
- {id: cd-dien, name: "Công đoàn Điện Thử", short: "CĐ Điện", level: cap-tren, parent: lien-doan}
- {id: cdcs-tram, name: "CĐCS Trạm Thử", short: "CĐCS Trạm", level: co-so, parent: cd-dien}
"""
TOPICS = """\
- {id: an-toan, name: "An toàn"}
- {id: phuc-loi, name: "Phúc lợi"}
"""
AUTHORS = """\
- {id: ban-tuyen-giao, name: "Ban Tuyên giáo"}
- {id: chu-tich, name: "Chủ tịch", approves: true}
"""
CAMPAIGNS = """\
- {id: thang-cong-nhan, name: "Tháng Công nhân"}
"""
BASE: Mapping[str, str] = {
    "mkdocs.yml": CONFIG,
    "content/data/units.yml": UNITS,
    "content/data/topics.yml": TOPICS,
    "content/data/authors.yml": AUTHORS,
    "content/data/campaigns.yml": CAMPAIGNS,
}
FIELDS: Mapping[str, str] = {
    "title": '"Tiêu đề thử"',
    "summary": '"Một câu tóm tắt đủ dài để kiểm thử."',
    "publish_at": "2026-11-20 08:00",
    "unit": "cd-dien",
}
_FILE = re.compile(r"^-- (\S+) --\n", re.MULTILINE)


@dataclass
class SampleSite:
    """A site on disk, with what tests ask of it."""

    root: Path
    setup: Setup = field(init=False)
    open: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        setup, problems = load_setup(self.root / "mkdocs.yml")
        assert setup is not None, problems
        self.setup = setup

    @property
    def memory(self) -> Path:
        """What is kept between builds."""
        return self.root / MEMORY

    def write(self, files: str | Mapping[str, str | bytes]) -> SampleSite:
        """Write more files (text or a mapping); a picture is made for each `.jpg` and `.png`."""
        write_files(self.root, files)
        return self

    def remove(self, path: str) -> SampleSite:
        (self.root / path).unlink()
        return self

    def gather(self, options: Options | None = None) -> Gathered:
        options = options or Options()
        cache = self.open.enter_context(opened_cache(options))
        seen = pipeline.look_around(self.setup.folder, options)
        return pipeline.gather(self.setup.site, seen, cache, options)

    def check(self, now: datetime = NOW) -> list[Diagnostic]:
        return pipeline.at_instant(self.gather(), now).problems

    def catalog(self) -> Catalog:
        gathered = self.gather()
        assert gathered.is_publishable, render(gathered.problems)
        return gathered.catalog

    def edition(self, now: datetime = NOW) -> Edition:
        return at(self.catalog(), now)

    def build(self, *arguments: str, now: datetime = NOW) -> int:
        """Run `bantin build` in this process and return its exit code."""
        return self.run("build", "--now", now.isoformat(), "--jobs", "1", *arguments)

    def run(self, *arguments: str) -> int:
        command, *rest = arguments
        return cli.main([command, "-f", str(self.root / "mkdocs.yml"), *rest])

    def read(self, path: str) -> str:
        """Return the text of a file of the built site."""
        return (self.root / "site" / path).read_text("utf-8")

    def built(self) -> dict[str, bytes]:
        """Return every file of the built site."""
        return tree(self.root / "site")


def make_site(root: Path, files: str | Mapping[str, str | bytes] = "") -> SampleSite:
    """Make a site of `BASE` and *files* in the folder *root*."""
    write_files(root, BASE)
    write_files(root, files)
    return SampleSite(root)


def write_files(root: Path, files: str | Mapping[str, str | bytes]) -> None:
    for path, content in (_split(files) if isinstance(files, str) else files).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix in (".jpg", ".png") and not content.strip():
            Image.new("RGB", (600, 400), "teal").save(file)
        elif isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_bytes(_complete(content).encode())


def _split(text: str) -> dict[str, str]:
    parts = _FILE.split(textwrap.dedent(text).lstrip("\n"))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _complete(content: str) -> str:
    """Fill in the fields of a file that begins with `+++` (see the module's docstring)."""
    if not content.startswith("+++\n"):
        return content
    own, _, body = content.removeprefix("+++\n").partition("+++\n")
    written = {line.partition(":")[0] for line in own.splitlines()}
    kept = [f"{name}: {value}\n" for name, value in FIELDS.items() if name not in written]
    return "---\n" + "".join(kept) + own + "---\n" + (body or "Nội dung thử.\n")


def photo_with_location() -> bytes:
    """Return a JPEG as a phone takes it: turned, and with the place in its details."""
    details = Image.Exif()
    details[ExifTags.Base.Orientation] = 6
    details[ExifTags.IFD.GPSInfo] = {1: "N", 2: (21.0, 1.0, 30.0), 3: "E", 4: (105.0, 50.0, 0.0)}
    data = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(data, "JPEG", exif=details)
    return data.getvalue()


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file under *folder* by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def places(diagnostics: list[Diagnostic]) -> list[tuple[str, int, str]]:
    """Return (path, line, code) of each diagnostic."""
    return [(d.span.path, d.span.line, d.code) for d in diagnostics]


def render(diagnostics: list[Diagnostic], language: str = "vi", root: Path | None = None) -> str:
    """Show diagnostics as an editor sees them."""

    lines_of = lines_in(root) if root else (lambda _: ())
    return report.render_all(diagnostics, language, lines_of)
