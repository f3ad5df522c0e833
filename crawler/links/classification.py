"""What one address is: the typed link behind it, with wrappers, encodings and downloader schemes undone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from core.types import Link, LinkKind
from core.urls import canonical, host_of, is_http, join, path_of, query_values, tidy
from crawler.links import (
    app_scheme,
    baidu_rapid,
    book_source,
    deep_link,
    downloader,
    ed2k,
    extension,
    hosted_player,
    live,
    magnet,
    netdisks,
    official,
    wrapper,
)
from crawler.links.deep_link import Role
from crawler.links.passcode import passcode_in

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9.+-]{1,20}):")
_BARE_HOST = re.compile(r"\s*((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,18})/", re.I)
_ENCODED = re.compile(r"\s*(?:https?|ftp)%3a", re.I)
_DOWNLOAD = re.compile(r"attach|down|file|get|dl\b|\bd/", re.I)
_EMBED = re.compile(
    r"(?:^|[/.?_=-])(?:[a-z]{0,4}player[a-z0-9]{0,8}|play|embed[a-z0-9-]{0,8}|e/|video_ext|videoembed|iframe|share/[0-9a-zA-Z]{6,}|m3u8|"
    r"jx|jiexi|parse|vod|video|watch|v/[\w-]{5,})",
    re.I,
)
_NOT_EMBEDS = re.compile(
    r"(?:^|[.])(?:googletagmanager|doubleclick|googlesyndication|google-analytics|google|gstatic|recaptcha|hcaptcha|facebook|twitter|disqus|"
    r"cloudflare|addthis|sharethis|cnzz|51\.la|umeng|baidustatic|tanx|alimama|paypal|stripe|map|maps|amap|livechat|tawk)[.]",
    re.I,
)


# What players are told of an address behind it: `…/index.m3u8$hls`, `….mp4,mp4,zd`.
_FORM: Final = re.compile(r"(?:\$[a-zA-Z]\w{1,13}|(?:,(?:mp4|m3u8|flv|hls|zd|xml|video|auto)){1,2})\Z")


def classify(url: str, *, base: str = "", text: str = "", role: Role = "anchor") -> Link | None:
    """The typed, canonical link of one address; None for an ordinary page, a picture, or rubbish. Never raises.

    `role` says how the page uses it: an anchor to click, something embedded (iframe, video), or a player's own
    configuration. `text` is the link's own text: it may hold a share's code or a download's file name.
    """
    if "$http" in url[:200]:
        return None  # a name and the address behind it: two things
    if ("$" in url[-16:] or "," in url[-10:]) and url.lower().startswith(("http", "//")):
        url = _FORM.sub("", url)
    if role == "anchor" and _is_ordinary(url):
        return _by_name(url, base, text) if text else None
    address = _absolute(url, base)
    link = typed(address, role) if address else None
    if link is None:
        return _by_name(url, base, text) if text else None
    if link.kind == "netdisk" and not link.passcode and text:
        code = passcode_in(text, link.provider)
        return _with_code(link, code) if code else link
    return link


def _with_code(link: Link, code: str) -> Link:
    return Link(link.kind, link.ref, link.url, link.provider, code, link.obfuscated)


def _is_ordinary(url: str) -> bool:
    """A quick yes for the bulk of a page's links: plain pages and pictures without room for another address."""
    if len(url) > 300 or "\\" in url or wrapper.may_wrap(url):
        return False
    if "?" in url:
        path = url[: url.index("?")]
        if "." in url[len(path) :] and _value_tells(url):
            return False
    else:
        path = url
    dot = path.rfind(".", -9)
    if dot >= 0 and path[dot + 1 :].partition("#")[0].rstrip("/").lower() in extension.KINDS:
        return False
    if url[:4] == "http":
        slash = path.find("/", 8)
        return _is_ordinary_host(url[: slash if slash >= 0 else None])
    if ":" in url[:24] or url[:2] == "//":
        return False
    return url[:1] in "/#?" or netdisks.disk_of(url.partition("/")[0].lower()) is None


@lru_cache(maxsize=16_384)
def _is_ordinary_host(origin: str) -> bool:
    return netdisks.disk_of(host_of(origin)) is None and official.platform_of(origin) is None


def _value_tells(url: str) -> bool:
    return any(extension.kind_of_query(value) for _, value in query_values(url))


def _absolute(url: str, base: str) -> str:
    address = tidy(url)
    if "%3" in address[:8] and _ENCODED.match(address):
        address = unquote(address)  # as players' settings hold it: nobody means a folder called "https%3A"
    if (bare := _BARE_HOST.match(address)) and netdisks.disk_of(bare[1].lower()):
        return f"https://{address.strip()}"
    if _SCHEME.match(address) or not base:
        return join("", address) if address[:4].lower() == "http" or address[:2] == "//" else address
    return join(base, address)


def typed(address: str, role: Role, depth: int = 0) -> Link | None:
    """The typed link of an absolute address, following what it wraps."""
    if depth > wrapper.MAX_DEPTH or len(address) > 65_536:
        return None
    if is_http(address):
        return _http(address, role, depth)
    found = _SCHEME.match(address)
    return _by_scheme(address.strip(), found[1].lower(), role, depth) if found else None


def _by_scheme(address: str, scheme: str, role: Role, depth: int) -> Link | None:
    if scheme == "magnet":
        return magnet.read(address)
    if scheme == "ed2k":
        return ed2k.read(address)
    if scheme in downloader.SCHEMES:
        return _unwrapped(downloader.unwrap(address), role, depth)
    if scheme in live.SCHEMES:
        return live.read(address)
    if scheme == "ftp":
        url = canonical(address)
        return Link("ftp", url, url, host_of(url)) if url else None
    if scheme in book_source.SCHEMES:
        return _imported(address, role, depth)
    if scheme == "bdpan":
        return baidu_rapid.read(address)
    if scheme == "intent":
        return _intended(address, role, depth)
    return _app(address, role, depth)


