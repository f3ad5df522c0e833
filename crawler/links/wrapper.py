"""Addresses inside addresses: redirect wrappers, players and proxies that carry their target with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import unquote

from crawler.links import extension
from crawler.links.base64_text import ADDRESS_STARTS, decode_address
from crawler.links.netdisks import disk_of
from crawler.links.official import platform_of

MAX_DEPTH: Final = 4
_MAX_PARAMETERS: Final = 40
_ABSOLUTE = re.compile(r"(?:https?|ftp|rtmp)(?::|%3a)(?:/|%2f)", re.I)
_PREFIXED = re.compile(r"(?:aHR0c|bWFnbmV0|ZWQya|dGh1bmRlc|Ly9|aHR0c|YUhSMGN)[A-Za-z0-9+_=-]{8,}")
_BARE_HOST = re.compile(r"((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,18})/", re.I)
_ROOTED: Final = ("/", "%2F", "%2f")
_LONG_VALUE = re.compile(r"=[^&]{11}|[?#][^&=]{11}")


class Nested(NamedTuple):
    """An address inside another one, and the parameter it was found in ("" for path and fragment)."""

    url: str
    parameter: str


def may_wrap(url: str) -> bool:
    """A quick test that most addresses fail: whether there is room for an address inside."""
    if url.find("http", 8) > 0 or "%3A" in url or "%3a" in url or "aHR0c" in url:
        return True
    return ("?" in url or "#" in url) and _LONG_VALUE.search(url) is not None


def nested(url: str) -> Iterator[Nested]:
    """The addresses that an http address carries in its path, its query and its fragment, one layer down."""
    start = url.find("//") + 2
    head, mark, fragment = url.partition("#")
    path, _, query = head.partition("?")
    yield from _in_path(path[start:])
    for piece in query.split("&", _MAX_PARAMETERS)[:_MAX_PARAMETERS] if query else ():
        name, _, value = piece.partition("=")
        if target := address_in(value or name):
            yield Nested(_whole(target, value, query), name.lower() if value else "")
        elif value.startswith(_ROOTED) and extension.kind_of_path(file := unquote(value)) == "document":
            yield Nested(url[: start + len(path[start:].partition("/")[0])] + file, name.lower())  # ?file=/up/1.pdf
    if mark and len(fragment) > 10:
        value = fragment.rpartition("=")[2] if re.match(r"[\w-]{1,12}=", fragment) else fragment
        if target := address_in(value) or address_in(fragment):
            yield Nested(target, "")


def _whole(target: str, value: str, query: str) -> str:
    """A target written raw at the end of a query owns the `&` pieces behind it when it has a query of its own."""
    if "?" in value and not _encoded(value):
        return target + query.partition(value)[2]
    return target


def _encoded(value: str) -> bool:
    return "%2F" in value or "%2f" in value


def _in_path(path: str) -> Iterator[Nested]:
    found = _ABSOLUTE.search(path)
    if found:
        target = path[found.start() :]
        yield Nested(unquote(target) if _encoded(target[:12]) else target, "")
    elif (blob := _PREFIXED.search(path)) and (target := decode_address(blob[0])):
        yield Nested(target, "")


def address_in(value: str) -> str:
    """The address that a value is: plain, percent-encoded (twice, too), base64, hexadecimal; else ""."""
    for _ in range(3):
        if target := _address(value):
            return target
        decoded = unquote(value)
        if decoded == value:
            break
        value = decoded
    if len(value) < 12:
        return ""
    target = decode_address(value)
    return _address(unquote(target)) or target if target else ""


def _address(value: str) -> str:
    start = value[:10].lower()
    if start.startswith(ADDRESS_STARTS):
        return f"https:{value}" if start.startswith("//") else value
    if (host := _BARE_HOST.match(value)) and _is_known(host[1].lower()):
        return f"https://{value}"
    return ""


def _is_known(host: str) -> bool:
    return disk_of(host) is not None or platform_of(f"//{host}/") is not None


def unwrap(url: str) -> str:
    """The innermost http address that a wrapper or proxy leads to; the address itself when it wraps nothing."""
    for _ in range(MAX_DEPTH):
        inner = (
            next((target.url for target in nested(url) if target.url[:4].lower() == "http"), "")
            if may_wrap(url)
            else ""
        )
        if not inner:
            break
        url = inner
    return url
