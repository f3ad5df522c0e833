"""Wild disguises of Latin titles, made apart from the first generator."""

from __future__ import annotations

import random
from typing import Final

from benchmarks.matching.wild_han import Disguise, stacked

_CYRILLIC: Final = str.maketrans("aeopcxyikABEKMHOPCTX", "аеорсхуікАВЕКМНОРСТХ")
_GREEK: Final = str.maketrans("oviaxuABEHIKMNOPTXYZ", "ονιαχυΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
_LEET: Final = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "b": "8", "g": "9", "l": "1|"}
_ACCENTS: Final = "\u0301\u0300\u0308\u0302\u030a"
_FANCY: Final = (
    0x1D400,
    0x1D434,
    0x1D4D0,
    0x1D5A0,
    0x1D670,
)  # mathematical capitals, each with the small letters behind
_NUMBERS: Final = {"2": ("II", "Two", "Part 2", "Ⅱ", "②"), "3": ("III", "Three", "Part 3", "Ⅲ", "③")}


def _letters(title: str) -> list[int]:
    return [place for place, letter in enumerate(title) if letter.isascii() and letter.isalpha()]


def cyrillic(title: str, rng: random.Random) -> str | None:
    """Every letter that has a Cyrillic double."""
    return title.translate(_CYRILLIC)


def greek(title: str, rng: random.Random) -> str | None:
    """Every letter that has a Greek double."""
    return title.translate(_GREEK)


def leet(title: str, rng: random.Random) -> str | None:
    """Digits and signs for letters."""
    written = "".join(rng.choice(_LEET[c]) if c in _LEET and rng.random() < 0.45 else c for c in title.lower())
    return written if written != title.lower() and sum(c.isalpha() for c in written) >= 4 else None


def fancy(title: str, rng: random.Random) -> str | None:
    """Mathematical letters."""
    base = rng.choice(_FANCY)
    if base == 0x1D434:
        title = title.replace("h", "H")  # Unicode has no mathematical italic small h
    return "".join(
        chr(base + ord(c) - 65) if "A" <= c <= "Z" else chr(base + 26 + ord(c) - 97) if "a" <= c <= "z" else c
        for c in title
    )


def wide(title: str, rng: random.Random) -> str | None:
    """Full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else "\u3000" if c == " " else c for c in title)


def accented(title: str, rng: random.Random) -> str | None:
    """Accents on letters."""
    return "".join(c + rng.choice(_ACCENTS) if c.isalpha() and rng.random() < 0.5 else c for c in title)


def spaced(title: str, rng: random.Random) -> str | None:
    """A sign or blank after every letter."""
    return rng.choice((" ", ".", "-", "_", "*", "•")).join(title.replace(" ", "")) if len(title) > 6 else None


def glued(title: str, rng: random.Random) -> str | None:
    """Words run together."""
    return rng.choice((str.lower, str.upper, str.title))(title).replace(" ", "") if " " in title else None


def slip(title: str, rng: random.Random) -> str | None:
    """One slip of the finger inside."""
    places = _letters(title)[1:-1]
    if len(places) < 8:
        return None
    at, how = rng.choice(places), rng.randrange(4)
    if how == 0:
        return title[:at] + title[at + 1 :]
    if how == 1:
        return title[: at + 1] + title[at:]
    if how == 2:
        return title[:at] + rng.choice("qwertyuiopasdfghjklzxcvbnm") + title[at + 1 :]
    return title[:at] + title[at + 1] + title[at] + title[at + 2 :] if title[at + 1].isalpha() else None


def two_slips(title: str, rng: random.Random) -> str | None:
    """Two slips in a long title."""
    first = slip(title, rng) if len(_letters(title)) >= 15 else None
    return None if first is None else slip(first, rng)


def mask(title: str, rng: random.Random) -> str | None:
    """One or two vowels hidden."""
    vowels = [place for place in _letters(title) if title[place] in "aeiou"]
    if len(_letters(title)) < 8 or not vowels:
        return None
    for place in rng.sample(vowels, min(2, len(vowels))):
        title = title[:place] + "*" + title[place + 1 :]
    return title


def number(title: str, rng: random.Random) -> str | None:
    """The number in another writing."""
    head, _, last = title.rpartition(" ")
    return f"{head} {rng.choice(_NUMBERS[last])}" if head and last in _NUMBERS else None


def backwards(title: str, rng: random.Random) -> str | None:
    """Back to front."""
    return title[::-1] if len(_letters(title)) >= 7 else None


def stretched(title: str, rng: random.Random) -> str | None:
    """A letter three times."""
    places = _letters(title)
    if len(places) < 8:
        return None
    place = rng.choice(places)
    return title[:place] + title[place] * 3 + title[place + 1 :]


WILD_LATIN: Final[tuple[Disguise, ...]] = (
    cyrillic, greek, leet, fancy, wide, accented, spaced, glued, slip, two_slips, mask, number, backwards, stretched,
    stacked(leet, glued), stacked(cyrillic, spaced), stacked(slip, glued), stacked(wide, spaced),
)  # fmt: skip
