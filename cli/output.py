"""Data to standard output or a file, in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from shutil import get_terminal_size
from typing import TextIO

from core.errors import ConfigError
from storage.export import Row, write_csv, write_jsonl, write_table, write_xlsx


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    xlsx = "xlsx"


def emit(
    rows: Iterable[Row],
    columns: Sequence[str],
    format_: Format,
    output: Path | None = None,
    brief: Sequence[str] = (),
    *,
    widest: int = 44,
) -> None:
    """Writes the rows; a table shows the `brief` columns, none wider than `widest`, every other format all of them."""
    if format_ is Format.xlsx:
        if output is None:
            raise ConfigError("xlsx needs a file: add -o hits.xlsx")
        write_xlsx(rows, columns, output)
        return
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        _write(rows, columns, format_, sys.stdout, brief, widest)
        return
    with output.open("w", encoding="utf-8", newline="") as file:
        _write(rows, columns, format_, file, brief, widest)


def _write(
    rows: Iterable[Row], columns: Sequence[str], format_: Format, out: TextIO, brief: Sequence[str], widest: int
) -> None:
    if format_ is Format.table:
        room = get_terminal_size().columns if out.isatty() else None
        left_out = write_table(rows, brief or columns, out, widest=widest, total=room)
        if left_out:
            sys.stderr.write(f"no room for: {', '.join(left_out)} (a wider terminal or --format csv shows them)\n")
    elif format_ is Format.csv:
        write_csv(rows, columns, out)
    else:
        write_jsonl(rows, columns, out)
