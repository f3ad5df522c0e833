"""Disguised titles: units of a line that are a listed name in pinyin, by sound, by look or with a slip."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from matchers import lookalikes, pinyin, spoken
from matchers.cut import completed, cut_units
from matchers.edits import AFFIXES, Edit, han_edit, initials_edit, latin_edit, parts_differ, spelled_edit
from matchers.index import SHORTEST_LATIN, Ids, Index, content_words, ids, leaves_one_out
from matchers.line import Line
from matchers.masks import masked_units, may_be_masked, unmasked
from matchers.units import Unit, units_of
from matchers.vocabulary import token_kind

_LOOSE: Final = 24  # Chinese characters outside of marks: more is prose, where nobody hides a title
_REMEMBERED: Final = 50_000  # units whose names are kept in mind
_PAIR: Final = 2  # of two characters one is not enough to know a name by
_PLACES: Final = 2
_REWRITTEN: Final = 4  # letters at least of a title back to front or with a character taken apart
_STUTTERED: Final = 5  # characters: 红海红海行动
_LONG_UNIT: Final = 14
_MANY_JOINTS: Final = 24
_SMALL_WORD: Final = 3
_BARE: Final = 8
_SPOKEN: Final = 5  # letters of a title that is written as it sounds
_LEANING: Final = 7  # letters of a word of which two may stand for one
_FEW: Final = 12  # names of the same initials that are looked at
_ALONE: Final = 40  # letters of a whole text where no mark says that a copy is offered


class Disguised(NamedTuple):
    """A listed name that a unit hides."""

    number: int
    unit: Unit
    edit: Edit


_OTHER_WORD: Final = 10.0
_BY_LETTERS: Final = frozenset(("typo", "spoken"))
_LATIN_WORD: Final = re.compile(r"[a-z]{2,}")
_Hidden = tuple[int, Edit]
_TONE: Final = re.compile(r"(?<=[a-z])[1-5]")
_STRETCHED: Final = re.compile(r"(\D)\1\1+")
_REPEATED: Final = re.compile(r"([^\da-z])\1+")


class Disguises:
    """Finds the names of an index that the units of a line may hide, and remembers what units it has seen."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[str, tuple[_Hidden, ...]] = {}

    def forget(self) -> None:
        """The index has changed."""
        self._known.clear()

    def find(self, line: Line) -> Iterator[Disguised]:
        """Every listed name that a unit of the line may hide; the line is one that may hide any."""
        folded = line.folded
        if may_be_masked(folded) or ".." in folded or "…" in folded:
            yield from self._partly_shown(line)
        if not line.strong and _is_scattered(line):
            return
        seen: set[str] = set()
        for unit in units_of(line):
            text = unit.text
            if text not in seen and _worth_while(text, line):
                seen.add(text)
                hidden = self._hidden(text)
                for number, edit in hidden:
                    yield Disguised(number, unit, self._with_words(line, unit, number, edit))
                if not hidden and len(text) >= _BARE and text.isascii():
                    yield from self._without_small_word(line, unit)

    def _without_small_word(self, line: Line, unit: Unit) -> Iterator[Disguised]:
        """English names of which the unit leaves one small word out: Lord of Rings."""
        written = line.folded[unit.start : unit.end]
        for number in ids(self._index.bare.get("".join(content_words(written)))):
            name = self._index.names[number].written
            if leaves_one_out(written, name):
                yield Disguised(number, unit, Edit("small_word", 14.0, f"{written.strip()}→{name}"))

    def _with_words(self, line: Line, unit: Unit, number: int, edit: Edit) -> Edit:
        """A typing error that makes another word of some name is rather that word."""
        if edit.feature not in _BY_LETTERS:
            return edit
        own = Counter(_LATIN_WORD.findall(self._index.names[number].written))
        strange = Counter(_LATIN_WORD.findall(line.folded, unit.start, unit.end)) - own
        if edit.feature == "spoken":  # da and luv stand for words of every title
            strange = Counter([word for word in strange if len(word) > _SMALL_WORD])
        if strange and self._index.words.issuperset(strange):
            return edit._replace(price=edit.price + _OTHER_WORD)
        return edit

    def _partly_shown(self, line: Line) -> Iterator[Disguised]:
        """The names of which letters are hidden by signs or left out behind points."""
        for unit in masked_units(line):
            for number, edit in unmasked(unit.text, self._index):
                yield Disguised(number, unit, edit)
        for unit in cut_units(line):
            for number, edit in completed(unit.text, self._index.beginnings, self._index.names):
                yield Disguised(number, unit, edit)

    def _hidden(self, text: str) -> tuple[_Hidden, ...]:
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[text] = tuple((_latin if text.isascii() else _han)(text, self._index))
        return known


