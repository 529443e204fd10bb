"""
What editors do to a site in the course of months, at random.

A `Newsroom` is a whole site in memory: it can be written to any folder, anew or over what it was
before. An edit changes it, or what lies on the disk, and says so in words. An edit that takes
away an address readers know also says by which ways out a build is allowed again.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from PIL import Image
from sitemaker import NOW, ROOT

Way = Callable[[], tuple[str, ...]]
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_EARLIEST, _LATEST = NOW - 11 * _DAY, NOW + 20 * _DAY
_URLS = ("https://thu.example/", "https://thu.example/ban-tin-dien-tu/", "https://moi.example/")
_WORDS = (
    *("công nhân", "tổ trưởng", "ca đêm", "bữa ăn", "xưởng may", "đề nghị", "an toàn", "lương"),
    *("hội nghị", "thương lượng", "nhà trọ", "máy khâu", "đoàn viên", "văn phòng", "mũ bảo hộ"),
)


@dataclass(frozen=True)
class Step:
    """
    One edit: what was done, and what follows from it.

    Args:
        told: The edit in words.
        gone: The address it takes away, if it takes one away.
        ways_out: What allows a build again; each gives the arguments the build then needs.
    """

    told: str
    gone: str = ""
    ways_out: Mapping[str, Way] = field(default_factory=dict)


@dataclass
class Entry:
    """An item. Links and relations name others by their number, which outlives a rename."""

    folder: str
    year: int
    slug: str
    title: str
    publish_at: datetime
    unit: str
    topics: tuple[str, ...]
    body: str
    facts: dict[str, str] = field(default_factory=dict)
    links: tuple[int, ...] = ()
    related: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()
    id: str = ""
    expires_at: datetime | None = None
    withdrawn_at: datetime | None = None
    draft: bool = False

    def __post_init__(self) -> None:
        self.id = self.id or self.path

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.year}/{self.slug}"

    def is_live(self, now: datetime) -> bool:
        ends = [end for end in (self.expires_at, self.withdrawn_at) if end is not None]
        return not self.draft and self.publish_at <= now and all(now < end for end in ends)


@dataclass
class Newsroom:
    """A site and its clock."""

    dice: Random
    entries: dict[int, Entry] = field(default_factory=dict)
    data: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    theme: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    about: str = "Trang của một công đoàn thử."
    taken_down: list[str] = field(default_factory=list)
    now: datetime = NOW
    count: int = 0
    quiet: set[str] = field(default_factory=set)

    def files(self) -> dict[str, bytes]:
        """Return every file of the site by its path."""
        texts = {"mkdocs.yml": _config(self.settings)}
        texts["content/gioi-thieu.md"] = f"# Giới thiệu\n\n{self.about}\n\n{self._links('')}\n"
        for name, rows in self.data.items():
            texts[f"content/data/{name}.yml"] = "".join(f"- {_flow(row)}\n" for row in rows)
        if self.taken_down:
            rows = [{"path": path, "at": "2026-11-01"} for path in self.taken_down]
            texts["content/data/taken-down.yml"] = "".join(f"- {_flow(row)}\n" for row in rows)
        for entry in self.entries.values():
            texts[f"content/{entry.path}.md"] = self._text(entry)
        kept = {f"content/{path}": data for path, data in self.pictures.items()}
        kept |= {f"theme/{path}": data for path, data in self.theme.items()}
        return kept | {path: text.encode() for path, text in texts.items()}

    def write(self, root: Path) -> None:
        """Bring the folder *root* to `files()`, touching only what differs."""
        wanted = self.files()
        for path in _sources(root) - wanted.keys():
            (root / path).unlink()
        for path, data in wanted.items():
            file = root / path
            if file.is_file() and file.read_bytes() == data:
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            times = file.stat() if path in self.quiet and file.exists() else None
            file.write_bytes(data)
            if times is not None:
                os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
        self.quiet.clear()

    @property
    def url(self) -> str:
        return self.settings["site_url"]

    def live(self) -> dict[int, Entry]:
        return {n: entry for n, entry in self.entries.items() if entry.is_live(self.now)}

    def live_paths(self) -> set[str]:
        return {entry.path for entry in self.live().values()}

    def words(self, count: int) -> str:
        return " ".join(self.dice.choices(_WORDS, k=count)).capitalize()

    def picture(self) -> bytes:
        """Draw a picture of one colour; sizes and colours differ."""
        size = (self.dice.randrange(40, 90), self.dice.randrange(30, 60))
        colour = tuple(self.dice.randrange(256) for _ in range(3))
        data = io.BytesIO()
        Image.new("RGB", size, colour).save(data, "JPEG")
        return data.getvalue()

    def add(self, folder: str = "ban-tin", **facts: object) -> Entry:
        """Add an item of the kind of *folder* with invented text."""
        self.count += 1
        given = {
            "publish_at": NOW - self.dice.randrange(1, 20_000) * _MINUTE,
            "unit": self.dice.choice(self.data["units"])["id"],
            "topics": tuple(topic["id"] for topic in self.dice.sample(self.data["topics"], k=2)),
            "links": tuple(self.dice.sample(sorted(self.entries), k=min(2, len(self.entries)))),
        } | facts
        slug, title = f"bai-{self.count}", f"{self.words(3)} {self.count}"
        year = given["publish_at"].year
        body = f"{self.words(20)}.\n\n## {self.words(2)}\n\n{self.words(15)}.\n"
        entry = Entry(folder, year, slug, title, body=body, **given)
        self.entries[self.count] = entry
        return entry

    def _text(self, entry: Entry) -> str:
        fields = {
            "title": json.dumps(entry.title, ensure_ascii=False),
            "summary": f'"Tóm tắt của {entry.title}, viết cho đủ dài."',
            "publish_at": f"{entry.publish_at:%Y-%m-%d %H:%M}",
            "unit": entry.unit,
            "topics": _flow(entry.topics),
            **entry.facts,
        }
        related = [self.entries[n].id for n in entry.related if n in self.entries]
        if related:
            fields["related"] = _flow(related)
        if entry.aliases:
            fields["aliases"] = _flow(entry.aliases)
        if entry.id != entry.path:
            fields["id"] = entry.id
        if entry.expires_at is not None:
            fields["expires_at"] = f"{entry.expires_at:%Y-%m-%d %H:%M}"
        if entry.withdrawn_at is not None:
            at = f"{entry.withdrawn_at:%Y-%m-%d %H:%M}"
            fields["withdrawn"] = f'{{at: {at}, reason: "Chưa được duyệt."}}'
        if entry.draft:
            fields["draft"] = "true"
        head = "".join(f"{name}: {value}\n" for name, value in fields.items())
        return f"---\n{head}---\n\n{entry.body}\n{self._links('../../', entry.links)}\n"

    def _links(self, up: str, numbers: tuple[int, ...] = (1, 2)) -> str:
        named = [self.entries[n] for n in numbers if n in self.entries]
        return " ".join(f"[{entry.slug}]({up}{entry.path}.md)" for entry in named)


def make_newsroom(seed: int) -> Newsroom:
    """Make a site of some 25 items, a few of each kind, with something to come on every clock."""
    room = Newsroom(Random(seed))
    room.settings = {
        "site_name": "Công đoàn Thử",
        "site_url": _URLS[0],
        "per_page": "5",
        "entries": "10",
        "content": "full",
    }
    room.data = {
        "units": [
            {"id": "lien-doan", "name": "Liên đoàn Thử", "short": "LĐ", "level": "lien-doan"},
            *(_unit(f"cd-{n}", "cap-tren", "lien-doan") for n in (1, 2)),
            *(_unit(f"cs-{n}", "co-so", f"cd-{n % 2 + 1}") for n in (1, 2, 3)),
        ],
        "topics": [{"id": f"de-{n}", "name": f"Chủ đề {n}"} for n in range(4)],
        "authors": [{"id": "ban-tuyen-giao", "name": "Ban Tuyên giáo"}],
        "campaigns": [{"id": "thang-cong-nhan", "name": "Tháng Công nhân"}],
    }
    files = [path for path in (ROOT / "theme").rglob("*") if path.is_file()]
    room.theme = {path.relative_to(ROOT / "theme").as_posix(): path.read_bytes() for path in files}
    room.pictures = {f"assets/anh-{n}.jpg": room.picture() for n in range(3)}
    for _ in range(16):
        room.add()
    for n in range(3):
        room.add(facts={"cover": f'{{image: assets/anh-{n}.jpg, alt: "Ảnh"}}'})
    _add_what_the_clock_changes(room)
    return room


def _add_what_the_clock_changes(room: Newsroom) -> None:
    portrait = '{image: assets/anh-1.jpg, alt: "Chân dung"}'
    consent = '{on: 2026-11-15, by: "Thư ký", scope: [web, social], until: 2026-11-25}'
    honouree = f'[{{name: "Chị Sáu", photo: {portrait}, consent: {consent}}}]'
    room.add("guong-sang", facts={"honourees": honouree})
    older = room.add("khan", facts={"level": "khan"}, expires_at=NOW + 3 * _DAY)
    facts = {"level": "hoa-toc", "supersedes": older.id}
    room.add("khan", facts=facts, expires_at=NOW + 6 * _DAY)
    room.add(publish_at=NOW + 2 * _DAY)
    room.add(facts={"pinned_until": "2026-11-23 12:00", "campaign": "thang-cong-nhan"})
    correction = '[{at: 2026-11-22 10:00, note: "Đã viết sai một con số."}]'
    room.add(facts={"corrections": correction, "authors": "[ban-tuyen-giao]"})


# Edits of content, by which every address goes on answering.


def add_an_item(room: Newsroom, _: Path) -> Step:
    related = tuple(room.dice.sample(sorted(room.entries), k=2))
    entry = room.add(related=related, publish_at=_some_time(room))
    return Step(f"add {entry.path}, published at {entry.publish_at}")


def draft_an_item(room: Newsroom, _: Path) -> Step:
    return Step(f"draft {room.add(draft=True).path}")


def publish_a_draft(room: Newsroom, _: Path) -> Step:
    drafts = [entry for entry in room.entries.values() if entry.draft]
    for entry in drafts:
        entry.draft = False
    return Step(f"publish the drafts {[entry.path for entry in drafts]}")


def edit_a_body(room: Newsroom, _: Path) -> Step:
    entry = _one(room)
    entry.body += f"\n{room.words(8)}.\n"
    return Step(f"edit the body of {entry.path}")


def edit_a_body_unseen(room: Newsroom, _: Path) -> Step:
    """Change letters for as many others; the file's time is put back too."""
    entry = _one(room)
    entry.body = entry.body.swapcase()
    room.quiet.add(f"content/{entry.path}.md")
    return Step(f"edit the body of {entry.path}, keeping size and time")


