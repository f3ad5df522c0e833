"""The channel of a page that no family knows: what it says it is, and what it offers."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

from core.types import Channel, LinkKind, Sighting
from crawler.extract.document import Document
from crawler.extract.hints import has

_TALK: Final = re.compile(
    r"聊天记录|群聊|qq群|微信群|消息记录|讨论组|频道消息|(?<![a-z])(?:telegram|discord|whatsapp|chat log)(?![a-z])",
    re.I,
)
# Pages of exported chats.
_EXPORTED: Final = ('class="chatlog__', 'class="message default clearfix', 'class="from_name"')
_HEARD: Final = re.compile(
    r"有声|听书|评书|广播剧|播音|演播|播讲|主播|相声|播客|收听|第\s?\d{1,4}\s?[集回]|audiobook|podcast", re.I
)
_READ: Final = re.compile(r"小说|电子书|书籍|图书|读书|作者|全本|(?<![a-z])(?:epub|mobi|azw3|txt|ebook)(?![a-z])", re.I)
_DRAWN: Final = re.compile(r"漫画|manga|comic", re.I)
_SHOWN: Final[frozenset[LinkKind]] = frozenset(("media", "embed", "deep_link", "hotlink", "live"))
_PEERS: Final[frozenset[LinkKind]] = frozenset(("magnet", "ed2k", "torrent", "ftp"))
_BOOKS: Final = (".epub", ".mobi", ".azw3", ".azw", ".txt", ".umd", ".fb2")
_BROADCAST: Final = re.compile(r"直播|轮播|电视台|卫视|(?<![a-z])iptv(?![a-z])", re.I)
_RECORDED: Final = re.compile(r"回放|回看|录播|录像|集锦|直播吧|预告|电视剧")
_STREAMED: Final = (".m3u8", ".flv", ".ts")
_START: Final = 3_000


def in_channels(document: Document, found: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """The sightings that are only a website's, in their page's channel; streams that stations play are live."""
    if _BROADCAST.search(document.title) and not _RECORDED.search(document.title):
        found = [_live(each) if each.link.kind == "media" else each for each in found]
    if not any(each.channel == "website" for each in found):
        return tuple(found)
    channel = _channel(document, found)
    return tuple(replace(each, channel=_own(each, channel)) if each.channel == "website" else each for each in found)


def _live(sighting: Sighting) -> Sighting:
    """A stream that a page of channels plays."""
    is_stream = sighting.link.url.lower().partition("?")[0].endswith(_STREAMED)
    return replace(sighting, link=replace(sighting.link, kind="live")) if is_stream else sighting


def _own(sighting: Sighting, channel: Channel) -> Channel:
    """A link that opens an app is the app's, whatever else the page shows."""
    url = sighting.link.url
    opened = sighting.link.kind in ("deep_link", "app") and not url.startswith(("http://", "https://"))
    return "app" if opened else channel


def _channel(document: Document, found: Sequence[Sighting]) -> Channel:
    kinds = {each.link.kind for each in found}
    title = f"{document.title} {document.heading}"
    if _TALK.search(title) or has(document.source, _EXPORTED):
        return "messaging"
    if not kinds & _SHOWN and kinds & {"audio", "document"}:
        said = f"{title} {document.text[:_START]}"
        if "audio" in kinds:
            return "audiobook" if _HEARD.search(said) else "music"
        return _of_documents(said, found)
    return of_links(kinds)


def of_links(kinds: Set[LinkKind]) -> Channel:
    """The channel of a place of which nothing is known but the kinds of its links."""
    if kinds & _SHOWN:
        return "video"
    if kinds & _PEERS:
        return "torrent"
    if "netdisk" in kinds:
        return "cloud_storage"
    return "app" if "app" in kinds else "website"


def _of_documents(said: str, found: Sequence[Sighting]) -> Channel:
    if _DRAWN.search(said):
        return "cartoon"
    books = any(each.link.url.lower().endswith(_BOOKS) for each in found)
    return "novel" if books or _READ.search(said) else "website"


def by_kind(found: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """The sightings of a page that is no HTML, those of an unknown channel in that of their kinds."""
    channel = of_links({each.link.kind for each in found})
    return tuple(replace(each, channel=channel) if each.channel == "website" else each for each in found)
