"""Search engines of netdisk shares and torrents: their JSON answers, and pages that carry such JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from core.types import Channel, Link, Page, Sighting
from crawler.extract import json_text
from crawler.extract.document import Document
from crawler.extract.fragment import text_of_fragment
from crawler.extract.gone_mark import is_gone
from crawler.extract.hints import has
from crawler.extract.json_paging import next_page
from crawler.extract.json_record import code_in, is_row, title_in, year_in
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.plain_page import read_plain
from crawler.extract.reading import DETAIL, LIST, Follow, Reading
from crawler.extract.state import states
from crawler.links import classify, find_links
from crawler.links.page import page_link

MOST_VALUES: Final = 200_000
MOST_FOUND: Final = 20_000
_SHARES: Final = (
    "pan.baidu", "yun.baidu", "pan.quark", "drive.uc", "alipan", "aliyundrive", "pan.xunlei", "cloud.189",
    "139.com", "123pan", "1236", "1238",
    "1239", "115.com", "115cdn", "anxia.com", "weiyun", "lanzou", "ctfile", "pikpak", "magnet:?", "ed2k:", "thunder:",
)  # fmt: skip
_FIELDS: Final = tuple(
    f'"{name}"' for name in (
        "disk_id", "share_url", "shareUrl", "infohash", "infoHash", "info_hash", "InfoHash", "DownloadURL",
        "magnet", "drive_links",
        "disk_name", "shareLink", "panurl", "hash",
    )
)  # fmt: skip
_CARRIERS: Final = ("jsonData", "__NEXT_DATA__", "__NUXT", "__INITIAL_STATE__", "__DATA__")
_IN_JSON: Final = re.compile(r"[\"']\s?:\s?[\"'](?:https?:)?\\?/\\?/(?:pan|drive|www|cloud|yun|caiyun|115|123)")
_TITLES: Final = (
    "title", "name", "disk_name", "post_title", "ReleaseName", "release_name", "fileName", "file_name", "filename"
    "", "vod_name",
    "resource_name", "subject", "Title", "Name", "torrent_name", "share_name", "note",
)  # fmt: skip
_CODES: Final = (
    "pwd",
    "password",
    "passwd",
    "disk_pass",
    "passcode",
    "extract_code",
    "tqm",
    "share_pwd",
    "pan_pwd",
    "accessCode",
    "access_code",
    "extractCode",
    "extractcode",
    "sharePwd",
    "shareCode",
    "share_code",
    "passCode",
    "pass_code",
    "receive_code",
)
_HASHES: Final = ("infoHash", "info_hash", "infohash", "InfoHash", "hash", "btih")
_NAMES: Final = ("files", "file_list", "content", "description", "desc", "post_content", "rendered", "text", "summary")
_CODE: Final = re.compile(r"[A-Za-z0-9]{3,8}")
_DISKS: Final = {
    "QUARK": "https://pan.quark.cn/s/{}", "BDY": "https://pan.baidu.com/s/{}", "BAIDU": "https://pan.baidu.com/s/{}",
    "ALY": "https://www.alipan.com/s/{}", "ALIYUN": "https://www.alipan.com/s/{}", "XUNLEI": "https://pan.xunlei."
    "com/s/{}",
    "UC": "https://drive.uc.cn/s/{}", "115": "https://115.com/s/{}", "TIANYI": "https://cloud.189.cn/t/{}",
}  # fmt: skip
_NEXT: Final = ("next", "next_page", "nextPage", "next_url", "nextUrl")


@dataclass(frozen=True, slots=True)
class _Record:
    """An object of the answer with the title that it or an object around it has."""

    value: Any
    title: str = ""
    code: str = ""
    year: int | None = None


class NetdiskSearchFamily:
    """A search engine's answer."""

    name = "netdisk_search"
    channel: Channel = "cloud_storage"
    needs: tuple[str, ...] = _CARRIERS

    def recognises(self, page: Page) -> bool:
        source = page.text
        head = source[:2_000].lstrip("\ufeff \r\n\t")
        if head.startswith(("{", "[")) or re.match(r"[\w$.]{1,60}\s?\(\s?[{\[]", head):
            return has(source, _SHARES) or has(source, _FIELDS)
        if "<script" not in source or not has(source, _CARRIERS) or not has(source, _SHARES):
            return False
        return _IN_JSON.search(source) is not None

    def read(self, page: Page) -> Reading:
        document = Document(page)
        if document.form == "html":
            values = states(document)
        else:
            values = [document.json] if document.json is not None else json_text.dirty(document.source)
        if not values and document.form != "html":
            plain = read_plain(document, self.name, self.channel)
            return replace(plain, trouble="" if plain.sightings else "broken")
        sightings: list[Sighting] = []
        follow: dict[Follow, None] = {}
        for value in values:
            for record in _records(value):
                sightings.extend(_sightings(page, record, MOST_FOUND - len(sightings)))
                follow.update(dict.fromkeys(_follow(document, record)))
            if document.form != "html":
                follow.update(dict.fromkeys(next_page(document, value)))
        if not sightings and document.form == "text":  # a list whose first title stands in brackets
            return read_plain(document, self.name, self.channel)
        return Reading(
            self.name,
            distinct(sightings),
            tuple(follow)[:2_000],
            document.page_title if document.form == "html" else "",
        )


