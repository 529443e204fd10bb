"""What is shown depends on the clock, and what is hidden is nowhere."""

from datetime import datetime, timedelta

from sitemaker import NOW, ZONE

from generator.outputs import home

HIDDEN = ("draft", "scheduled", "expired", "withdrawn")
STATES = {
    "draft": "draft: true",
    "scheduled": "publish_at: 2026-11-21 09:01",
    "expired": "expires_at: 2026-11-21 09:00",
    "withdrawn": 'withdrawn: {at: 2026-11-21 09:00, reason: "Số liệu sai."}',
    "live": "publish_at: 2026-11-21 09:00",
}


def one_of_each(site):
    """Make an item of each state, with a title, a body, a picture and an id found nowhere else."""
    files = {
        f"content/ban-tin/2026/bai-{state}.md": f"""+++
id: bi-mat/ma-{state}
title: "Tieude-{state}"
summary: "Tomtat-{state} dài đủ hai mươi ký tự."
cover: {{image: anh-{state}.jpg, alt: "Mota-{state}"}}
attachments: [{{file: tep-{state}.csv, title: "Dinhkem-{state}"}}]
{line}
+++
Noidung-{state} với ![Trongbai-{state}](hinh-{state}.jpg)
"""
        for state, line in STATES.items()
    }
    for state in STATES:
        files[f"content/ban-tin/2026/anh-{state}.jpg"] = ""
        files[f"content/ban-tin/2026/hinh-{state}.jpg"] = ""
        files[f"content/ban-tin/2026/tep-{state}.csv"] = f"cot\nbimat-{state}\n"
    links = " ".join(f"[Xem {state}](bai-{state}.md)" for state in STATES)
    files["content/ban-tin/2026/bai-noi.md"] = f"+++\n+++\n{links}\n"
    files["content/gioi-thieu.md"] = f"# Giới thiệu\n\n{links.replace('(bai', '(ban-tin/2026/bai')}"
    return site(files)


def marks_of(state):
    names = ("Tieude", "Tomtat", "Mota", "Dinhkem", "Noidung", "Trongbai", "bimat")
    files = (f"anh-{state}.", f"hinh-{state}.", f"tep-{state}.csv")
    return [*(f"{name}-{state}" for name in names), *files, f"ma-{state}"]


def test_no_byte_of_any_file_tells_of_what_is_hidden(site):
    sample = one_of_each(site)

    assert sample.build() == 0

    for path, data in sample.built().items():
        for state in HIDDEN:
            for mark in marks_of(state):
                if mark == "ma-withdrawn" and path.endswith((".xml", ".json")):
                    continue  # feeds re-issue a withdrawn item under its id, by rule
                assert mark.encode() not in data, f"{mark} in {path}"
                assert mark not in path, f"{mark} names {path}"


def test_the_live_item_is_there_with_all_it_shows(site):
    sample = one_of_each(site)
    sample.build()

    everything = b"".join(sample.built().values()) + " ".join(sample.built()).encode()

    assert [m for m in marks_of("live") if m.encode() not in everything] == []


def test_addresses_of_hidden_items_are_no_links(site):
    sample = one_of_each(site)
    sample.build()

    for path in ("ban-tin/2026/bai-noi/index.html", "gioi-thieu/index.html"):
        page = sample.read(path)
        assert 'href="/ban-tin/2026/bai-live/"' in page
        for state in HIDDEN:
            assert f"Xem {state}" in page
            assert f"bai-{state}/" not in page


def test_a_draft_and_a_scheduled_item_have_no_page_and_the_gone_ones_say_so(site):
    sample = one_of_each(site)
    sample.build()
    pages = sample.built()

    assert "ban-tin/2026/bai-draft/index.html" not in pages
    assert "ban-tin/2026/bai-scheduled/index.html" not in pages
    assert "hết hiệu lực" in sample.read("ban-tin/2026/bai-expired/index.html")
    withdrawn = sample.read("ban-tin/2026/bai-withdrawn/index.html")
    assert "rút" in withdrawn
    assert "Số liệu sai." in withdrawn
    assert 'name="robots" content="noindex' in withdrawn


