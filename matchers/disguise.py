"""Disguised titles: units of a line that are a listed name in pinyin, by sound, by look or with a slip."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from matchers import lookalikes, pinyin
from matchers.edits import Edit, han_edit, latin_edit
from matchers.index import SHORTEST_LATIN, Ids, Index, ids
from matchers.line import Line
from matchers.marks import token_kind
from matchers.units import Unit, units_of

_LOOSE: Final = 24  # Chinese characters outside of marks: more is prose, where nobody hides a title
_LONG_UNIT: Final = 14
_ALONE: Final = 40  # letters of a whole text where no mark says that a copy is offered


class Disguised(NamedTuple):
    """A listed name that a unit hides."""

    number: int
    unit: Unit
    edit: Edit


def _han_in(text: str) -> int:
    """How many Chinese characters a text has: each takes two bytes more than its place."""
    return (len(text.encode("utf-8", "replace")) - len(text)) // 2


def _worth_while(unit: Unit, line: Line) -> bool:
    """May a title hidden in this unit count at all? Not where other words make the line prose."""
    rest = line.loose_han - _han_in(unit.text)
    if line.strong and line.strength > 1:
        return rest <= _LOOSE
    return rest <= (8 if line.strong else 0)


def find_disguised(line: Line, index: Index) -> Iterator[Disguised]:
    """Every listed name that a unit of the line may hide."""
    if not line.strong and (
        len(line.compact) > (2 * _ALONE if line.folded.isascii() else _ALONE) or "。" in line.folded
    ):
        return
    if not line.segments or line.loose_han > _LOOSE:
        return
    seen: set[str] = set()
    for unit in units_of(line):
        if unit.text in seen or not _worth_while(unit, line):
            continue
        seen.add(unit.text)
        if unit.text.isascii():
            yield from _latin(unit, index)
        else:
            yield from _han(unit, index)


def _each(found: Ids | None, unit: Unit, feature: str, price: float) -> Iterator[Disguised]:
    for number in ids(found):
        yield Disguised(number, unit, Edit(feature, price, unit.text))


def _latin(unit: Unit, index: Index) -> Iterator[Disguised]:
    text = unit.text
    size = len(text)
    if text.isdigit() or token_kind(text):
        return
    if size >= 6:
        yield from _each(index.spelled.get(text), unit, "pinyin", 4.0 if size >= 9 else 8.0)
        if size >= 8:
            yield from _each(index.spelled.get(text[1:]), unit, "pinyin", 8.0)
    if not text.isalpha() and size >= 5:
        yield from _each(index.looks.get(lookalikes.unleet(text)), unit, "leet", 3.0)
    if size >= 4 and text.isalpha():
        found = index.initials.get(text)
        if isinstance(found, int):
            yield Disguised(found, unit, Edit("initials", 24.0 - 2.0 * min(size, 8), text))
    if size >= SHORTEST_LATIN - 1:
        yield from _misspelt(unit, index)


def _misspelt(unit: Unit, index: Index) -> Iterator[Disguised]:
    """A Latin title back to front or with typing errors."""
    text = unit.text
    size = len(text)
    yield from _each(index.whole.get(text[::-1]), unit, "reversed", 8.0)
    for number in index.near.like_latin(text, 1 if size < 12 else 2):
        edit = latin_edit(text, index.names[number].text)
        if edit and edit.feature != "title":
            yield Disguised(number, unit, edit)


def _han(unit: Unit, index: Index) -> Iterator[Disguised]:
    text = unit.text
    size = len(text)
    names = index.names
    latin = size - _han_in(text)
    for number in ids(index.sounds.get(pinyin.sounds_of_mixed(text) if latin else pinyin.sounds(text))):
        edit = han_edit(text, names[number].text)
        if edit and edit.feature != "title":
            yield Disguised(number, unit, edit)
    yield from _rewritten(unit, index)
    for number in index.near.like_han(text, 1 if not latin else min(latin, 6)):
        name = names[number].text
        if not latin and OSA.distance(text, name, score_cutoff=2) > 2:
            continue
        edit = han_edit(text, name)
        if edit and edit.feature != "title":
            yield Disguised(number, unit, edit)


def _rewritten(unit: Unit, index: Index) -> Iterator[Disguised]:
    """A Chinese title back to front, or with a character taken apart."""
    text = unit.text
    if len(text) >= 4:
        yield from _each(index.whole.get(text[::-1]), unit, "reversed", 8.0)
        if len(text) <= _LONG_UNIT:
            for whole in lookalikes.joined(text):
                found = index.whole.get(whole)
                if found is not None:
                    yield from _each(found, unit, "split", 6.0 if len(whole) > 3 else 10.0)


def warm_up() -> None:
    """Loads the tables now, so that no text pays for them."""
    lookalikes.joined("木目")
    pinyin.sounds("一")
    token_kind("1080p")