def edit_a_title(room: Newsroom, _: Path) -> Step:
    entry = _one(room)
    entry.title = f"{room.words(4)} {entry.slug}"
    return Step(f"edit the title of {entry.path}")


def change_topics(room: Newsroom, _: Path) -> Step:
    entry = _one(room)
    topics = [topic["id"] for topic in room.data["topics"]]
    entry.topics = tuple(room.dice.sample(topics, k=room.dice.randrange(3)))
    return Step(f"set the topics of {entry.path} to {entry.topics}")


def change_the_unit(room: Newsroom, _: Path) -> Step:
    entry = _one(room)
    entry.unit = room.dice.choice(room.data["units"])["id"]
    return Step(f"set the unit of {entry.path} to {entry.unit}")


def change_relations(room: Newsroom, _: Path) -> Step:
    entry = _one(room)
    entry.related = tuple(room.dice.sample(sorted(room.entries), k=room.dice.randrange(5)))
    return Step(f"set the relations of {entry.path} to {entry.related}")


def change_links(room: Newsroom, _: Path) -> Step:
    entry = _one(room)
    entry.links = tuple(room.dice.sample(sorted(room.entries), k=3))
    return Step(f"set the links of {entry.path} to {entry.links}")


def change_the_cover(room: Newsroom, _: Path) -> Step:
    entry = _one(room)
    picture = room.dice.choice(sorted(room.pictures))
    entry.facts["cover"] = f'{{image: {picture}, alt: "Ảnh {room.words(1)}"}}'
    return Step(f"set the cover of {entry.path} to {picture}")


