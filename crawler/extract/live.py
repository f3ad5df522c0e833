"""Live rooms that stream works round the clock: the room is the copy, its title often disguised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from core.types import Account, Channel, Page, Sighting
from crawler.extract import accounts, card, fields, json_text, schema
from crawler.extract.document import Document
from crawler.extract.hints import has, how_many
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.reading import DETAIL, Follow, Reading
from crawler.extract.state import states
from crawler.extract.trimmed import trimmed
from crawler.links.page import live_link

NUMBERS: Final = ("oomId", "oomNo", "room_id", "roomid", "room_no", "ofileRoom", "liveId", "live_id", '"rid"')
_HOSTS: Final = re.compile(
    r"//(?:live\.bilibili|live\.douyin|live\.kuaishou|(?:www\.|m\.)?huya|(?:www\.|m\.)?douyu)\.com/\w", re.I
)
_ROOM_URL: Final = re.compile(
    r"/(?:live|room|zhibo|liveroom|l|channel)s?/[\w-]+|/\d{3,12}/?(?:\?|\Z)|[?&](?:room_?id|rid)=\w+", re.I
)
_ROOM_PATH: Final = re.compile(r"/(?:live|room|zhibo|liveroom)s?/\w")
_PLAYER: Final = ("<video", "player", "Player", ".flv", ".m3u8", "rtmp:", "webrtc", "hls")
_WORDS: Final = (
    "直播间", "正在直播", "主播", "房间号", "直播中", "人气", "观看人数", "在线观众", "热度", "弹幕", "开播",
    "24小时", "24h", "轮播", "一起看", "观众",
    "streamer", "viewers", "live now", "Live now",
)  # fmt: skip
_ROOM: Final = (
    "直播间",
    "直播中",
    "房间号",
    "正在直播",
    "room_id",
    "roomId",
    "roomid",
    "BroadcastEvent",
    "isLiveBroadcast",
)
_LIVE_TITLES: Final = ("直播", " Live", " live", "LIVE")
_RECORDED: Final = ("回放", "录播", "录像", "集锦", "预告", "一览", "排行")
_STREAMS: Final = ("flv", "Flv", "FLV", "m3u8", "rtmp", "webrtc", "tream")
_ARTICLES: Final = ("/news/", "/article", "/post")
_HOSTED: Final = (
    "nick",
    "Nick",
    "anchor",
    "主播",
    "owner_name",
    "streamer",
    "关注",
    "host_name",
    "hostName",
    "hostNick",
    "/zb/",
    "/zhubo/",
)
_STREAM: Final = re.compile(r"""[/"'=](?:[\w-]{1,60})\.(?:flv|m3u8)\b""")
_MANY: Final = 4  # streams of a wall or list of rooms; one room has a few, for its qualities
_TOLD: Final = ("直播", "主播", "弹幕", "live", "Live", "LIVE")
_STATED: Final = ('"roomId"', '"room_id"')  # state that names a room
_NUMBERED: Final = re.compile(
    r"(?:(?:room|live)_?(?:id|no|num)|profile_?room|\brid)[\"']?\s?[:=]\s?[\"']?(\w{3,24})", re.I
)
_OWN_ROOM: Final = re.compile(r"([^\s|｜–—-]{2,30})的直播间")
_PARTS: Final = re.compile(r"\s+[-|–—·]\s+|_(?=[^\s_])")
_IDS: Final = ("room_id", "id_str", "roomId", "roomid", "rid", "lProfileRoom", "web_rid", "liveId", "live_id")
_ROOM_NAMES: Final = (
    "room_name",
    "roomName",
    "introduction",
    "sRoomName",
    "room_title",
    "roomTitle",
    "liveTitle",
    "topic",
)
_NAMES: Final = (*_ROOM_NAMES, "title", "caption")
_HOST_IDS: Final = (
    "owner_uid",
    "uid",
    "lUid",
    "userId",
    "user_id",
    "anchor_id",
    "anchorId",
    "sec_uid",
    "owner_id",
    "up_id",
    "id_str",
)
_HOST_NAMES: Final = (
    "nickname",
    "nickName",
    "nick",
    "uname",
    "owner_name",
    "sNick",
    "anchor_name",
    "anchorName",
    "userName",
    "user_name",
)


