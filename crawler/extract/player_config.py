"""Player objects of video systems: MacCMS 8 and 10, SeaCMS, FeiFei and their cousins, decoded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from urllib.parse import unquote

from core.types import WorkKind
from crawler.extract import json_text, literal, play_string
from crawler.extract.about import kind_of, people_of
from crawler.extract.offer import folded
from crawler.links.base64_text import decode_bytes

LONGEST: Final = 1_000_000
MOST_OBJECTS: Final = 20  # player objects of one script
_OBJECT: Final = re.compile(
    r"\b(player_[a-zA-Z0-9]{1,20}|player(?:Data|Config|Info|_data|_info|_config)?|cms_player|zanpiancms_player|"
    r"vod_player|MacPlayer|Iyplayer|ff_player|"
    r"play(?:Data|_data|Config|Info))\s*=\s*(?=\{)",
    re.I,
)
_URL_KEYS: Final = (
    "url",
    "file",
    "video",
    "src",
    "playUrl",
    "play_url",
    "playurl",
    "videoUrl",
    "video_url",
    "vurl",
    "m3u8",
)
_NEXT_KEYS: Final = ("url_next", "next_url", "nextUrl")
_V8: Final = re.compile(r"\bmac_(from|url|name|server|note)\s*=\s*(unescape\(\s*)?(?:'([^']*)'|\"([^\"]*)\")", re.I)
_SEA: Final = re.compile(r"\b(?:VideoInfoList|VideoListJson|videolist)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")", re.I)
_FEIFEI: Final = re.compile(r"\bff_urls\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(?=\{))", re.I)
_SEA_JSON: Final = re.compile(r"\bVideoListJson\s*=\s*(?=\[)", re.I)
_PERCENT_U: Final = re.compile(r"%u([0-9a-fA-F]{4})")
_MARKS: Final = ("layer", "mac_url", "VideoInfoList", "ff_urls", "playData", "VideoListJson", "play_data", "videolist")


@dataclass(frozen=True, slots=True)
class Fed:
    """An address that a page feeds to its player, with what the player is told about it."""

    address: str
    flag: str = ""
    work: str = ""
    part: str = ""
    kind: WorkKind | None = None
    people: tuple[str, ...] = ()


def fed_by(script: str) -> Iterator[Fed]:
    """Every address in the player objects of one script."""
    if not any(mark in script for mark in _MARKS):
        return
    for match in islice(_OBJECT.finditer(script), MOST_OBJECTS):
        value = object_at(script, match.end())
        if value:
            yield from _of_object(value)
    yield from _of_version_8(script)
    yield from _of_sea(script)
    yield from _of_feifei(script)


def object_at(script: str, start: int) -> dict[str, Any]:
    """The object literal that begins at a position; {} for none that can be read."""
    value = literal.value_at(script, start)
    return value if isinstance(value, dict) else {}


def _of_object(value: dict[str, Any]) -> Iterator[Fed]:
    data = value.get("vod_data")
    data = data if isinstance(data, dict) else {}
    work = folded(data.get("vod_name")) or folded(value.get("vod_name")) or folded(value.get("title"))
    part = folded(value.get("name")) or folded(value.get("part"))
    people = (*people_of(data.get("vod_director")), *people_of(str(data.get("vod_actor") or "").replace("&", ",")))
    encrypt = folded(value.get("encrypt"))
    flag = folded(value.get("from"))
    for key in (*_URL_KEYS, *_NEXT_KEYS):
        held = value.get(key)
        held = held.get("url") if isinstance(held, dict) else held
        if isinstance(held, str) and held:
            address = decrypted(held, encrypt)
            following = key in _NEXT_KEYS
            kind = kind_of(data.get("vod_class"))
            if "$" in address and "://" in address:
                yield from _several(flag, address, work)
            else:
                yield Fed(address, flag, work, "" if following else part, kind, people)


def _several(flag: str, written: str, work: str) -> Iterator[Fed]:
    for item in play_string.items(flag, written):
        yield Fed(item.address, item.flag, work, item.name)


def decrypted(written: str, encrypt: str) -> str:
    """The address behind MacCMS' `encrypt` 0, 1 (unescape) or 2 (base64, then unescape), also when mislabelled."""
    if encrypt == "2" or (
        encrypt not in ("0", "1") and "/" not in written and "%" not in written and len(written) > 24
    ):
        raw = decode_bytes(written)
        if raw:
            decoded = unescaped(raw.decode("utf-8", "replace"))
            if encrypt == "2" or "://" in decoded or decoded.startswith("//"):
                return decoded
    return unescaped(written) if encrypt == "1" or "%" in written[:12] else written


def unescaped(text: str) -> str:
    """JavaScript's unescape: %uXXXX and %XX."""
    return unquote(_PERCENT_U.sub(lambda match: chr(int(match.group(1), 16)), text), errors="replace")


def _of_version_8(script: str) -> Iterator[Fed]:
    held: dict[str, str] = {}
    for match in _V8.finditer(script):
        written = match.group(3) or match.group(4) or ""
        held.setdefault(
            match.group(1).lower(), unescaped(written) if match.group(2) or "%" in written[:12] else written
        )
    for item in play_string.items(held.get("from", ""), held.get("url", "")):
        yield Fed(item.address, item.flag, held.get("name", ""), item.name)


def _of_sea(script: str) -> Iterator[Fed]:
    """`from$$name$url$type#name$url$type$$$from$$…`"""
    for match in islice(_SEA.finditer(script), MOST_OBJECTS):
        written = unescaped(match.group(1) or match.group(2) or "")
        for group in written[:LONGEST].split("$$$"):
            flag, _, listed = group.partition("$$")
            for item in play_string.items(flag, listed if listed else group):
                yield Fed(_by_form(item.address, item.form), item.form or flag, "", item.name)
    for match in islice(_SEA_JSON.finditer(script), MOST_OBJECTS):
        yield from _lists(literal.value_at(script, match.end()))


def _lists(value: Any) -> Iterator[Fed]:
    """`[["来源",["第1集$url$type", …]], …]`"""
    for group in value if isinstance(value, list) else ():
        if isinstance(group, list) and len(group) > 1 and isinstance(group[1], list):
            for written in group[1]:
                for item in play_string.items("", written) if isinstance(written, str) else ():
                    yield Fed(_by_form(item.address, item.form), item.form, "", item.name)


def _by_form(address: str, form: str) -> str:
    if form.lower() == "weiyun" and re.fullmatch(r"[0-9a-zA-Z]{7,32}", address):
        return f"https://share.weiyun.com/{address}"
    return address


def _of_feifei(script: str) -> Iterator[Fed]:
    """`ff_urls='{"Data":[{"playname":"m3u8","playurls":[["第1集","url","/page"],…]}]}'`"""
    for match in islice(_FEIFEI.finditer(script), MOST_OBJECTS):
        value = json_text.loads(match.group(1)) if match.group(1) else object_at(script, match.end())
        for group in json_text.walk(value, 2_000) if value else ():
            flag = folded(group.get("playname")) or folded(group.get("servername"))
            for entry in group.get("playurls") or () if isinstance(group.get("playurls"), list) else ():
                if isinstance(entry, list) and len(entry) > 1 and isinstance(entry[1], str):
                    yield Fed(entry[1], flag, "", folded(entry[0]))
