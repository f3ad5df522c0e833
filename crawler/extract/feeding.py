"""Whether a page feeds official addresses to a player, or merely links and shares them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Final
from urllib.parse import urlencode

from crawler.extract.document import Document
from crawler.extract.outline import Value
from crawler.links import classify
from crawler.links.deep_link import Role

_CALLED: Final = re.compile(r"(?:play|jx|jiexi|parse|bofang|vip|iframe|video|load|\.src)\w{0,20}\s*[(=]", re.I)
# A function that shows what it is handed in the page's own player: `loadServer('https://…')`, `playVideo("…")`.
_SHOWS: Final = re.compile(
    r"(?<![.\w])(?!share|download|open|copy|window)\w{0,20}(?:play|server|source|src|video|embed|frame|stream|watch|mirror|episode|change|switch|jx|jiexi)"
    r"\w{0,20}\(\s{0,4}(?:this\s{0,4},\s{0,4})?[\"']((?:https?:)?//[^\"'\s<>]{8,1000})[\"']",
    re.I,
)
_HANDED: Final = re.compile(r"[?&](?:url|v|vid|jx|video)=[\"'`]")  # a parse interface among the arguments
_SHARED: Final = re.compile(r"share|weibo|qzone|qrcode|canonical|cite|source|origin|referer|report", re.I)
_PLAYER_NAME: Final = re.compile(r"play|video|vid|src|jx|parse|stream|iframe|flashvars", re.I)
_PARSER: Final = re.compile(
    r"[?&](?:url|v|vid|jx|video)=(?=[\"'`\s)<+$]|$)|jiexi|解析|[/.\"']jx[/.?\"']|DPlayer|Artplayer|ckplayer|"
    r"Aliplayer|MuiPlayer|(?:id|class)=[\"']?(?:player|playbox|video-?player|jx)",
    re.I,
)
_MOST_FORMS: Final = 20
_MOST_FIELDS: Final = 20
_MARKS: Final = ("url=", "v=", "jx", "vid=", "jiexi", "解析", "layer", "playbox")


def handed(call: str) -> list[str]:
    """The addresses that a call in an attribute hands to the page's player."""
    return [match.group(1) for match in islice(_SHOWS.finditer(call), 20)] if "(" in call and "//" in call else []


@lru_cache(maxsize=1)
def has_parser(document: Document) -> bool:
    """Whether the page carries a parse interface or a player that an address could be handed to."""
    source = document.source
    return any(mark in source for mark in _MARKS) and _PARSER.search(source) is not None


def role_of(document: Document, value: Value) -> Role:
    """How the page uses an address in an attribute: to be clicked or shared, or for its player."""
    if value.name.startswith("on"):
        return "player" if _CALLED.search(value.value) or _HANDED.search(value.value) else "anchor"
    if _SHARED.search(value.name):
        return "anchor"
    if _PLAYER_NAME.search(value.name):
        return "player"
    if has_parser(document) or (value.tag == "input" and _is_sent(document, value)):
        return "player"
    return "anchor"


def _is_sent(document: Document, value: Value) -> bool:
    """Whether a form of the page sends a hidden address to what would play it: `https://jx.example/?url=…`."""
    for form in document.select("form")[:_MOST_FORMS]:
        action = document.resolve(form.attributes.get("action") or document.url).partition("?")[0]
        for field in form.css("input[type=hidden][name]")[:_MOST_FIELDS]:
            if field.attributes.get("value") == value.value:
                sent = urlencode({field.attributes.get("name") or "": value.value})
                return classify(f"{action}?{sent}") is not None
    return False
