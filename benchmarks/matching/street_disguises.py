"""Disguises of the fifth generator: adverts inside titles, radicals added, small words in other writings."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Final

from benchmarks.matching.wild_han import Disguise, han
from matchers import pinyin, words

_PARTICLES: Final = {"的": "のd", "之": "的の", "和": "&与", "与": "&和", "爱": "愛", "你": "伱妳", "吗": "嘛"}
_TEXTED: Final = {
    "and": "n",
    "you": "u",
    "are": "r",
    "for": "4",
    "to": "2",
    "the": "da",
    "of": "ov",
    "two": "2",
    "three": "3",
    "seven": "7",
}
_ADVERTS: Final = ("[微信公众号]", "(高清)", "www.{}.com", "@{}", "【独家】", "→", " HD ", "★", "💯")


@lru_cache(maxsize=1)
def _wider() -> dict[str, list[str]]:
    """For each character the common ones that hold it beside a radical."""
    found: dict[str, list[str]] = {}
    for line in words.read("parts.txt"):
        letter, *splits = line.split(" ")
        if letter.encode("gb2312", "ignore"):
            for split in splits[:1]:
                for part in split if len(split) == 2 else "":
                    found.setdefault(part, []).append(letter)
    return found


def _places(title: str) -> list[int]:
    return [place for place, letter in enumerate(title) if han(letter)]


def _at(title: str, place: int, new: str) -> str:
    return title[:place] + new + title[place + 1 :]


def radical(title: str, rng: random.Random) -> str | None:
    """A radical added to one character."""
    places = [place for place in _places(title) if _wider().get(title[place])]
    if len(_places(title)) < 4 or not places:
        return None
    place = rng.choice(places)
    return _at(title, place, rng.choice(_wider()[title[place]]))


def advert_inside(title: str, rng: random.Random) -> str | None:
    """An advert in the middle."""
    if len(title) < 4 or not all(map(han, title)):
        return None
    cut = rng.randint(1, len(title) - 1)
    return title[:cut] + rng.choice(_ADVERTS).format("".join(rng.choice("abcdefg") for _ in range(5))) + title[cut:]


def hashtags(title: str, rng: random.Random) -> str | None:
    """Cut into hashtags."""
    if len(title) < 4 or not all(map(han, title)):
        return None
    cut = rng.randint(2, len(title) - 2)
    return f"#{title[:cut]} #{title[cut:]}"


def particles(title: str, rng: random.Random) -> str | None:
    """Small words as other signs."""
    places = [place for place in _places(title) if title[place] in _PARTICLES]
    if len(_places(title)) < 4 or not places:
        return None
    place = rng.choice(places)
    return _at(title, place, rng.choice(_PARTICLES[title[place]]))


def capital_pinyin(title: str, rng: random.Random) -> str | None:
    """First half in capitals of pinyin, the rest as it is."""
    if len(title) < 4 or not all(map(han, title)):
        return None
    cut = len(title) // 2
    return "".join(pinyin.syllable(c).capitalize() for c in title[:cut]) + title[cut:]


def two_letters(title: str, rng: random.Random) -> str | None:
    """Two characters as first letters."""
    if len(title) < 5 or not all(map(han, title)):
        return None
    for place in rng.sample(range(len(title)), 2):
        title = _at(title, place, pinyin.syllable(title[place])[:1] or title[place])
    return title


def stretched(title: str, rng: random.Random) -> str | None:
    """Wide gaps and signs at both ends."""
    return f"◆{'   '.join(title)}◆" if 3 <= len(title) <= 8 and all(map(han, title)) else None


def exclaimed(title: str, rng: random.Random) -> str | None:
    """A sign behind every character."""
    return (
        "".join(f"{letter}{rng.choice('!?~。')}" for letter in title)
        if all(map(han, title)) and len(title) > 2
        else None
    )


def texted(title: str, rng: random.Random) -> str | None:
    """Small words as texters write them."""
    parts = title.split()
    changed = [_TEXTED.get(word.lower(), word) for word in parts]
    return " ".join(changed) if changed != parts and sum(map(len, changed)) > 9 else None


def hyphens(title: str, rng: random.Random) -> str | None:
    """A hyphen inside a word."""
    places = [p for p in range(2, len(title) - 2) if title[p - 1 : p + 1].isalpha()]
    if len(title) < 8 or not places:
        return None
    place = rng.choice(places)
    return f"{title[:place]}-{title[place:]}"


def no_points(title: str, rng: random.Random) -> str | None:
    """Without any sign."""
    bare = "".join(c for c in title if c.isalnum() or c == " ")
    return bare if bare != title else None


def mixed_scripts(title: str, rng: random.Random) -> str | None:
    """One word in Cyrillic letters of the same look."""
    table = str.maketrans("aeopcxyABEKMHOPCTX", "аеорсхуАВЕКМНОРСТХ")
    parts = title.split()
    place = rng.randrange(len(parts))
    parts[place] = parts[place].translate(table)
    return " ".join(parts)


def bracketed(title: str, rng: random.Random) -> str | None:
    """One word in brackets."""
    parts = title.split()
    if len(parts) < 2:
        return None
    place = rng.randrange(len(parts))
    parts[place] = f"({parts[place]})"
    return " ".join(parts)


HAN: Final[tuple[Disguise, ...]] = (
    radical, advert_inside, hashtags, particles, capital_pinyin, two_letters, stretched, exclaimed,
)  # fmt: skip
LATIN: Final[tuple[Disguise, ...]] = (texted, hyphens, no_points, mixed_scripts, bracketed)
