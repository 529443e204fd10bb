"""What the page's script does for readers, in a real browser, and that nothing moves meanwhile."""

import json
from datetime import datetime

import pytest
from browsing import DESK, PHONE, needs_browser
from sitemaker import NOW, ROOT, ZONE

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]

ARTICLE = "/ban-tin/2026/mot-dem-tren-tuyen-35/"
STORM = "/khan/2026/truc-bao-20-11/"
IN_FORCE = "/khan/hieu-luc.json"
WATCH_SHIFTS = """
    window.shifts = [];
    const words = ({node}) => node?.outerHTML || node?.data;
    const told = entry => [entry.value, ...entry.sources.map(words)];
    new PerformanceObserver(list => shifts.push(...list.getEntries().map(told)))
        .observe({type: "layout-shift", buffered: true});
"""
PAPER = "getComputedStyle(document.body).backgroundColor"
LIGHT, DARK = "rgb(255, 254, 250)", "rgb(18, 23, 28)"


def visit(page, address, path=ARTICLE, now=NOW, viewport=PHONE):
    page.clock.set_fixed_time(now)
    page.set_viewport_size(viewport)
    page.goto(f"{address}{path}")
    page.wait_for_load_state("networkidle")
    return page


def band(page):
    return page.locator(".band")


def test_the_gravest_notice_in_force_stands_at_the_top_of_every_page(page, address):
    for path in (ARTICLE, "/guong-sang/", "/gioi-thieu/", "/don-vi/cd-dien-luc/"):
        visit(page, address, path)

        assert band(page).inner_text().startswith("Hỏa tốc")
        assert band(page).get_by_role("link").get_attribute("href") == STORM
        assert "và 1 thông báo khác" in band(page).text_content()


def test_the_band_goes_by_the_readers_clock(page, address):
    first_over = datetime(2026, 11, 29, 18, 0, tzinfo=ZONE)
    all_over = datetime(2026, 12, 5, 17, 0, tzinfo=ZONE)

    visit(page, address, now=first_over)
    assert "thông báo khác" not in band(page).text_content()
    assert band(page).inner_text().startswith("Hỏa tốc")

    visit(page, address, now=all_over)
    assert band(page).inner_text() == "Hiện không có thông báo khẩn"
    assert "band--loud" not in band(page).get_attribute("class")


def test_a_notice_that_ends_while_the_page_is_open_is_taken_down(page, address):
    page.clock.install(time=datetime(2026, 12, 5, 16, 58, tzinfo=ZONE))
    page.goto(f"{address}{STORM}")
    label = page.locator(".validity [data-over]")
    band(page).get_by_text("Hỏa tốc").first.wait_for()
    assert label.inner_text() == "Có hiệu lực đến"

    page.clock.fast_forward("03:00")

    assert band(page).inner_text() == "Hiện không có thông báo khẩn"
    assert label.inner_text() == "Đã hết hiệu lực"


def test_notices_that_are_over_are_marked_on_the_home_page(page, address):
    visit(page, address, "/", now=datetime(2026, 12, 1, tzinfo=ZONE))

    grades = page.locator(".alarm .grade").all_inner_texts()
    assert grades == ["Hỏa tốc", "Đã hết hiệu lực"]


@pytest.mark.parametrize("answer", ["nothing", "nonsense", "gone"])
def test_without_its_file_the_band_stays_a_link_to_the_notices(page, address, answer):
    def reply(route):
        if answer == "nothing":
            route.abort()
        elif answer == "nonsense":
            route.fulfill(body="<html>", content_type="application/json")
        else:
            route.fulfill(body=json.dumps({"notices": []}), status=410)

    page.route(f"**{IN_FORCE}", reply)
    visit(page, address)

    link = band(page).get_by_role("link")
    assert (link.inner_text(), link.get_attribute("href")) == ("Thông báo khẩn", "/khan/")
    assert [f for f in page.faults if IN_FORCE not in f and "Failed to load" not in f] == []


