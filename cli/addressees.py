"""`netsword notice recipients`: whom notices can go to, and for which hits nobody is known yet."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from core.config import load_config
from takedown.addressees import header, missing
from takedown.desk import Desk
from takedown.open_questions import open_questions
from takedown.recipients import load_recipients

app = typer.Typer(add_completion=False)
RECIPIENTS = (
    "code", "zh", "en", "service", "forms", "hours", "working_days", "hours_basis", "email", "page", "hosts", "serves",
)  # fmt: skip
FACTS = ("file", "about", "en", "zh")
MISSING = ("code", "name", "service", "hits", "lacks")
_BRIEF = ("code", "zh", "en", "service", "forms", "hours", "hours_basis", "email")


@app.command()
def recipients(
    text: Annotated[str, typer.Argument(help="Only those whose code, name or host contains this.")] = "",
    unknown: Annotated[
        bool, typer.Option("--unknown", help="Recipients of confirmed hits that nobody can be written to yet.")
    ] = False,
    toml: Annotated[
        bool, typer.Option("--toml", help="With --unknown: lines for recipients.toml, to be filled in.")
    ] = False,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Lists whom notices can go to; with --unknown, who is missing."""
    if unknown:
        _unknown(toml, format_, output)
        return
    known = load_recipients(load_config(required=False).folder).all
    rows = [one.model_dump() for one in known if text.lower() in f"{one.code} {one.zh} {one.en} {one.hosts}".lower()]
    emit(rows, RECIPIENTS, format_, output, _BRIEF)


@app.command()
def facts(format_: FormatOption = Format.table, output: OutputOption = None) -> None:
    """Lists facts of legal weight that somebody has to complete or check; refuses files that are not understood."""
    found = open_questions(load_config(required=False).folder, datetime.now(UTC).date())
    emit(({name: getattr(one, name) for name in FACTS} for one in found), FACTS, format_, output)


def _unknown(toml: bool, format_: Format, output: Path | None) -> None:
    with opened() as (config, store):
        found = list(missing(Desk.open(config, store)))
    if not toml:
        emit(({name: _plain(getattr(one, name)) for name in MISSING} for one in found), MISSING, format_, output)
        return
    lines = header() + "\n" + "\n".join(one.stanza for one in found)
    if output is None:
        sys.stdout.write(lines)
    else:
        output.write_text(lines, encoding="utf-8")


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
