"""`netsword db`: the database's upkeep."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.session import opened
from core.config import load_config
from storage.backup import backup as back_up
from storage.store import upgrade as upgrade_schema
from storage.verify import verify as find_problems

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Upgrade, verify or back up the database.")


@app.command()
def upgrade() -> None:
    """Brings the database to this version's schema; makes it when there is none."""
    config = load_config()
    upgrade_schema(config.database_url)
    sys.stderr.write("the database is up to date\n")


@app.command()
def verify(
    recount: Annotated[bool, typer.Option("--recount", help="Count the dashboard's figures anew first.")] = False,
) -> None:
    """Checks the database, hits' states, captures' digests, the dashboard's figures. Exit 1 when something is wrong."""
    with opened() as (config, store):
        if recount:
            store.figures.rebuild()
        problems = find_problems(store, config.evidence_folder)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    sys.stderr.write(f"{len(problems)} problems found\n" if problems else "nothing wrong\n")
    raise typer.Exit(1 if problems else 0)


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="The file to write; must not exist.")]) -> None:
    """Copies the database while it is in use. Evidence files are never changed: copy their folder with any tool."""
    with opened() as (_, store):
        back_up(store, target)
    sys.stderr.write(f"wrote {target}\n")
