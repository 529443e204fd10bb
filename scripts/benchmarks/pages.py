"""The pages that are weighed and timed: the sample site's sorts, and one article in three sites."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import hugo_site, lighthouse, material_site, wire
from benchmarks.archive import Archive, Item
from benchmarks.bantin_site import SITE
from benchmarks.budgets import ILLUSTRATED, LIGHT, PHOTOGRAPH, QUICK, Budget, Verdict, judge
from benchmarks.measure import measure
from benchmarks.programs import BANTIN, HUGO, REPOSITORY
from benchmarks.web_server import free_ports, serving

Tell = Callable[[str], None]

# When the sample site shows one of everything.
SAMPLE_NOW = "2026-11-21T09:00"
_SAMPLE_URL = "https://congdoan.thanhlam.example/"
_BUILD_LIMIT_S = 600


@dataclass(frozen=True)
class Page:
    """One page: its name, its site and where it stands there; Lighthouse times those `timed`."""

    name: str
    path: str
    site: str = "sample"
    budgets: Sequence[Budget] = ()
    timed: bool = False


@dataclass(frozen=True)
class Measured:
    """A page with its figures, and the audits that cost it points; `runs` of Lighthouse."""

    page: Page
    figures: Mapping[str, float]
    runs: Sequence[Mapping[str, float]] = ()
    faults: Sequence[str] = ()

    def verdicts(self) -> list[Verdict]:
        """Hold the figures to the page's budgets."""
        return list(judge(self.page.name, self.page.budgets, self.figures))

    def as_document(self) -> dict[str, object]:
        """Return all of it for JSON."""
        over = [verdict.budget.figure for verdict in self.verdicts() if not verdict.is_kept]
        names = {"page": self.page.name, "site": self.page.site, "path": self.page.path}
        measured = {key: value for key, value in asdict(self).items() if key != "page"}
        return {**names, **measured, "over": over}


SAMPLE_PAGES = (
    Page(
        "article",
        "/ban-tin/2026/ket-nap-doan-vien-xuong-go/",
        "sample",
        (*QUICK, *LIGHT),
        timed=True,
    ),
    Page(
        "cover",
        "/ban-tin/2026/diem-phuc-loi-doi-gi/",
        "sample",
        (*ILLUSTRATED, PHOTOGRAPH),
        timed=True,
    ),
    Page("home", "/", "sample", (*ILLUSTRATED, PHOTOGRAPH), timed=True),
    Page("urgent", "/khan/2026/truc-bao-20-11/", "sample", (*QUICK, *LIGHT[1:]), timed=True),
    Page("listing", "/ban-tin/", "sample", QUICK, timed=True),
    Page("long read", "/ban-tin/2026/mot-dem-tren-tuyen-35/"),
    Page("spotlight", "/guong-sang/2026/ba-nguoi-o-cot-47/"),
    Page("unit", "/don-vi/ldld-nang-luong/"),
    Page("topic", "/chu-de/an-toan-lao-dong/"),
    Page("units", "/don-vi/"),
    Page("withdrawn", "/ban-tin/2026/danh-sach-tro-cap-quy-ba/"),
    Page("missing", "/404.html"),
    Page("about", "/gioi-thieu/"),
)


def last_bulletin(archive: Archive) -> Item:
    """Return the newest item that is an ordinary article: the one that all sites are asked for."""
    *_, newest = (item for item in archive.items() if item.folder == "ban-tin")
    return newest


def article_pages(item: Item) -> tuple[Page, ...]:
    """Return the pages of *item*: ours, and those of two peers."""
    path = f"/{item.path.removesuffix('.md')}/"
    return (
        Page("same article", path, "bantin", (*QUICK, *LIGHT), timed=True),
        Page("same article", path, "hugo", (), timed=True),
        Page("same article", material_site.address(item), "material", (), timed=True),
    )


