"""Tables: recall and false alarms by matcher, list size and class; how often a score is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.matching.peers import Answer
from benchmarks.matching.samples import Sample


class Figures(NamedTuple):
    """What one matcher did with a set of samples."""

    recall: float
    false_alarms: float  # of 1,000 innocent texts
    precision: float
    f1: float


class Outcome(NamedTuple):
    """One sample and the best answer to it."""

    sample: Sample
    answer: str | None
    score: float

    def is_right(self) -> bool:
        """Is it the work that is offered?"""
        return self.answer is not None and self.answer in (self.sample.title, self.sample.other)


def outcomes(samples: Sequence[Sample], answers: Sequence[Answer]) -> list[Outcome]:
    """Samples with their best answers."""
    return [Outcome(s, a[0][0] if a else None, a[0][1] if a else 0.0) for s, a in zip(samples, answers, strict=True)]


def figures(found: Sequence[Outcome], threshold: float) -> Figures:
    """Recall, false alarms, precision and F1 at a threshold."""
    hits = [one for one in found if one.answer is not None and one.score >= threshold]
    right = sum(map(Outcome.is_right, hits))
    offers = sum(one.sample.title is not None for one in found)
    alarms = sum(one.sample.title is None for one in hits)
    recall = right / offers if offers else 0.0
    precision = right / len(hits) if hits else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Figures(recall, 1000 * alarms / max(1, len(found) - offers), precision, f1)


def best_threshold(found: Sequence[Outcome]) -> float:
    """The threshold with the best F1."""
    scores = sorted({round(one.score) for one in found if one.answer is not None}) or [0]
    return float(max(scores, key=lambda score: figures(found, score).f1))


def by_class(found: Sequence[Outcome], threshold: float) -> list[tuple[str, int, float]]:
    """Class, number of samples, and recall (or the share of false alarms in a class of innocents)."""
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        groups[one.sample.label].append(one)
    rows: list[tuple[str, int, float]] = []
    for label, members in sorted(groups.items()):
        hits = [one for one in members if one.answer is not None and one.score >= threshold]
        good = len(hits) if label.startswith("neg_") else sum(map(Outcome.is_right, hits))
        rows.append((label, len(members), good / len(members)))
    return rows


def calibration(found: Sequence[Outcome]) -> list[tuple[int, int, float]]:
    """Score band, number of hits in it, and the share that is right."""
    rows: list[tuple[int, int, float]] = []
    for low, high in ((95, 101), (90, 95), (85, 90), (80, 85)):
        band = [one for one in found if one.answer is not None and low <= one.score < high]
        rows.append((low, len(band), sum(map(Outcome.is_right, band)) / len(band) if band else 0.0))
    return rows
