"""Marks: the words around a title that are not the title (quality, episode, year, site, about-words)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from core.folding import fold
from matchers import words

RELEASE: Final = "release"
EPISODE: Final = "episode"
SEASON: Final = "season"
YEAR: Final = "year"
SITE: Final = "site"
WEAK: Final = "weak"
LABEL: Final = "label"
GROUP: Final = "group"
ABOUT: Final = "about:"
STRONG: Final = frozenset({RELEASE, EPISODE, SEASON})


class Mark(NamedTuple):
    """A span of the folded text and what it is."""

    start: int
    end: int
    kind: str


_NUMBER = "(?:[0-9]{1,4}|[一二三四五六七八九十百零两〇]{1,5})"
_HAN_NUMBERS: Final = re.compile(
    rf"(?P<season>第\s?{_NUMBER}(?:\s?[-~至到、&]\s?第?{_NUMBER})?\s?[季部辑]|{_NUMBER}(?:\s?[-~至到]\s?{_NUMBER})?季"
    rf"|[全共]{_NUMBER}[季部册])全?"
    rf"|(?P<episode>第\s?{_NUMBER}(?:\.[0-9])?(?:\s?[-~至到、&]\s?第?{_NUMBER})?\s?"
    r"(?:[集话回期章讲节卷篇][上中下完]?|(?<=[0-9])(?![0-9\u4e00-\u9fff]))"
    rf"|[全共更]\s?新?至?第?\s?{_NUMBER}\s?(?:[集话回期章讲节]|课时)|{_NUMBER}(?:\s?[-~至到]\s?{_NUMBER})?\s?(?:[集话回期讲]|课时)[全完]?)"
    rf"|(?P<weak>[0-9]{{1,3}}分钟版?|[0-9]\.[0-9]分|[0-9]{{1,2}}月(?:[0-9]{{1,2}}日|新番)?|(?:19|20)[0-9]{{2}}年版?)"
)  # fmt: skip
_SITE: Final = re.compile(
    r"(?:https?://)?(?:www\.)[a-z0-9-]{1,40}(?:\.[a-z]{2,6}){1,3}|https?://[^\s]{1,300}"
    r"|(?<![a-z0-9-])[a-z0-9-]{2,40}\.(?:com|net|org|cc|me|vip|xyz|club|info|top|cn)(?![a-z0-9])"
)
_TOKEN: Final = re.compile(r"[a-z0-9]+")
_TAIL_GROUP: Final = re.compile(
    r"[a-z0-9\])]-([a-z0-9_]{2,20}(?:@[a-z0-9]+)?)(?:\[[a-z0-9.]+\])?(?:\.[a-z0-9]{2,4})?\s*$"
    r"|(?<=[^\x00-\x7f])_([a-z][a-z0-9]{2,20})(?:\.[a-z0-9]{2,4})?\s*$"
)
_TOKEN_KINDS: Final = (
    (EPISODE, r"se?\d{1,4}(?:e\d{1,4}){1,9}(?:v\d)?|s\d{1,2}(?:ep\d+|sp\d+|d\d+)|s\d{3}"),
    (EPISODE, r"(?:\d{1,2}|19\d\d|20\d\d)x\d{2,3}"),
    (SEASON, r"se?\d{1,2}|t\d|s20\d\d|season\d{1,2}"),
    (EPISODE, r"ep?\d{1,4}(?:v\d)?|ep\d+|0\d{1,2}(?:v\d)?|\d{2,4}v\d"),
    (YEAR, r"(?:19[1-9]|20[0-4])\d"),
    (RELEASE, r"\d{3,4}[pi](?:\d{2,3})?|[xh]26[456]|\d{1,2}bits?|\d{2,3}fps|\d{3,4}x\d{3,4}p?"),
    (RELEASE, r"[hb]d\d{3,4}p?|\dk(?:\d{2,3}fps)?"),
    (RELEASE, r"(?:aac|ddp?|dts|ac3|flac|ma|truehd)\d(?:ch)?|\d{1,2}audios?|\d+(?:gb|mb|kbps|g|m)|hdr\d*|\dmkv|part\d"),
    (WEAK, r"(?:19|20)\d{6}|[0-9a-f]{8}|\d{6}|d\d{1,2}|cd\d|disc\d|top\d{2,4}|2nd|3rd|\dth|\d{2}th"),
)  # fmt: skip
_TOKEN_PATTERNS: Final = tuple((re.compile(pattern), kind) for kind, pattern in _TOKEN_KINDS)


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[dict[str, str], AhoCorasick, list[str]]:
    """Latin tokens with their kind, an automaton for Chinese words, and the kinds of its patterns."""
    tokens: dict[str, str] = {}
    han: dict[str, str] = {}
    kind = ""
    for line in words.read("marks.txt"):
        if line.startswith("["):
            kind = line.strip("[] \n")
            continue
        for word in line.split():
            folded = fold(word.replace("_", " "))
            (tokens if folded.isascii() else han).setdefault(folded, kind)
    return tokens, AhoCorasick(list(han), matchkind=MatchKind.LeftmostLongest), list(han.values())


@lru_cache(maxsize=20_000)
def token_kind(token: str) -> str:
    """What a Latin or numeric token is, "" when it may be part of a title."""
    known = _vocabulary()[0].get(token)
    if known:
        return known
    if not token.isalpha():
        for pattern, kind in _TOKEN_PATTERNS:
            if pattern.fullmatch(token):
                return kind
    return ""


# Marks glued to other letters of one token: zewgs1e04, 機器人ii1080p, wuduojinhua20190426.
_INNER: Final = re.compile(
    r"(?:s\d{1,2}e\d{1,3}|(?:2160|1080|720|480)[pi]|ep\d{2,3}|4k\d{2}(?:fps)?|(?<=[^a-z])3d|20\d{6})$|^(?:2160|1080|720)p"
)
_AFTER_NUMBER: Final = re.compile(r"([1-9])(?:hd|bd|tc|ts|dvd|hdtc|hdts|cam)")  # 某某2HD
_FRONT_GROUP: Final = re.compile(
    r"^\s?[【\[](?P<name>[^】\]]{1,40}(?:频道|字幕[组社]|发布组?|影视|论坛|压制组?|raws?|资源网?|subs?|fansub))[】\]]"
)
_SITE_SIGN: Final = re.compile(r"www|http|\.(?:c|net|org|me|vip|xyz|top|info)")
_CALENDAR: Final = frozenset("年月日")
_DATE_SIGN: Final = re.compile(r"(?:19|20)\d\d[-./]\d")
_DATE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./](?:3[01]|[12]\d|0?[1-9])")
_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff]")


def _token_marks(folded: str) -> list[Mark]:
    """Marks that are whole Latin or numeric tokens, or the end of one."""
    found: list[Mark] = []
    for token in _TOKEN.finditer(folded):
        word = token.group()
        kind = token_kind(word)
        start, end = token.span()
        if kind:
            if kind == EPISODE and folded[end : end + 1] in _CALENDAR:
                kind = WEAK
            found.append(Mark(start, end, kind))
        elif (glued := _AFTER_NUMBER.fullmatch(word)) and start and _HAN.match(folded[start - 1]):
            found.append(Mark(start + glued.end(1), end, RELEASE))
        elif len(word) >= 4 and not word.isalpha():
            inner = _INNER.search(word)
            if inner:
                found.append(Mark(start + inner.start(), start + inner.end(), RELEASE))
    return found


def _group_marks(folded: str) -> Iterator[Mark]:
    """Sites, and the names of release groups at the end and in the bracket in front."""
    if "." in folded and _SITE_SIGN.search(folded):
        for site in _SITE.finditer(folded):
            yield Mark(*site.span(), SITE)
    if "-" in folded or "_" in folded:
        tail = _TAIL_GROUP.search(folded)
        if tail:
            yield Mark(*tail.span(1 if tail[1] else 2), GROUP)
    if folded[:1] in ("【", "["):
        front = _FRONT_GROUP.match(folded)
        if front:
            yield Mark(*front.span("name"), GROUP)


def find_marks(folded: str) -> list[Mark]:
    """Every mark of a folded text, in order of place; they may overlap."""
    found = _token_marks(folded)
    found.extend(_group_marks(folded))
    if not folded.isascii():
        _, automaton, kinds = _vocabulary()
        found.extend(
            [Mark(start, end, kinds[which]) for which, start, end in automaton.find_matches_as_indexes(folded)]
        )
        found.extend([Mark(*m.span(), m.lastgroup or WEAK) for m in _HAN_NUMBERS.finditer(folded)])
    found = _without_dates(folded, found)
    found.sort()
    return found if folded.isascii() else _without_embedded(folded, found)


def _without_dates(folded: str, marks: list[Mark]) -> list[Mark]:
    """Full dates as one mark, not as a year and episodes."""
    if not _DATE_SIGN.search(folded):
        return marks
    for date in _DATE.finditer(folded):
        start, end = date.span()
        marks = [mark for mark in marks if not (start < mark.start and mark.end <= end and mark.kind == EPISODE)]
        marks.append(Mark(start + 4, end, WEAK))
    return marks


def _without_embedded(folded: str, marks: list[Mark]) -> list[Mark]:
    """Drops short words that stand in the middle of other Chinese words: they may be a part of a title."""
    kept: list[Mark] = []
    for place, mark in enumerate(marks):
        start, end, kind = mark
        if end - start <= 2 and kind not in STRONG and start > 0 and end < len(folded) and folded[start] > "\u3000":
            left = _HAN.match(folded[start - 1]) and not (kept and kept[-1].end >= start)
            right = _HAN.match(folded[end]) and not (place + 1 < len(marks) and marks[place + 1].start <= end)
            if left and right:
                continue
        kept.append(mark)
    return kept
