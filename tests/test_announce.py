"""Announcing: what is told to whom, when, and what the servers get."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from announcing import ALL, HIDDEN, Room, Server, days, share, tag
from sitemaker import NOW, tree

from generator import cli
from generator.announce import web, zalo
from generator.announce.liveness import Look, Presence
from generator.announce.stories import Published
from generator.messages.words import LANGUAGES, Words

DONE, WRONG, FAILED = 0, 2, 3


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    made = Server(tmp_path_factory.mktemp("cong-khai") / "trang")
    yield made
    made.close()


@pytest.fixture
def room(tmp_path, server, monkeypatch):
    server.forget()
    server.echo = ""
    monkeypatch.setattr(zalo.Account, "pauses_s", (0, 0))
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)
    return Room(tmp_path, server)


@pytest.fixture
def announce(room, capsys):
    """Run the command; returns its exit code, output and complaints."""

    def run(*words, to=("facebook",), **how):
        code = cli.main(room.arguments(*words, to=to, **how))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        for secret in HIDDEN:
            assert secret not in said.out + said.err
            assert not room.ledger.exists() or secret not in room.ledger.read_text("utf-8")
        return code, said.out, said.err

    return run


def posts(room, target="facebook"):
    return [text.partition("\n")[0] for to, text in room.server.arrived if to == target]


# --- what is told ---


def test_without_send_nothing_is_asked_of_any_server_and_nothing_is_written(room, announce):
    room.build("hop-khan")
    before = tree(room.root)

    code, out, _ = announce(to=ALL)

    assert code == DONE
    assert "facebook: sẽ báo ban-tin/2026/hop-khan" in out
    assert "    Tin hop-khan (facebook)" in out
    assert "chưa gửi gì, chưa ghi gì" in out
    assert tree(room.root) == before
    assert room.server.arrived == room.server.gets == []


def test_a_preview_changes_no_byte_of_a_ledger(room, announce):
    room.build("mot").build("mot")
    announce("--send")
    room.build("mot", {"name": "hai", "published": days(9)}, "ba")
    before = room.ledger.read_bytes()

    announce()

    assert room.ledger.read_bytes() == before


def test_every_target_is_told_each_item_once(room, announce):
    room.build("mot")

    code, out, _ = announce("--send", to=ALL)
    assert code == DONE, out
    assert announce("--send", to=ALL)[0] == DONE

    told = {target: n for (target, _), n in room.server.told.items() if target != "verify"}
    assert told == dict.fromkeys(ALL, 1)
    assert "đây là lần báo tin đầu tiên" in out
    # What is taken down later must not stand in a ledger that is kept for ever.
    assert "Tin mot" not in room.ledger.read_text("utf-8")


def test_the_oldest_is_told_first_and_the_limit_leaves_the_rest_for_later(room, announce):
    rows = [{"name": f"t{n}", "published": NOW - timedelta(hours=n)} for n in range(1, 13)]
    room.build(*rows)

    _, out, _ = announce("--send")
    assert posts(room) == [f"Tin t{n} (facebook)" for n in range(12, 2, -1)]
    assert "facebook: còn 2 bài để lần sau báo tiếp" in out

    announce("--send")
    assert posts(room)[10:] == ["Tin t2 (facebook)", "Tin t1 (facebook)"]


def test_what_is_old_is_noted_and_never_told(room, announce):
    room.build({"name": "cu", "published": days(7) - timedelta(minutes=1)}, "moi")

    _, out, _ = announce("--send")
    announce("--send", "--since", "30")

    assert posts(room) == ["Tin moi (facebook)"]
    assert "facebook: 1 bài quá 7 ngày, chỉ ghi nhận, không báo." in out
    assert room.states() == {("facebook", "cu"): "taken", ("facebook", "moi"): "told"}


def test_since_moves_the_limit_of_age(room, announce):
    room.build({"name": "cu", "published": days(20)})

    announce("--send", "--since", "30")

    assert posts(room) == ["Tin cu (facebook)"]


def test_a_correction_is_told_once_and_says_so(room, announce):
    room.build("mot")
    announce("--send", to=["facebook", "zalo"])
    room.build({"name": "mot", "updated": NOW})
    for _ in range(2):
        announce("--send", to=["facebook", "zalo"])

    assert posts(room) == ["Tin mot (facebook)", "Cập nhật: Tin mot (facebook)"]
    assert posts(room, "zalo") == ["Tin mot", "Cập nhật: Tin mot"]


def test_a_new_title_alone_is_no_correction(room, announce):
    room.build("mot")
    announce("--send")
    room.build({"name": "mot", "title": "Tiêu đề khác"})
    announce("--send")

    assert len(posts(room)) == 1


def test_a_version_that_comes_back_is_not_told_again(room, announce):
    room.build({"name": "mot", "updated": NOW})
    announce("--send")
    room.build("mot")
    announce("--send")

    assert len(posts(room)) == 1


def test_a_correction_of_what_was_never_told_is_no_news(room, announce):
    room.build({"name": "cu", "published": days(20)})
    announce("--send")
    room.build({"name": "cu", "published": days(20), "updated": NOW})

    announce("--send")

    assert posts(room) == []


def test_a_correction_of_something_old_that_was_told_is_told(room, announce):
    room.build({"name": "cu", "published": days(20)})
    announce("--send", "--since", "30")
    room.build({"name": "cu", "published": days(20), "updated": NOW})

    announce("--send")

    assert posts(room)[-1] == "Cập nhật: Tin cu (facebook)"


def test_what_has_expired_is_not_told(room, announce):
    room.build(
        {"name": "het", "expires": NOW}, {"name": "con", "expires": NOW + days(0).resolution}
    )

    announce("--send")

    assert posts(room) == ["Tin con (facebook)"]


def test_what_should_have_been_done_by_now_is_not_told(room, announce):
    later = NOW + days(0).resolution
    room.build(
        {"name": "lo", "act_by": NOW.isoformat(), "expires": NOW + timedelta(days=1)},
        {"name": "kip", "act_by": later.isoformat()},
    )

    announce("--send")

    assert posts(room) == ["Tin kip (facebook)"]


def test_a_notice_that_another_has_replaced_is_not_told(room, announce):
    room.build({"name": "cu", "superseded_by": f"{room.server.base}khan/2026/moi/"}, "moi")

    announce("--send")

    assert posts(room) == ["Tin moi (facebook)"]


def test_each_target_has_its_own_memory(room, announce):
    room.build("mot")
    announce("--send", to=["facebook"])
    announce("--send", to=["facebook", "zalo"])

    assert posts(room) == ["Tin mot (facebook)"]
    assert posts(room, "zalo") == ["Tin mot"]


# --- never before the deploy ---


def test_what_readers_do_not_have_yet_is_left_for_the_next_run(room, announce):
    room.build("mot")
    room.build("mot", "hai", deploy=False)

    code, out, _ = announce("--send")
    assert (code, posts(room)) == (DONE, ["Tin mot (facebook)"])
    assert "ban-tin/2026/hai: chưa thấy trên trang công khai" in out

    room.deploy()
    announce("--send")
    assert posts(room) == ["Tin mot (facebook)", "Tin hai (facebook)"]


def test_an_older_version_out_there_is_not_the_one_to_tell_of(room, announce):
    room.build("mot")
    room.build({"name": "mot", "updated": NOW}, deploy=False)

    announce("--send")

    assert posts(room) == []


def test_a_redirect_to_another_host_is_not_the_site(room, announce):
    room.build("mot")
    room.server.mode["site"] = "moved"

    assert announce("--send")[0] == DONE
    assert posts(room) == []


def test_a_site_that_cannot_be_reached_is_a_failure_and_nothing_is_told(
    room, announce, monkeypatch
):
    monkeypatch.setattr(room.server, "base", "http://127.0.0.1:9/trang/")
    room.build("mot", "hai")

    code, _, err = announce("--send", to=["facebook", "zalo"])

    assert code == FAILED
    assert err.count("không mở được trang công khai") == 4
    assert room.rows() == room.server.arrived == []


def test_the_site_is_asked_no_more_once_it_could_not_be_reached(monkeypatch):
    asked = []

    def exchange(request, patience_s):
        asked.append(request.url)
        raise web.NotSentError("refused")

    monkeypatch.setattr(web, "exchange", exchange)
    look = Look(1, is_trusting=False)
    seen = {look.at(Published(name, f"https://a.example/{name}", b"")) for name in "abc"}

    assert (seen, len(asked)) == ({Presence.UNREACHABLE}, 1)


def test_unchecked_skips_the_look(room, announce):
    room.server.mode["site"] = "moved"
    room.build("mot")

    announce("--send", "--unchecked")

    assert room.server.gets == []
    assert posts(room) == ["Tin mot (facebook)"]


def test_a_site_that_is_not_what_was_built_is_not_told_of(room, announce):
    room.build("mot")
    (room.site / "ban-tin/2026/mot/share.json").write_text("{}")

    code, _, err = announce("--send")

    assert code == FAILED
    assert "ban-tin/2026/mot/share.json không còn như lúc dựng trang" in err
    assert room.server.arrived == []


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"item": "ban-tin/2026/khac"},
        {"url": "https://khac.example/"},
        {"published": "hôm qua"},
        {"published": "2026-11-20T08:00"},
        {"id": ""},
        {"id": "tag:thu.example,2026:../../etc/x"},
        {"id": "tag:thu.example,2026:a/../x"},
        {"id": "tag:thu.example,2026:/x"},
        {"texts": None},
    ],
)
def test_what_cannot_be_understood_stops_everything(room, announce, change):
    row = share(room.server.base, "hong") | change
    path = "ban-tin/2026/hong/share.json"
    room.build("mot", files={path: json.dumps(row)})

    code, _, err = announce("--send")

    assert (code, room.server.arrived) == (FAILED, [])
    assert path in err


def test_two_items_of_one_id_stop_everything(room, announce):
    room.build("mot", {"name": "hai", "id": tag("mot")})

    assert announce("--send")[0] == FAILED
    assert room.server.arrived == []


# --- what the servers get ---


def test_facebook_gets_message_and_link_and_the_token_in_the_body_alone(room, announce):
    room.build("mot")
    announce("--send")

    ((path, headers),) = room.server.headers
    ((_, form),) = room.server.bodies
    url = f"{room.server.base}ban-tin/2026/mot/"
    assert path == "/fb/1234/feed"
    assert form["message"] == f"Tin mot (facebook)\n{url}"
    assert form["link"] == url
    assert form["access_token"] == HIDDEN[0]
    assert "EAAB" not in str(headers)


def test_zalo_gets_an_article_and_is_asked_for_its_id(room, announce):
    room.build({"name": "mot", "summary": "Lương < 5 triệu & thưởng"})

    assert announce("--send", to=["zalo"])[0] == DONE

    (_, article), (_, verified) = room.server.bodies
    url = f"{room.server.base}ban-tin/2026/mot/"
    assert [path for path, _ in room.server.headers] == [
        "/zalo/article/create",
        "/zalo/article/verify",
    ]
    for _, headers in room.server.headers:
        assert headers["access_token"] == HIDDEN[1]
    assert article["cover"]["photo_url"] == f"{url}the.1a2b3c4d.jpg"
    assert article["body"] == [
        {"type": "text", "content": "Lương &lt; 5 triệu &amp; thưởng"},
        {"type": "text", "content": url},
    ]
    assert (article["title"], article["author"]) == ("Tin mot", "Công đoàn Thử")
    assert verified == {"token": "t-1"}


def test_texts_that_are_too_long_for_zalo_are_cut(room, announce):
    room.build({"name": "mot", "title": "a" * 151, "summary": "b" * 301, "image": None})
    announce("--send", to=["zalo"])

    article = room.server.bodies[0][1]
    assert article["title"] == "a" * 149 + "…"
    assert len(article["description"]) == 300
    assert "cover" not in article


def test_the_hub_is_told_of_feeds_that_changed(room, announce):
    feed, other = (f"{room.server.base}{name}" for name in ("rss.xml", "ban-tin/atom.xml"))
    files = {"ban-tin/atom.xml": "<feed/>"}
    for version in ("1", "1", "2"):
        room.build("mot", feed=version, files=files)
        assert announce("--send", to=["websub"])[0] == DONE

    assert [text for _, text in room.server.arrived] == [feed, other, feed]
    assert room.server.bodies[0][1] == {"hub.mode": "publish", "hub.url": feed}


def test_the_hub_is_not_told_of_a_feed_that_is_not_out_yet(room, announce):
    room.build("mot", feed="1")
    room.build("mot", feed="2", deploy=False)

    announce("--send", to=["websub"])

    assert room.server.arrived == []


def test_standard_output_gets_the_texts_and_nothing_else(room, announce):
    room.build("mot", {"name": "cu", "published": days(20)})

    code, out, err = announce("--send", to=["stdout"])

    assert code == DONE
    assert out == f"Tin mot (forward)\n{room.server.base}ban-tin/2026/mot/\n\n---\n\n"
    assert "stdout: đã báo ban-tin/2026/mot" in err
    assert announce("--send", "-q", to=["stdout"]) == (DONE, "", "")


def test_a_folder_of_texts_is_what_officers_paste_from(room, announce, tmp_path):
    to = [f"folder:{tmp_path / 'dan'}"]
    room.build("mot", "hai")
    announce("--send", to=to)
    once = tree(tmp_path / "dan")
    announce("--send", to=to)

    url = f"{room.server.base}ban-tin/2026/mot/"
    assert once["ban-tin/2026/mot/zalo.txt"].decode() == f"Tin mot (zalo)\n{url}\n"
    assert len(once) == 8
    assert tree(tmp_path / "dan") == once


def test_texts_of_what_is_gone_are_taken_out_of_the_folder(room, announce, tmp_path):
    to = [f"folder:{tmp_path / 'dan'}"]
    room.build("mot", "hai")
    announce("--send", to=to)
    (tmp_path / "dan/ban-tin/2026/hai/ghi-chu.txt").write_text("của cán bộ")
    room.build("mot")
    announce("--send", to=to)

    left = set(tree(tmp_path / "dan"))
    assert {name for name in left if "/hai/" in name} == {"ban-tin/2026/hai/ghi-chu.txt"}
    assert len(left) == 5


def test_an_item_that_moved_keeps_its_folder(room, announce, tmp_path):
    to = [f"folder:{tmp_path / 'dan'}"]
    room.build({"name": "mot", "id": tag("ten-cu")})
    _, out, _ = announce("--send", to=to)
    assert "đã báo ban-tin/2026/ten-cu" in out
    assert len(tree(tmp_path / "dan")) == 4

    room.build("hai")
    announce("--send", to=to)

    assert {name.split("/")[2] for name in tree(tmp_path / "dan")} == {"hai"}


def test_what_apprise_sends_has_title_summary_and_link(room, announce):
    room.build("mot")
    announce("--send", to=["apprise:thu"])

    ((_, form),) = room.server.bodies
    assert form["title"] == "Tin mot"
    assert f"{room.server.base}ban-tin/2026/mot/" in form["message"]


# --- wrong use ---


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "--to"),
        (["--to", "fax"], "--to"),
        (["--to", "apprise"], "--to"),
        (["--to", "folder:"], "--to"),
        (["--to", "tgram://khoa-lo-ra/1"], "--to"),
        (["--to", "telegram"], "BANTIN_TELEGRAM_URL"),
        (["--to", "apprise:khac"], "BANTIN_APPRISE_KHAC_URL"),
        (["--to", "facebook", "--limit", "0"], "--limit"),
        (["--to", "facebook", "--since", "-1"], "--since"),
        (["--to", "facebook", "--now", "mai"], "--now"),
        (["--to", "facebook", "--settle", "x", "roi"], "told"),
        (["--to", "facebook", "--settle", "x", "told"], "x"),
    ],
)
def test_wrong_use_is_told_with_what_is_right(room, announce, words, told):
    room.build("mot")

    code, out, err = announce(*words, to=())

    assert code == WRONG
    assert told in err
    assert "khoa-lo-ra" not in out + err


@pytest.mark.parametrize("to", ["facebook", "zalo"])
@pytest.mark.parametrize("value", ["", "  ", "hai\ndòng"])
def test_a_missing_secret_is_named(room, announce, monkeypatch, to, value):
    room.build("mot")
    name = f"BANTIN_{to.upper()}_TOKEN"
    monkeypatch.setenv(name, value)

    code, _, err = announce("--send", to=[to])

    assert (code, room.server.arrived) == (WRONG, [])
    assert name in err


def test_settings_that_a_target_needs_are_named(room, announce):
    room.build("mot", settings="{limit: 5}", hub="none")

    assert "facebook_page" in announce(to=["facebook"])[2]
    code, _, err = announce(to=["websub"])
    assert code == WRONG
    assert "hub" in err


@pytest.mark.parametrize("name", ["BANTIN_FACEBOOK_API", "BANTIN_ZALO_API"])
def test_a_secret_is_sent_encrypted_or_not_at_all(room, announce, monkeypatch, name):
    room.build("mot")
    monkeypatch.setenv(name, "http://api.example/")

    code, _, err = announce("--send", to=["facebook", "zalo"])

    assert code == WRONG
    assert name in err


@pytest.mark.parametrize(
    ("to", "address"),
    [
        ("telegram", "mailto://a:matkhau77@b.example"),
        ("telegram", "tgram://123456789:AAAA_khoa-bot-4455"),
        ("mail", "tgram://123456789:AAAA_khoa-bot-4455/1"),
        ("apprise:thu", "khong-co://khoa-bot-4455"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_showing_it(
    room, announce, monkeypatch, to, address
):
    room.build("mot")
    name = f"BANTIN_{to.upper().replace(':', '_')}_URL"
    monkeypatch.setenv(name, address)

    code, out, err = announce("--send", to=[to])

    assert (code, room.server.arrived) == (WRONG, [])
    assert name in err
    assert "matkhau77" not in out + err
    assert "khoa-bot" not in out + err


def test_without_a_build_there_is_nothing_to_announce(room, announce, tmp_path):
    room.build("mot")

    code, _, err = announce("--site-dir", str(tmp_path / "khac"))

    assert code == WRONG
    assert "bantin build" in err


def test_the_ledger_is_not_published(room, announce):
    room.build("mot")

    code, _, err = announce("--send", "--ledger", str(room.site / "so.jsonl"))

    assert code == WRONG
    assert "--ledger" in err
    assert not (room.site / "so.jsonl").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_is_said_in_both_languages(room, announce, language):
    room.build("mot", {"name": "cu", "published": days(20)})
    room.server.mode["facebook"] = "500"

    said = "".join(map(str, announce("--send", "--lang", language)))

    params = {"to": "facebook", "item": "ban-tin/2026/mot", "count": 1, "days": 7}
    assert Words(language)("announce.taken", **params) in said
    why = Words(language)("announce.why.status", detail="500 Từ chối")
    assert Words(language)("announce.lost", **params, why=why) in said
