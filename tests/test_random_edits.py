"""Any sequence of edits: a build upon what was there gives the bytes of a clean build."""

import contextlib
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

import pytest
from edits import CAREFUL, CARELESS, make_newsroom
from sitemaker import NOW, ROOT, tree
from wholeness import broken_links, differing, leftovers

from generator import cli

EFFORTS = (("--jobs", "1"), ("--jobs", "1"), ("--jobs", "2"), ("--no-cache",))


class Desk:
    """A site, its folder, and what the last build made known to readers."""

    def __init__(self, folder, seed, edits):
        self.folder, self.root = folder, folder / "trang"
        self.room, self.dice = make_newsroom(seed), Random(-seed)
        self.edits = edits
        self.known = set()  # None where the last build kept no manifest
        self.clean = {}, NOW, {}  # the sources, the clock and the site of the last clean build
        self.done = [f"seed {seed}"]

    def work(self, steps):
        self.build()
        for _ in range(steps):
            edit = self.dice.choice(self.edits)
            step = edit(self.room, self.root)
            self.done.append(step.told)
            if step.gone:
                self.lose(step)
            else:
                self.build(*self.dice.choice(EFFORTS))

    def lose(self, step):
        """An address is gone: a build refuses, until a way out is taken."""
        self.room.write(self.root)
        before = tree(self.root / "site")
        code, told = self.command(self.root)
        if self.known is not None and step.gone in self.known:
            assert code == 1, self.story(told)
        if code == 0:
            self.compare()
            self.known = self.room.live_paths()
        else:
            assert code == 1, self.story(told)
            assert re.search(r"\[url\.(gone|hidden|moved)\]", told), self.story(told)
            assert step.gone in told, self.story(told)
            assert tree(self.root / "site") == before, self.story("the refused build wrote")
            way = self.dice.choice(sorted(step.ways_out))
            self.done.append(f"  … {way}")
            self.build(*step.ways_out[way]())

    def build(self, *arguments):
        self.room.write(self.root)
        self.done[-1] += f"  [{' '.join(arguments)}]"
        code, told = self.command(self.root, *arguments)
        assert code == 0, self.story(told)
        self.compare()
        self.known = None if "--no-cache" in arguments else self.room.live_paths()

    def compare(self):
        """Hold the site against one built from nothing."""
        sources = self.room.files()
        if self.clean[:2] != (sources, self.room.now):
            self.clean = sources, self.room.now, self.build_clean()
        made = tree(self.root / "site")
        assert differing(made, self.clean[2]) == [], self.story("differs from a clean build")
        assert broken_links(made, self.room.url) == [], self.story("has broken links")
        assert leftovers(self.root / "site") == [], self.story("left something behind")

    def build_clean(self):
        """Build in a folder that knows nothing."""
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            self.room.write(Path(folder))
            code, told = self.command(Path(folder), "--no-cache")
            assert code == 0, self.story(told)
            return tree(Path(folder) / "site")

    def command(self, root, *arguments):
        """Run the command: mostly in this process, at times in one of its own."""
        words = ["build", "-f", str(root / "mkdocs.yml"), "--now", self.room.now.isoformat()]
        words += arguments if "--jobs" in arguments else ("--jobs", "1", *arguments)
        if self.dice.random() < 0.1:
            command = [sys.executable, "-m", "generator.cli", *words]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            return done.returncode, done.stderr
        with (
            contextlib.redirect_stderr(io.StringIO()) as told,
            contextlib.redirect_stdout(io.StringIO()),
        ):
            try:
                code = cli.main(words)
            except SystemExit as reason:  # an option the command does not know
                code = reason.code
        return code, told.getvalue()

    def story(self, ending):
        return "\n".join([*self.done, str(ending)])


def test_edits_that_keep_every_address(tmp_path):
    Desk(tmp_path, 1, CAREFUL).work(12)


def test_edits_that_take_addresses_away(tmp_path):
    Desk(tmp_path, 2, CARELESS * 4 + CAREFUL).work(8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 400))
def test_many_edits_of_all_sorts(tmp_path, seed):
    Desk(tmp_path, seed, CAREFUL + CARELESS).work(15)
    shutil.rmtree(tmp_path)  # three hundred sites would fill a small disk
