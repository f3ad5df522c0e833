"""`netsword report`: figures of a campaign, scorecards of recipients, repeat infringers."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.dates import day
from cli.options import HolderOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from storage.campaign import Window
from takedown.desk import Desk
from takedown.reports import figures
from takedown.scorecards import Scorecard, scorecards
from takedown.stopwatch import stopwatches

app = typer.Typer(add_completion=False)
_REPEATERS = ("name", "platform", "account_id", "hits", "works", "removed", "first_seen", "last_seen")


class Part(StrEnum):
    """What is reported."""

    figures = "figures"
    recipients = "recipients"
    accounts = "accounts"
    sites = "sites"


class ReportFormat(StrEnum):
    """How a report is written."""

    text = "text"
    table = "table"
    json = "json"
    csv = "csv"
    jsonl = "jsonl"
    xlsx = "xlsx"


@app.command()
def report(
    part: Annotated[
        Part, typer.Option(help="The campaign's figures, recipients' scorecards, or repeat infringers.")
    ] = Part.figures,
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="From this day on (UTC).")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Before this day (UTC).")] = None,
    holder: HolderOption = None,
    batch: Annotated[str | None, typer.Option(help="Only works whose batch contains this.")] = None,
    least: Annotated[int, typer.Option(min=1, help="Repeat infringers: from so many hits on.")] = 2,
    format_: Annotated[ReportFormat, typer.Option("--format")] = ReportFormat.text,
    output: OutputOption = None,
) -> None:
    """Reports what was found, noticed and removed, and who acted in time."""
    window = Window(day("--since", since), day("--until", until), holder, batch)
    now = datetime.now(UTC)
    with opened() as (config, store):
        if part is Part.figures:
            rows: list[dict[str, Any]] = [asdict(figure) for figure in figures(store, window)]
            columns: Sequence[str] = ("figure", "name", "value")
        elif part is Part.recipients:
            rows = [asdict(card) for card in scorecards(stopwatches(Desk.open(config, store), now, window.since))]
            columns = tuple(Scorecard.__dataclass_fields__)
        else:
            campaigns = store.campaigns
            repeaters = campaigns.repeat_accounts if part is Part.accounts else campaigns.repeat_sites
            rows = [_times(asdict(one)) for one in repeaters(window, least)]
            columns = _REPEATERS
    if format_ is ReportFormat.json:
        _write_json(
            {"part": part.value, "since": since, "until": until, "made_at": f"{now:%Y-%m-%dT%H:%M:%SZ}", "rows": rows},
            output,
        )
        return
    plain = Format.table if format_ is ReportFormat.text else Format(format_.value)
    emit(rows, columns, plain, output)


def _write_json(value: object, output: Path | None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


def _times(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, **{name: f"{row[name]:%Y-%m-%dT%H:%M:%SZ}" for name in ("first_seen", "last_seen")}}
