"""Rules over the whole catalog: ids, addresses, registers, dates, files, links, relations."""

from __future__ import annotations

import papers
import pytest
from photos import plain
from PIL import Image
from sitemaker import photo_with_location, places, render

from generator.checks import RULES
from generator.kernel.diagnostics import Severity
from generator.reading.assets import read_asset

ITEM = "content/ban-tin/2026/hop.md"

AGREED = "consent: {on: 2026-01-01, by: B, scope: [web]}"


def spots(diagnostics):
    return [(d.span.line, d.span.column, d.code) for d in diagnostics]


def item(lines="", path=ITEM, body=""):
    return {path: f"+++\n{lines}\n+++\n{body}"}


def check(site, *lines, **files):
    return site({**item("\n".join(lines)), **files}).check()


# --- registers ---


@pytest.mark.parametrize(
    ("line", "spot", "guess"),
    [
        ("unit: cd-dein", (5, 7, "unit.unknown"), "cd-dien"),
        ("topics: [an-toan, phuc-loy]", (6, 19, "topic.unknown"), "phuc-loi"),
        ("topics: [antoan]", (6, 10, "topic.unknown"), "an-toan"),
        ("campaign: thang-cong-nhn", (6, 11, "campaign.unknown"), "thang-cong-nhan"),
        ("authors: [ban-tuyen-gao]", (6, 11, "author.unknown"), "ban-tuyen-giao"),
        ("approved_by: chutich", (6, 14, "author.unknown"), "chu-tich"),
        ("approved_by: ban-tuyen-giao", (6, 14, "approval.no-right"), None),
        ("campaign: zzz", (6, 11, "campaign.unknown"), None),
    ],
)
def test_an_id_that_names_nothing_is_told_with_the_one_that_may_be_meant(site, line, spot, guess):
    diagnostics = check(site, line)

    assert spots(diagnostics) == [spot]
    shown = render(diagnostics)
    assert f"Có phải bạn muốn viết “{guess}”?" in shown or (
        guess is None and "Có phải" not in shown
    )


def test_the_unit_of_an_honouree_is_held_against_the_units_too(site):
    lines = f'honourees: [{{name: "Mai", {AGREED}}}, {{name: "Lan", {AGREED}, unit: cd-dein}}]'

    diagnostics = site(item(lines, "content/guong-sang/2026/a.md")).check()

    assert spots(diagnostics) == [(6, 48 + 2 * len(f", {AGREED}"), "unit.unknown")]


def test_an_item_that_names_only_what_is_there_has_no_problem(site):
    files = item(
        "topics: [an-toan]\ncampaign: thang-cong-nhan\nauthors: [ban-tuyen-giao]\n"
        "approved_by: chu-tich\nrelated: [khan/2026/cu]\ncover: {image: a.jpg, alt: A}\n"
        "attachments: [{file: b.csv, title: B}]\naliases: [ban-tin/2025/cu]"
    )
    files |= item(
        "level: khan\nexpires_at: 2026-12-01\nsupersedes: khan/2026/cu", "content/khan/2026/moi.md"
    )
    files |= item("level: khan\nexpires_at: 2026-12-01", "content/khan/2026/cu.md")
    files |= item(
        f'honourees: [{{name: "Mai", {AGREED}, unit: cd-dien, photo: {{image: a.jpg, alt: A}}}}]',
        "content/guong-sang/2026/mai.md",
    )
    files |= {"content/ban-tin/2026/a.jpg": plain(600, 400)}
    files |= {"content/ban-tin/2026/b.csv": "a,b\n"}
    files |= {"content/guong-sang/2026/a.jpg": plain(600, 400)}

    assert site(files).check() == []


# --- dates ---


@pytest.mark.parametrize(
    ("lines", "spot"),
    [
        ("expires_at: 2026-11-19", (6, 13, "expiry.before-publish")),
        ("expires_at: 2026-11-20 08:00", (6, 13, "expiry.before-publish")),
        ("expires_at: 2026-11-20 08:00 +08:00", (6, 13, "expiry.before-publish")),
        (
            "withdrawn: {at: 2026-11-20 07:59, reason: Sai}",
            (6, 17, "withdrawal.before-publish"),
        ),
        (
            "corrections: [{at: 2026-11-21, note: A}, {at: 2026-11-19, note: B}]",
            (6, 47, "correction.before-publish"),
        ),
    ],
)
def test_what_happens_before_publication_is_told_with_both_instants(site, lines, spot):
    diagnostics = check(site, lines)

    assert spots(diagnostics) == [spot]
    assert "2026-11-20 08:00" in render(diagnostics)