FAMILY: Final = NetdiskSearchFamily()


def _records(value: Any) -> Iterator[_Record]:
    """Every object, outermost first; titles and codes are handed down to the objects inside."""
    waiting, seen = [_Record(value)], 0
    while waiting and seen < MOST_VALUES:
        record = waiting.pop()
        seen += 1
        if isinstance(record.value, dict):
            if is_gone(record.value):
                continue
            title = _first(record.value, _TITLES) or record.title or title_in(record.value)
            year = year_in(record.value) or record.year
            own = _Record(record.value, title, _code(record.value) or record.code, year)
            yield own
            inner = [each for each in record.value.values() if isinstance(each, (dict, list))]
            waiting.extend(_Record(each, title, own.code, year) for each in reversed(inner))
        elif isinstance(record.value, list):
            if is_row(record.value):
                row = {str(place): each for place, each in enumerate(record.value)}
                yield _Record(row, title_in(record.value) or record.title, code_in(record.value) or record.code)
            waiting.extend(_Record(each, record.title, record.code, record.year) for each in reversed(record.value))


def _code(value: dict[str, Any]) -> str:
    """A share's passcode; `code` is one only as a word of four, as answers use it for their status."""
    told = _first(value, _CODES)
    if _CODE.fullmatch(told):
        return told
    status = value.get("code")
    if isinstance(status, str) and len(status) == 4 and _CODE.fullmatch(status):
        return status
    return code_in(value)


def _sightings(page: Page, record: _Record, most: int) -> Iterator[Sighting]:
    links = list(_links(page, record))[: max(0, most)]
    if not links:
        return
    body = _first(record.value, _NAMES)
    said = words(
        ("item", text_of_fragment(record.title)), ("post", text_of_fragment(body) if body != record.title else "")
    )
    for link, shared in links:
        coded = (
            replace(link, passcode=record.code)
            if link.kind == "netdisk" and record.code and not link.passcode
            else link
        )
        channel: Channel = "torrent" if link.kind in ("magnet", "torrent") else "cloud_storage"
        made = offer(page, channel, coded, (*words(("share_text", shared)), *said))
        yield replace(made, year=record.year)


def _links(page: Page, record: _Record) -> Iterator[tuple[Link, str]]:
    """Links in the strings of one object (objects inside have their turn), share ids and infohashes."""
    for value in record.value.values():
        strings = value[:500] if isinstance(value, list) else (value,)
        for text in strings:
            if isinstance(text, str) and ("://" in text or "magnet:" in text or "/s/" in text):
                found = find_links(text[:200_000], base=page.url, html="<" in text)
                yield from ((each.link, each.share_text) for each in found if each.link.kind != "page")
    shape = _DISKS.get(_first(record.value, ("disk_type", "type", "pan_type")).upper(), "")
    identity = _first(record.value, ("disk_id", "share_id", "shareId"))
    if shape and identity and (link := classify(shape.format(identity))):
        yield link, ""
    for field in ("DownloadURL", "downloadUrl", "download_url", "torrent_url", "torrentUrl", "torrent"):
        value = record.value.get(field)
        if isinstance(value, str) and value.startswith("http") and classify(value) is None:
            yield replace(page_link(value), kind="torrent"), ""
    for field in _HASHES:
        value = record.value.get(field)
        if (
            record.title
            and isinstance(value, str)
            and len(value) in (32, 40)
            and (link := classify(f"magnet:?xt=urn:btih:{value}"))
        ):
            yield link, ""
            return


def _follow(document: Document, record: _Record) -> Iterator[Follow]:
    """Pages of single results and the next page."""
    for field in ("detailUrl", "detail_url", "post_href", "permalink"):
        value = record.value.get(field)
        if isinstance(value, str) and (url := document.resolve(value)).startswith("http"):
            yield Follow(url, DETAIL, words(("context", record.title)))
    for field in _NEXT:
        value = record.value.get(field)
        if isinstance(value, str) and value.startswith(("http", "/", "?")):
            yield Follow(document.resolve(value), LIST)


def _first(value: dict[str, Any], fields: tuple[str, ...]) -> str:
    return next((text for field in fields if (text := folded(value.get(field)))), "")
