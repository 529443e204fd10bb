"""What keeps copies beside the site: posts that were made, earlier releases, the history of git."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from generator.announce import ledger
from generator.announce.outcome import State
from generator.catalog.catalog import Article
from generator.model import permalink
from generator.model.site import Site
from generator.publish import history
from generator.takedown.desk import ByHand, by_hand
from generator.takedown.survey import Place

_PATIENCE_S = 20
_POSTS = (State.TOLD.value, State.UNKNOWN.value)
_NOT_POSTS = ("websub", "stdout")


def posts(file: Path, articles: Collection[Article], site: Site) -> Iterator[ByHand]:
    """
    Yield the announcements of *articles* that are to be deleted by hand.

    The ledger knows to whom an item was told and not where the post is, so the address in the post
    is told, by which it is found.

    Raises:
        AnnounceError: the ledger cannot be read.
    """
    by_id = {article.id: article for article in articles}
    told: dict[tuple[str, str], str] = {}
    for claim, state in ledger.read(file).states.items():
        if claim.item in by_id and state in _POSTS and claim.to not in _NOT_POSTS:
            told[claim.to, claim.item] = state
    page = site.settings.announce.facebook_page
    for (to, item), _ in sorted(told.items()):
        where = f"https://www.facebook.com/{page}" if to == "facebook" and page else to
        address = permalink.absolute(site, by_id[item].path)
        yield by_hand("by-hand.post", to=to, where=where, address=address)


def releases(places: Sequence[Path], wanted: Collection[str]) -> tuple[list[Place], list[ByHand]]:
    """
    Look into folders that were published to for releases that hold one of the files *wanted*.

    Returns:
        Where they are, and how each folder is pruned.
    """
    found, notes = [], []
    for root in places:
        folder = root / "releases"
        names = (
            sorted(p.name for p in folder.iterdir() if history.is_name(p.name) and p.is_dir())
            if folder.is_dir()
            else []
        )
        if not names:
            notes.append(by_hand("by-hand.no-releases", folder=root))
        for name in names:
            held = [path for path in wanted if (folder / name / path).is_file()]
            if held:
                place = f"{folder / name}/{held[0]}"
                found.append(Place("releases", place, 0, str(len(held)), is_sure=True))
        notes.append(by_hand("by-hand.prune", folder=root))
    return found, notes


def commits(root: Path, paths: Sequence[str]) -> int | None:
    """Return how many commits have touched *paths*; None where there is no history to ask."""
    git = shutil.which("git")
    if git is None or not paths:
        return None
    command = [git, "-C", str(root), "rev-list", "--count", "--all", "--", *paths]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE_S, check=False)  # noqa: S603 -- no shell, and paths follow `--`
    except (OSError, subprocess.TimeoutExpired):
        return None
    told = done.stdout.decode("ascii", "replace").strip()
    return int(told) if done.returncode == 0 and told.isdigit() else None