NOTICE = "content/khan/2026/bao.md"


@pytest.mark.parametrize(
    ("act_by", "spots_told"),
    [
        ("2026-11-30 17:00", []),
        ("2026-11-30 17:01", [(8, 9, "deadline.after-expiry")]),
    ],
)
def test_what_an_urgent_notice_asks_for_is_due_while_it_holds(site, act_by, spots_told):
    fields = f"+++\nlevel: khan\nexpires_at: 2026-11-30 17:00\nact_by: {act_by}\n+++\n"

    assert spots(site({NOTICE: fields}).check()) == spots_told


def test_what_is_withdrawn_or_corrected_at_the_instant_of_publication_is_no_fault(site):
    lines = (
        "withdrawn: {at: 2026-11-20 08:00, reason: Sai}",
        "corrections: [{at: 2026-11-20 08:00, note: A}]",
    )

    assert check(site, *lines) == []


def test_expiry_on_the_day_of_publication_is_its_evening_and_no_fault(site):
    assert check(site, "publish_at: 2026-11-20 08:00", "expires_at: 2026-11-20") == []


def test_an_item_in_another_years_folder_is_a_warning_only(site):
    diagnostics = site(item("publish_at: 2025-12-31")).check()

    assert spots(diagnostics) == [(5, 13, "path.other-year")]
    assert diagnostics[0].severity is Severity.WARNING
    assert "thư mục 2025" in render(diagnostics)


def test_the_year_is_that_of_the_sites_zone(site):
    """Half past five on New Year's Day in Hanoi is still last year in London."""
    assert site(item("publish_at: 2025-12-31 22:30 Z")).check() == []


# --- identities and addresses ---


def test_an_id_that_two_files_claim_is_told_at_the_second(site):
    files = item("id: ban-tin/2026/b", "content/ban-tin/2026/a.md")
    files |= item("", "content/ban-tin/2026/b.md")
    files |= item("id: ban-tin/2026/b", "content/ban-tin/2026/c.md")

    diagnostics = site(files).check()

    assert places(diagnostics) == [
        ("content/ban-tin/2026/b.md", 1, "id.taken"),
        ("content/ban-tin/2026/c.md", 6, "id.taken"),
    ]
    assert "ban-tin/2026/a.md" in render(diagnostics)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("gioi-thieu.md", "gioi-thieu/index.md"),
        ("gioi-thieu.md", "gioi-thieu/README.md"),
        ("gioi-thieu.md", "giới-thiệu.md"),
    ],
)
def test_two_files_for_one_address_are_told(site, first, second):
    diagnostics = site({f"content/{first}": "# A\n", f"content/{second}": "# B\n"}).check()

    assert [d.code for d in diagnostics] == ["url.taken"]
    assert diagnostics[0].span.path in (f"content/{first}", f"content/{second}")
    assert "đã thuộc về" in render(diagnostics)


@pytest.mark.parametrize(
    ("aliases", "codes"),
    [
        ("[ban-tin/2026/khac]", ["url.taken"]),
        ("[ban-tin/2026/hop]", ["url.taken"]),
        ("[gioi-thieu]", ["url.taken"]),
        ("[tin/cu, tin/cu]", ["url.taken"]),
        ("[ban-tin]", ["url.reserved"]),
        ("[ban-tin/trang/2]", ["url.reserved"]),
        ("[don-vi/cd-dien]", ["url.reserved"]),
        ("[nam/2025]", ["url.reserved"]),
        ("[trang/3]", ["url.reserved"]),
        ("[tin/cu, ban-tin/2025/hop]", []),
    ],
)
def test_an_alias_yields_to_what_answers_at_its_address(site, aliases, codes):
    files = item(f"aliases: {aliases}") | item("", "content/ban-tin/2026/khac.md")
    diagnostics = site({**files, "content/gioi-thieu.md": "# A\n"}).check()

    assert [d.code for d in diagnostics] == codes
    assert {d.span.line for d in diagnostics} <= {6}


def test_two_items_with_one_alias_are_told_at_the_second(site):
    files = item("aliases: [cu]", "content/ban-tin/2026/a.md")
    files |= item("aliases: [cu]", "content/ban-tin/2026/b.md")

    assert places(site(files).check()) == [("content/ban-tin/2026/b.md", 6, "url.taken")]


@pytest.mark.parametrize(
    "path",
    [
        "index.md",
        "README.md",
        "don-vi.md",
        "don-vi/cd-dien.md",
        "chu-de/an-toan.md",
        "phong-trao/index.md",
        "nam/2026.md",
        "trang/2.md",
        "theo-doi.md",
        "the/index.md",
        "dinh-chinh.md",
        "luu-tru/1.md",
        "ban-tin.md",
        "Khan.md",
    ],
)
def test_a_standing_page_in_a_place_the_program_fills_is_told(site, path):
    diagnostics = site({f"content/{path}": "# A\n"}).check()

    assert places(diagnostics) == [(f"content/{path}", 0, "url.reserved")]


