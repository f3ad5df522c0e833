"""Disguises: one function a class, from a title to the form a pirate would write. All take their chance from `rng`."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import opencc

from matchers import words

Disguise = Callable[[str, random.Random], str | None]

_SEPARATORS: Final = (".", "·", "-", "_", "*", " ", "、", "｜", "🔥", "\u200b", "~", "/", "+", "^", "♥")
_LEET: Final = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7"}
_CYRILLIC: Final = {
    "a": "а",
    "e": "е",
    "o": "о",
    "c": "с",
    "p": "р",
    "x": "х",
    "y": "у",
    "i": "і",
    "H": "Н",
    "B": "В",
    "M": "М",
    "T": "Т",
}
_ROMAN: Final = {"2": "Ⅱ", "3": "Ⅲ", "4": "Ⅳ", "5": "Ⅴ"}
_COUNTED: Final = {"2": "二", "3": "三", "4": "四", "5": "五"}
_COMBINING: Final = ("\u0301", "\u0336", "\u0332")


def is_han(letter: str) -> bool:
    """Is it a Chinese character?"""
    return "\u4e00" <= letter <= "\u9fff"


@lru_cache(maxsize=1)
def _sounds() -> tuple[dict[str, str], dict[str, str]]:
    """Each character's first reading, and each reading's common characters."""
    reading: dict[str, str] = {}
    alike: dict[str, str] = {}
    for line in words.read("pinyin.txt"):
        syllable, main, _ = line.split(" ")
        common = "".join(c for c in main if is_han(c) and c.encode("gb2312", "ignore"))
        alike[syllable] = common
        reading.update(dict.fromkeys(main, syllable))
    return reading, alike


@lru_cache(maxsize=1)
def _parts() -> tuple[dict[str, str], dict[str, list[str]]]:
    """Each character's first split, and the common characters that share a part."""
    split: dict[str, str] = {}
    sharing: dict[str, list[str]] = {}
    for line in words.read("parts.txt"):
        letter, first, *_ = line.split(" ")
        split[letter] = first
        if letter.encode("gb2312", "ignore"):
            for part in first:
                sharing.setdefault(part, []).append(letter)
    return split, sharing


@lru_cache(maxsize=1)
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def _han_places(title: str) -> list[int]:
    return [i for i, c in enumerate(title) if is_han(c)]


def _replaced(title: str, place: int, new: str) -> str:
    return title[:place] + new + title[place + 1 :]


def plain(title: str, rng: random.Random) -> str | None:
    """As it is."""
    return title


def traditional(title: str, rng: random.Random) -> str | None:
    """In traditional characters."""
    changed: str = _traditional().convert(title)
    return changed if changed != title else None


def separators(title: str, rng: random.Random) -> str | None:
    """A sign between all letters."""
    return rng.choice(_SEPARATORS).join(title) if len(title) >= 3 else None


def one_separator(title: str, rng: random.Random) -> str | None:
    """A sign at one place."""
    if len(title) < 3:
        return None
    place = rng.randrange(1, len(title))
    return title[:place] + rng.choice(_SEPARATORS) + title[place:]


def full_width(title: str, rng: random.Random) -> str | None:
    """Letters and digits in full width."""
    changed = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in title)
    return changed if changed != title else None


def combining(title: str, rng: random.Random) -> str | None:
    """A combining mark on every letter."""
    return "".join(c + rng.choice(_COMBINING) for c in title)


def homophone(title: str, rng: random.Random) -> str | None:
    """One character by another of its sound."""
    return _homophones(title, rng, 1)


def two_homophones(title: str, rng: random.Random) -> str | None:
    """Two characters by others of their sound."""
    return _homophones(title, rng, 2)


def _homophones(title: str, rng: random.Random, count: int) -> str | None:
    reading, alike = _sounds()
    places = [i for i in _han_places(title) if len(alike.get(reading.get(title[i], ""), "")) > 1]
    if len(places) < count or len(_han_places(title)) < count + 2:
        return None
    for place in rng.sample(places, count):
        choice = [c for c in alike[reading[title[place]]] if c != title[place]]
        title = _replaced(title, place, rng.choice(choice))
    return title


def pinyin_part(title: str, rng: random.Random) -> str | None:
    """One character as its pinyin."""
    reading, _ = _sounds()
    places = [i for i in _han_places(title) if title[i] in reading]
    if len(places) < 3:
        return None
    place = rng.choice(places)
    return _replaced(title, place, reading[title[place]])


def initial_part(title: str, rng: random.Random) -> str | None:
    """One character as the first letter of its pinyin."""
    reading, _ = _sounds()
    places = [i for i in _han_places(title) if title[i] in reading]
    if len(places) < 4:
        return None
    place = rng.choice(places)
    return _replaced(title, place, reading[title[place]][0])


def pinyin_whole(title: str, rng: random.Random) -> str | None:
    """The whole title as pinyin."""
    reading, _ = _sounds()
    if len(_han_places(title)) < 3 or not all(c in reading or not is_han(c) for c in title):
        return None
    glue = rng.choice(("", " ", ".", "-"))
    return glue.join(reading.get(c, c).capitalize() for c in title if not c.isspace())


