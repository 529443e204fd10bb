"""
A site whose every field says what no site should do: each payload in each field that takes text.

An editor's text is refused or published harmless; `refused` tells which files were refused, and by
which rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from payloads import numbered
from sitemaker import AUTHORS, CAMPAIGNS, CONFIG, NOW, TOPICS, UNITS, SampleSite, make_site

from generator.kernel.text import strip_unwanted

PLAIN = "Thân bài không có gì.\n"
_LAST_OF_FOUR_DIGITS = 0xFFFF
_ENOUGH = " đủ dài để làm tóm tắt."
_CARDLESS = "      cards: false\n      feeds: {entries: 100}\n"
# Names of files are an editor's text too, as far as disks take them.
_PICTURES = ("a\"b'c.jpg", "a<b>c.jpg", "a b&amp;c.jpg", "a,b 2x.jpg", "a%22onerror=ran().jpg")
_PAPERS = ('t"onclick=ran().pdf', "t<script>ran().pdf", "t{{ 7*7 }}.pdf", "t #x?y=z.pdf")


@dataclass(frozen=True)
class Hostile:
    """A built site and the files that could not be part of it, each with its rules."""

    folder: Path
    refused: dict[str, set[str]]


def build_hostile(root: Path, payloads: Sequence[str], *, every: int, whole: bool) -> Hostile:
    """
    Build a site of *payloads*.

    Each is the text of an item, and stands in all fields of an item: of one of each kind where the
    site is to be *whole*, else of the kinds by turns. What stands on every page, or has many pages
    of its own (data files, standing pages, settings), has one in *every*.
    """
    told = [numbered(payload, number) for number, payload in enumerate(payloads)]
    # an entry of a data file without a name would stop all
    told = [payload if strip_unwanted(payload).strip() else f"{payload}x" for payload in told]
    some = list(enumerate(told))[::every]
    files = {"mkdocs.yml": _settings(told[:: every * 3]), **_registers(some)}
    for number, payload in enumerate(told):
        items = _items(number, payload, [name for name, _ in some])
        text, fields = items[:1], items[1:]
        chosen = fields if whole else (fields[number % len(fields)],)
        files |= dict((*text, *chosen))
    for number, payload in some:
        front = {"title": payload[:160], "description": payload[:300]}
        files[f"content/trang-{number}.md"] = _page(front, f"{PLAIN}\n{_shown(payload, number)}\n")
    for name in (*_PICTURES, *_PAPERS):
        for kind in ("ban-tin", "guong-sang", "khan"):
            files[f"content/{kind}/2026/{name}"] = "" if name.endswith(".jpg") else "%PDF-1.4"
    for folder in ("", "ban-tin/2026/"):
        files[f"content/{folder}x.png"] = ""
    sample = make_site(root, files)
    refused: dict[str, set[str]] = {}
    while faults := [one for one in sample.check() if one.severity.value == "error"]:
        for fault in faults:
            refused.setdefault(fault.span.path, set()).add(fault.code)
        for path in {fault.span.path for fault in faults}:
            assert path.endswith(".md"), faults
            sample.remove(path)
    sample.open.close()
    built = SampleSite(sample.root)
    assert built.run("build", "--now", NOW.isoformat(), "-q", "--jobs", "2") == 0
    return Hostile(root / "site", refused)


def _page(front: dict[str, object], body: str) -> bytes:
    lines = "".join(f"{name}: {_quoted(value)}\n" for name, value in front.items())
    return f"---\n{lines}---\n\n{body}".encode()


def _quoted(value: object) -> str:
    """Return *value* as YAML: JSON, but what JSON writes as two escapes stands as it is."""
    written = json.dumps(value, ensure_ascii=False)
    is_plain = all(ord(letter) <= _LAST_OF_FOUR_DIGITS for letter in written)
    return json.dumps(value) if is_plain else written


def _settings(payloads: Sequence[str]) -> str:
    """Return settings; of what stands there once, as much as goes into it."""
    line = json.dumps(" ".join(payloads)[:300])
    fields = ("name", "short", "address", "phone", "email", "licence", "responsible")
    organisation = ", ".join(f"{name}: {line}" for name in fields)
    head, _, _ = CONFIG.partition("      organisation:")
    head = head.replace("Công đoàn Thử", json.dumps(" ".join(payloads)[:1500]), 1)
    head = head.replace("Bản tin của Công đoàn Thử.", json.dumps(" ".join(payloads)[:1500]), 1)
    return f"{head}      organisation: {{{organisation}}}\n{_CARDLESS}"


def _registers(some: Sequence[tuple[int, str]]) -> dict[str, str]:
    units, topics, campaigns, authors, channels = [], [], [], [], []
    for number, payload in some:
        line = payload[:300] or "x"
        office = dict.fromkeys(("address", "phone", "email", "hours"), line)
        unit = {"id": f"u-{number}", "name": line, "short": line[:60], "level": "co-so"}
        units.append(unit | {"parent": "cd-dien", "about": line, "contact": office})
        topics.append({"id": f"t-{number}", "name": line, "description": line})
        campaigns.append({"id": f"c-{number}", "name": line, "description": line})
        authors.append({"id": f"a-{number}", "name": line, "role": line})
        url = f"https://khac.example/{''.join(payload.split())}"[:500]
        channel = {"id": f"k-{number}", "name": line[:100], "network": "zalo-nhom", "url": url}
        channels.append(channel | {"about": line, "unit": f"u-{number}"})
    lists = {"units": units, "topics": topics, "campaigns": campaigns}
    lists |= {"authors": authors, "channels": channels}
    common = {"units": UNITS, "topics": TOPICS, "campaigns": CAMPAIGNS, "authors": AUTHORS}
    return {
        f"content/data/{name}.yml": common.get(name, "")
        + "".join(f"- {_quoted(entry)}\n" for entry in entries)
        for name, entries in lists.items()
    }


def _items(number: int, payload: str, entries: Sequence[int]) -> list[tuple[str, bytes]]:
    """Return an item whose text is *payload*, one of each kind, and one that was withdrawn."""
    entry = entries[number % len(entries)]
    line = payload[:300]
    cover = {"image": _PICTURES[number % len(_PICTURES)], "alt": line}
    common = {
        "title": payload[:160],
        "summary": f"{payload[:280]}{_ENOUGH}",
        "publish_at": "2026-11-20 08:00",
        "unit": f"u-{entry}",
        "topics": [f"t-{entry}"],
        "campaign": f"c-{entry}",
        "authors": [f"a-{entry}"],
    }
    told = {
        "cover": {**cover, "caption": line, "credit": line},
        "source": {"name": line, "url": f"https://khac.example/{''.join(payload.split())}"[:500]},
        "attachments": [{"file": _PAPERS[number % len(_PAPERS)], "title": line}],
        "corrections": [{"at": "2026-11-20 10:00", "note": line}],
        "share": dict.fromkeys(("zalo", "facebook", "forward"), payload) | {"sms": line},
    }
    person = {"name": line, "job": line, "unit": f"u-{entry}", "photo": cover}
    consent = {"on": "2026-01-01", "by": "Ban", "scope": ["web", "social"]}
    spotlight = {
        "quote": f"{payload[:250]} mười chữ cái",
        "merits": [{"figure": payload[:24], "text": line}],
        "honourees": [{**person, "consent": consent}],
    }
    urgent = {"level": "khan", "approved_by": "chu-tich", "expires_at": "2026-12-01"}
    gone = {"withdrawn": {"at": "2026-11-20 09:00", "reason": payload}}
    title = f"{_ENOUGH} {number}"
    text = f"{PLAIN}\n{_shown(payload, number)}\n"
    pages = {
        f"ban-tin/2026/than-{number}": ({"title": title, "summary": title}, text),
        f"ban-tin/2026/truong-{number}": (told, PLAIN),
        f"guong-sang/2026/guong-{number}": (spotlight, PLAIN),
        f"khan/2026/khan-{number}": ({**urgent, "audience": line}, PLAIN),
        f"ban-tin/2026/rut-{number}": (gone, PLAIN),
    }
    return [
        (f"content/{path}.md", _page({**common, **own}, body))
        for path, (own, body) in pages.items()
    ]


def _shown(payload: str, number: int) -> str:
    """
    Return *payload* with a picture that is there in place of one that is not.

    Else the whole item were refused. What an event would run for want of it, it runs for its sake.
    """
    return re.sub(r"src=(['\"]?)x\1(?=[\s>/])", rf"src=\1x.png\1 onload=ran({number})", payload)