def measure_pages(archive: Archive, folder: Path, *, runs: int, tell: Tell) -> list[Measured]:
    """
    Build all sites below *folder*, serve them and measure their pages.

    With no *runs* of Lighthouse the pages are only weighed.

    Raises:
        MissingProgramError: a program is not installed.
        CommandError: a build or Lighthouse failed.
    """
    if runs:
        lighthouse.prepare()
    ports = dict(zip(_SITES, free_ports(len(_SITES)), strict=True))
    hosts = {name: f"http://127.0.0.1:{port}" for name, port in ports.items()}
    roots = {}
    for name, build in _SITES.items():
        tell(f"{name}: building")
        roots[ports[name]] = build(archive, folder / name, f"{hosts[name]}/")
    pages = (*SAMPLE_PAGES, *article_pages(last_bulletin(archive)))
    urls = [hosts[page.site] + page.path for page in pages]
    with serving(folder / "nginx", roots):
        weights = _weigh(urls)
        tell(f"{len(pages)} pages weighed")
        timed = [url for page, url in zip(pages, urls, strict=True) if page.timed]
        reports = _time(timed, runs, tell)
    return [
        _measured(page, weight, reports.get(url, []))
        for page, url, weight in zip(pages, urls, weights, strict=True)
    ]


def _weigh(urls: Sequence[str]) -> list[dict[str, float]]:
    with wire.browsing() as browser:
        return [wire.first_visit(browser, url) for url in urls]


def _time(urls: Sequence[str], runs: int, tell: Tell) -> dict[str, list[lighthouse.Report]]:
    """Let the pages take turns, so that a slow minute slows all of them."""
    reports: dict[str, list[lighthouse.Report]] = {url: [] for url in urls}
    for number in range(1, runs + 1):
        for url in urls:
            reports[url].append(lighthouse.run(url))
            score = lighthouse.figures(reports[url][-1])["performance"]
            tell(f"run {number} of {runs}, {url}: {score:.2f}")
    return reports


def _measured(
    page: Page, weight: Mapping[str, float], reports: Sequence[lighthouse.Report]
) -> Measured:
    if not reports:
        return Measured(page, weight)
    runs = [lighthouse.figures(report) for report in reports]
    faults = sorted({fault for report in reports for fault in lighthouse.faults(report)})
    return Measured(page, {**weight, **lighthouse.medians(runs)}, runs, faults)


def _build_sample(archive: Archive, folder: Path, url: str) -> Path:
    """Build a copy of the sample site that believes to stand at *url*."""
    del archive
    shutil.copytree(REPOSITORY / "content", folder / "content")
    shutil.copytree(REPOSITORY / "theme", folder / "theme")
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    _move(folder / "mkdocs.yml", _SAMPLE_URL, url)
    *command, _ = BANTIN.command(folder)
    _run([*command, SAMPLE_NOW])
    return folder / BANTIN.output


def _build_bantin(archive: Archive, folder: Path, url: str) -> Path:
    BANTIN.write_site(archive, folder)
    _move(folder / "mkdocs.yml", SITE["url"], url)
    _run(BANTIN.command(folder))
    return folder / BANTIN.output


def _build_hugo(archive: Archive, folder: Path, url: str) -> Path:
    hugo_site.write(archive, folder)
    _move(folder / "hugo.toml", SITE["url"], url)
    _run(HUGO.command(folder))
    return folder / HUGO.output


def _build_material(archive: Archive, folder: Path, url: str) -> Path:
    material_site.write(archive, folder)
    _move(folder / "mkdocs.yml", SITE["url"], url)
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml")])
    return folder / "site"


# Each writes and builds a site in a folder for an address, and returns what is published.
_SITES: Mapping[str, Callable[[Archive, Path, str], Path]] = {
    "sample": _build_sample,
    "bantin": _build_bantin,
    "hugo": _build_hugo,
    "material": _build_material,
}


def _move(config: Path, old: str, new: str) -> None:
    """Let a configuration name the address it is served at, as canonical links do then."""
    text = config.read_text("utf-8")
    if old not in text:
        message = f"{config.name} does not name {old}"
        raise ValueError(message)
    config.write_text(text.replace(old, new), encoding="utf-8")


def _run(command: Sequence[str]) -> None:
    measure(command, cwd=REPOSITORY, limit_s=_BUILD_LIMIT_S)
