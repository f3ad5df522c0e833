"""Data to standard output or a file, in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from shutil import get_terminal_size
from typing import TextIO

from core.errors import ConfigError, StorageError
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
        with _whole(output) as path:
            write_xlsx(rows, columns, path)
        return
    if output is None:
        sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
        _write(rows, columns, format_, sys.stdout, brief, widest)
        return
    with _whole(output) as path, path.open("w", encoding="utf-8", newline="") as file:
        _write(rows, columns, format_, file, brief, widest)


@contextmanager
def _whole(output: Path) -> Iterator[Path]:
    """Where to write: it takes the file's name when it is whole, and leaves nothing when it cannot become that."""
    is_special = output.is_symlink() or (output.exists() and not output.is_file())  # a pipe, a device
    part = output if is_special else output.with_name(f"{output.name}.part")
    try:
        yield part
        if not is_special:
            part.replace(output)
    except BaseException as error:
        if not is_special:
            part.unlink(missing_ok=True)
        if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
            raise StorageError(f"{output}: {error.strerror}") from error
        raise


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
