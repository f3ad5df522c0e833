"""Text folding: one form for all writings that a reader takes for the same words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import opencc

_IGNORED = re.compile(r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+")
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=1)
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """NFKC, invisible characters out, case folded, traditional characters as simplified ones."""
    plain = _IGNORED.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return plain if plain.isascii() else str(_to_simplified().convert(plain))


def compact(text: str) -> str:
    """`fold` with letters and digits only: the key under which two writings of a title are the same."""
    return _NOT_WORD.sub("", fold(text))
