"""Pictures are published in few bytes, upright, and without what they tell of themselves."""

import functools
import http.server
import io
import random
import re
import shutil
import sqlite3
import threading
from datetime import datetime
from urllib.parse import unquote

import pytest
from lxml import etree
from pages import parse
from photos import (
    as_jpeg,
    as_png,
    film,
    hard_photograph,
    plain,
    profile_with_red_and_green_swapped,
    screen_with_text,
)
from PIL import ExifTags, Image, ImageChops, PngImagePlugin
from playwright.sync_api import sync_playwright
from sitemaker import CONFIG, ZONE, SampleSite, places

from generator.outputs import encodings
from generator.outputs.encoder import encode
from generator.outputs.pictures import PLACES
from generator.outputs.variants import PHONE_BYTES, Format, sizes

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FOLDER = "content/ban-tin/2026"
COVER = "+++\ncover: {image: anh.jpg, alt: Ảnh bìa}\n+++\n"
# CSS pixels across, and pixels of the screen to each.
PHONES = [(360, 3.0), (390, 2.0), (390, 3.0), (412, 2.0), (412, 2.625), (430, 3.0)]


def one_item(text=COVER, **pictures):
    """Return the files of an item and of pictures beside it, by their names without an ending."""
    files = {f"{FOLDER}/{name}.jpg": data for name, data in pictures.items()}
    return {f"{FOLDER}/bai.md": text} | files


def opened(data):
    return Image.open(io.BytesIO(data))


def pictures_of(sample):
    endings = (".avif", ".webp", ".jpg", ".png", ".gif")
    return {
        path: data
        for path, data in sample.built().items()
        if path.endswith(endings) and not path.startswith(("assets/icon", "the/"))
        if not path.endswith("qr.png")
    }


def photographs(page):
    """Return the pictures of a page but for the code by which it is passed on."""
    return [picture for picture in page.named("img") if not picture["src"].endswith("qr.svg")]


@pytest.fixture(scope="module")
def hard():
    """Encode the hard photograph once: all its variants by format and width."""
    return encode(as_jpeg(hard_photograph(1500, 1000)))


@pytest.fixture
def counted(monkeypatch):
    """Note each picture that is encoded."""
    noted = []

    def note(data):
        noted.append(data)
        return encode(data)

    monkeypatch.setattr(encodings, "encode", note)
    return noted


# --- which encodings there are ---


@pytest.mark.parametrize(
    ("size", "form", "expected"),
    [
        ((4000, 3000), Format.AVIF, [(320, 240), (640, 480), (960, 720), (1280, 960)]),
        ((4000, 3000), Format.WEBP, [(320, 240), (640, 480), (960, 720), (1600, 1200)]),
        ((4000, 3000), Format.JPEG, [(640, 480), (1280, 960)]),
        ((1200, 800), Format.AVIF, [(320, 213), (640, 427), (960, 640), (1200, 800)]),
        ((1000, 800), Format.AVIF, [(320, 256), (640, 512), (960, 768)]),
        ((700, 700), Format.JPEG, [(640, 640)]),
        ((60, 40), Format.WEBP, [(60, 40)]),
        ((1, 9), Format.JPEG, [(1, 9)]),
    ],
)
def test_widths_are_steps_up_to_the_pictures_own_and_never_more(size, form, expected):
    assert sizes(form, *size) == expected


def test_what_is_higher_than_a_format_allows_gets_narrower():
    whole = encode(as_png(Image.new("L", (400, 20_500), 128)))

    assert {opened(data).size for data in whole.values()} == {(312, 15_990)}


def test_a_photograph_is_published_in_three_formats(site):
    sample = site(one_item(anh=plain(1200, 800)))
    assert sample.build() == 0

    found = [opened(data) for data in pictures_of(sample).values()]

    by_form = {form: sorted(p.size for p in found if p.format == form.name) for form in Format}
    assert by_form == {form: sizes(form, 1200, 800) for form in Format}
    names = {path.partition(".")[0] for path in pictures_of(sample)}
    assert names == {"ban-tin/2026/anh"}
    assert all(re.fullmatch(r"\S+\.[0-9a-f]{10}-\d+\.[a-z]+", path) for path in pictures_of(sample))


def test_names_follow_the_bytes(site):
    sample = site(one_item(anh=plain(400, 300)))
    sample.build()
    before = set(pictures_of(sample))

    sample.write({f"{FOLDER}/anh.jpg": plain(400, 300, "navy")})
    sample.build()

    assert before.isdisjoint(pictures_of(sample))
    assert len(pictures_of(sample)) == len(before)


