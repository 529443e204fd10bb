"""mkdocs.yml: what stands under `plugins: - bantin:`, and what keeps a site from being set up."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

import pytest
from sitemaker import CONFIG, render, write_files

from generator.model import permalink
from generator.model.site import FeedSettings, Look, Organisation, Settings, Site
from generator.plugin.host import load_setup
from generator.reading.settings import read_settings

ORGANISATION = '      organisation: {name: "Công đoàn Thử"}\n'


def read(tmp_path, options):
    """Read settings whose options (from line 4 on) are the text *options*."""
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"site_name: Thử\nplugins:\n  - bantin:\n{options}", "utf-8")
    return read_settings(file)


def spots(diagnostics):
    return [(d.span.line, d.span.column, d.code) for d in diagnostics]


def test_settings_have_sensible_defaults(tmp_path):
    settings, problems = read(tmp_path, ORGANISATION)

    assert problems == []
    assert settings.language == "vi"
    assert settings.default_time == time(8)
    assert settings.time_zone == "Asia/Ho_Chi_Minh"
    assert (settings.per_page, settings.feeds) == (20, FeedSettings())
    assert (settings.look, settings.offline) == (Look(), True)


def test_everything_that_can_be_set_is_read(tmp_path):
    options = """\
      organisation: {name: "A", short: "B", address: "C", phone: 0243765432, email: d@e.example,
        licence: "F", responsible: "G"}
      language: en
      time_zone: Asia/Bangkok
      default_time: 7:30
      per_page: 50
      feeds: {entries: 100, content: summary, authority: cu.example}
      links: {facebook: "https://www.facebook.com/a", zalo: "https://zalo.me/a"}
      look: {colour: "#06C", logo: assets/logo.png}
      offline: false