def may_hide(line: Line) -> bool:
    """Is the line no sentence? Nobody hides a title in prose."""
    if not line.strong:
        folded = line.folded
        if len(folded) > _ALONE:
            most = 2 * _ALONE if folded.isascii() else _ALONE
            if sum([len(segment.text) for segment in line.segments]) > most:
                return False
        if "。" in folded:
            return False
    return bool(line.segments) and (len(line.folded) <= _LOOSE or line.loose_han <= _LOOSE)


def _is_scattered(line: Line) -> bool:
    """Do Chinese words stand in so many places that no unit holds them all? Then the line is a sentence."""
    segments = line.segments
    return len(segments) > _PLACES and sum([not segment.text.isascii() for segment in segments]) > _PLACES


def _han_in(text: str) -> int:
    """How many Chinese characters a text has: each takes two bytes more than its place."""
    return (len(text.encode("utf-8", "replace")) - len(text)) // 2


def _worth_while(text: str, line: Line) -> bool:
    """May a title hidden in this unit count at all? Not where other words make the line prose."""
    if line.strength > 1:
        return True
    rest = line.loose_han - _han_in(text)
    return rest <= (8 if line.strong else 0)


def _each(found: Ids | None, text: str, feature: str, price: float) -> Iterator[_Hidden]:
    for number in ids(found):
        yield number, Edit(feature, price, text)


def _latin(text: str, index: Index) -> Iterator[_Hidden]:
    size = len(text)
    if text.isdigit() or token_kind(text):
        return
    if size >= 6:
        if text in index.spelled:
            yield from _each(index.spelled[text], text, "pinyin", 4.0 if size >= 9 else 8.0)
        if size >= 8 and text[1:] in index.spelled:
            yield from _each(index.spelled[text[1:]], text, "pinyin", 8.0)
    yield from _dressed(text, index)
    if size >= 4 and text.isalpha():
        found = index.initials.get(text)
        if isinstance(found, int):
            yield found, Edit("initials", 24.0 - 2.0 * min(size, 8), text)
    if size >= SHORTEST_LATIN - 1:
        yield from _misspelt(text, index)
    if size >= _SPOKEN and text not in index.whole:
        yield from _as_heard(text, index)


def _as_heard(text: str, index: Index) -> Iterator[_Hidden]:
    """A Latin title written as it sounds."""
    size, names = len(text), index.names
    for number in ids(index.heard.get(spoken.key(text))):
        if size <= names[number].size + 2 and 2 * size > names[number].size:
            edit = spoken.spoken_edit(text, names[number].written)
            if edit:
                yield number, edit


def _dressed(text: str, index: Index) -> Iterator[_Hidden]:
    """Latin letters with digits among them, and stretched ones."""
    size = len(text)
    if text.isalpha():
        if size >= _LEANING:
            for number in ids(index.looks.get(lookalikes.unleet(text))):
                if index.names[number].text != text:
                    yield number, Edit("leaning", 8.0, text)
    elif size >= 5:
        yield from _each(index.looks.get(lookalikes.unleet(text)), text, "leet", 3.0)
        bare = _TONE.sub("", text)
        if bare != text and bare in index.spelled:
            yield from _each(index.spelled[bare], text, "pinyin", 6.0)
    if _STRETCHED.search(text):
        for letters in {_STRETCHED.sub(r"\1", text), _STRETCHED.sub(r"\1\1", text)}:
            if not parts_differ(text, letters):
                yield from _each(index.whole.get(letters), text, "doubled", 6.0 if size >= 8 else 12.0)


