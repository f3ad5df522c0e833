"""`netsword catalogue`: titles of other works, so that a namesake is not taken for a watched one."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from watchlist import read_list

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Titles of other works: a hit that one of them explains better is dropped.",
)
COLUMNS = ("title", "aliases", "year", "kind")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A list in any form that a watchlist may have; only titles are needed.")],
    source: Annotated[str, typer.Option(help="Where the titles come from; default: the file's name.")] = "",
) -> None:
    """Adds titles that are known and not watched. Exit 3 when some rows were refused; the others are in."""
    reading = read_list(file)
    with opened() as (_, store):
        new = store.catalogue.add(reading.works, source or file.name, datetime.now(UTC))
    for error in reading.rejected:
        sys.stderr.write(f"row {error.row}, {error.column or 'row'}: {error.error}\n")
    sys.stdout.write(f"{file}: {reading.rows} rows: {new} new titles, {reading.refused} refused\n")
    raise typer.Exit(3 if reading.rejected else 0)


@app.command("list")
def list_(
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Shows the titles."""
    with opened() as (_, store):
        rows = [
            {"title": work.title, "aliases": "|".join(work.aliases), "year": work.year, "kind": work.kind}
            for work in store.catalogue.all()
        ]
    emit(rows, COLUMNS, format_, output)


@app.command("remove")
def remove(source: Annotated[str, typer.Argument(help="The source given at the import.")]) -> None:
    """Forgets the titles of one source."""
    with opened() as (_, store):
        gone = store.catalogue.remove(source)
    sys.stderr.write(f"{gone} titles forgotten\n")
