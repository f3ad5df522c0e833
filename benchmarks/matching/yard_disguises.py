"""Disguises of the eighth generator: numbers between, brackets and hashes, dates behind, small words left out."""

from __future__ import annotations

import random
from typing import Final

from benchmarks.matching.wild_han import Disguise, han
from matchers import pinyin

_RAISED: Final = "¹²³⁴⁵⁶⁷⁸⁹"
_SMALL: Final = frozenset(("the", "of", "and", "a", "an", "in", "on"))
_SEEN: Final = {"i": "1", "e": "3", "s": "5", "v": "7", "o": "0"}
_KEYCAPS: Final = {str(digit): f"{digit}\ufe0f\u20e3" for digit in range(10)}


def _all_han(title: str, least: int) -> bool:
    return len(title) >= least and all(map(han, title))


def counted(title: str, rng: random.Random) -> str | None:
    """A raised number behind each character."""
    return (
        "".join(a + b for a, b in zip(title, _RAISED, strict=False)) if _all_han(title, 4) and len(title) < 9 else None
    )


def bracketed(title: str, rng: random.Random) -> str | None:
    """Each character in brackets."""
    left, right = rng.choice(("()", "「」", "<>", "{}", "〔〕"))
    return "".join(f"{left}{c}{right}" for c in title) if _all_han(title, 3) else None


def hashed(title: str, rng: random.Random) -> str | None:
    """A sign before each character."""
    sign = rng.choice("#@!^~")
    return "".join(sign + c for c in title) if _all_han(title, 4) else None


def with_sound(title: str, rng: random.Random) -> str | None:
    """The whole sound behind it."""
    return f"{title}({''.join(map(pinyin.syllable, title))})" if _all_han(title, 3) else None


def rare_points(title: str, rng: random.Random) -> str | None:
    """Points and strokes of other scripts between."""
    return rng.choice("ㆍ᛫⸱꞉ǀ⁞︙〡").join(title) if _all_han(title, 3) else None


def dated(title: str, rng: random.Random) -> str | None:
    """A date glued behind."""
    return f"{title}{rng.randint(1, 12):02d}{rng.randint(10, 28)}" if _all_han(title, 4) else None


def sound_and_points(title: str, rng: random.Random) -> str | None:
    """One character by its sound, points between all."""
    if not _all_han(title, 4):
        return None
    letters = list(title)
    place = rng.randrange(len(letters))
    letters[place] = pinyin.syllable(letters[place])
    return rng.choice("·-_ .").join(letters)


def keycaps(title: str, rng: random.Random) -> str | None:
    """Digits as keys."""
    written = "".join(_KEYCAPS.get(c, c) for c in title)
    return written if written != title and sum(map(han, title)) > 2 else None


def without_small_words(title: str, rng: random.Random) -> str | None:
    """One small word inside left out."""
    parts = title.split()
    places = [p for p in range(1, len(parts) - 1) if parts[p].lower() in _SMALL]
    if len(title) < 14 or not places:
        return None
    place = rng.choice(places)
    return " ".join(parts[:place] + parts[place + 1 :])


def digit_inside(title: str, rng: random.Random) -> str | None:
    """Se7en: a digit that looks like its letter."""
    places = [p for p in range(1, len(title) - 1) if title[p].lower() in _SEEN and title[p - 1].isalpha()]
    if len(title) < 7 or not places:
        return None
    place = rng.choice(places)
    return title[:place] + _SEEN[title[place].lower()] + title[place + 1 :]


def word_twice(title: str, rng: random.Random) -> str | None:
    """One word twice."""
    parts = title.split()
    if len(parts) < 3:
        return None
    place = rng.randrange(len(parts))
    return " ".join([*parts[:place], parts[place], *parts[place:]])


def joined_signs(title: str, rng: random.Random) -> str | None:
    """Words between stars or strokes."""
    return rng.choice(("*", "~", "|", "//", "::", "=")).join(title.split()) if " " in title and len(title) > 9 else None


def quoted(title: str, rng: random.Random) -> str | None:
    """Each word in quotation marks."""
    return " ".join(f'"{word}"' for word in title.split()) if title.count(" ") > 1 else None


HAN: Final[tuple[Disguise, ...]] = (
    counted, bracketed, hashed, with_sound, rare_points, dated, sound_and_points, keycaps,
)  # fmt: skip
LATIN: Final[tuple[Disguise, ...]] = (without_small_words, digit_inside, word_twice, joined_signs, quoted)
