"""Letters that only look right: which are mended, and which are another language's."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.kernel import mending
from generator.kernel.mending import look_alikes, mend
from generator.kernel.text import normalise

SYLLABLES = ("công", "đoàn", "họp", "khẩn", "Đại", "hội", "nghiêng", "người", "Tổ", "xưởng", "quý")
LATIN_TO_LIKE = {"o": "о", "a": "а", "e": "е", "c": "с", "p": "р", "x": "х", "i": "і", "y": "у"}


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Ðại hội", "Đại hội"),
        ("công ðoàn", "công đoàn"),
        ("LÐLÐ tỉnh, CÐCS", "LĐLĐ tỉnh, CĐCS"),
        ("Công ty ТNHH", "Công ty TNHH"),  # a Cyrillic Т
        ("cоng việc", "cong việc"),  # a Cyrillic о
        ("tоа́n", "toán"),  # and an accent on a Cyrillic а
        ("Тổ công đoàn", "Tổ công đoàn"),
        ("Νgười", "Người"),
        ("nɡười", "người"),
    ],
)
def test_a_vietnamese_word_is_given_its_own_letters(text, right):
    assert mend(text)[0] == right


@pytest.mark.parametrize(
    "text",
    [
        "Москва и Ханой",
        "ναός",
        "о",
        "Seyðisfjörður",
        "Guðmundsdóttir",
        "α và β",
        "điện áp 5 кВ",
        "Ελλάδα",
        "Łódź",
        "công đoàn",
        "Café, naïve, façade",
    ],
)
def test_a_word_of_another_language_stays(text):
    assert mend(text) == (text, [])


def test_what_was_mended_is_told_with_its_place():
    text, mends = mend("Họp ở Ðông Ðô\u200b.")

    assert text == "Họp ở Đông Đô."
    assert [(one.start, one.end, one.found, one.right) for one in mends] == [
        (6, 10, "Ðông", "Đông"),
        (11, 13, "Ðô", "Đô"),
    ]


@given(st.text())
def test_mending_twice_is_mending_once(text):
    once, _ = mend(text)

    assert mend(once) == (once, [])


@given(st.text())
def test_what_is_not_a_word_stays_where_it_is(text):
    once, mends = mend(text)
    clean, _ = normalise(text)

    assert mending.apply(clean, mends) == once
    assert unicodedata.is_normalized("NFC", once)
    last = 0
    for one in mends:
        assert one.start >= last
        assert clean[one.start : one.end] == one.found
        last = one.end


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1), st.data())
def test_any_vietnamese_text_comes_back_from_look_alikes(words, data):
    """Letters are swapped one by one, as long as one of the word's own is left."""
    swapped = []
    for word in words:
        letters = list(word)
        for index, letter in enumerate(letters):
            keeps_one = any(
                c.isascii() or c in "đĐ" for c in letters[:index] + letters[index + 1 :]
            )
            if letter in LATIN_TO_LIKE and keeps_one and data.draw(st.booleans()):
                letters[index] = LATIN_TO_LIKE[letter]
        swapped.append("".join(letters))

    assert mend(" ".join(swapped))[0] == " ".join(words)


def test_the_letters_looked_for_are_no_vietnamese_ones():
    vietnamese = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩị"

    assert list(look_alikes(f"{vietnamese} {vietnamese.upper()}")) == []
    assert not mending._ANY.search(vietnamese + vietnamese.upper())
