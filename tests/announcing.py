"""
Built sites to announce, the servers they are announced to, and runs that are killed half-way.

The servers stand for all of them at once: the public site, Facebook, Zalo, a WebSub hub, whatever
apprise talks to by HTTP, and one for mail. They count what arrives by target and text.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socketserver
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from sitemaker import BASE, CONFIG, NOW, ROOT, write_files

from generator.build import manifest
from generator.build.manifest import Entry, Manifest
from generator.build.options import MEMORY
from generator.kernel import digest

SECRETS = {
    "BANTIN_FACEBOOK_TOKEN": "EAAB-khoa-trang-7788",
    "BANTIN_ZALO_TOKEN": "zalo/khoa+oa=5566",
    "BANTIN_APPRISE_THU_URL": "json://nguoigui:matkhau%2B99@127.0.0.1:{port}/note/duong-mat-31",
    "BANTIN_MAIL_URL": (
        "mailto://hopthu:khoathu4411@127.0.0.1:{mail}/?mode=insecure"
        "&from=ban-tin@thu.example&to=doan-vien@thu.example"
    ),
}
# Every piece of the above that nobody may see.
HIDDEN = (
    *(
        "EAAB-khoa-trang-7788",
        "zalo/khoa+oa=5566",
        "zalo%2Fkhoa%2Boa%3D5566",
        "matkhau%2B99",
        "matkhau+99",
    ),
    *("duong-mat-31", "khoathu4411"),
)
ALL = ("facebook", "zalo", "websub", "apprise:thu", "mail")
REFUSALS = {"400": 400, "401": 401, "403": 403, "429": 429}
UNCLEAR = {"500": 500, "503": 503, "302": 302}


def tag(name):
    return f"tag:thu.example,2026:ban-tin/2026/{name}"


def share(base, name, published=NOW - timedelta(hours=3), updated=None, expires=None, **more):
    """Return what a build writes as an item's `share.json`."""
    url = f"{base}ban-tin/2026/{name}/"
    title, summary = f"Tin {name}", f"Tóm tắt của tin {name}, đủ dài để kiểm thử."
    return {
        "version": 1,
        "id": tag(name),
        "item": f"ban-tin/2026/{name}",
        "kind": "bulletin",
        "url": url,
        "title": title,
        "summary": summary,
        "unit": "cd-dien",
        "topics": ["an-toan"],
        "campaign": None,
        "published": published.isoformat(),
        "updated": (updated or published).isoformat(),
        "expires": expires.isoformat() if expires else None,
        "act_by": None,
        "superseded_by": None,
        "image": {"url": f"{url}the.1a2b3c4d.jpg", "width": 1200, "height": 630, "alt": title},
        "texts": {
            name_: f"{title} ({name_})\n{url}" for name_ in ("zalo", "facebook", "sms", "forward")
        },
        "qr": {"svg": f"{url}qr.svg", "png": f"{url}qr.png"},
    } | more


@dataclass
class Server:
    """
    The servers.

    Attributes:
        public: The folder that the public site serves.
        mode: By target, or by target and number of request (from 1), what becomes of a request.
        seen: What arrived: target and text (or feed).
        told: What arrived and may have been carried out.
        kill: At which request to a target and in which phase to kill `pid`.
    """

    public: Path
    mode: dict = field(default_factory=dict)
    arrived: list = field(default_factory=list)
    told: Counter = field(default_factory=Counter)
    requests: Counter = field(default_factory=Counter)
    headers: list = field(default_factory=list)
    bodies: list = field(default_factory=list)
    gets: list = field(default_factory=list)
    kill: tuple | None = None
    pid: int | None = None
    over: threading.Event = field(default_factory=threading.Event)
    echo: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self):
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), _Web)
        self.http.daemon_threads = True
        self.mail = _Mail(("127.0.0.1", 0), _MailTalk)
        self.mail.daemon_threads = True
        for one in (self.http, self.mail):
            one.owner = self
            threading.Thread(target=one.serve_forever, args=(0.02,), daemon=True).start()
        self.port, self.mail_port = self.http.server_address[1], self.mail.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}/trang/"

    def close(self):
        self.over.set()
        for one in (self.http, self.mail):
            one.shutdown()
            one.server_close()

    def environment(self):
        api = f"http://127.0.0.1:{self.port}"
        return {
            "BANTIN_FACEBOOK_API": f"{api}/fb",
            "BANTIN_ZALO_API": f"{api}/zalo",
            **{k: v.format(port=self.port, mail=self.mail_port) for k, v in SECRETS.items()},
        }

    def enter(self, target):
        """Count a request and say what is to become of it."""
        with self.lock:
            self.requests[target] += 1
            number = self.requests[target]
        return number, self.mode.get((target, number), self.mode.get(target, "ok"))

    def note(self, target, text, mode):
        with self.lock:
            self.arrived.append((target, text))
            self.told[target, text] += mode not in REFUSALS and mode != "zalo-error"

    def at(self, target, number, phase):
        """Kill the one who asked, if this is where it is to die."""
        if self.kill == (target, number, phase) and self.pid:
            os.kill(self.pid, signal.SIGKILL)

    def forget(self):
        for kept in (self.arrived, self.told, self.requests, self.headers, self.bodies, self.gets):
            kept.clear()
        self.mode, self.kill = {}, None


