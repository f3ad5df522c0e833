"""`netsword infringers`: who does it again and again, why several are one, and lists for platforms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import typer

from cli.dates import day
from cli.options import FormatOption, HolderOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from storage.campaign import Window
from takedown.infringers import KINDS, Banned, Infringer, ban_list, infringers
from takedown.operators import load_joining

app = typer.Typer(add_completion=False)
COLUMNS = tuple(Infringer.__dataclass_fields__)
BANNED = tuple(Banned.__dataclass_fields__)
_BRIEF = ("kind", "name", "platform", "hits", "works", "removed", "came_back", "last_seen", "ties")
_BANNED_BRIEF = ("account_id", "name", "hits", "works", "removed", "came_back", "last_seen")


class Kind(StrEnum):
    """Who is counted."""

    all = "all"
    operator = "operator"
    site = "site"
    account = "account"


@app.command("infringers")
def infringers_(
    of: Annotated[Kind, typer.Option(help="Whom to count.")] = Kind.all,
    since: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Hits first seen from this day on (UTC).")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Hits first seen before this day (UTC).")
    ] = None,
    holder: HolderOption = None,
    batch: Annotated[str | None, typer.Option(help="Only works whose batch contains this.")] = None,
    least: Annotated[int, typer.Option(min=1, help="From so many upheld hits on.")] = 2,
    ban_list_: Annotated[
        str | None,
        typer.Option("--ban-list", metavar="PLATFORM", help="This platform's accounts, with what it was told."),
    ] = None,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Lists operators, sites and accounts with several upheld hits, and the marks that make several of them one."""
    window = Window(day("--since", since), day("--until", until), holder, batch)
    with opened() as (config, store):
        if ban_list_ is not None:
            rows = (_row(one) for one in ban_list(store, window, ban_list_, least))
            emit(rows, BANNED, format_, output, _BANNED_BRIEF)
            return
        kinds = tuple(kind for kind in KINDS if of in (Kind.all, kind))
        found = infringers(store, load_joining(config.folder), window, kinds=kinds, least=least)
    emit((_row(one) for one in found), COLUMNS, format_, output, _BRIEF)


def _row(one: Infringer | Banned) -> dict[str, Any]:
    row = asdict(one)
    for name in ("first_seen", "last_seen"):
        moment: datetime | None = row[name]
        row[name] = f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""
    return {name: list(value) if _is_list(value) else value for name, value in row.items()}


def _is_list(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str | dict)