# --- files ---


@pytest.mark.parametrize(
    ("written", "code", "shown"),
    [
        ("anhh.jpg", "file.missing", "“anh.jpg”?"),
        ("ANH.jpg", "file.missing", "“anh.jpg”?"),
        ("assets/khac.jpg", "file.missing", "“assets/khac.jpg”"),
        ("../../../anh.jpg", "file.outside", "“../../../anh.jpg”"),
        ("assets/../../anh.jpg", "file.outside", "dẫn ra ngoài"),
        ("bieu-trung.svg", "file.type", ".webp"),
        ("quyet-dinh.pdf", "file.type", ".webp"),
        ("hop.md", "file.type", ".webp"),
        ("gia.jpg", "picture.unreadable", "không phải là ảnh đọc được"),
        ("svg.png", "picture.unreadable", "không phải là ảnh đọc được"),
        (".", "file.missing", "ban-tin/2026"),
    ],
)
def test_a_cover_that_cannot_be_published_is_told_where_it_is_named(site, written, code, shown):
    diagnostics = site(
        {
            **item(f"cover: {{image: '{written}', alt: A}}"),
            "content/ban-tin/2026/anh.jpg": "",
            "content/ban-tin/2026/bieu-trung.svg": "<svg/>",
            "content/ban-tin/2026/quyet-dinh.pdf": papers.pdf_page(b""),
            "content/ban-tin/2026/gia.jpg": "không phải ảnh",
            "content/ban-tin/2026/svg.png": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        }
    ).check()

    assert spots(diagnostics) == [(6, 16, code)]
    assert shown in render(diagnostics)


def test_a_portrait_and_an_attachment_are_looked_for_too(site):
    lines = (
        f"honourees: [{{name: A, photo: {{image: x.jpg, alt: A}}, {AGREED}}}]\n"
        "attachments: [{file: a.exe, title: A}, {file: b.pdf, title: B}]"
    )
    files = item(lines, "content/guong-sang/2026/a.md")

    diagnostics = site({**files, "content/guong-sang/2026/a.exe": "x"}).check()

    assert spots(diagnostics) == [
        (6, 38, "file.missing"),
        (7, 22, "file.type"),
        (7, 47, "file.missing"),
    ]
    assert ".docx" in render(diagnostics)


def test_what_may_be_an_attachment_need_not_be_a_picture(site):
    files = item("attachments: [{file: b.PDF, title: B}]")

    assert site({**files, "content/ban-tin/2026/b.PDF": papers.pdf_page(b"")}).check() == []


def test_a_cover_that_is_a_link_out_of_content_is_no_file(site, tmp_path):
    Image.new("RGB", (9, 9)).save(tmp_path / "ngoai.jpg")
    sample = site(item("cover: {image: anh.jpg, alt: A}"))
    (sample.root / "content/ban-tin/2026/anh.jpg").symlink_to(tmp_path / "ngoai.jpg")

    gathered = sample.gather()

    assert places(gathered.problems) == [
        ("content/ban-tin/2026/anh.jpg", 0, "file.symlink-outside"),
        (ITEM, 6, "file.missing"),
    ]
    assert gathered.catalog.assets == {}


def test_a_picture_in_a_body_that_is_none_is_told_at_its_line(site):
    files = item(body="Một.\n\n![a](gia.png)\n")

    diagnostics = site({**files, "content/ban-tin/2026/gia.png": "x"}).check()

    assert spots(diagnostics) == [(10, 6, "picture.unreadable")]


