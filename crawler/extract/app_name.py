"""What an app's name and description tell: the work it may carry, and whether it is a tool, a game or no program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.folding import fold
from core.types import WorkKind
from crawler.extract.telling import is_telling
from crawler.extract.trimmed import trimmed

_PARTS: Final = re.compile(r"\s*[:：|｜·—–]+\s*|\s*-+\s+|(?<=[\u3400-\u9fff])\s*-\s*|\s+-\s*")
_VERSION: Final = re.compile(r"\s{0,3}(?<![\w.])v?\d{1,3}(?:\.\d{1,4}){1,3}\s{0,3}\Z", re.I)
_MOST_PARTS: Final = 4
_PLAYED: Final = re.compile(
    r"手游|游戏|网游|消消乐|连连看|涂色|答题|闯关|对战|养成|卡牌|角色扮演|(?<![a-z])(?:games?|puzzle|quiz|mmo|rpg|slg)(?![a-z])",
    re.I,
)
# A medium that works of other kinds cannot be in.
_MEDIA: Final[tuple[tuple[WorkKind, re.Pattern[str]], ...]] = (
    ("cartoon", re.compile(r"漫画(?!家)|(?<![a-z])(?:comics?|manga)(?![a-z])", re.I)),
    ("audiobook", re.compile(r"有声|听书|评书|广播剧|(?<![a-z])audiobooks?(?![a-z])", re.I)),
    ("novel", re.compile(r"小说(?!家)|全本|电子书|(?<![a-z])(?:txt|epub|novels?)(?![a-z])", re.I)),
)
# The app brings something to read, hear or watch: it is no tool.
_CONTENT: Final = re.compile(
    r"阅读|在线|播放|看片|听歌|看书|影视|追剧|看剧|全集|免费[看读听追版观收阅]|TV版|电视|[去无免]广告|电影|动漫|短剧|综艺|音乐|课程|大全|离线|全文|"
    r"^[看听读追]|盒子|影院|放映|剧场|高清|蓝光|4K|1080P|视频|完整|大结局|章节|[未无]删减|抢先|观看|收听|全网|资源|"
    r"(?<![a-z.])(?:watch|stream|episodes?|movies?|full|read|listen)(?![a-z])",
    re.I,
)


def names_in(name: str) -> Iterator[str]:
    """The name, then what is left of it, or of one of its parts, without what apps put around a work's name.

    A part counts only where another says what apps say ("极光影视-某剧"): "某书：英雄对决" is one name.
    """
    yield name
    if kept := trimmed(name):
        yield kept
    parts = [part for part in _PARTS.split(_VERSION.sub("", name)) if part]
    if not 1 < len(parts) <= _MOST_PARTS:
        return
    left = [trimmed(part) for part in parts]
    if any(_CONTENT.search(fold(part)) for part in parts) or not all(map(is_telling, parts)):
        yield from (kept or part for kept, part in zip(left, parts, strict=True) if is_telling(kept or part))


def kind_of(name: str, summary: str = "") -> WorkKind | None:
    """A program or a game, unless the name, or else the description, says that it brings something to read or watch."""
    named = fold(name)
    if _PLAYED.search(named):
        return "game"
    medium = next((kind for kind, pattern in _MEDIA if pattern.search(named)), None)
    if medium or _CONTENT.search(named):
        return medium
    told = fold(summary)
    if _PLAYED.search(told):
        return "game"
    return None if trimmed(name) or _CONTENT.search(told) else "software"
