"""Where the title stands: after the episode number stands the episode's own title, in the first bracket the group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.evidence.candidate import Candidate, Effect
from matchers.media import VIDEO
from matchers.vocabulary import EPISODE, GROUP, RELEASE, SEASON, WEAK

# "Series - 12 - ", "Series - 2010-11-23 - ": what follows is the title of one episode.
_NUMBERED: Final = re.compile(
    r"[^\s\]】-]\s+[-–—]\s(?P<number>(?:ep?)?\d{1,3}(?:v\d)?|(?:19|20)\d\d[-.]\d\d[-.]\d\d)\s[-–—]\s+(?:(?:the|an?)\s)?$"
)
_NAMED: Final = 4  # Chinese characters that are a name
_DOUBTFUL: Final = frozenset(("dropped", "other_character", "inserted", "look_alike", "two_changes"))
_STAR_AFTER: Final = re.compile("[☆★♡❤♥×&+][\u3040-\u9fff]")
_STAR_BEFORE: Final = re.compile("[\u3040-\u9fff][☆★♡❤♥×&+]$")
_EDITIONS: Final = frozenset(("repack", "rerip", "proper", "internal", "multi", "update"))
_COUNT: Final = re.compile(r"[\W_]+\d{1,3}[\W_]+")  # the episode behind a season: 第2季.40.


def place(candidate: Candidate) -> Iterator[Effect]:
    """Titles after an episode mark or other words, inside a tag, and titles that are the group's name."""
    line, start, end = candidate.line, candidate.start, candidate.end
    if candidate.name.han:
        yield from _beside_others(candidate)
    else:
        yield from _of_latin(candidate)
    numbered = " - " in line.folded and _NUMBERED.search(line.folded, max(0, start - 120), start)
    if numbered:
        yield Effect("after_episode", -32.0, numbered["number"])
        return
    for mark in line.marks:
        if mark.start >= end:
            return
        inside = mark.start <= start and end <= mark.end
        if inside and mark.kind == GROUP:
            yield Effect("group_name", -50.0, line.folded[mark.start : mark.end])
        if inside and mark.kind == RELEASE:
            yield Effect("tag_word", -40.0, line.folded[mark.start : mark.end])
        if (
            mark.kind == EPISODE
            and not mark.start
            and mark.end <= start
            and line.folded[mark.end : mark.end + 1] == ":"
        ):
            yield Effect("after_episode", -32.0, line.folded[mark.start : mark.end])
            return
        if mark.kind == EPISODE and mark.end <= start and any(s.end <= mark.start for s in line.segments):
            yield Effect("after_episode", -32.0, line.folded[mark.start : mark.end])
            return
        if mark.kind == SEASON and _COUNT.fullmatch(line.folded, mark.end, start):
            yield Effect("after_episode", -24.0, line.folded[mark.start : mark.end])
            return


def _of_latin(candidate: Candidate) -> Iterator[Effect]:
    """What only Latin names may be: a word late in the line, a program, a group."""
    yield from _late_word(candidate)
    yield from _bare_group(candidate)
    if _in_front_bracket(candidate):
        yield Effect("group_name", -34.0, candidate.line.folded[candidate.start : candidate.end])


def _beside_others(candidate: Candidate) -> Iterator[Effect]:
    """An altered Chinese title with a star or the like and more words beside it is rather half of another title."""
    if candidate.tier != "disguised" or candidate.found[0].feature not in _DOUBTFUL:
        return
    folded = candidate.line.folded
    found = _STAR_AFTER.match(folded, candidate.end) or _STAR_BEFORE.search(
        folded, max(0, candidate.start - 3), candidate.start
    )
    if found:
        yield Effect("other_words", -14.0, found.group())


def _bare_group(candidate: Candidate) -> Iterator[Effect]:
    """A name with nothing but a release group behind it: copies of films tell their source, programs do not."""
    line = candidate.line
    if line.strength > 2 or candidate.work.kind not in VIDEO:
        return
    editions = [mark for mark in line.marks if mark.kind == RELEASE]
    if any(line.folded[mark.start : mark.end] not in _EDITIONS for mark in editions):
        return
    group = any(mark.kind == GROUP and mark.start - candidate.end <= 1 for mark in line.marks)
    if (group or editions) and all(mark.kind in (GROUP, WEAK, RELEASE) for mark in line.marks):
        yield Effect("other_medium", -24.0, line.folded[candidate.end :].strip(" -"))


def _in_front_bracket(candidate: Candidate) -> bool:
    """Is it a Latin name in the bracket at the very front, where the release group stands, with other words behind?"""
    line = candidate.line
    if line.folded[:1] not in ("[", "【", "("):
        return False
    close = line.folded.find({"[": "]", "【": "】", "(": ")"}[line.folded[0]])
    return candidate.end <= close and any(
        s.start > close and len(s.text) > 2 and not s.text.isdigit() for s in line.segments
    )


def _late_word(candidate: Candidate) -> Iterator[Effect]:
    name = candidate.name
    if candidate.tier == "disguised" and candidate.line.loose_han >= _NAMED:
        yield Effect("late_word", -20.0, name.written)  # a Chinese name stands beside it
        return
    if name.size > 9 or " " in name.written:
        return
    if _words_before(candidate) or any(c.isalnum() and not c.isascii() for c in candidate.before):
        yield Effect("late_word", -26.0, name.written)


def _words_before(candidate: Candidate) -> bool:
    """Do other words stand before a one-word title, a bracketed group at the very front apart?"""
    line = candidate.line
    close = line.folded.find("]" if line.folded[0] == "[" else "】") if line.folded[:1] in ("[", "【") else -1
    for segment in line.segments:
        if segment.end > candidate.start:
            return False
        if (
            segment.end > close
            and line.folded[candidate.start - 1] != "/"
            and not segment.text.isdigit()
            and len(segment.text) > 1
        ):
            return True
    return False
