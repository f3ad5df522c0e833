"""Who made an app: the developer by the store's number or name, wherever the page or its data says so."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, urlsplit

from selectolax.lexbor import LexborNode

from core.types import Account
from crawler.extract import accounts, schema
from crawler.extract.beside import beside
from crawler.extract.document import Document, text_of
from crawler.extract.offer import folded

_LABEL: Final = (
    r"(?:开发者|开发商|开发团队|软件作者|应用作者|提供[者商方]|供应商|发行商|发行方|出品方|厂商|"
    r"developer|publisher|offered by|seller|developed by|vendor)(?:名称|信息|name)?"
)
_ALONE: Final = re.compile(rf"{_LABEL}|作者|来自|author|by", re.I)
_DEVELOPER: Final = re.compile(
    rf"{_LABEL}(?:\s?[:：]\s{{0,3}}|[ ]{{0,2}}\n[ ]?|[ ])([^\n:：|｜]{{1,60}})",
    re.I,
)
_BY: Final = re.compile(r"\Aby\s+", re.I)
_PAGE: Final = re.compile(r"/dev(?:eloper)?s?[/?]|developer|publisher")
_TITLED: Final = "h1,h2,h3,[class*=name],[class*=Name],[class*=title],[class*=Title]"
_NO_NAME: Final = re.compile(
    r"[\d★☆。，！？!?,]|免费|下载|安装|评分|版本|分类|[:：]|^.{0,1}$|介绍|游戏$|视频$|视听$|娱乐$|阅读$|工具$|app$",
    re.I,
)
_MOST: Final = 30
_LONGEST_NAME: Final = 30


def developer_of(document: Document, told: schema.Thing, name: str) -> Account | None:
    """The account of the app's developer; `told` is the app as structured data, `name` what the page calls it."""
    author = next(
        (found for field in ("author", "publisher", "creator", "brand") if (found := schema.nested(told, field))), {}
    )
    called = schema.said(told, "author", "publisher", "creator")
    url = schema.said(author, "url", "@id")
    for anchor in document.anchors[:3_000]:
        if _PAGE.search(anchor.url) and (not url or anchor.url == url):
            url, called = anchor.url, called or anchor.words
            break
    called = _BY.sub("", called) or _shown(document, name)
    identity = _identity(url) or schema.said(author, "identifier")
    platform = accounts.platform_of(document.host)
    return Account(platform, identity, called[:60]) if identity or called else None


def _shown(document: Document, name: str) -> str:
    """The developer's name beside its label, behind it, or right below the app's name."""
    labelled = beside(document, _ALONE)
    if not labelled and (match := _DEVELOPER.search(document.text)):
        labelled = folded(match.group(1))
    return _BY.sub("", labelled or _below_name(document, name))


def _below_name(document: Document, name: str) -> str:
    """The line right behind the element that names the app, where it can be somebody's name."""
    for node in document.select(_TITLED)[:_MOST]:
        if text_of(node, 200) != name:
            continue
        after = _next(node)
        words = text_of(after, _LONGEST_NAME + 1)
        if after is not None and len(words) <= _LONGEST_NAME and not _NO_NAME.search(words):
            return words
    return ""


def _next(node: LexborNode) -> LexborNode | None:
    """The next element of the same parent."""
    after = node.next
    while after is not None and after.tag == "-text" and not (after.text(deep=False) or "").strip():
        after = after.next
    return after


def _identity(url: str) -> str:
    """`/developer/name/id123`, `developer?id=Name`, `/dev?id=123`, `/developer/42`."""
    if not url:
        return ""
    parts = urlsplit(url)
    numbered = re.search(r"/id(\d{5,15})", parts.path)
    if numbered:
        return numbered.group(1)
    query = parse_qs(parts.query)
    return next((query[key][0] for key in ("id", "uid", "devid") if query.get(key)), "") or accounts.identity_in(url)
