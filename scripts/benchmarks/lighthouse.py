"""Lighthouse's mobile figures of a page: the median of several runs, each in a new browser."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measure import CommandError
from benchmarks.programs import MissingProgramError
from benchmarks.wire import FLAGS, find_browser

HOME = Path(__file__).with_name("web")
_PROGRAM = HOME / "node_modules/lighthouse/cli/index.js"
Report = Mapping[str, Any]
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_AUDITS = {
    "lcp_ms": "largest-contentful-paint",
    "cls": "cumulative-layout-shift",
    "tbt_ms": "total-blocking-time",
    "fcp_ms": "first-contentful-paint",
}
_LIMIT_S = 180
_SHOWN_CHARACTERS = 2000


def prepare() -> None:
    """
    Install what `web/package-lock.json` lists, where it is not there yet.

    Raises:
        MissingProgramError: node or npm is missing, or npm failed.
    """
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        message = "node and npm are not installed: apt-get install nodejs npm"
        raise MissingProgramError(message)
    if _PROGRAM.is_file():
        return
    # No script of a package is run, so none can fetch a browser of its own.
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    if subprocess.run([npm, "ci", *quiet], cwd=HOME, check=False).returncode:
        message = f"npm could not install Lighthouse in {HOME.name}/"
        raise MissingProgramError(message)


def run(url: str) -> Report:
    """
    Return Lighthouse's whole report on *url*.

    Raises:
        CommandError: it failed or took too long; the text holds its last words.
    """
    command = [
        *("node", str(_PROGRAM), url, "--quiet", "--output=json", "--output-path=stdout"),
        *("--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}"),
        f"--chrome-flags={' '.join(('--headless=new', *FLAGS))}",
    ]
    environment = {**os.environ, "CHROME_PATH": find_browser(), "CI": "1"}
    try:
        ran = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=_LIMIT_S, check=True
        )
    except subprocess.CalledProcessError as reason:
        message = f"Lighthouse failed on {url}:\n{reason.stderr[-_SHOWN_CHARACTERS:]}"
        raise CommandError(message) from reason
    except subprocess.TimeoutExpired as reason:
        message = f"Lighthouse took over {_LIMIT_S} s on {url}"
        raise CommandError(message) from reason
    report: Report = json.loads(ran.stdout)
    return report


def figures(report: Report) -> dict[str, float]:
    """Return the scores (0 to 1) and times of one report."""
    scores = {name: report["categories"][name]["score"] or 0.0 for name in CATEGORIES}
    times = {name: report["audits"][audit]["numericValue"] for name, audit in _AUDITS.items()}
    return {**scores, **times}


def faults(report: Report) -> list[str]:
    """Return what costs points in every category but performance: the audits' ids."""
    audits = report["audits"]
    return [
        reference["id"]
        for name in CATEGORIES[1:]
        for reference in report["categories"][name]["auditRefs"]
        if reference["weight"] and audits[reference["id"]]["score"] not in (None, 1)
    ]


def medians(runs: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the median of each figure over *runs*."""
    return {name: statistics.median(each[name] for each in runs) for name in runs[0]}
