"""What a reader of rows yields: tables, and rows that know where they stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from watchlist.cells import Cell
from watchlist.sentences import Sentence


@dataclass(frozen=True, slots=True)
class RawRow:
    """Cells of one row, and its line or sheet row. `doubt` says what is wrong with the row's own writing."""

    place: int
    cells: list[Cell]
    doubt: Sentence | None = None
    banner: bool = False  # one value merged over several columns


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or the one table of a text file; `fixed` tables say how many cells a row must have."""

    name: str
    rows: Iterator[RawRow]
    fixed: bool = False
    notes: list[Sentence] = field(default_factory=list)
