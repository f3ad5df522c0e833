"""Chapters of a serial work on a page: which anchors are a table of contents, and where a chapter leads back to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final
from urllib.parse import SplitResult, urlsplit

from crawler.extract.document import Document
from crawler.extract.outline import Anchor

_DIGITS: Final = "零〇一二两三四五六七八九十百千万0-9０-９"
# What a chapter is called in other languages.
_CHAPTERS: Final = "episode|cap[ií]tulo|chapitre|kapitel|ch[uư][oơ]ng|глава|ตอนที่"
NUMBERED: Final = re.compile(
    rf"第\s?([{_DIGITS}]{{1,9}})\s?[章节節回話话卷折幕集]|(?:chapter|chap\.?|ch\.?|vol\.?|ep\.?|{_CHAPTERS})\s?(\d{{1,5}})"
    r"|(\d{1,5})\s?[화회권]",
    re.I,
)
_BARE: Final = re.compile(r"\s*(\d{1,5})\s?(?:[.、:：\s-]|话|話|章|回|集|节|\Z)")
_AUTHOR: Final = re.compile(r"作\s{0,4}者|author|著|漫画家", re.I)
_EXTRA: Final = re.compile(r"序章|序言|楔子|番外|尾声|后记|终章|完本感言|引子|特别篇|外传")
_TO_CONTENTS: Final = re.compile(
    r"目\s?[录錄]|书页|书籍(?:首页|详情|页)|章节列表|全部章[节節]|章节索引|返回(?:书|小说|漫画|作品|专辑|列表|"
    r"详情)|回到?(?:书页|目录)|"
    r"作品(?:主页|详情)|목록|목차|전체\s?회차|目次|table of contents|^index$|^contents$|全部章回|选集列表|专辑页",
    re.I,
)
_WHOLE: Final = re.compile(
    r"全部章[节節]|查看(?:全部|完整|更多|所有)(?:章[节節]|目录|话|回)|完整目[录錄]|全部目[录錄]|章节目录|"
    r"[点點]击(?:阅读|查看目录)|"
    r"所有章[节節]|更多章[节節]|展开全部|章节列表|目[录錄]列表",
)
_CONTENTS_LINK: Final = re.compile(r"目\s?[录錄]|章节列表|全部章|所有章|更多章|查看章节|chapters?$|contents", re.I)
_NEXT_PAGE: Final = re.compile(r"下一?[页頁]|next|[»›]|下页", re.I)
_NEIGHBOUR: Final = re.compile(
    r"[上下前后][一1]?\s?(?:[章节節页頁话話回集篇]|一页)|(?:prev(?:ious)?|next)(?:\s+(?:chapter|page|episode))?|(?:이전|다음)\s?[화회]|[前次]の?話",
    re.I,
)
_VALUES: Final = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
_PAGE_PART: Final = re.compile(
    r"(?:(?<=\d)_\d{1,3}(?=/?$|\.s?html?$)|(?<=/)(?:index|list|catalog|page|p)[_-]?\d{1,3}(?:\.s?html?|/)?$)"
)
_LIST_PAGE: Final = re.compile(r"(?<=/)((?:list|catalog|chapters|mulu)[_-])(\d{1,3})(\.s?html?|/?)\Z")
_OWN_NUMBER: Final = re.compile(r"(?<![A-Za-z\d])(\d{3,19})\Z")  # of the book, which its chapters' addresses repeat


def listed(document: Document) -> list[Anchor]:
    """The anchors that are a table of contents: numbered in a row, in the same place; [] when there is none."""
    own = contents_page(document)
    numbered = [
        (anchor, number)
        for anchor in document.anchors
        if anchor.url.startswith("http") and document.host in anchor.url and not anchor.crumb
        and (number := number_of(anchor.words)) is not None
        and (NUMBERED.search(anchor.words[:80]) or is_below(anchor.url, own))
    ]  # fmt: skip
    groups: dict[str, list[tuple[Anchor, int]]] = {}
    for anchor, number in numbered:
        groups.setdefault(_shape(anchor.url), []).append((anchor, number))
    best = max(groups.values(), key=_consecutive, default=[])
    if _consecutive(best) < (1 if _AUTHOR.search(document.text[:5_000]) else 2):
        return []
    return _once(anchor for anchor, _ in best)


def number_of(words: str) -> int | None:
    """The number of a chapter's title."""
    match = NUMBERED.search(words[:80]) or _BARE.match(words[:80])
    if match is None:
        return None
    return _value(next(group for group in match.groups() if group))


def is_chapter_title(words: str) -> bool:
    """Whether a title names one chapter."""
    return NUMBERED.search(words[:120]) is not None or _EXTRA.search(words[:40]) is not None


def neighbours(document: Document) -> list[Anchor]:
    """The links to the previous and the next chapter."""
    return [anchor for anchor in document.anchors if len(anchor.words) <= 14 and _NEIGHBOUR.search(anchor.words)]


def next_page(document: Document) -> Anchor | None:
    """The link to the next page of a list."""
    for anchor in document.anchors:
        if anchor.url.startswith("http") and len(anchor.words) <= 8 and _NEXT_PAGE.search(anchor.words):
            return anchor
    return None


