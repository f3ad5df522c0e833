"""`netsword hits`: what was found, one row a hit."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.output import Format, emit
from cli.session import opened
from core.errors import ConfigError
from core.types import Hit
from storage.hits import HitQuery

app = typer.Typer()
COLUMNS = (
    "hit_id", "work_id", "work_title", "link_kind", "provider", "link_url", "passcode", "page_url", "site", "channel",
    "matched_text", "score", "matcher", "reasons", "account", "price", "episode", "state", "first_seen", "last_seen",
    "capture", "gone",
)  # fmt: skip
BRIEF = ("hit_id", "score", "work_title", "link_kind", "link_url", "passcode", "site", "matched_text", "state")


class State(StrEnum):
    """Where a hit stands."""

    new = "new"
    confirmed = "confirmed"
    rejected = "rejected"
    unsure = "unsure"
    noticed = "noticed"
    removed = "removed"
    restored = "restored"


@app.command()
def hits(
    state: Annotated[State | None, typer.Option(help="Only hits in this state.")] = None,
    work: Annotated[str | None, typer.Option(help="Only works whose title contains this, or of this work_id.")] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="First seen on or after this day (UTC).")
    ] = None,
    sightings: Annotated[bool, typer.Option("--sightings", help="One row for each page that shows a hit.")] = False,
    format_: Annotated[Format, typer.Option("--format")] = Format.table,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")] = None,
    limit: Annotated[int | None, typer.Option(min=1)] = None,
) -> None:
    """Shows or exports the hits: best first."""
    query = HitQuery(state=state.value if state else None, work=work, site=site, since=_day(since), limit=limit)
    with opened() as (_, store):
        rows = store.hits.sightings(query) if sightings else store.hits.query(query)
        emit((as_row(hit) for hit in rows), COLUMNS, format_, output, BRIEF)


def _day(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
    except ValueError as error:
        raise ConfigError(f"--since {text!r}: write a day as YYYY-MM-DD") from error


def as_row(hit: Hit) -> dict[str, Any]:
    """A hit as the contract's columns: times as ISO 8601 in UTC, reasons as plain lists."""
    row = asdict(hit)
    row["reasons"] = [{"feature": r.feature, "score": r.score, "detail": r.detail} for r in hit.reasons]
    for name in ("first_seen", "last_seen", "found_at", "gone"):
        row[name] = f"{row[name]:%Y-%m-%dT%H:%M:%SZ}" if row[name] else ""
    return row
