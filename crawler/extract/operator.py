"""Marks that the operator of a site leaves on its pages: analytics, advertisements, contacts, player keys, template.

Read once a host from its first page, never from each page: what a crawl costs does not grow by it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from typing import Final

from core.contacts import contacts_in
from core.urls import join

MOST_TEXT: Final = 400_000
MOST_MARKS: Final = 60  # of one page
MOST_OF_KIND: Final = 8  # a directory of other people's contacts says nothing of its own operator
Mark = tuple[str, str]

# Expression and kind; the first group is the value. No quantifier is without a bound.
_PATTERNS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("analytics", re.compile(r"(?<![\w-])(UA-\d{4,10})-\d{1,4}(?![\w-])")),
    ("analytics", re.compile(r"(?:[?&]id=|['\"])((?:G|GT|AW)-[A-Z0-9]{8,12}|GTM-[A-Z0-9]{4,9})(?![\w-])")),
    ("analytics", re.compile(r"hm\.baidu\.com/hm?\.js\?([0-9a-f]{32})(?![0-9a-f])")),
    ("analytics", re.compile(r"cnzz\.com/[^\"'<>\s]{0,60}\?[^\"'<>\s]{0,80}?id=(\d{5,12})(?!\d)")),
    ("analytics", re.compile(r"51\.la/[^\"'<>\s]{0,60}?id=(\d{5,10})(?!\d)")),
    ("analytics", re.compile(r"LA\.init\(\s{0,4}\{\s{0,8}id\s{0,2}:\s{0,2}[\"']([A-Za-z0-9]{8,24})[\"']")),
    ("analytics", re.compile(r"(?:mc\.yandex\.ru/watch/|(?<!\w)ym\()(\d{5,10})(?!\d)")),
    ("analytics", re.compile(r"clarity\.ms/tag/[\"'+\s]{0,6}([a-z0-9]{8,12})(?!\w)")),
    ("ads", re.compile(r"(ca-pub-\d{10,20})(?!\d)")),
    ("ads", re.compile(r"cpro_id\s{0,3}[=:]\s{0,3}[\"'](u\d{5,10})[\"']")),
    ("ads", re.compile(r"data-zoneid\s{0,2}=\s{0,2}[\"'](\d{5,12})[\"']")),
    (
        "verification",
        re.compile(
            r"<meta[^<>]{1,80}?(?:google-site-verification|baidu-site-verification|sogou_site_verification|"
            r"360-site-verification|msvalidate\.01|yandex-verification|shenma-site-verification)[^<>]{1,40}?"
            r"content\s{0,2}=\s{0,2}[\"']([\w./=+-]{6,120})[\"']",
            re.I,
        ),
    ),
    ("icp", re.compile(r"([\u4e00-\u9fff]ICP[备证]\s{0,2}\d{5,12})", re.I)),
    ("template", re.compile(r"/(?:template|themes?|wp-content/themes)/([A-Za-z][\w-]{2,40})/")),
)
# `https://parser.example/?uid=..&key=..&url=`: the account with a parse interface that the player is fed by.
_PLAYER: Final = re.compile(
    r"https?:(?:\\?/){2}([\w.-]{4,80}(?::\d{2,5})?)(?:\\?/)[^\"'\s<>?]{0,100}\?([^\"'\s<>]{3,200}?)"
    r"(?<![A-Za-z])(?:url|v|vid)=",
    re.I,
)
_KEY: Final = re.compile(r"(?:^|[&;])(uid|key|my|token|appkey)=([\w-]{4,64})(?![\w-])", re.I)
_OPENING: Final = re.compile(
    r"<([a-z][a-z0-9]{0,15})(?=[\s>/])(?:[^<>]{0,200}?\sclass\s?=\s?[\"']\s{0,3}([\w-]{1,40}))?", re.I
)
_LINK: Final = re.compile(r"<link\s", re.I)
_IS_ICON: Final = re.compile(r"\brel\s?=\s?[\"']?[^\"'<>]{0,40}\bicon\b", re.I)
_HREF: Final = re.compile(r"\bhref\s?=\s?[\"']([^\"'<>]+)[\"']", re.I)
_MOST_LINKS: Final = 100
_MOST_TAG: Final = 300_000  # an icon within the tag itself
_LEAST_SHAPES: Final = 25  # fewer kinds of elements are no template but a page


def marks_of(text: str, url: str) -> tuple[Mark, ...]:
    """Kind and value of each mark of a page, each once, bounded in number. Pure, and linear in the text."""
    text = text[:MOST_TEXT]
    found: dict[Mark, None] = {}
    counts: dict[str, int] = {}
    for kind, value in _all(text, url):
        if (kind, value) not in found:
            counts[kind] = counts.get(kind, 0) + 1
            found[kind, value] = None
    return tuple(mark for mark in found if counts[mark[0]] <= MOST_OF_KIND)[:MOST_MARKS]


def icon_of(text: str, url: str) -> str:
    """The address of the page's icon; that of the host where the page names none, "" where it is in the page itself."""
    href = _icon_href(text[:MOST_TEXT])
    if not href:
        return join(url, "/favicon.ico")
    return "" if href.startswith("data:") else join(url, href.replace("&amp;", "&"))


def icon_mark(content: bytes) -> Mark:
    """The mark of an icon's bytes."""
    return "favicon", sha256(content).hexdigest()[:32]


def _all(text: str, url: str) -> Iterator[Mark]:
    for kind, pattern in _PATTERNS:
        yield from ((kind, "".join(found[1].split())) for found in pattern.finditer(text))
    for found in _PLAYER.finditer(text):
        host = found[1].lower()
        yield "player_host", host
        yield from (("player_key", f"{host} {key[1].lower()}={key[2]}") for key in _KEY.finditer(found[2]))
    yield from contacts_in(text)
    yield from _inline_icon(text)
    yield from _shape(text)


def _inline_icon(text: str) -> Iterator[Mark]:
    href = _icon_href(text)
    if ";base64," not in href[:60]:
        return
    try:
        yield icon_mark(base64.b64decode(href.partition(";base64,")[2]))
    except (binascii.Error, ValueError):
        return


def _icon_href(text: str) -> str:
    for found in islice(_LINK.finditer(text), _MOST_LINKS):
        end = text.find(">", found.start(), found.start() + _MOST_TAG)
        tag = text[found.start() : end if end > 0 else found.start() + 2_000]
        href = _HREF.search(tag) if _IS_ICON.search(tag) else None
        if href is not None:
            return href[1].strip()
    return ""


def _shape(text: str) -> Iterator[Mark]:
    """The kinds of elements that the page is made of, whatever their number and order."""
    shapes = {f"{found[1].lower()}.{found[2] or ''}" for found in _OPENING.finditer(text)}
    if len(shapes) >= _LEAST_SHAPES:
        yield "dom_shape", sha256("\n".join(sorted(shapes)).encode("utf-8", "replace")).hexdigest()[:32]