@pytest.mark.parametrize("limit", [100, 2000])
def test_a_picture_that_unpacks_to_more_than_a_machine_holds_is_told(site, monkeypatch, limit):
    """Pillow warns of a picture of 2,400 pixels above the limit and refuses it above twice that."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", limit)

    diagnostics = site(
        {**item("cover: {image: a.jpg, alt: A}"), "content/ban-tin/2026/a.jpg": ""}
    ).check()

    assert spots(diagnostics) == [(6, 16, "picture.too-large")]
    assert "Hãy thu nhỏ ảnh" in render(diagnostics)


@pytest.mark.parametrize(("turned", "size"), [(1, (60, 40)), (3, (60, 40)), (6, (40, 60))])
def test_a_pictures_size_is_the_one_it_is_shown_in(tmp_path, turned, size):
    exif = Image.Exif()
    exif[0x0112] = turned
    Image.new("RGB", (60, 40)).save(tmp_path / "a.jpg", exif=exif)

    asset = read_asset(tmp_path, "a.jpg", "x")

    assert (asset.width_px, asset.height_px) == size
    assert asset.media_type == "image/jpeg"
    assert asset.size_bytes == (tmp_path / "a.jpg").stat().st_size


def test_only_what_is_referred_to_is_looked_at(site):
    files = item("attachments: [{file: b.csv, title: B}]", body="![a](a.jpg)\n![b](a.jpg)\n")
    sample = site(
        {
            **files,
            "content/ban-tin/2026/a.jpg": "",
            "content/ban-tin/2026/b.csv": "x",
            "content/ban-tin/2026/c.jpg": "không ai dùng",
        }
    )

    assets = sample.catalog().assets

    assert sorted(assets) == ["ban-tin/2026/a.jpg", "ban-tin/2026/b.csv"]
    assert (assets["ban-tin/2026/b.csv"].width_px, assets["ban-tin/2026/a.jpg"].width_px) == (
        0,
        600,
    )


# --- relations ---


def test_a_related_item_that_is_not_there_is_told_with_the_one_that_may_be_meant(site):
    files = item("related: [ban-tin/2026/khac, ban-tin/2026/khca]")
    files |= item("", "content/ban-tin/2026/khac.md")

    diagnostics = site(files).check()

    assert spots(diagnostics) == [(6, 30, "item.unknown")]
    assert "“ban-tin/2026/khac”?" in render(diagnostics)


@pytest.mark.parametrize(
    ("superseded", "code"),
    [
        ("khan/2026/khong-co", "item.unknown"),
        ("khan/2026/moi", "supersedes.not-urgent"),
        ("ban-tin/2026/hop", "supersedes.not-urgent"),
    ],
)
def test_an_urgent_notice_supersedes_another_urgent_notice_only(site, superseded, code):
    files = item("") | item(
        f"level: khan\nexpires_at: 2026-12-01\nsupersedes: {superseded}",
        "content/khan/2026/moi.md",
    )

    diagnostics = site(files).check()

    assert spots(diagnostics) == [(8, 13, code)]
    assert superseded in render(diagnostics)


# --- all rules ---


def test_rules_are_named_by_what_they_look_at_and_explained():
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
    assert all(rule.__doc__.strip().startswith("Report ") for rule in RULES)


def test_faults_of_many_rules_in_many_files_are_told_in_one_order(site):
    files = item("unit: zzz\nexpires_at: 2026-01-01\nrelated: [zzz]", body="[a](zzz.md)")
    files |= item("topics: [zzz]", "content/ban-tin/2026/a.md")
    files |= {"content/gioi-thieu.md": "[a](zzz.md)\n"}

    diagnostics = site(files).check()

    assert places(diagnostics) == [
        ("content/ban-tin/2026/a.md", 6, "topic.unknown"),
        (ITEM, 5, "unit.unknown"),
        (ITEM, 6, "expiry.before-publish"),
        (ITEM, 7, "item.unknown"),
        (ITEM, 9, "link.missing"),
        ("content/gioi-thieu.md", 1, "link.missing"),
    ]


def test_a_photo_that_tells_where_it_was_taken_is_not_published(site):
    diagnostics = site(
        {
            "content/ban-tin/2026/bai.md": "+++\ncover: {image: a.jpg, alt: b}\n+++\n![c](b.jpg)\n",
            "content/ban-tin/2026/a.jpg": photo_with_location(),
            "content/ban-tin/2026/b.jpg": photo_with_location(),
        }
    ).check()

    assert spots(diagnostics) == [(6, 16, "picture.location"), (8, 6, "picture.location")]
    assert "GPS" in render(diagnostics)


@pytest.mark.parametrize("text", ["a <![ b", "<![x[", "```\n<![ \n```", "<![ifs"])
def test_what_stops_mkdocs_is_told_before_it(site, text):
    sample = site({"content/gioi-thieu.md": f"# Giới thiệu\n\n{text} ]> c\n"})

    assert "body.declaration" in [code for *_, code in places(sample.check())]
    assert sample.build() == 1


@pytest.mark.parametrize("text", ["<![CDATA[x]]>", "<![endif]-->", "<!-- [x] -->", "![ảnh](a)"])
def test_what_mkdocs_can_read_is_let_pass(site, text):
    sample = site({"content/gioi-thieu.md": f"# Giới thiệu\n\nMột {text} hai.\n"})

    assert "body.declaration" not in [code for *_, code in places(sample.check())]
