"""`netsword review`: a person decides on a hit."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.session import opened
from core.errors import ConfigError
from core.types import Review, Verdict

app = typer.Typer()


@app.command()
def review(
    hit: Annotated[int, typer.Argument(help="The hit's number (hit_id).")],
    confirm: Annotated[bool, typer.Option("--confirm", help="It infringes.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It does not.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="Somebody else should look.")] = False,
    reason: Annotated[str, typer.Option(help="Why, in words that hold in a year's time.")] = "",
    reviewer: Annotated[str, typer.Option(help="Who decides; default: the login name.")] = "",
) -> None:
    """Adds a decision to a hit; earlier decisions stay on record."""
    wanted: dict[Verdict, bool] = {"confirm": confirm, "reject": reject, "unsure": unsure}
    chosen = [verdict for verdict, is_set in wanted.items() if is_set]
    if len(chosen) != 1:
        raise ConfigError("give exactly one of --confirm, --reject and --unsure")
    if not reason.strip():
        raise ConfigError('say why: --reason "..."')
    decision = Review(hit, chosen[0], reviewer or getpass.getuser(), reason.strip(), datetime.now(UTC))
    with opened() as (_, store):
        changed = store.reviews.add(decision)
    sys.stderr.write(f"hit {hit} ({changed.work_title}) is {changed.state}\n")
