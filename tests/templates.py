"""
One address for each sort of page: what is tested page by page, in a browser and beside it.

To add one, add a line to `TEMPLATES`. A view of `theme/views/` that no line names fails a test.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitemaker import CONFIG, ROOT, SampleSite, make_site

_ENGLISH = {
    "mkdocs.yml": CONFIG.replace("language: vi", "language: en") + "      language: en\n",
    "content/ban-tin/2026/mot.md": (
        "+++\ntopics: [an-toan]\nauthors: [ban-tuyen-giao]\n"
        "cover: {image: anh.jpg, alt: A bridge}\n"
        "corrections:\n  - {at: 2026-11-20 10:00, note: The hour was wrong.}\n"
        "+++\n## First\n\nWords.\n\n| Day | Hour |\n|---|---|\n| Monday | 8:00 |\n"
    ),
    "content/ban-tin/2026/anh.jpg": "",
    "content/khan/2026/khan.md": (
        "+++\nlevel: khan\napproved_by: chu-tich\nexpires_at: 2026-11-30 08:00\n+++\n"
    ),
    "content/guong-sang/2026/guong.md": (
        "+++\nquote: One sentence.\n"
        "honourees: [{name: Trần Thử, job: Worker, unit: cd-dien}]\n+++\n"
    ),
    "content/data/channels.yml": (
        "- {id: page, name: Our page, network: facebook-trang, url: 'https://fb.example/us'}\n"
    ),
    "content/gioi-thieu.md": "# About us\n\nWho we are.\n",
}
# What those who approve see before they have.
_PREVIEW = {
    "mkdocs.yml": CONFIG + "      approval: {required: [urgent, spotlight]}\n",
    "content/khan/2026/bao.md": (
        '+++\ntitle: "Hỏa tốc: bão vào đất liền, dừng việc ngoài trời"\nlevel: hoa-toc\n'
        'audience: "Mọi công đoàn cơ sở"\nact_by: 2026-11-21 18:00\n'
        "expires_at: 2026-11-30 08:00\n+++\n"
        "Từ 18 giờ, mọi công đoàn cơ sở cử người trực.\n\n"
        "- Dừng việc trên cao và ven sông.\n- Điểm danh, báo về lúc 6 giờ và 18 giờ.\n"
    ),
    "content/guong-sang/2026/tho.md": (
        '+++\ntitle: "Người thợ giữ đèn"\nquote: "Đèn sáng là tôi yên tâm."\n'
        "honourees: [{name: Trần Thử, job: Công nhân vận hành, unit: cd-dien}]\n+++\n"
        "Hai mươi năm, anh đi hết các trạm.\n"
    ),
}


@dataclass(frozen=True)
class Template:
    """
    A sort of page, by the `name` that tests show, and where one such page stands.

    `view` is the file in `theme/views/` that draws it, without its ending; `standing` is
    `theme/main.html`. A page that `leads_away` opens another one by itself at once; one that
    `needs_script` is never shown without: it stands for a network that is gone.
    """

    name: str
    view: str
    path: str
    site: str = "sample"
    leads_away: bool = False
    needs_script: bool = False


TEMPLATES = (
    Template("home", "home", "/"),
    Template("home-older", "home", "/trang/1/"),
    Template("kind", "listing", "/ban-tin/"),
    Template("kind-older", "listing", "/ban-tin/trang/1/"),
    Template("kind-spotlights", "listing", "/guong-sang/"),
    Template("kind-urgent", "listing", "/khan/"),
    Template("topic", "listing", "/chu-de/an-toan-lao-dong/"),
    Template("campaign", "listing", "/phong-trao/mai-am-cong-doan/"),
    Template("year", "listing", "/nam/2026/"),
    Template("corrections", "corrections", "/dinh-chinh/"),
    Template("unit", "listing", "/don-vi/ldld-nang-luong/"),
    Template("unit-ended", "listing", "/don-vi/ldld-huyen-khe-lim/"),
    Template("units", "directory", "/don-vi/"),
    Template("topics", "directory", "/chu-de/"),
    Template("campaigns", "directory", "/phong-trao/"),
    Template("years", "directory", "/nam/"),
    Template("bulletin", "bulletin", "/ban-tin/2026/ket-nap-doan-vien-xuong-go/"),
    Template("bulletin-cover", "bulletin", "/ban-tin/2026/diem-phuc-loi-doi-gi/"),
    Template("bulletin-long", "bulletin", "/ban-tin/2026/mot-dem-tren-tuyen-35/"),
    Template("bulletin-table", "bulletin", "/ban-tin/2026/cong-khai-doan-phi-nam-2025/"),
    Template("bulletin-corrected", "bulletin", "/ban-tin/2026/huan-luyen-an-toan-mua-nang/"),
    Template("spotlight-one", "spotlight", "/guong-sang/2026/truc-ban-ta-thi-hanh/"),
    Template("spotlight-few", "spotlight", "/guong-sang/2026/ba-nguoi-o-cot-47/"),
    Template("urgent", "urgent", "/khan/2026/truc-bao-20-11/"),
    Template("urgent-superseded", "urgent", "/khan/2026/cat-dien-cung-so-2/"),
    Template("urgent-superseding", "urgent", "/khan/2026/doi-ngay-cat-dien-cung-so-2/"),
    Template("withdrawn", "notice", "/ban-tin/2026/danh-sach-tro-cap-quy-ba/"),
    Template("expired", "notice", "/khan/2026/nang-nong-dung-viec-buoi-trua/"),
    Template("missing", "missing", "/404.html"),
    Template("search", "search", "/tim-kiem/"),
    Template("follow", "follow", "/theo-doi/"),
    Template("offline", "offline", "/ngoai-tuyen/", needs_script=True),
    Template("about", "standing", "/gioi-thieu/"),
    Template("guide", "standing", "/huong-dan-bien-tap/"),
    Template("redirect", "redirect", "/ban-tin/2025/tu-sach-thuy-dien/", leads_away=True),
    Template("empty-home", "home", "/", "empty"),
    Template("empty-kind", "listing", "/ban-tin/", "empty"),
    Template("empty-missing", "missing", "/404.html", "empty"),
    Template("empty-corrections", "corrections", "/dinh-chinh/", "empty"),
    Template("unapproved-urgent", "urgent", "/khan/2026/bao/", "preview"),
    Template("unapproved-spotlight", "spotlight", "/guong-sang/2026/tho/", "preview"),
    Template("unapproved-kind", "listing", "/khan/", "preview"),
    Template("english-home", "home", "/", "english"),
    Template("english-bulletin", "bulletin", "/ban-tin/2026/mot/", "english"),
    Template("english-spotlight", "spotlight", "/guong-sang/2026/guong/", "english"),
    Template("english-urgent", "urgent", "/khan/2026/khan/", "english"),
    Template("english-follow", "follow", "/theo-doi/", "english"),
    Template("english-about", "standing", "/gioi-thieu/", "english"),
)
# Those on which a reader stays.
STAYING = tuple(each for each in TEMPLATES if not each.leads_away)
# The first page of each view, where another page of it would show nothing new.
FIRST = tuple({each.view: each for each in reversed(STAYING) if not each.needs_script}.values())


def template(name: str) -> Template:
    """Return the template called *name*."""
    return next(each for each in TEMPLATES if each.name == name)


def _sample(root: Path) -> SampleSite:
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    return SampleSite(root)


# How each site is made in a folder: the sample, one without any item, one in English.
SITES: Mapping[str, Callable[[Path], SampleSite]] = {
    "sample": _sample,
    "empty": make_site,
    "english": lambda root: make_site(root, _ENGLISH),
    "preview": lambda root: make_site(root, _PREVIEW),
}
OPTIONS: Mapping[str, tuple[str, ...]] = {"preview": ("--preview",)}


def build_site(name: str, root: Path) -> Path:
    """Make and build the site called *name* below *root*; return what would be published."""
    root.mkdir(parents=True, exist_ok=True)
    site = SITES[name](root)
    assert site.build("-q", "--no-cache", *OPTIONS.get(name, ())) == 0, name
    site.open.close()
    return root / "site"
