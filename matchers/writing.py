"""How a title was written: what folding undid, named so that a reviewer sees the disguise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from core.folding import fold
from matchers.evidence import Candidate, Effect
from matchers.line import Line

_EDGES: Final = " ._-·:"
_FOREIGN: Final = re.compile("[\u0370-\u052f]")
_WIDE: Final = re.compile("[\uff01-\uff5e]")
_SIGN: Final = re.compile(r"(?<=[\u3040-\u9fff])[^\w\s《》:：-]+(?=[\u3040-\u9fff])")
_BLANK: Final = re.compile(r"(?<=[\u3040-\u9fff])[\s_-]+(?=[\u3040-\u9fff])")
_HAN: Final = re.compile("[\u3400-\u9fff]+")
_SPACED: Final = re.compile(r"(?:[a-z][\s._-]){3}[a-z]\b")


def original(line: Line, start: int, end: int) -> str:
    """A span of the folded text as it was written."""
    raw = line.raw
    if len(raw) == len(line.folded):
        return raw[start:end]
    place = 0
    first = last = -1
    for number, letter in enumerate(raw):
        if place >= start and first < 0:
            first = number
        place += len(fold(letter))
        if place >= end:
            last = number + 1
            break
    if first < 0 or last < 0 or len(fold(raw[first:last])) != end - start:
        return line.folded[start:end]
    return raw[first:last]


def as_written(candidate: Candidate) -> tuple[str, list[Effect]]:
    """The words of a text that are the title, as they stand there, and what folding and reading undid of them.

    The effects have score 0: they explain and cost nothing. "written" holds the very words of a title in disguise, so
    that they can be found and shown in the text.
    """
    words = original(candidate.line, candidate.start, candidate.end)
    effects = list(how_written(words, candidate.work.title))
    if candidate.tier == "disguised" or len(candidate.found) > 1:
        effects.append(Effect("written", 0.0, words.strip(_EDGES)))
    return words, effects


def how_written(words: str, title: str) -> Iterator[Effect]:
    """The disguises that folding undid, each with score 0."""
    if words in title or words.lower() == title.lower():
        return
    if words.isascii():
        if _SPACED.search(words.lower()) and not _SPACED.search(title.lower()):
            yield Effect("separators", 0.0, words)
        return
    dressed = not words.isalnum()
    if dressed and any(unicodedata.category(c) in ("Cf", "Mn", "Me") for c in words):
        yield Effect("invisible", 0.0, fold(words))
    if _FOREIGN.search(words) and not _FOREIGN.search(title):
        yield Effect("homoglyphs", 0.0, words)
    if _WIDE.search(words) and not _WIDE.search(title):
        yield Effect("full_width", 0.0, words)
    han = "".join(_HAN.findall(words))
    if fold(han) != han and not any(fold(c) != c for c in title if c > "\u3400"):
        yield Effect("traditional", 0.0, words)
    if not dressed:
        return
    signs = _SIGN.findall(words) or (_BLANK.findall(words) if not _BLANK.search(title) else [])
    if (signs and not _SIGN.search(title)) or (_SPACED.search(words.lower()) and not _SPACED.search(title.lower())):
        yield Effect("separators", 0.0, words)