def pin_an_item(room: Newsroom, _: Path) -> Step:
    entry = _one(room)
    entry.facts["pinned_until"] = f"{_some_time(room):%Y-%m-%d %H:%M}"
    return Step(f"pin {entry.path} until {entry.facts['pinned_until']}")


def correct_an_item(room: Newsroom, _: Path) -> Step:
    entry = _one(room)
    at = max(_some_time(room), entry.publish_at)
    entry.facts["corrections"] = f'[{{at: {at:%Y-%m-%d %H:%M}, note: "{room.words(6)}."}}]'
    return Step(f"correct {entry.path} at {at}")


def withdraw_an_item(room: Newsroom, _: Path) -> Step:
    entry = _one_live(room)
    entry.withdrawn_at = max(entry.publish_at, room.now + room.dice.randrange(-60, 60) * _MINUTE)
    return Step(f"withdraw {entry.path} at {entry.withdrawn_at}")


def let_an_item_expire(room: Newsroom, _: Path) -> Step:
    entry = _one_live(room)
    end = room.now + room.dice.randrange(-600, 4000) * _MINUTE
    entry.expires_at = max(entry.publish_at + _MINUTE, end)
    return Step(f"let {entry.path} expire at {entry.expires_at}")


def rename_with_an_alias(room: Newsroom, _: Path) -> Step:
    entry = _one_live(room)
    old = entry.path
    _rename(room, entry)
    entry.aliases = (*entry.aliases, old)
    return Step(f"rename {old} to {entry.path} with an alias")


