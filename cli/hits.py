"""`netsword hits`: what was found, one row a hit."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

import typer

from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from core.errors import ConfigError
from core.types import Hit
from storage.grouped import Group
from storage.hits import HitQuery

app = typer.Typer(add_completion=False)
COLUMNS = (
    "hit_id", "work_id", "work_title", "link_kind", "provider", "link_url", "passcode", "page_url", "site", "channel",
    "matched_text", "score", "matcher", "reasons", "account", "price", "episode", "state", "first_seen", "last_seen",
    "capture", "gone",
)  # fmt: skip
GROUP_COLUMNS = (
    "work_id", "work_title", "holder", "hits", "new", "sites", "best_score", "newest_hit", "first_found", "last_found",
    "alert_id",
)  # fmt: skip
GROUP_BRIEF = ("work_id", "work_title", "hits", "new", "alert_id", "newest_hit", "best_score", "sites", "last_found")
BRIEF = ("hit_id", "score", "work_title", "matched_text", "link_url", "state", "site", "passcode", "link_kind")


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
    work: Annotated[
        str | None, typer.Option(help="Only works of this title, or this work_id, or whose title contains it.")
    ] = None,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Found on or after this day (UTC): 2026-09-30, today, yesterday, 7d, 12h."),
    ] = None,
    sightings: Annotated[bool, typer.Option("--sightings", help="One row for each page that shows a hit.")] = False,
    grouped: Annotated[
        bool, typer.Option("--grouped", help="One row for each work: how many hits, floods first.")
    ] = False,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
    limit: Annotated[int | None, typer.Option(min=1)] = None,
) -> None:
    """Shows or exports the hits: best first."""
    if grouped and sightings:
        raise ConfigError("--grouped has one row a work, --sightings one row a page: choose one")
    query = HitQuery(
        state=state.value if state else None,
        work=work,
        site=site,
        since=since_day(since, datetime.now(UTC)),
        limit=limit,
        order="best",
    )
    with opened() as (_, store):
        if grouped:
            emit(map(_group_row, store.groups.query(query)), GROUP_COLUMNS, format_, output, GROUP_BRIEF)
            return
        rows = store.hits.sightings(query) if sightings else store.hits.query(query)
        emit((as_row(hit) for hit in rows), COLUMNS, format_, output, BRIEF)


def since_day(text: str | None, now: datetime) -> datetime | None:
    """The moment that `--since` names: a day, a moment, today, yesterday, or so many days or hours ago."""
    if text is None:
        return None
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday")
    ago = re.fullmatch(r"(\d{1,4})([dh])", text)
    if ago:
        return now - timedelta(**{"days" if ago[2] == "d" else "hours": int(ago[1])})
    try:
        when = datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(
            f"--since {text!r}: write a day as YYYY-MM-DD, or today, yesterday, 7d (days), 12h (hours)"
        ) from error
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def _group_row(group: Group) -> dict[str, Any]:
    row = asdict(group)
    for name in ("first_found", "last_found"):
        row[name] = row[name] and f"{row[name]:%Y-%m-%dT%H:%M:%SZ}"
    return row


def as_row(hit: Hit) -> dict[str, Any]:
    """A hit as the contract's columns: times as ISO 8601 in UTC, reasons as plain lists."""
    row = asdict(hit)
    row["reasons"] = [{"feature": r.feature, "score": r.score, "detail": r.detail} for r in hit.reasons]
    for name in ("first_seen", "last_seen", "found_at", "gone"):
        row[name] = f"{row[name]:%Y-%m-%dT%H:%M:%SZ}" if row[name] else ""
    return row