def test_the_title_of_a_notice_is_text_and_never_markup(page, address):
    notice = {"title": "<img src=x onerror=alert(1)>", "url": "/", "label": "Khẩn"}
    notice["until"] = "2027-01-01T00:00+07:00"
    page.route(f"**{IN_FORCE}", lambda r: r.fulfill(body=json.dumps({"notices": [notice]})))
    visit(page, address)

    assert "<img" in band(page).text_content()
    assert band(page).locator("img").count() == 0


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", ["/", ARTICLE, STORM, "/guong-sang/", "/gioi-thieu/"])
def test_nothing_moves_while_a_page_loads(page, address, path, viewport):
    page.add_init_script(WATCH_SHIFTS)
    visit(page, address, path, viewport=viewport)

    assert page.evaluate("shifts") == []


def test_the_choice_of_light_and_dark_is_remembered_and_told_before_drawing(page, address):
    page.emulate_media(color_scheme="light")
    visit(page, address)
    page.locator(".look summary").click()
    page.get_by_label("Tối").check()
    assert page.evaluate(PAPER) == DARK

    page.add_init_script(
        f"document.addEventListener('DOMContentLoaded', () => {{ seen = {PAPER} }})"
    )
    visit(page, address, "/gioi-thieu/")
    assert page.evaluate("seen") == DARK

    page.locator(".look summary").click()
    page.get_by_label("Theo máy").check()
    assert page.evaluate(PAPER) == LIGHT
    page.emulate_media(color_scheme="dark")
    page.get_by_label("Sáng").check()
    assert page.evaluate(PAPER) == LIGHT


def test_the_size_of_the_text_is_remembered(page, address):
    size = "parseFloat(getComputedStyle(document.querySelector('.prose, .md-typeset')).fontSize)"
    visit(page, address)
    before = page.evaluate(size)
    page.locator(".look summary").click()
    page.get_by_label("Rất lớn").check()

    visit(page, address)
    assert page.evaluate(size) == pytest.approx(before * 1.35, abs=0.1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    visit(page, address, "/gioi-thieu/")
    assert page.evaluate(size) == pytest.approx(before * 1.35, abs=0.1)


def test_shut_storage_leaves_the_choice_to_this_page(page, address):
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw 1 }})")
    visit(page, address)
    page.locator(".look summary").click()
    page.get_by_label("Tối").check()

    assert page.evaluate(PAPER) == DARK
    assert page.faults == []


def test_the_menu_holds_every_section_and_closes_at_escape_and_outside(page, address):
    visit(page, address)
    menu = page.locator(".menu")
    menu.locator("summary").click()
    for name in ("Gương sáng", "Đơn vị", "Tìm kiếm", "Liên hệ"):
        assert menu.get_by_role("link", name=name, exact=True).is_visible()

    page.keyboard.press("Escape")
    assert not menu.get_by_role("link").first.is_visible()
    assert page.evaluate("document.activeElement.closest('.menu') !== null")

    menu.locator("summary").click()
    page.mouse.click(200, 800)
    assert not menu.get_by_role("link").first.is_visible()


def test_the_link_is_copied(page, address):
    context = page.context
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, address)
    page.locator(".share summary").click()
    page.get_by_role("button", name="Sao chép đường dẫn").click()
    page.get_by_text("Đã sao chép đường dẫn.").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"https://congdoan.thanhlam.example{ARTICLE}"


def test_where_there_is_no_clipboard_the_reader_is_told_what_to_do(page, address):
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.execCommand = () => false"
    )
    visit(page, address)
    page.locator(".share summary").click()
    page.get_by_role("button", name="Sao chép đường dẫn").click()

    page.get_by_text("Chưa sao chép được.").wait_for()
    assert page.evaluate("getSelection().toString()").startswith("https://congdoan.")


