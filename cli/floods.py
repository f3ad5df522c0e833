"""`netsword floods`: works that bring far more hits than usual; one alert each, until somebody looked after it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.options import FormatOption, HolderOption, LimitOption, OutputOption, as_row, taken_back
from cli.output import Format, emit
from cli.session import opened
from storage.floods import FloodAlert
from storage.scope import ALL, Scope

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Works that bring far more hits than they or others usually do."
)
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
    holder: HolderOption = None,
    limit: LimitOption = 1_000,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Shows alerts, the latest first: how many hits came, how many are usual, what to do."""
    with opened() as (_, store):
        found = store.floods.list(Scope(holder), answered=answered, limit=limit)
        rows = (as_row(alert) | {"what_to_do": what_to_do(alert)} for alert in found)
        emit(rows, COLUMNS, format_, output, BRIEF)


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
    decision = taken_back(reason, reviewer, "say what was done")
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
