"""The texts that are sent, in the site's language."""

from __future__ import annotations

from dataclasses import dataclass

from generator.announce.choosing import News
from generator.messages.words import Words


@dataclass(frozen=True, slots=True)
class Wording:
    """Makes texts of news; a correction says first that it is one."""

    words: Words

    def title(self, news: News) -> str:
        """Return the title, marked if it was told before."""
        return self._marked(news, news.story.title)

    def text(self, news: News, channel: str) -> str:
        """Return the text made for *channel*, or title, summary and link where there is none."""
        text = news.story.texts.get(channel, "").strip()
        return self._marked(news, text) if text else f"{self.title(news)}\n{self.brief(news)}"

    def brief(self, news: News) -> str:
        """Return summary and link."""
        return f"{news.story.summary}\n{news.story.url}"

    def _marked(self, news: News, text: str) -> str:
        return f"{self.words('announce.update')} {text}" if news.is_update else text
