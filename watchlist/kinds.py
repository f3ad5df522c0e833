"""The kinds of work: what people write for each, in Chinese and English."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from core.folding import compact
from core.types import WORK_KINDS, WorkKind
from watchlist.sentences import wrong
from watchlist.words import load_table

_BRACKETS = re.compile(r"[（(【\[].*$", re.S)
_UNKNOWN: Final = (
    "kind “{value}” is not known: write one of "
    + ", ".join(WORK_KINDS)
    + " (or 电影, 电视剧, 综艺, 动画, 漫画, 小说, 音乐, "
    "有声书, 游戏, 软件, 课程, 体育, 晚会, 短剧, 其他), or leave it empty"
)


def _table() -> dict[str, WorkKind]:
    words = load_table("kinds.toml")
    return {compact(word): kind for kind in WORK_KINDS for word in (kind, *words[kind].split())}


_TABLE: Final = _table()


def is_kind(text: str) -> bool:
    """Whether the words are those for a kind of work."""
    return compact(text) in _TABLE


@lru_cache(maxsize=4096)
def kind_of(text: str) -> WorkKind:
    """The kind that a word of the list means; what is in brackets after it is an explanation."""
    kind = _TABLE.get(compact(text)) or _TABLE.get(compact(_BRACKETS.sub("", text)))
    if kind is None:
        raise wrong(_UNKNOWN, value=text)
    return kind