def initials(title: str, rng: random.Random) -> str | None:
    """The whole title as initials."""
    reading, _ = _sounds()
    if len(_han_places(title)) < 4 or not all(c in reading for c in title):
        return None
    return "".join(reading[c][0] for c in title).upper()


def look_alike(title: str, rng: random.Random) -> str | None:
    """One character by one that shares a part."""
    split, sharing = _parts()
    places = [i for i in _han_places(title) if title[i] in split]
    if len(places) < 3:
        return None
    place = rng.choice(places)
    choice = [
        c
        for part in split[title[place]]
        for c in sharing.get(part, ())
        if c != title[place] and 1 < len(sharing[part]) < 80
    ]
    return _replaced(title, place, rng.choice(choice)) if choice else None


def split_character(title: str, rng: random.Random) -> str | None:
    """One character as its two parts."""
    split, _ = _parts()
    places = [i for i in _han_places(title) if len(split.get(title[i], "")) == 2]
    if len(_han_places(title)) < 3 or not places:
        return None
    place = rng.choice(places)
    return _replaced(title, place, split[title[place]])


def dropped(title: str, rng: random.Random) -> str | None:
    """One letter left out."""
    return _replaced(title, rng.randrange(len(title)), "") if len(title) >= 4 else None


def doubled(title: str, rng: random.Random) -> str | None:
    """One letter twice."""
    place = rng.randrange(len(title))
    return _replaced(title, place, title[place] * 2) if len(title) >= 4 and title[place].isalpha() else None


def masked(title: str, rng: random.Random) -> str | None:
    """One character hidden."""
    places = _han_places(title)
    return _replaced(title, rng.choice(places), rng.choice("□*○×■")) if len(places) >= 4 else None


def swapped(title: str, rng: random.Random) -> str | None:
    """Two neighbours changed round."""
    if len(title) < 4:
        return None
    place = rng.randrange(len(title) - 1)
    if title[place] == title[place + 1] or title[place].isdigit() or title[place + 1].isdigit():
        return None
    return title[:place] + title[place + 1] + title[place] + title[place + 2 :]


def numeral(title: str, rng: random.Random) -> str | None:
    """The last digit in another writing."""
    if len(title) < 3 or title[-1] not in _ROMAN or title[-2].isdigit():
        return None
    forms = [_ROMAN[title[-1]]]
    forms += [f"第{_COUNTED[title[-1]]}部", _COUNTED[title[-1]]] if is_han(title[-2]) else [f"Part {title[-1]}"]
    return title[:-1] + rng.choice(forms)


def reversed_text(title: str, rng: random.Random) -> str | None:
    """Back to front."""
    return title[::-1] if len(title) >= 5 and title != title[::-1] else None


def index_letter(title: str, rng: random.Random) -> str | None:
    """An index letter in front."""
    reading, _ = _sounds()
    if not title or title[0] not in reading:
        return None
    return reading[title[0]][0].upper() + rng.choice(("", " ", "-", "）")) + title


def leet(title: str, rng: random.Random) -> str | None:
    """Latin letters as digits."""
    changed = "".join(_LEET.get(c, c) if rng.random() < 0.5 else c for c in title.lower())
    return changed if changed != title.lower() and sum(c.isalpha() for c in changed) > 4 else None


def homoglyphs(title: str, rng: random.Random) -> str | None:
    """Latin letters as Cyrillic ones."""
    changed = "".join(_CYRILLIC.get(c, c) for c in title)
    return changed if changed != title else None


def no_spaces(title: str, rng: random.Random) -> str | None:
    """Words run together."""
    return title.replace(" ", "").lower() if " " in title else None


def dots(title: str, rng: random.Random) -> str | None:
    """Dots for blanks."""
    return title.replace(" ", ".") if " " in title else None


def typo(title: str, rng: random.Random) -> str | None:
    """A Latin letter left out, doubled, wrong, or two changed round."""
    letters = [i for i, c in enumerate(title) if c.isalpha()]
    if len(letters) < 8:
        return None
    place = rng.choice(letters[1:-1])
    kind = rng.randrange(4)
    if kind == 0:
        return _replaced(title, place, "")
    if kind == 1:
        return _replaced(title, place, title[place] * 2)
    if kind == 2:
        return _replaced(title, place, rng.choice("etaoinshr"))
    return title[:place] + title[place + 1 : place + 2] + title[place] + title[place + 2 :]


HAN: Final[tuple[Disguise, ...]] = (
    plain,
    traditional,
    separators,
    one_separator,
    combining,
    homophone,
    two_homophones,
    pinyin_part,
    initial_part,
    pinyin_whole,
    initials,
    look_alike,
    split_character,
    dropped,
    doubled,
    masked,
    swapped,
    numeral,
    reversed_text,
    index_letter,
)
LATIN: Final[tuple[Disguise, ...]] = (
    plain,
    dots,
    no_spaces,
    separators,
    full_width,
    combining,
    leet,
    homoglyphs,
    typo,
    numeral,
    reversed_text,
)
