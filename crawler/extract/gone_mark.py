"""Shares that a page itself marks as gone: it offers them no more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from core.types import Sighting
from crawler.extract.document import Document
from crawler.extract.placed import Placed
from crawler.extract.telling import is_telling

_SIGNS: Final = ("失效", "和谐", "过期", "取消", "删除", "下架")
_GONE: Final = r"已经?被?(?:失效|和谐|过期|取消(?:分享)?|删除|下架)[了啦]?"
_BEHIND: Final = re.compile(
    rf"(?:^|[\s:：（(\[【|｜·])(?:[该此本原]|此前)?(?:分享)?的?(?:链接|资源|分享|文件|内容)?{_GONE}(?=[\s）)\]】|｜·,，。;；!！]|\Z)|"
    r"[（(\[【](?:链接)?失效[）)\]】]|状态\s?[:：]\s?(?:已?失效|失效)(?=\s|\Z)"
)
_CLOSING: Final = re.compile(rf"(?:{_BEHIND.pattern})\W{{0,2}}\Z")
_AHEAD: Final = re.compile(
    rf"\s?(?:[（(\[【](?:链接|资源)?(?:{_GONE}|失效)[）)\]】]|(?:链接|资源|分享)已?失效\s?[:：])"
)
_REACH: Final = 60
_FALSE: Final = re.compile(r"(?:is_?)?(?:valid|alive|available)", re.I)
_TRUE: Final = re.compile(r"(?:is_?)?(?:expired|invalid|dead|deleted)", re.I)
_STATE: Final = re.compile(r"(?:link_?)?(?:status|state)(?:_?(?:text|name|desc|msg))?", re.I)
_STATES: Final = frozenset(
    ("invalid", "expired", "dead", "removed", "deleted", "失效", "已失效", "链接已失效", "已过期", "过期")
)


def without_gone(document: Document, found: Sequence[tuple[Placed, Sighting]]) -> list[tuple[Placed, Sighting]]:
    """The sightings of a page, those of shares that it marks as gone without words: `片名 夸克 （已失效）`."""
    text = document.text
    if not found or not ("已" in text or "失效" in text) or not any(sign in text for sign in _SIGNS):
        return list(found)
    starts = [placed.start for placed, _ in found] + [len(text)]
    return [
        (placed, replace(each, texts=(), page_title="") if _is_gone(text, placed, behind) else each)
        for (placed, each), behind in zip(found, starts[1:], strict=True)
    ]


def _is_gone(text: str, placed: Placed, following: int) -> bool:
    """Whether the words right behind a share, or at the head of its line, say so."""
    if placed.link.kind != "netdisk":
        return False
    tail = text[placed.end : max(placed.end, min(following, placed.end + _REACH))]
    lines = tail.split("\n")
    if len(lines) > 1 and following <= placed.end + _REACH:
        lines.pop()  # the line of the next link
    if _BEHIND.search(lines[0]):
        return True
    for behind in lines[1:]:
        sign = _CLOSING.search(behind)
        if is_telling(behind[: sign.start()] if sign else behind):
            break  # another item without a link
        if sign:
            return True
    line = text.rfind("\n", 0, placed.start + 1) + 1
    return _AHEAD.match(text, line, placed.end) is not None


def is_gone(record: dict[str, Any]) -> bool:
    """Whether an object's own fields say that what it links is gone: `"isValid": false`, `"status": "已失效"`."""
    for name, value in record.items():
        if value is False or value is True:
            if (_TRUE if value else _FALSE).fullmatch(name):
                return True
        elif isinstance(value, str) and value.strip() in _STATES and _STATE.fullmatch(name):
            return True
    return False
