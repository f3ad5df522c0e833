"""`netsword floods`: works that bring far more hits than usual; one alert each, until somebody looked after it."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.output import Format, emit
from cli.session import opened
from core.errors import ConfigError
from storage.deciding import Decision
from storage.floods import FloodAlert
from storage.scope import ALL, Scope

app = typer.Typer(no_args_is_help=True, help="Works that bring far more hits than they or others usually do.")
COLUMNS = (
    "alert_id", "work_id", "work_title", "holder", "hits", "usual", "most", "measure", "new", "since", "raised_at",
    "advice", "what_to_do", "detail", "share", "answered_by", "answered_at", "answer",
)  # fmt: skip
BRIEF = ("alert_id", "work_title", "hits", "usual", "new", "what_to_do", "raised_at")
_ADVICE = {
    "name": "the name “{detail}” is found everywhere: give the work's year, kind, aliases and official_domains in its "
    "list and import it again; reject innocent words with: netsword review HIT --reject --scope wording",
    "wording": "{share:.0%} bear the words “{detail}”: judge one of them; if it is innocent: "
    "netsword review HIT --reject --scope wording",
    "site": "{share:.0%} are on {detail}: judge a few; if they are innocent: "
    "netsword review HIT --reject --scope site; if not, decide on them together in the console",
    "sample": "judge a few (netsword hits --work {work_id} --limit 20), then decide on the others together in the "
    "console",
}


@app.command("list")
def list_(
    answered: Annotated[bool, typer.Option("--answered", help="Those that were acknowledged instead.")] = False,
    holder: Annotated[str | None, typer.Option(help="Only works of this rights holder.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000)] = 1_000,
    format_: Annotated[Format, typer.Option("--format")] = Format.table,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")] = None,
) -> None:
    """Shows alerts, the latest first: how many hits came, how many are usual, what to do."""
    with opened() as (_, store):
        emit(
            map(_row, store.floods.list(Scope(holder), answered=answered, limit=limit)), COLUMNS, format_, output, BRIEF
        )


@app.command()
def look() -> None:
    """Looks now, as every crawl and rematch does at its end. Exit 0 whether or not something is found."""
    with opened() as (_, store):
        tell(store.floods.look(datetime.now(UTC)))


@app.command()
def acknowledge(
    alert: Annotated[int, typer.Argument(help="Its number (alert_id).")],
    reason: Annotated[str, typer.Option(help="What was done about it.")] = "",
    reviewer: Annotated[str, typer.Option(help="Who did; default: the login name.")] = "",
) -> None:
    """Ends an alert. The work is alerted again only when as many hits come after this."""
    if not reason.strip():
        raise ConfigError('say what was done: --reason "..."')
    decision = Decision("reopen", reviewer or getpass.getuser(), reason.strip(), datetime.now(UTC))
    with opened() as (_, store):
        done = store.floods.acknowledge(ALL, alert, decision)
    sys.stderr.write(f"alert {alert} ({done.work_title}) is acknowledged; {done.new} of its hits still wait\n")


def tell(raised: Sequence[FloodAlert]) -> None:
    """Says on standard error what was raised."""
    for alert in raised:
        sys.stderr.write(
            f"flood of {alert.work_title} (work {alert.work_id}): {alert.hits} hits in a day, {alert.usual:g} are usual"
            f"; alert {alert.alert_id}: {what_to_do(alert)}\n"
        )


def what_to_do(alert: FloodAlert) -> str:
    """The alert's advice as a sentence."""
    return _ADVICE.get(alert.advice, _ADVICE["sample"]).format(
        detail=alert.detail[:80], share=alert.share, work_id=alert.work_id
    )


def _row(alert: FloodAlert) -> dict[str, Any]:
    row = asdict(alert) | {"what_to_do": what_to_do(alert)}
    for name in ("since", "raised_at", "answered_at"):
        row[name] = row[name] and f"{row[name]:%Y-%m-%dT%H:%M:%SZ}"
    return row
