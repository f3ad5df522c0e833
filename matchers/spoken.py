"""Latin names as they are heard: `da Last ov Us`, `Gr8 Xpectations`, `Kewl Boyz`, `Th Lst Kngdm`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA, LCSseq

from matchers.edits import Edit, parts_differ

_VOWELS: Final = "aeiouy1248"
_SMALL: Final = 3  # letters of a word that one may stand for
SHORTEST: Final = 7  # letters of a name; of shorter ones a change of sound is another word
LEAST: Final = 3  # sounds of a name that its key must keep
_TELLING: Final = 5  # fewer say little where several sounds are taken for one
_KEY: Final = str.maketrans("czvdqg123456789", "ksftkknttffsstn", "aeiouyhwr0")
_SOFT: Final = re.compile("ph|gh|x|kn(?=[aeiouy])|c(?=[eiy])|tion")
_SOUNDS_OF: Final = {"ph": "f", "gh": "", "x": "ks", "kn": "n", "c": "s", "tion": "sun"}
_BLURRED: Final = re.compile(r"k?n[ntk]*|(.)\1+")  # knight, and, coming
_DIGITS: Final = {
    "1": "wun", "2": "tu", "3": "three", "4": "for", "5": "five", "6": "six", "7": "seven", "8": "ait",
    "9": "nine", "0": "o",
}  # fmt: skip
_NOT_WORD: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"[a-z0-9]+")
# An r that no vowel follows is heard as a consonant or as the end of the vowel before it.
_PIECES: Final = (
    re.compile(r"(?P<vowels>[aeiouyw]*)(?P<consonant>[^aeiouyw]?)"),
    re.compile(r"(?P<vowels>[aeiouyw]*(?:r(?![aeiouy]))?)(?P<consonant>[^aeiouyw]?)"),
)
_HEARD: Final = re.compile(
    r"^kn(?=[aeiouy])|^wr|^ps(?=y)|([b-df-np-tv-z])\1|ph|igh|ough|gh|wh|dg|ck|th|c(?=[eiy])|tion|sion|nd$|ng$|mb$|qu|x"
)
_AS: Final = {
    "kn": "n", "wr": "r", "ps": "s", "ph": "f", "igh": "i", "ough": "o", "gh": "", "wh": "w", "dg": "j", "ck": "k",
    "c": "s", "tion": "sun", "sion": "sun", "nd": "n", "ng": "n", "mb": "m", "qu": "kw", "x": "ks", "th": "þ",
}  # fmt: skip
_ALIKE: Final = str.maketrans("czvq", "ksfk", "h")
_THORN: Final = frozenset(("þd", "þt", "þf"))  # dat, wit, wiv
# Vowels that people write for one another; the last row where a word ends.
_ROWS: Final = (
    "ee ea ie ei e ey y i-e",
    "i y ie ye ei uy ey",
    "u oo ew eu ou ue ui o oe w wo you yu yo yew",
    "o oa ow oe ou aw au oh owe",
    "a ai ay ei ey ae",
    "ir ur er or ear eur yr",
    "o aw au",
    "ai ea ay",
    "ear ar",
    "a er or ar",
)
_LEFT_OUT: Final = re.compile("[aeiou]+")
_AT_END: Final = frozenset(("a", "er", "or", "ar", "re", "ur", "ir", "ah", "uh", "our", "ure"))
_CLASSES: Final = tuple(frozenset(row.split()) for row in _ROWS)


def key(text: str) -> str:
    """What a compact Latin text sounds like: its consonants, those that sound alike as one."""
    sounds = _SOFT.sub(_soft, text).translate(_KEY)
    blurred = _BLURRED.sub(_blurred, sounds)
    return blurred if len(blurred) >= _TELLING else sounds


def _soft(pair: re.Match[str]) -> str:
    return _SOUNDS_OF[pair.group()]


def _blurred(run: re.Match[str]) -> str:
    return run[1] or "n"


@lru_cache(maxsize=4_000)
def _heard(word: str, pieces: re.Pattern[str]) -> tuple[str, tuple[str, ...]]:
    """A word's consonants and the vowels before, between and behind them."""
    spoken = "".join([_DIGITS.get(letter, letter) for letter in word])
    spoken = _HEARD.sub(lambda pair: pair[1] or _AS[pair.group()], spoken).translate(_ALIKE)
    consonants: list[str] = []
    vowels: list[str] = [""]
    for piece in pieces.finditer(spoken):
        vowels[-1] += piece["vowels"]
        if piece["consonant"]:
            consonants.append(piece["consonant"])
            vowels.append("")
    return "".join(consonants), tuple(vowels)


