"""Where the object or list that begins at a place of a text ends."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 1_000_000
_TOKEN: Final = re.compile(r"\"(?:[^\"\\]|\\.)*+\"?|'(?:[^'\\]|\\.)*+'?|`(?:[^`\\]|\\.)*+`?|[{}\[\]]", re.S)


def end_of(text: str, start: int) -> int:
    """Where the literal that begins at a position ends; -1 when it does not, or not soon enough."""
    depth = 0
    for token in _TOKEN.finditer(text, start, start + LONGEST):
        letter = token.group()[0]
        if letter in "{[":
            depth += 1
        elif letter in "}]":
            depth -= 1
            if depth <= 0:
                return token.end()
    return -1