def rename_a_unit(room: Newsroom, _: Path) -> Step:
    unit = room.dice.choice(room.data["units"])
    unit["name"] = f"Công đoàn {room.words(2)}"
    return Step(f"rename the unit {unit['id']}")


def add_a_unit(room: Newsroom, _: Path) -> Step:
    above = room.dice.choice(room.data["units"])["id"]
    unit = _unit(f"moi-{len(room.data['units'])}", "to", above)
    room.data["units"].append(unit)
    return Step(f"add the unit {unit['id']} below {above}")


def move_a_unit(room: Newsroom, _: Path) -> Step:
    parents = {unit["id"]: unit.get("parent", "") for unit in room.data["units"]}
    unit = room.dice.choice([unit for unit in room.data["units"] if "parent" in unit])
    places = [id_ for id_ in parents if unit["id"] not in _lineage(id_, parents)]
    unit["parent"] = room.dice.choice(places)
    return Step(f"move the unit {unit['id']} below {unit['parent']}")


def close_a_unit(room: Newsroom, _: Path) -> Step:
    unit = room.dice.choice(room.data["units"])
    unit["valid_to"] = f"{_some_time(room):%Y-%m-%d}"
    return Step(f"close the unit {unit['id']} on {unit['valid_to']}")


def rename_a_topic(room: Newsroom, _: Path) -> Step:
    topic = room.dice.choice(room.data["topics"])
    topic["name"] = room.words(2)
    return Step(f"rename the topic {topic['id']}")


def change_a_template(room: Newsroom, _: Path) -> Step:
    names = [name for name in room.theme if name.startswith("parts/")]
    name = room.dice.choice([*sorted(names), "views/redirect.html", "main.html", "paper.html"])
    room.theme[name] += f"<!-- {room.words(2)} -->\n".encode()
    return Step(f"change the template {name}")


