"""
Cards as they are drawn: every letter, sound whatever the title is, nothing in them but pixels.

After a change of looks, look at the pictures and renew them:
`BANTIN_RENEW=1 python -m pytest tests/test_cards.py`.
"""

import io
import unicodedata
from dataclasses import replace

import pytest
from browsing import GOLDEN, RENEWING, renew_by, report
from hypothesis import example, given
from hypothesis import strategies as st
from likeness import compare, opened, shown
from photos import as_jpeg, as_png, profile_with_red_and_green_swapped
from PIL import Image, ImageChops, ImageOps
from sitemaker import ROOT, photo_with_location

from generator.catalog.library import ContentChangedError
from generator.kernel import digest
from generator.kernel.colour import contrast, parse
from generator.outputs.card import Card, Figure, Layout, PersonOnCard, Photo, Style
from generator.outputs.card_drawing import LIMIT_BYTES, draw_card
from generator.outputs.card_ground import ALARM, ALARM_BAR, INK, ON_BAR, QUIET
from generator.outputs.card_letters import Weight, drawable, font
from generator.outputs.card_pen import Voice, draw, prepare
from generator.outputs.card_photos import middle
from generator.outputs.logo import LogoMaterial
from generator.outputs.palette import PAPER, palette_of

CONTENT = ROOT / "content"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
ACCENTED = {unicodedata.normalize("NFC", v + tone) for v in "aăâeêioôơuưy" for tone in TONES}
SMALL = sorted({letter for letter in ACCENTED if not letter.isascii()} | {"đ"})
STYLE = Style("LĐLĐ Năng lượng – Công nghiệp Thanh Lâm", "#143f66", "#143f66")
CAPITALS = ("ĐẨY MẠNH THI ĐUA LAO ĐỘNG GIỎI Ở MỌI CÔNG ĐOÀN CƠ SỞ " * 4)[:160]


def photo(source):
    return Photo(source, digest.of_bytes((CONTENT / source).read_bytes()))


def person(name, role, source=""):
    return PersonOnCard(name, role, photo(f"guong-sang/2026/{source}.jpg") if source else None)


def card(layout, title="Giờ hỏi đáp ở nhà ăn: 37 câu hỏi, 31 câu trả lời ngay", **fields):
    told = {"label": "Bản tin", "source": "Công đoàn Điện lực", "date": "20/11/2026", **fields}
    return Card(layout, STYLE, title=title, **told)


WORDS = card(Layout.WORDS)
COVER = card(Layout.COVER, cover=photo("ban-tin/2026/duong-day-dem-mua.jpg"))
URGENT = card(
    Layout.URGENT,
    "Bão vào đất liền, dừng việc ngoài trời và kích hoạt trực 24/24",
    label="Hỏa tốc",
    gravity=2,
    note="Hiệu lực đến Thứ Bảy, 05/12/2026, 17:00",
)
ONE = card(
    Layout.PEOPLE,
    "Chị Phan Thị Lụa và chiếc xe máy không bao giờ khóa cốp",
    label="Gương sáng",
    people=(person("Phan Thị Lụa", "Phó Chủ tịch Công đoàn xã Khe Lim", "phan-thi-lua"),),
    quote="Lần ba người ta hỏi. Tôi chỉ cần đi đủ ba lần.",
)
SEVERAL = replace(
    ONE,
    title="Ba người ở cột 47",
    people=(
        person("Cao Xuân Bính", "Thợ", "cao-xuan-binh"),
        person("Tạ Văn Lực", "Thợ", "ta-van-luc"),
        person("Lê Đình Nghị", "Thợ", "le-dinh-nghi"),
    ),
    note="và 9 người nữa",
)
UNSEEN = replace(ONE, people=(person("Ngô Quang Thiềng", "Thợ nguội khuôn mẫu"),))
FIGURES = card(
    Layout.FIGURES,
    "Tuyên dương Công nhân giỏi năm 2026",
    label="Khen thưởng",
    figures=(
        Figure("1.426", "công nhân giỏi"),
        Figure("111", "tập thể lao động xuất sắc"),
        Figure("9 lần", "đơn vị dẫn đầu phong trào"),
    ),
)
COMMON = Card(Layout.COMMON, STYLE, "", "Thông báo khẩn", STYLE.organisation)
SAMPLES = {
    "words": WORDS,
    "cover": COVER,
    "urgent-framed": replace(URGENT, label="Khẩn", gravity=0),
    "urgent-band": replace(URGENT, label="Thượng khẩn", gravity=1),
    "urgent-filled": URGENT,
    "person": ONE,
    "people": SEVERAL,
    "unseen": UNSEEN,
    "figures": FIGURES,
    "common": COMMON,
}


