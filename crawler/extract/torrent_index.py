"""Torrent indexes: tables of releases, and detail pages with magnets, torrents and file lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.types import Channel, Page, Sighting, Text
from crawler.extract import card
from crawler.extract.document import Document
from crawler.extract.hints import has, how_many
from crawler.extract.offer import distinct, offer, words
from crawler.extract.outline import Anchor
from crawler.extract.reading import PLAY, Follow, Reading
from crawler.links import classify

_TORRENT: Final = ("magnet:?", ".torrent", "btih", "/hash/", "特征码")
_WORDS: Final = (
    "eeder", "eecher", "种子", "做种", "磁力", "磁链", "BT", "下载数", "完成数", "nfo hash", "nfoHash", "特征码",
    "文件列表", "文件大小", "收录时间", "热度",
    "racker", "orrent", "大小",
)  # fmt: skip
_SIZE: Final = re.compile(r"\d[\d.]{0,8}\s?(?:[KMGT]i?B)\b", re.I)
_OFFERED: Final = ("magnet", "torrent", "ed2k", "netdisk")
_HASH_PAGE: Final = re.compile(r"/[^?#]{0,60}?(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])", re.I)
_DETAIL: Final = re.compile(
    r"/(?:view|torrent|torrents|detail|details|hash|info|show|t|topic|read|bt)s?[/_-]?[\w!-]+|[?&](?:id|hash|"
    r"tid)=\w+|/![\w-]{2,12}\Z",
    re.I,
)
_NOT_TITLES: Final = re.compile(
    r"^(?:\W{0,4}(?:magnet|磁力|磁力链接?|下载|种子|torrent|download|复制|迅雷)\W{0,6}(?:链接|下载|种子)?\W{0,4}|\d+)$",
    re.I,
)


class TorrentIndexFamily:
    """A site that lists torrents."""

    name = "torrent_index"
    channel: Channel = "torrent"
    needs: tuple[str, ...] = _TORRENT

    def recognises(self, page: Page) -> bool:
        source = page.text
        if "<" not in source[:2_000] or not has(source, _TORRENT):
            return False
        return how_many(source, _WORDS, 2) >= 2 and _SIZE.search(source) is not None

    def read(self, page: Page) -> Reading:
        document = Document(page)
        sightings: list[Sighting] = []
        follow: list[Follow] = []
        for block, anchors in _rows(document):
            for anchor in anchors:
                link = classify(anchor.url or (anchor.attributes.get("href") or ""), base=page.url, text=anchor.words)
                if link is not None and link.kind in _OFFERED:
                    said = _said(document, block, anchors, anchor)
                    sightings.append(offer(page, self.channel, link, said, document.page_title))
                elif _DETAIL.search(anchor.url) or _HASH_PAGE.search(anchor.url):
                    follow.append(Follow(anchor.url, PLAY, words(("context", anchor.words))))
        return Reading(self.name, distinct(sightings), tuple(dict.fromkeys(follow)), document.page_title)


FAMILY: Final = TorrentIndexFamily()


def _rows(document: Document) -> Iterator[tuple[int, list[Anchor]]]:
    """Anchors by the row they stand in; those in no row each on their own."""
    groups: dict[int, list[Anchor]] = {}
    for anchor in document.anchors:
        if not anchor.aside:
            groups.setdefault(card.row_of(document, anchor.block), []).append(anchor)
    for block, anchors in groups.items():
        if block:
            yield block, anchors
        else:
            yield from ((0, [anchor]) for anchor in anchors)


def _said(document: Document, block: int, anchors: list[Anchor], anchor: Anchor) -> tuple[Text, ...]:
    """A release's name: its row's, else the heading it stands under, else the page's."""
    title = _title(anchors)
    if title:
        return words(("item", title), ("row", card.row_text(document, block)))
    heading = document.heading_at(anchor.start)
    return words(
        ("item", document.heading), ("heading", heading.text if heading else ""), ("page_title", document.page_title),
        ("row", card.row_text(document, block) if block else ""),
    )  # fmt: skip


def _title(anchors: list[Anchor]) -> str:
    """The row's longest words that are a name."""
    named = [anchor.words for anchor in anchors if anchor.words and not _NOT_TITLES.match(anchor.words)]
    return max(named, key=len, default="")[:300]