def _sound_alike(piece: str, word: str) -> bool:
    """Is a piece of a text the word as somebody may write it who writes what he hears?"""
    for pieces in _PIECES:
        consonants, vowels = _heard(piece, pieces)
        others, there = _heard(word, pieces)
        if consonants == others or (
            len(consonants) == len(others)
            and all(a == b or b + a in _THORN for a, b in zip(consonants, others, strict=True))
        ):
            *inside, last = zip(vowels, there, strict=True)
            if all(_vowels_agree(*pair) for pair in inside) and _ends_agree(*last, small=len(word) <= _SMALL):
                return True
    return False


def _vowels_agree(here: str, there: str) -> bool:
    if not here or here == there or here == _LEFT_OUT.sub("", there):
        return True
    return any(here in row and there in row for row in _CLASSES)


def _ends_agree(here: str, there: str, *, small: bool) -> bool:
    """Do the vowels at the ends of words agree? Nite, gangsta, da."""
    if _vowels_agree(here, there) or (here == "e" and not there):
        return True
    return _AT_END.issuperset((here, there)) or (small and here == "a" and there == "e")


def spoken_edit(text: str, written: str) -> Edit | None:
    """The spelling by ear that makes a compact text of a name; None when they sound different."""
    if parts_differ(text, _NOT_WORD.sub("", written)):
        return None
    if 3 * LCSseq.similarity(text.translate(_ALIKE), written.translate(_ALIKE)) < 2 * len(text):
        return None  # hardly a letter but those of the key is the same: a quick look before the long one
    words = _WORD.findall(written.replace("'", ""))
    ways: dict[int, int] = {0: 0}  # how far the text is read: letters of the words that are written otherwise
    for word in words:
        further: dict[int, int] = {}
        for start, changed in ways.items():
            for end, letters in _readings(text, start, word):
                cost = changed + letters
                if further.get(end, cost) >= cost:
                    further[end] = cost
        ways = further
    changed = ways.get(len(text), 0)
    if not changed:
        return None
    size = sum(map(len, words))
    price = 6.0 + 12.0 * changed / size + max(0.0, 12.0 - size) * 1.5
    return Edit("spoken", price, f"{text}→{written}")


def _may_stand_for(piece: str, word: str) -> bool:
    """Is enough of a word left? One letter stands for a small word that begins with a vowel as its name does: r, n."""
    if len(piece) == 1 < len(word) - 1 and piece not in _VOWELS and word[0] not in _VOWELS:
        return False
    return len(piece) > 1 or 2 * len(piece) >= len(word) or len(word) <= _SMALL


def _readings(text: str, start: int, word: str) -> list[tuple[int, int]]:
    """Where a word that begins here may end, and how many of its letters are written otherwise."""
    found: list[tuple[int, int]] = []
    size = len(word)
    if text.startswith(word, start):
        found.append((start + size, 0))
    if word.isdigit():
        return found
    for end in range(start + 1, min(len(text), start + size + 2) + 1):
        piece = text[start:end]
        if piece != word and _may_stand_for(piece, word) and _sound_alike(piece, word):
            found.append((end, OSA.distance(piece, word)))
    return found
