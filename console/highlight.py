"""Marks in a text the words that a match speaks of, however they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from core.folding import compact, fold
from core.types import Hit, Reason, Work

_LONGEST: Final = 2000
_MOST_WORDS: Final = 40


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces; True for those that are one of the words."""
    text = text[:_LONGEST]
    letters, places = _letters(text)
    covered = [False] * len(text)
    chosen = list(words)[:_MOST_WORDS]
    for word in chosen:  # what stands there letter for letter, signs and all
        for start in _places(text, word.strip()):
            covered[start : start + len(word.strip())] = [True] * len(word.strip())
    keys = {compact(word) for word in chosen}
    for key in keys - {""}:
        start = letters.find(key)
        while start != -1:
            for place in range(places[start], places[start + len(key) - 1] + 1):
                covered[place] = True
            start = letters.find(key, start + len(key))
    return _pieces(text, covered)


def _places(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text."""
    start = text.find(word) if word else -1
    while start != -1:
        yield start
        start = text.find(word, start + len(word))


# Reasons whose words stand for the title itself; other reasons speak of years, kinds or words beside it.
_WRITINGS: Final = (
    "written "
    "title alias part numeral pinyin homophone homophones pinyin_part initial_part initials look_alike split swapped "
    "dropped inserted other_character other_characters two_changes typo leet reversed"
)
_NAMING: Final = frozenset(re.findall(r"\w+", _WRITINGS))


def words_of(hit: Hit, work: Work | None = None) -> list[str]:
    """The words to mark in the texts of a hit: the work's names, and how the text writes them."""
    return [*words_in(hit.work_title, hit.reasons), *(work.aliases[:20] if work else ())]


def words_in(title: str, reasons: Iterable[Reason]) -> list[str]:
    """A title and the words that reasons say stand for it."""
    return [title, *(reason.evidence for reason in reasons if reason.feature in _NAMING and reason.evidence)]


def _letters(text: str) -> tuple[str, Sequence[int]]:
    """The folded letters and digits of a text, and the place where each of them stands in it."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in fold(char):
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _pieces(text: str, covered: Sequence[bool]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or covered[end] != covered[start]:
            pieces.append((text[start:end], covered[start]))
            start = end
    return pieces
