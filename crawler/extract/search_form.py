"""A page's own search form: one field for words, and the address that it asks."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, quote_plus

from selectolax.lexbor import LexborNode

from core.search import Search
from crawler.extract.document import Document

_FIELD: Final = re.compile(
    r"^(?:q|wd|kw|s|k|w|key|keys|keyword|keywords|keyboard|search|searchword|search_?key|search_?text|srchtxt|query|text|"
    r"word|words|title|name|searchtext)$",
    re.I,
)
_SEARCHES: Final = re.compile(r"search|souso|sousuo|query|/so\b|搜", re.I)
_NOT_SEARCHES: Final = re.compile(r"login|register|sign|subscri|comment|reply|mail|password|guestbook", re.I)
_TYPED: Final = ("", "text", "search")
_SENT_AS_IT_IS: Final = ("hidden",)
_MOST_FORMS: Final = 20
_MOST_FIELDS: Final = 30
_CHINESE: Final = ("gb2312", "gbk", "gb18030")


def of(document: Document) -> Search | None:
    """How the page's first search form is asked for a title; None where there is none."""
    for form in document.select("form")[:_MOST_FORMS]:
        search = _search(document, form)
        if search is not None:
            return search
    return None


def _search(document: Document, form: LexborNode) -> Search | None:
    attributes = form.attributes
    written = attributes.get("action") or ""
    action = document.resolve(written) if written.strip() else document.url.partition("#")[0]
    fields = form.css("input, select")[:_MOST_FIELDS]
    typed = [
        field for field in fields if field.tag == "input" and _type(field) in _TYPED and field.attributes.get("name")
    ]
    if len(typed) != 1 or any(_type(field) in ("password", "email", "file") for field in fields):
        return None
    about = " ".join((written, attributes.get("class") or "", attributes.get("id") or "", attributes.get("name") or ""))
    name = typed[0].attributes.get("name") or ""
    if not action.startswith(("http://", "https://")) or _NOT_SEARCHES.search(about):
        return None
    if not (_FIELD.match(name) or _type(typed[0]) == "search" or _SEARCHES.search(about)):
        return None
    place = "{title_gbk}" if _charset(document, form) in _CHINESE else "{title}"
    data = "&".join(_pair(field, field is typed[0], place) for field in fields if _is_sent(field, typed[0]))
    if (attributes.get("method") or "get").strip().lower() == "post":
        return Search(_literal(action), data)
    return Search(f"{_literal(action.partition('?')[0])}?{data}")


def _type(field: LexborNode) -> str:
    return (field.attributes.get("type") or "").strip().lower()


def _is_sent(field: LexborNode, typed: LexborNode) -> bool:
    return bool(field.attributes.get("name")) and (field is typed or _type(field) in _SENT_AS_IT_IS)


def _pair(field: LexborNode, is_title: bool, place: str) -> str:
    name = quote_plus(field.attributes.get("name") or "")
    return f"{name}={place}" if is_title else f"{name}={quote_plus(field.attributes.get('value') or '')}"


def _charset(document: Document, form: LexborNode) -> str:
    """What a browser would write the words in: the form's own charset, else the page's."""
    named = (form.attributes.get("accept-charset") or document.page.encoding).strip().lower()
    return named.replace("_", "-").partition(" ")[0]


def _literal(url: str) -> str:
    """An address without braces, which a template takes for places."""
    return quote(url, safe="%/:@!$&'()*+,;=~-._?[]|#")
