"""What is the organisation's own in the look: logo, icons and what a telephone is told of them."""

from __future__ import annotations

import io
import json
import re
import struct
import zlib

import pytest
from pages import parse
from PIL import Image, PngImagePlugin
from sitemaker import CONFIG, ROOT, SampleSite, make_site, photo_with_location, render, write_files

from generator.kernel.colour import contrast
from generator.kernel.colour import parse as parse_colour
from generator.outputs.palette import PAPER, palette_of
from generator.plugin.host import load_setup, shell_of
from generator.reading.settings import read_settings

LOGO = "content/assets/logo.png"
BLUE = (20, 63, 102, 255)


def picture(size=(400, 200), form="PNG", mode="RGBA", **options):
    data = io.BytesIO()
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    image.paste((200, 20, 30, 255), (size[0] // 4, 0, size[0] * 3 // 4, size[1]))
    image.convert(mode).save(data, form, **options)
    return data.getvalue()


def built(site, look="{logo: assets/logo.png}", files=()):
    config = f"{CONFIG}      look: {look}\n"
    sample = SampleSite(site({"mkdocs.yml": config, **dict(files)}).root)
    assert sample.build("-q") == 0
    return sample


def shell(sample):
    return shell_of(sample.catalog(), sample.setup.theme)[0]


def opened(sample, address):
    return Image.open(io.BytesIO(sample.built()[address.lstrip("/")]))


def manifest(sample):
    return json.loads(sample.read("site.webmanifest"))


# --- the logo ---


@pytest.mark.parametrize(
    ("size", "copy", "shown"),
    [
        ((400, 200), (192, 96), (96, 48)),
        ((96, 96), (96, 96), (48, 48)),
        ((60, 60), (60, 60), (48, 48)),
        ((20, 10), (20, 10), (20, 10)),
        ((2000, 100), (480, 24), (240, 12)),
        ((1, 3000), (1, 96), (1, 48)),
    ],
)
def test_a_small_copy_of_the_logo_is_published_with_the_size_it_is_shown_at(
    site, size, copy, shown
):
    sample = built(site, files={LOGO: picture(size)})
    logo = shell(sample).logo

    assert (logo.width_px, logo.height_px) == shown
    assert re.fullmatch(r"/assets/logo\.[0-9a-f]{10}\.webp", logo.url)
    assert opened(sample, logo.url).size == copy
    assert "assets/logo.png" not in sample.built(), "the file itself stays at home"


def test_the_copy_tells_nothing_but_the_picture(site):
    details = PngImagePlugin.PngInfo()
    details.add_text("Comment", "chup-tai-nha")
    sample = built(site, files={LOGO: picture(pnginfo=details)})
    assert b"chup-tai-nha" not in b"".join(sample.built().values())

    sample = built(
        site, "{logo: assets/logo.jpg}", {"content/assets/logo.jpg": photo_with_location()}
    )
    copy = opened(sample, shell(sample).logo.url)
    assert dict(copy.getexif()) == {}
    assert copy.size == (40, 60), "and it is turned upright"


def test_what_shows_through_a_logo_still_does(site):
    sample = built(site, files={LOGO: picture()})

    assert opened(sample, shell(sample).logo.url).convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "RGB"), ("WEBP", "RGBA"), ("PNG", "P")])
def test_other_forms_of_pictures_will_do(site, form, mode):
    name = f"content/assets/logo.{form.lower()}"
    sample = built(
        site, f"{{logo: assets/logo.{form.lower()}}}", {name: picture(form=form, mode=mode)}
    )

    assert opened(sample, shell(sample).logo.url).size == (192, 96)


def test_another_logo_reaches_every_page_and_the_same_one_none(site):
    sample = built(site, files={LOGO: picture()})
    before = sample.built()
    assert sample.build("-q") == 0
    assert sample.built() == before

    sample.write({LOGO: picture((300, 300))})
    assert sample.build("-q") == 0

    after = sample.built()
    assert shell(sample).icon not in before["index.html"].decode()
    assert shell(sample).icon in after["index.html"].decode()
    assert {p for p in after if "logo." in p}.isdisjoint(p for p in before if "logo." in p)