def drawn(one, content=CONTENT):
    return opened(draw_card(one, content))


# --- letters ---


@pytest.mark.parametrize("weight", Weight)
def test_every_vietnamese_letter_is_drawn_and_not_a_box(weight):
    letters = [*SMALL, *(letter.upper() for letter in SMALL)]
    assert len(letters) == 134
    box = ink(weight, "\U0010ffff")

    assert [one for one in letters if ink(weight, one) == box or not any(ink(weight, one)[1])] == []
    # No two look alike, and none is the letter without its marks.
    assert len({ink(weight, letter) for letter in [*letters, *"aeiouydAEIOUYD"]}) == 148


def ink(weight, letter):
    mask = font(weight, 60).getmask(letter)
    return mask.size, bytes(mask)


def test_what_the_typeface_lacks_is_written_otherwise_or_left_out():
    assert drawable("Ca đêm 🌙 40℃ ①→② ﬁ 中文 שלום") == "Ca đêm 40°C 12 fi"
    assert drawable("Tie\u0302\u0301ng Vie\u0323\u0302t\u200d") == "Tiếng Việt"
    assert drawable("👩‍🏭🎉") == ""
    assert drawable("“Ðoàn” – 1.234,5 m² · 50% … 7₫") == "“Đoàn” – 1.234,5 m² · 50% … 7₫"


@pytest.mark.parametrize("weight", Weight)
def test_stacked_marks_touch_neither_the_line_above_nor_the_edge_of_their_room(weight):
    block = prepare("Ẵ Ễ Ế Ỗ Ậ Ọỵg Ậộợ " * 2, Voice(weight, "#000", (60,)), (400, 600))
    sheet = Image.new("L", (500, 700), "white")
    draw(sheet, block, 20, 40)
    reach = [font(weight, 60).getbbox(line, anchor="ls") for line in block.setting.lines]
    baselines = [40 + block.ascent + number * block.leading for number in range(len(reach))]
    tops = [round(y) + box[1] for y, box in zip(baselines, reach, strict=True)]
    bottoms = [round(y) + box[3] for y, box in zip(baselines, reach, strict=True)]

    assert len(reach) > 2
    ink_of_all = ImageOps.invert(sheet).getbbox()
    assert (ink_of_all[1], ink_of_all[3]) == (tops[0], bottoms[-1])
    assert tops[0] >= 39
    assert bottoms[-1] <= 40 + block.height + 2
    for above, below in zip(bottoms, tops[1:], strict=False):
        assert above < below
        assert sheet.crop((0, above, 500, below)).getextrema()[0] > 250


# --- the picture ---


@pytest.mark.parametrize("name", SAMPLES)
def test_a_card_is_a_small_jpeg_that_tells_nothing_but_its_pixels(name):
    data = draw_card(SAMPLES[name], CONTENT)

    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size, image.mode) == ("JPEG", (1200, 630), "RGB")
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    # Application segments beyond JFIF's, and comments (ITU-T T.81, table B.1).
    assert markers(data) & {*range(0xE1, 0xF0), 0xFE} == set()
    assert len(data) <= 120_000


def markers(data):
    """Return the markers of the segments before the picture's own bytes."""
    found, at = set(), 2
    while data[at + 1] != 0xDA:
        found.add(data[at + 1])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return found


def test_the_same_card_has_the_same_bytes():
    assert draw_card(COVER, CONTENT) == draw_card(replace(COVER), CONTENT)