def change_a_stylesheet(room: Newsroom, _: Path) -> Step:
    names = sorted(name for name in room.theme if name.endswith(".css"))
    name = room.dice.choice([*names, "styles/both/90-them.css"])
    room.theme[name] = room.theme.get(name, b"") + b"\n.them { color: teal; }\n"
    return Step(f"change the stylesheet {name}")


def change_a_setting(room: Newsroom, _: Path) -> Step:
    name, values = room.dice.choice(
        [
            ("per_page", ("5", "6", "7", "20")),
            ("entries", ("3", "10", "30")),
            ("content", ("full", "summary")),
            ("site_name", ("Công đoàn Thử", "Công đoàn Mới", "Công đoàn Cũ")),
            ("site_url", _URLS),
        ]
    )
    room.settings[name] = room.dice.choice(values)
    return Step(f"set {name} to {room.settings[name]}")


def edit_a_standing_page(room: Newsroom, _: Path) -> Step:
    room.about = f"{room.words(12)}.\n\n## {room.words(2)}"
    return Step("edit gioi-thieu.md")


def replace_a_picture(room: Newsroom, _: Path) -> Step:
    name = room.dice.choice(sorted(room.pictures))
    room.pictures[name] = room.picture()
    return Step(f"replace {name}")


def add_a_picture(room: Newsroom, _: Path) -> Step:
    name = f"assets/anh-{len(room.pictures)}.jpg"
    room.pictures[name] = room.picture()
    return Step(f"add {name}")


def move_the_clock(room: Newsroom, _: Path) -> Step:
    room.now = _some_time(room)
    return Step(f"move the clock to {room.now}")


# What happens on the disk, and changes nothing in the result.


def touch_files(room: Newsroom, root: Path) -> Step:
    paths = room.dice.sample(sorted(_sources(root)), k=5)
    for path in paths:
        os.utime(root / path, (0, room.dice.randrange(2**31)))
    return Step(f"touch {paths}")


def delete_the_site(_: Newsroom, root: Path) -> Step:
    shutil.rmtree(root / "site")
    return Step("delete the site folder")


def delete_the_cache(_: Newsroom, root: Path) -> Step:
    shutil.rmtree(root / ".cache", ignore_errors=True)
    return Step("delete the cache")


