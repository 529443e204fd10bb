"""At most once: whatever fails, whoever is killed, whatever becomes of the ledger."""

from __future__ import annotations

import json
import logging
import os
import random
import socket
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from announcing import HIDDEN, Room, Runner, Server, tag, told
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st
from sitemaker import NOW

from generator import cli
from generator.announce import ledger, notifying, zalo
from generator.announce.faults import AnnounceError
from generator.announce.ledger import Claim, Past
from generator.announce.outcome import State

DONE, WRONG, FAILED = 0, 2, 3
KILLED = -9
UNSURE = ("drop-early", "drop-late", "slow", "trickle", "500", "503", "302", "moved")

posix = pytest.mark.skipif(os.name == "nt", reason="processes are killed as POSIX kills them")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    made = Server(tmp_path_factory.mktemp("cong-khai") / "trang")
    yield made
    made.close()


@pytest.fixture(scope="module")
def runner():
    made = Runner()
    yield made
    made.stop()


@pytest.fixture
def room(tmp_path, server, monkeypatch):
    server.forget()
    server.echo = " ".join(HIDDEN)
    monkeypatch.setattr(zalo.Account, "pauses_s", (0, 0))
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)
    return Room(tmp_path, server)


@pytest.fixture
def announce(room, capfd, caplog):
    """Run the command; nothing secret is in anything that it says, logs or keeps."""
    for name in (None, "apprise", "urllib3", "urllib3.connectionpool"):
        caplog.set_level(logging.DEBUG, name)

    def run(*words, to=("facebook",), **how):
        code = cli.main(room.arguments(*words, to=to, **how))
        said = "".join(capfd.readouterr())
        kept = room.ledger.read_text("utf-8", "replace") if room.ledger.exists() else ""
        assert "Traceback" not in said
        for secret in HIDDEN:
            assert secret not in said + kept + caplog.text
        return code, said

    return run


def count(room, target):
    return sum(n for (to, _), n in room.server.told.items() if to == target)


# --- what a failure means ---


@pytest.mark.parametrize("target", ["facebook", "zalo", "websub", "apprise:thu"])
@pytest.mark.parametrize("mode", UNSURE)
def test_what_may_have_been_told_is_never_sent_again(room, announce, target, mode):
    room.build("mot")
    room.server.mode[target] = mode

    waits = ["--timeout", "0.5", "--unchecked"] if mode in ("slow", "trickle") else []
    code, said = announce("--send", *waits, to=[target])
    assert code == FAILED
    assert f"{target}: không rõ đã báo" in said
    room.server.mode = {}
    code, said = announce("--send", to=[target])

    assert code == FAILED
    assert f"{target}: chưa rõ đã báo" in said
    assert room.server.requests[target] == 1
    assert [row["state"] for row in room.rows()] == ["intent", "unknown"]


def test_a_server_that_answers_for_ever_is_left_in_time(room, announce):
    room.build("mot")
    room.server.mode["websub"] = "drip"

    began = time.monotonic()
    announce("--send", "--timeout", "0.5", "--unchecked", to=["websub"])

    assert room.states().popitem()[1] == "unknown"
    assert time.monotonic() - began < 60  # by itself the answer takes 100 s


@pytest.mark.parametrize("target", ["facebook", "zalo", "websub", "apprise:thu"])
@pytest.mark.parametrize("mode", ["400", "401", "403"])
def test_what_was_refused_is_sent_again_by_the_next_run(room, announce, target, mode):
    room.build("mot")
    room.server.mode[target] = mode

    code, said = announce("--send", to=[target])
    assert code == FAILED
    assert f"{target}: chưa báo được" in said
    assert mode in said
    room.server.mode = {}

    assert announce("--send", to=[target])[0] == DONE
    assert count(room, target) == 1
    assert [row["state"] for row in room.rows()] == ["intent", "not-told", "intent", "told"]


@pytest.mark.parametrize("target", ["facebook", "zalo", "websub", "apprise:thu", "mail"])
def test_where_nobody_listens_nothing_was_told(room, announce, monkeypatch, target):
    room.build("mot", settings="{facebook_page: '1'}", hub="http://127.0.0.1:9/")
    for name, value in room.server.environment().items():
        closed = value.replace(f":{room.server.port}", ":9")
        monkeypatch.setenv(name, closed.replace(f":{room.server.mail_port}", ":9"))

    code, said = announce("--send", to=[target])

    assert code == FAILED
    assert "chưa báo được" in said
    assert room.states().popitem()[1] == "not-told"