class LiveFamily:
    """A room of a live-streaming site."""

    name = "live"
    channel: Channel = "short_video"
    needs: tuple[str, ...] = (
        "//live.bilibili.com/",
        "//live.douyin.com/",
        "//live.kuaishou.com/",
        "huya.com/",
        "douyu.com/",
        "直播",
        " live",
        *_ROOM,
        *NUMBERS,
    )

    def recognises(self, page: Page) -> bool:
        source = page.text
        if "<" not in source[:2_000]:
            return False
        if _HOSTS.search(page.url):
            return True
        if "player_aaaa" in source:
            return False
        if "isLiveBroadcast" in source and "VideoObject" in source:
            return True
        if has(source, _TOLD) and any(number in page.url for number in islice(_numbers(source), 20)):
            return True
        if is_told(source) and not has(page.url, _ARTICLES):
            return True
        if _ROOM_PATH.search(page.url) is not None and has(_title(source), _LIVE_TITLES) and has(source, _PLAYER):
            return not has(_title(source), _RECORDED)
        if not has(source, _ROOM):
            return False
        told = how_many(source, _WORDS, 3)
        enough = 1 if has(source, _STATED) else 2
        return has(source, _PLAYER) and (told >= 3 or (told >= enough and _ROOM_PATH.search(page.url) is not None))

    def read(self, page: Page) -> Reading:
        document = Document(page)
        room = _room(document)
        rooms = [each for each in card.cards(document) if _ROOM_URL.search(each.url) and each.url != document.url]
        is_room = _is_room(document, room, len(rooms)) and len(set(_STREAM.findall(page.text[:400_000]))) < _MANY
        sightings = [_sighting(page, document, room)] if is_room else []
        follow = [Follow(each.url, DETAIL, words(("context", each.title))) for each in rooms]
        return Reading(self.name, distinct(sightings), tuple(follow), document.page_title)


FAMILY: Final = LiveFamily()


def is_told(source: str) -> bool:
    """Whether the title says that it is live, and the page's data or player has a stream and a host."""
    title = _title(source)
    if not has(title, _LIVE_TITLES) or has(title, _RECORDED):
        return False
    return (has(source, _STREAMS) and has(source, _HOSTED)) or ("的直播间" in title and has(source, _PLAYER))


def _title(source: str) -> str:
    start = source.find("<title")
    return source[start : start + 300].partition("</title")[0] if start >= 0 else ""


def _numbers(source: str) -> Iterator[str]:
    """The rooms that the page's data number."""
    if has(source, NUMBERS):
        for match in _NUMBERED.finditer(source[:400_000]):
            yield match.group(1)


def _is_room(document: Document, room: dict[str, str], rooms: int) -> bool:
    return bool(room.get("id")) or _ROOM_URL.search(document.url) is not None or rooms == 0


def _room(document: Document) -> dict[str, str]:
    """Room and host as the page's state tells them."""
    for state in states(document):
        people: set[int] = set()
        for thing in json_text.walk(state, 50_000):
            people.update(id(held) for held in fields.inner(thing, "person"))
            room = _held_room(thing)
            identity = _first(thing, _IDS) or fields.first(thing, "room") or fields.first(room, "id")
            name = _first(thing, _NAMES) or fields.first(thing, "title") or fields.first(thing, "said")
            name = name or fields.first(room, "title")
            if identity and name and id(thing) not in people:
                host = next(fields.inner(thing, "person"), thing)
                return {
                    "id": identity,
                    "name": name,
                    "uid": _number_of(host, thing),
                    "nick": _name_of(host, thing) or _nick([state, *states(document)]),
                }
    return _without_number(document)


def _held_room(thing: dict[str, Any]) -> dict[str, Any]:
    """The room's own record beside the host's: `{"roominfo": {"id": …, "name": …}, "hostinfo": {…}}`."""
    if next(fields.inner(thing, "person"), None) is None:
        return {}
    return next((held for name, held in thing.items() if isinstance(held, dict) and "room" in name.lower()), {})


