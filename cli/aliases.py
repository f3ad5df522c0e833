"""`netsword aliases`: names that were learned from confirmed disguises; listed, and forgotten."""

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
from storage.learned import LearnedAlias
from storage.scope import ALL, Scope

app = typer.Typer(
    no_args_is_help=True, help="Names learned from confirmed disguises (netsword review HIT --confirm --alias)."
)
COLUMNS = (
    "alias_id", "alias", "work_id", "work_title", "holder", "hit_id", "reviewer", "reason", "learned_at",
    "forgotten_by", "forgotten_at",
)  # fmt: skip
BRIEF = ("alias_id", "alias", "work_title", "hit_id", "reviewer", "learned_at")


@app.command("list")
def list_(
    forgotten: Annotated[bool, typer.Option("--forgotten", help="Those that were forgotten instead.")] = False,
    work: Annotated[int | None, typer.Option(help="Only this work_id.")] = None,
    holder: Annotated[str | None, typer.Option(help="Only works of this rights holder.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000_000)] = 1_000,
    format_: Annotated[Format, typer.Option("--format")] = Format.table,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")] = None,
) -> None:
    """Shows learned names, the latest first: of which work, from which hit, by whom."""
    with opened() as (_, store):
        found = store.learned.list(Scope(holder), work_id=work, forgotten=forgotten, limit=limit)
        emit(map(_row, found), COLUMNS, format_, output, BRIEF)


@app.command()
def forget(
    alias: Annotated[int, typer.Argument(help="Its number (alias_id).")],
    reason: Annotated[str, typer.Option(help="Why it is no good name.")] = "",
    reviewer: Annotated[str, typer.Option(help="Who decides; default: the login name.")] = "",
) -> None:
    """Takes a learned name back. Hits that it brought stay; the next run no longer looks for it."""
    if not reason.strip():
        raise ConfigError('say why: --reason "..."')
    decision = Decision("reopen", reviewer or getpass.getuser(), reason.strip(), datetime.now(UTC))
    with opened() as (_, store):
        gone = store.learned.forget(ALL, alias, decision)
    sys.stderr.write(f"“{gone.alias}” is no longer an alias of {gone.work_title}\n")


def _row(alias: LearnedAlias) -> dict[str, Any]:
    row = asdict(alias)
    for name in ("learned_at", "forgotten_at"):
        row[name] = row[name] and f"{row[name]:%Y-%m-%dT%H:%M:%SZ}"
    return row
