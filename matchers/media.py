"""Media: what kind of copy the words and the link speak of, and which kinds of work it can be a copy of."""

from __future__ import annotations

import re
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from core.types import LinkKind, WorkKind

VIDEO: Final[frozenset[WorkKind]] = frozenset(
    {"film", "tv", "variety", "animation", "cartoon", "sports", "gala", "short_drama", "course"}
)
# Which medium each link kind carries; kinds that may carry anything are not named: an app may show films.
OF_LINK: Final[dict[LinkKind, str]] = {
    "reading": "book", "audio": "sound",
    "embed": "video", "media": "video", "live": "video", "deep_link": "video", "hotlink": "video", "video": "video",
}  # fmt: skip
CARRIES: Final[dict[str, frozenset[WorkKind]]] = {
    "book": frozenset({"novel", "cartoon", "animation", "course", "other"}),
    "text": frozenset({"novel", "audiobook", "course", "other"}),
    "sound": frozenset({"music", "audiobook", "novel", "course", "other"}),
    "program": frozenset({"software", "game", "course", "other"}),
    "video": frozenset({*VIDEO, "music", "game", "other"}),
}
_WORDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("book", re.compile(r"(?<![a-z])(?:epub|mobi|azw3|pdf|ebook|paperback|hardcover)(?![a-z])|电子书|漫画|书籍")),
    ("text", re.compile(r"(?<![a-z])txt(?![a-z])|小说|全文阅读|最新章节|无弹窗|全本")),
    ("sound", re.compile(
        r"(?<![a-z])(?:mp3|m4[ab]|ape|wav|flac|audiobook|unabridged|soundtrack)(?![a-z])|有声|广播剧|听书|评书|吉他谱|简谱|钢琴谱|曲谱|伴奏|专辑|单曲")),
    ("program", re.compile(
        r"(?<![a-z])(?:apk|ipa|exe|nsp|xci|nsw|ps[2-5]|xbox(?:360|one)?|nintendo(?:[ ._]switch)?|gog|dlcs?)(?![a-z0-9])"
        r"|(?<![a-z0-9])v\d{1,2}\.\d{1,4}(?:\.\d{1,5})*(?![\da-z])"
        r"|(?<![a-z])(?:build|patch|update)[ ._]?v?\d|安卓版|手游|破解版|安装包|修改器|单机游戏|免安装|无限元宝")),
    ("video", re.compile(
        r"(?<![a-z0-9])(?:\d{3,4}p|[48]k|hd|mkv|mp4|avi|rmvb|hdtv|bd(?:mv|box)?|x26[45]|hevc|dvd[59]?|bluray|web-?dl|web|webrip|bdrip|dvdrip|s\d{1,2}e\d{1,3})(?![a-z])|蓝光|高清(?!阅读|漫画|全本)|(?<!精校)(?<!校对)(?<!作品)(?<![本文])(?<!txt)(?<!小说)全集(?!txt|小说)"
        r"|[0-9]集|中字|国语|粤语|电影|电视剧|在线观看|在线播放|枪版|原盘")),
)  # fmt: skip
_VIDEO_WORDS: Final = tuple(row for row in _WORDS if row[0] == "video")

# One of these stands in every text that speaks of anything but films: a quick look.
_HINTS: Final = (
    "txt epub mobi azw3 pdf ebook paperback hardcover mp3 m4a m4b "
    "ape wav flac audiobook unabridged soundtrack apk ipa exe nsp "
    "xci nsw ps2 ps3 ps4 ps5 xbox nintendo gog dlc build patch "
    "update 电子书 漫画 书籍 小说 全文阅读 最新章节 无弹窗 全本 有声 广播剧 听书 评书 吉他谱 简谱 钢琴谱 "
    "曲谱 伴奏 专辑 单曲 安卓版 手游 破解版 安装包 修改器 单机游戏 免安装 无限元宝"
)
_HINTED: Final = AhoCorasick(
    [*_HINTS.split(), *(f"v{digit}" for digit in range(10))], implementation=Implementation.DFA
)


def speaks_of_others(folded: str) -> bool:
    """May the words of a text speak of any medium but films? A quick look: most do not."""
    return bool(_HINTED.find_matches_as_indexes(folded))


def media_in(folded: str) -> frozenset[str]:
    """The media that the words of a text speak of."""
    patterns = _WORDS if speaks_of_others(folded) else _VIDEO_WORDS
    return frozenset([medium for medium, pattern in patterns if pattern.search(folded)])


def fits(medium: str, kind: WorkKind | None) -> bool:
    """Can a copy in this medium be a copy of such a work?"""
    return kind is None or kind in CARRIES[medium]


def words_fit(media: frozenset[str], kind: WorkKind | None) -> bool:
    """Do the words near the link speak of a medium that the work can have? Words of no medium always do."""
    return not media or any(fits(medium, kind) for medium in media)
