"""Play lists that number their lines: PLS (`File1=`, `Title1=`) and PotPlayer's DPL (`1*file*`, `1*title*`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_HEADS: Final = ("[playlist]", "daumplaylist")
_LINE: Final = re.compile(r"(?:(\d{1,6})\*(file|title)\*|(file|title)(\d{1,6})\s{0,4}=\s{0,4})(\S[^\n]{0,8000})", re.I)


def is_numbered(head: str) -> bool:
    """Whether a text begins as such a list does; `head` is in lower case."""
    return head.startswith(_HEADS)


def pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Name and address of each entry, in the order of the addresses; the name "" where none is given."""
    held: dict[str, dict[str, str]] = {}
    for line in lines:
        if match := _LINE.match(line):
            number, kind = match[1] or match[4], (match[2] or match[3]).lower()
            held.setdefault(number, {}).setdefault(kind, match[5].strip())
    for entry in held.values():
        if "file" in entry:
            yield entry.get("title", ""), entry["file"]