def test_a_name_that_leads_nowhere_is_no_telling(room, announce):
    room.build("mot", hub="https://khong-co.invalid/")

    code, said = announce("--send", to=["websub"])

    assert code == FAILED
    assert room.states().popitem()[1] == "not-told", said


def test_a_certificate_that_cannot_be_trusted_ends_it_before_anything_is_sent(room, announce):
    with socket.create_server(("127.0.0.1", 0)) as plain:
        plain.settimeout(5)

        def answer_without_tls():
            line, _ = plain.accept()
            with line:
                line.recv(1000)
                line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

        threading.Thread(target=answer_without_tls, daemon=True).start()
        hub = f"https://127.0.0.1:{plain.getsockname()[1]}/"
        room.build("mot", hub=hub)
        code, said = announce("--send", to=["websub"])

    assert code == FAILED
    assert "chứng thư" in said
    assert room.states().popitem()[1] == "not-told"


def test_after_a_failure_of_the_target_the_rest_waits(room, announce):
    room.build("mot", {"name": "hai", "published": NOW - timedelta(hours=1)})
    room.server.mode["facebook"] = "401"

    _, said = announce("--send")

    assert room.server.requests["facebook"] == 1
    assert "facebook: dừng ở đây, còn 1 bài" in said


def test_one_item_that_is_refused_does_not_stop_the_others(room, announce):
    room.build("mot", {"name": "hai", "published": NOW - timedelta(hours=1)})
    room.server.mode["facebook", 1] = "400"

    announce("--send")

    assert room.states() == {("facebook", "mot"): "not-told", ("facebook", "hai"): "told"}


def test_a_server_that_asks_for_time_gets_it(room, announce):
    room.build("mot")
    room.server.mode["facebook"] = "429"
    announce("--send")
    room.server.mode = {}

    code, said = announce("--send", now=NOW + timedelta(minutes=59))
    assert code == DONE
    assert room.server.requests["facebook"] == 1
    assert "máy chủ yêu cầu chờ đến 2026-11-21 10:00" in said

    announce("--send", now=NOW + timedelta(minutes=61))
    assert count(room, "facebook") == 1


@pytest.mark.parametrize("mode", ["transient", "code-1"])
def test_facebook_says_that_it_does_not_know(room, announce, mode):
    room.build("mot")
    room.server.mode["facebook"] = mode

    announce("--send")

    assert room.states() == {("facebook", "mot"): "unknown"}


@pytest.mark.parametrize("target", ["facebook", "zalo"])
def test_an_answer_that_makes_no_sense_is_no_proof(room, announce, target):
    room.build("mot")
    room.server.mode[target] = "odd"

    announce("--send", to=[target])

    assert room.states() == {(target, "mot"): "unknown"}


def test_zalo_refuses_with_a_success_for_a_status(room, announce):
    room.build("mot", {"name": "hai", "published": NOW - timedelta(hours=1)})
    room.server.mode["zalo"] = "zalo-error"

    code, said = announce("--send", to=["zalo"])

    assert code == FAILED
    assert "-216" in said
    assert room.states() == {("zalo", "mot"): "not-told"}


@pytest.mark.parametrize("mode", ["zalo-error", "500", "drop-late", "odd", "401"])
def test_what_zalo_took_in_and_did_not_confirm_is_unknown(room, announce, mode):
    room.build("mot")
    room.server.mode["verify"] = mode
    announce("--send", to=["zalo"])
    room.server.mode = {}
    announce("--send", to=["zalo"])

    assert room.states() == {("zalo", "mot"): "unknown"}
    assert room.server.requests["zalo"] == 1


def test_zalo_is_asked_again_until_it_confirms(room, announce):
    room.build("mot")
    room.server.mode["verify", 1] = "zalo-error"

    assert announce("--send", to=["zalo"])[0] == DONE
    assert room.server.requests["verify"] == 2


@pytest.mark.parametrize(("mode", "state"), [("401", "not-told"), ("drop-late", "unknown")])
def test_mail_is_judged_by_how_far_it_got(room, announce, mode, state):
    room.build("mot")
    room.server.mode["mail"] = mode

    assert announce("--send", to=["mail"])[0] == FAILED
    assert room.states() == {("mail", "mot"): state}


