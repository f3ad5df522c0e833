"""One cell of a list, whatever the file made of it: text, number, date, fault; and its plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from watchlist.sentences import CellError, Sentence, wrong


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that holds no value but a mistake: an Excel error, a formula without result, nested JSON."""

    text: str
    error: Sentence

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | bool | date | datetime | time | timedelta | Fault | None

LONGEST_CELL: Final = 32_767  # what Excel itself can hold

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0]+"
)
# Seen only beside other characters: joiners, variants.
_UNSEEN_ALONE = re.compile(r"[\u200c\u200d\ufe00-\ufe0f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_ODD = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]"
)
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TEXT_FORMULA = re.compile(r'="([^"]{0,500})"')
NOTHING: Final = frozenset(
    ("", "-", "--", "—", "——", "–", "/", "\\", "无", "n/a", "na", "none", "null", "nil", "暂无", "空", "nan", "\\n")
)


def is_empty(cell: Cell) -> bool:
    """Whether nothing was written in the cell."""
    if not isinstance(cell, str):
        return cell is None
    if cell and cell[0] > " " and cell[0] < "\x7f":
        return False
    return not _UNSEEN_ALONE.sub("", _INVISIBLE.sub("", cell)).strip()


def is_nothing(text: str) -> bool:
    """Whether the words only say that there is nothing: 无, -, n/a."""
    return text.strip().casefold() in NOTHING


def plain(cell: Cell) -> str:
    """The cell as one line of text: without invisible characters, blanks made single; mistakes are raised."""
    if isinstance(cell, str) and len(cell) < 1000 and _ODD.search(cell) is None and not cell.startswith("="):
        return " ".join(cell.split())
    return " ".join(lines(cell).split())


def lines(cell: Cell) -> str:
    """The cell as text that keeps its line breaks."""
    if isinstance(cell, str):
        return _checked(cell)
    if isinstance(cell, Fault):
        raise CellError(cell.error)
    return written(cell)


def written(cell: Cell) -> str:
    """What a person would read in the cell; never raises."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def _number(value: float) -> str:
    """1917.0 is the title 1917: spreadsheets keep every number as a float."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def _checked(text: str) -> str:
    if len(text) > LONGEST_CELL:
        raise wrong("the cell holds {count} characters, more than a spreadsheet can: shorten it", count=len(text))
    if _ODD.search(text) is None:
        return _unwrapped(text)
    if "\ufffd" in text:
        raise wrong(
            "“{value}” contains the replacement character �: a character was lost when it was saved; write it again",
            value=text,
        )
    control = _CONTROL.search(text)
    if control:
        raise wrong(
            "“{value}” contains the control character U+{code}: delete it or write the cell again",
            value=text,
            code=f"{ord(control[0]):04X}",
        )
    return _unwrapped(_LINE_END.sub("\n", _INVISIBLE.sub("", text)))


def _unwrapped(text: str) -> str:
    """A CSV cell ="00123" is Excel's way to say that it is text."""
    if text.startswith('="'):
        found = _TEXT_FORMULA.fullmatch(text.strip())
        if found:
            return found[1]
    return text
