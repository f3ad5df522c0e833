"""What one text near a link says: which works, whether it names anything at all, and what it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from matchers.evidence import Candidate, Effect
from matchers.line import Line
from matchers.media import media_in
from matchers.vocabulary import ABOUT, RELEASE
from matchers.writing import as_written

_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_QUOTED: Final = re.compile(r"《[^《》]{1,40}》")
_LIST: Final = re.compile(
    r"等[^,。]{0,6}\d{1,4}[部集本首]|\d{2,4}[部本首]|合集|大全|排行|片单|书单|榜单|汇总|盘点|推荐|top\s?\d{2,3}"
)
_SENTENCE: Final = re.compile(r"[。！？；]")


_SITE_NAME: Final = re.compile(
    r"\s*[-_|–—·]\s*[^-_|–—·《》]{1,16}(?:网|影院|影视|电影|tv|资源站?|剧场|视频|论坛|吧|之家|天堂|书屋|书院|阁|下载站?|社区|小站|博客|站|动漫|追剧|看剧)\s*$",
    re.IGNORECASE,
)


def without_site(title: str) -> str:
    """A page title without the site's name behind it."""
    for _ in range(2):
        shorter = _SITE_NAME.sub("", title[-200:])
        if not shorter or len(shorter) == len(title):
            break
        title = shorter
    return title


@dataclass(frozen=True, slots=True)
class Found:
    """One work a text may name: its number, the score in this text, and why."""

    work: int
    score: float
    effects: tuple[Effect, ...]
    words: str  # as written
    plain: bool  # the title as it is or an alias, alone in its segment
    apart: bool = False  # what follows the title stands apart from it


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text says."""

    found: tuple[Found, ...] = ()
    other: str = ""  # words that look like a title and belong to no work found here
    quoted: bool = False  # `other` stands in title marks or beside release marks
    about: str = ""  # the about-word's kind
    is_list: bool = False
    release: bool = False  # release marks stand in the text
    strong: bool = False  # release, episode or season marks do
    media: frozenset[str] = frozenset()  # the media its words speak of


_REMAKE: Final = -16.0
_GLUE: Final = frozenset(
    {"glued_before", "glued_after", "words_before", "words_after", "sequel", "other_year", "group_name"}
)


def found_of(number: int, score: float, effects: list[Effect], candidate: Candidate) -> Found:
    """A weighed candidate as the judge keeps it."""
    plain = candidate.tier == "exact" and not any(e.feature in _GLUE or e.feature.startswith("about_") for e in effects)
    words, undone = as_written(candidate)
    other = next((e for e in effects if e.feature == "other_year"), None)
    if other is not None:  # long titles bear a wrong year in a list; a hit needs more: remakes are works of others
        effects = [*effects, other._replace(score=_REMAKE)]
        score = max(0.0, score + _REMAKE)
    following = candidate.line.folded[candidate.end : candidate.end + 1]
    apart = following == "-" or following.isspace()
    return Found(number, score, (*effects, *undone), words, plain, apart)


def _title_like(text: str) -> bool:
    han = len(_HAN.findall(text))
    return 2 <= han <= 24 if han else 4 <= len(text) <= 60 and not text.isdigit()


def _other_words(line: Line, spans: list[tuple[int, int]]) -> tuple[str, bool]:
    """The first words beside the works found that look like a title, and whether they stand in title marks."""
    for segment in line.segments:
        if any(start < segment.end and segment.start < end for start, end in spans) or not _title_like(segment.text):
            continue
        quoted = segment.start > 0 and line.folded[segment.start - 1] == "《"
        return line.folded[segment.start : segment.end].strip(), quoted or (line.strong and len(line.segments) <= 3)
    return "", False


def _without(folded: str, spans: list[tuple[int, int]]) -> str:
    """The words beside the titles found: a film about a novelist is no book."""
    for start, end in spans:
        folded = f"{folded[:start]}{' ' * (end - start)}{folded[end:]}"
    return folded


def _within(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Does a word stand in one of the titles found? The actor of a title is no news of actors."""
    return any(first <= start and end <= last for first, last in spans)


def read_line(line: Line, found: list[tuple[Found, tuple[int, int]]], threshold: float) -> Reading:
    """One line's reading from the candidates found in it."""
    spans = [span for one, span in found if one.score >= threshold or one.plain]
    other, quoted = ("", False) if spans else _other_words(line, spans)
    about = next(
        (kind for start, end, kind in line.telling if kind.startswith(ABOUT) and not _within(spans, start, end)), ""
    )
    if other and len(other) > 16 and _SENTENCE.search(line.folded):
        other = ""
    return Reading(
        found=tuple(one for one, _ in found),
        other=other,
        quoted=quoted,
        about=about,
        is_list=bool(_LIST.search(line.folded)),
        release=any(mark.kind == RELEASE for mark in line.marks),
        strong=line.strong,
        media=media_in(_without(line.folded, spans)),
    )


def merged(readings: list[Reading]) -> Reading:
    """Several lines' readings as one."""
    best: dict[int, Found] = {}
    for reading in readings:
        for found in reading.found:
            if found.work not in best or found.score > best[found.work].score:
                best[found.work] = found
    return Reading(
        found=tuple(best.values()),
        other="" if best else next((r.other for r in readings if r.other), ""),
        quoted=any(r.quoted for r in readings),
        about=next((r.about for r in readings if r.about), ""),
        is_list=any(r.is_list for r in readings),
        release=any(r.release for r in readings),
        strong=any(r.strong for r in readings),
        media=frozenset().union(*(r.media for r in readings)),
    )