def damage_a_file_of_the_site(room: Newsroom, root: Path) -> Step:
    files = sorted(path for path in (root / "site").rglob("*") if path.is_file())
    file = room.dice.choice(files)
    times, data = file.stat(), file.read_bytes()
    way = room.dice.choice(("unseen", "cut", "removed", "a folder"))
    if way == "unseen":
        file.write_bytes(bytes([data[0] ^ 1]) + data[1:])
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    elif way == "cut":
        file.write_bytes(data[: len(data) // 2])
    else:
        file.unlink()
    if way == "a folder":
        file.mkdir()
    return Step(f"damage {file.relative_to(root)}: {way}")


# What takes an address away. The last build's address must be live, or nobody would know it.


def rename_without_an_alias(room: Newsroom, _: Path) -> Step:
    entry = _one_live(room)
    old = entry.path
    _rename(room, entry)
    entry.id = entry.path

    def add_the_alias() -> tuple[str, ...]:
        entry.aliases = (*entry.aliases, old)
        return ()

    ways = {"add the alias": add_the_alias, "forget": _forget}
    return Step(f"rename {old} to {entry.path} without an alias", old, ways)


def delete_an_item(room: Newsroom, _: Path) -> Step:
    entry = _one_live(room)
    number = next(number for number, other in room.entries.items() if other is entry)
    del room.entries[number]

    def take_down() -> tuple[str, ...]:
        room.taken_down += [entry.path, *entry.aliases]
        return ()

    ways = {"enter it in taken-down.yml": take_down, "forget": _forget}
    return Step(f"delete {entry.path}", entry.path, ways)


def hide_an_item(room: Newsroom, _: Path) -> Step:
    """Make it a draft again."""
    entry = _one_live(room)
    entry.draft = True
    return Step(f"make {entry.path} a draft again", entry.path, _ways_of_hidden(room, entry))


def postpone_an_item(room: Newsroom, _: Path) -> Step:
    entry = _one_live(room)
    was, entry.publish_at = entry.publish_at, max(room.now, NOW) + room.dice.randrange(1, 9) * _DAY
    ways = _ways_of_hidden(room, entry, was)
    return Step(f"postpone {entry.path} to {entry.publish_at}", entry.path, ways)


CAREFUL = (
    *(add_an_item, draft_an_item, publish_a_draft, edit_a_body, edit_a_body_unseen, edit_a_title),
    *(change_topics, change_the_unit, change_relations, change_links, change_the_cover),
    *(pin_an_item, correct_an_item, withdraw_an_item, let_an_item_expire, rename_with_an_alias),
    *(rename_a_unit, add_a_unit, move_a_unit, close_a_unit, rename_a_topic, change_a_template),
    *(change_a_stylesheet, change_a_setting, edit_a_standing_page, replace_a_picture),
    *(add_a_picture, move_the_clock, move_the_clock, touch_files, delete_the_site),
    *(delete_the_cache, damage_a_file_of_the_site),
)
CARELESS = (rename_without_an_alias, delete_an_item, hide_an_item, postpone_an_item)


def _forget() -> tuple[str, ...]:
    return ("--forget",)


def _ways_of_hidden(room: Newsroom, entry: Entry, was: datetime | None = None) -> dict[str, Way]:
    def show_it_again() -> tuple[str, ...]:
        entry.draft = False
        entry.publish_at = was or entry.publish_at
        return ()

    def withdraw_it() -> tuple[str, ...]:
        show_it_again()
        entry.withdrawn_at = max(entry.publish_at, room.now - _MINUTE)
        return ()

    return {"show it again": show_it_again, "withdraw it": withdraw_it, "forget": _forget}


def _one(room: Newsroom) -> Entry:
    return room.dice.choice(list(room.entries.values()))


def _one_live(room: Newsroom) -> Entry:
    """Choose a live bulletin that nothing on it is dated after."""
    plain = [
        entry
        for entry in room.live().values()
        if entry.folder == "ban-tin"
        and entry.expires_at is None
        and entry.withdrawn_at is None
        and "corrections" not in entry.facts
    ]
    return room.dice.choice(plain)


def _rename(room: Newsroom, entry: Entry) -> None:
    room.count += 1
    entry.slug = f"doi-{room.count}"


def _some_time(room: Newsroom) -> datetime:
    minutes = (_LATEST - _EARLIEST) // _MINUTE
    return _EARLIEST + room.dice.randrange(minutes) * _MINUTE


def _unit(id_: str, level: str, parent: str) -> dict[str, str]:
    return {"id": id_, "name": f"Công đoàn {id_}", "short": id_, "level": level, "parent": parent}


def _lineage(id_: str, parents: Mapping[str, str]) -> Iterator[str]:
    while id_:
        yield id_
        id_ = parents[id_]


def _sources(root: Path) -> set[str]:
    """Return the files of a site's root that editors write."""
    found = {"mkdocs.yml"} if (root / "mkdocs.yml").exists() else set()
    for folder in (root / "content", root / "theme"):
        found |= {path.relative_to(root).as_posix() for path in folder.rglob("*") if path.is_file()}
    return found


def _flow(value: object) -> str:
    """Write *value* as YAML in one line: JSON is YAML too."""
    return json.dumps(value, ensure_ascii=False)


def _config(settings: Mapping[str, str]) -> str:
    return f"""\
site_name: {settings["site_name"]}
site_url: {settings["site_url"]}
docs_dir: content
theme: {{name: material, custom_dir: theme, language: vi, font: false}}
plugins:
  - bantin:
      organisation: {{name: "Công đoàn Thử", phone: "0243765432"}}
      per_page: {settings["per_page"]}
      feeds: {{entries: {settings["entries"]}, content: {settings["content"]}}}
      cards: {{kept_days: 0}}
"""
