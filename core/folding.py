"""Text folding: one form for all writings that a reader takes for the same words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

from core.bopomofo import spell_out

_NOT_WORD = re.compile(r"[\W_]+")
# Marks and half-width kana that belong to a neighbour, and bopomofo.
_COMPOSE = re.compile("[\u1100-\u11ff\u3099\u309a\uff66-\uff9f\u3105-\u312f]")
_LETTERS_WITH_MARKS = ("LATIN", "GREEK", "CYRILLIC")
# Letters that Unicode does not decompose but that readers take for plain ones; squared and small-capital letters.
_EXTRA = {
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "œ": "oe", "æ": "ae",
    "ß": "ss", "ʀ": "r", "ɪ": "i", "ɴ": "n", "ʟ": "l", "ꜰ": "f", "ꜱ": "s",
    "ɢ": "g", "ʙ": "b", "ʏ": "y", "ʜ": "h", "ᴀ": "a", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ᴊ": "j", "ᴋ": "k",
    "ᴍ": "m", "ᴏ": "o", "ᴘ": "p", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z", "ɑ": "a", "ɡ": "g", "ӏ": "l",
}  # fmt: skip
_SQUARED_HAN = range(0x1F200, 0x1F266)  # signs such as 🈲 that people strew in; no title has them
_SQUARED = ((0x1F130, "a"), (0x1F150, "a"), (0x1F170, "a"), (0x1F1E6, "a"))
_KANJI = dict(
    zip(
        "沢駅図気円読変実労団対続鉄県辺拝桜竜発戦転売顕竪歩処剣検険斉渋仏払両悪圧囲壱隠栄",
        "泽站图气圆读变实劳团对续铁县边拜樱龙发战转卖显竖步处剑检险齐涩佛拂两恶压围壹隐荣",
        strict=True,
    )
)
_CONFUSED = re.compile("[\u0370-\u052f]")
# Any of both, mathematical and full-width Greek too: a quick look that most texts pass.
_RARE = re.compile(
    "[\u0370-\u052f\u1100-\u11ff\u1c80-\u1fff\u3099\u309a\uff66-\uff9f\u3105-\u312f\u2c60-\u2dff\ua640-\ua7ff\U0001d6a8-\U0001d7cb\u00b5\u2100-\u214f]"
)
_TOKEN = re.compile(r"[^\W_]+")
# Capitals that look like Latin ones while their small letters do not.
_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕКМНОРСТУХІЈЅ", "ABEZHIKMNOPTYXABEKMHOPCTYXIJS")
# Cyrillic and Greek letters that look like Latin ones; a word made of these and Latin letters only is a Latin word.
_LOOKS = str.maketrans(
    "абвгеікмнорстухјѕһԁԛԝԍѵһүαβεηικνορτυχωγ",
    "abbreikmhopctyxjshdqwgvhyabenikvoptuxwy",
)


@lru_cache(maxsize=1)
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1)
def _from_kanji() -> opencc.OpenCC:
    return opencc.OpenCC("jp2t")


def _is_common(letter: str) -> bool:
    try:
        return bool(letter.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _simplified(letter: str) -> str:
    """The simplified form of one Han character; Japanese forms only where they are no Chinese characters themselves."""
    plain = _KANJI.get(letter) or str(_to_simplified().convert(letter))
    if plain == letter and not _is_common(letter):
        plain = str(_to_simplified().convert(_from_kanji().convert(letter)))
    return plain if len(plain) == 1 else letter


def _fold_letter(letter: str) -> str:
    """What one character becomes: "" when nobody sees it."""
    category = unicodedata.category(letter)
    if category in ("Cf", "Mn", "Me", "Cs") or letter in "\u115f\u1160\u3164":
        return ""
    code = ord(letter)
    if code in _SQUARED_HAN:
        return " "
    for start, base in _SQUARED:
        if start <= code < start + 26:
            return chr(ord(base) + code - start)
    plain = unicodedata.normalize("NFKC", letter).casefold()
    if len(plain) == 1 and "\u2e80" <= plain <= "\U0003ffff":
        return _EXTRA.get(plain) or (_simplified(plain) if plain >= "\u3400" else plain)
    if plain and unicodedata.name(plain[0], "").startswith(_LETTERS_WITH_MARKS) and plain[0] not in "йё":
        plain = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
    return "".join(_EXTRA.get(c, c) for c in plain)


class _Table(dict[int, int | str]):
    """Characters folded so far; the rest is worked out when first met. It can only hold what Unicode holds.

    A character that stays is kept as its own code: most do, and finding them touches less memory so.
    """

    def __missing__(self, code: int) -> int | str:
        letter = chr(code)
        folded = _fold_letter(letter)
        kept = self[code] = code if folded == letter else folded
        return kept


_TABLE = _Table()


def fold(text: str) -> str:
    """One form for all writings: width, case, accents, invisible characters, traditional and Japanese characters."""
    if text.isascii():
        return text.lower()
    if not _RARE.search(text):
        return text.translate(_TABLE)
    if _COMPOSE.search(text):
        text = unicodedata.normalize("NFKC", spell_out(text))
    if _CONFUSED.search(text):
        text = _TOKEN.sub(_as_latin, text)
    folded = text.translate(_TABLE)
    return _TOKEN.sub(_as_latin, folded) if _CONFUSED.search(folded) else folded


def _as_latin(token: re.Match[str]) -> str:
    """A word of Latin look-alikes as the Latin word; any other word as it is."""
    word = token.group()
    latin = word.translate(_CAPITALS).translate(_LOOKS)
    return latin if latin.isascii() else word


def compact(text: str) -> str:
    """`fold` with letters and digits only: the key under which two writings of a title are the same."""
    return _NOT_WORD.sub("", fold(text))