def test_an_address_cannot_ask_for_more_than_once(room, announce, monkeypatch):
    """apprise would send again, follow redirects and trust anyone, if its address says so."""
    room.build("mot")
    address = os.environ["BANTIN_APPRISE_THU_URL"]
    monkeypatch.setenv(
        "BANTIN_APPRISE_THU_URL", f"{address}?retry=3&wait=0&redirect=yes&rto=9&verify=no"
    )
    for mode in ("500", "moved"):
        room.server.mode["apprise:thu"] = mode
        announce("--send", to=["apprise:thu"])

    assert room.server.requests["apprise:thu"] == 1
    service = notifying._service(f"{address}?retry=3&redirect=yes&verify=no", 7)
    assert (service.retry, service.redirects, service.verify_certificate) == (0, False, True)
    assert service.request_timeout == (7, 7)


def test_telegram_goes_to_its_own_chat(room, announce, monkeypatch, caplog):
    room.build("mot")
    monkeypatch.setenv("BANTIN_TELEGRAM_URL", "tgram://123456789:AAAA_khoa-bot-4455/998877/")
    api = f"http://127.0.0.1:{room.server.port}/note/"
    monkeypatch.setattr(sys.modules["apprise.plugins.telegram"].NotifyTelegram, "notify_url", api)
    room.server.mode["apprise:thu", 1] = "401"

    code, said = announce("--send", to=["telegram"])
    assert code == FAILED
    assert "khoa-bot" not in said + room.ledger.read_text("utf-8") + caplog.text
    assert announce("--send", to=["telegram"])[0] == DONE

    assert [row["state"] for row in room.rows()] == ["intent", "not-told", "intent", "told"]
    assert room.server.bodies[-1][1]["chat_id"] == 998877
    assert f"{room.server.base}ban-tin/2026/mot/" in room.server.bodies[-1][1]["text"]


def test_one_chat_of_two_that_was_told_leaves_the_whole_in_doubt(room, announce, monkeypatch):
    room.build("mot")
    monkeypatch.setenv("BANTIN_TELEGRAM_URL", "tgram://123456789:AAAA_khoa-bot-4455/11111/22222")
    api = f"http://127.0.0.1:{room.server.port}/note/"
    monkeypatch.setattr(sys.modules["apprise.plugins.telegram"].NotifyTelegram, "notify_url", api)
    room.server.mode["apprise:thu", 2] = "401"

    for _ in range(2):
        assert announce("--send", to=["telegram"])[0] == FAILED

    assert room.server.requests["apprise:thu"] == 2
    assert room.states() == {("telegram", "mot"): "unknown"}


# --- settling ---


@pytest.mark.parametrize("name", ["ban-tin/2026/mot", "ban-tin/2026/mot/", tag("mot")])
@pytest.mark.parametrize("answer", ["told", "not-told"])
def test_a_person_settles_what_is_not_known(room, announce, name, answer):
    room.build("mot")
    room.server.mode["facebook"] = "drop-late"
    announce("--send")
    room.server.mode = {}

    code, said = announce("--settle", name, answer, to=())
    assert code == DONE
    assert "ban-tin/2026/mot" in said

    assert announce("--send")[0] == DONE
    assert room.server.requests["facebook"] == (1 if answer == "told" else 2)


def test_settling_for_one_target_leaves_the_others(room, announce):
    room.build("mot")
    room.server.mode = {"facebook": "500", "zalo": "500"}
    announce("--send", to=["facebook", "zalo"])

    announce("--settle", "ban-tin/2026/mot", "told", to=["zalo"])

    assert room.states() == {("facebook", "mot"): "unknown", ("zalo", "mot"): "told"}
    assert announce("--settle", "ban-tin/2026/mot", "told", to=["zalo"])[0] == WRONG


def test_a_correction_after_the_unknown_is_told_and_ends_the_doubt(room, announce):
    room.build("mot")
    room.server.mode["facebook"] = "500"
    announce("--send")
    room.server.mode = {}
    room.build({"name": "mot", "updated": NOW})

    announce("--send")

    assert [text.partition("\n")[0] for _, text in room.server.arrived] == [
        "Tin mot (facebook)",
        "Cập nhật: Tin mot (facebook)",
    ]
    assert announce("--send")[0] == DONE


