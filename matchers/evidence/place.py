"""Where the title stands: after the episode number stands the episode's own title, inside the first bracket the group."""

from __future__ import annotations

from collections.abc import Iterator

from matchers.evidence.candidate import Candidate, Effect
from matchers.marks import EPISODE, GROUP, RELEASE


def place(candidate: Candidate) -> Iterator[Effect]:
    """Titles after an episode mark, and titles that are the group's name."""
    line = candidate.line
    if not candidate.name.han and candidate.name.size <= 9 and " " not in candidate.name.written and _words_before(candidate):
        yield Effect("late_word", -26.0, candidate.name.written)
    for mark in line.marks:
        if mark.start >= candidate.end:
            if mark.kind == GROUP and mark.start <= candidate.start < mark.end:
                yield Effect("group_name", -50.0, line.folded[mark.start : mark.end])
            continue
        if mark.kind == RELEASE and mark.start <= candidate.start and candidate.end <= mark.end and candidate.name.size <= mark.end - mark.start:
            yield Effect("tag_word", -40.0, line.folded[mark.start : mark.end])
        if mark.kind == EPISODE and mark.end <= candidate.start and any(s.end <= mark.start for s in line.segments):
            yield Effect("after_episode", -32.0, line.folded[mark.start : mark.end])
            return


def _words_before(candidate: Candidate) -> bool:
    """Do other words stand before a one-word title, a bracketed group at the very front apart?"""
    line = candidate.line
    for segment in line.segments:
        if segment.end > candidate.start:
            return False
        in_front = segment.start <= 1 and line.folded[:1] in "[【("
        if not in_front and not segment.text.isdigit() and len(segment.text) > 1:
            return True
    return False