def test_sending_with_another_app_is_offered_where_the_device_can(page, address):
    page.add_init_script(
        "navigator.share = data => { window.sent = data; return Promise.resolve() }"
    )
    visit(page, address)
    page.locator(".share summary").click()
    page.get_by_role("button", name="Gửi qua ứng dụng khác").click()

    assert page.evaluate("sent") == {
        "title": "Một đêm trên tuyến 35",
        "url": f"https://congdoan.thanhlam.example{ARTICLE}",
    }


def test_facebook_is_a_plain_link_to_the_pages_own_address(page, address):
    visit(page, address)
    page.locator(".share summary").click()

    link = page.get_by_role("link", name="Đăng lên Facebook").get_attribute("href")
    assert link.endswith(
        "?u=https%3A//congdoan.thanhlam.example/ban-tin/2026/mot-dem-tren-tuyen-35/"
    )


def test_the_contents_are_closed_on_a_phone_and_open_beside_the_text_on_a_desk(page, address):
    visit(page, address)
    assert not page.locator(".contents a").first.is_visible()
    visit(page, address, viewport=DESK)
    assert page.locator(".contents a").first.is_visible()


def test_an_address_that_leads_nowhere_becomes_a_question(page, address):
    visit(page, address, "/404.html")
    page.evaluate("history.replaceState({}, '', '/ban-tin/2026/hop-khan-ca-dem/')")
    page.add_script_tag(url=page.locator("script[src]").first.get_attribute("src"))

    assert page.locator("#__query").input_value() == "hop khan ca dem"


def test_both_blocks_of_dark_colours_say_the_same():
    text = (ROOT / "theme/styles/both/11-dark.css").read_text("utf-8")
    blocks = [block.split("}")[0].split() for block in text.split("{")[1:]]
    asked, chosen = blocks[-2], blocks[-1]
    assert asked == chosen
    assert len(chosen) > 20


def test_a_picture_of_the_text_opens_large_and_closes_at_escape(page, address):
    visit(page, address)
    link = page.locator(".prose a.enlarge").first
    link.scroll_into_view_if_needed()
    link.click()
    large = page.locator("dialog.large")
    assert large.locator("img").get_attribute("src").endswith(link.get_attribute("href"))
    assert page.url == f"{address}{ARTICLE}"
    assert large.get_attribute("aria-label") == link.locator("img").get_attribute("alt")

    page.keyboard.press("Escape")
    assert not large.is_visible()
    assert page.evaluate("document.activeElement.matches('a.enlarge')")

    link.click()
    page.get_by_role("button", name="Đóng ảnh").click()
    assert not large.is_visible()


def test_a_picture_is_opened_by_itself_where_the_reader_asks_for_a_new_tab(page, address):
    visit(page, address)
    with page.context.expect_page() as other:
        page.locator(".prose a.enlarge").first.click(modifiers=["Control"])

    assert other.value.url.endswith(".webp")
    assert page.locator("dialog").count() == 0


# How far the letters of Vietnamese reach above and below the line, in the face they are drawn in.
REACH = """(place) => {
    const style = getComputedStyle(document.querySelector(place));
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const ink = pen.measureText("ẾỖẬẴỮgqy");
    const reach = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
    return [reach, parseFloat(style.lineHeight)];
}"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (ARTICLE, "h1"),
        (ARTICLE, ".article__summary"),
        (ARTICLE, ".prose p"),
        (ARTICLE, ".prose h2"),
        (ARTICLE, ".band__words"),
        (ARTICLE, ".byline"),
        ("/", ".lead__title"),
        ("/", ".headline__title"),
        ("/", ".teaser__title"),
        ("/", ".masthead__wordmark"),
        ("/guong-sang/2026/ba-nguoi-o-cot-47/", ".quote"),
        ("/gioi-thieu/", "h1"),
    ],
)
def test_marks_of_one_line_never_meet_those_of_the_line_above(page, address, path, place):
    visit(page, address, path)

    reach, line_height = page.evaluate(REACH, place)

    assert reach > 0
    assert reach <= line_height
