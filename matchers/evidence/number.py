"""What number follows the title: a sequel that is not listed is another work; digits are never typos."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.evidence.candidate import Candidate, Effect

_SERIAL: Final = frozenset({"tv", "variety", "animation", "cartoon", "short_drama", "novel", "audiobook", "course"})
_NEXT: Final = re.compile(
    r"(?P<gap>[\s._:·。!~-]{0,3})(?:(?P<digits>\d(?=20\d{6})|\d{1,2}(?![\d年月日分]|[kdp](?![a-z])|[-~]\d|\s?(?:cd|dvd|disc)))|(?P<roman>i{2,3}|iv|vi{0,3}|ix)(?![a-z0-9])"
    r"|(?P<han>[二三四五六七八九贰叁弍弐])(?![\u4e00-\u9fff])|(?P<part>part|vol|volume|chapter)[\s._]{0,2}(?P<which>\d{1,2}|i{1,3}|iv|two|three|four|five)\b"
    r"|(?P<follow>之[^\s]|前传|续集|续篇|续|后传|外传|番外|新传|归来|重启|终章|新篇|第[二三四五六七八九2-9]部曲?)"
    r"|(?P<again>(?:origins?|reborn|returns?|resurrection|reloaded|revelations?|awakens?|rises|revenge|the beginning"
    r"|the sequel|the next generation)(?![a-z])))"
)
_LISTED: Final = re.compile(r"[.、][《【]?[\u3400-\u9fff]")  # the number of the next title in a list
_CHAPTER: Final = re.compile(r"[\s._:·-]{0,3}第[一二三四五六七八九十0-9]{1,3}[章部](?![\u4e00-\u9fff])")


def _is_serial(candidate: Candidate) -> bool:
    return candidate.work.kind in _SERIAL


def number(candidate: Candidate) -> Iterator[Effect]:
    """A number, 之, 前传 or "Part 2" right after the title."""
    folded = candidate.line.folded
    found = _NEXT.match(folded, candidate.end)
    if not found:
        chapter = _CHAPTER.match(folded, candidate.end) if candidate.work.kind == "film" else None
        if chapter:
            yield Effect("sequel", -45.0, chapter.group().strip())
        return
    digits = found["digits"]
    if digits and found["gap"][:1] == " " and _LISTED.match(folded, found.end()):
        return
    words = found.group().strip()
    if digits:
        yield from _digits(candidate, digits, glued=not found["gap"])
    elif found["roman"] or found["han"]:
        yield Effect("sequel", -45.0, words)
    elif found["part"]:
        yield Effect("sequel", -12.0 if _is_serial(candidate) else -45.0, words)
    elif found["again"]:
        yield Effect("sequel", -20.0, words)
    elif found["follow"].startswith("第"):
        yield Effect("sequel", -22.0 if _is_serial(candidate) else -45.0, words)
    else:
        yield Effect("sequel", -30.0, words)


def _digits(candidate: Candidate, digits: str, *, glued: bool) -> Iterator[Effect]:
    value = int(digits)
    if digits[0] == "0" or value == 0:
        return
    if value <= 9 and (glued or not _is_serial(candidate)):
        yield Effect("sequel", -45.0, digits)
    elif value <= 9:
        yield Effect("sequel", -18.0, digits)
    elif glued and not _is_serial(candidate):
        yield Effect("sequel", -4.0, digits)