def test_the_same_picture_under_two_endings_is_two_addresses(site, counted):
    text = "+++\n+++\n![a](anh.jpg) ![b](anh.jpeg)\n"
    data = plain(60, 40)

    assert site({**one_item(text, anh=data), f"{FOLDER}/anh.jpeg": data}).build() == 0
    assert len(counted) == 1


# --- what is in them ---


def test_a_turned_photo_is_upright_everywhere(site):
    details = Image.Exif()
    details[ExifTags.Base.Orientation] = 6  # its left side is up
    photo = Image.new("RGB", (600, 400), "blue")
    photo.paste("red", (0, 0, 300, 400))
    sample = site(one_item(f"{COVER}![trong bài](anh.jpg)\n", anh=as_jpeg(photo, exif=details)))
    sample.build()

    page = parse(sample.built()["ban-tin/2026/bai/index.html"])

    shown = {(picture["width"], picture["height"]) for picture in photographs(page)}
    assert shown == {("400", "600")}
    for data in pictures_of(sample).values():
        picture = opened(data).convert("RGB")
        width, height = picture.size
        assert height > width
        assert picture.getpixel((width // 2, height // 4))[0] > 200  # red is above
        assert picture.getpixel((width // 2, height * 3 // 4))[2] > 200


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_is_left_of_what_a_file_told_of_itself(form):
    details = Image.Exif()
    details[ExifTags.Base.Artist] = "BIMAT-EXIF"
    details[ExifTags.IFD.GPSInfo] = {1: "N", 2: (21.0, 1.0, 30.0), 3: "E", 4: (105.0, 50.0, 0.0)}
    settings = {"exif": details, "xmp": b"<x:xmpmeta>BIMAT-XMP</x:xmpmeta>"}
    settings["icc_profile"] = profile_with_red_and_green_swapped()
    if form == "JPEG":
        settings["comment"] = b"BIMAT-COMMENT"
    if form == "PNG":
        settings["pnginfo"] = PngImagePlugin.PngInfo()
        settings["pnginfo"].add_text("Comment", "BIMAT-TEXT")
        del settings["xmp"]
    data = io.BytesIO()
    Image.new("RGB", (700, 400), "teal").save(data, form, **settings)
    assert b"BIMAT" in data.getvalue()

    for key, encoded in encode(data.getvalue()).items():
        picture = opened(encoded)
        told = picture.info.keys() - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert told <= {"progressive", "progression", "loop", "background", "timestamp", "duration"}
        assert dict(picture.getexif()) == {}, key
        assert b"BIMAT" not in encoded, key


def test_colours_are_turned_into_those_of_every_screen():
    photo = Image.new("RGB", (300, 200), (250, 10, 10))
    data = as_jpeg(photo, icc_profile=profile_with_red_and_green_swapped())

    for encoded in encode(data).values():
        red, green, _ = opened(encoded).convert("RGB").getpixel((150, 100))
        assert green > 200
        assert red < 60


def test_a_profile_that_is_none_does_no_harm():
    data = as_jpeg(Image.new("RGB", (300, 200), "red"), icc_profile=b"khong phai")

    assert opened(encode(data)[Format.WEBP, 300]).getpixel((9, 9))[0] > 240


@pytest.mark.parametrize(
    ("mode", "colour"),
    [
        ("1", 1),
        ("L", 200),
        ("I;16", 200 * 256),
        ("P", 200),
        ("LA", (200, 255)),
        ("CMYK", (55,) * 3),
    ],
)
def test_every_sort_of_picture_keeps_its_tone(mode, colour):
    if mode == "CMYK":
        data = as_jpeg(Image.new(mode, (60, 40), (*colour, 0)))
    else:
        picture = Image.new(mode, (60, 40), colour)
        if mode == "P":
            picture.putpalette([value for grey in range(256) for value in (grey,) * 3])
        data = as_png(picture)
    tone = 255 if mode == "1" else 200

    for encoded in encode(data).values():
        red, green, blue = opened(encoded).convert("RGB").getpixel((30, 20))
        assert max(abs(red - tone), abs(green - tone), abs(blue - tone)) <= 4


def test_what_is_transparent_stays_so_or_is_white():
    picture = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    picture.paste((200, 0, 0, 255), (0, 0, 150, 200))

    for (form, _), data in encode(as_png(picture)).items():
        shown = opened(data)
        corner = shown.convert("RGBA").getpixel((280, 100))
        assert corner[3] == 0 or min(corner[:3]) > 250, form
        assert (shown.mode == "RGBA") == (form is not Format.JPEG)


def test_letters_on_a_screen_stay_as_sharp_as_they_were():
    picture = screen_with_text()
    encoded = encode(as_png(picture))

    kept = opened(encoded[Format.WEBP, 640]).convert("RGB")
    assert ImageChops.difference(kept, picture).getbbox() is None
    seen = opened(encoded[Format.AVIF, 640]).convert("RGB")
    off = ImageChops.difference(seen, picture).convert("L").histogram()
    assert sum(off[40:]) < 0.001 * sum(off)


# --- the budget ---


def candidate(place, widths, css_px, density):
    """Return the width that a browser takes, by the rules of `sizes` and `srcset`."""
    for part in PLACES[place].sizes.split(", "):
        *conditions, length = re.split(r" (?=[\d.]+(?:rem|vw)$)", part)
        wide = re.search(r"min-width: (\d+)em", part)
        dense = re.search(r"min-device-pixel-ratio: ([\d.]+)", part)
        assert bool(conditions) == bool(wide or dense)
        if wide and css_px < 16 * int(wide[1]):
            continue
        if dense and density < float(dense[1]):
            continue
        break
    amount = float(re.match(r"[\d.]+", length)[0])
    shown_px = amount * 16 if length.endswith("rem") else amount * css_px / 100
    enough = [width for width in widths if width >= shown_px * density]
    return min(enough, default=max(widths))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("form", [Format.AVIF, Format.WEBP])
def test_a_phone_loads_a_hard_photograph_in_sixty_kilobytes(hard, form, place):
    widths = [w for f, w in hard if f is form and w <= PLACES[place].widest_px]

    for css_px, density in PHONES:
        width = candidate(place, widths, css_px, density)
        assert len(hard[form, width]) <= PHONE_BYTES, (css_px, density, width)
        if place == "column":
            assert width >= css_px * 1.5


@pytest.mark.parametrize("save", [as_jpeg, as_png])
def test_the_worst_there_is_can_be_encoded(save):
    """Noise of single pixels: no encoder saves anything."""
    dots = random.Random(3).randbytes(900 * 1200 * 3)
    encoded = encode(save(Image.frombytes("RGB", (900, 1200), dots)))

    assert len(encoded) == 8
    assert len(encoded[Format.AVIF, 900]) <= PHONE_BYTES
    assert len(encoded[Format.WEBP, 900]) <= PHONE_BYTES


def test_an_easy_picture_is_not_spoilt_to_be_small():
    photo = hard_photograph(90, 60).resize((960, 640), Image.Resampling.BICUBIC)

    for (form, width), data in encode(as_jpeg(photo)).items():
        if width == 960:
            off = ImageChops.difference(opened(data).convert("RGB"), photo).convert("L")
            assert sum(n * v for v, n in enumerate(off.histogram())) / (960 * 640) < 2, form


def test_what_larger_screens_take_grows_in_proportion(hard):
    assert len(hard[Format.AVIF, 1280]) <= PHONE_BYTES * (1280 / 960) ** 2
    assert len(hard[Format.WEBP, 1500]) <= PHONE_BYTES * (1500 / 960) ** 2


@pytest.mark.xdist_group("browser")
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: apt-get install chromium")
def test_a_real_browser_takes_what_fits_the_screen_and_the_budget(site):
    """The widths in `PLACES` are those of the stylesheets, or a browser would take others."""
    items = {f"{FOLDER}/bai-{n}.md": f"{COVER}![Trong bài](anh.jpg)\n" for n in range(6)}
    sample = site({**items, f"{FOLDER}/anh.jpg": as_jpeg(hard_photograph(1500, 1000))})
    sample.build()

    shown = list(_shown_on_phones(sample.root / "site"))

    assert len(shown) > 20
    for address, box_px in shown:
        path = address.partition("/ban-tin/")[2]
        assert path.endswith(".avif")
        assert (sample.root / "site/ban-tin" / path).stat().st_size <= PHONE_BYTES
        assert int(re.search(r"-(\d+)\.avif", path)[1]) >= 1.5 * box_px, path


def _shown_on_phones(folder):
    """Yield the address of each picture that phones show, and how wide it is in CSS pixels."""
    handler = functools.partial(Quiet, directory=str(folder))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        for css_px, density in PHONES:
            screen = {"width": css_px, "height": 3000}
            page = browser.new_page(viewport=screen, device_scale_factor=density)
            for path in ("/", "/ban-tin/", "/ban-tin/2026/bai-1/"):
                page.goto(f"http://127.0.0.1:{server.server_port}{path}", wait_until="networkidle")
                yield from page.evaluate(
                    "[...document.images].filter(i => !i.closest('details'))"
                    ".map(i => [i.currentSrc, i.getBoundingClientRect().width])"
                )
        browser.close()
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


# --- on pages ---


def test_a_page_offers_each_browser_what_it_needs(site):
    text = f"{COVER}Xem ![Trong bài](to.jpg)\n"
    sample = site(one_item(text, anh=plain(1200, 800), to=plain(1600, 900, "navy")))
    sample.build()
    built = sample.built()
    page = parse(built["ban-tin/2026/bai/index.html"])

    cover, inside = photographs(page)
    assert page.faults == []
    assert (cover["width"], cover["height"], cover["alt"]) == ("1200", "800", "Ảnh bìa")
    assert cover["fetchpriority"] == "high"
    assert "loading" not in cover
    assert (inside["loading"], inside["decoding"], inside["alt"]) == ("lazy", "async", "Trong bài")
    assert "fetchpriority" not in inside
    sources = page.named("source")
    assert [one["type"] for one in sources] == ["image/avif", "image/webp"] * 2
    for one in (*sources, cover, inside):
        assert one["sizes"] == PLACES["column"].sizes
        for offered in one["srcset"].split(", "):
            address, width = offered.split()
            assert opened(built[address.lstrip("/")]).width == int(width.removesuffix("w"))
    assert [a["href"] for a in page.named("a") if a.get("class") == "enlarge"] == [
        next(f"/{path}" for path in built if re.search(rf"{name}\.\w+-{width}\.webp", path))
        for name, width in (("anh", 1200), ("to", 1600))
    ]


def test_the_home_page_loads_its_lead_first_and_the_rest_late(site):
    files = {f"{FOLDER}/bai-{n}.md": COVER for n in range(7)}
    sample = site({**files, f"{FOLDER}/anh.jpg": plain(1200, 800)})
    sample.build()

    lead, *others = parse(sample.built()["index.html"]).named("img")

    assert (lead["fetchpriority"], lead["sizes"]) == ("high", PLACES["lead"].sizes)
    assert len(others) >= 2
    for one in others:
        assert (one["loading"], one["sizes"]) == ("lazy", PLACES["thumbnail"].sizes)
        assert "1200w" not in one["srcset"]


def test_only_a_large_picture_outside_of_links_leads_to_itself(site):
    text = (
        "+++\n+++\n![Nhỏ](nho.jpg)\n\n[![Trong liên kết](to.jpg)](https://a.example/)\n\n"
        '![](to.jpg)\n\n![Có tên](to.jpg "Chú thích")\n'
    )
    sample = site(one_item(text, nho=plain(640, 400), to=plain(900, 600)))
    sample.build()
    page = sample.read("ban-tin/2026/bai/index.html")

    assert page.count('class="enlarge"') == 1
    assert re.search(r'<a class="enlarge" href="\S+-900\.webp"><picture>.*?alt="Có tên"', page)
    assert re.search(r'<a href="https://a.example/"><picture>', page)
    assert "<figcaption>Chú thích</figcaption>" in page
    assert parse(page.encode()).faults == []


@pytest.mark.parametrize("ending", ["gif", "webp", "png"])
def test_what_moves_is_published_as_it_is(site, ending):
    data = film(ending)
    text = f"+++\ncover: {{image: phim.{ending}, alt: Phim}}\n+++\n![Phim](phim.{ending})\n"
    sample = site({f"{FOLDER}/bai.md": text, f"{FOLDER}/phim.{ending}": data})
    assert sample.build() == 0

    assert pictures_of(sample) == {f"ban-tin/2026/phim.{ending}": data}
    page = parse(sample.built()["ban-tin/2026/bai/index.html"])
    assert {one["src"] for one in photographs(page)} == {f"/ban-tin/2026/phim.{ending}"}
    assert {one["width"] for one in photographs(page)} == {"900"}
    assert page.named("source") == []
    rss = etree.fromstring(sample.built()["rss.xml"])
    assert rss.find(".//enclosure").get("length") == str(len(data))


def test_a_picture_that_is_linked_to_is_there_as_it_was(site):
    text = "+++\nattachments: [{file: b.jpg, title: Sơ đồ}]\n+++\n[Ảnh gốc](a.jpg)\n"
    files = {"a": plain(900, 600), "b": plain(900, 600, "navy")}
    sample = site(one_item(text, **files))
    assert sample.build() == 0

    expected = {f"ban-tin/2026/{name}.jpg": data for name, data in files.items()}
    assert pictures_of(sample) == expected


def test_standing_pages_show_encoded_pictures_and_new_ones_when_they_change(site):
    sample = site({"content/gioi-thieu.md": "# Về\n\n![Trụ sở](tru-so.jpg)\n"})
    sample.write({"content/tru-so.jpg": plain(1200, 800)})
    for colour in ("teal", "navy"):
        sample.write({"content/tru-so.jpg": plain(1200, 800, colour)})
        assert sample.build() == 0
        page = parse(sample.built()["gioi-thieu/index.html"])

        (picture,) = page.named("img")
        assert (picture["width"], picture["loading"]) == ("1200", "lazy")
        assert [one["type"] for one in page.named("source")] == ["image/avif", "image/webp"]
        assert {one for one in page.addresses() if "tru-so" in one} == {
            f"/{path}" for path in pictures_of(sample) if path.endswith((".avif", ".webp", ".jpg"))
        }


# --- in feeds and beside links ---


def test_feeds_carry_plain_pictures_and_true_sizes(site):
    text = f"{COVER}![Trong bài](to.jpg)\n"
    sample = site(one_item(text, anh=plain(1400, 800), to=plain(1600, 900, "navy")))
    sample.build()
    built = sample.built()
    root = etree.fromstring(built["rss.xml"])

    enclosure = root.find(".//enclosure")
    data = built[enclosure.get("url").removeprefix("https://thu.example/")]
    assert (opened(data).format, opened(data).size) == ("JPEG", (1280, 731))
    assert (enclosure.get("type"), enclosure.get("length")) == ("image/jpeg", str(len(data)))
    media = root.find(".//{http://search.yahoo.com/mrss/}content")
    assert (media.get("width"), media.get("height"), media.get("fileSize")) == (
        *("1280", "731"),
        str(len(data)),
    )
    atom = etree.fromstring(built["atom.xml"])
    (link,) = [one for one in atom.iter("{*}link") if one.get("rel") == "enclosure"]
    assert (link.get("length"), link.get("href")) == (str(len(data)), enclosure.get("url"))
    for body in (root.find(".//{*}encoded").text, atom.find(".//{*}content").text):
        (picture,) = parse(body.encode()).named("img")
        assert picture.keys() == {"src", "alt", "width", "height"}
        shown = opened(built[picture["src"].removeprefix("https://thu.example/")])
        assert (shown.format, shown.size) == ("JPEG", (640, 360))
        assert (picture["width"], picture["height"]) == ("640", "360")
        assert "enlarge" not in body


def test_a_shared_link_shows_a_jpeg_where_there_are_no_cards(site):
    made = site({"mkdocs.yml": CONFIG + "      cards: false\n", **one_item(anh=plain(1400, 800))})
    sample = SampleSite(made.root)
    sample.build()
    page = parse(sample.built()["ban-tin/2026/bai/index.html"])

    data = sample.built()[page.meta("og:image").removeprefix("https://thu.example/")]

    assert (opened(data).format, opened(data).size) == ("JPEG", (1280, 731))
    assert (page.meta("og:image:width"), page.meta("og:image:height")) == ("1280", "731")


# --- between builds ---


def test_a_picture_is_encoded_once(site, counted):
    sample = site(one_item(anh=plain(700, 500)))
    sample.build()
    whole = sample.built()
    assert len(counted) == 1

    sample.build()
    sample.write({f"{FOLDER}/khac.md": COVER})
    sample.build()

    assert len(counted) == 1
    assert whole.keys() <= sample.built().keys()


def test_a_restored_cache_without_a_site_is_enough(site, counted):
    sample = site(one_item(anh=plain(700, 500)))
    sample.build()
    whole = sample.built()
    shutil.rmtree(sample.root / "site")
    shutil.rmtree(sample.memory / "sites")

    sample.build()

    assert len(counted) == 1
    assert sample.built() == whole


def test_without_a_cache_all_is_encoded_and_the_same(site, counted):
    sample = site(one_item(anh=plain(700, 500)))
    sample.build()
    whole = sample.built()

    sample.build("--no-cache")

    assert len(counted) == 2
    assert sample.built() == whole


def test_a_damaged_result_is_a_miss(site, counted):
    sample = site(one_item(anh=plain(700, 500)))
    sample.build()
    whole = sample.built()
    with sqlite3.connect(sample.memory / "kept.sqlite") as kept:
        changed = kept.execute("UPDATE blobs SET value = zeroblob(9) WHERE key LIKE 'p%'")
        assert changed.rowcount == 1
    kept.close()
    shutil.rmtree(sample.root / "site")

    assert sample.build() == 0

    assert len(counted) == 2
    assert sample.built() == whole


def test_a_change_of_the_settings_encodes_and_copies_nothing(site, counted):
    """Names of pictures carry all they depend on: the others are made anew, they are not."""
    sample = site(one_item("+++\n+++\n![a](anh.jpg)\n", anh=plain(700, 500)))
    sample.build()
    (sample.memory / "kept.sqlite").unlink()

    sample.write({"mkdocs.yml": CONFIG + "      per_page: 30\n"})
    sample.build()

    assert len(counted) == 1


def test_any_number_of_processes_makes_the_same_bytes(site):
    pictures = {f"anh-{n}": as_jpeg(hard_photograph(500 + n, 400)) for n in range(3)}
    text = "+++\n+++\n" + " ".join(f"![a]({name}.jpg)" for name in pictures)
    sample = site(one_item(text, **pictures))
    now = "2026-11-21T09:00"
    sample.run("build", "--now", now, "--jobs", "1", "--no-cache")
    alone = sample.built()
    shutil.rmtree(sample.root / "site")

    sample.run("build", "--now", now, "--jobs", "2", "--no-cache")

    assert sample.built() == alone


# --- what is kept back ---


def test_pictures_of_what_is_not_live_stay_at_home(site):
    over = "publish_at: 2026-11-01\nexpires_at: 2026-11-10\n"
    withdrawn = "publish_at: 2026-11-01\nwithdrawn: {at: 2026-11-02, reason: Nhầm}\n"
    sample = site(
        {
            f"{FOLDER}/cu.md": f"+++\n{over}cover: {{image: e.jpg, alt: E}}\n+++\n![f](f.jpg)\n",
            f"{FOLDER}/rut.md": f"+++\n{withdrawn}+++\n![g](g.jpg)\n",
            f"{FOLDER}/nhap.md": "+++\ndraft: true\n+++\n![a](a.jpg) [b](b.jpg)\n",
            f"{FOLDER}/mai.md": "+++\npublish_at: 2026-11-25\n+++\n![c](c.jpg) [d](d.jpg)\n",
            **{f"{FOLDER}/{name}.jpg": plain(60, 40) for name in "abcdefg"},
        }
    )
    sample.build()
    assert pictures_of(sample) == {}

    sample.build(now=datetime(2026, 11, 26, tzinfo=ZONE))

    shown = {path.rpartition("/")[2].partition(".")[0] for path in pictures_of(sample)}
    assert shown == {"c", "d"}
    assert "ban-tin/2026/c.jpg" not in sample.built()


@pytest.mark.parametrize(
    ("save", "left"), [(as_jpeg, 0.5), (as_jpeg, 0.99), (as_jpeg, 0.9999), (as_png, 0.9)]
)
def test_a_picture_that_was_cut_off_is_told_and_nothing_is_written(site, capsys, save, left):
    data = save(hard_photograph(300, 200))
    sample = site(one_item(anh=data[: int(len(data) * left)]))

    assert (f"{FOLDER}/bai.md", 6, "picture.unreadable") in places(sample.check())
    assert sample.build() == 1
    assert "anh.jpg" in capsys.readouterr().err
    assert not (sample.root / "site").exists()


def test_a_name_with_spaces_and_commas_is_one_address(site):
    name = "Ảnh, 1 (bìa).jpg"
    sample = site({f"{FOLDER}/bai.md": f'+++\ncover: {{image: "{name}", alt: A}}\n+++\n'})
    sample.write({f"{FOLDER}/{name}": plain(700, 500)})
    assert sample.build() == 0

    page = parse(sample.built()["ban-tin/2026/bai/index.html"])

    asked = {unquote(one).lstrip("/") for one in page.addresses() if "%2C" in one}
    assert asked == set(pictures_of(sample))