# --- the ledger ---


def test_the_intent_is_on_the_disk_before_anything_is_sent(room, announce, monkeypatch):
    room.build("mot")
    seen, fsync = [], os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (seen.append("safe"), fsync(file)))
    exchange = zalo.web.exchange

    def look(request, patience_s):
        if request.method == "POST":
            states = [row["state"] for row in room.rows()]
            seen.append(states[-1])
        return exchange(request, patience_s)

    monkeypatch.setattr(zalo.web, "exchange", look)
    announce("--send")

    assert seen[-3:] == ["safe", "intent", "safe"]


def one_unknown(room, announce):
    room.build("mot", {"name": "hai", "published": NOW - timedelta(hours=1)})
    announce("--send")
    return room.ledger.read_bytes().splitlines(keepends=True)


def test_a_last_line_that_was_cut_is_an_unknown_intent(room, announce):
    """Wherever it was cut: the one it is about, and if that cannot be told, nobody is told."""
    lines = one_unknown(room, announce)
    assert [json.loads(line).get("state") for line in lines[1:]] == ["intent", "told"] * 2
    posts = room.server.requests["facebook"]
    for cut in range(1, len(lines[3]), 3):
        room.ledger.write_bytes(b"".join(lines[:3]) + lines[3][:cut])
        code, said = announce("--send")
        assert code == FAILED
        if cut >= len('{"key": "') + 33:
            assert "facebook: chưa rõ đã báo ban-tin/2026/hai" in said, cut
        else:
            assert "Dòng 4 của sổ" in said, cut
        assert room.server.requests["facebook"] == posts


@pytest.mark.parametrize("part", ["facebook", "hop-khan", "2026-11-21"])
def test_a_line_that_is_about_another_item_than_its_key_puts_its_key_in_doubt(tmp_path, part):
    path, claim = tmp_path / "so.jsonl", Claim("facebook", tag("hop-khan"), NOW.isoformat())
    with ledger.opened(path, NOW, lambda: None) as book:
        book.take([claim])
    path.write_text(path.read_text("utf-8").replace(part, part[:-1] + "0", 1), "utf-8")

    assert ledger.read(path).state(claim) == State.UNKNOWN


def test_a_cut_result_leaves_its_intent_unknown(room, announce):
    lines = one_unknown(room, announce)
    room.ledger.write_bytes(b"".join(lines)[:-9])

    code, said = announce("--send")

    assert code == FAILED
    assert "chưa rõ đã báo ban-tin/2026/hai" in said
    assert room.server.requests["facebook"] == 2


def test_after_a_cut_line_the_ledger_goes_on_and_can_be_settled(room, announce):
    lines = one_unknown(room, announce)
    room.ledger.write_bytes(b"".join(lines[:3]) + lines[3][:60])

    assert announce("--settle", "ban-tin/2026/hai", "not-told")[0] == DONE
    assert announce("--send")[0] == DONE
    assert announce("--send")[0] == DONE

    assert room.server.requests["facebook"] == 3
    assert room.ledger.read_bytes().startswith(b"".join(lines[:3]) + lines[3][:60] + b"\n")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: b"\x00" * len(data),
        lambda data: data.replace(b'"version": 1', b'"version": 2', 1),
        lambda data: data.partition(b"\n")[2],
        lambda data: data + b"\xff\xfe garbage\n",
        lambda data: data + b"\x00" * 4096,
        lambda data: data.replace(b'{"key"', b'{"kex"', 1),
    ],
)
def test_a_ledger_that_cannot_be_read_sends_nothing(room, announce, damage):
    one_unknown(room, announce)
    room.build("moi")
    damaged = damage(room.ledger.read_bytes())
    room.ledger.write_bytes(damaged)

    for words in (["--send"], []):
        code, said = announce(*words)
        assert code == FAILED
        assert "announced.jsonl" in said
    assert room.server.requests["facebook"] == 2
    assert room.ledger.read_bytes() == damaged


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_no_single_change_of_a_byte_makes_what_was_told_untold(tmp_path_factory, data):
    """Whatever one byte becomes: it is told, or in doubt, or nothing goes out at all."""
    path = tmp_path_factory.mktemp("so") / "so.jsonl"
    claims = [Claim("facebook", tag(name), NOW.isoformat()) for name in ("mot", "hai")]
    with ledger.opened(path, NOW, lambda: None) as book:
        book.intend(claims[0])
        book.conclude(claims[0], State.TOLD)
        book.take(claims[1:])
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))
    path.write_bytes(whole)

    try:
        past = ledger.read(path)
    except AnnounceError:
        return
    assert all(past.state(one) in (State.TOLD, State.UNKNOWN, ledger.TAKEN) for one in claims)


