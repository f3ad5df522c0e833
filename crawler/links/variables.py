"""Addresses that a script puts together from its variables: `var host="https://a.example"; url = host + path`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

MOST_NAMES: Final = 500
MOST_SUMS: Final = 500
LONGEST: Final = 4_000
_DECODERS: Final = ("atob", "unescape", "decodeURI", "decodeURIComponent", "base64decode")
_DECODING: Final = "|".join(_DECODERS)
_NAME: Final = r"(?<![\w$.])[A-Za-z_$][\w$]{0,40}"
_LITERAL: Final = r"\"[^\"\\\n]{0,1000}\"|'[^'\\\n]{0,1000}'"
_ASSIGNED: Final = re.compile(rf"({_NAME})\s{{0,4}}=\s{{0,4}}({_LITERAL})\s{{0,4}}(?=[;,\n}}]|$)")
_SUM: Final = re.compile(rf"(?:{_NAME}|{_LITERAL})(?:\s{{0,4}}\+\s{{0,4}}(?:{_NAME}(?![\w$(.\[])|{_LITERAL})){{1,20}}+")
_PART: Final = re.compile(rf"{_LITERAL}|[A-Za-z_$][\w$]*")
_CALL: Final = re.compile(rf"\b((?:(?:{_DECODING})\(\s{{0,4}}){{1,3}})({_NAME})\s{{0,4}}\)")
_START: Final = re.compile(r"(?:https?:)?//|magnet:\?|ed2k:|thunder:|ftp:", re.I)


def assigned(script: str) -> dict[str, str]:
    """The variables of a script that are plain strings."""
    return {match[1]: match[2][1:-1] for match in islice(_ASSIGNED.finditer(script), MOST_NAMES)}


def calls(script: str) -> Iterator[str]:
    """Calls of decoding functions on known variables, written out: `atob(u)` as `atob("aHR0c...")`."""
    if not any(f"{name}(" in script for name in _DECODERS):
        return
    known = {match[1]: match[2] for match in islice(_ASSIGNED.finditer(script), MOST_NAMES)}
    for match in islice(_CALL.finditer(script), MOST_SUMS):
        if match[2] in known:
            yield f"{match[1]}{known[match[2]]})"


def sums(script: str) -> Iterator[tuple[str, int, int]]:
    """Every sum of known variables and literals that makes an address, with its place."""
    known = assigned(script)
    if not known:
        return
    for match in islice(_SUM.finditer(script), MOST_SUMS):
        parts = _PART.findall(match[0])
        if all(part[0] in "\"'" for part in parts):
            continue  # literals alone are put together elsewhere
        values = [part[1:-1] if part[0] in "\"'" else known.get(part) for part in parts]
        whole = "".join(value for value in values if value is not None)
        if None not in values and len(whole) <= LONGEST and _START.match(whole):
            yield whole, match.start(), match.end()
