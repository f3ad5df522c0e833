"""What we protect: readers of uploaded work lists, row validation, the template and an example list."""

from __future__ import annotations

from pathlib import Path

from watchlist.listing import DEFAULT, Limits, ListReading, RowError
from watchlist.reading import read_bytes, read_list

__all__ = ["DEFAULT", "Limits", "ListReading", "RowError", "example_path", "read_bytes", "read_list"]


def example_path() -> Path:
    """The early-warning list that comes with netsword: real titles of published lists, 2014 to 2025."""
    return Path(__file__).parent / "data" / "early_warning.csv"