HOSTILE = {
    "one word": "x" * 150,
    "capitals": CAPITALS,
    "dashes": "– – — - / – –" * 8,
    "tall": "Ẵ Ễ Ỗ Ậ Ợ " * 16,
}


@pytest.mark.parametrize("title", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "unseen"])
def test_no_title_runs_out_of_its_card(name, title):
    one = replace(
        SAMPLES[name],
        title=title,
        quote="",
        source=CAPITALS,
        style=replace(STYLE, organisation=CAPITALS),
    )
    image = drawn(one)
    plain = drawn(replace(one, title=""))

    box = differing(image, plain)
    left, right = (632, 1200) if name in ("cover", "person") else (0, 1200)
    assert box is None or (box[0] >= left + 20 and box[2] <= right - 20)


def differing(one, other):
    """Return the box around what differs clearly."""
    apart = ImageChops.difference(one, other).convert("L")
    return apart.point(lambda value: 255 if value > 60 else 0).getbbox()


def test_the_hardest_photograph_is_kept_within_the_limit(tmp_path):
    noise = Image.effect_noise((1200, 800), 120)
    data = as_jpeg(
        Image.merge("RGB", (noise, noise.rotate(90).resize(noise.size), noise.rotate(180)))
    )
    (tmp_path / "nhieu.jpg").write_bytes(data)

    card_ = draw_card(replace(COVER, cover=Photo("nhieu.jpg", digest.of_bytes(data))), tmp_path)

    assert 20_000 < len(card_) <= LIMIT_BYTES


def test_a_photograph_is_upright_in_true_colours_and_on_white(tmp_path):
    swapped = as_jpeg(
        Image.new("RGB", (900, 900), (200, 20, 20)),
        icc_profile=profile_with_red_and_green_swapped(),
    )
    see_through = as_png(Image.new("RGBA", (900, 900), (0, 0, 0, 0)))
    turned = Image.Exif()
    turned[0x0112] = 6
    half = Image.new("RGB", (900, 600), "blue")
    half.paste("red", (0, 0, 900, 300))
    upright = as_jpeg(half, exif=turned)

    def at(data, *places):
        (tmp_path / "a.jpg").write_bytes(data)
        image = drawn(replace(COVER, cover=Photo("a.jpg", digest.of_bytes(data))), tmp_path)
        return [max(range(3), key=image.getpixel(place).__getitem__) for place in places], image

    assert at(swapped, (300, 300))[0] == [1]
    assert min(at(see_through, (300, 300))[1].getpixel((300, 300))) > 250
    assert at(upright, (60, 300), (600, 300))[0] == [2, 0]  # what lay above is at the right


def test_nothing_of_a_photographs_details_is_in_the_card(tmp_path):
    data = photo_with_location()
    (tmp_path / "a.jpg").write_bytes(data)
    card_ = draw_card(replace(COVER, cover=Photo("a.jpg", digest.of_bytes(data))), tmp_path)

    assert b"Exif" in data
    assert b"Exif" not in card_


def test_a_photograph_that_is_not_what_it_was_stops_the_build(tmp_path):
    (tmp_path / "a.jpg").write_bytes(photo_with_location())

    with pytest.raises(ContentChangedError):
        draw_card(replace(COVER, cover=Photo("a.jpg", "0")), tmp_path)


def test_a_logo_stands_where_the_mark_would(tmp_path):
    logo = as_png(Image.new("RGB", (300, 150), (0, 160, 0)))
    (tmp_path / "logo.png").write_bytes(logo)
    style = replace(STYLE, logo=LogoMaterial("logo.png", digest.of_bytes(logo)))

    for one in (WORDS, COMMON):
        image = drawn(replace(one, style=style), tmp_path)
        greens = sum(
            n for n, (r, g, b) in image.getcolors(1 << 20) if g > 120 and r < 60 and b < 60
        )
        assert greens > 2000


