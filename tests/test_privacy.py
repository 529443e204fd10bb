"""Private data in what editors write: what is found, where, what is told and what is permitted."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sitemaker import CONFIG, NOW, UNITS, places, render

from generator.messages import code_hosts, json_report, report, sarif
from generator.messages.findings import Findings
from generator.privacy import Kind, find, mask, masked
from generator.reading.shown import lines_to_show

ID = "001085004127"
FORMS = (code_hosts.github, code_hosts.gitlab, sarif.sarif, json_report.as_json)


def kinds(text):
    return [(str(found.kind), text[found.start : found.end]) for found in find(text)]


@pytest.mark.parametrize(
    "written",
    [
        *(
            "0912345678",
            "0912 345 678",
            "0912.345.678",
            "0912-345-678",
            "091 234 5678",
            "09 1234 5678",
        ),
        *("09 12 34 56 78", "(0912) 345 678", "0912\u00a0345\u00a0678", "0912&nbsp;345&nbsp;678"),
        *(
            "0912 – 345 – 678",
            "０９１２３４５６７８",
            "0912**345**678",
            r"0912\.345\.678",
            "0912/345/678",
        ),
        *("+84 912 345 678", "+84912345678", "(+84) 912 345 678", "+84 (0)912 345 678"),
        *("0084 912 345 678", "84-912-345-678", "84912345678", "O912 345 678", "(084) 912 345 678"),
        "0912 345\n678",
    ],
)
def test_a_mobile_number_is_one_number_however_it_is_written(written):
    found = list(find(f"Gọi {written} trước 17 giờ."))

    assert [(one.kind, one.value) for one in found] == [(Kind.MOBILE, "0912345678")]
    assert written.lstrip("(+") in f"Gọi {written} trước"[found[0].start :]


@pytest.mark.parametrize(
    "trap",
    [
        *("024 3825 1407", "(0200) 355 0100", "1900 0258", "1800 5588", "+84 24 3825 1407"),
        *("912.345.678 đồng", "84.912.345.678 đồng", "09-12-2026 08:00", "ngày 09, 10, 11, 12, 13"),
        *(
            "Mã số thuế: 0901284573",
            "máy số chế tạo 0397125046",
            "PE0912345678",
            "0.912345678",
            "09123456789",
        ),
        *(
            "1426/QĐ-TLĐ",
            "0912/QĐ-UBND",
            "2026-11-20 08:00",
            "https://bao.example/tin-0912345678.html",
        ),
        *("đơn hàng 981524703618", "981524703618", "003185004127", "001268350417", "001985004127"),
        *(
            "186 530 429",
            "tài khoản Zalo",
            "tài khoản còn 15820374 đồng",
            "chuyển khoản 500.000.000 đồng",
            "ngân hàng 12 chi nhánh",
        ),
        *("lộ 471-E1.27", "phòng 29A", "buýt 88A", "NPC.I-14-190", "cột 29B 1234"),
        *(
            "học sinh ngày 5/9/2025",
            "sinh năm 1984",
            "phát sinh ngày 5/9/2025",
            "thành lập ngày 5/9/1985",
        ),
        *("nguyen@example.com", "cskh@ngan-hang.example", "Trụ sở: số 15 đường Công Nhân"),
        *(
            "gia đình công nhân ở xóm trọ",
            "khu nhà ở số 2",
            "thôn Đồng Găng mất điện",
            "Anh Thái quê ở thôn 5",
        ),
        *("khám sức khỏe cho 200 người", "Bác sĩ Phan Hữu Đoan nói về đột quỵ", "phòng chống HIV"),
        *(
            "Trường Tiểu học Kim Đồng",
            "các cháu mẫu giáo",
            "Con trai ông là kỹ sư Lê Quang Vịnh, 34 tuổi",
        ),
    ],
)
def test_what_looks_alike_is_let_pass(trap):
    assert kinds(f"Theo {trap} thì được.") == []


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("citizen-id", f"số {ID} của anh An", ID),
        ("citizen-id", "CCCD 001.085.004.127", "001.085.004.127"),
        ("citizen-id", "| Tên | Số CCCD |\n|---|---|\n| An | 981 524 703 618 |", "981 524 703 618"),
        ("old-id", "CMND số 162 384 975", "162 384 975"),
        ("old-id", "ông An, 162384975 do Công an tỉnh cấp năm 2009", "162384975"),
        ("old-id", "Họ tên;Số CMND;Ghi chú\nAn;113628047;không", "113628047"),
        ("bank", "STK 1903 6482 7500 18 Techcombank", "1903 6482 7500 18"),
        ("bank", "gửi về tài khoản 0912345678 giúp", "0912345678"),
        ("bank", "0451000738291 - Vietcombank", "0451000738291"),
        ("plate", "thấy 29A-417.63 đậu chắn cửa", "29A-417.63"),
        ("plate", "xe TM 27-18 của bộ đội", "TM 27-18"),
        ("plate", "xe máy biển 36b4 52817", "36b4 52817"),
        ("birth", "chị Gấm sinh ngày 03 tháng 11 năm 1991", "03 tháng 11 năm 1991"),
        ("birth", "anh Phi, SN 12/5/84", "12/5/84"),
        ("address", "anh Dậu trú tại số 14, ngõ 62, phố Hàng Nón", "số 14, ngõ 62, phố Hàng Nón"),
        ("address", "anh Mạc Văn Tiến (số nhà 9, ngách 15/4)", "số nhà 9, ngách 15/4"),
        ("email", "gửi nga.lethi@thu-rieng.example nhé", "nga.lethi@thu-rieng.example"),
        ("health", "Chị Lam bị ung thư vú", "ung thư"),
        ("health", "Căn bệnh suy thận hành hạ anh Thắng", "suy thận"),
        ("child", "Cháu Đỗ Minh Khôi, 7 tuổi", "Đỗ Minh Khôi"),
        ("child", "Ngô Gia Bảo, lớp 7B, được tặng xe", "Ngô Gia Bảo"),
    ],
)
def test_each_kind_is_found_by_its_form_or_by_the_words_about_it(kind, text, words):
    assert kinds(text) == [(kind, words)]


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("plate", "đoàn khách đi 80-NG-213-45 đến thăm", "80-NG-213-45"),
        ("birth", "anh Phi, sinh 12051984", "12051984"),
        ("address", "Thư cho anh Lê Văn Thử, 27 Hàng Bài nhé", "27 Hàng Bài"),
        ("address", "Nhà chị Hoa ở 27/8 hẻm 134 đường Cây Keo", "27/8 hẻm 134 đường Cây Keo"),
        ("email", "viết cho lan.thu(at)thu-rieng.vn nhé", "lan.thu(at)thu-rieng.vn"),
        ("health", "Chị Lê Thị Thử đã nghỉ. Chồng chị suy tim nặng.", "suy tim"),
        ("health", "Anh Lê Văn Thử mắc bệnh lạ", "mắc bệnh lạ"),
        ("child", "Họ tên;Lớp;Phụ huynh\nLê Gia Thử;ba;Lê Văn Tư", "Lê Gia Thử"),
        ("child", "Anh Tư có hai con thơ là Lê Gia Thử", "Lê Gia Thử"),
        ("child", "Đứa út nhà Sáu Thợ Tiện, thằng Lê Gia Thử, lên 8", "Lê Gia Thử"),
    ],
)
def test_what_few_texts_write_is_found_too(kind, text, words):
    assert kinds(text) == [(kind, words)]


@pytest.mark.parametrize(
    "trap",
    [
        *("Đồng chí Lê Văn Hùng, Đội 4, Công ty Điện lực", "Anh Lê Văn Ba, tổ 3, xưởng may 2"),
        *("Anh Phước kể chuyện đi cứu trợ ở thôn Hạ, xã Khe Lim", "chị Lan có 47 tổ trưởng"),
        "Anh Lê Văn Thử bắt được trộm ở thôn Hạ, xã Khe Lim",
        "Anh Thử sống ở trọ gần chợ, quán ăn số 2 đường Lê Lợi",
        *("Đội kịch Em bé Hà Nội của học sinh", "Sinh thời Bác Hồ bị sốt rét"),
        *("Anh Huy tình nguyện chăm người bại liệt", "Anh Tâm mắc kẹt trên cột"),
        *("Chị Hoa dự tập huấn. Công nhân bị bụi phổi nhiều", "Anh Lê Văn Tư lên 3 bậc lương"),
        *("trị giá 912.345.678 đồng", "Nợ TK 112100 / Có TK 511300"),
    ],
)
def test_what_an_office_does_is_nobodys_own(trap):
    assert kinds(trap) == []


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (
            "address",
            "Chị Lê Thị Thử, CMND cũ, nữ, 40 tuổi, thôn Hạ, xã Khe Lim",
            "thôn Hạ, xã Khe Lim",
        ),
        ("address", "Lê Thị Thử - xưởng 2 - thôn Hạ, xã Khe Lim", "thôn Hạ, xã Khe Lim"),
        ("address", "Họ tên: Lê Văn Thử. Địa chỉ: tổ 5, thôn Hạ", "tổ 5, thôn Hạ"),
        ("address", "Chị Lê Thị Thử ốm. Nhà chị ở xóm Bãi, xã Khe Lim", "xóm Bãi, xã Khe Lim"),
        (
            "address",
            "Số nhà 3, ngách 54 phố Trại là nơi chị Lê Thị Thử sống",
            "Số nhà 3, ngách 54 phố Trại",
        ),
        (
            "address",
            "Mình mới thuê được số 18 ngách 4 ngõ Gốc Mít nhé",
            "số 18 ngách 4 ngõ Gốc Mít",
        ),
        ("health", "Nghe tin Vóc trầm cảm, tổ tới thăm", "trầm cảm"),
        ("health", "Cháu Lê Gia Thử, học sinh lớp 8, ngã xe. Em rạn xương tay", "rạn xương tay"),
        ("health", "Bác Lê Văn Thử, hay tổ chức hội nghị, đã mất vì ung thư phổi", "ung thư"),
        ("health", "Họ tên: Lê Văn Thử. Hoàn cảnh: cụt một chân", "cụt một chân"),
        ("health", "Tên | Hoàn cảnh\nLê Văn Thử | Một mẹ già suy thận", "suy thận"),
        ("health", "chi Lan chuyen 2 bi tai bien roi", "tai bien"),
        ("child", "Trẻ mồ côi nhận sữa: Lê Gia Thử, Lê Gia Tư", "Lê Gia Thử"),
        ("child", "Chị Hà về đón Tép tan học mẫu giáo", "Tép"),
        ("child", "Từ hôm mẹ mất, Lê Gia Thử ở với bà, em lên lớp 7", "Lê Gia Thử"),
        ("child", "STT | Tên bé | Mẹ\n1 | Khang | Lê Thị Tư", "Khang"),
        ("birth", "Lê Thị Thử, nữ, 04/06/1993, thợ may", "04/06/1993"),
        ("birth", "ngày sinh của chị Thử in nhầm; đúng là 19/12/1988", "19/12/1988"),
        ("birth", "Hôm nay, 22/11/1971 - 22/11/2026, chị Thử tròn 55 tuổi", "22/11/1971"),
    ],
)
def test_few_strong_signs_are_enough_for_a_warning(kind, text, words):
    assert (kind, words) in kinds(text)


@pytest.mark.parametrize(
    "trap",
    [
        *(
            "Tiệm may Văn Thử, 5A kiệt 31 phố Trại, bán giá sách",
            "Ông Lê Văn Thử, Trưởng thôn Hạ, nói",
        ),
        *("Thư viện nhận sách. Địa chỉ: tổ 5, thôn Hạ", "Anh Thử sửa điện ở thôn Hạ, xã Khe Lim"),
        *("Chị Thử, phòng 304, nhà A, cơ quan tỉnh", "kết luận số 35/TB-CĐ của anh Lê Văn Thử"),
        *(
            "Công nhân bị bỏng nhiều",
            "Năm ngoái 15 người mất vì ung thư",
            "chợ u Tuyến của chị Lan",
        ),
        *("Hộ nghèo: Lê Thị Thử có con học lớp 5", "Người tặng học bổng: Lê Văn Thử, Lê Văn Tư"),
        *("đội nữ, 15/8/2026 ra quân", "Công đoàn Việt Nam (28/7/1929 - 28/7/2026)"),
        "Hai anh em Lê Văn Thử và Lê Văn Tư cùng lái cẩu",
    ],
)
def test_the_same_words_of_an_office_or_of_grown_people_are_none(trap):
    assert kinds(trap) == []


def test_two_numbers_side_by_side_are_two():
    assert kinds("0912 345 678 0987 654 321") == [
        ("mobile", "0912 345 678"),
        ("mobile", "0987 654 321"),
    ]
    assert kinds(f"{ID} 0912345678") == [("citizen-id", ID), ("mobile", "0912345678")]


HOSTILE = [
    *(
        "1 ",
        "0",
        "0912345678 ",
        "0912345678x",
        "1,2;",
        "| a ",
        "Nguyễn ",
        "Nguyễn Văn ",
        "con ",
        "con gái ",
    ),
    *(
        "cháu A, ",
        "em A (",
        "số 1, ",
        "nhà chị A số 1 ",
        "anh A bị ung thư ",
        "ung thư của ",
        "29A-123.4",
    ),
    *(
        "a@",
        "a.",
        "a@b.",
        "sinh 1/1/1984 ",
        "&nbsp;",
        "\n",
        "A B C ",
        "STK 1.",
        "a;b\n",
        "P. 1, ",
        "\u0663",
        "1/1/1984(",
        "số 1 đường A ",
        "Chị A mắc b. ",
        "em bé lớp 1 ",
        "trẻ: Aa Bb - ",
        "địa chỉ: thôn A ",
        "Trần Văn An lớp 1 ",
        "Anh Lan bị thai 1 ",
    ),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(text):
    def seconds(size):
        begun = time.process_time()
        for _ in find((text * size)[:size]):
            pass
        return time.process_time() - begun

    small, large = (min(seconds(size) for _ in range(3)) for size in (20_000, 200_000))

    # Five times what is in proportion, for machines under load; were it quadratic, 100 times.
    assert large < 50 * small + 0.3


@given(st.text(alphabet="0189 .-+()/\n|;,@aAnổ số STK CCCD", max_size=120))
def test_finds_lie_in_the_text_in_order_and_masking_keeps_places(text):
    found = list(find(text))

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert len(masked(text)) == len(text)


def test_what_is_masked_shows_its_last_two_figures_alone():
    text = "ĐT 0912.345.678, CCCD 001085004127, chị Lam bị ung thư vú"

    hidden = masked(text)

    assert hidden == "ĐT ••••.•••.•78, CCCD ••••••••••27, chị Lam bị u•• t•• vú"
    assert mask(text, next(find(text))) == "••••.•••.•78"


ITEM = "content/ban-tin/2026/lien-he.md"


def test_front_matter_text_remarks_links_and_names_are_read(site):
    sample = site(
        f"""
        -- {ITEM} --
        +++
        summary: "Ai muốn dự xin gọi 0912 345 678 trước thứ Sáu."
        +++
        Gọi [chị Hà](tel:+84912345679).
        ![Ảnh 0912345670](anh-0912345671.jpg)
        <!-- số cũ: 0912345672 -->
        -- content/ban-tin/2026/anh-0912345671.jpg --

        -- content/ban-tin/2026/goi-0912345673.md --
        +++
        +++
        -- content/lien-he.md --
        # Liên hệ

        Trực đêm: 0912345674
        """
    )

    found = sample.check()

    here = [(line, code) for path, line, code in places(found) if path == ITEM]
    private = [one for one in here if one[1].startswith("privacy.")]
    assert private == [(5, "privacy.mobile"), *[(n, "privacy.mobile") for n in (7, 8, 8, 9)]]
    assert ("content/ban-tin/2026/goi-0912345673.md", 0, "privacy.mobile") in places(found)
    assert ("content/lien-he.md", 3, "privacy.mobile") in places(found)
    assert not sample.gather().is_publishable


def test_the_place_is_that_of_the_number(site):
    sample = site(f"-- {ITEM} --\n+++\n+++\nHỏi anh An, số {ID}.\n")

    (problem,) = sample.check()

    assert problem.span[1:] == (7, 16, 12)


OFFICES = """
    -- content/data/units.yml --
    - id: cd-dien
      name: "Công đoàn Điện Thử"
      short: "CĐ Điện"
      level: lien-doan
      contact:
        phone: "0912 345 678"
        email: "cong.doan.dien@thu-rieng.example"
        address: "Số 5, ngõ 7 phố Thử, phường Thử"
    -- content/data/channels.yml --
    - {id: nhom, name: "Nhóm Zalo", network: zalo-nhom, url: "https://zalo.me/0987654321"}
    """


def test_what_the_data_files_know_as_an_offices_may_stand(site):
    sample = site(
        OFFICES
        + f"""
    -- {ITEM} --
    +++
    +++
    Gọi +84 912.345.678 hoặc Zalo 0987 654 321, thư lan@thu-rieng.example, an@tin.thu.example.

    Anh An tạm trú tại số 5, ngõ 7 phố Thử.
    """
    )

    assert sample.check() == []


def test_what_they_do_not_know_may_not(site):
    sample = site(
        OFFICES
        + f"\n    -- {ITEM} --\n    +++\n    +++\n    Gọi 0912 345 679, lan@noi-khac.example.\n"
    )

    assert [code for _, _, code in places(sample.check())] == ["privacy.mobile", "privacy.email"]


@pytest.mark.parametrize(
    ("letterbox", "url", "written", "told"),
    [
        ("vanphong@thu-rieng.vn", "thu.example", "lan@thu-rieng.vn", False),
        ("vanphong@thu.org.vn", "thu.example", "lan@tin.thu.org.vn", False),
        # nobody's own: what all may have a letterbox or a name under
        ("cdthu@gmail.com", "thu.example", "lan@gmail.com", True),
        ("cdthu@hcm.vnn.vn", "thu.example", "lan@hcm.vnn.vn", True),
        ("cdthu@org.vn", "thu.example", "lan@khac.org.vn", True),
        ("cdthu@vn", "thu.example", "lan@khac.vn", True),
        ("cdthu@thu.id.vn", "thu.example", "lan@khac.id.vn", True),
        # and of the site's own address
        ("cdthu@gmail.com", "tin.thu.io.vn", "lan@thu.io.vn", False),
        ("cdthu@gmail.com", "thu.io.vn", "lan@khac.io.vn", True),
        ("cdthu@gmail.com", "tin.thu.com", "lan@thu.com", False),
    ],
)
def test_the_letterboxes_of_an_office_are_those_of_a_domain_that_is_its_own(
    site, letterbox, url, written, told
):
    sample = site(
        {
            "mkdocs.yml": CONFIG.replace("thu.example", url),
            "content/data/units.yml": UNITS.replace(
                "level: lien-doan", f"level: lien-doan, contact: {{email: {letterbox}}}"
            ),
            ITEM: f"+++\n+++\nThư cho {written}.\n",
        }
    )

    assert [code for _, _, code in places(sample.check())] == ["privacy.email"] * told


def test_an_editor_may_answer_for_it(site):
    sample = site(
        f"""
        -- {ITEM} --
        +++
        allow: [{{rule: privacy.mobile, reason: "Anh An đồng ý bằng văn bản ngày 2/11."}}]
        +++
        Gọi 0912 345 678.
        """
    )

    gathered = sample.gather()

    assert gathered.problems == []
    assert [one.problem.code for one in gathered.silenced] == ["privacy.mobile"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_report_shows_the_number(site, language, capsys):
    sample = site(
        f"""
        -- {ITEM} --
        +++
        title: {ID} 0912345678 Họp
        topics: [khong-co, "0912345678"]
        +++
        Gọi 0912 345 678; CCCD {ID}; STK 0451000738291 Vietcombank.
        """
    )
    problems = sample.check()
    lines_of = lines_to_show(sample.root)

    assert sample.run("check") == 1
    shown = capsys.readouterr()
    reports = [
        report.render_all(problems, language, lines_of),
        *(form(Findings(problems, [], language)) for form in FORMS),
        repr([p for p in problems if p.code.startswith("privacy")]),
    ]

    for text in (*reports, shown.out, shown.err):
        for number in (ID, "0912345678", "0912 345 678", "0451000738291"):
            assert number not in text
    assert "••••••••••27" in reports[0]


def test_what_is_private_never_reaches_a_site(site):
    sample = site(f"-- {ITEM} --\n+++\n+++\nSố {ID}.\n")

    assert sample.build(now=NOW) == 1
    assert not (sample.root / "site").exists()


def test_a_report_tells_what_to_do(site):
    shown = render(site(f"-- {ITEM} --\n+++\n+++\nGọi 0912345678.\n").check())

    assert "số điện thoại di động" in shown
    assert "allow: [{rule: privacy.mobile" in shown
    assert "••••••••78" in shown
