"""About-words: a review, a trailer, news, a poster or an encyclopaedia speaks about the work and does not offer it."""

from __future__ import annotations

from collections.abc import Iterator

from matchers.evidence.candidate import Candidate, Effect
from matchers.vocabulary import ABOUT


def about(candidate: Candidate) -> Iterator[Effect]:
    """The first about-word outside of the title."""
    for mark in candidate.line.telling:
        if mark.kind.startswith(ABOUT) and not (candidate.start < mark.end and mark.start < candidate.end):
            yield Effect(mark.kind.replace(":", "_"), -45.0, candidate.line.folded[mark.start : mark.end])
            return