"""
    settings, problems = read(tmp_path, options)

    assert problems == []
    assert settings.organisation.phone == "0243765432"
    assert settings.default_time == time(7, 30)
    assert settings.feeds == FeedSettings(entries=100, content="summary", authority="cu.example")
    assert settings.links.zalo == "https://zalo.me/a"
    assert settings.look == Look(colour="#0066cc", logo="assets/logo.png")
    assert settings.offline is False


@pytest.mark.parametrize(
    ("options", "spot", "example"),
    [
        ("      language: vi\n", (4, 7, "field.missing"), 'organisation: {name: "Công đoàn'),
        ("      organisation: Tên\n", (4, 21, "field.not-mapping"), "organisation: {name:"),
        (ORGANISATION + "      langage: vi\n", (5, 7, "field.unknown"), "language: vi"),
        (ORGANISATION + "      language: tiếng Việt\n", (5, 17, "field.choice"), ""),
        (ORGANISATION + "      time_zone: Hà Nội\n", (5, 18, "zone.unknown"), "Asia/Ho_Chi_Minh"),
        (ORGANISATION + "      time_zone: ../etc\n", (5, 18, "zone.unknown"), "Asia/Ho_Chi_Minh"),
        (ORGANISATION + "      time_zone: Asia\n", (5, 18, "zone.unknown"), "Asia/Ho_Chi_Minh"),
        (ORGANISATION + "      time_zone: [a]\n", (5, 18, "zone.unknown"), "Asia/Ho_Chi_Minh"),
        (ORGANISATION + "      default_time: 8h\n", (5, 21, "clock.format"), "default_time: 08:00"),
        (ORGANISATION + "      per_page: nhiều\n", (5, 17, "field.not-number"), "per_page: 20"),
        (ORGANISATION + "      per_page: [20]\n", (5, 17, "field.not-number"), "per_page: 20"),
        (ORGANISATION + "      per_page: 4\n", (5, 17, "field.too-small"), "per_page: 20"),
        (ORGANISATION + "      per_page: 101\n", (5, 17, "field.too-large"), "per_page: 20"),
        (ORGANISATION + "      feeds: {entries: 0}\n", (5, 24, "field.too-small"), "entries: 20"),
        (ORGANISATION + "      feeds: {entries: 101}\n", (5, 24, "field.too-large"), "entries: 20"),
        (ORGANISATION + "      feeds: 20\n", (5, 14, "field.not-mapping"), "feeds: {entries: 20"),
        (ORGANISATION + "      offline: không\n", (5, 16, "flag.unknown"), "offline: true"),
        (ORGANISATION + "      links: {zalo: zalo.me/a}\n", (5, 21, "url.form"), "https://"),
        (ORGANISATION + "      language: !ENV TIENG\n", (5, 17, "yaml.tag"), ""),
        (
            ORGANISATION + "      language: vi\n      language: en\n",
            (6, 7, "yaml.duplicate-key"),
            "",
        ),
        (ORGANISATION + "      per_page: 1: 2\n", (5, 18, "yaml.colon"), ""),
    ],
)
def test_a_fault_of_a_setting_is_told_at_its_place(tmp_path, options, spot, example):
    settings, problems = read(tmp_path, options)

    assert settings is None
    assert spots(problems) == [spot]
    shown = render(problems, root=tmp_path)
    assert f"mkdocs.yml:{spot[0]}:{spot[1]}" in shown
    assert example in shown


@pytest.mark.parametrize(
    "text",
    [
        "plugins:\n  - bantin\n",
        "plugins:\n  - bantin:\n",
        "plugins:\n  - bantin: {}\n",
        "plugins: {bantin: {}}\n",
        "plugins: [bantin]\n",
        "site_name: A\n",
    ],
)
def test_without_options_the_organisation_is_missing(tmp_path, text):
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")

    _, problems = read_settings(tmp_path / "mkdocs.yml")

    assert [(d.code, dict(d.params)["field"]) for d in problems] == [
        ("field.missing", "organisation")
    ]
    assert "organisation: {name:" in render(problems)


def test_a_text_for_all_options_is_told_to_be_a_group_of_fields(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - bantin: vi\n", "utf-8")

    _, problems = read_settings(tmp_path / "mkdocs.yml")

    assert spots(problems) == [(2, 13, "entry.not-mapping")]


@pytest.mark.parametrize("plugins", ["  - search\n  - bantin:\n      {}\n", "  bantin:\n    {}\n"])
def test_options_are_found_in_a_list_and_in_a_mapping_of_plugins(tmp_path, plugins):
    options = plugins.format("organisation: {name: 'Thử'}")
    text = f"site_name: A\nextra: !ENV X\nplugins:\n{options}"
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")

    settings, problems = read_settings(tmp_path / "mkdocs.yml")

    assert problems == []
    assert settings.organisation.name == "Thử"


@pytest.mark.parametrize("data", [b"\xff\xfe", None])
def test_a_configuration_that_cannot_be_read_is_told(tmp_path, data):
    if data is not None:
        (tmp_path / "mkdocs.yml").write_bytes(data)

    settings, problems = read_settings(tmp_path / "mkdocs.yml")

    assert settings is None
    assert [d.code for d in problems] == ["file.not-utf8"]


def change(old, new):
    assert old in CONFIG
    return CONFIG.replace(old, new)


@pytest.mark.parametrize(
    ("config", "codes"),
    [
        (None, ["config.missing"]),
        ("site_name: [\n", ["config.host"]),
        (
            change("plugins:", "plugins: [search]\nthua:").partition("thua:")[0],
            ["config.plugin-missing"],
        ),
        (change("site_url: https://thu.example/\n", ""), ["config.site-url"]),
        (change("  custom_dir:", "  # custom_dir:"), ["config.theme"]),
        (
            change("site_url: https://thu.example/\n", "").replace("  custom_dir:", "  #"),
            ["config.site-url", "config.theme"],
        ),
        (change("organisation:", "organization:"), ["field.unknown"]),
    ],
)
def test_what_keeps_a_site_from_being_set_up_is_told_in_both_languages(tmp_path, config, codes):
    write_files(tmp_path, {"content/a.md": "a"})
    if config is not None:
        write_files(tmp_path, {"mkdocs.yml": config})

    setup, problems = load_setup(tmp_path / "mkdocs.yml")

    assert setup is None
    assert sorted(d.code for d in problems) == codes
    for language in ("vi", "en"):
        assert "mkdocs.yml" in render(problems, language)


def make(url, **settings):
    given = {"organisation": Organisation(name="A"), **settings}
    return Site("A", url, "B", Settings(**given))


def test_a_site_knows_its_host_path_zone_and_language():
    site = make("https://a.example:8443/bantin/", language="en", time_zone="Asia/Bangkok")

    assert (site.host, site.base, site.language) == ("a.example", "/bantin/", "en")
    assert site.zone == ZoneInfo("Asia/Bangkok")
    assert make("file:///x/").host == "localhost"


def test_addresses_are_made_in_one_place_and_in_ascii():
    site = make("https://a.example/b/")

    assert permalink.href(site, "đơn vị/") == "/b/%C4%91%C6%A1n%20v%E1%BB%8B/"
    assert permalink.path_of(site, permalink.href(site, "đơn vị/")) == "đơn vị/"
    assert permalink.absolute(site, "x/") == "https://a.example/b/x/"
    assert permalink.origin(site) == "https://a.example"
    assert permalink.of_source("ban-tin/2026/x.md") == "ban-tin/2026/x/"
    assert permalink.of_source("index.md") == permalink.of_source("README.md") == permalink.HOME
    assert permalink.default_id("ban-tin/2026/x.md") == "ban-tin/2026/x"
    assert permalink.file_of("x/") == "x/index.html"
    assert permalink.file_of("rss.xml") == "rss.xml"
    assert permalink.of_numbered_page(permalink.of_kind("urgent"), 2) == "khan/trang/2/"
    assert [permalink.of_unit("a"), permalink.of_topic("a"), permalink.of_campaign("a")] == [
        "don-vi/a/",
        "chu-de/a/",
        "phong-trao/a/",
    ]
    assert permalink.of_year(2026) == "nam/2026/"
    assert permalink.kind_of("khan/2026/x.md").name == "urgent"
    assert permalink.kind_of("gioi-thieu.md") is None


def test_feed_ids_outlive_a_move_to_another_domain():
    moved = make("https://moi.example/", feeds=FeedSettings(authority="cu.example"))

    assert permalink.tag_uri(make("https://cu.example/"), "a/b") == "tag:cu.example,2026:a/b"
    assert permalink.tag_uri(moved, "a/b") == "tag:cu.example,2026:a/b"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("https://thu.example/", "http://[a", "config.host"),
        ("name: material", "name: [a]", "config.host"),
        ("plugins:", f"extra: {'[' * 5_000}\nplugins:", "config.host"),
        ("plugins:\n", "plugins:\n  - &a [*a]\n", "config.host"),
    ],
)
def test_what_mkdocs_stumbles_over_is_told_in_words(tmp_path, before, after, code):
    """Found by damaging settings: it means to raise errors of its own, and raises others."""
    write_files(tmp_path, {"mkdocs.yml": CONFIG.replace(before, after), "content/a.md": "a\n"})

    setup, problems = load_setup(tmp_path / "mkdocs.yml")

    assert setup is None
    assert [(d.span.path, d.code) for d in problems] == [("mkdocs.yml", code)]
    assert "mkdocs.yml" in render(problems)


def test_a_list_of_plugins_that_contains_itself_has_no_settings_in_it(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("plugins: &a [*a]\n", "utf-8")

    assert [d.code for d in read_settings(tmp_path / "mkdocs.yml")[1]] == ["field.missing"]