def broken_png():
    whole = picture((300, 300), compress_level=0)
    return whole[: len(whole) // 2]


def bomb():
    """A PNG of a few bytes that says it is enormous."""
    data = picture((8, 8))
    at = data.index(b"IHDR") + 4
    head = struct.pack(">II", 60_000, 60_000) + data[at + 8 : at + 13]
    return data[:at] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + data[at + 17 :]


@pytest.mark.parametrize(
    ("written", "data", "code"),
    [
        ("assets/khong-co.png", None, "file.missing"),
        ("assets", None, "file.missing"),
        ("../ngoai.png", picture(), "file.outside"),
        ("assets/logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file.type"),
        ("assets/logo.gif", picture(form="GIF", mode="P"), "file.type"),
        ("assets/logo.png", b"", "picture.unreadable"),
        ("assets/logo.png", b"<svg/>", "picture.unreadable"),
        ("assets/logo.png", broken_png(), "picture.unreadable"),
        ("assets/logo.png", bomb(), "picture.too-large"),
        ("assets/logo.png", picture((3_200, 3_200)), "picture.too-large"),
        ("assets/logo.jpg", picture(form="GIF", mode="P"), "picture.unreadable"),
        ("assets/logo.jpg", picture(form="JPEG", mode="RGB")[:300], "picture.unreadable"),
    ],
)
def test_a_logo_that_cannot_be_drawn_is_told_where_it_is_named(tmp_path, written, data, code):
    make_site(tmp_path, {"content/assets/a.txt": "a"})
    (tmp_path / "mkdocs.yml").write_text(f"{CONFIG}      look: {{logo: {written}}}\n", "utf-8")
    if data is not None:
        file = tmp_path / "content" / written
        file.write_bytes(data)

    setup, problems = load_setup(tmp_path / "mkdocs.yml")

    assert setup is None
    line = CONFIG.count("\n") + 1
    assert [(d.span.path, d.span.line, d.span.column, d.code) for d in problems] == [
        ("mkdocs.yml", line, 20, code)
    ]
    for language in ("vi", "en"):
        assert written in render(problems, language, root=tmp_path)


def test_a_logo_reached_by_a_link_out_of_the_content_is_refused(tmp_path):
    sample = make_site(tmp_path, {"ngoai.png": "", "content/assets/a.txt": "a"})
    (sample.root / "content/assets/logo.png").symlink_to(sample.root / "ngoai.png")
    write_files(tmp_path, {"mkdocs.yml": f"{CONFIG}      look: {{logo: assets/logo.png}}\n"})

    assert [d.code for d in load_setup(tmp_path / "mkdocs.yml")[1]] == ["file.outside"]


# --- the colour ---


@pytest.mark.parametrize(
    ("look", "column", "code", "said"),
    [
        ("      look: {colour: xanh}\n", 22, "colour.unknown", "“xanh”"),
        ('      look: {colour: "#12345"}\n', 22, "colour.unknown", "#12345"),
        ("      look: {colour: [1, 2]}\n", 22, "field.not-text", "colour"),
        ("      look:\n        colour: #143f66\n", 9, "colour.unquoted", "#"),
        ("      look: xanh\n", 13, "field.not-mapping", 'look: {colour: "#143f66"'),
        ("      look: {color: xanh}\n", 14, "field.unknown", "colour"),
    ],
)
def test_what_is_no_colour_is_told_with_an_example(tmp_path, look, column, code, said):
    file = tmp_path / "mkdocs.yml"
    head = 'site_name: Thử\nplugins:\n  - bantin:\n      organisation: {name: "Thử"}\n'
    file.write_text(head + look, "utf-8")

    _, problems = read_settings(file)

    assert [(d.span.column, d.code) for d in problems] == [(column, code)]
    for language in ("vi", "en"):
        shown = render(problems, language, root=tmp_path)
        assert said in shown
        assert "#143f66" in shown


# --- icons and the manifest ---


def test_the_manifest_tells_a_telephone_all_it_asks_for(site):
    config = CONFIG.replace(
        'organisation: {name: "Công đoàn Thử"',
        'organisation: {short: "CĐ Thử", name: "Công đoàn Thử"',
    ).replace("thu.example/", "thu.example/kho/")
    sample = SampleSite(site({"mkdocs.yml": config}).root)
    assert sample.build("-q") == 0
    told = manifest(sample)
    icons = told.pop("icons")

    assert told == {
        "id": "/kho/",
        "name": "Công đoàn Thử",
        "short_name": "CĐ Thử",
        "lang": "vi",
        "dir": "ltr",
        "start_url": "/kho/",
        "scope": "/kho/",
        "display": "minimal-ui",
        "theme_color": "#143f66",
        "background_color": "#fffefa",
    }
    assert [(i["sizes"], i["purpose"]) for i in icons] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    for icon in icons:
        drawn = opened(sample, icon["src"].removeprefix("/kho"))
        assert f"{drawn.width}x{drawn.height}" == icon["sizes"]
        assert drawn.format == "PNG"


def test_every_page_leads_to_the_manifest_and_the_icons(site):
    sample = built(site, '{colour: "#661433"}', {"content/gioi-thieu.md": "Trang.\n"})
    palette = palette_of(parse_colour("#661433"))

    for path in ("index.html", "404.html", "gioi-thieu/index.html"):
        page = parse(sample.built()[path])
        links = {link["rel"]: link["href"] for link in page.named("link")}
        assert links["manifest"] == "/site.webmanifest"
        assert opened(sample, links["apple-touch-icon"]).size == (180, 180)
        assert opened(sample, links["icon"]).size == (48, 48)
        colours = [
            (m["content"], m.get("media"))
            for m in page.named("meta")
            if m.get("name") == "theme-color"
        ]
        # Browsers take the first that fits.
        assert colours == [
            (str(palette.bar_dark), "(prefers-color-scheme: dark)"),
            (str(palette.bar), None),
        ]


def test_without_a_look_the_icon_is_the_themes(site):
    sample = site()
    assert sample.build("-q") == 0

    assert 'rel="icon" href="/assets/icon.svg"' in sample.read("index.html")
    assert str(palette_of(parse_colour("#143f66")).bar) in (
        ROOT / "theme/assets/icon.svg"
    ).read_text("utf-8")


def test_the_drawn_icon_is_the_themes_in_the_sites_colour(site):
    sample = built(site, '{colour: "#661433"}')
    plain, _, maskable = (
        opened(sample, i["src"]).convert("RGBA") for i in manifest(sample)["icons"]
    )
    touch = opened(sample, shell(sample).touch_icon)

    def at(image, x, y):
        return image.getpixel((round(x * image.width / 64), round(y * image.height / 64)))

    assert at(plain, 0, 0)[3] == 0, "round corners"
    assert at(plain, 6, 32) == (0x66, 0x14, 0x33, 255)
    assert at(plain, 32, 48) == (255, 255, 255, 255)
    assert at(plain, 32, 14)[:3] == (0xA1, 0x1D, 0x21)
    assert at(plain, 30, 29)[:3] == (0x66, 0x14, 0x33)
    assert touch.mode == "RGB", "telephones paint black behind what shows through"
    assert at(touch, 0, 0) == (0x66, 0x14, 0x33)
    assert at(maskable, 0, 0) == (0x66, 0x14, 0x33, 255)
    assert is_within_safe_zone(maskable, ground=(0x66, 0x14, 0x33))


def test_a_logo_stands_whole_on_paper(site):
    sample = built(site, files={LOGO: picture((100, 100))})
    plain, _, maskable = (
        opened(sample, i["src"]).convert("RGB") for i in manifest(sample)["icons"]
    )

    assert plain.getpixel((0, 0)) == maskable.getpixel((0, 0)) == tuple(PAPER)
    assert plain.getpixel((96, 96)) == (200, 20, 30)
    assert is_within_safe_zone(maskable, ground=tuple(PAPER))


def is_within_safe_zone(image, ground):
    """Tell whether all that is drawn lies in the circle of 80 % that no system cuts."""
    middle, reach = (image.width - 1) / 2, image.width * 0.4
    pixels = image.convert("RGB").load()
    return all(
        pixels[x, y] == ground
        for x in range(image.width)
        for y in range(image.height)
        if (x - middle) ** 2 + (y - middle) ** 2 > (reach + 1) ** 2
    )


def test_icons_are_the_same_bytes_each_time_and_have_another_name_when_they_differ(site):
    first = built(site, '{colour: "#661433"}').built()
    again = built(site, '{colour: "#661433"}', {"content/gioi-thieu.md": "Trang.\n"}).built()
    other = built(site, '{colour: "#14662f"}').built()

    def icons(tree):
        return {p: data for p, data in tree.items() if p.startswith("assets/icon-")}

    assert icons(first) == icons(again)
    assert len(icons(first)) == 5
    assert icons(first).keys().isdisjoint(icons(other))


def test_white_can_be_read_on_the_colour_around_a_page(site):
    sample = built(site, '{colour: "#ffd600"}')

    for colour in (shell(sample).theme_colour, shell(sample).theme_colour_dark):
        assert contrast(parse_colour(colour), (255, 255, 255)) >= 7
