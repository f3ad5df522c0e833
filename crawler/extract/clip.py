"""Videos inside embedded state: what one is called, whose it is, and where it can be seen."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from core.types import Account
from crawler.extract import fields
from crawler.extract.json_text import walk
from crawler.extract.offer import folded
from crawler.extract.telling import is_telling

_IDS: Final = (
    "aweme_id", "awemeId", "bvid", "photoId", "photo_id", "videoId", "video_id", "noteId", "note_id", "itemId", ""
    "item_id",
    "group_id", "gid", "vid", "id", "aid",
)  # fmt: skip
_TITLES: Final = ("title", "caption", "desc", "name", "shortDescription", "description", "content", "text")
_AUTHORS: Final = (
    "author", "authorInfo", "author_info", "user", "owner", "creator", "uploader", "up", "userInfo", "user_info",
    "account",
    "upInfo", "upData", "channel",
)  # fmt: skip
_AUTHOR_IDS: Final = (
    "uid", "userId", "user_id", "mid", "id", "eid", "sec_uid", "secUid", "uniqueId", "unique_id", "short_id", "ch"
    "annelId",
    "kwaiId", "redId", "account_id", "accountId",
)  # fmt: skip
_HANDLES: Final = ("uniqueId", "unique_id", "handle")
_AUTHOR_NAMES: Final = (
    "nickname",
    "nickName",
    "name",
    "userName",
    "user_name",
    "uname",
    "screen_name",
    "nick",
    "uniqueId",
)
_MARKS: Final = frozenset((
    "video", "videos", "play_url", "playUrl", "play_addr", "playAddr", "photoUrl", "videoUrl", "video_url", "dura"
    "tion", "stats",
    "statistics", "cover", "digg_count", "diggCount", "likeCount", "like_count", "play_count", "playCount", "view"
    "Count", "stat",
    "lengthSeconds", "aweme_id", "awemeId", "photoId", "bvid", "views", "likes", "interactInfo", "owner_info", "src",
))  # fmt: skip
_HELD: Final = frozenset((
    "photo", "video", "work", "clip", "item", "detail", "info", "data", "feed", "note", "post", "drama", "episode",
    "media",
))  # fmt: skip
_PAGE: Final = re.compile(
    r"(?i)^(?!.*(?:pic|img|image|cover|icon|logo|avatar|poster|play|stream|api|icon)).*(?:url|link|href|path)$"
)
_FILE: Final = re.compile(r"\.(?:mp4|m3u8|flv|ts|mp3|m4a|jpe?g|png|webp|gif)(?:\?|$)", re.I)
_STREAM: Final = re.compile(r"\.(?:mp4|m3u8|flv|webm)(?:\?|$)", re.I)
_ADDRESSES: Final = ("share_url", "shareUrl", "url", "link", "webUrl", "web_url", "canonicalUrl", "page_url", "pageUrl")
_TAG: Final = re.compile(r"<[a-z/][^<>]{0,300}>", re.I)
_OWNER: Final = re.compile(r"(?:author|user|owner|uploader|creator)(?::|\Z)", re.I)  # VideoDetailAuthor:3xf8
_OWN_CLIP: Final = re.compile(r"的\w{0,4}(?:视频|直播|作品)\s{0,4}")
_TAGS: Final = ("hashtags", "textExtra", "text_extra", "tags", "tagList", "keywords", "challenges", "topics")


@dataclass(frozen=True, slots=True)
class Clip:
    """One video of somebody's."""

    video_id: str
    title: str
    description: str = ""
    account: Account | None = None
    address: str = ""
    hashtags: tuple[str, ...] = ()
    thing: dict[str, Any] = dataclasses.field(default_factory=dict, compare=False, repr=False)


def clips(states: Sequence[Any], platform: str) -> list[Clip]:
    """Every video in the states, first described first, one an id."""
    kept: dict[str, Clip] = {}
    for state in states:
        for thing in walk(state, 100_000):
            clip = _clip(_whole(thing), platform)
            if clip is not None and clip.video_id not in kept and len(kept) < 2_000:
                kept[clip.video_id] = clip
    return list(kept.values()) or [clip for state in states if (clip := _beside_owner(state, platform)) is not None][:1]


def _beside_owner(state: Any, platform: str) -> Clip | None:
    """The one video of a state whose one owner has a record of its own, though neither names the other."""
    things = [thing for thing in islice(walk(state, 2_000), 200) if _told(thing) and _plays(thing)]
    owners = [
        held
        for thing in islice(walk(state, 2_000), 200)
        for name, held in thing.items()
        if isinstance(held, dict) and _OWNER.search(name) and of_person(held, platform) is not None
    ]
    return _clip({**things[0], "author": owners[0]}, platform) if len(things) == len(owners) == 1 else None


def _whole(thing: dict[str, Any]) -> dict[str, Any]:
    """The clip with its author, where the state keeps the two side by side: `{"photo": {…}, "author": {…}}`."""
    author = next(fields.inner(thing, "person"), None)
    if author is None or _told(thing):
        return thing
    for name, held in thing.items():
        if isinstance(held, dict) and held is not author and _told(held) and (name in _HELD or _plays(held)):
            return {**held, "author": author}
    return thing


def _told(thing: dict[str, Any]) -> bool:
    return bool(fields.first(thing, "title") or fields.first(thing, "said"))


