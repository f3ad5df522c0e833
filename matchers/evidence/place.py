"""Where the title stands: after the episode number stands the episode's own title, inside the first bracket the group."""

from __future__ import annotations

from collections.abc import Iterator

from matchers.evidence.candidate import Candidate, Effect
from matchers.marks import EPISODE, GROUP


def place(candidate: Candidate) -> Iterator[Effect]:
    """Titles after an episode mark, and titles that are the group's name."""
    line = candidate.line
    for mark in line.marks:
        if mark.start >= candidate.end:
            if mark.kind == GROUP and mark.start <= candidate.start < mark.end:
                yield Effect("group_name", -50.0, line.folded[mark.start : mark.end])
            continue
        if mark.kind == EPISODE and mark.end <= candidate.start and any(s.end <= mark.start for s in line.segments):
            yield Effect("after_episode", -32.0, line.folded[mark.start : mark.end])
            return
