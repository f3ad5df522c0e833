"""What a page says about the one book, comic or album it is about: name, author, summary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from crawler.extract.chapters import NUMBERED, first_page, is_chapter_title
from crawler.extract.document import Document
from crawler.extract.offer import folded

_PERSON: Final = re.compile(
    r"(?:作\s{0,4}者|原著|著者|作家|漫画家|原作|主播|播音|演播|播讲|歌手|演唱|艺人|author|artist|narrator)\s?[:：]\s?"
    r"([^\s:：|｜/,，、;；\[\]【】()（）<>]{1,24}(?:\s[A-Za-z][\w.'-]{0,20}){0,3})",
    re.I,
)
_PARTS: Final = re.compile(r"\s*[_|｜,，>»]\s*|\s+[-–—]\s+|(?<=[^\x00-\x7f])[-–—]+|[-–—]+(?=[^\x00-\x7f])")
_DECORATION: Final = re.compile(
    r"(?:最新章[节節](?:列表|目录)?|全文(?:免费)?(?:在线)?阅读|无弹窗|免费(?:在线)?阅读|在线阅读|章[节節](?:目录|"
    r"列表)|目[录錄]|txt(?:全集)?(?:电子书)?下载|"
    r"全集|全本|小说|漫画|在线(?:收听|漫画|观看)|有声(?:小说|书)|免费|下拉式|无广告|完整版|正文|最新|下载|全文)+\Z",
    re.I,
)
_NUMBER: Final = re.compile(r"\d{1,5}\s?[.、:：话話回章节]")
_NO_NAME: Final = re.compile(r"目[录錄]|返回|书页|列表|章[节節]|首页|详情|阅读|[上下][一1]?\s?[页頁话話集回章]|^第")
_QUOTED: Final = re.compile(r"《([^《》]{1,60})》")


@dataclass(frozen=True, slots=True)
class Book:
    """A serial work as its page shows it."""

    name: str
    author: str = ""
    summary: str = ""


def on_contents(document: Document, things: Sequence[dict[str, Any]]) -> Book:
    """The book of a contents or detail page."""
    meta = document.meta
    name = meta.get("og:novel:book_name", "") or _of_things(things, "name") or _heading(document) or _of_title(document)
    author = meta.get("og:novel:author", "") or _of_things(things, "author", "creator", "byArtist") or person(document)
    summary = meta.get("og:description", "") or meta.get("description", "")
    return Book(_plain(name), folded(author)[:60], folded(summary)[:500])


def on_chapter(document: Document, contents: str) -> Book:
    """The book of a chapter's page: what links back to its contents says its name."""
    meta = document.meta
    name = meta.get("og:novel:book_name", "") or _linked(document, contents) or _of_chapter_title(document)
    return Book(_plain(name), meta.get("og:novel:author", "")[:60] or person(document))


def person(document: Document) -> str:
    """The author, artist or narrator a label names."""
    match = _PERSON.search(document.text[:20_000])
    if match is None:
        return ""
    # Inline elements leave no blank between them, so a link inside the words begins something else.
    inside = [anchor for anchor in document.anchors if match.start(1) <= anchor.start < match.end(1)]
    if inside and inside[0].start == match.start(1) and inside[0].words:
        return inside[0].words[:60]
    end = min((anchor.start for anchor in inside), default=match.end(1))
    return document.text[match.start(1) : end].strip()


def _of_things(things: Sequence[dict[str, Any]], *fields: str) -> str:
    for thing in things:
        for field in fields:
            value = thing.get(field)
            value = value[0] if isinstance(value, list) and value else value
            value = value.get("name") if isinstance(value, dict) else value
            if isinstance(value, str) and value.strip():
                return value.strip()
    return ""


def _heading(document: Document) -> str:
    """The main heading, else the first of any level that names something."""
    named = [each.text for each in document.headings[:20] if not each.aside and _shortened(each.text)]
    heading = document.heading or next(iter(named), "")
    return heading if heading and not NUMBERED.search(heading) else ""


def _linked(document: Document, contents: str) -> str:
    """The words of a link to the contents page that are a name, not 目录."""
    named = [
        anchor.words for anchor in document.anchors
        if contents and anchor.url and contents in (anchor.url, first_page(anchor.url)) and 1 < len(anchor.words) <= 40
    ]  # fmt: skip
    return next((words for words in named if not _NO_NAME.search(words)), "")


def _of_title(document: Document) -> str:
    quoted = _QUOTED.search(document.title)
    if quoted:
        return quoted.group(1)
    parts = [part for part in _PARTS.split(document.page_title) if part and _shortened(part)]
    return parts[0] if parts else ""


def _of_chapter_title(document: Document) -> str:
    """`第N章 章名_书名_站名`, or the name first: the part that names no chapter."""
    quoted = _QUOTED.search(document.title)
    if quoted:
        return quoted.group(1)
    parts = [part for part in _PARTS.split(document.title) if part]
    heads = [
        head for part in parts if (found := NUMBERED.search(part)) and (head := part[: found.start()].strip(" 《》:："))
    ]
    others = [
        part for part in parts if not is_chapter_title(part) and not _NUMBER.match(part) and part != document.heading
    ]
    return next(iter([*heads, *others]), "")


def _plain(name: str) -> str:
    """A name without what every page of a reading site adds."""
    return _shortened(name) or folded(name)[:120].strip("《》 ")


def _shortened(name: str) -> str:
    return _DECORATION.sub("", folded(name)[:120].strip("《》 ")).strip(" -_,，:：(（[【")
