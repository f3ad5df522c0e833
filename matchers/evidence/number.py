"""What number follows the title: a sequel that is not listed is another work; digits are never typos."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.evidence.candidate import Candidate, Effect
from matchers.media import media_in
from matchers.vocabulary import EPISODE, SEASON, YEAR

_SERIAL: Final = frozenset({"tv", "variety", "animation", "cartoon", "short_drama", "novel", "audiobook", "course"})
_IN_CHAPTERS: Final = frozenset({"novel", "audiobook", "course", "cartoon"})
_NEXT: Final = re.compile(
    r"(?P<gap>[\s._:·。!~-]{0,3})(?:(?P<digits>\d(?=20\d{6})|\d{1,2}(?![\d年月日分集话回期季部章讲]|x\d|[kdp](?![a-z])|[-~]\d|\s?(?:cd|dvd|disc)))|(?P<roman>i{2,3}|iv|vi{0,3}|ix)(?![a-z0-9])"
    r"|(?P<han>[二三四五六七八九贰叁弍弐])(?![\u4e00-\u9fff])|(?P<part>part|vol|volume|chapter)[\s._]{0,2}(?P<which>\d{1,2}|i{1,3}|iv|two|three|four|five)\b"
    r"|(?P<special>(?:特别|番外)[篇版]?(?=[\s:·-]{1,3}[^\W\d_]))|(?P<follow>之[^\s]|前传|续集|续篇|续|后传|外传|番外|新传|归来|重启|终章|新篇|第[二三四五六七八九2-9]部曲?)"
    r"|(?P<again>(?:origins?|reborn|returns?|resurrection|reloaded|revelations?|awakens?|rises|revenge|the beginning"
    r"|the sequel|the next generation)(?![a-z])))"
)
_OF_ALL: Final = re.compile(r"/(\d{1,3})(?![\d/pk年月])")  # 3/12 counts the parts of one work
_LISTED: Final = re.compile(r"[.、][《【]?[\u3400-\u9fff]")  # the number of the next title in a list
# A large number glued to a title that has no episodes, neither a year nor a size of the picture: 某某2199.
_LARGE: Final = re.compile(
    r"(?!(?:19|20)\d\d(?!\d)|(?:360|480|540|576|720|1080|1440|2160)(?!\d))[1-9]\d{2,3}(?![\da-z年月集话期回分秒])"
)
_CHAPTER: Final = re.compile(r"[\s._:·-]{0,3}第[一二三四五六七八九十0-9]{1,3}[章部](?![\u4e00-\u9fff])")

_FILM: Final = frozenset({"video"})
_COUNTS: Final = frozenset({EPISODE, SEASON, YEAR})
_NEW: Final = re.compile(r"新番|月番")


def _is_serial(candidate: Candidate) -> bool:
    return candidate.work.kind in _SERIAL


def number(candidate: Candidate) -> Iterator[Effect]:
    """A number, 之, 前传 or "Part 2" right after the title."""
    folded = candidate.line.folded
    if candidate.end == len(folded):
        return
    found = _NEXT.match(folded, candidate.end)
    if not found:
        yield from _far(candidate)
        return
    digits = found["digits"]
    if digits and found["gap"][:1] == " " and _LISTED.match(folded, found.end()):
        return
    if digits and (of := _OF_ALL.match(folded, found.end())) and _is_part_of(int(digits), int(of[1]), found["gap"]):
        return
    if digits:
        yield from _digits(candidate, digits, found.end(), glued=not found["gap"])
    else:
        yield Effect("sequel", -_price(candidate, found), found.group().strip())


def _is_part_of(part: int, parts: int, gap: str) -> bool:
    """Do two numbers count one part of all? Glued to the title 2/3 may be two sequels, 1/3 and 2/5 are not."""
    return part <= parts if gap else part == 1 < parts or 1 < part < parts - 1


def _far(candidate: Candidate) -> Iterator[Effect]:
    """Large numbers, and chapters of what has none."""
    folded = candidate.line.folded
    large = None if _is_serial(candidate) else _LARGE.match(folded, candidate.end)
    chapter = _CHAPTER.match(folded, candidate.end)
    if chapter and candidate.work.kind in _IN_CHAPTERS and not _is_film(candidate):
        return
    if large:
        yield Effect("sequel", -30.0, large.group())
    elif chapter:
        yield Effect("sequel", -27.0 if _is_serial(candidate) else -45.0, chapter.group().strip())


def _is_film(candidate: Candidate) -> bool:
    """Do the words beside a book's or comic's chapter speak of nothing but a film? Courses are filmed in chapters."""
    return candidate.work.kind != "course" and media_in(candidate.line.folded) == _FILM


def _price(candidate: Candidate, found: re.Match[str]) -> float:
    """What the words of a sequel cost."""
    serial = _is_serial(candidate)
    if found["roman"] or found["han"]:
        return 45.0
    if found["part"]:
        return 12.0 if serial else 45.0
    if found["again"]:
        return 20.0 if candidate.line.strong else 30.0
    if found["special"]:
        return 27.0 if serial else 40.0
    if found["follow"].startswith("第"):
        return 27.0 if serial else 45.0
    return 30.0


def _digits(candidate: Candidate, digits: str, end: int, *, glued: bool) -> Iterator[Effect]:
    value = int(digits)
    serial = _is_serial(candidate)
    if digits[0] == "0":
        if digits == "0" and (glued or not serial):
            yield Effect("sequel", -45.0, digits)  # what came before the first
        return
    if value <= 9 and (glued or not serial):
        yield Effect("sequel", -45.0, digits)
    elif value <= 9:
        yield Effect("sequel", -18.0 if value == 1 else -30.0 if _is_counted(candidate, end) else -27.0, digits)
    elif glued and not serial:
        yield Effect("sequel", -30.0 if _is_counted(candidate, end) else -4.0, digits)


def _is_counted(candidate: Candidate, end: int) -> bool:
    """Does the line count its episodes or name its year behind the number? Then the number is no episode's."""
    line = candidate.line
    return any(mark.kind in _COUNTS and mark.start >= end for mark in line.marks) or bool(_NEW.match(line.folded, end))
