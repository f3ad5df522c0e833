"""Lists that a site keeps in scripts of its own: a page that shows nothing leads to them, and they are read as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from core.urls import host_of
from crawler.extract.document import Document
from crawler.extract.reading import PLAY, Follow
from crawler.extract.state import assigned

_MOST: Final = 8
_FEW_WORDS: Final = 400
_FEW_LINKS: Final = 5
_LIBRARIES: Final = re.compile(
    r"jquery|bootstrap|vue|react|angular|chunk|vendor|runtime|polyfill|layui|swiper|lazyload|analytics|/stats?\.|/\w\.js|/hm\.js|/ads?[._-]|"
    r"[._-][0-9a-f]{8,}\.|\.min\.js|lib/|plugins?/|node_modules",
    re.I,
)
_STARTS: Final = re.compile(
    r"\s*(?:(?:var|let|const)\s+[\w$]+\s*=|(?:window|self)[.\[]|(?:module\.)?exports?\s|[\w$]{1,40}\s*=\s*[\[{])"
)


def followed(document: Document) -> Iterator[Follow]:
    """The own scripts of a page that shows nothing, libraries left out."""
    sources = document.outline.script_sources
    if not sources or len(document.anchors) > _FEW_LINKS or document.embeds or len(document.text) > _FEW_WORDS:
        return
    own = [url for url in sources[:50] if host_of(url) == document.host and not _LIBRARIES.search(url)]
    for url in own[:_MOST]:
        yield Follow(url, PLAY)


def values(document: Document) -> list[Any]:
    """What a script's variables hold; [] for any other text."""
    if document.form != "text":
        return []
    declared = "javascript" in document.page.content_type.lower() or document.url.partition("?")[0].endswith(".js")
    if not declared or not _STARTS.match(document.head):
        return []
    return list(assigned(document.source))