def back_to_contents(document: Document) -> str:
    """From a chapter: the address of its contents page, "" when the page does not say."""
    own = document.url.partition("#")[0]
    usable = [
        anchor for anchor in document.anchors
        if anchor.url.startswith("http") and document.host in anchor.url and anchor.url.partition("#")[0] != own
    ]  # fmt: skip
    for anchor in usable:
        if len(anchor.words) <= 16 and _TO_CONTENTS.search(anchor.words) and urlsplit(anchor.url).path.strip("/"):
            return first_page(anchor.url, (own,))
    above = [anchor.url for anchor in usable if _is_above(anchor.url, own)]
    return max(above, key=len, default="")


def whole_contents(document: Document, chapters: Sequence[Anchor]) -> str:
    """From a book's page with only its latest chapters: the address of the whole list, "" when this is it."""
    own = contents_page(document)
    known = {anchor.url for anchor in chapters}
    pattern = _WHOLE if chapters else _CONTENTS_LINK
    for anchor in document.anchors:
        url = anchor.url.partition("#")[0]
        told = len(anchor.words) <= 16 and pattern.search(anchor.words) is not None
        if told and url.startswith("http") and document.host in url and url not in known and first_page(url) != own:
            return first_page(url)
    return ""


def first_page(url: str, below: Iterable[str] = ()) -> str:
    """A contents page's address without its page number; with it where pages stand below that address."""
    parts = urlsplit(url)
    if numbered := _LIST_PAGE.search(parts.path):
        return _first_list(parts, numbered, below)
    path = _PAGE_PART.sub("", parts.path)
    if path != parts.path and parts.path.endswith("/"):
        own = any(len(each) > len(url) and each.startswith(url) for each in below)
        path = parts.path if own else path
    query = "&".join(each for each in parts.query.split("&") if not re.match(r"(?:page|p|pg|pn)=\d*\Z", each))
    return parts._replace(path=path, query=query, fragment="").geturl()


def _first_list(parts: SplitResult, numbered: re.Match[str], below: Iterable[str]) -> str:
    """The first of `list_1.html`, `list_2.html`, …; at the folder or without a number only where a link says so."""
    name, _, ending = numbered.groups()
    folder = parts.path[: numbered.start()]
    plain = parts._replace(query="", fragment="")
    linked = set(below)
    others = (plain._replace(path=path).geturl() for path in (folder, f"{folder}{name.rstrip('_-')}{ending}"))
    return next((each for each in others if each in linked), plain._replace(path=f"{folder}{name}1{ending}").geturl())


def contents_page(document: Document, address: str = "") -> str:
    """The first page of the contents that a page shows, at its own address or at what it says that this is."""
    return first_page(address or document.url.partition("#")[0], (anchor.url for anchor in document.anchors))


def _shape(url: str) -> str:
    """An address with its last number left out: chapters of one book differ by nothing else."""
    plain = url.partition("#")[0]
    return re.sub(r"[A-Za-z]*\d[\w-]*(?=\D*\Z)", "0", plain, count=1)


def _consecutive(found: Sequence[tuple[Anchor, int]]) -> int:
    """How many neighbours in the list follow each other; lists of many books' latest chapters have none."""
    distinct: dict[str, int] = {}
    for anchor, number in found:
        distinct.setdefault(anchor.url, number)
    numbers = list(distinct.values())
    return sum(1 for one, other in pairwise(numbers) if abs(one - other) == 1)


def _once(anchors: Iterable[Anchor]) -> list[Anchor]:
    kept: dict[str, Anchor] = {}
    for anchor in anchors:
        kept.setdefault(anchor.url, anchor)
    return list(kept.values())


def is_below(url: str, own: str) -> bool:
    """Whether a bare-numbered link is a chapter of the page's own book, not a place in a ranking."""
    place, below = urlsplit(own).path, urlsplit(url).path
    book = place.removesuffix(".html").rstrip("/")
    folder = place.rpartition("/")[0]
    named = _OWN_NUMBER.search(book)
    if named and re.search(rf"(?:^|[/_-]){named.group(1)}[/_-]\w", below):
        return True
    if _is_asked_below(urlsplit(url).query, urlsplit(own).query):
        return True
    return len(book) > 1 and (
        below.startswith(f"{book}/") or (folder.count("/") >= 1 and len(folder) > 1 and below.startswith(f"{folder}/"))
    )


def _is_asked_below(query: str, own: str) -> bool:
    """Whether a query names the book of the own one and something in it: `?bid=7` and `?bid=7&cid=3`."""
    asked, book = set(query.split("&")), set(own.split("&"))
    return book < asked and any(_OWN_NUMBER.search(each) for each in book)


def _is_above(url: str, own: str) -> bool:
    """Whether an address is a folder the own one stands in, below the site's root."""
    above, below = urlsplit(url), urlsplit(own)
    folder = above.path.rstrip("/")
    for ending in (".html", ".htm"):
        folder = folder.removesuffix(ending)
    return folder.count("/") >= 1 and any(symbol.isdigit() for symbol in folder) and (
        below.path.startswith(f"{folder}/") or below.path.startswith(f"{folder}_")
    )  # fmt: skip


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    total = current = 0
    for character in digits:
        if character in _UNITS:
            total += max(current, 1) * _UNITS[character]
            current = 0
        else:
            current = current * 10 + _VALUES.get(character, 0)
    return total + current
