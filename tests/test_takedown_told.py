"""What a take-down tells the office and the person, and the words that stand in a name's place."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from sitemaker import CONFIG, NOW, make_site
from test_takedown import docx

from generator.announce import ledger
from generator.messages.words import LANGUAGES
from generator.takedown import surgery, tables
from generator.takedown.offices import office_at_end
from generator.takedown.people import names_only
from generator.takedown.proving import Proof
from generator.takedown.receipt import Account, Done, Earlier, earlier, write
from generator.takedown.spelling import Spelling, short_mentions
from generator.takedown.substitutes import Substitutes, begins_sentence
from generator.takedown.telling import Speech

NAME = "Nguyễn Thị Hòa"
HOA = Spelling(NAME)
WORDS = Substitutes("một đoàn viên", "đoàn viên này", "(đã bỏ)")


def put(text):
    return WORDS.put(text, HOA, HOA.mentions(text), short_mentions(HOA, text))


# --- words in a name's place ---


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"Trưởng ca {NAME} nhấp trà.", "Trưởng ca nhấp trà."),
        (f"Gặp y tá {NAME}, chị kể.", "Gặp y tá, chị kể."),
        (f"Nữ công nhân {NAME} kể.", "Nữ công nhân kể."),
        (f"Công nhân vận hành {NAME} kể.", "Công nhân vận hành kể."),
        (f"Tổ trưởng tổ bơm {NAME} kể.", "Tổ trưởng tổ bơm kể."),
        (f"Chủ tịch CĐCS Trạm Thử {NAME} kể.", "Chủ tịch CĐCS Trạm Thử kể."),
        (f"TỔ TRƯỞNG {NAME.upper()} kể.", "TỔ TRƯỞNG kể."),
        ("To truong Nguyen Thi Hoa ke.", "To truong ke."),
        (f"Tổ trưởng **{NAME}** kể.", "Tổ trưởng kể."),
        (f"Sáng nay tổ trưởng\n{NAME} kể.", "Sáng nay tổ trưởng\nkể."),
        (f"Sáng nay tổ trưởng\n{NAME}, 40 tuổi.", "Sáng nay tổ trưởng, 40 tuổi."),
        # These name nobody by themselves, or end before the name.
        (f"Công đoàn thăm {NAME}.", "Công đoàn thăm một đoàn viên."),
        (f"Chủ tịch công đoàn thăm {NAME}.", "Chủ tịch công đoàn thăm một đoàn viên."),
        (f"Công đoàn động viên {NAME}.", "Công đoàn động viên một đoàn viên."),
        (f"Công đoàn bảo vệ {NAME}.", "Công đoàn bảo vệ một đoàn viên."),
        (f"Có tổ trưởng, {NAME} và anh em.", "Có tổ trưởng, một đoàn viên và anh em."),
        (f"## Tổ trưởng\n{NAME} kể.", "## Tổ trưởng\nMột đoàn viên kể."),
        (f"Tổ trưởng\n\n{NAME} kể.", "Tổ trưởng\n\nMột đoàn viên kể."),
        (f"Tổ trưởng [{NAME}](a.md) kể.", "Tổ trưởng [một đoàn viên](a.md) kể."),
        (f"Đồng chí {NAME} kể.", "Một đoàn viên kể."),
    ],
)
def test_after_a_noun_for_a_person_the_name_goes_alone(text, after):
    assert put(text).text == after


def test_which_office_is_left_is_told_with_its_line():
    assert put(f"Một.\nTrưởng ca {NAME} kể.\nRồi kỹ sư {NAME} về.").offices == (
        (2, "Trưởng ca"),
        (3, "kỹ sư"),
    )
    assert put(f"Chị {NAME} kể.").offices == ()


def test_initials_stand_after_an_office():
    initials = Substitutes("", "", "", initials=True)

    assert initials.put(
        f"Trưởng ca {NAME} kể.", HOA, HOA.mentions(f"Trưởng ca {NAME} kể."), []
    ) == (
        "Trưởng ca N.T.H. kể.",
        (),
    )


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Hôm nay phó giám đốc", "phó giám đốc"),
        ("giám đốc Công ty Điện lực", "giám đốc Công ty Điện lực"),
        ("giám đốc công ty", "giám đốc công ty"),
        ("thợ hàn", "thợ hàn"),
        ("giám đốc khen", ""),
        ("giám đốc. Hôm", ""),
        ("", ""),
    ],
)
def test_offices_are_known_with_what_belongs_to_them(text, office):
    assert office_at_end(text) == office


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("tệp `nguyen-thi-hoa.md`", "tệp `mot-doan-vien.md`"),
        ("tệp nguyen_thi_hoa.jpg", "tệp mot_doan_vien.jpg"),
        ("xem #NguyễnThịHòa", "xem #MộtĐoànViên"),
        ("xem #nguyenthihoa", "xem #motdoanvien"),
    ],
)
def test_what_is_written_in_one_stays_in_one(text, after):
    assert put(text).text == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Như “chị Hòa” nói.", "Như “đoàn viên này” nói."),
        ("Khi ấy Chị Hòa nói.", "Khi ấy đoàn viên này nói."),
        ("Rồi thôi. Chị Hòa nói.", "Rồi thôi. Đoàn viên này nói."),
        ("“Rồi thôi.” Chị Hòa nói.", "“Rồi thôi.” Đoàn viên này nói."),
        ("Bảo: “Chị Hòa đâu?”", "Bảo: “Đoàn viên này đâu?”"),
        ("Hôm ấy\nChị Hòa nói.", "Hôm ấy\nđoàn viên này nói."),
        ("Hôm ấy.\nChị Hòa nói.", "Hôm ấy.\nĐoàn viên này nói."),
        ("- chị Hòa nói", "- đoàn viên này nói"),
        ("- Chị Hòa nói", "- Đoàn viên này nói"),
    ],
)
def test_a_capital_stands_where_a_sentence_begins_and_nowhere_else(text, after):
    given = f"{NAME}.\n\n"

    assert put(given + text).text == "Một đoàn viên.\n\n" + after


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        *(("", True), ('title: "', True), ("title: ", True), ("> ", True), ("1. ", True)),
        *(("Vậy à? ", True), ("a | ", True), ("Rồi\r\n\r\n", True), ("Rồi\r\n", False)),
        *(("# Một\n", True), ("cùng ", False), ("cùng “", False), ("gồm: ", False)),
        *(("(xong.) **", True), ("xong (", False), ("text: >\n  ", True), ("---\n", True)),
    ],
)
def test_where_sentences_begin(text, begins):
    assert begins_sentence(text + "X", len(text)) is begins


# --- tables ---


def is_named(row):
    return any(mention.is_sure for mention in HOA.mentions(row))


def is_alone(cell):
    return any(names_only(cell, m) and not cell[m.end :].strip(' "*') for m in HOA.mentions(cell))


def cut(text):
    return tables.without_person(text, is_named, is_alone)


PRIZES = "Hạng,Tên giải pháp,Tác giả\nNhất,Bàn gá xoay,{0}\nNhì,Cờ báo,Nhóm 7\n"


def test_the_row_of_a_prize_stays_and_the_name_goes():
    told = cut(PRIZES.format(f'"Chị {NAME}"'))

    assert told.text == PRIZES.format("")
    assert (told.emptied, told.has_gone) == ((2,), False)
    assert cut(PRIZES.format(NAME).replace(",", ";")).text == PRIZES.format("").replace(",", ";")
    assert cut(PRIZES.format(NAME).replace("\n", "\r\n")).text == PRIZES.format("").replace(
        "\n", "\r\n"
    )


def test_lines_are_counted_over_cells_of_several_lines():
    text = 'Hạng,Giải pháp,Tác giả\nBa,"một\nhai",Lê Tám\n' + f"Nhì,Cờ báo,{NAME}\n"

    assert cut(text).emptied == (4,)


def test_others_in_the_cell_of_a_prize_stay():
    text = PRIZES.format(f'"{NAME}, Lê Văn Tám"')

    assert cut(text).text == text  # the words for the name are put later


@pytest.mark.parametrize(
    "head",
    ["STT,Họ tên,Đơn vị", "Họ tên,Ngày sinh,Giải", "Họ tên,Hạng,Số điện thoại", "Họ tên,Tổ,Vị trí"],
)
def test_the_row_of_a_person_goes(head):
    told = cut(f"{head}\nx,{NAME},y\nx,Lê Văn Tám,y\n")

    assert told.text == f"{head}\nx,Lê Văn Tám,y\n"
    assert told.has_gone
    assert told.gone == {NAME}  # what other rows have as well is no sign of this one
    assert told.emptied == ()


@pytest.mark.parametrize(("head", "is_numbered"), [("STT", True), ("tt", True), ("Hạng", False)])
def test_numbers_are_spoken_of_where_there_are_some(head, is_numbered):
    assert cut(f"{head},Họ tên\n1,{NAME}\n").is_numbered is is_numbered


def test_tables_of_pages_are_treated_alike():
    prizes = f"| Hạng | Tác giả |\n|---|---|\n| Nhất | {NAME} |\n| Nhì | Lê Tám |\n"
    people = f"Tên | Tổ\n--- | ---\n{NAME} | bơm\nLê Tám | điện\n"
    told = tables.without_person_in_markdown(f"Một.\n\n{prizes}\n{people}", is_named, is_alone)

    assert told.text == (
        f"Một.\n\n{prizes.replace(f' {NAME} ', ' ')}\nTên | Tổ\n--- | ---\nLê Tám | điện\n"
    )
    assert told.emptied == (5,)


def test_cells_are_told_apart():
    for line in ("| a | b \\| c |", "a | b \\| c", "| a | b \\| c\n"):
        assert [line[a:b].strip() for a, b in surgery.cells(line)] == ["a", "b \\| c"]
    record = '"a;""b",c;d\r\n'
    assert [record[a:b] for a, b in surgery.fields(record, ",")] == ['"a;""b"', "c;d"]
    assert [record[a:b] for a, b in surgery.fields(record, ";")] == ['"a;""b",c', "d"]


def test_rows_of_a_page_that_tell_of_the_same_are_found():
    page = "| A | B |\n|---|---|\n| Nhì | Bộ đo rung phổ thông |\n| Ba | Khác |\n"

    assert tables.rows_alike(page, {"bộ đo rung  phổ thông", "Ba"}) == [3]


# --- what the office reads, and what it sends ---

OFFICE = CONFIG.replace('phone: "0243765432"', 'phone: "0243765432", email: "vp@thu.example"')
PERSON = {
    "mkdocs.yml": OFFICE,
    "content/ban-tin/2026/ca-dem.md": "+++\n"
    'attachments: [{file: giai.csv, title: "Giải"}, {file: to.csv, title: "Tổ"}]\n'
    "topics: [an-toan]\nunit: cdcs-tram\n+++\n"
    f"Trưởng ca {NAME} nhấp trà.\n\n"
    "| Họ tên | Việc |\n|---|---|\n| Lê Văn Tám | Đi tuần đường dây ban đêm |\n",
    "content/ban-tin/2026/giai.csv": PRIZES.format(NAME),
    "content/ban-tin/2026/to.csv": f"Họ tên,Việc\n{NAME},Đi tuần đường dây ban đêm\nLê Ba,Trực\n",
    "content/ban-tin/2026/khac.md": "+++\n+++\nBài khác.\n",
}
ASKED = ("--asked", "2026-11-20", "--by", "Văn phòng", "--reason", "Lý do nội bộ")


def run(site, capsys, *arguments):
    capsys.readouterr()
    code = site.run("takedown", *arguments, "--now", NOW.isoformat(), "--jobs", "1")
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture(scope="module")
def applied(tmp_path_factory):
    """A site with a person in it and a post on Facebook, taken down; and what was said."""
    site = make_site(tmp_path_factory.mktemp("thu"), PERSON)
    assert site.build() == 0
    claim = ledger.Claim("facebook", "ban-tin/2026/ca-dem", "1")
    with ledger.opened(site.root / ".bantin/announced.jsonl", NOW, lambda: None) as opened:
        opened.intend(claim)
        opened.conclude(claim, "told")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = site.run("takedown", "--person", NAME, "--apply", *ASKED, "--now", NOW.isoformat())
    assert code == 0
    return site, said.getvalue()


def receipts(site, ending):
    return sorted((site.root / ".bantin/receipts").glob(f"*{ending}"))


def letter_of(site):
    (file,) = (one for one in receipts(site, ".txt") if "-search" not in one.name)
    return file.read_text("utf-8")


def test_the_letter_is_one_that_an_office_would_send(applied):
    text = letter_of(applied[0])
    number = receipts(applied[0], ".txt")[0].name.removeprefix("2026-11-21-")[:8]

    assert text.startswith("Công đoàn Thử\nĐịa chỉ: Số 1, phố Thử\nĐiện thoại: 0243765432\n")
    assert f"Số: {number}\n" in text
    assert "Kính gửi: Ông/Bà ………" in text
    assert "Ngày 20/11/2026, Công đoàn Thử nhận được yêu cầu của Ông/Bà" in text
    assert "   - bài viết: 1\n   - bảng, danh sách: 2\n" in text
    assert "Thư điện tử: vp@thu.example" in text.split(f"nêu số {number}.")[1]
    assert text.endswith(
        "ĐẠI DIỆN Công đoàn Thử\n(ký, ghi rõ họ tên)\n\n…………………………………………\nThực hiện: Văn phòng\n"
    )
    assert not HOA.mentions(text)


def test_the_letter_claims_nothing_that_nobody_knows_yet(applied):
    """Nothing is published when it is written, and nobody has asked Facebook for anything."""
    text = letter_of(applied[0])

    assert "dùng bản nói trên từ ngày ……/……/…………\n" in text
    assert "Bài chúng tôi đã đăng tại facebook được xóa ngày ……/……/…………\n" in text
    for claim in ("Hoàn thành", "Chúng tôi đã hoặc sẽ", "việc người", "Lý do nội bộ"):
        assert claim.lower() not in text.lower()
    for where in ("Facebook:", "Zalo:", "Google:", "Điện thoại đã đọc", "Bản in"):
        assert f"   - {where}" in text
    assert "Git" not in text  # nothing tells that there is a history


def test_the_program_says_to_publish_before_the_letter_is_sent(applied):
    _, said = applied

    assert said.index("không còn gì") < said.index("Hãy xuất bản trước") < said.index("mới gửi")
    assert "hạn trả lời là hết ngày 24/11/2026" in said  # the 21st is a Saturday


def test_new_files_are_seen_by_git_status(applied):
    assert "git diff, và xem git status" in applied[1]


def test_what_is_made_anew_is_one_line_and_stands_whole_in_the_receipt(applied):
    site, said = applied
    (file,) = receipts(site, "[0-9a-f].json")
    anew = json.loads(file.read_text("utf-8"))["made_anew"]
    feeds = [one for one in anew if one.endswith((".xml", ".json"))]

    assert f"đã đổi: {len(anew) - len(feeds)}; nguồn tin đã đổi: {len(feeds)}." in said
    assert said.count("nguồn tin đã đổi") == 1
    assert "https://thu.example/don-vi/cdcs-tram/atom.xml" in feeds
    assert "https://thu.example/chu-de/an-toan/" in anew
    for address in feeds:
        assert (site.root / "site" / address.removeprefix("https://thu.example/")).is_file()
        assert address not in said


def test_what_to_look_at_in_tables_and_after_offices_is_told(applied):
    site, said = applied

    assert "content/ban-tin/2026/giai.csv:2: dòng này nói cả về giải" in said
    assert "content/ban-tin/2026/to.csv: đã bỏ dòng của người ấy; nếu có chỗ ghi tổng" in said
    lines = (site.root / "content/ban-tin/2026/ca-dem.md").read_text("utf-8").splitlines()
    row = lines.index("| Lê Văn Tám | Đi tuần đường dây ban đêm |") + 1
    assert f"content/ban-tin/2026/ca-dem.md:{row}: dòng này của bảng trong bài" in said
    office = lines.index("Trưởng ca nhấp trà.") + 1
    assert f"content/ban-tin/2026/ca-dem.md:{office}: đã bỏ tên sau “Trưởng ca”" in said
    assert site.read("ban-tin/2026/giai.csv") == PRIZES.format("")
    assert "số thứ tự" not in said


def test_a_search_alone_is_told_as_one_and_names_the_receipt(applied, capsys):
    site, _ = applied
    (first,) = receipts(site, "[0-9a-f].json")
    number = first.stem[-8:]
    before = set(receipts(site, ""))
    code, out, _ = run(site, capsys, "--person", NAME, "--prove")
    (new,) = set(receipts(site, "")) - before
    row = json.loads(new.read_text("utf-8"))

    assert code == 0
    assert f"không gỡ gì. Biên nhận gỡ trước đây của người này: số {number}, ngày 21/11/2026" in out
    assert "Không viết thư" in out
    assert "Hãy xuất bản" not in out
    assert (row["bantin"], row["earlier"]) == ("takedown-search", number)
    assert "removed" not in row
    assert not HOA.mentions(new.read_text("utf-8"))


def test_a_search_writes_a_letter_where_it_is_asked_to(applied, capsys):
    site, _ = applied
    (first,) = receipts(site, "[0-9a-f].json")
    _, out, _ = run(site, capsys, "--person", NAME, "--prove", "--letter", "--name-in-receipt")
    (file,) = receipts(site, "-search.txt")
    text = file.read_text("utf-8")

    assert "Thư báo kết quả tìm" in out
    assert f"Kính gửi: Ông/Bà {NAME}\n" in text
    assert "Ngày 20/11/2026, Công đoàn Thử" in text  # the day of the request, from the receipt
    assert "1. Kết quả tìm. Ngày 21/11/2026, chúng tôi đã tìm trong" in text
    assert f"Việc gỡ trước đó mang số {first.stem[-8:]}." in text
    assert "đã bỏ hoặc viết lại" not in text


def test_another_person_has_no_earlier_receipt(applied, capsys):
    site, _ = applied
    _, out, _ = run(site, capsys, "--person", "Vi Văn Thạch", "--prove")

    assert "không có biên nhận gỡ nào của người này" in out


def test_receipts_of_others_damaged_ones_and_searches_are_passed_over(tmp_path):
    def row(reference, at, **more):
        told = {"bantin": "takedown", "reference": reference, "at": at, "salt": "x"}
        told |= {"names": [NAME], "asked": None} | more
        (tmp_path / f"{reference}.json").write_text(json.dumps(told), "utf-8")

    row("b", "2026-11-02T08:00:00+07:00", asked="2026-11-01")
    row("a", "2026-11-01T08:00:00+07:00")
    row("c", "2026-11-03T08:00:00+07:00", bantin="takedown-search")
    row("d", "2026-11-04T08:00:00+07:00", names=["Lê Văn Tám"])
    row("e", "hôm qua")
    row("f", "2026-11-05T08:00:00+07:00", names=3)
    row("g", "2026-11-06T08:00:00+07:00", asked="mai")
    (tmp_path / "h.json").write_bytes(b"[1")
    (tmp_path / "i.json").write_bytes(b"[1]")

    assert earlier(tmp_path, NAME) == Earlier("b", NOW.date().replace(day=2), "2026-11-01")
    assert earlier(tmp_path / "khong", NAME) is None


def test_a_take_down_that_is_proved_later_has_the_whole_letter(tmp_path, capsys):
    site = make_site(tmp_path, PERSON | {"content/ban-tin/2026/sai.md": "+++\nunit: khong\n+++\n"})
    assert run(site, capsys, "--person", NAME, "--apply", *ASKED)[0] == 1
    site.remove("content/ban-tin/2026/sai.md")
    assert site.build() == 0
    code, out, _ = run(site, capsys, "--person", NAME, "--prove", "--by", "Ban Tuyên giáo")

    assert code == 0
    assert "Hãy xuất bản trước" in out
    assert "chỉ tìm" not in out
    text = letter_of(site)
    assert "Ngày 20/11/2026, Công đoàn Thử nhận được" in text
    assert "   - bài viết: 1\n   - bảng, danh sách: 2\n" in text
    assert text.endswith("Thực hiện: Ban Tuyên giáo\n")
    assert not list((site.root / ".bantin/takedowns").iterdir())


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_the_letter_tells_of_a_history_that_holds_it(tmp_path, capsys):
    site = make_site(tmp_path, PERSON)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@thu.example"]
    for step in (["init", "-q"], ["add", "content"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *step], check=True, capture_output=True)
    assert run(site, capsys, "--person", NAME, "--apply", *ASKED)[0] == 0

    assert "4. Lịch sử sửa đổi. Kho nội dung của chúng tôi (Git) còn giữ" in letter_of(site)


OTHERWISE = PERSON | {
    "mkdocs.yml": OFFICE + "      offline: false\n",
    "content/data/taken-down.yml": "- {path: ban-tin/2020/cu, at: 2026-01-01}\n",
    "content/ban-tin/2026/ca-dem.md": "+++\n"
    'attachments:\n  - {file: giai.csv, title: "Giải"}\n  - {file: hoa.docx, title: "Đơn"}\n+++\n'
    f"| Hạng | Tác giả |\n|---|---|\n| Nhất | {NAME} |\n| Nhì | Lê Tám |\n",
    "content/ban-tin/2026/nguyen-thi-hoa-ke.md": "+++\n+++\nBài kể chuyện ca đêm ở trạm bơm.\n",
    "content/ban-tin/2026/giai.csv": PRIZES.format(f'"{NAME}, Lê Văn Tám"'),
    "content/ban-tin/2026/hoa.docx": docx(NAME),
}


def test_a_site_of_another_cut(tmp_path, capsys):
    """A cell of two authors, a table in a page, a Word file, a register, no copies on phones."""
    site = make_site(tmp_path, OTHERWISE)
    code, out, _ = run(site, capsys, "--person", NAME, "--apply", "--lang", "en", *ASKED)
    folder = site.root / "content/ban-tin/2026"
    line = (folder / "ca-dem.md").read_text("utf-8").splitlines().index("| Nhất | |") + 1
    text = letter_of(site)

    assert code == 0
    assert f"content/ban-tin/2026/ca-dem.md:{line}: the row tells of a prize" in out
    assert "một đoàn viên, Lê Văn Tám" in (folder / "giai.csv").read_text("utf-8")
    # In the language of the site; our own register is nothing of the person's.
    assert "   - bài viết: 2\n   - bảng, danh sách: 2\n   - tệp đính kèm: 1\nTrang" in text
    assert "Điện thoại đã đọc" not in text


def test_the_receipt_has_no_address_that_names_the_person():
    done = Done(changed=["https://x/chu-de/nguyen-thi-hoa/", "https://x/chu-de/khac/"])
    account = Account(at=NOW, names=[NAME], proof=Proof(1, 1, ()), done=done)
    rows = {}
    for named in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            file, _ = write(Path(folder), account, "x", with_name=named)
            rows[named] = json.loads(file.read_text("utf-8"))["made_anew"]

    assert rows == {False: ["https://x/chu-de/khac/"], True: list(done.changed)}


@pytest.mark.parametrize("arguments", [(), ("--apply",)])
def test_where_nobody_is_found_no_work_is_told(tmp_path, capsys, arguments):
    site = make_site(tmp_path, PERSON)
    code, out, err = run(site, capsys, "--person", "Vi Văn Thạch", *arguments)

    assert code == 0
    assert out.rstrip().endswith("Những nơi có “Vi Văn Thạch”:\nKhông thấy ở đâu cả.")
    assert err == "" or "Vi" not in err
    assert not (site.root / ".bantin").exists()


def test_where_only_others_may_be_meant_no_caches_are_told(tmp_path, capsys):
    site = make_site(tmp_path, PERSON)
    _, out, _ = run(site, capsys, "--person", "Nguyễn Thị Hoa")

    assert "(có thể)" in out
    assert "Không có gì phải sửa" in out
    assert "Sau khi xuất bản" not in out


def test_settings_that_name_the_person_are_a_place(tmp_path, capsys):
    site = make_site(tmp_path, {"mkdocs.yml": OFFICE + f'      # "{NAME}"\n'})
    _, out, _ = run(site, capsys, "--person", NAME)

    assert "Không thấy ở đâu cả" not in out
    assert "Cài đặt của trang: 1" in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_why_a_file_is_unreadable_is_said_in_words(language):
    speech = Speech(language)

    for key in ("gzip", "zip", "pdf", "brotli", "packed", "too-large", "damaged", "locked"):
        assert " " in speech.reason(key)
    assert speech.reason("a.txt") == "a.txt"


def test_why_a_file_of_the_site_is_unreadable_is_told(applied, capsys):
    site, _ = applied
    file = site.root / "site/x.br"
    file.write_bytes(b"\x0b\x02\x80")
    code, _, err = run(site, capsys, "--person", NAME, "--prove")
    seen, _, _ = run(site, capsys, "--person", NAME, "--prove", "--letter", "--seen", "x.br")
    file.unlink()

    assert (code, seen) == (1, 0)
    assert "(tệp nén brotli)" in err
    texts = [one.read_text("utf-8") for one in receipts(site, "-search.txt")]
    assert any("số tệp phải có người mở xem vì máy không tự xác định được: 1." in t for t in texts)


def test_a_letter_in_english_is_one_as_well(tmp_path, capsys):
    english = OFFICE.replace("  language: vi", "  language: en")
    english = english.replace("  - bantin:\n", "  - bantin:\n      language: en\n")
    site = make_site(tmp_path, PERSON | {"mkdocs.yml": english})
    assert run(site, capsys, "--person", NAME, "--apply", *ASKED)[0] == 0
    text = letter_of(site)

    assert "On 20 Nov 2026, Công đoàn Thử received your request" in text
    assert "   - news items: 1\n   - tables and lists: 2\n" in text
    assert "Yours faithfully,\n\nFor Công đoàn Thử" in text
