"""Disguises of the sixth generator: one more or one less, letters in capitals between, sounds of single words."""

from __future__ import annotations

import random
from typing import Final

from benchmarks.matching.wild_han import Disguise, han
from matchers import pinyin

_FILLERS: Final = "呀啊哦呢了版吧"
_BARS: Final = ("丨", "|", "/", "\\", "_", "—", "‖", "※", "→", "〜", "•")
_VOWELS: Final = str.maketrans("aeiou", "*#1@v")


def _places(title: str) -> list[int]:
    return [place for place, letter in enumerate(title) if han(letter)]


def filler(title: str, rng: random.Random) -> str | None:
    """A word that says nothing in the middle."""
    if len(title) < 5 or not all(map(han, title)):
        return None
    cut = rng.randint(2, len(title) - 2)
    return title[:cut] + rng.choice(_FILLERS) + title[cut:]


def capital_first(title: str, rng: random.Random) -> str | None:
    """The first character as its capital letter."""
    return pinyin.syllable(title[0])[:1].upper() + title[1:] if len(title) > 3 and all(map(han, title)) else None


def last_spelled(title: str, rng: random.Random) -> str | None:
    """The last character in capitals of pinyin."""
    return title[:-1] + pinyin.syllable(title[-1]).upper() if len(title) > 2 and all(map(han, title)) else None


def one_bar(title: str, rng: random.Random) -> str | None:
    """One bar somewhere."""
    if len(title) < 4 or not all(map(han, title)):
        return None
    cut = rng.randint(1, len(title) - 1)
    return title[:cut] + rng.choice(_BARS) + title[cut:]


def gaps(title: str, rng: random.Random) -> str | None:
    """Blanks of all kinds between."""
    if len(title) < 3 or not all(map(han, title)):
        return None
    return "".join(letter + rng.choice((" ", "\u3000", "\u2003", "\xa0", "\t")) for letter in title).strip()


def doubled_end(title: str, rng: random.Random) -> str | None:
    """The last character twice."""
    return title + title[-1] if len(title) > 3 and all(map(han, title)) else None


def half_latin(title: str, rng: random.Random) -> str | None:
    """The second half in pinyin with blanks."""
    if len(title) < 4 or not all(map(han, title)):
        return None
    cut = len(title) // 2
    return title[:cut] + " ".join(pinyin.syllable(c) for c in title[cut:])


def no_blanks_capitals(title: str, rng: random.Random) -> str | None:
    """Words run together, each with its capital."""
    return "".join(word[:1].upper() + word[1:] for word in title.split()) if " " in title else None


def signs_for_vowels(title: str, rng: random.Random) -> str | None:
    """One vowel as a sign."""
    places = [p for p in range(1, len(title) - 1) if title[p] in "aeio" and title[p - 1].isalpha()]
    if len(title) < 9 or not places:
        return None
    place = rng.choice(places)
    return title[:place] + title[place].translate(_VOWELS) + title[place + 1 :]


def doubled_letter(title: str, rng: random.Random) -> str | None:
    """One letter twice."""
    places = [p for p in range(1, len(title) - 1) if title[p].isalpha()]
    if len(title) < 9 or not places:
        return None
    place = rng.choice(places)
    return title[:place] + title[place] + title[place:]


HAN: Final[tuple[Disguise, ...]] = (
    filler, capital_first, last_spelled, one_bar, gaps, doubled_end, half_latin,
)  # fmt: skip
LATIN: Final[tuple[Disguise, ...]] = (no_blanks_capitals, signs_for_vowels, doubled_letter)