def test_a_ledger_with_the_line_ends_of_windows_is_one(room, announce):
    one_unknown(room, announce)
    room.ledger.write_bytes(room.ledger.read_bytes().replace(b"\n", b"\r\n"))

    assert announce("--send")[0] == DONE
    assert room.server.requests["facebook"] == 2


def test_a_ledger_that_vanishes_meanwhile_does_not_begin_anew(room, announce):
    room.build("mot")
    with ledger.opened(room.ledger, NOW, lambda: None) as book:
        room.ledger.unlink()
        with pytest.raises(FileNotFoundError):
            book.intend(Claim("facebook", tag("mot"), "x"))
    assert not room.ledger.exists()


def test_one_run_at_a_time(room, announce):
    room.build("mot")
    room.ledger.parent.mkdir()
    with FileLock(room.ledger.with_name(".announced.jsonl.lock")):
        code, said = announce("--send")

    assert (code, room.server.arrived) == (FAILED, [])
    assert "đang dùng sổ" in said


def test_nothing_is_claimed_twice():
    claim = Claim("facebook", "a", "1")
    for state in ("told", "taken", "unknown"):
        book = ledger.Ledger(Path("x"), Past({claim: state}), NOW, lambda: None)
        with pytest.raises(RuntimeError):
            book.intend(claim)


@posix
def test_the_ledger_is_brought_to_safety_before_anything_is_sent(room, announce, tmp_path):
    """Or a machine that is thrown away after the run would take the intent with it."""
    room.build("mot", {"name": "hai", "published": NOW - timedelta(hours=1)})
    keep = tmp_path / "giu"
    keep.write_text(
        f'#!/bin/sh\nenv >>{tmp_path}/env\ntail -n 1 "$1" >>{tmp_path}/kept\n'
        f'if [ "$(wc -l <{tmp_path}/kept)" -ge 2 ]; then echo "đầy $USER" >&2; exit 1; fi\n'
    )
    keep.chmod(0o755)

    code, said = announce("--send", "--keep", str(keep))

    assert code == FAILED
    assert "đầy" in said
    assert room.states() == {("facebook", "mot"): "told", ("facebook", "hai"): "not-told"}
    kept = [json.loads(line)["state"] for line in (tmp_path / "kept").read_text().splitlines()]
    assert kept == ["intent", "intent"]
    assert room.server.requests["facebook"] == 1
    assert "BANTIN" not in (tmp_path / "env").read_text()


def test_a_keeper_that_is_not_there_is_told(room, announce):
    room.build("mot")

    code, said = announce("--send", "--keep", "/khong/co")

    assert (code, room.server.arrived) == (FAILED, [])
    assert "--keep" in said


# --- killed ---

PHASES = ("arrives", "read", "answered")


def check(room, names, target="facebook"):
    """
    Run once more after a kill: nobody is told twice, and nothing is lost without a word.

    Returns:
        How many are in doubt.
    """
    for key, times in room.server.told.items():
        assert times <= 1 or key[0] == "verify", (key, times)
    states = {item: state for (to, item), state in room.states().items() if to == target}
    doubtful = [name for name in names if states.get(name) in ("intent", "unknown")]
    for name in names:
        told_to = [text for to, text in room.server.told if to == target and f"Tin {name}" in text]
        assert states.get(name) in ("told", "intent", "unknown"), name
        assert told_to or name in doubtful, name
    said = told(room)
    for name in doubtful:
        assert f"{target}: chưa rõ đã báo ban-tin/2026/{name}" in said
    for secret in HIDDEN:
        assert secret not in said + room.ledger.read_text("utf-8")
    return len(doubtful)


@posix
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("target", ["facebook", "zalo", "apprise:thu", "mail"])
def test_killed_while_the_server_has_it(room, runner, target, phase):
    room.build("mot")
    room.server.kill = (target, 1, phase)

    first = runner.run(room, "--send", to=[target])
    assert first == KILLED or phase == "answered"
    room.server.kill = None
    again = runner.run(room, "--send", to=[target])

    assert room.server.requests[target] == 1 or target == "mail"
    doubtful = check(room, ["mot"], target) if target != "mail" else first == KILLED
    assert again == (FAILED if doubtful else DONE)


