"""Object literals in scripts: JSON when they are, JavaScript's looser form when not; only balanced ones."""

from __future__ import annotations

import re
from typing import Any, Final

import chompjs

from crawler.extract import json_text

LONGEST: Final = 1_000_000
LONGEST_LOOSE: Final = 100_000
_TOKEN: Final = re.compile(r"\"(?:[^\"\\]|\\.)*+\"?|'(?:[^'\\]|\\.)*+'?|`(?:[^`\\]|\\.)*+`?|[{}\[\]]", re.S)


def value_at(text: str, start: int) -> Any:
    """The object or list that begins at a position; None for one that does not end or cannot be read.

    What does not end is not tried: the loose parser takes memory for each failure and never gives it back.
    """
    end = end_of(text, start)
    if end < 0:
        return None
    written = text[start:end]
    value = json_text.loads(written)
    if value is not None or len(written) > LONGEST_LOOSE:
        return value
    try:
        return chompjs.parse_js_object(written)
    except (ValueError, RecursionError):
        return None


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
