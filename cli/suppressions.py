"""`netsword suppressions`: what people rejected and how far it holds; listed, and lifted."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.output import Format, emit
from cli.session import opened
from core.errors import ConfigError
from storage.deciding import Decision
from storage.scope import ALL, Scope
from storage.suppressions import Kept

app = typer.Typer(no_args_is_help=True, help="Rejections that hold on: what is not shown again, and why.")
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
    work: Annotated[int | None, typer.Option(help="Only this work_id.")] = None,
    holder: Annotated[str | None, typer.Option(help="Only works of this rights holder.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000)] = 1_000,
    format_: Annotated[Format, typer.Option("--format")] = Format.table,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")] = None,
) -> None:
    """Shows rejections, the latest first: scope, work, what they hold on to, who, why, how many hits fell under."""
    with opened() as (_, store):
        found = store.suppressions.list(Scope(holder), lifted=lifted, work_id=work, limit=limit)
        emit(map(_row, found), COLUMNS, format_, output, BRIEF_LIFTED if lifted else BRIEF)


@app.command()
def lift(
    suppression: Annotated[int, typer.Argument(help="Its number (suppression_id).")],
    reason: Annotated[str, typer.Option(help="Why it no longer holds.")] = "",
    reviewer: Annotated[str, typer.Option(help="Who decides; default: the login name.")] = "",
) -> None:
    """Ends a rejection: the hits that it closed are again what they were; what it kept out comes with `rematch`."""
    if not reason.strip():
        raise ConfigError('say why: --reason "..."')
    decision = Decision("reopen", reviewer or getpass.getuser(), reason.strip(), datetime.now(UTC))
    with opened() as (_, store):
        back = store.suppressions.lift(ALL, suppression, decision)
    some = f": {', '.join(map(str, back[:20]))}{' ...' if len(back) > 20 else ''}" if back else ""
    sys.stderr.write(f"suppression {suppression} is lifted; {len(back)} hits are open again{some}\n")
    sys.stderr.write("links that it kept out are found by: netsword rematch\n")


def _row(kept: Kept) -> dict[str, Any]:
    row = asdict(kept)
    for name in ("decided_at", "lifted_at"):
        row[name] = row[name] and f"{row[name]:%Y-%m-%dT%H:%M:%SZ}"
    return row