class _Web(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle(self):
        with contextlib.suppress(OSError):
            super().handle()

    def do_GET(self):
        self.server.owner.gets.append(self.path)
        if self.server.owner.mode.get("site") == "moved":
            return self.answer(302, b"", Location="http://elsewhere.example/")
        file = self.server.owner.public / self.path.removeprefix("/trang/")
        if file.is_file():
            self.answer(200, file.read_bytes())
        else:
            self.answer(404, b"")
        return None

    def do_POST(self):
        target = {"fb": "facebook", "hub": "websub", "note": "apprise:thu", "zalo": "zalo"}[
            self.path.split("/")[1]
        ]
        if self.path.endswith("/verify"):
            target = "verify"
        number, mode = self.server.owner.enter(target)
        self.server.owner.at(target, number, "arrives")
        if mode == "drop-early":
            self.server.owner.note(target, f"?{number}", mode)
            return self.drop()
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:  # whoever asked was killed while asking
            return None
        text, body = _text_of(target, body)
        self.server.owner.note(target, text, mode)
        self.server.owner.headers.append((self.path, dict(self.headers)))
        self.server.owner.bodies.append((target, body))
        self.server.owner.at(target, number, "read")
        self.carry_out(target, mode)
        self.server.owner.at(target, number, "answered")
        return None

    def said(self, name, value, **more):
        """Return a complaint that repeats what nobody may see."""
        return json.dumps({name: value} | more).replace("%s", self.server.owner.echo).encode()

    def carry_out(self, target, mode):
        if mode == "drop-late":
            self.drop()
        elif mode == "slow":
            self.server.owner.over.wait(20)
        elif mode == "trickle":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.server.owner.over.wait(0.02):
                self.wfile.write(b"X: y\r\n")
        elif mode == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
            while not self.server.owner.over.wait(0.02):
                self.wfile.write(b".")
        elif mode in _ANSWERS:
            self.answer(*_ANSWERS[mode], Location="http://127.0.0.1:9/")
        elif mode in REFUSALS | UNCLEAR:
            status = (REFUSALS | UNCLEAR)[mode]
            wait = {"Retry-After": "3600"} if mode == "429" else {}
            self.answer(status, self.said("error", {"code": 190, "message": "Từ chối %s"}), **wait)
        elif mode == "zalo-error":
            self.answer(200, self.said("message", "Access token is invalid %s", error=-216))
        else:
            self.answer(200, _FINE[target])

    def answer(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drop(self):
        self.close_connection = True
        self.connection.close()


_ANSWERS = {
    "moved": (307, b""),
    "transient": (400, b'{"error": {"code": 99, "message": "x", "is_transient": true}}'),
    "code-1": (400, b'{"error": {"code": 1, "message": "x"}}'),
    "odd": (200, b"<html>"),
}
_FINE = {
    "facebook": b'{"id": "1_2"}',
    "zalo": b'{"error": 0, "message": "Success", "data": {"token": "t-1"}}',
    "verify": b'{"error": 0, "message": "Success", "data": {"id": "a-1"}}',
    "websub": b"",
    "apprise:thu": b"{}",
}


def _text_of(target, body):
    """Return what makes a request the same announcement, and its body as values."""
    if target in ("facebook", "websub"):
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        return form["message" if target == "facebook" else "hub.url"], form
    form = json.loads(body)
    return form.get("title") or form.get("token"), form


class _Mail(socketserver.ThreadingTCPServer):
    allow_reuse_address = True


class _MailTalk(socketserver.StreamRequestHandler):
    def handle(self):
        with contextlib.suppress(OSError):
            self.talk()

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())

    def talk(self):
        number, mode = self.server.owner.enter("mail")
        self.say("220 thu.example")
        while line := self.rfile.readline().decode().strip():
            word = line.partition(" ")[0].upper()
            if word == "EHLO":
                self.say("250-thu.example\r\n250-SMTPUTF8\r\n250 AUTH PLAIN")
            elif word == "AUTH":
                if mode == "401":
                    self.server.owner.note("mail", "?", mode)
                    self.say(f"535 {self.server.owner.echo}")
                else:
                    self.say("235 ok")
            elif word == "DATA":
                self.server.owner.at("mail", number, "arrives")
                self.take(number, mode)
                if mode == "drop-late":
                    return None
            elif word == "QUIT":
                return self.say("221 bye")
            else:
                self.say("250 ok")
        return None

    def take(self, number, mode):
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline().decode()) not in (".\r\n", ""):
            lines.append(line)
        (subject,) = [line for line in lines if line.startswith("Subject:")]
        self.server.owner.note("mail", subject.strip(), mode)
        self.server.owner.at("mail", number, "read")
        if mode != "drop-late":
            self.say("250 taken")
            self.server.owner.at("mail", number, "answered")


