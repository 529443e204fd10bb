"""Real files, damaged at random: always an answer in words, never a traceback."""

import random
import shutil

import pytest
from sitemaker import ROOT, SampleSite, render, write_files

PIECES = [
    *(
        b"---\n",
        b"\x00",
        b"\xff\xfe",
        b"\t",
        b": ",
        b"- ",
        b"[",
        b"]",
        b"{",
        b"}",
        b"'",
        b'"',
        b"*",
    ),
    *(
        b"&",
        b"!",
        b"#",
        b"|",
        b">",
        b"\\",
        b"`",
        b"<",
        b"<script>",
        b"\r",
        b"\xe2\x80\x8b",
        b"\xcc\x81",
    ),
    *(b"[^1]", b"![](", b"](../../../", b"publish_at: 2026-02-30\n", b"title: a: b\n", b"\n\n    "),
]


def damaged(data, dice):
    """Cut, repeat or insert something at a few places of *data*."""
    for _ in range(dice.randint(1, 6)):
        at, to = sorted(dice.randrange(len(data) + 1) for _ in range(2))
        change = dice.randrange(4)
        if change == 0:
            data = data[:at] + dice.choice(PIECES) + data[at:]
        elif change == 1:
            data = data[:at] + data[min(to, at + 40) :]
        elif change == 2:
            data = data[:to] + data[at:to][:200] + data[to:]
        else:
            data = data[:at] + bytes([dice.randrange(256)]) + data[at + 1 :]
    return data


def campaign(root, rounds):
    shutil.copytree(ROOT / "content", root / "content")
    write_files(
        root,
        {
            "mkdocs.yml": (ROOT / "mkdocs.yml")
            .read_text()
            .replace("custom_dir: theme", f"custom_dir: {(ROOT / 'theme').as_posix()}")
        },
    )
    site = SampleSite(root)
    files = sorted(path for path in (root / "content").rglob("*") if path.suffix in (".md", ".yml"))
    told = 0
    for number in range(rounds):
        dice = random.Random(number)
        for path in files:
            whole = (ROOT / path.relative_to(root)).read_bytes()
            path.write_bytes(damaged(whole, dice) if dice.random() < 0.5 else whole)
        gathered = site.gather()
        for language in ("vi", "en"):
            text = render(gathered.problems, language, root)
            assert text
            assert "Traceback" not in text
        told += len(gathered.problems)
        assert gathered.is_publishable in (True, False)
    return told


def test_damaged_files_are_told_in_words(tmp_path):
    assert campaign(tmp_path, 12) > 100


@pytest.mark.slow
def test_many_damaged_files_are_told_in_words(tmp_path):
    assert campaign(tmp_path, 400) > 4000
