"""A candidate: a listed name that may stand at one place of a line."""

from __future__ import annotations

from typing import NamedTuple

from core.types import Work
from matchers.line import Line
from matchers.names import Name


class Effect(NamedTuple):
    """One feature's word on a candidate: its code, what it adds to the score, and the words it speaks of."""

    feature: str
    score: float
    evidence: str = ""


class Candidate:
    """A name at a place, how it was found, and what stands around it."""

    __slots__ = ("after", "before", "end", "found", "line", "name", "start", "tier", "work")

    def __init__(
        self, line: Line, name: Name, work: Work, start: int, end: int, tier: str, found: tuple[Effect, ...] = ()
    ) -> None:
        self.line = line
        self.name = name
        self.work = work
        self.start = start
        self.end = end
        self.tier = tier
        self.found = found
        self.before, self.after = line.around(start, end)