def _intended(address: str, role: Role, depth: int) -> Link | None:
    """What an intent gives its app to play, says in its app's own scheme, or opens; else the app."""
    if (link := _unwrapped(app_scheme.intent_told(address), "player", depth)) is not None:
        return link
    own = app_scheme.intent_own(address)
    if own and (link := _app(own, role, depth)) is not None and link.kind != "app":
        return link
    return _unwrapped(app_scheme.intent_address(address), role, depth) or app_scheme.intent_link(address)


def _imported(address: str, role: Role, depth: int) -> Link | None:
    """The list that an import link brings; an official address that a box is told to play is a deep link."""
    link = book_source.read(address)
    if link is not None and official.platform_of(link.url):
        return _unwrapped(link.url, "player", depth)
    return link


def _app(address: str, role: Role, depth: int) -> Link | None:
    link = app_scheme.read(address)
    own = app_scheme.is_own(address)
    if (link is not None and link.kind != "app") or not (link or own):
        return link
    inner = next(iter(wrapper.nested(address)), None)
    return (_unwrapped(inner.url, "player" if own else role, depth) if inner else None) or link


def _unwrapped(inner: str, role: Role, depth: int) -> Link | None:
    """What a downloader's or an app's wrapping held: any address in it is offered as a download."""
    link = typed(inner, role, depth + 1) if inner else None
    if link is None and depth == 0 and is_http(inner) and "." in inner.rpartition("/")[2]:
        return None
    return link


def _http(address: str, role: Role, depth: int) -> Link | None:
    host = host_of(address)
    route = _route(address)
    if share := netdisks.share_of(host, route):
        passcode = share.passcode or passcode_in(route[share.end :], share.provider)
        return Link("netdisk", f"{share.provider}:{share.key}", share.url, share.provider, passcode)
    if "bdlink=" in address and (rapid := baidu_rapid.read(address)):
        return rapid
    platform = official.platform_of(address)
    if platform:
        return _official(address, platform, role)
    targets = list(wrapper.nested(address)) if wrapper.may_wrap(address) else []
    inner = _carried(address, targets, role, depth)
    if inner is not _NOTHING:
        return inner
    kind = extension.kind_of_path(path_of(address)) or _kind_by_query(address)
    if kind is None:
        kind = _embedded(address, host, role)
    return _plain_link(kind, address) if kind else None


_NOTHING: Final = Link("page", "", "")


def _carried(address: str, targets: list[wrapper.Nested], role: Role, depth: int) -> Link | None:
    """The typed link among the addresses that this one carries; None for a redirect to a legal page."""
    own = extension.kind_of_path(path_of(address)) if targets and targets[0].parameter else None
    for target in targets:
        if official.platform_of(target.url):
            found = deep_link.target(address, target.url, target.parameter, role)
            if found or deep_link.is_redirect(address, target.parameter):
                return found
        elif own is None and (link := typed(target.url, _inner_role(address, target.url, role), depth + 1)):
            return link
    return _NOTHING


def _inner_role(address: str, target: str, role: Role) -> Role:
    """A hosted player that a clicked address carries in code, of another host, is played behind it."""
    if role != "anchor" or not hosted_player.is_hosted(target):
        return role
    shown = host_of(target) in unquote(unquote(address)).lower()
    return role if shown else "embed"


def _official(address: str, platform: str, role: Role) -> Link | None:
    """An official address is a plain page to click; embedded or fed to a player it is a deep link."""
    kind = extension.kind_of_path(path_of(address))
    if kind in ("media", "audio") and not official.is_player(address):
        return Link("hotlink", canonical(address), canonical(address, as_written=True), platform)
    if role == "anchor" or not (official.is_player(address) or official.is_watch_page(address)):
        return None
    return deep_link.link_to(address, platform)


def _route(address: str) -> str:
    slash = address.find("/", 8)
    start = slash if slash >= 0 else len(address)
    for mark in ("?", "#"):
        place = address.find(mark, 8)
        start = place if 0 <= place < start else start
    route = address[start:]
    return route if route.startswith("/") else f"/{route}"


def _kind_by_query(address: str) -> LinkKind | None:
    if "=" not in address:
        return None
    return next((kind for _, value in query_values(address) if (kind := extension.kind_of_query(value))), None)


def _embedded(address: str, host: str, role: Role) -> LinkKind | None:
    if role == "anchor" or _NOT_EMBEDS.search(host) or deep_link.is_parse_interface(address):
        return None
    path = path_of(address)
    if path.rpartition(".")[2].lower() in ("js", "css", "png", "jpg", "jpeg", "gif", "webp", "svg", "ico"):
        return None
    return "embed" if role == "player" or _EMBED.search(address[address.find("//") + 2 :]) else None


def _plain_link(kind: LinkKind, address: str) -> Link | None:
    ref = canonical(address)
    return Link(kind, ref, canonical(address, as_written=True), host_of(ref)) if ref else None


def _by_name(url: str, base: str, text: str) -> Link | None:
    """A download without an extension in its address whose text is a file name (attachments of forums)."""
    kind = extension.kind_of_name(text) or (extension.kind_of_offer(text) if "B" in text else None)
    if kind is None or kind == "live" or not _DOWNLOAD.search(url):
        return None
    address = _absolute(url, base)
    if not is_http(address) or path_of(address).rpartition(".")[2].lower() in ("html", "htm"):
        return None
    return _plain_link(kind, address)
