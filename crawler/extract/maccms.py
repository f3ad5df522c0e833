"""Video systems (MacCMS, SeaCMS, FeiFei, ZanPian): their list, detail and play pages by fingerprint."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.types import Channel, Page, Sighting, Text
from crawler.extract import episode
from crawler.extract.about import subject
from crawler.extract.document import Document
from crawler.extract.fingerprint import MARKS
from crawler.extract.generic import reading_of, sightings
from crawler.extract.reading import Reading
from crawler.extract.telling import is_telling

_MARK: Final = re.compile(
    r"var\s+maccms\s*=|MacPlayer|player_[a-z]{2,8}\s*=\s*\{|/static/js/(?:player|playerconfig|home)\.js|mac_url\s*=|"
    r"VideoInfoList|ff_urls|cms_player|"
    r"/(?:index\.php/)?vod/(?:type|show|detail|play|search)/id/|/vod-?(?:type|show|detail|play|search)/\d|"
    r"[?&]m=vod-(?:detail|play|list|type)|"
    r"[-_]vodlist__(?:thumb|item|title)|(?:stui|myui|fed|hl|ewave)-(?:vodlist|list|content|player|play)|"
    r"module-(?:play-list|player|item-pic|search-item)|"
    r"public-list-(?:box|exp)|anthology-list|video-info-header|seacms|feifeicms|zanpiancms",
    re.I,
)
_PLAYED: Final = frozenset(("media", "embed", "deep_link", "hotlink"))
_MOST_WORDS: Final = 120


class MaccmsFamily:
    """A streaming site on one of the common video systems."""

    name = "maccms"
    channel: Channel = "video"
    needs: tuple[str, ...] = MARKS["maccms"]

    def recognises(self, page: Page) -> bool:
        source = page.text
        return "<" in source[:2_000] and (_MARK.search(page.url) or _MARK.search(source)) is not None

    def read(self, page: Page) -> Reading:
        document = Document(page)
        named = work_name(document)
        found = [_named(each, named, document.title) for each in sightings(document, self.channel)]
        return reading_of(document, self.name, found)


FAMILY: Final = MaccmsFamily()


def work_name(document: Document) -> str:
    """The one work that a detail or play page is about; "" on lists."""
    said = subject(document)
    return said[:_MOST_WORDS] if document.heading or len(document.anchors) < 400 else ""


def _named(sighting: Sighting, named: str, title: str) -> Sighting:
    """What a play page plays is the work of that page; downloads keep the words of their own rows."""
    if sighting.link.kind not in _PLAYED or not named or not sighting.page_title:
        return sighting
    texts = sighting.texts
    if not any(text.source == "item" and is_telling(text.text) for text in texts):
        texts = (Text("item", named), *texts)
    return replace(sighting, texts=texts, episode=sighting.episode or episode.of(title))
