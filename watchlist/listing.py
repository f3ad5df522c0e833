"""What reading an uploaded list comes to: works, refused rows, warnings, and the limits of the reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from core.types import Work


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that was not taken: its 1-based record, the column as the file heads it, the value, and the cure."""

    row: int
    column: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class ListReading:
    """One list as read. Rows = works + distinct refused rows + merged rows: nothing vanishes.

    `columns` pairs each heading with the field it was taken for ("" when it is not used); `sheet` names the sheets
    that were read, and `encoding` is that of a text file.
    """

    works: tuple[Work, ...]
    rejected: tuple[RowError, ...] = ()
    warnings: tuple[str, ...] = ()
    rows: int = 0
    merged: int = 0
    encoding: str = ""
    sheet: str = ""
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def refused(self) -> int:
        """How many rows were not taken; one row may have several errors."""
        return len({error.row for error in self.rejected})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one upload may cost.

    `seconds` of processor time are for a small file, each megabyte beyond the first adds `seconds_per_mb`.
    `memory_bytes` is address space of the reading process, Python itself included.
    """

    file_bytes: int = 200_000_000
    rows: int = 500_000
    refused_rows: int = 100_000
    unpacked_bytes: int = 600_000_000
    memory_bytes: int = 480_000_000
    seconds: float = 8.0
    seconds_per_mb: float = 5.0
    most_seconds: float = 180.0

    def time_for(self, size: int) -> float:
        """The processor time that a file of this size may take."""
        return min(self.most_seconds, self.seconds + self.seconds_per_mb * max(0.0, size / 1_000_000 - 1))


DEFAULT: Final = Limits()
