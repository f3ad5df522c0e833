"""`netsword runs`: what happened, and what to do about it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.output import Format, emit
from cli.session import opened
from core.types import Run

app = typer.Typer()
COLUMNS = (
    "run_id", "site", "started", "finished", "status", "pages", "links", "new_hits", "seen_hits", "gone_hits",
    "gone_pages", "cause", "counts", "advice",
)  # fmt: skip
BRIEF = ("run_id", "site", "started", "status", "pages", "links", "new_hits", "gone_hits", "cause", "advice")
_ADVICE = {
    "blocked": "raise the site's delay, read its robots.txt, or ask its owner; try later",
    "suspicious": "open the site in a browser: has it moved or changed? adjust start_urls or expect",
    "failed": "free disk space or mend the database, then crawl again: it goes on where it stopped",
    "interrupted": "crawl again: it goes on where it stopped",
    "running": "still running, or killed: crawl again when no process is left",
}


@app.command()
def runs(
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 20,
    format_: Annotated[Format, typer.Option("--format")] = Format.table,
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
) -> None:
    """Shows the latest runs, newest first: what was fetched, refused, blocked, and what to do."""
    with opened() as (_, store):
        emit((_row(run) for run in store.runs.list(site, limit=limit)), COLUMNS, format_, output, BRIEF)


def _row(run: Run) -> dict[str, object]:
    return {
        "run_id": run.run_id,
        "site": run.site,
        "started": f"{run.started:%Y-%m-%dT%H:%M:%SZ}",
        "finished": run.finished and f"{run.finished:%Y-%m-%dT%H:%M:%SZ}",
        "status": run.status,
        "pages": run.counts.get("pages", 0),
        "links": run.counts.get("sightings", 0),
        "new_hits": run.counts.get("hits_new", 0),
        "seen_hits": run.counts.get("hits_seen", 0),
        "gone_hits": run.counts.get("hits_gone", 0),
        "gone_pages": run.counts.get("gone", 0),
        "cause": run.cause,
        "counts": run.counts,
        "advice": _ADVICE.get(run.status, ""),
    }
