"""An app's package or bundle id: in the address, in an installer's link, or beside its label."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from crawler.extract.document import Document

# A part of a package may begin with digits: `com.360buy.jdmobile`.
_NAME: Final = r"[a-z][a-z0-9_]{0,40}\.(?:\d{0,8}[a-z][a-z0-9_]{0,40}\.){0,5}[a-z][a-z0-9_]{1,60}"
_PACKAGE: Final = re.compile(_NAME, re.I)
_LABELLED: Final = re.compile(
    r"(?:包名|package(?:\s?name)?|bundle\s?id|pkgname|"
    rf"application\s?id)[\"']?(?:\s?[:：=]\s{{0,3}}|\s{{1,4}})[\"']?({_NAME})",
    re.I,
)
# A package in an attribute of a name of the store's own: `data-pn="com.some.app"`.
_HELD: Final = re.compile(
    r"data-[\w-]{1,20}=[\"']((?:com|cn|net|org|tv|io|me|app|top)\.\w{1,40}(?:\.\w{1,40}){0,4})[\"']"
)
_MARKET: Final = re.compile(r"(?:market://details\?id=|store/apps/details\?id=)((?:\w{1,40}\.){1,6}\w{1,60})")
# What begins packages begins no file's name and no path: `/detail/com.some.app`, `?pname=com.some.app&from=1`.
_ADDRESSED: Final = re.compile(
    r"[/=]((?:com|cn|net|org|tv|io|me|app|top|air|vip|xyz|cc|co|club|dev|mobi|video|jp|kr|tw|hk)\.\d{0,8}[a-z]\w{0,40}"
    r"(?:\.\w{1,40}){0,4})(?=[/?&#]|\Z)",
    re.I,
)
# One of these stands in the address of an app's page.
MARKS: Final = tuple(
    f"{before}{first}."
    for before in "/="
    for first in ("com", "cn", "net", "org", "tv", "io", "me", "app", "top", "air", "vip", "xyz", "cc", "co", "club")
)
_FILES: Final = (".html", ".htm", ".php", ".asp", ".aspx", ".jsp", ".js", ".json", ".xml", ".txt")


def addressed(url: str) -> str:
    """The package that an address's path or query holds, whatever the store calls it; "" for none."""
    _, _, rest = url.partition("://")
    _, slash, path = rest.partition("/")
    match = _ADDRESSED.search(slash + path) if "." in path else None
    return match.group(1) if match and not match.group(1).lower().endswith(_FILES) else ""


def held(source: str) -> bool:
    """Whether an attribute of a page holds a package."""
    return "data-" in source and _HELD.search(source) is not None


def package_of(document: Document) -> str:
    """The package or bundle id of the page's app; "" where none is told."""
    parts = urlsplit(document.url)
    query = parse_qs(parts.query)
    for key in ("id", "pkgname", "pkg", "package", "packageName", "apkName"):
        for value in query.get(key, ()):
            if _PACKAGE.fullmatch(value):
                return value
    if told := addressed(document.url):
        return told
    last = parts.path.rstrip("/").rpartition("/")[2].removesuffix(".html")
    if _PACKAGE.fullmatch(last) and last.count(".") >= 2:
        return last
    if labelled := _LABELLED.search(document.text) or _LABELLED.search(document.source[:300_000]):
        return labelled.group(1)
    found = _HELD.search(document.source) if "data-" in document.source else None
    found = found or _MARKET.search(document.source)
    return found.group(1) if found else ""