def test_the_clock_moves_items_in_and_out(site):
    sample = one_of_each(site)
    before = NOW - timedelta(minutes=1)
    after = NOW + timedelta(minutes=1)

    def live(now):
        return {article.id.removeprefix("bi-mat/ma-") for article in sample.edition(now).live}

    assert live(before) == {"expired", "withdrawn", "ban-tin/2026/bai-noi"}
    assert live(NOW) == {"live", "ban-tin/2026/bai-noi"}
    assert live(after) == {"live", "scheduled", "ban-tin/2026/bai-noi"}


def test_the_next_change_is_the_nearest_instant_ahead(site):
    sample = one_of_each(site)

    assert sample.edition(NOW).next_change() == datetime(2026, 11, 21, 9, 1, tzinfo=ZONE)
    assert sample.edition(NOW + timedelta(days=900)).next_change() is None


def test_now_is_an_option_of_the_command(site):
    sample = one_of_each(site)
    sample.build(now=NOW + timedelta(minutes=1))

    assert "Tieude-scheduled" in sample.read("ban-tin/2026/bai-scheduled/index.html")


def test_a_correction_shows_from_its_hour(site):
    sample = site("""
        -- content/ban-tin/2026/so-lieu.md --
        +++
        corrections: [{at: 2026-11-21 10:00, note: "Đúng là 12 hộ, không phải 21 hộ."}]
        +++
        """)

    sample.build()
    assert "12 hộ" not in sample.read("ban-tin/2026/so-lieu/index.html")

    sample.build(now=NOW + timedelta(hours=2))
    page = sample.read("ban-tin/2026/so-lieu/index.html")
    assert "Thông tin cải chính" in page
    assert "12 hộ" in page


def test_a_portrait_is_shown_only_while_its_owner_agrees(site):
    sample = site("""
        -- content/guong-sang/2026/chi-mai.md --
        +++
        honourees:
          - name: "Nguyễn Thị Mai"
            photo: {image: mai.jpg, alt: "Chân dung chị Mai"}
            consent: {on: 2026-11-01, by: "Nguoighinhan", scope: [web], until: 2026-11-30}
          - name: "Trần Văn Nam"
            photo: {image: nam.jpg, alt: "Chân dung anh Nam"}
        +++
        -- content/guong-sang/2026/mai.jpg --

        -- content/guong-sang/2026/nam.jpg --

        """)

    sample.build()
    assert "mai" in portraits_of(sample)
    assert "nam" not in portraits_of(sample)
    page = sample.read("guong-sang/2026/chi-mai/index.html")
    assert "Trần Văn Nam" in page
    assert "2026/nam." not in page
    assert "Nguoighinhan" not in "".join(
        data.decode("utf-8", "ignore") for data in sample.built().values()
    )

    sample.build(now=datetime(2026, 12, 1, 0, 0, tzinfo=ZONE))
    assert "mai" not in portraits_of(sample)


def portraits_of(sample):
    """Return the names of the pictures that are published, whatever they are encoded as."""
    pictures = [path for path in sample.built() if path.endswith((".avif", ".webp", ".jpg"))]
    return {path.rpartition("/")[2].partition(".")[0] for path in pictures}


def test_a_superseded_notice_says_so_both_ways(site):
    sample = site("""
        -- content/khan/2026/cu.md --
        +++
        title: "Thông báo cũ"
        level: khan
        expires_at: 2026-12-01
        +++
        -- content/khan/2026/moi.md --
        +++
        title: "Thông báo mới"
        level: hoa-toc
        expires_at: 2026-12-01
        supersedes: khan/2026/cu
        +++
        """)
    sample.build()

    assert 'href="/khan/2026/moi/"' in sample.read("khan/2026/cu/index.html")
    assert 'href="/khan/2026/cu/"' in sample.read("khan/2026/moi/index.html")
    urgent = home.home_material(sample.edition()).urgent
    assert [face.item.title for face in urgent] == ["Thông báo mới"]