@pytest.mark.parametrize("chosen", ["#143f66", "#ffd500", "#00ff00", "#888888", "#000000"])
def test_all_text_can_be_read(chosen):
    palette = palette_of(parse(chosen))
    pairs = [
        *((parse(one), PAPER) for one in (INK, QUIET, ALARM)),
        (parse(ON_BAR), parse(ALARM_BAR)),
        (parse(ON_BAR), palette.bar),
        (palette.identity, PAPER),
    ]

    assert [pair for pair in pairs if contrast(*pair) < 7] == []


def test_the_grade_and_the_face_are_within_the_square_in_the_middle():
    for name in ("urgent-framed", "urgent-band", "urgent-filled"):
        one = replace(SAMPLES[name], title="A", note="", style=replace(STYLE, organisation="A"))
        box = differing(drawn(one), drawn(replace(one, label="")))
        assert box[0] >= 285
        assert box[2] <= 915
    portraits = drawn(SEVERAL).crop((0, 130, 1200, 390))
    box = differing(portraits, drawn(WORDS).crop((0, 130, 1200, 131)).resize(portraits.size))
    assert (box[0] >= 285, box[2] <= 915) == (True, True)


# --- as it was agreed ---


def halved(image):
    data = io.BytesIO()
    image.reduce(2).save(data, "JPEG", quality=82, optimize=True)
    return data.getvalue()


def faults(name, now, folder):
    golden = GOLDEN / "cards" / f"{name}.jpg"
    if not golden.is_file():
        return [f"there is no {golden.name} yet"]
    agreed = opened(golden)
    difference = compare(now, agreed)
    if difference.is_small:
        return []
    for sort, picture in (("now", now), ("difference", shown(now, difference))):
        picture.save(folder / f"{name}-{sort}.png")
    return [f"{name}: {difference.share:.2%} differ; see {folder}"]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_card_looks_as_it_was_agreed(name, tmp_path):
    now = drawn(SAMPLES[name])
    if RENEWING and faults(name, now, tmp_path):
        (GOLDEN / "cards").mkdir(exist_ok=True)
        (GOLDEN / "cards" / f"{name}.jpg").write_bytes(halved(now))
    found = faults(name, now, tmp_path)
    report([*found, renew_by("test_cards.py")] if found else [])


def test_golden_cards_are_few_and_small():
    files = list((GOLDEN / "cards").glob("*"))

    assert {file.stem for file in files} == set(SAMPLES)
    assert sum(file.stat().st_size for file in files) <= 300_000


BREAKS = {
    "another colour": (WORDS, {"style": replace(STYLE, bar="#6a2f5a", identity="#6a2f5a")}),
    "a word more": (WORDS, {"title": f"{WORDS.title} nay"}),
    "another photograph": (COVER, {"cover": photo("ban-tin/2026/banh-rang.jpg")}),
    "a milder grade": (URGENT, {"gravity": 1}),
    "a portrait less": (SEVERAL, {"people": SEVERAL.people[:2]}),
    "no validity": (URGENT, {"note": ""}),
    "a figure less": (FIGURES, {"figures": FIGURES.figures[:2]}),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_what_a_reader_would_notice_is_noticed(broken):
    one, change = BREAKS[broken]

    assert not compare(drawn(replace(one, **change)), opened(halved(drawn(one)))).is_small


@given(
    whole=st.tuples(st.integers(1, 6000), st.integers(1, 6000)),
    wanted=st.sampled_from([(660, 618), (430, 538), (1200, 630), (200, 236)]),
    share_above=st.sampled_from([0.25, 0.5]),
)
@example(whole=(2000, 1300), wanted=(662, 618), share_above=0.5)
def test_what_is_cut_out_lies_within_the_photograph_and_has_the_shape(whole, wanted, share_above):
    left, top, right, bottom = middle(whole, wanted, share_above)

    assert 0 <= left < right <= whole[0]
    assert 0 <= top < bottom <= whole[1]
    assert (right - left) * wanted[1] == pytest.approx((bottom - top) * wanted[0])
    assert right - left == pytest.approx(whole[0]) or bottom - top == pytest.approx(whole[1])