@dataclass
class Room:
    """A site that was built and deployed, and the servers around it."""

    root: Path
    server: Server

    @property
    def site(self):
        return self.root / "site"

    @property
    def ledger(self):
        return self.root / ".bantin/announced.jsonl"

    def build(self, *items, feed="1", deploy=True, settings="", hub="", files=()):
        """Build a site with these items: names, or what `share` takes."""
        settings = settings or "{facebook_page: '1234'}"
        hub = hub or f"http://127.0.0.1:{self.server.port}/hub"
        config = CONFIG.replace("https://thu.example/", self.server.base)
        config += f"      announce: {settings}\n" + f"      feeds: {{hub: '{hub}'}}\n" * (
            hub != "none"
        )
        write_files(self.root, {**BASE, "mkdocs.yml": config})
        shutil.rmtree(self.site, ignore_errors=True)
        made = {"index.html": "<h1>x</h1>", "rss.xml": f"<rss>{feed}</rss>", **dict(files)}
        for item in items:
            row = share(self.server.base, **({"name": item} if isinstance(item, str) else item))
            made[f"{row['item']}/share.json"] = json.dumps(row, ensure_ascii=False)
        entries = {}
        for path, text in made.items():
            file = self.site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
            entries[path] = Entry(digest.of_bytes(text.encode()), 0, 0, 0, 0, "", "")
        place = manifest.place_of(self.root / MEMORY, self.root, self.site)
        assert manifest.save(place, Manifest(files=entries))
        if deploy:
            self.deploy()
        return self

    def deploy(self):
        shutil.rmtree(self.server.public, ignore_errors=True)
        shutil.copytree(self.site, self.server.public)

    def rows(self):
        lines = self.ledger.read_text("utf-8").splitlines()[1:] if self.ledger.exists() else []
        return [json.loads(line) for line in lines]

    def states(self):
        """Return by target and item what the ledger said last."""
        return {(row["to"], row["item"].rpartition("/")[2]): row["state"] for row in self.rows()}

    def arguments(self, *words, now=NOW, to=()):
        chosen = [word for name in to for word in ("--to", name)]
        config = str(self.root / "mkdocs.yml")
        return ["announce", "-f", config, "--now", now.isoformat(), *chosen, *words]


# --- runs that are killed ---

_CODE = """
import json, os, signal, sys
from generator import cli
from generator.commands import announcing
from generator.announce import zalo
zalo.Account.pauses_s = (0, 0)

def count(die_at):
    steps = [0]
    def step():
        steps[0] += 1
        if steps[0] == die_at:
            os.kill(os.getpid(), signal.SIGKILL)
    fsync = os.fsync
    def counted(file):
        step()
        fsync(file)
        step()
    os.fsync = counted
    watched = ("http.client.connect", "http.client.send", "smtplib.send", "os.rename")
    def hear(event, values):
        if event in watched or (event == "open" and "announced.jsonl" in str(values[0])):
            step()
    sys.addaudithook(hear)
    return steps

for line in sys.stdin:
    job = json.loads(line)
    child = os.fork()
    if child == 0:
        os.environ.update(job["environment"])
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(job[name], os.O_CREAT | os.O_WRONLY | os.O_TRUNC), number)
        steps = count(job["die_at"])
        code = cli.main(job["arguments"])
        sys.stdout.flush()
        with open(job["steps"], "w") as file:
            file.write(str(steps[0]))
        os._exit(code)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Runner:
    """A process that has the command imported and forks for each run of it."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-c", _CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def start(self, room, *words, die_at=0, now=NOW, to=()):
        """Start the command; returns its process number once it runs."""
        job = {
            "arguments": room.arguments(*words, now=now, to=to),
            "environment": room.server.environment(),
            "die_at": die_at,
            **{name: str(room.root / f"{name}.txt") for name in ("out", "err", "steps")},
        }
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        room.server.pid = int(self.process.stdout.readline())
        return room.server.pid

    def end(self):
        return int(self.process.stdout.readline())

    def run(self, room, *words, **how):
        self.start(room, *words, **how)
        return self.end()

    def stop(self):
        self.process.communicate()


def told(room):
    """Return all that the last run of a `Runner` said."""
    return "".join((room.root / f"{name}.txt").read_text("utf-8") for name in ("out", "err"))


def days(count) -> datetime:
    return NOW - timedelta(days=count)
