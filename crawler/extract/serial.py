"""Reading serial works: a contents page is the copy, its chapters are sightings of the same copy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from core.types import Channel, Page, Sighting, Text, WorkKind
from crawler.extract import book, chapters, schema
from crawler.extract.document import Document
from crawler.extract.hints import has
from crawler.extract.offer import offer, words
from crawler.extract.outline import Anchor
from crawler.extract.reading import DETAIL, IDLE, OTHER, PLAY, Follow
from crawler.links.page import reading_link

_DOWNLOAD: Final = re.compile(
    r"(?:txt|epub|mobi|azw3|pdf|电子书|全集|全本|打包|zip).{0,6}下载|下载.{0,6}(?:txt|epub|mobi|全集|全本)|"
    r"^(?:txt|epub|mobi)$",
    re.I,
)
_CHAPTER_LINK: Final = re.compile(
    r"<a\s[^<>]{1,400}>\s*(?:<[^<>]{1,120}>\s*){0,3}第\s?[零〇一二两三四五六七八九十百千万0-9]{1,9}\s?[章节節回話话卷]"
    r"|<a\s[^<>]{1,400}>\s*(?:<[^<>]{1,120}>\s*){0,3}chapter\s?\d",
    re.I,
)
# The same in other languages, perhaps behind the work's name: "어떤 웹툰 12화", "Capítulo 3".
_FOREIGN: Final = (
    "화</",
    "화 <",
    "회</",
    "화\n",
    "apítulo",
    "apitulo",
    "hapitre",
    "apitel",
    "hương",
    "лава",
    "ตอนที่",
    "Ch.",
    "ch.",
)
_FOREIGN_LINK: Final = re.compile(
    r"<a\s[^<>]{1,400}>\s*(?:<[^<>]{1,120}>\s*){0,3}[^<>]{0,60}?"
    r"(?:\d{1,5}\s?[화회]|(?:cap[ií]tulo|chapitre|kapitel|chương|глава|ตอนที่)\s?\d|\bch\.\s?\d)",
    re.I,
)
_BARE_LINK: Final = re.compile(
    r"<a\s[^<>]{1,400}>\s*(?:<[^<>]{1,120}>\s*){0,2}\d{1,4}\s?(?:[话話回章节]|[.、:：\s]\s?[^<>\d\s])"
)
_EPISODE_LINK: Final = re.compile(r"<a\s[^<>]{1,400}>\s*(?:<[^<>]{1,120}>\s*){0,3}[^<>]{0,60}?episode\s?\d", re.I)
_NUMBER_LINK: Final = re.compile(r"<a\s[^<>]{1,400}>\s*(?:<[^<>]{1,120}>\s*){0,2}\d{1,4}\s{0,4}<")
_NUMBERING: Final = ("章", "节", "節", "回", "话", "話", "卷", "hapter")
_CONTENTS_WORDS: Final = ("目录", "目 录", "目錄", "章节", "作者", "连载", "正文", "小说", "漫画")
_DETAIL_FACTS: Final = ("字数", "连载", "完本", "完结", "万字", "小说", "漫画")
_STEPS: Final = (
    "上一章", "下一章", "上一节", "下一节", "上一话", "下一话", "上一話", "下一話", "上一回", "下一回", "上章",
    "下章", "上1章", "前一章", "后一章",
    "下话", "上话", "이전화", "다음화", "이전 화", "다음 화", "次の話", "前の話",
)  # fmt: skip
_TURNS: Final = ("上一页", "下一页", "上页", "下页", "上一頁", "下一頁", "Next", "Prev")
_NAMED_CHAPTER: Final = re.compile(
    r"第\s?[零〇一二两三四五六七八九十百千万0-9]{1,9}\s?[章节節回話话卷]|[Cc]hapter\s?\d"
)
_BACK: Final = ("目录", "目 录", "目錄", "书页", "章节列表", "返回", "목록", "목차", "目次")
_DETAIL_WORDS: Final = re.compile(r"(?:开始|立即|点击|在线|免费|马上)阅读|加入书架|章节目录|查看目录|全部章节")
NEEDS: Final = (*_NUMBERING, *_CONTENTS_WORDS, *_BACK, *_FOREIGN)  # one of them is in all that looks serial
_STEP: Final = re.compile(r"[章节節话話回화회]")
_THINGS: Final = ("Book", "ComicSeries", "ComicStory", "BookSeries", "Audiobook", "CreativeWorkSeries")
_SAMPLED: Final = 3  # chapters at each end are worth a visit; two thousand others are the same copy


@dataclass(frozen=True, slots=True)
class Serial:
    """What one page of a serial work shows."""

    book: book.Book
    contents: str
    texts: tuple[Text, ...]
    listed: tuple[Anchor, ...] = ()
    chapter: str = ""


def looks_serial(source: str, *, numbered: bool = False) -> bool:
    """Cheap marks of a contents page or a chapter; `numbered` where chapters may be called by their numbers alone."""
    if numbered and has(source, _CONTENTS_WORDS) and _several(_NUMBER_LINK, source):
        return True
    if numbered and "pisode" in source and _several(_EPISODE_LINK, source):
        return True
    if has(source, _NUMBERING) and _several(_CHAPTER_LINK, source):
        return True
    if has(source, _CONTENTS_WORDS) and _several(_BARE_LINK, source):
        return True
    if has(source, _FOREIGN) and _several(_FOREIGN_LINK, source):
        return True
    if has(source, _BACK) and (has(source, _STEPS) or (has(source, _TURNS) and _named(source))):
        return True
    return source.count("作者") in (1, 2) and has(source, _DETAIL_FACTS) and _DETAIL_WORDS.search(source) is not None


def _named(source: str) -> bool:
    """Whether the head of a page names a chapter."""
    return _NAMED_CHAPTER.search(source, 0, 20_000) is not None


def _several(pattern: re.Pattern[str], source: str) -> bool:
    return len(list(islice(pattern.finditer(source, 0, 400_000), 2))) == 2


def read(document: Document) -> Serial | None:
    """The serial of a contents, detail or chapter page; None for any other page of such a site."""
    listed = chapters.listed(document)
    things = schema.things(document, *_THINGS)
    told = "og:novel:book_name" in document.meta or bool(things)
    if _is_chapter(document, listed):
        return _chapter(document)
    if listed or (told and _leads_to_chapters(document)) or _is_detail(document):
        return _contents(document, listed, things)
    return None


def sighting(page: Page, channel: Channel, serial: Serial, kind: WorkKind) -> Sighting:
    """The book at its contents page."""
    link = reading_link(serial.contents)
    made = offer(page, channel, link, serial.texts, serial.book.name)
    people = (serial.book.author,) if serial.book.author else ()
    return replace(made, work_kind=kind, people=people, episode=serial.chapter)


def follow(document: Document, serial: Serial) -> list[Follow]:
    """The contents page from a chapter; a few chapters, downloads and further pages from the contents."""
    said = words(("context", serial.book.name))
    found: list[Follow] = []
    if serial.contents != document.url:
        found.append(Follow(serial.contents, PLAY, said))
    ends = (*serial.listed[:_SAMPLED], *serial.listed[_SAMPLED:][-_SAMPLED:])
    found.extend(Follow(anchor.url, OTHER, said) for anchor in ends)
    if serial.listed and (further := chapters.next_page(document)):
        found.append(Follow(further.url, DETAIL, said))
    if serial.chapter:
        found.extend(Follow(a.url, IDLE, said) for a in chapters.neighbours(document) if a.url.startswith("http"))
    found.extend(Follow(anchor.url, PLAY, said) for anchor in downloads(document))
    return found


def downloads(document: Document) -> list[Anchor]:
    """Links to whole-book downloads and the pages that hold them."""
    return [
        anchor for anchor in document.anchors
        if anchor.url.startswith("http") and len(anchor.words) <= 40 and _DOWNLOAD.search(anchor.words)
        and not anchor.aside
    ][:20]  # fmt: skip


def _is_chapter(document: Document, listed: Sequence[Anchor]) -> bool:
    named = chapters.is_chapter_title(document.heading or document.title)
    steps = [anchor for anchor in chapters.neighbours(document) if _STEP.search(anchor.words)]
    if len(listed) > 30 or not (named or steps):
        return False
    return bool(steps) or (not listed and bool(chapters.back_to_contents(document)))


def _is_detail(document: Document) -> bool:
    """A book's page that only leads to its chapters: it has one way in, a list of books has many."""
    ways = {a.url for a in document.anchors if len(a.words) <= 16 and _DETAIL_WORDS.search(a.words)}
    return document.heading != "" and 1 <= len(ways) <= 2


def _leads_to_chapters(document: Document) -> bool:
    return "og:novel:read_url" in document.meta or any(
        len(anchor.words) <= 16 and re.search(r"阅读|目录|章节|read", anchor.words, re.I) for anchor in document.anchors
    )


def _contents(document: Document, listed: list[Anchor], things: list[schema.Thing]) -> Serial:
    told = book.on_contents(document, things)
    whole = chapters.whole_contents(document, listed)
    contents = whole or chapters.contents_page(document, document.canonical)
    if document.host not in contents:
        contents = chapters.contents_page(document)
    said = words(
        ("item", told.name), ("heading", document.heading), ("page_title", document.page_title), ("meta", told.summary)
    )
    return Serial(told, contents, said, tuple(listed))


def _chapter(document: Document) -> Serial | None:
    contents = chapters.back_to_contents(document)
    if not contents:
        return None
    told = book.on_chapter(document, contents)
    said = words(("item", told.name), ("page_title", document.page_title), ("heading", document.heading))
    return Serial(told, contents, said, chapter=(document.heading or document.page_title)[:80])
