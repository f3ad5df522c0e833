"""Charts as plain rectangles: the template draws them, the stylesheet colours them, in light, dark and print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Final

WIDTH: Final = 1000
HEIGHT: Final = 220
_LEFT: Final = 48
_BOTTOM: Final = 24
_TOP: Final = 8
_LABELS: Final = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """One rectangle, with the words a pointer shows."""

    x: float
    y: float
    width: float
    height: float
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """A word at a place."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn."""

    bars: tuple[Bar, ...]
    days: tuple[Label, ...]
    steps: tuple[Label, ...]


def days(span: Sequence[str], lines: Sequence[tuple[str, Mapping[str, int]]]) -> Chart:
    """One bar a day for each line."""
    most = max([1, *(values.get(day, 0) for _, values in lines for day in span)])
    step = _step(most)
    top = step * -(-most // step)
    slot = (WIDTH - _LEFT) / max(1, len(span))
    bars = tuple(
        _bar(_LEFT + slot * (place + 0.12 + 0.38 * line), 0.38 * slot, values[day], top, name, day)
        for place, day in enumerate(span)
        for line, (name, values) in enumerate(lines)
        if values.get(day, 0)
    )
    every = max(1, -(-len(span) // _LABELS))
    labels = tuple(
        Label(_LEFT + slot * (place + 0.5), HEIGHT - 6, day[5:])
        for place, day in enumerate(span)
        if place % every == every // 2
    )
    steps = tuple(Label(_LEFT - 8, _y(value, top), f"{value:,}") for value in range(0, top + 1, step))
    return Chart(bars, labels, steps)


def _bar(x: float, width: float, value: int, top: int, name: str, day: str) -> Bar:
    y = _y(value, top)
    return Bar(round(x, 1), y, round(width, 1), round(HEIGHT - _BOTTOM - y, 1), name, f"{day}: {value:,}")


def _y(value: int, top: int) -> float:
    return round(HEIGHT - _BOTTOM - (HEIGHT - _BOTTOM - _TOP) * value / top, 1)


def _step(most: int) -> int:
    """A round step that divides the height into two to five parts."""
    power = int(10 ** floor(log10(most)))
    return max(1, next(step for step in (power // 5, power // 2, power, 2 * power) if step and most / step <= 5))
