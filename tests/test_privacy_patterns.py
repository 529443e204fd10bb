"""Patterns are compiled on first use, and then are what `re` makes of them."""

import re
import subprocess
import sys

import pytest

from generator.kernel.patterns import LazyPattern


def test_nothing_is_compiled_before_it_is_asked_for():
    pattern = LazyPattern("(")

    with pytest.raises(re.error):
        pattern.search("a")


@pytest.mark.parametrize("method", ["search", "match", "fullmatch"])
@pytest.mark.parametrize("text", ["nhà số 7", "số 7", "SỐ 7", "", "số 7 nhà"])
def test_it_finds_what_re_finds(method, text):
    lazy, eager = LazyPattern(r"số \d", re.IGNORECASE), re.compile(r"số \d", re.IGNORECASE)

    for place in ((), (1,), (0, 4)):
        ours, theirs = (getattr(one, method)(text, *place) for one in (lazy, eager))
        assert (ours and ours.span()) == (theirs and theirs.span())
    assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in eager.finditer(text)]


def test_it_is_compiled_once():
    pattern = LazyPattern("a")

    assert pattern.search is pattern.search
    assert pattern.compiled is pattern.compiled


def test_importing_the_search_for_private_data_compiles_no_large_pattern():
    program = """
import bisect, dataclasses, enum, re, typing
from generator.kernel import patterns
made, compile_ = [], re.compile
def note(source, flags=0):
    made.append(len(str(source)))
    return compile_(source, flags)
re.compile = note
import generator.privacy
print(max(made, default=0))
"""
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert int(told.stdout) <= 400  # characters