def _misspelt(text: str, index: Index) -> Iterator[_Hidden]:
    """A Latin title back to front or with typing errors."""
    size = len(text)
    if text[::-1] in index.whole:
        yield from _each(index.whole[text[::-1]], text, "reversed", 8.0)
    for number in index.near.like_latin(text, 1 if size < 12 else 2):
        edit = latin_edit(text, index.names[number].text)
        if edit and edit.feature != "title":
            yield number, edit


def _han(text: str, index: Index) -> list[_Hidden]:
    latin = len(text) - _han_in(text)
    found = index.sounds.get(pinyin.sounds_of_mixed(text) if latin else pinyin.sounds(text))
    hidden = [] if found is None else _slips(text, ids(found), index)
    if latin and len(text) > latin:
        hidden.extend(_spelled_out(text, index))
    if len(text) >= _REWRITTEN:
        hidden.extend(_rewritten(text, index))
    return _edited(text, index, latin) if not hidden and len(text) > _PAIR else hidden


def _slips(text: str, likely: Iterable[int], index: Index) -> list[_Hidden]:
    """The names of which a text is another writing."""
    hidden: list[_Hidden] = []
    for number in likely:
        edit = han_edit(text, index.names[number].text)
        if edit and edit.feature != "title":
            hidden.append((number, edit))
    return hidden


def _spelled_out(text: str, index: Index) -> Iterator[_Hidden]:
    """Names of which several characters are spelled out, or one is and another sounds the same."""
    for number in ids(index.spelled.get(pinyin.spelled(text))):
        edit = spelled_edit(text, index.names[number].text)
        if edit:
            yield number, edit
    found = index.initials.get(pinyin.initials(text))
    for number in ids(found) if isinstance(found, int) or (found and len(found) < _FEW) else ():
        edit = initials_edit(text, index.names[number].text)
        if edit:
            yield number, edit


def _edited(text: str, index: Index, latin: int) -> list[_Hidden]:
    """Names that one slip or one look-alike makes of the text."""
    names, most = index.names, latin + 2
    likely = index.near.like_han(text, latin)
    return _slips(text, [n for n in likely if OSA.distance(text, names[n].text, score_cutoff=most) <= most], index)


def _rewritten(text: str, index: Index) -> Iterator[_Hidden]:
    """A Chinese title back to front, or with a character taken apart."""
    if text[::-1] in index.whole:
        yield from _each(index.whole[text[::-1]], text, "reversed", 8.0)
    if text[:2] == text[2:4] and text[2:] in index.whole and len(text) > _STUTTERED:
        yield from _each(index.whole[text[2:]], text, "doubled", 8.0)
    if _REPEATED.search(text):
        for letters in {_REPEATED.sub(r"\1", text), _STRETCHED.sub(r"\1", text), _STRETCHED.sub(r"\1\1", text)}:
            if letters != text and len(letters) >= 3:
                price = 6.0 if len(letters) > 3 else 10.0
                if text[0] in AFFIXES and text[1] == text[0] != letters[1]:
                    price += 12.0  # a smaller one than the small: a name of its own
                yield from _each(index.whole.get(letters), text, "doubled", price)
    if len(text) <= _LONG_UNIT:
        yield from _put_together(text, index)


def _put_together(text: str, index: Index) -> Iterator[_Hidden]:
    """A title with one or two characters taken apart, others perhaps spelled out."""
    joined = lookalikes.joined(text)
    nothing = True
    for whole in joined:
        found = index.whole.get(whole)
        if found is not None:
            nothing = False
            yield from _each(found, f"{text}→{whole}", "split", 6.0 if len(whole) > 3 else 10.0)
    if not nothing or not joined or len(text) < 5 or len(joined) > _MANY_JOINTS:
        return
    latin = len(text) != _han_in(text)
    for once in joined:
        if latin:
            for number, _ in _spelled_out(once, index):
                yield number, Edit("split", 16.0, text)
        for twice in lookalikes.joined(once):
            found = index.whole.get(twice)
            if found is not None and len(twice) >= 3:
                yield from _each(found, f"{text}→{twice}", "split", 10.0 if len(twice) > 3 else 14.0)


def warm_up() -> None:
    """Loads the tables now, so that no text pays for them."""
    lookalikes.joined("木目")
    pinyin.sounds("一")
    token_kind("1080p")
