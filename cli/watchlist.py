"""`netsword watchlist`: the protected works."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from core.types import Work
from matchers import flood_warning
from watchlist import ListReading, read_list
from watchlist.licences import written_licence
from watchlist.template import write_template

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Import, list, or get the template of the list of protected works."
)
COLUMNS = (
    "work_id", "title", "aliases", "year", "kind", "holder", "batch", "official_domains", "licences", "protected_from",
    "protected_until", "release_date", "identifiers", "note",
)  # fmt: skip
MOST_WARNINGS = 200
BRIEF = ("work_id", "title", "aliases", "year", "kind", "holder", "batch", "protected_until")


class ResultFormat(StrEnum):
    """How the result of an import is told."""

    text = "text"
    json = "json"


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="CSV, TSV, XLSX, XLS, ODS, JSON or JSON lines.")],
    holder: Annotated[str, typer.Option(help="Rights holder of rows that name none.")] = "",
    batch: Annotated[str, typer.Option(help="Batch of rows that name none, such as 2026-09.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only; change nothing.")] = False,
    format_: Annotated[ResultFormat, typer.Option("--format")] = ResultFormat.text,
) -> None:
    """Imports a work list. Exit 0: all rows are in; 3: some were refused; 2: the file was refused."""
    reading = read_list(file, holder=holder, batch=batch)
    accepted, updated, unchanged = len(reading.works), 0, 0
    if not dry_run:
        with opened() as (_, store):
            counts = store.works.import_works(reading.works, datetime.now(UTC))
        accepted, updated, unchanged = counts.accepted, counts.updated, counts.unchanged
    result = {
        "accepted": accepted,
        "updated": updated,
        "unchanged": unchanged,
        "rejected": [
            {"row": error.row, "column": error.column, "value": error.value, "error": error.error}
            for error in reading.rejected
        ],
        "warnings": [*reading.warnings, *_floods(reading)],
    }
    if format_ is ResultFormat.json:
        sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    else:
        _tell(file, reading, result, dry_run)
    raise typer.Exit(3 if reading.rejected else 0)


def _floods(reading: ListReading) -> Iterator[str]:
    """Titles that will flood, each by its row and with what helps; a list full of them is not repeated."""
    told = 0
    for work in reading.works:
        warning = flood_warning(work)
        if warning and told < MOST_WARNINGS:
            yield f"row {work.row}: {warning}"
        told += bool(warning)
    if told > MOST_WARNINGS:
        yield f"{told - MOST_WARNINGS} more titles will flood: short or common ones need a year and a kind"


def _tell(file: Path, reading: ListReading, result: dict[str, Any], dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    out = sys.stdout.write
    out(f"{file}: {reading.rows} rows: {result['accepted']} {would}new, {result['updated']} updated, ")
    out(f"{result['unchanged']} unchanged, {reading.merged} merged, {reading.refused} refused\n")
    for error in reading.rejected:
        value = f" ({error.value!r})" if error.value else ""
        out(f"  row {error.row}, {error.column or 'row'}{value}: {error.error}\n")
    for warning in result["warnings"]:
        out(f"  note: {warning}\n")


@app.command("list")
def list_(
    holder: Annotated[str | None, typer.Option(help="Only this rights holder's works.")] = None,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Shows the works on the list."""
    with opened() as (_, store):
        emit((_row(work) for work in store.works.all(holder=holder)), COLUMNS, format_, output, BRIEF)


def _row(work: Work) -> dict[str, object]:
    return {
        "work_id": work.work_id,
        "title": work.title,
        "aliases": "|".join(work.aliases),
        "year": work.year,
        "kind": work.kind,
        "holder": work.holder,
        "batch": work.batch,
        "official_domains": "|".join(work.official_domains),
        "licences": "；".join(map(written_licence, work.licences)),
        "protected_from": work.protected_from and work.protected_from.isoformat(),
        "protected_until": work.protected_until and work.protected_until.isoformat(),
        "release_date": work.release_date and work.release_date.isoformat(),
        "identifiers": "|".join(work.identifiers),
        "note": work.note,
    }


@app.command("template")
def template_(
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the workbook is written.")] = Path(
        "watchlist-template.xlsx"
    ),
) -> None:
    """Writes the empty spreadsheet that rights holders fill in."""
    write_template(output)
    sys.stderr.write(f"wrote {output}\n")
