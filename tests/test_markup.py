"""Every page and stylesheet of three sites before the Nu Html Checker, in one run of it."""

import json
import subprocess
from pathlib import Path

import pytest
from browsing import WEB, report
from servers import find
from templates import SITES

CHECKER = WEB / "node_modules/vnu-jar/build/dist/vnu.jar"
# What the checker takes for an error and is none: a part of the message, and why. Keep it short.
NOT_YET_KNOWN: dict[str, str] = {
    "“animation-timeline”": "the line that shows how far one has come (46-long-read.css)",
}

CHECKED = ("html", "css", "svg")

needs_checker = pytest.mark.skipif(
    not (find("java") and CHECKER.is_file()),
    reason="not installed: java, or vnu-jar (npm ci --ignore-scripts in tests/web)",
)


def errors(*folders):
    """Return what the checker finds in the files below *folders*: each fault with its places."""
    quiet = ("--stdout", "--exit-zero-always", "--errors-only", "--format", "json")
    files = [
        file for kind in CHECKED for each in folders for file in sorted(each.rglob(f"*.{kind}"))
    ]
    also = ("--also-check-css", "--also-check-svg")
    # Deep pages need a larger stack than Java's own, as the checker's manual says.
    command = ["java", "-Xss2m", "-jar", CHECKER, *quiet, *also, *files]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    found = {}
    for message in json.loads(ran.stdout)["messages"]:
        text = message["message"]
        if not any(part in text for part in NOT_YET_KNOWN):
            place = message.get("url", "").removeprefix("file:")
            found.setdefault(text, []).append(f"{place}:{message.get('lastLine', 0)}")
    return found


@needs_checker
def test_every_page_and_stylesheet_is_valid(built):
    found = errors(*map(built.folder, SITES))
    report(f"{text} ({len(at)} times, first {at[0]})" for text, at in found.items())


@needs_checker
def test_an_invalid_page_and_stylesheet_are_told_with_their_places(tmp_path):
    page = "<!doctype html><html lang=vi><title>a</title><p><div></div></p>"
    (tmp_path / "trang.html").write_text(page, "utf-8")
    (tmp_path / "kieu.css").write_text("p { colour: red }", "utf-8")
    found = errors(tmp_path)
    assert sorted(Path(at[0]).name.rpartition(":")[0] for at in found.values()) == [
        "kieu.css",
        "trang.html",
    ]
