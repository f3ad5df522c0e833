"""Cells of an ODS row that say more than their value: merged ones, errors, numbers shown as 37% or 007."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from watchlist.readers.sheet_scan import MOST_FAULTS, MOST_SHOWN, Scan, error_shown

MOST_MERGES: Final = 100_000
MOST_REPEATED: Final = 10_000

_MARKS: Final = (b"-spanned", b"%</text:p>", b"<text:p>0", b"<text:p>#", b"<text:p>Err:")
_SPANNED = re.compile(rb"table:number-(rows|columns)-spanned\s{0,9}=\s{0,9}[\"']\s{0,9}0{0,9}(\d{1,7})")
_NUMBER = re.compile(rb"office:value-type\s{0,9}=\s{0,9}[\"'](?:float|percentage)[\"']")
_REMARK = re.compile(rb"<office:annotation\b.{0,20000}?</office:annotation>", re.S)
_TAG = re.compile(rb"<[^>]*>")
_OTHERWISE = re.compile(r"0\d{1,20}|-?\d{1,9}(?:[.,]\d{1,6})?\s?%")
_ERROR = re.compile(r"#(?:REF|N/A|NAME|VALUE|DIV/0|NULL|NUM)[!?]?|Err:\d{3}")


def may_say_more(body: bytes) -> bool:
    """A quick look that most rows do not pass."""
    return any(mark in body for mark in _MARKS)


def note(scan: Scan, row: int, times: int, cells: Iterator[tuple[int, bytes, bytes]]) -> None:
    """Remembers such cells (column from 0, attributes, what is in it) of a row (from 1) that is repeated `times`."""
    for column, attributes, body in cells:
        spans = {name: int(count) for name, count in _SPANNED.findall(attributes)}
        down, across = spans.get(b"rows", 1), spans.get(b"columns", 1)
        if max(down, across) > 1 and len(scan.merges) < MOST_MERGES:
            scan.merges.append(((row - 1, column), (row + down - 2, column + across - 1)))
        text = _shown(body)
        if not text:
            continue
        for place in ((row + below, column) for below in range(min(times, MOST_REPEATED))):
            if _ERROR.fullmatch(text) and len(scan.faults) < MOST_FAULTS:
                scan.faults[place] = error_shown(text)
            elif _NUMBER.search(attributes) and _OTHERWISE.fullmatch(text) and len(scan.shown) < MOST_SHOWN:
                scan.shown[place] = text


def _shown(body: bytes) -> str:
    bare = _TAG.sub(b"", _REMARK.sub(b"", body))
    return unescape(bare.decode("utf-8", "replace")).strip() if len(bare) < 60 else ""
