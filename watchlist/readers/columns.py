"""JSON by columns, as data frames are exported: {"title": [...], "year": [...]}, or {"title": {"0": ..., "1": ...}}."""

from __future__ import annotations

from typing import Any, Final

from watchlist.headings import meaning_of

LEAST_ROWS: Final = 2  # of one row alone a list may be a list of names


def turned(values: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of an object whose every value is a column of the same rows, the titles among them; [] for any other."""
    columns = list(values.values())
    titled = any(meaning is not None and meaning.field == "title" for meaning in map(meaning_of, values))
    if not titled:
        return []
    if all(isinstance(column, dict) for column in columns):
        keys = list(columns[0])
        same = len(keys) >= LEAST_ROWS and all(column.keys() == columns[0].keys() for column in columns)
        return [{name: column[key] for name, column in values.items()} for key in keys] if same else []
    if all(isinstance(column, list) for column in columns):
        count = len(columns[0])
        same = count >= LEAST_ROWS and all(len(column) == count for column in columns)
        return [dict(zip(values, row, strict=True)) for row in zip(*columns, strict=True)] if same else []
    return []
