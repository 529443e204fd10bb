"""What a first visit brings over the wire, counted by Chromium: bytes and requests, by sort."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.programs import MissingProgramError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Nothing but the page itself: no telemetry, no updates, no search engine.
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-extensions"),
    *("--disable-default-apps", "--no-default-browser-check", "--disable-domain-reliability"),
)
# Lighthouse's telephone.
_PHONE: Mapping[str, Any] = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
}
_SORTS = {"Document": "html", "Stylesheet": "css", "Script": "script", "Image": "image"}
_BLOCKING = """() => performance.getEntriesByType("resource")
    .filter((each) => each.renderBlockingStatus === "blocking").map((each) => each.name)"""


@dataclass(frozen=True)
class Answer:
    """One answer: its address, Chromium's name for its sort, its size with headers."""

    url: str
    sort: str
    size_bytes: int


@dataclass
class _Listener:
    """Puts together what the browser tells of each request in three events."""

    asked: dict[str, tuple[str, str]] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)

    def on_request(self, event: Mapping[str, Any]) -> None:
        self.asked[event["requestId"]] = (event["request"]["url"], event.get("type", "Other"))

    def on_end(self, event: Mapping[str, Any]) -> None:
        if event["requestId"] in self.asked:
            url, sort = self.asked[event["requestId"]]
            self.answers.append(Answer(url, sort, round(event["encodedDataLength"])))


def find_browser() -> str:
    """
    Return Chromium's path.

    Raises:
        MissingProgramError: none is installed.
    """
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    message = "Chromium is not installed: apt-get install chromium"
    raise MissingProgramError(message)


@contextlib.contextmanager
def browsing() -> Iterator[Browser]:
    """
    Run Chromium meanwhile.

    Raises:
        MissingProgramError: Chromium or the library that drives it is not installed.
    """
    try:
        # Only this action drives a browser; the others do without the library.
        from playwright.sync_api import sync_playwright
    except ImportError as reason:
        message = 'Playwright is not installed: pip install -e ".[dev,bench]"'
        raise MissingProgramError(message) from reason
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        yield browser
        browser.close()


def first_visit(browser: Browser, url: str) -> dict[str, float]:
    """Open *url* on a telephone that has never been there; return its figures."""
    context = browser.new_context(**_PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    listener = _Listener()
    session.on("Network.requestWillBeSent", listener.on_request)
    session.on("Network.loadingFinished", listener.on_end)
    session.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    blocking = page.evaluate(_BLOCKING)
    context.close()
    return figures(listener.answers, blocking)


def figures(answers: Sequence[Answer], blocking: Sequence[str]) -> dict[str, float]:
    """
    Add up *answers* by sort.

    `blocking_bytes` are those of the addresses *blocking*, for which the browser waits before it
    draws anything; the page itself is not among them.
    """
    sizes = dict.fromkeys(("html", "css", "script", "image", "other"), 0)
    for answer in answers:
        sizes[_SORTS.get(answer.sort, "other")] += answer.size_bytes
    images = [answer.size_bytes for answer in answers if answer.sort == "Image"]
    return {
        **{f"{sort}_bytes": size for sort, size in sizes.items()},
        "total_bytes": sum(sizes.values()),
        "blocking_bytes": sum(each.size_bytes for each in answers if each.url in blocking),
        "largest_image_bytes": max(images, default=0),
        "requests": len(answers),
    }
