"""Dean Edwards' packer undone as text: its word list put back in place, nothing executed."""

from __future__ import annotations

import re
from typing import Final

MAX_WORDS: Final = 20_000
_HEAD = re.compile(r"eval\(function\(p,\s?a,\s?c,\s?k,\s?e,\s?[dr]\)")
_QUOTED: Final = r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\""
_ARGUMENTS = re.compile(
    r"\}\s*\(\s*(?:" + _QUOTED + r")\s*,\s*(\d{1,3})\s*,\s*(\d{1,6})\s*,\s*(?:" + _QUOTED + r")\.split\(", re.S
)
_WORD = re.compile(r"\b\w+\b", re.A)
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_WINDOW: Final = 2_000


def unpack(script: str, start: int) -> tuple[str, int]:
    """The packed program that begins at `start`, unpacked, and where it ends; ("", start) when it is none."""
    head = _HEAD.match(script, start)
    if head is None:
        return "", start
    place = script.find("}(", head.end(), head.end() + _WINDOW)
    while place >= 0:
        found = _ARGUMENTS.match(script, place)
        if found:
            payload = found[1] if found[1] is not None else found[2]
            words = (found[5] if found[5] is not None else found[6]).split("|")[:MAX_WORDS]
            return _restored(payload, int(found[3]), words), found.end()
        place = script.find("}(", place + 1, head.end() + _WINDOW)
    return "", start


def _restored(payload: str, base: int, words: list[str]) -> str:
    def word(match: re.Match[str]) -> str:
        number = _number(match[0], base)
        return words[number] if 0 <= number < len(words) and words[number] else match[0]

    if not 2 <= base <= 62:
        return ""
    return _WORD.sub(word, payload.replace("\\'", "'").replace('\\"', '"').replace("\\\\", "\\"))


def _number(token: str, base: int) -> int:
    if len(token) > 4:
        return -1
    value = 0
    for char in token:
        digit = _DIGITS.find(char)
        if not 0 <= digit < base:
            return -1
        value = value * base + digit
    return value
