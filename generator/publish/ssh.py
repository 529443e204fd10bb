"""
Publication to a folder of another machine, with rsync over ssh.

rsync fills a folder beside the releases and links what the current release has; a shell over
there gives it its name and switches. Each attempt fills a folder of its own: an rsync that
outlived its parent can then never write into a release that is already served.
"""

from __future__ import annotations

import re
import secrets

from generator.publish import history, programs, shell
from generator.publish.destination import SshPlace
from generator.publish.line import Found, Line, held
from generator.publish.outcome import Outcome, Return, Tell
from generator.publish.tree import Tree

_RSYNC = (
    *("rsync", "--recursive", "--perms", "--chmod=D755,F644", "--checksum", "--no-times"),
    *("--from0", "--files-from=-", "--protect-args", "--stats", "--no-human-readable"),
    "--timeout=120",
)
_SENT = re.compile(r"^Number of regular files transferred: (\d+)", re.MULTILINE)
# rsync takes up to 20 folders to link from; a few are plenty.
_MOST_LEFTOVERS = 8


def publish(place: SshPlace, tree: Tree, keep: int, tell: Tell) -> Outcome:
    """
    Make a release of *tree* at *place* and serve it.

    Raises:
        PublishError: rsync or ssh failed, another publication is going on, or the site changed.
        WrongUsageError: what is at *place* is not ours.
    """
    tell("publish.asking", place=place.account)
    with held(place, make=True) as (line, found):
        names, sent = found.names(), 0
        changed = found.current != tree.name
        if changed:
            part = ""
            if tree.name not in names:
                tell("publish.sending", place=place.account)
                part = f".{tree.name}.{secrets.token_hex(4)}.part"
                sent = _send(line, tree, part, found)
            names = history.after_publishing(names, found.current, tree.name)
            tell("publish.switching", release=tree.name)
            _switch(line, tree.name, part, names)
        drop = history.to_drop(names, tree.name, keep)
        if changed or drop or found.leftovers:
            line.run(shell.TIDY, place.root, *drop)
    return Outcome(tree.name, sent, len(tree.digests) - sent, switched=changed)


def roll_back(place: SshPlace, to: str | None) -> Return:
    """
    Serve the release *to* again, or the one that was served before.

    Raises:
        PublishError: ssh failed, or a publication is going on.
        WrongUsageError: there is no such release, or nothing to go back to.
    """
    with held(place, make=False) as (line, found):
        names = found.names()
        way = history.way_back(names, found.current, to, place.root)
        if way.after != way.before:
            _switch(line, way.after, "", names)
    return way


def _send(line: Line, tree: Tree, part: str, found: Found) -> int:
    """Fill *part* over there; return how many files had to travel."""
    sources = [f"--link-dest=../{name}" for name in found.leftovers[:_MOST_LEFTOVERS]]
    if found.current:
        sources.insert(0, f"--link-dest=../{found.current}")
    place = line.place
    command = (
        *_RSYNC,
        *sources,
        f"--rsh={line.remote_shell()}",
        "--",
        f"{tree.folder}/",
        f"{place.account}:{place.root}/releases/{part}/",
    )
    told = programs.run(command, b"".join(path.encode() + b"\0" for path in tree.digests))
    tree.check_unchanged()
    sent = _SENT.search(told)
    return int(sent[1]) if sent else len(tree.digests)


def _switch(line: Line, name: str, part: str, names: list[str]) -> None:
    lines = "".join(f"{one}\n" for one in names)
    line.run(shell.SWITCH, line.place.root, name, part, lines)
