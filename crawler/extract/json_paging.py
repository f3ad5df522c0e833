"""Where a list that machines read goes on: the next number in the address, as long as there are entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from crawler.extract.clickable import following
from crawler.extract.document import Document
from crawler.extract.reading import LIST, Follow

_MOST_LEVELS: Final = 3
_MOST_KEYS: Final = 40
_OWN: Final = (
    "page",
    "pageNo",
    "page_no",
    "pageNum",
    "page_num",
    "current",
    "current_page",
    "currentPage",
    "pageIndex",
)
_ALL: Final = (
    "pages",
    "pagecount",
    "pageCount",
    "page_count",
    "total_pages",
    "totalPages",
    "last_page",
    "lastPage",
    "pageTotal",
)
_MORE: Final = ("has_more", "hasMore", "hasNext", "has_next", "more", "hasNextPage")


def next_page(document: Document, value: Any) -> Iterator[Follow]:
    """The next page of a list whose address or answer carries a page's number; none behind an empty page."""
    levels = list(_levels(value))
    if not any(_has_entries(each) for each in levels):
        return
    told = next(
        (each for each in levels if isinstance(each, dict) and any(name in each for name in (*_ALL, *_MORE))), {}
    )
    number, last = _number(told, _OWN), _number(told, _ALL)
    if (last and number and number >= last) or any(told.get(name) is False for name in _MORE):
        return
    if url := following(document.url):
        yield Follow(url, LIST)
    elif number == 1 and (last > 1 or any(told.get(name) is True for name in _MORE)):
        mark = "&" if urlsplit(document.url).query else "?"
        yield Follow(f"{document.url}{mark}page=2", LIST)


def _levels(value: Any) -> Iterator[Any]:
    """The answer and the objects around its list: `{code, data: {list: [...]}}`."""
    waiting = [value]
    for _ in range(_MOST_LEVELS):
        yield from waiting
        waiting = [
            inner for each in waiting if isinstance(each, dict)
            for inner in list(each.values())[:_MOST_KEYS] if isinstance(inner, (dict, list))
        ]  # fmt: skip


def _has_entries(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, (dict, list)) for each in value[:3])


def _number(told: dict[str, Any], names: tuple[str, ...]) -> int:
    for name in names:
        written = told.get(name)
        if isinstance(written, (int, str)) and str(written).isdecimal() and len(str(written)) < 7:
            return int(written)
    return 0