def _plays(thing: dict[str, Any]) -> bool:
    """Whether an object says that it plays: a stream, a length, numbers of likes; two levels deep at most."""
    for name, value in thing.items():
        role = fields.role_of(name)
        if role in ("media", "count") or (isinstance(value, str) and _STREAM.search(value[:2_000])):
            return True
        held = value[0] if isinstance(value, list) and value else value
        if isinstance(held, dict) and role not in ("person", "shop") and _holds_stream(held):
            return True
    return False


def _holds_stream(thing: dict[str, Any]) -> bool:
    return any(fields.role_of(name) == "media" for name, value in thing.items() if value) or any(
        isinstance(value, str) and _STREAM.search(value[:2_000]) for value in thing.values()
    )


def _clip(thing: dict[str, Any], platform: str) -> Clip | None:
    identity = _first(thing, _IDS) or fields.first(thing, "id")
    if not identity and next(fields.inner(thing, "person"), None) is not None:
        identity = fields.first(thing, "person_id")  # `mid` beside a person is the clip's number, not the person's
    identity = identity or _ending(thing, "key")
    said = list(
        dict.fromkeys(
            _TAG.sub("", text)
            for text in (*_each(thing, _TITLES), *fields.values(thing, "title"), *fields.values(thing, "said"))
        )
    )
    if not identity or not said or not (_MARKS & thing.keys() or _STREAM.search(_address(thing)) or _plays(thing)):
        return None
    account = _account(thing, platform)
    if account is None:
        return None
    said = [_without_owner(text, account.name.partition(" @")[0]) for text in said[:3]]
    return Clip(identity, said[0], " ".join(said[1:]), account, _address(thing), tuple(_hashtags(thing)), thing)


def _without_owner(text: str, name: str) -> str:
    """A clip's words without whose they are at the end: "片名 正片 某某的微博视频"."""
    place = text.rfind(name) if len(name) > 1 else -1
    return text[:place].rstrip(" @") if place > 0 and _OWN_CLIP.fullmatch(text, place + len(name)) else text


def _account(thing: dict[str, Any], platform: str) -> Account | None:
    for field in _AUTHORS:
        value = thing.get(field)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            if (told := of_person(value, platform)) is not None:
                return told
        elif isinstance(value, str) and value:
            identity = _first(thing, ("authorId", "author_id", "channelId", "uid", "userId", "user_id", "mid"))
            return Account(platform, identity, value[:60])
    identity = _first(thing, ("authorId", "author_id", "userId", "user_id", "uid", "mid", "channelId"))
    name = _first(thing, ("nickname", "userName", "authorName", "author_name", "ownerName", "uname"))
    return Account(platform, identity, name[:60]) if identity and name else _person(thing, platform)


def _person(thing: dict[str, Any], platform: str) -> Account | None:
    """Whose it is, in fields of names we have not met before."""
    told = (of_person(held, platform) for held in fields.inner(thing, "person"))
    if (account := next(filter(None, told), None)) is not None:
        return account
    identity = fields.first(thing, "person_id")
    name = fields.first(thing, "person_name") or fields.first(thing, "person")
    return Account(platform, identity, name[:60]) if identity and name else None


def of_person(held: dict[str, Any], platform: str) -> Account | None:
    """The account that a person's own record tells."""
    identity = _first(held, _AUTHOR_IDS) or fields.first(held, "person_id") or fields.first(held, "id")
    name = _first(held, _AUTHOR_NAMES) or fields.first(held, "person_name") or fields.first(held, "title")
    identity = identity or _ending(held, "id") or _ending(held, "key")
    name = name or _ending(held, "name") or _ending(held, "nm") or _only_name(held, identity)
    handle = _first(held, _HANDLES)
    if name and handle not in ("", name, identity):  # the page shows both, and profiles are linked by it
        name = f"{name[:30]} @{handle}"
    return Account(platform, identity, name[:60]) if identity or name else None


def _ending(held: dict[str, Any], end: str) -> str:
    """In a person's own record whatever ends so is the person's."""
    return next((folded(value) for name, value in held.items() if name.lower().endswith(end) and folded(value)), "")


def _only_name(held: dict[str, Any], identity: str) -> str:
    """The one short word that a person's own record says besides its number: a name in a field of any name."""
    said = [each for each in held.values() if isinstance(each, str) and 1 < len(each) <= 30 and each != identity]
    names = [each for each in said if "/" not in each and not each.isdigit() and is_telling(each)]
    return folded(names[0]) if len(names) == 1 and identity else ""


def _address(thing: dict[str, Any]) -> str:
    for field in _ADDRESSES:
        value = thing.get(field)
        if isinstance(value, str) and 1 < len(value) < 2_000 and (value.startswith(("http", "/"))):
            return value
    return page_in(thing)


def page_in(thing: dict[str, Any]) -> str:
    """The page of its own that an object names in a field of any name; a stream or a picture is none."""
    for name, value in thing.items():
        if (
            isinstance(value, str)
            and value.startswith(("http", "/"))
            and _PAGE.search(name)
            and not _FILE.search(value)
        ):
            return value
    return ""


def _hashtags(thing: dict[str, Any]) -> Iterator[str]:
    for field in _TAGS:
        listed = thing.get(field)
        for each in listed[:40] if isinstance(listed, list) else ():
            said = (
                _first(each, ("hashtagName", "hashtag_name", "name", "tag_name", "title"))
                if isinstance(each, dict)
                else folded(each)
            )
            if said:
                yield said.strip("# ")[:60]


def _first(thing: dict[str, Any], fields: Iterable[str]) -> str:
    return next(_each(thing, fields), "")


def _each(thing: dict[str, Any], fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        text = folded(thing.get(field))
        if text:
            yield text
