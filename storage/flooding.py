"""What is far more than usual: fences from the counts themselves, as box plots draw them, on a scale of ratios."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Final, Literal

FLOOR: Final = 50  # what one page of the queue holds needs no grouping
LEAST_DAYS: Final = 3  # days before one can speak of a history
LEAST_OTHERS: Final = 4  # with fewer, works without any hit are counted too
_REACH: Final = 1.5  # Tukey's fence
_LEAST_SPREAD: Final = math.log(2)  # counts that differ by less than twice differ by chance

Measure = Literal["own", "others", "title"]


@dataclass(frozen=True, slots=True)
class Limit:
    """Up to how many hits a day are no flood (`most`), how many are usual, and against what that was measured."""

    most: float
    usual: float
    measure: Measure


def fence(counts: Sequence[int]) -> float:
    """The count above which one stands far out from these: the upper quarter and one and a half times the middle half.

    Counts are compared by their logarithms: works differ from one another by factors, not by sums.
    """
    scaled = [math.log1p(count) for count in counts]
    low, _, high = quantiles(scaled, n=4, method="inclusive") if len(scaled) > 1 else (scaled[0],) * 3
    return math.expm1(high + _REACH * max(high - low, _LEAST_SPREAD))


def limit_of(days: Sequence[int], others: Sequence[int], works: int, *, risky: bool) -> Limit | None:
    """The limit for a work with these hits on its earlier days; None when there is nothing to measure it against.

    `others` are the hits of the other works that had any in the same time, `works` how many other works are listed.
    A flood stands out from both. A work whose name is known to flood needs no comparison.
    """
    compared = others if len(others) >= LEAST_OTHERS else [*others, *[0] * (works - len(others))]
    among = fence(compared) if compared else None
    if len(days) >= LEAST_DAYS:
        return Limit(max(FLOOR, fence(days), among or 0.0), median(days), "own")
    if among is not None:
        return Limit(max(FLOOR, among), median(compared), "others")
    return Limit(FLOOR, 0.0, "title") if risky else None