@posix
def test_killed_at_every_step(room, runner, tmp_path):
    """Each write that is made safe, each connection, each piece that is sent: before and after."""
    room.build("mot")
    assert runner.run(room, "--send", to=["facebook"]) == DONE
    steps = int((room.root / "steps.txt").read_text())
    assert steps > 10
    doubtful = []
    for step in range(1, steps + 1):
        room.ledger.unlink(missing_ok=True)
        room.server.forget()
        assert runner.run(room, "--send", to=["facebook"], die_at=step) == KILLED, step
        again = runner.run(room, "--send", to=["facebook"])
        doubtful.append(check(room, ["mot"]))
        assert again == (FAILED if doubtful[-1] else DONE), step
    # Before the intent nothing is in doubt, and after the result nothing is any more.
    assert (doubtful[0], doubtful[-1]) == (0, 0)
    assert sum(doubtful) >= 4


@posix
def test_two_at_once_tell_once(room, runner):
    room.build("mot", {"name": "hai", "published": NOW - timedelta(hours=1)})
    other = Runner()
    try:
        for one in (runner, other):
            one.start(room, "--send", to=["facebook"])
        codes = sorted(one.end() for one in (runner, other))
    finally:
        other.stop()

    assert codes[0] == DONE
    assert set(room.server.told.values()) == {1}
    assert len(room.server.told) == 2


def campaign(room, runner, seed, runs):
    """Build, deploy, announce, fail and be killed at random; then see what everyone was told."""
    chance = random.Random(seed)
    targets = ["facebook", "zalo", "apprise:thu"]
    items, moment = {}, NOW
    modes = ["ok"] * 4 + ["400", "401", "429", "500", "drop-early", "drop-late", "odd"]
    for number in range(runs):
        moment += timedelta(minutes=chance.choice([5, 70]))
        if chance.random() < 0.5 or not items:
            items[f"t{number}"] = {"name": f"t{number}", "published": moment}
        if chance.random() < 0.3:
            chance.choice(list(items.values()))["updated"] = moment
        room.build(*items.values(), deploy=chance.random() < 0.8)
        room.server.mode = {one: chance.choice(modes) for one in targets}
        die_at = chance.choice([0, 0, chance.randrange(1, 40)])
        victim, phase = chance.choice(targets), chance.choice(PHASES)
        room.server.kill = (victim, room.server.requests[victim] + 1, phase)
        room.server.kill = room.server.kill if chance.random() < 0.3 else None
        chosen = chance.sample(targets, chance.randrange(1, 4))
        words = ["--send"] if chance.random() < 0.9 else []
        runner.run(room, *words, die_at=die_at, now=moment, to=chosen)
        assert "Traceback" not in told(room)
        assert "lỗi của chính chương trình" not in told(room), told(room)
    room.server.mode, room.server.kill = {}, None
    room.deploy()
    for _ in range(4):
        moment += timedelta(hours=2)
        runner.run(room, "--send", "--limit", "100", now=moment, to=targets)
    last, said = room.states(), told(room)
    # `updated` of a text is not in it, so each version is told apart by what the ledger claims.
    claims = [(row["to"], row["item"], row["version"]) for row in room.rows()]
    accepted = [key for key, times in room.server.told.items() for _ in range(times)]
    for target in targets:
        for name in items:
            versions = {v for to, item, v in claims if (to, item) == (target, tag(name))}
            texts = [t for to, t in accepted if to == target and f"Tin {name}" in t.split("\n")[0]]
            texts = [t for t in texts if t.split("\n")[0].replace(" (facebook)", "").endswith(name)]
            assert len(texts) <= len(versions), (seed, target, name, texts, versions)
            state = last[target, name]
            assert state in ("told", "intent", "unknown"), (seed, target, name)
            assert state == "told" or f"{target}: chưa rõ đã báo ban-tin/2026/{name}" in said


@posix
def test_a_small_campaign(room, runner):
    campaign(room, runner, seed=1, runs=14)


@posix
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 120))
def test_a_long_campaign(room, runner, seed):
    campaign(room, runner, seed, runs=60)
