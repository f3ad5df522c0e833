"""Addresses: one written form for each, robust joining, hosts and the sites they belong to."""

from __future__ import annotations

import html
import ipaddress
import re
from functools import lru_cache
from socket import inet_aton, inet_ntoa
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urljoin, urlsplit

import idna

if TYPE_CHECKING:
    from tldextract import TLDExtract

MAX_LENGTH: Final = 16_384  # longer addresses are refused: no server takes them and they are often traps

_CONTROL = re.compile("[\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]+")
_ENTITY = re.compile(r"&(?:amp|quot|apos|lt|gt|nbsp|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_PARTS = re.compile(r"(https?|ftp):[/\\]*([^/\\?#]*)([^?#]*)(\?[^#]*)?(#.*)?", re.I | re.S)
_AUTHORITY = re.compile(r"//([^/?#\\]*)")
_CLEAN = re.compile(r"https?://[a-z0-9][a-z0-9.-]*[a-z](?:/[A-Za-z0-9._~-]*)+")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?")
_PERCENT = re.compile(r"%([0-9a-fA-F]{2})?")
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?#]*", re.I)
_HEX_VALUE = re.compile(r"[0-9a-f]{16,}", re.I)

_PATH_SAFE: Final = "%/:@!$&'()*+,;=~-._"
_QUERY_SAFE: Final = "%/:@!$'()*+,;=~-._?[]|"
_FRAGMENT_SAFE: Final = _QUERY_SAFE + "&#"
# Nothing before the query that a browser may read in another way: no backslash, no dot segment, no escape.
_ORDINARY = re.compile(r"https?://[^/\\?#%](?:[^\\?#%/]|/(?!\.))*+(?:[?#]|\Z)")
_DOT = re.compile(r"%2e", re.I)
_NEEDLESS = re.compile(r"%(4[1-9a-fA-F]|5[0-9aA]|6[1-9a-fA-F]|7[0-9aA]|3[0-9])")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

_TRACKING: Final = frozenset({
    "spm", "scm", "gclid", "fbclid", "yclid", "msclkid", "dclid", "igshid", "mc_cid", "mc_eid", "_ga", "_gl",
    "vd_source", "spm_id_from", "from_source", "from_spmid", "share_source", "share_medium", "share_session_id",
    "share_tag", "share_from", "share_token", "share_plat", "fromuid", "fromuser", "isappinstalled", "nsukey",
    "clicktime", "enterid", "wxfrom", "wxshare_count", "bd_source", "bd_vid", "hmsr", "hmpl", "hmcu", "hmkw",
    "hmci", "ref_src", "phpsessid", "jsessionid", "aspsessionid", "sessionid", "session_id", "zenid", "cftoken",
    "cfid", "osd_source", "tracelog", "pvid",
})  # fmt: skip
_SESSION_WHEN_HASH: Final = frozenset({"sid", "s", "sess", "session", "token_sid", "bbs_sid"})
_SHARED_FROM: Final = frozenset({
    "timeline", "singlemessage", "groupmessage", "appmessage", "message", "favorites", "search", "weibo", "qq",
    "qzone", "wechat", "weixin", "share", "shared", "pc", "wap", "h5", "m", "mobile", "copy", "copylink", "link",
    "app", "ios", "android", "baidu", "google", "bing", "sogou", "360", "toutiao", "singlearticle", "home", "index",
    "rss", "feed", "twitter", "facebook", "telegram",
})  # fmt: skip
# A fragment is part of the address where it carries a key or a route.
_FRAGMENT_HOSTS: Final = ("139.com", "mega.nz", "mega.co.nz", "mega.io", "21cn.com", "app.mi.com")
_FRAGMENT_WORDS: Final = ("bdlink=", "sharecode=", "page=detail")
_UNUSABLE: Final = ("javascript:", "data:", "mailto:", "tel:", "sms:", "about:", "blob:", "vbscript:", "file:")


def tidy(url: str) -> str:
    """The address as the page's author meant it: JSON slashes, entities, control characters and blanks undone."""
    if "\\/" in url:
        url = url.replace("\\/", "/")
    if "&" in url:
        url = _ENTITY.sub(lambda match: html.unescape(match[0]), url)
    if not (url.isascii() and url.isprintable()):
        url = _CONTROL.sub("", url)
    return url.strip(" \u3000\u00a0\"'")


def is_http(url: str) -> bool:
    """Whether a crawler may ask for it at all."""
    return url[:8].lower().startswith(("http://", "https://"))


def canonical(url: str, *, as_written: bool = False) -> str:
    """One form for all writings of an address; "" for an http address that cannot be one.

    The query is sorted, unless it is to stay as written: an identity needs the one, a person who opens it the other.
    Tracking and session parameters, default ports and user names go; fragments stay where they carry a key or a
    route. Addresses that are not http or ftp (magnet, ed2k ...) are only freed of blanks around them.
    """
    if len(url) > MAX_LENGTH:
        return "" if is_http(url.lstrip()) else url.strip()
    if _CLEAN.fullmatch(url) and "/." not in url and ".." not in url:
        return url
    url = tidy(url)
    parts = _PARTS.fullmatch(url)
    if parts is None:
        return url
    scheme = parts[1].lower()
    authority = _authority(parts[2], scheme)
    if not authority:
        return ""
    path = _path(parts[3] or "/")
    query = _query(parts[4][1:], path, as_written=as_written) if parts[4] else ""
    fragment = _fragment(parts[5][1:], authority) if parts[5] else ""
    return f"{scheme}://{authority}{path}{'?' + query if query else ''}{'#' + fragment if fragment else ''}"


def _authority(authority: str, scheme: str) -> str:
    user, _, address = authority.rpartition("@")
    host, port = _host_and_port(address)
    if not host:
        return ""
    if port in ("", {"http": "80", "https": "443", "ftp": "21"}[scheme]):
        port = ""
    elif not port.isascii() or not port.isdigit() or int(port) > 65_535:
        return ""
    keep_user = f"{user}@" if user and scheme == "ftp" and user.isascii() else ""
    return f"{keep_user}{host}{':' + str(int(port)) if port else ''}"


def _host_and_port(address: str) -> tuple[str, str]:
    if address.startswith("["):
        literal, _, rest = address[1:].partition("]")
        try:
            return f"[{ipaddress.IPv6Address(literal)}]", rest.lstrip(":")
        except ValueError:
            return "", ""
    host, _, port = address.partition(":")
    return _ascii_host(host), port


@lru_cache(maxsize=8192)
def _ascii_host(host: str) -> str:
    host = host.strip().strip(".").lower()
    if "%" in host:
        host = unquote(host)
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True, transitional=False).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return ""
    if len(host) > 253 or ".." in host or not _HOST.fullmatch(host):
        return ""
    return _dotted(host) if host.rpartition(".")[2][:1].isdigit() else host


def _dotted(host: str) -> str:
    """A number instead of a name as browsers read it (WHATWG URL, IPv4 parser): 2130706433 and 0x7f.1 are 127.0.0.1."""
    try:
        return inet_ntoa(inet_aton(host))
    except OSError:
        return host


def _escape(text: str, safe: str) -> str:
    """Percent-encode what must be, decode what need not be, upper-case the rest: the same text for equal addresses."""
    if "%" in text:
        text = _PERCENT.sub(_percent, text)
    return quote(text, safe=safe, errors="replace")


def _percent(match: re.Match[str]) -> str:
    digits = match[1]
    if not digits:
        return "%25"
    char = chr(int(digits, 16))
    return char if char in _UNRESERVED else f"%{digits.upper()}"


def _path(path: str) -> str:
    path = _PATH_SESSION.sub("", path.replace("\\", "/"))
    path = _escape(path, _PATH_SAFE)
    if "/." in path:
        path = _without_dots(path)
    return path if path.startswith("/") else f"/{path}"


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)


def _query(query: str, path: str, *, as_written: bool) -> str:
    pieces = [piece for piece in query.split("&") if piece]
    if "://" not in query:  # an address written raw inside a query owns the parameters after it
        pieces = [piece for piece in pieces if not _is_noise(piece, pieces, path)]
        if not as_written and all("=" in piece for piece in pieces):
            pieces = sorted(pieces)
    return _escape("&".join(pieces), _QUERY_SAFE + "&")


def _is_noise(piece: str, pieces: list[str], path: str) -> bool:
    name, _, value = piece.partition("=")
    name = name.lower()
    if name in _TRACKING or name.startswith(("utm_", "aspsessionid")):
        return True
    if name in _SESSION_WHEN_HASH:
        return _HEX_VALUE.fullmatch(value) is not None
    if name == "from":
        return value.lower() in _SHARED_FROM and "api" not in path and "provide" not in path
    if name == "_":
        return value.isdigit()  # against caches
    return name == "extra" and value.startswith("page") and any(other.startswith(("tid=", "fid=")) for other in pieces)


def _fragment(fragment: str, authority: str) -> str:
    host = authority.partition(":")[0]
    lowered = fragment.lower()
    routed = fragment.startswith(("/", "!"))
    if routed or host.endswith(_FRAGMENT_HOSTS) or any(word in lowered for word in _FRAGMENT_WORDS):
        return _escape(fragment, _FRAGMENT_SAFE)
    return ""


def join(base: str, href: str) -> str:
    """The absolute address that `href` means on the page `base`; "" where it is none. Never raises."""
    href = tidy(href)
    if not href or href == "#" or len(href) > MAX_LENGTH or href[:11].lower().startswith(_UNUSABLE):
        return ""
    if _SCHEME.match(href) is None:
        return _relative(base, href)
    if href[:5].lower() in ("http:", "https"):
        return _as_browsed(base, href)
    return href


def _as_browsed(base: str, href: str) -> str:
    """What browsers make of backslashes, of too few or too many slashes, of /a/../b and of /%62 (WHATWG URL)."""
    if _ORDINARY.match(href):
        return href
    scheme, _, rest = href.partition(":")
    if not rest.startswith(("//", "\\\\", "/\\", "\\/")) and base[: len(scheme) + 3].lower() == f"{scheme.lower()}://":
        return _relative(base, rest)  # the page's own scheme without an authority: a path
    parts = _PARTS.fullmatch(href)
    if parts is None or not parts[2]:
        return ""
    path = _DOT.sub(".", parts[3].replace("\\", "/"))
    path = _NEEDLESS.sub(lambda match: chr(int(match[1], 16)), path)
    if "/." in path:
        path = _without_dots(path)
    return f"{parts[1].lower()}://{parts[2]}{path}{parts[4] or ''}{parts[5] or ''}"


def _relative(base: str, href: str) -> str:
    cut = min((place for place in (href.find("?"), href.find("#")) if place >= 0), default=len(href))
    href = href[:cut].replace("\\", "/") + href[cut:]
    if href.startswith("//"):
        scheme = base.partition(":")[0].lower() if is_http(base) else "https"
        rest = href.lstrip("/")
        return f"{scheme}://{rest}" if rest else ""
    if not is_http(base):
        return ""
    try:
        return urljoin(base, href)
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host in lower case without port and user name; "" when there is none."""
    found = _AUTHORITY.search(url)
    return _host(found[1]) if found else ""


@lru_cache(maxsize=8192)
def _host(authority: str) -> str:
    return _host_and_port(authority.rpartition("@")[2])[0].strip("[]")


@lru_cache(maxsize=1)
def _suffixes() -> TLDExtract:
    import tldextract  # brings an HTTP client with it, and a crawl does without

    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@lru_cache(maxsize=16_384)
def registrable_domain(host: str) -> str:
    """The name somebody registered: example.com for www.example.com; addresses and bare names stay as they are."""
    host = host.strip("[]").rstrip(".").lower()
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    found = _suffixes()(host)
    if not found.suffix:  # a top-level name that is on no list is a public suffix (the list's rule "*")
        return ".".join(host.split(".")[-2:])
    return found.top_domain_under_public_suffix or host


def same_site(first: str, second: str) -> bool:
    """Whether two addresses (or hosts) belong to one registrable domain."""
    one, other = (host_of(value) if "//" in value else value.lower() for value in (first, second))
    return bool(one) and registrable_domain(one) == registrable_domain(other)


def query_values(url: str) -> list[tuple[str, str]]:
    """The parameters of the query, percent-decoded, in order; odd ones included, nothing raised."""
    query = url.partition("#")[0].partition("?")[2]
    return [(unquote(name), unquote(value)) for name, _, value in (piece.partition("=") for piece in query.split("&"))]


def path_of(url: str) -> str:
    """The path alone; "" for an address that has none or is rubbish."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
