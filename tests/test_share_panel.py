"""The share panel: texts and code at a touch, and without script by hand."""

import io
from urllib.parse import urlsplit

import pytest
import zxingcpp
from browsing import needs_browser, served
from PIL import Image
from sitemaker import make_site

pytestmark = [needs_browser, pytest.mark.xdist_group("browser")]

PATH = "/khan/2026/bao/"
LABELS = ("Tin nhắn Zalo", "Bài đăng Facebook", "Tin nhắn SMS", "Lời chuyển cho cán bộ")
ITEM = (
    '+++\ntitle: "Bão <vào> & nước lên"\nlevel: hoa-toc\nexpires_at: 2026-12-01\n'
    "act_by: 2026-11-23 17:00\ntopics: [an-toan]\naudience: Mọi tổ\n+++\n- Một việc.\n- Hai việc.\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The address of a small site."""
    sample = make_site(tmp_path_factory.mktemp("bang"), {"content/khan/2026/bao.md": ITEM})
    assert sample.build("-q") == 0
    sample.open.close()
    with served(sample.root / "site") as address:
        yield address


def texts(page):
    return page.locator(".share__text pre").all_text_contents()


def opened(page, home, width=390):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(home + PATH)
    page.locator(".share > summary").click()
    return page


def test_each_text_is_copied_as_it_stands_and_it_is_told(page, home):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, home)
    assert len(texts(page)) == len(LABELS)
    for label, text in zip(LABELS, texts(page), strict=True):
        page.get_by_role("button", name=f"Chép {label}", exact=True).click()
        page.get_by_role("status").get_by_text(f"Đã chép: {label}.").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text
        assert "https://thu.example/khan/2026/bao/" in text
    assert page.faults == []


def test_the_same_text_twice_is_told_twice(page, home):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened(page, home)
    page.evaluate(
        """() => { window.told = []; const status = document.querySelector(".share__told");
        new MutationObserver(() => told.push(status.textContent))
            .observe(status, { childList: true }); }"""
    )
    button = page.get_by_role("button", name="Chép Tin nhắn SMS")
    for count in (1, 2):
        button.click()
        page.wait_for_function(f"told.filter(Boolean).length === {count}")
    assert page.evaluate("told")[1] == ""  # emptied, or nothing would have changed


def test_where_copying_is_shut_the_text_is_marked(page, home):
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.execCommand = () => false"
    )
    opened(page, home)
    page.get_by_role("button", name="Chép Tin nhắn Zalo").click()
    page.get_by_text("Chưa chép được.").wait_for()
    assert page.evaluate("getSelection().toString()").strip() == texts(page)[0]


def test_without_script_the_texts_are_there_and_no_button_that_does_nothing(browser, home):
    context = browser.new_context(java_script_enabled=False)
    page = opened(context.new_page(), home)
    assert page.locator(".share__panel button:visible").count() == 0
    assert page.locator(".share__text pre:visible").count() == len(LABELS)
    assert page.get_by_role("link", name="Tải mã QR để in").is_visible()
    context.close()


def test_the_code_is_asked_for_when_the_panel_opens_and_not_before(page, home):
    asked = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.set_viewport_size({"width": 1280, "height": 2400})
    page.goto(home + PATH)
    page.wait_for_load_state("networkidle")
    assert [path for path in asked if "qr." in path or "share.json" in path] == []
    page.locator(".share > summary").click()
    page.wait_for_function("document.querySelector('.share__qr img').naturalWidth > 0")
    assert asked[-1] == f"{PATH}qr.svg"


@pytest.mark.parametrize("look", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_the_code_is_read_from_the_screen_by_day_by_night_and_in_own_colours(page, home, look):
    page.emulate_media(**look)
    opened(page, home)
    image = page.locator(".share__qr img")
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.share__qr img').naturalWidth > 0")
    shot = Image.open(io.BytesIO(image.screenshot()))
    assert [found.text for found in zxingcpp.read_barcodes(shot)] == [
        "https://thu.example/khan/2026/bao/"
    ]
    assert min(shot.convert("L").crop((4, 3, shot.width - 4, 7)).tobytes()) > 250  # light around it


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_sticks_out_and_every_button_can_be_hit(page, home, width):
    opened(page, home, width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for button in page.locator(".share__panel :is(button, .share__ways a):visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 40, button.text_content()


def test_the_panel_is_walked_through_by_keyboard(page, home):
    opened(page, home)
    page.locator(".share > summary").focus()
    names = []
    for _ in range(8):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert names[:2] == ["Sao chép đường dẫn", "Đăng lên Facebook"]
    assert names[2:6] == ["Chép"] * 4
    assert names[6] == "Tải mã QR để in"


def test_a_link_with_its_channels_mark_opens_the_page(page, home):
    page.goto(f"{home}{PATH}?k=zalo")
    assert "Bão <vào> & nước lên" in page.locator("h1").inner_text()
    assert page.locator("link[rel=canonical]").get_attribute("href").endswith("/khan/2026/bao/")
    assert page.locator(".share__address").text_content().endswith("/khan/2026/bao/")
