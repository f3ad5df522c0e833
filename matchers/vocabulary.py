"""The words around titles by their kinds, and what each Latin or numeric token is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from core.folding import fold
from matchers import words
from matchers.tracks import track_words

RELEASE: Final = "release"
EPISODE: Final = "episode"
SEASON: Final = "season"
YEAR: Final = "year"
SITE: Final = "site"
WEAK: Final = "weak"
LABEL: Final = "label"
GROUP: Final = "group"
ABOUT: Final = "about:"
KIND: Final = "kind:"
PERHAPS: Final = "?"  # a token of which only the end may be a mark
_REMEMBERED: Final = 50_000
_TOKEN_KINDS: Final = (
    (EPISODE, r"se?\d{1,4}(?:e\d{1,4}){1,9}(?:v\d)?|s\d{1,2}(?:ep\d+|sp\d+|d\d+)|s\d{3}"),
    (EPISODE, r"(?:\d{1,2}|19\d\d|20\d\d)x\d{2,3}"),
    (SEASON, r"se?\d{1,2}|t\d|s20\d\d|season\d{1,2}"),
    (EPISODE, r"ep?\d{1,4}(?:v\d)?|ep\d+|0\d{1,2}(?:v\d)?|\d{2,4}v\d"),
    (YEAR, r"(?:19[1-9]|20[0-4])\d"),
    (RELEASE, r"\d{3,4}[pi](?:\d{2,3})?|[xh]26[456]|\d{1,2}bits?|\d{2,3}fps|\d{3,4}x\d{3,4}p?"),
    (RELEASE, r"[hb]d\d{3,4}p?|\dk(?:\d{2,3}fps)?"),
    (RELEASE, r"(?:aac|ddp?|dts|ac3|flac|ma|truehd)\d(?:ch)?|\d{1,2}audios?|\d+(?:gb|mb|kbps|k?hz|g|m)"),
    (RELEASE, r"hdr\d*|\dmkv|part\d"),
    (WEAK, r"(?:19|20)\d{6}|[0-9a-f]{8}|\d{6}|v\d{1,3}|d\d{1,2}|cd\d|disc\d|top\d{2,4}|p\d{1,3}|2nd|3rd|\dth|\d{2}th"),
)  # fmt: skip
_TOKEN_PATTERNS: Final = tuple((re.compile(pattern), kind) for kind, pattern in _TOKEN_KINDS)
# Words of a picture's quality written as one: HDRHD, WEBHD.
_GLUED_QUALITY: Final = re.compile(r"(?:uhd|fhd|hdr|sdr|hd|bd|web|dvd|dovi|imax|remux|rip|tv){2,3}")
# Marks glued to other letters of one token: zewgs1e04, 機器人ii1080p, wuduojinhua20190426.
INNER: Final = re.compile(
    r"(?:s\d{1,2}e\d{1,3}|(?:2160|1080|720|480)[pi]|ep\d{2,3}|4k\d{2}(?:fps)?|(?<=\d{4})3d|20\d{6})$|^(?:2160|1080|720)p"
)
AFTER_NUMBER: Final = re.compile(r"([1-9])(?:hd|bd|tc|ts|dvd|hdtc|hdts|cam)")  # 某某2HD


class Vocabulary(NamedTuple):
    """Latin tokens with their kind; one automaton for Chinese words and, last, Latin phrases, with its words' kinds."""

    tokens: dict[str, str]
    listed: AhoCorasick
    kinds: list[str]
    first_phrase: int


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The words of marks.txt and tracks.py."""
    tokens: dict[str, str] = {}
    han: dict[str, str] = {}
    phrases: dict[str, str] = {}
    kind = ""
    for line in words.read("marks.txt"):
        if line.startswith("["):
            kind = line.strip("[] \n")
            continue
        for word in line.split():
            folded = fold(word.replace("_", " "))
            table = han if not folded.isascii() else phrases if " " in folded else tokens
            table.setdefault(folded, kind)
    for word in track_words():
        han.setdefault(word, RELEASE)
    listed = AhoCorasick([*han, *phrases], matchkind=MatchKind.LeftmostLongest)
    return Vocabulary(tokens, listed, [*han.values(), *phrases.values()], len(han))


class _Kinds(dict[str, str]):
    """What each Latin or numeric token is, worked out when first met and kept for as many as a crawl's language has."""

    def __missing__(self, token: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        kind = self[token] = _kind_of(token)
        return kind


def _kind_of(token: str) -> str:
    known = vocabulary().tokens.get(token)
    if known:
        return known
    if token.isalpha():
        return RELEASE if _GLUED_QUALITY.fullmatch(token) else ""
    for pattern, kind in _TOKEN_PATTERNS:
        if pattern.fullmatch(token):
            return kind
    if AFTER_NUMBER.fullmatch(token) or quality_after_year(token):
        return PERHAPS
    return PERHAPS if len(token) >= 4 and INNER.search(token) else ""


def quality_after_year(token: str) -> bool:
    """Is a token a year with release words glued to it? 某某2012HD国语."""
    return len(token) > 4 and KINDS[token[:4]] == YEAR and KINDS[token[4:]] == RELEASE


KINDS: Final = _Kinds()


def token_kind(token: str) -> str:
    """What a Latin or numeric token is, "" when it may be part of a title."""
    kind = KINDS[token]
    return "" if kind is PERHAPS else kind
