"""What makes the same words somebody's own or nobody's: each cause by the pair that shows it."""

import pytest

from generator.privacy import Kind, find


def found(text, kind):
    return [text[one.start : one.end] for one in find(text) if one.kind is kind]


@pytest.mark.parametrize(
    ("kind", "own", "words", "nobodys"),
    [
        # in the title of a work
        (Kind.CHILD, "Bé Hà nhà chị Lan lên 5.", ["Bé Hà"], 'Múa "Bé Hà nhà chị Lan lên 5".'),
        (Kind.HEALTH, "Anh Vũ Văn Tư bị điếc.", ["điếc"], "Tiểu phẩm “Anh Vũ Văn Tư bị điếc”."),
        (
            Kind.ADDRESS,
            "Bà Lò Thị Ới ở bản Nà Sản.",
            ["bản Nà Sản"],
            'Thơ "Bà Lò Thị Ới ở bản Nà Sản".',
        ),
        # grown by a trade or by an office
        (
            Kind.CHILD,
            "Con tôi là Hứa Khả Hân đang học lớp 2.",
            ["Hứa Khả Hân"],
            "Con tôi là Hứa Khả Hân, giảng viên.",
        ),
        (
            Kind.CHILD,
            "Cháu Lê Bảo, 6 tuổi.",
            ["Lê Bảo"],
            "Cô Lê Thị Hồng Nhung, lớp 5 tuổi trường Mầm non Hoa Cúc.",
        ),
        # names in capitals, and headings in capitals
        (
            Kind.CHILD,
            "TẶNG CHÁU ĐINH HÀ VY, 7 TUỔI",
            ["ĐINH HÀ VY"],
            "TẶNG HỌC SINH NGHÈO VƯỢT KHÓ",
        ),
        # what bears a name
        (
            Kind.CHILD,
            "Đỡ đầu cháu Vừ A Sử, lớp 4.",
            ["Vừ A Sử"],
            "Quỹ học bổng Vừ A Sử, lớp 4.",
        ),
        # lists by lines, with nicknames
        (
            Kind.CHILD,
            "Danh sách trẻ gửi:\n. Tôm 3t, mẹ Hạnh\n. Su Su 4t",
            ["Tôm", "Su Su"],
            "Danh sách món:\n. Tôm 3 kg, chuyền 2\n. Su Su 4 kg",
        ),
        # somebody's things
        (
            Kind.HEALTH,
            "Anh Ngũ Văn Đạm bị gãy chân.",
            ["gãy chân"],
            "Xe nâng của anh Ngũ Văn Đạm bị gãy chân.",
        ),
        (
            Kind.ADDRESS,
            "Anh Vũ Văn Huỳnh ở 41/12 Lê Lai.",
            ["41/12 Lê Lai"],
            "Rẫy tiêu của anh Vũ Văn Huỳnh ở 41/12 Lê Lai.",
        ),
        # the illness before the name, and against illness
        (
            Kind.HEALTH,
            "Dù bị khiếm thính nặng hồi lên ba, anh Thái Bá Duẩn vẫn nghe ra.",
            ["khiếm thính"],
            "Ngày phòng chống khiếm thính, anh Thái Bá Duẩn đạp xe.",
        ),
        (
            Kind.HEALTH,
            "Chị Hà Thị Mến có dấu hiệu suy thận.",
            ["suy thận"],
            "Chị Hà Thị Mến không có dấu hiệu suy thận.",
        ),
        # whoever writes
        (
            Kind.HEALTH,
            "Bữa đó lưỡi cưa văng, tui đứt hai ngón tay. Lê Văn Rớt.",
            ["đứt hai ngón tay"],
            "Bữa đó lưỡi cưa văng, may không sao. Lê Văn Rớt.",
        ),
        (
            Kind.ADDRESS,
            "Hôm nay mình đang ở ngõ 5 xóm Chùa.",
            ["ngõ 5 xóm Chùa"],
            "Hôm nay mình đang họp ở ngõ 5 xóm Chùa.",
        ),
        # a number ends at the full stop; houses with letters
        (
            Kind.ADDRESS,
            "Lê Văn Lễ, nhà ở K82/H14/07 Ông Ích Khiêm.",
            ["K82/H14/07 Ông Ích Khiêm"],
            "Tui tên Lê Văn Lễ, thợ hàn ở ụ số 2. Hồi tháng Tư.",
        ),
        # birthdays of works, machines, other accounts
        (
            Kind.BIRTH,
            "Mừng sinh nhật chị Lê Lan (22.11.1986).",
            ["22.11.1986"],
            "Mừng sinh nhật Xí nghiệp (22.11.1986 - 22.11.2026).",
        ),
        (Kind.PLATE, "Xe 51D-20431.", ["51D-20431"], "Máy nước nhãn 51D-20431."),
        (
            Kind.BANK,
            "Tài khoản ngân hàng 100087246839517.",
            ["100087246839517"],
            "Tài khoản Facebook 100087246839517.",
        ),
    ],
)
def test_what_is_somebodys_is_told_from_what_is_nobodys(kind, own, words, nobodys):
    assert found(own, kind) == words
    assert found(nobodys, kind) == []


def test_the_next_plate_of_a_list_needs_no_word_for_a_vehicle():
    listed = "- Khổng Tú Nam, 18B1-330.94\n- Mùa A Sếnh, Win cũ, 27F4-6153"

    assert found(listed, Kind.PLATE) == ["18B1-330.94", "27F4-6153"]
    assert found("- Mùa A Sếnh, Win cũ, 27F4-6153", Kind.PLATE) == []
