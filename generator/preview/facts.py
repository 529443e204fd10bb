"""What was fetched, as plain data. The rules see this and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

# Facebook's crawler asks for the first 512 KB of a page, and reads no further.
PAGE_LIMIT_BYTES = 512 * 1024
OK, PARTIAL, NO_SUCH_RANGE = 200, 206, 416


class Trouble(StrEnum):
    """Why an answer that came cannot be used."""

    NONE = ""
    LOOP = "loop"
    TOO_MANY = "too-many"
    ASTRAY = "astray"  # sent on to something that is no web address
    GARBLED = "garbled"  # what is said to be compressed is not


@dataclass(frozen=True, slots=True)
class Hop:
    """A redirect: the address that answered so, with which status, and where it led."""

    url: str
    status: int
    target: str


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What came for an address, redirects followed.

    `headers` have their names in lower case; `body` is unpacked and ends at the limit, and
    `is_whole` tells that nothing was left behind it. `total_bytes` is what the whole weighs.
    """

    asked: str
    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    total_bytes: int
    is_whole: bool = True
    seconds: float = 0.0
    hops: tuple[Hop, ...] = ()
    trouble: Trouble = Trouble.NONE

    @property
    def media_type(self) -> str:
        """The type that the server says, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_usable(self) -> bool:
        """Tell whether a crawler would look into the body at all."""
        return self.status in (OK, PARTIAL) and self.trouble is Trouble.NONE


@dataclass(frozen=True, slots=True)
class Tag:
    """A `<meta>` with a name or a property, or the address of a `<link>` by its relation."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Page:
    """
    What a page says in the bytes that are read.

    `tags` stand in the order of the page. `charset_at` is the byte at which the charset is said,
    -1 where it is not; `text` is what readers see, with single spaces.
    """

    language: str
    title: str
    tags: tuple[Tag, ...]
    charset_at: int
    text: str = field(repr=False)

    def all(self, name: str) -> list[str]:
        """Return the contents of every tag called *name*."""
        return [tag.content for tag in self.tags if tag.name == name]

    def first(self, *names: str) -> str:
        """Return the content of the first tag of the first of *names* that is there."""
        return next((found[0] for name in names if (found := self.all(name))), "")


@dataclass(frozen=True, slots=True)
class Picture:
    """
    The picture that was fetched. `answer` is None where no one answered.

    `media_type` is what its first bytes say; it is empty, and the size 0, where they are no
    picture's.
    """

    url: str
    answer: Answer | None
    media_type: str = ""
    width_px: int = 0
    height_px: int = 0

    @property
    def is_shown(self) -> bool:
        """Tell whether there is a picture to speak of."""
        return self.answer is not None and self.answer.is_usable and bool(self.media_type)


@dataclass(frozen=True, slots=True)
class Facts:
    """
    A page as the crawlers got it.

    `page` is None where there is nothing to read, `picture` where none is named. `refused` are
    those, by their name, whose answer is another than Facebook's; `forbidden` those whom
    `robots.txt` keeps out.
    """

    answer: Answer
    page: Page | None = None
    picture: Picture | None = None
    refused: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()

    @property
    def host(self) -> str:
        """The host's name, as it stands in a preview."""
        return urlsplit(self.answer.url).hostname or ""

    @property
    def title(self) -> str:
        """The title that is shown."""
        return "" if self.page is None else self.page.first("og:title") or self.page.title

    @property
    def description(self) -> str:
        """The description that is shown."""
        return "" if self.page is None else self.page.first("og:description", "description")

    @property
    def is_listed(self) -> bool:
        """Tell whether the page may be found at all: a notice of what is gone may not."""
        return self.page is None or "noindex" not in self.page.first("robots").lower()

    @property
    def is_out_of_reach(self) -> bool:
        """Tell whether the tags may stand behind what is read: then none of them is missed."""
        if self.page is None or self.answer.is_whole:
            return False
        return not (self.page.first("og:title") and self.page.first("og:description"))

    def addresses(self) -> Iterator[Tag]:
        """Yield what the page gives as addresses of its own and of its picture."""
        if self.page is not None:
            names = ("og:url", "canonical", "og:image")
            yield from (tag for tag in self.page.tags if tag.name in names and tag.content)