def _without_number(document: Document) -> dict[str, str]:
    """The room of a state that gives it no number: its title and host, together or in states of their own."""
    name = nick = uid = ""
    for state in states(document):
        for thing in json_text.walk(state, 5_000):
            host = next(fields.inner(thing, "person"), thing)
            found = _first(host, _HOST_NAMES) or fields.first(host, "person_name")
            if found and not nick:
                nick, uid = found, _first(host, _HOST_IDS) or fields.first(host, "person_id")
            named = any("room" in field.lower() for field in thing) and fields.first(thing, "title")
            name = name or _first(thing, _ROOM_NAMES) or named or ""
            if found and (
                title := _first(thing, _NAMES) or (fields.first(thing, "title") if host is not thing else "")
            ):
                return {"name": name or title, "uid": uid, "nick": nick}
    return {"name": name, "uid": uid, "nick": nick} if name else {}


def _number_of(host: dict[str, Any], thing: dict[str, Any]) -> str:
    """The host's number: in a record of his own whatever ends in "id" is."""
    own = (folded(value) for name, value in host.items() if host is not thing and name.lower().endswith("id"))
    return _first(host, (*_HOST_IDS, "id")) or fields.first(host, "person_id") or next(filter(None, own), "")


def _name_of(host: dict[str, Any], thing: dict[str, Any]) -> str:
    own = "" if host is thing else fields.first(host, "title")
    return _first(host, _HOST_NAMES) or fields.first(host, "person_name") or own


def _nick(state: Any) -> str:
    """The host's name, where the state keeps it beside the room."""
    told = (_first(thing, _HOST_NAMES) or fields.first(thing, "person_name") for thing in json_text.walk(state, 2_000))
    return next((name for name in told if name), "")


def _sighting(page: Page, document: Document, room: dict[str, str]) -> Sighting:
    things = schema.things(document, "BroadcastEvent", "VideoObject")
    title = room.get("name") or next((schema.said(thing, "name") for thing in things), "") or _heading(document)
    title = title or document.meta.get("og:title", "")
    said = words(
        ("item", title), ("item", trimmed(title)), ("heading", document.heading),
        ("page_title", document.page_title),
        ("meta", document.meta.get("description")),
    )  # fmt: skip
    made = offer(page, "short_video", live_link(document.url), said, document.page_title)
    return replace(made, account=_account(document, room))


def _heading(document: Document) -> str:
    """The page's heading without the number of people watching that stands in it."""
    named = document.page_title.partition(" - ")[0]
    return named if len(named) > 1 and document.heading.startswith(named) else document.heading


def _titled(document: Document) -> str:
    """The host's name as the page's title has it behind the room's and the page on a line of its own."""
    lines = f"\n{document.text[:4_000]}"
    parts = (part.strip() for part in _PARTS.split(document.title)[1:-1])
    return next(
        (part for part in parts if 1 < len(part) <= 30 and (f"\n{part}" in lines or f"主播 {part}" in lines)), ""
    )


def _account(document: Document, room: dict[str, str]) -> Account | None:
    """The host by user id, else by the room, which is a host's own."""
    platform = accounts.platform_of(document.host)
    if room.get("uid"):
        return Account(platform, room["uid"], room.get("nick", ""))
    shown = accounts.of_page(document)
    if shown is not None and shown.account_id:
        return shown
    numbered = re.search(r"房间号\s?[:：]?\s?(\w{2,20})", document.text)
    identity = room.get("id") or (numbered.group(1) if numbered else "")
    named = re.search(r"主播\s?[:：]\s?([^\s:：|｜]{1,30})", document.text)
    name = room.get("nick") or (shown.name if shown else "") or (named.group(1) if named else "")
    owner = _OWN_ROOM.search(document.title)
    name = name or (owner.group(1) if owner else "") or accounts.person_named(document) or _titled(document)
    return Account(platform, identity, name) if identity or name else None


def _first(thing: dict[str, Any], fields: tuple[str, ...]) -> str:
    return next((text for field in fields if (text := folded(thing.get(field)))), "")
