"""`netsword aliases`: names that were learned from confirmed disguises; listed, and forgotten."""

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
    add_completion=False,
    no_args_is_help=True,
    help="Names learned from confirmed disguises (netsword review HIT --confirm --alias).",
)
COLUMNS = (
    "alias_id", "alias", "work_id", "work_title", "holder", "hit_id", "reviewer", "reason", "learned_at",
    "forgotten_by", "forgotten_at",
)  # fmt: skip
BRIEF = ("alias_id", "alias", "work_title", "hit_id", "reviewer", "learned_at")


@app.command("list")
def list_(
    forgotten: Annotated[bool, typer.Option("--forgotten", help="Those that were forgotten instead.")] = False,
    work: WorkOption = None,
    holder: HolderOption = None,
    limit: LimitOption = 1_000,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Shows learned names, the latest first: of which work, from which hit, by whom."""
    with opened() as (_, store):
        found = store.learned.list(Scope(holder), work_id=work, forgotten=forgotten, limit=limit)
        emit(map(as_row, found), COLUMNS, format_, output, BRIEF)


@app.command()
def forget(
    alias: Annotated[int, typer.Argument(help="Its number (alias_id).")],
    reason: Annotated[str, typer.Option(help="Why it is no good name.")] = "",
    reviewer: ReviewerOption = "",
) -> None:
    """Takes a learned name back. Hits that it brought stay; the next run no longer looks for it."""
    decision = taken_back(reason, reviewer, "say why")
    with opened() as (_, store):
        gone = store.learned.forget(ALL, alias, decision)
    sys.stderr.write(f"“{gone.alias}” is no longer an alias of {gone.work_title}\n")
