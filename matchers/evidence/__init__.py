"""What speaks for and against a candidate: one small feature a file, weighed by one visible tuple."""

from __future__ import annotations

from matchers.evidence.about import about
from matchers.evidence.author import author
from matchers.evidence.candidate import Candidate, Effect
from matchers.evidence.coverage import coverage
from matchers.evidence.medium import medium
from matchers.evidence.number import number
from matchers.evidence.place import place
from matchers.evidence.prose import prose
from matchers.evidence.short import short
from matchers.evidence.stated import stated
from matchers.evidence.year import year

# The quick ones that may end the matter stand first.
FEATURES = (about, stated, number, short, coverage, prose, place, year, medium, author)


_MOST_GAIN = 6.0  # what the features can add at most: agreement of the year


def weigh(candidate: Candidate, floor: float = 0.0) -> tuple[float, list[Effect]]:
    """The score of a candidate, 0 to 100, and its effects; what cannot reach the floor is not weighed to the end."""
    effects = list(candidate.found)
    score = 100.0 + sum([effect.score for effect in effects])
    for feature in FEATURES:
        for effect in feature(candidate):
            effects.append(effect)
            score += effect.score
        if score + _MOST_GAIN < floor:
            break
    return max(0.0, min(100.0, score)), effects


__all__ = ["FEATURES", "Candidate", "Effect", "weigh"]
