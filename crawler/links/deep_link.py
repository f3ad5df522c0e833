"""Deep links: pages and interfaces that play a licensed platform's content from somewhere else."""

from __future__ import annotations

import re
from typing import Final, Literal

from core.types import Link
from core.urls import canonical, host_of, path_of
from crawler.links.official import is_player, is_watch_page, platform_of

Role = Literal["anchor", "embed", "player"]

_REDIRECT_PARAMETERS: Final = frozenset({
    "target", "redirect", "redirect_uri", "redirect_url", "redirecturl", "redirect_to", "redir", "return",
    "return_url", "returnurl", "return_to", "returnto", "next", "continue", "back", "backurl", "callback", "ref",
    "refer", "referer", "referrer", "dest", "destination", "goto", "gourl", "jump", "jumpurl", "surl", "service",
    "s_url", "from_url", "pageurl", "page_url", "origin_url", "share_url", "shareurl", "linkurl", "canonical",
    "href",
})  # fmt: skip
_REDIRECT_PATH = re.compile(
    r"(?:^|[/_.-])(?:go|goto|links?\d?|jumps?|out|outlink|away|leave|extern|external|exit|visit|click|track|tz|tiaozhuan|"
    r"report|save|safe|safecheck|checkurl|security|middlem|linkfilter|urlcheck|forward|to|l|sinaurl)(?:[/_.-]|$)",
    re.I,
)
_REDIRECT_HOST = re.compile(r"^(?:links?|jump\d?|go|out|away|redirect|url|leaving|exit|safe|t|l|lm)\.", re.I)
# Sharing, logging in, translating, picturing and caching a page never plays it, whatever else the address says.
_NO_PLAYER = re.compile(
    r"(?:^|[/_.-])(?:redirects?|redir|\w{0,8}share\w{0,12}|\w{0,6}intent|log[io]n|logon|signin|oauth\d?|auth|passport|sso|cas|"
    r"register|translate|\w{0,12}qr\w{0,6}|cache|snapshot|screenshot|comments?|feedback|web/\d{1,14}|oembed|whois|seo)(?:[/_.-]|$)",
    re.I,
)
_PARSER_PATH = re.compile(
    r"(?:^|[/_.-])(?:jx|jiexi|jiex|parse|parser|player|players|play|dplayer|ckplayer|artplayer|dp|m3u8|analysis|analyze|"
    r"vip|svip|api|iframe|embed|yun|jsonplayer|jxplayer|json|home/api|video)\d*(?:[/_.-]|$)",
    re.I,
)
_PLAYS = re.compile(
    r"(?:^|[/_.-])(?:jx|jiexi|parser?|player|play|dplayer|ckplayer|m3u8|svip|vip|jxplayer)\d*(?:\.\w+)?/?$", re.I
)
_RETURNS: Final = _REDIRECT_PARAMETERS - {"target", "goto", "jump", "dest", "href"}
_PARSER_HOST = re.compile(
    r"(?:^|[.-])(?:[a-z]{0,4}jx|jx[a-z0-9]{0,6}|[a-z]{0,4}jiexi[a-z0-9]{0,6}|parse[rs]?|vip|svip|json|player|play|api|okjx|m3u8|yparse)\d*[.-]",
    re.I,
)
_PARSER_PARAMETERS: Final = frozenset({
    "url", "v", "vid", "jx", "video", "vurl", "videourl", "video_url", "link", "src", "play", "playurl", "play_url",
    "file", "u", "id", "",
})  # fmt: skip
_BASE = re.compile(r"[?&](?:url|v|vid|jx|video|vurl|link|src)=$", re.I)


def target(wrapper: str, url: str, parameter: str, role: Role) -> Link | None:
    """The deep link that `wrapper` makes of the official address `url` it carries; None for a plain redirect to it."""
    platform = platform_of(url)
    if platform is None or platform == platform_of(wrapper):
        return None
    if not (is_watch_page(url) or is_player(url)) and len(path_of(url)) < 2:
        return None
    if role == "anchor" and not _is_known(wrapper, parameter):
        return None
    return link_to(url, platform)


def _is_known(wrapper: str, parameter: str) -> bool:
    """Whether a clicked wrapper plays what it carries: by the parameter, or by a path that can be nothing else."""
    if is_redirect(wrapper, parameter):
        return False
    return parameter in _PARSER_PARAMETERS or (
        parameter not in _RETURNS and _PLAYS.search(path_of(wrapper)) is not None
    )


def link_to(url: str, platform: str) -> Link:
    """A deep link to an official address."""
    address = canonical(url)
    return Link("deep_link", address, address, platform)


def is_redirect(wrapper: str, parameter: str) -> bool:
    """Whether a wrapper merely sends its visitor on: by its path, its parameter, and no sign of a player."""
    path, host = path_of(wrapper), host_of(wrapper)
    if _NO_PLAYER.search(path) or _NO_PLAYER.search(host):
        return True
    if _PARSER_PATH.search(path):
        return False
    if _REDIRECT_PATH.search(path):
        return True
    return _PARSER_HOST.search(host) is None and bool(parameter in _REDIRECT_PARAMETERS or _REDIRECT_HOST.search(host))


def is_parse_interface(url: str) -> bool:
    """Whether an address waits for an official address to be put behind it (`https://jx.example/?url=`)."""
    return url[:4].lower() == "http" and _BASE.search(url) is not None
