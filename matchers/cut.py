"""Cut titles: what a page shortened with points (流浪地…) is the beginning of one listed name."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Final

from matchers.edits import Edit
from matchers.line import Line
from matchers.names import Name
from matchers.units import Unit

_POINTS: Final = re.compile(r"\.{3,}|…|\.{2}(?=\s|$|[》】\])」])")
_OPENING: Final = "《【[(「『|/:"
_WORDS: Final = re.compile(r"[^\W_]+")
_LEAST: Final = {True: 3, False: 5}  # letters that must be left of a Chinese and of a Latin name
_SHARE: Final = 0.5  # of the name that must be left
_FEW: Final = 4


class Beginnings:
    """The names of a list in order of their letters, so that those with one beginning stand together."""

    def __init__(self) -> None:
        self._names: list[tuple[str, int]] = []
        self._sorted = True

    def add(self, name: Name, number: int) -> None:
        """Makes one name findable by its beginning."""
        if name.size <= _LEAST[name.han > 0] or name.form in ("numeral", "signed"):
            return
        if self._sorted and len(self._names) > 1000:
            insort(self._names, (name.text, number))
        else:
            self._names.append((name.text, number))
            self._sorted = False

    def beginning_with(self, text: str, most: int) -> list[int]:
        """Up to `most` names that begin with a text."""
        self._sort()
        place = bisect_left(self._names, (text, -1))
        last = bisect_left(self._names, (text + "\U0010ffff", -1), place)
        return [number for _, number in self._names[place:last]] if last - place <= most else []

    def _sort(self) -> None:
        if not self._sorted:
            self._names.sort()
            self._sorted = True

    def complete(self, text: str) -> list[int]:
        """The names that begin with a text, none when they are many."""
        return self.beginning_with(text, _FEW)


def cut_units(line: Line) -> Iterator[Unit]:
    """The stretches of a line that end in points."""
    folded = line.folded
    for points in _POINTS.finditer(folded):
        end = points.start()
        run = next((r[0] for r in line.runs if r[0] < end <= r[1]), end)
        opened = 1 + max(
            folded.rfind(sign, 0, end) for sign in _OPENING
        )  # a title may hold words that are marks elsewhere
        for start in {max(run, end - 80), max(opened, end - 80)}:
            yield Unit(start, end, "".join(_WORDS.findall(folded[start:end])))


def completed(text: str, beginnings: Beginnings, names: list[Name]) -> Iterator[tuple[int, Edit]]:
    """The name that a cut text begins; where several works' names do, none is sure."""
    if len(text) < _LEAST[not text.isascii()]:
        return
    found = beginnings.complete(text)
    if len({names[number].work for number in found}) != 1:
        return
    for number in found:
        name = names[number].text
        missing = len(name) - len(text)
        if missing and len(text) >= _SHARE * len(name) and not name[len(text) :].isdigit():
            price = 6.0 + missing * (3.0 if names[number].han else 1.0) + (0.0 if len(text) >= 4 else 4.0)
            yield number, Edit("cut", min(18.0, price), f"{text}…→{name}")
