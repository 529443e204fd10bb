"""QR codes: read back as telephones read them, small, crooked and creased."""

import io
import itertools
import re
import struct
import zlib

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from segno import encoder
from sitemaker import ROOT, SampleSite

from generator.model import permalink
from generator.outputs import qr

ADDRESS = "https://congdoan.thanhlam.example/khan/2026/truc-bao-20-11/"
addresses = st.text("abcdefghijklmnopqrstuvwxyz0123456789-/", min_size=1, max_size=120).map(
    lambda path: f"https://thu.example/{path}"
)


def picture(text):
    return Image.open(io.BytesIO(qr.png(text))).convert("L")


def read(image):
    """Return what the codes in *image* say."""
    return [found.text for found in zxingcpp.read_barcodes(image)]


def drawn(data, px=6):
    """Draw the SVG *data* as any viewer would, from its path alone."""
    text = data.decode()
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', text)[1])
    image = Image.new("L", (side * px, side * px), "white")
    pen, (x, y) = ImageDraw.Draw(image), (0, 0)
    path = re.search(r'stroke="#000" d="([^"]+)"', text)[1]
    for command, values in re.findall(r"([Mmh])([-\d. ]+)", path):
        numbers = list(map(float, values.split()))
        if command == "M":
            x, y = numbers
        elif command == "m":
            x, y = x + numbers[0], y + numbers[1]
        else:
            box = (x * px, (y - 0.5) * px, (x + numbers[0]) * px - 1, (y + 0.5) * px - 1)
            pen.rectangle(box, fill="black")
            x += numbers[0]
    return image


@pytest.fixture(scope="module")
def links():
    """The addresses of all live items of the sample site."""
    sample = SampleSite(ROOT)
    edition = sample.edition()
    sample.open.close()
    return [permalink.absolute(sample.setup.site, face.path) for face in edition.live]


def test_every_code_of_the_sample_site_is_read_back(links):
    assert len(links) > 30
    for link in links:
        image = picture(link)
        assert read(image) == [link]
        assert read(drawn(qr.svg(link))) == [link]


def test_a_small_a_crooked_and_a_damaged_code_are_read_back(links):
    for link in links:
        image = picture(link)
        side = image.width
        small = image.resize((side // 4, side // 4), Image.Resampling.BILINEAR)
        crooked = image.rotate(7, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
        torn = image.copy()
        part = side // 6
        box = (side - part - 4 * 12, side - part - 4 * 12, side, side)  # the corner without finder
        ImageDraw.Draw(torn).rectangle(box, fill="white")
        assert [read(small), read(crooked), read(torn)] == [[link]] * 3, link


@settings(max_examples=40, deadline=None)
@given(addresses)
def test_any_address_is_read_back(link):
    assert read(picture(link)) == [link]
    assert read(drawn(qr.svg(link))) == [link]


@settings(max_examples=25, deadline=None)
@given(addresses)
def test_the_mask_is_the_one_the_standard_asks_for(link):
    """
    The library's own penalties, taken of the finished code, are the judge.

    It counts finders that share modules once and ours twice, so a code may be one finder worse.
    """

    def penalty(rows):
        return encoder.evaluate_mask([bytearray(row) for row in rows], len(rows), len(rows))

    of_each = [
        penalty(segno.make(link, error="m", micro=False, mask=mask).matrix) for mask in range(8)
    ]
    ours = penalty([bytes(map(int, row)) for row in qr.code(link)])
    assert ours in of_each
    assert ours <= min(of_each) + 40


def test_a_code_is_the_librarys_own_with_the_same_mask():
    ours = [bytearray(map(int, row)) for row in qr.code(ADDRESS)]
    theirs = [
        list(segno.make(ADDRESS, error="m", micro=False, mask=mask).matrix) for mask in range(8)
    ]
    assert ours in theirs


def test_the_level_is_m_at_least_and_q_where_that_takes_no_more_room():
    levels = set()
    for length in range(20, 100):
        link = "https://thu.example/" + "a" * length
        (found,) = zxingcpp.read_barcodes(picture(link))
        levels.add(found.ec_level)
    assert levels <= {"M", "Q", "H"}
    assert {"M", "Q"} <= levels


def test_the_quiet_zone_is_four_modules_of_white():
    image = picture(ADDRESS)
    size = len(qr.code(ADDRESS))
    module = image.width // (size + 8)
    assert image.width == module * (size + 8)
    dark = image.point(lambda value: 255 - value).getbbox()
    assert dark == (4 * module, 4 * module, image.width - 4 * module, image.width - 4 * module)
    assert drawn(qr.svg(ADDRESS)).point(lambda v: 255 - v).getbbox() == (
        24,
        24,
        *[24 + size * 6] * 2,
    )


def test_the_picture_is_sound_and_wide_enough_for_print():
    data = qr.png(ADDRESS)
    image = Image.open(io.BytesIO(data))
    image.verify()
    assert image.mode == "1"
    assert image.width >= 480  # 4 cm at 300 to the inch
    assert len(data) < 1500
    place = 8
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        chunk = data[place + 4 : place + 8 + length]
        assert struct.unpack(">I", data[place + 8 + length : place + 12 + length])[0] == zlib.crc32(
            chunk
        )
        place += 12 + length


def test_the_drawing_is_small_and_needs_nothing_from_elsewhere():
    data = qr.svg(ADDRESS)
    assert len(data) < 3500
    assert b'fill="#fff"' in data
    assert b'shape-rendering="crispEdges"' in data
    assert data.count(b"http") == 1  # the name of the language


def test_the_same_text_gives_the_same_bytes_whatever_came_before():
    first = qr.svg(ADDRESS), qr.png(ADDRESS)
    for link in itertools.islice((f"https://thu.example/{n}" * (n % 7 + 1) for n in range(99)), 99):
        qr.code(link)
    qr.code.cache_clear()
    assert (qr.svg(ADDRESS), qr.png(ADDRESS)) == first
