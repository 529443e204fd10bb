"""Settings of a site, as they show in what is built."""

import re

from pages import parse
from sitemaker import CONFIG, SampleSite

ITEMS = {
    "content/ban-tin/2026/mot.md": (
        "+++\ntopics: [an-toan]\ncover: {image: anh.jpg, alt: Ảnh}\n+++\n"
        "[hai](hai.md) ![hình](anh.jpg) [liên hệ](../../lien-he.md) [trang](/chu-de/an-toan/)\n"
    ),
    "content/ban-tin/2026/hai.md": '+++\nwithdrawn: {at: 2026-11-20, reason: "Sai."}\n+++\n',
    "content/ban-tin/2026/anh.jpg": "",
    "content/khan/2026/bao.md": "+++\nlevel: hoa-toc\nexpires_at: 2026-12-01\n+++\n",
    "content/guong-sang/2026/mai.md": "+++\nhonourees: [{name: Mai}]\nquote: Mười ký tự.\n+++\n",
    "content/lien-he.md": "---\ntitle: Liên hệ\n---\n[tin](ban-tin/2026/mot.md)\n",
}
VIETNAMESE = re.compile(
    "[ăâđêôơưáàảãạéèẻẽẹíìỉĩịóòỏõọúùủũụýỳỷỹỵắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữự]", re.IGNORECASE
)


def built_with(site, config):
    sample = SampleSite(site({**ITEMS, "mkdocs.yml": config}).root)
    assert sample.build() == 0
    return sample


def test_a_site_below_a_path_links_to_itself_there(site):
    sample = built_with(site, CONFIG.replace("https://thu.example/", "https://to.example/bantin"))
    files = set(sample.built())

    for path, data in sample.built().items():
        if not path.endswith(".html"):
            continue
        for address in parse(data).addresses():
            if address.startswith("/"):
                assert address.startswith("/bantin/"), f"{path} leads to {address}"
                file = address.removeprefix("/bantin/").partition("#")[0]
                file += "index.html" if file == "" or file.endswith("/") else ""
                assert file in files, f"{path} leads to {address}"
    assert "https://to.example/bantin/ban-tin/2026/mot/" in sample.read("rss.xml")
    assert "https://to.example/bantin/ban-tin/2026/anh." in sample.read("rss.xml")


def test_an_english_site_speaks_english(site):
    config = CONFIG.replace("language: vi", "language: en") + "      language: en\n"
    sample = built_with(
        site,
        config.replace("Bản tin của Công đoàn Thử", "News").replace("Công đoàn Thử", "Trial Union"),
    )

    for path in (
        "index.html",
        "ban-tin/2026/mot/index.html",
        "khan/2026/bao/index.html",
        "guong-sang/2026/mai/index.html",
        "ban-tin/2026/hai/index.html",
        "404.html",
    ):
        page = sample.read(path)
        assert '<html lang="en"' in page
        shown = page
        for own in (
            "Tiêu đề thử",
            "Một câu tóm tắt đủ dài để kiểm thử.",
            "Liên hệ",
            "liên hệ",
            "An toàn",
            "Phúc lợi",
            "Công đoàn Điện Thử",
            "Liên đoàn Thử",
            "CĐ Điện",
            "Số 1, phố Thử",
            "Ảnh",
            "hình",
            "Mười ký tự.",
            "Nội dung thử.",
            "Sai.",
            "Tháng Công nhân",
        ):
            shown = shown.replace(own, "")
        assert VIETNAMESE.findall(shown) == [], path


def test_the_command_speaks_the_sites_language(site, capsys):
    built_with(site, CONFIG + "      language: en\n")

    assert "\nBuilt: " in capsys.readouterr().out


def test_links_elsewhere_are_the_organisations_own(site):
    config = CONFIG + "      links: {facebook: https://facebook.example/congdoan}\n"

    assert "https://facebook.example/congdoan" in built_with(site, config).read("index.html")
