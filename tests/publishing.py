"""Small sites to publish, what is served of them, and publications that are killed half-way."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sitemaker import ROOT, tree

from generator.messages.words import Words
from generator.publish import destination, publication

# How many files rclone has on their way at once.
TRANSFERS = 4
LINK = re.compile(rb'(?:href|src)="/([^"#?]*)"')


def quiet(key, /, **params):
    """Take a step's line and say nothing; its wording is held to fit all the same."""
    assert Words("vi")(key, **params)


def page(title, links):
    return "".join([f"<h1>{title}</h1>", *(f'<a href="/{link}">x</a>' for link in links)])


def write_site(root, version, items=range(8)):
    """Write a small site whose pages lead to each other; *version* is in what changes."""
    articles = [f"ban-tin/2026/bai-{number}/" for number in items]
    style = f"assets/chung.{version * 10}.css"
    files = {
        style: f"h1 {{ order: {version} }}",
        "assets/anh.png": "\x89PNG, luôn như nhau",
        "index.html": page(version, [style, "ban-tin/", "rss.xml", *articles[-3:]]),
        "ban-tin/index.html": page(version, [style, "", *articles]),
        "ban-tin/trang/1/index.html": page("1", articles[:3]),
        "404.html": page("404", ["", style]),
        "rss.xml": f"<rss>{version}</rss>",
        "robots.txt": "User-agent: *",
    }
    for number, article in enumerate(articles):
        beside = [article, *articles[number - 1 : number], *articles[number + 1 : number + 2]]
        files[f"{article}index.html"] = page(article, ["assets/anh.png", *beside])
    shutil.rmtree(root, ignore_errors=True)
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


def put(place, site_dir, keep=5):
    if isinstance(place, Path):
        place = destination.FolderPlace(place)
    elif isinstance(place, str):
        place = destination.parse(place)
    return publication.publish(place, site_dir, keep, quiet)


def back(place, to=None):
    if isinstance(place, Path):
        place = destination.FolderPlace(place)
    return publication.roll_back(place, to)


def make_something(path, kind):
    """Make what is not ours: a folder, a file or a link to elsewhere."""
    if kind == "folder":
        path.mkdir()
    elif kind == "file":
        path.touch()
    else:
        path.symlink_to("/var/www", target_is_directory=True)


def served(root):
    """Return what a web server would serve from a folder that was published to."""
    return tree((root / "current").resolve(strict=True))


def check_links(files):
    """Walk from the front page, as readers do: whatever it leads to must be there."""
    seen, ahead = set(), [""]
    while ahead:
        path = ahead.pop()
        name = f"{path}index.html" if path == "" or path.endswith("/") else path
        if name in seen:
            continue
        seen.add(name)
        assert name in files, f"a link leads to {name}, which is not there"
        if name.endswith(".html"):
            ahead += [link.decode() for link in LINK.findall(files[name])]
    return seen


PUBLISHING = """
import sys
from pathlib import Path
from generator.publish import destination, publication
place, site = destination.parse(sys.argv[1]), Path(sys.argv[2])
print("now", flush=True)
publication.publish(place, site, 2, lambda *_, **__: None)
"""


def publish_and_kill(place, site, after, *, children=True):
    """
    Publish in a process that is killed *after* seconds, alone or with the programs it runs.

    Returns:
        How long it lived, and whether it was done before.
    """
    with tempfile.TemporaryDirectory(prefix="b-", ignore_cleanup_errors=True) as left_behind:
        process = subprocess.Popen(
            [sys.executable, "-c", PUBLISHING, str(place), str(site)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=os.environ | {"TMPDIR": left_behind},
            start_new_session=True,
        )
        assert process.stdout.readline() == b"now\n"
        began = time.monotonic()
        try:
            process.wait(after)
        except subprocess.TimeoutExpired:
            (os.killpg if children else os.kill)(process.pid, signal.SIGKILL)
        process.communicate()
    return time.monotonic() - began, process.returncode == 0


def kill_again_and_again(place, sites, times, check, children=(True,)):
    """Publish the *sites* in turn, killed at a random instant each time; *check* what is there."""
    chance = random.Random(times)
    put(str(place), sites[0])
    lasts, _ = publish_and_kill(place, sites[1], 60)
    finished = 0
    for number in range(times):
        site = sites[number % 2]
        after = chance.uniform(0, lasts * 1.1)
        _, done = publish_and_kill(place, site, after, children=children[number % len(children)])
        finished += done
        check(site, number)
        put(str(place), site)
        check(site, number, exactly=True)
    return finished


def whole_release(ra, sites):
    """Return a check that what is served from the folder *ra* is one of the *sites*, exactly."""
    both = {str(site): tree(site) for site in sites}

    def check(site, number, *, exactly=False):
        now = served(ra)
        assert now == both[str(site)] if exactly else now in both.values(), f"kill {number}"
        check_links(now)

    return check


def whole_files(remote, sites, *, may_cut):
    """
    Return a check that each file is one site's, and that no link from the front is dead.

    Where a file is written in place (*may_cut*), the few that were on their way when rclone was
    killed may be cut; nothing that Bantin does could prevent it.
    """
    both = [tree(site) for site in sites]

    def check(site, number, *, exactly=False):
        now = {path: data for path, data in tree(remote).items() if not path.startswith(".")}
        assert not exactly or now == tree(site), f"kill {number}"
        cut = [p for p, data in now.items() if not any(files.get(p) == data for files in both)]
        assert len(cut) <= (TRANSFERS if may_cut else 0), f"kill {number}: {cut}"
        for path in cut:
            assert any(files.get(path, b"").startswith(now[path]) for files in both), path
        check_links(now)

    return check


class _Preloaded:
    """A process that has our modules imported and forks for each piece of code it is given."""

    CODE = (
        "import os, sys\n"
        "from generator.publish import folder, tree, publication\n"
        "for line in sys.stdin:\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        exec(eval(line))\n"
        "    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)\n"
    )
    process = None

    def run(self, code):
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-c", self.CODE],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
            )
        self.process.stdin.write(f"{code!r}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def stop(self):
        if self.process:
            self.process.communicate()
            self.process = None


PRELOADED = _Preloaded()
