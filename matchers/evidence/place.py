"""Where the title stands: after the episode number stands the episode's own title, in the first bracket the group."""

from __future__ import annotations

from collections.abc import Iterator

from matchers.evidence.candidate import Candidate, Effect
from matchers.marks import EPISODE, GROUP, RELEASE, SEASON


def place(candidate: Candidate) -> Iterator[Effect]:
    """Titles after an episode mark or other words, inside a tag, and titles that are the group's name."""
    yield from _late_word(candidate)
    line, start, end = candidate.line, candidate.start, candidate.end
    if _in_front_bracket(candidate):
        yield Effect("group_name", -34.0, line.folded[start:end])
    for mark in line.marks:
        if mark.start >= end:
            return
        inside = mark.start <= start and end <= mark.end
        if inside and mark.kind == GROUP:
            yield Effect("group_name", -50.0, line.folded[mark.start : mark.end])
        if inside and mark.kind == RELEASE:
            yield Effect("tag_word", -40.0, line.folded[mark.start : mark.end])
        if mark.kind == EPISODE and not mark.start and line.folded[mark.end : mark.end + 1] == ":":
            yield Effect("after_episode", -32.0, line.folded[mark.start : mark.end])
            return
        if mark.kind == EPISODE and mark.end <= start and any(s.end <= mark.start for s in line.segments):
            yield Effect("after_episode", -32.0, line.folded[mark.start : mark.end])
            return
        if (
            mark.kind == SEASON
            and mark.end < start
            and any(mark.end <= s.start and s.end <= start and s.text.isdigit() for s in line.segments)
        ):
            yield Effect("after_episode", -24.0, line.folded[mark.start : mark.end])
            return


def _in_front_bracket(candidate: Candidate) -> bool:
    """Is it a Latin name in the bracket at the very front, where the release group stands, with other words behind?"""
    line = candidate.line
    if candidate.name.han or line.folded[:1] not in ("[", "【", "("):
        return False
    close = line.folded.find({"[": "]", "【": "】", "(": ")"}[line.folded[0]])
    return candidate.end <= close and any(
        s.start > close and len(s.text) > 2 and not s.text.isdigit() for s in line.segments
    )


def _late_word(candidate: Candidate) -> Iterator[Effect]:
    name = candidate.name
    if name.han or name.size > 9 or " " in name.written:
        return
    if _words_before(candidate) or not candidate.before.isascii():
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
