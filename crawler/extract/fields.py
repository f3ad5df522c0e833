"""What the fields of strangers' data mean, whatever their makers call them: names, people, streams, prices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, Literal

from crawler.extract.offer import folded

Role = Literal[
    "", "id", "title", "said", "person", "person_id", "person_name", "media", "count", "price", "shop", "shop_id",
    "shop_name", "room", "package", "developer",
]  # fmt: skip

_PERSON: Final = (
    r"author|user|owner|creator|uploader|publisher|poster|up|upper|anchor|host|streamer|broadcaster|account|profile|member|"
    r"blogger|maker|teacher|lecturer|instructor|(?:[a-z]{3,10})by|channel|kol|artist|writer|nick"
)
_SHOP: Final = r"shop|store|mall|seller|merchant|vendor|vender|supplier|boss"
_THING: Final = (
    r"(?:video|clip|work|film|movie|item|goods|product|ware|sku|room|live|vod|note|post|feed|photo|share|spu|drama|"
    r"app|episode|media|play|content|detail|main|course|class|lesson|book|novel|comic|album|song|track|series|season|"
    r"show|program|programme|article|paper|soft|software|game|resource|res|tv|story|serial|collection|playlist|coll|offer|commodity|listing|auction|lot|deal)"
)
# The first that fits a field's name, written small and without separators, says what it is.
_ROLES: Final[tuple[tuple[Role, re.Pattern[str]], ...]] = (
    ("package", re.compile(r"(?:app|apk)?(?:package|pkg|pack|bundle)(?:name|id)?|apkname|applicationid")),
    ("developer", re.compile(r"(?:developer|dev|company|publisher|vendor|author|corp)(?:name)|developer")),
    ("room", re.compile(r"(?:\w{0,8}room(?:id|no|num)|rid|profileroom|webrid|liveid|liveroom)")),
    ("shop_name", re.compile(rf"(?:{_SHOP})(?:user|trade|display)?(?:name|nick|nickname|title)|wangwang|sellernick")),
    ("shop_id", re.compile(rf"(?:{_SHOP})(?:user|login|member)?id")),
    ("person_name", re.compile(rf"v?(?:{_PERSON}|display|screen)(?:nick)?name|\w{{0,12}}nick(?:name)?|uname")),
    ("person_id", re.compile(
        rf"(?:{_PERSON}|sec|unique|short|profile)(?:u?id|uin|no|key|handle|login|slug)|v?uid|mid|handle|login"
    )),
    ("person", re.compile(
        rf"by|v?(?:{_PERSON}){{1,2}}s?(?:info|data|detail|details|base|basic|vo|do|dto|profile|card|meta)?"
    )),
    ("shop", re.compile(rf"(?:{_SHOP})s?(?:info|data|detail|base|vo|do|dto|basic)?")),
    ("price", re.compile(
        rf"(?:{_THING}|group|min|sale|sold|sell|low|now|current|final|real|promotion|discount|zk|view|show|unit|"
        r"special|activity|coupon|deal|vip|item|lowest|min|on){0,4}(?:price|amount)(?:text|str|info|yuan|value|show|vo|in)?"
        r"(?:fen|cents?)?"
    )),
    ("count", re.compile(
        r".{0,20}(?:count|counts|cnt|stats|statistics|stat)|(?:like|digg|view|play|comment|share|forward|repost|"
        r"collect|fav|danmu|hot|online)(?:s|num|ed|d|times)?|duration|interactinfo"
    )),
    ("media", re.compile(
        r"(?:main|video|play|media|stream|source|src|mp4|m3u8|hls|flv|mv|photo|file|download|origin|hd|sd|raw)"
        r"(?:v|mv|video|play)?(?:url|urls|addr|src|path|link|file|info|api|list|stream|resource)|mp4|m3u8|hls|flv|video|"
        r"videos|src|streams?"
    )),
    ("title", re.compile(
        rf"(?:zh|cn|chs|org|orig|full|show)?{_THING}?(?:title|caption|name|headline|subject)(?:zh|cn|chs)?|[a-z]title"
    )),
    ("said", re.compile(
        rf"{_THING}?(?:short)?(?:desc|description|text|txt|content|words|summary|intro|introduction)"
    )),
    ("id", re.compile(
        r"(?!(?:cat|cate|category|type|parent|tag|pid|topic|music|cover|request|log|trace|app|ad).{0,3}id)"
        r"\w{0,14}id|id|\w?vid|no|sn|code"
    )),
)  # fmt: skip
_MARKUP: Final = re.compile(r"</?(?:span|em|b|i|font|strong|mark)(?:\s[^<>]{0,200})?>", re.I)
_HUNGARIAN: Final = re.compile(r"\A[a-z](?=[A-Z][a-z])")
_LONGEST_NAME: Final = 40


@lru_cache(maxsize=8192)
def role_of(name: str) -> Role:
    """The role of a field, "" for one that says nothing we know."""
    if len(name) > _LONGEST_NAME:
        return ""
    plain = re.sub(r"[^a-z0-9]", "", _HUNGARIAN.sub("", name).lower())
    return next((role for role, pattern in _ROLES if pattern.fullmatch(plain)), "")


def values(thing: dict[str, Any], role: Role) -> Iterator[str]:
    """The words of an object's fields of this role."""
    for name, value in thing.items():
        if isinstance(value, (str, int)) and role_of(name) == role and (text := folded(value)):
            yield plain(text)


def plain(text: str) -> str:
    """Words without the marks of what was searched for: `<span class=H>片</span>名`."""
    return _MARKUP.sub("", text) if "<" in text else text


def first(thing: dict[str, Any], role: Role) -> str:
    """The first words of this role, or ""."""
    return next(values(thing, role), "")


def inner(thing: dict[str, Any], role: Role) -> Iterator[dict[str, Any]]:
    """The objects that an object's fields of this role hold."""
    for name, value in thing.items():
        held = value[0] if isinstance(value, list) and value else value
        if isinstance(held, dict) and role_of(name) == role:
            yield held
