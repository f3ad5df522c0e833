"""Object literals in scripts: JSON when they are, JavaScript's looser form when not; only balanced ones."""

from __future__ import annotations

import re
from typing import Any, Final

import chompjs

from crawler.extract import json_text
from crawler.extract.balance import end_of

LONGEST_LOOSE: Final = 100_000
_TERM: Final = r"""(?:[\w$.]{1,60}|"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+')"""
# A value that a script works out: `"https://" + host + "/a.apk"`. What it comes to is not written here.
_SUM: Final = re.compile(rf"(?<=[:,\[\s]){_TERM}(?:\s{{0,4}}\+\s{{0,4}}{_TERM}){{1,20}}(?=\s{{0,4}}[,}}\]])")


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
    value = _loose(written)
    if value is None and "+" in written:
        value = _loose(_SUM.sub("null", written))
    return value


def _loose(written: str) -> Any:
    try:
        return chompjs.parse_js_object(written)
    except (ValueError, RecursionError):
        return None
