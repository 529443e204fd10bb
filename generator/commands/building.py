"""`bantin build`."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from generator.build import pipeline
from generator.build.cache import Cache
from generator.build.ground import former_problems, is_current, stand_on
from generator.build.host import digest_inputs
from generator.build.lock import hold
from generator.build.options import Options, opened_cache
from generator.build.release import Tally, sweep
from generator.build.work import Cause, Work
from generator.commands.common import (
    CONTENT_PROBLEMS,
    DONE,
    add_effort,
    begin,
    instant,
    options,
    show,
    site_dir_of,
)
from generator.commands.terminal import Terminal
from generator.kernel.diagnostics import Diagnostic
from generator.messages.words import Words
from generator.plugin.host import MkDocsHost, Setup

# What `build` is asked where another command asks it.
PLAIN = {"explain": False, "plan": False, "forget": False, "preview": False}


def add_options(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare what `build` understands."""
    parser.add_argument("--site-dir", type=Path, help=words("help.site-dir"))
    parser.add_argument("--now", help=words("help.now"))
    parser.add_argument("--explain", action="store_true", help=words("help.explain"))
    parser.add_argument("--plan", action="store_true", help=words("help.plan"))
    parser.add_argument("--preview", action="store_true", help=words("help.preview-build"))
    parser.add_argument("--forget", action="store_true", help=words("help.forget"))
    add_effort(parser, words)


def run(parsed: argparse.Namespace, terminal: Terminal) -> int:
    """Build the site."""
    setup, terminal = begin(parsed, terminal)
    setup = setup.for_preview() if parsed.preview else setup
    now = instant(parsed, setup, terminal)
    chosen = options(parsed, setup, terminal)
    site_dir = site_dir_of(parsed, setup)
    with hold(site_dir), opened_cache(chosen) as cache:
        sweep(site_dir)
        return _Build(parsed, terminal, setup, chosen).run(now, site_dir, cache)


@dataclass(frozen=True, slots=True)
class _Build:
    """One run of the command, once its options are understood."""

    parsed: argparse.Namespace
    terminal: Terminal
    setup: Setup
    options: Options

    def run(self, now: datetime, site_dir: Path, cache: Cache) -> int:
        setup, host = self.setup, MkDocsHost(self.setup)
        seen = pipeline.look_around(setup.folder, self.options)
        ground = stand_on(site_dir, setup.config_file.parent, self.options)
        inputs = digest_inputs(host, setup.site, seen.inputs())
        if is_current(ground, inputs, now):
            self._show(former_problems(ground))
            if self.parsed.explain or self.parsed.plan:
                self._count(0, len(ground.manifest.files))
            if self.parsed.plan:
                return DONE
            return self._done(Tally(0, len(ground.manifest.files), 0), site_dir)
        gathered = pipeline.gather(setup.site, seen, cache, self.options)
        gathered = pipeline.at_instant(gathered, now)
        self._show(gathered.problems)
        if not gathered.is_publishable:
            return self._refused()
        planned = pipeline.prepare(gathered, now, host, ground)
        if planned.lost and not self.parsed.forget:
            self._show(planned.lost)
            return self._refused()
        if self.parsed.explain or self.parsed.plan:
            self._explain(planned.work)
        if self.parsed.plan:
            return DONE
        return self._done(pipeline.carry_out(planned, host, ground, self.options), site_dir)

    def _explain(self, work: Work) -> None:
        """List what is made, and why, and what is removed."""
        words = self.terminal.words
        everywhere = [job for job in work.jobs if job.cause is Cause.PROGRAM]
        if everywhere:
            self.terminal.say(words("explain.program", count=len(everywhere)))
        listed = (job for job in work.jobs if job.cause is not Cause.PROGRAM)
        for job in sorted(listed, key=lambda job: job.task.path):
            fields = ", ".join(words(f"explain.part.{name}") for name in job.fields)
            cause = words(f"explain.{job.cause.value}", fields=fields)
            self.terminal.say(f"+ {job.task.path}: {cause}")
        if work.standing:
            self.terminal.say(f"+ {words('explain.standing')}")
        for path in work.removals:
            self.terminal.say(f"- {path}: {words('explain.removed')}")
        self._count(len(work.jobs), len(work.tasks) - len(work.jobs))

    def _count(self, made: int, kept: int) -> None:
        self.terminal.say(self.terminal.words("explain.count", made=made, kept=kept))

    def _show(self, problems: Sequence[Diagnostic]) -> None:
        if problems:
            show(problems, self.setup, self.parsed, self.terminal)

    def _refused(self) -> int:
        self.terminal.complain("\n" + self.terminal.words("build.refused"))
        return CONTENT_PROBLEMS

    def _done(self, tally: Tally, site_dir: Path) -> int:
        say, words = self.terminal.say, self.terminal.words
        if not tally.is_remembered:
            say(words("build.forgetful", folder=self.options.memory))
        say(
            words(
                "build.done",
                written=tally.written,
                unchanged=tally.unchanged,
                removed=tally.removed,
            )
        )
        say(words("build.where", site_dir=site_dir))
        if self.setup.site.preview:
            say(words("build.preview"))
        return DONE
