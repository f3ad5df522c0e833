"""`netsword notice due|remind|complain`: whose time is up, what to do next, and noting that it was done."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from takedown.desk import Desk
from takedown.reminding import complain as note_complaint
from takedown.reminding import remind as send_reminder
from takedown.stopwatch import Stopwatch, stopwatches

app = typer.Typer(add_completion=False)
DUE = (
    "notice_id", "number", "recipient", "form", "sent_at", "due_at", "basis", "links", "acted", "came_back", "open",
    "hours_taken", "late", "unsure", "doubtful", "overdue_hours", "step", "step_at", "advice", "advice_zh",
)  # fmt: skip
_BRIEF = ("notice_id", "number", "recipient", "due_at", "links", "open", "late", "overdue_hours", "step", "advice")
_TIMES = ("sent_at", "due_at", "step_at")

Number = Annotated[int, typer.Argument(help="The notice's number (notice_id).")]
By = Annotated[str, typer.Option(help="Who does it; default: the login name.")]


@app.command()
def due(
    everything: Annotated[bool, typer.Option("--all", help="Notices that were answered in time, too.")] = False,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Lists notices whose time is up or running: who must be reminded, and which clocks a counter-notice started."""
    with opened() as (config, store):
        watches = stopwatches(Desk.open(config, store), datetime.now(UTC))
        emit((_row(one) for one in watches if everything or one.open or one.clocks), DUE, format_, output, _BRIEF)


@app.command()
def remind(
    notice: Number,
    export: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write a file instead of sending mail.")] = None,
    by: By = "",
) -> None:
    """Takes the next step about an overdue notice: a reminder by mail or as a file, kept and noted."""
    with opened() as (config, store):
        now = datetime.now(UTC)
        done = send_reminder(Desk.open(config, store), notice, by or getpass.getuser(), now, export=export)
    sys.stdout.write(done.text)
    sys.stderr.write(f"notice {notice}: {done.step.en}: {done.to}\n")


@app.command()
def complain(
    notice: Number,
    reason: Annotated[str, typer.Option(help="To which office or court, and under which number.")],
    by: By = "",
) -> None:
    """Notes a complaint to an office or an action in court; it stops the clocks of counter-notices."""
    with opened() as (config, store):
        desk = Desk.open(config, store)
        note_complaint(desk, notice, by or getpass.getuser(), reason, datetime.now(UTC))
    sys.stderr.write(f"notice {notice}: complained: {reason}\n")


def _row(watch: Stopwatch) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(watch, name) for name in DUE}
    row["step"] = watch.step.code if watch.step else ""
    return {**row, **{name: f"{row[name]:%Y-%m-%dT%H:%M:%SZ}" if row[name] else "" for name in _TIMES}}
