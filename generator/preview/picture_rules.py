"""
Whether there is a picture, and one that is shown large, whole and at once.

Sizes: Facebook, "Best practices for images in link shares"; Zalo shows the same shape.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.preview.facts import Answer, Facts, Page, Picture
from generator.preview.faults import Fault, grave, hint, poor

LEAST_PX = 200
LARGE_PX = (600, 315)
BEST_PX = (1200, 630)
RATIO, RATIO_SLACK = 1.91, 0.06
HEAVY_BYTES, LIMIT_BYTES = 300_000, 8_000_000
_FORMATS = ("image/jpeg", "image/png")
_KILO, _MEGA = 1000, 1_000_000


def presence(facts: Facts) -> Iterator[Fault]:
    """Report no picture: a story without one is passed over; for a list it is good to have."""
    page = facts.page
    if page is not None and not facts.is_out_of_reach and not _named(page):
        is_story = page.first("og:type") == "article"
        yield (poor if is_story else hint)("picture.missing")


def reach(facts: Facts) -> Iterator[Fault]:
    """Report a picture that is not there when it is asked for."""
    picture = facts.picture
    if picture is not None and (picture.answer is None or not picture.answer.is_usable):
        status = picture.answer.status if picture.answer is not None else "–"
        yield grave("picture.unreachable", url=picture.url, status=status)


def redirects(facts: Facts) -> Iterator[Fault]:
    """Report a picture that has moved: not every crawler goes after it."""
    for picture, answer in _fetched(facts):
        if answer.hops:
            yield poor("picture.redirected", url=picture.url, target=answer.url)


def format_(facts: Facts) -> Iterator[Fault]:
    """Report what is not JPEG or PNG, which are shown everywhere."""
    for picture, _ in _fetched(facts):
        if not picture.media_type:
            yield grave("picture.none", url=picture.url)
        elif picture.media_type not in _FORMATS:
            yield poor("picture.format", type=picture.media_type)


def type_(facts: Facts) -> Iterator[Fault]:
    """Report a type that is not what the server or the page say."""
    for picture, answer in _shown(facts):
        said = (answer.media_type, facts.page.first("og:image:type") if facts.page else "")
        for told in dict.fromkeys(said):
            if told and told != picture.media_type:
                yield poor("picture.type-differs", said=told, type=picture.media_type)


def size(facts: Facts) -> Iterator[Fault]:
    """Report what is not shown (under 200 px), not large (under 600 × 315), or cut (its shape)."""
    for picture, _ in _shown(facts):
        width, height = picture.width_px, picture.height_px
        told = {"width": width, "height": height}
        if width < LEAST_PX or height < LEAST_PX:
            yield grave("picture.tiny", **told, least=LEAST_PX)
        elif width < LARGE_PX[0] or height < LARGE_PX[1]:
            yield poor("picture.small", **told, least_width=LARGE_PX[0], least_height=LARGE_PX[1])
        elif abs(width / height - RATIO) > RATIO_SLACK:
            ratio = f"{width / height:.2f}"
            yield poor("picture.ratio", **told, ratio=ratio, right=RATIO)


def weight(facts: Facts) -> Iterator[Fault]:
    """Report a picture that comes late on a slow line, or is too heavy to be taken."""
    for _, answer in _shown(facts):
        if answer.total_bytes > LIMIT_BYTES:
            size_mb = f"{answer.total_bytes / _MEGA:.1f}"
            yield grave("picture.too-large", size=size_mb, limit=LIMIT_BYTES // _MEGA)
        elif answer.total_bytes > HEAVY_BYTES:
            size_kb = answer.total_bytes // _KILO
            yield poor("picture.heavy", size=size_kb, limit=HEAVY_BYTES // _KILO)


def declared_size(facts: Facts) -> Iterator[Fault]:
    """Report a size not said, or wrongly: the first reader then sees no picture."""
    page = facts.page
    if page is None or facts.picture is None:
        return
    told = (page.first("og:image:width"), page.first("og:image:height"))
    real = (str(facts.picture.width_px), str(facts.picture.height_px))
    if not all(told):
        yield poor("picture.size-missing")
    elif facts.picture.is_shown and told != real:
        yield poor("picture.size-differs", said=" × ".join(told), real=" × ".join(real))


def words(facts: Facts) -> Iterator[Fault]:
    """Report a picture without words for those who do not see it."""
    page = facts.page
    if page is not None and facts.picture is not None and not page.first("og:image:alt"):
        yield poor("picture.alt")


def _named(page: Page) -> str:
    return page.first("og:image", "og:image:url")


def _fetched(facts: Facts) -> Iterator[tuple[Picture, Answer]]:
    """Yield the picture that came, if one did."""
    picture = facts.picture
    if picture is not None and picture.answer is not None and picture.answer.is_usable:
        yield picture, picture.answer


def _shown(facts: Facts) -> Iterator[tuple[Picture, Answer]]:
    """Yield the picture that came and is one."""
    return ((picture, answer) for picture, answer in _fetched(facts) if picture.is_shown)
