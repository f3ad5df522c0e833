"""Options that many verbs share, and the decision that a reason on the command line makes."""

from __future__ import annotations

import getpass
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.output import Format
from core.errors import ConfigError
from storage.deciding import Decision

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

FormatOption = Annotated[Format, typer.Option("--format")]
OutputOption = Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")]
LimitOption = Annotated[int, typer.Option(min=1, max=1_000_000)]
WorkOption = Annotated[int | None, typer.Option(help="Only this work_id.")]
HolderOption = Annotated[str | None, typer.Option(help="Only works of this rights holder.")]
ReviewerOption = Annotated[str, typer.Option(help="Who decides; default: the login name.")]


def taken_back(reason: str, reviewer: str, ask: str) -> Decision:
    """The decision to end what was kept (an alias, an alert, a rejection); without a reason it asks for one."""
    if not reason.strip():
        raise ConfigError(f'{ask}: --reason "..."')
    return Decision("reopen", reviewer or getpass.getuser(), reason.strip(), datetime.now(UTC))


def as_row(kept: DataclassInstance) -> dict[str, Any]:
    """A kept thing as a row of output: its times in UTC, to the second."""
    return {
        name: f"{value:%Y-%m-%dT%H:%M:%SZ}" if isinstance(value, datetime) else value
        for name, value in asdict(kept).items()
    }
