"""Lines of a card: nothing is lost, nothing is too wide, and they end where a reader would."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.card_text import ELLIPSIS, Box, fit

SYLLABLES = st.text("abđêơưốễậ0123456789–-/:,“", min_size=1, max_size=14)
TEXTS = st.lists(SYLLABLES, min_size=1, max_size=30).map(" ".join)
BOXES = st.builds(
    Box,
    width_px=st.integers(60, 900),
    height_px=st.integers(40, 400),
    leading=st.sampled_from([1.0, 1.22, 1.42]),
)
SIZES = st.sampled_from([(80, 60, 40, 20), (30,), (64, 32)])


def measure(text, size_px):
    """Letters of unlike widths, as a typeface has them."""
    return sum(size_px * (0.3 if letter in "1:,-/ " else 0.6) for letter in text)


def closed(text):
    return text.replace(" ", "")


def lines(text, width_px, count=9):
    return fit(text, Box(width_px, 40 * count, 1.0), (40,), measure).lines


@given(TEXTS, BOXES, SIZES)
def test_nothing_is_lost_moved_or_too_wide(text, box, sizes):
    setting = fit(text, box, sizes, measure)

    shown = closed("".join(setting.lines))
    if setting.is_cut:
        assert setting.size_px == sizes[-1]
        assert setting.lines[-1].endswith(ELLIPSIS)
        assert closed(text).startswith(shown.removesuffix(ELLIPSIS))
    else:
        assert shown == closed(text)
        assert ELLIPSIS not in "".join(setting.lines)
    assert 1 <= len(setting.lines) <= box.lines(setting.size_px)
    for line in setting.lines:
        # One letter stands, however narrow the box is.
        assert measure(line, setting.size_px) <= box.width_px or len(line) <= 2


@given(TEXTS, BOXES, SIZES)
def test_the_largest_letters_that_fit_are_taken(text, box, sizes):
    setting = fit(text, box, sizes, measure)

    for size_px in sizes[: sizes.index(setting.size_px)]:
        alone = fit(text, box, (size_px,), measure)
        stretches = re.split(r"(?<=[^\W_][-–—/])(?=[^\W_])|\s", text)
        assert alone.is_cut or any(measure(one, size_px) > box.width_px for one in stretches)


@given(TEXTS, BOXES)
def test_words_stay_whole_unless_one_is_wider_than_the_line(text, box):
    setting = fit(text, box, (20,), measure)
    widest = max(measure(word, 20) for word in text.split())

    if widest <= box.width_px and not setting.is_cut:
        joints = [a[-1] for a in setting.lines[:-1]]
        words = [word for line in setting.lines for word in line.split()]
        assert words == text.split() or set(joints) & set("-–/")


def test_a_text_that_fits_is_set_in_the_largest_letters():
    box = Box(400, 100, 1.0)

    assert fit("Một hai", box, (50, 40), measure).size_px == 50
    assert fit("Một hai ba bốn năm", box, (50, 40), measure) == fit(
        "Một hai ba bốn năm", box, (50,), measure
    )
    assert fit("Một hai ba bốn năm sáu bảy tám", box, (50, 40), measure).size_px == 40


def test_lines_are_balanced():
    # Filling each line would leave "sáu" alone on the last.
    assert lines("một hai ba bốn năm sáu", 440) == ("một hai ba", "bốn năm sáu")


@pytest.mark.parametrize(
    ("text", "width_px", "parted"),
    [
        ("đường dây dài 118 km qua núi", 420, "118|km"),
        ("nắng nóng đến 40 °C trong ngày", 400, "40|°C"),
        ("dừng việc từ 11 giờ trưa nay", 410, "11|giờ"),
        ("tiếp đoàn viên ở sảnh chính", 420, "ở|sảnh"),
        ("chị nói “ a không đi đâu cả", 350, "“|a"),
    ],
)
def test_what_belongs_together_stays_on_one_line(text, width_px, parted):
    left, right = parted.split("|")
    shown = lines(text, width_px)

    assert len(shown) > 1
    assert not any(a.split()[-1] == left and b.split()[0] == right for a, b in pairwise(shown))


def test_a_short_syllable_does_not_stand_alone_at_the_end():
    # The lines would be a little better balanced so, and end after a comma.
    assert lines("sau bốnnămsáubảytá, ký", 440) == ("sau", "bốnnămsáubảytá, ký")


def test_a_line_rather_ends_after_a_comma_or_before_a_name():
    assert lines("Lớp học đầu tiên: đông người", 500)[0] == "Lớp học đầu tiên:"
    assert lines("bạn Hoàng Sơn gật đầu rồi", 330)[0].split()[-1] != "Hoàng"


def test_compounds_are_broken_after_their_dash_where_that_is_needed():
    assert lines("Khen-thưởng/2026–2027", 300) == ("Khen-thưởng/", "2026–2027")
    assert lines("LĐLĐ-CNVC", 120) == ("LĐLĐ-", "CNVC")


def test_only_a_word_wider_than_the_line_is_cut_and_only_in_the_smallest_letters():
    setting = fit("x" * 40, Box(480, 200, 1.0), (80, 40), measure)

    assert setting.size_px == 40
    assert setting.lines == ("x" * 20, "x" * 20)
    assert fit("x" * 30, Box(480, 200, 1.0), (40, 20), measure).size_px == 20


def test_an_ellipsis_is_the_last_resort():
    setting = fit("một hai, ba bốn năm sáu bảy tám", Box(200, 40, 1.0), (60, 40), measure)

    assert setting == fit("một hai, ba bốn", Box(200, 40, 1.0), (40,), measure)
    assert setting.lines == ("một hai…",)
    assert setting.is_cut


def test_no_text_has_no_lines():
    assert fit(" ", Box(100, 100, 1.0), (20, 10), measure).lines == ()
