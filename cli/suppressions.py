"""`netsword suppressions`: what people rejected and how far it holds; listed, and lifted."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from cli.options import (
    FormatOption,
    HolderOption,
    LimitOption,
    OutputOption,
    ReviewerOption,
    WorkOption,
    as_row,
    taken_back,
)
from cli.output import Format, emit
from cli.session import opened
from storage.scope import ALL, Scope

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Rejections that hold on: what is not shown again, and why."
)
COLUMNS = (
    "suppression_id", "scope", "work_id", "work_title", "holder", "shown", "hits", "reviewer", "reason", "decided_at",
    "hit_id", "lifted_by", "lifted_at", "lift_reason",
)  # fmt: skip
BRIEF = ("suppression_id", "scope", "work_title", "shown", "hits", "reviewer", "reason", "decided_at")
BRIEF_LIFTED = ("suppression_id", "scope", "work_title", "shown", "reviewer", "reason", "lifted_by", "lift_reason")


@app.command("list")
def list_(
    lifted: Annotated[
        bool, typer.Option("--lifted", help="Those that were lifted, instead of those in force.")
    ] = False,
    work: WorkOption = None,
    holder: HolderOption = None,
    limit: LimitOption = 1_000,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Shows rejections, the latest first: scope, work, what they hold on to, who, why, how many hits fell under."""
    with opened() as (_, store):
        found = store.suppressions.list(Scope(holder), lifted=lifted, work_id=work, limit=limit)
        emit(map(as_row, found), COLUMNS, format_, output, BRIEF_LIFTED if lifted else BRIEF)


@app.command()
def lift(
    suppression: Annotated[int, typer.Argument(help="Its number (suppression_id).")],
    reason: Annotated[str, typer.Option(help="Why it no longer holds.")] = "",
    reviewer: ReviewerOption = "",
) -> None:
    """Ends a rejection: the hits that it closed are again what they were; what it kept out comes with `rematch`."""
    decision = taken_back(reason, reviewer, "say why")
    with opened() as (_, store):
        back = store.suppressions.lift(ALL, suppression, decision)
    some = f": {', '.join(map(str, back[:20]))}{' ...' if len(back) > 20 else ''}" if back else ""
    sys.stderr.write(f"suppression {suppression} is lifted; {len(back)} hits are open again{some}\n")
    sys.stderr.write("links that it kept out are found by: netsword rematch\n")
