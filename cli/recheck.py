"""`netsword recheck`: are the noticed links gone?"""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from cli.output import Format, emit
from cli.session import opened
from crawler.recheck import fetch_pages
from takedown.desk import Desk
from takedown.following import Followed, follow, to_look_at

app = typer.Typer()
COLUMNS = ("hit_id", "notice_id", "url", "verdict", "reason", "sign", "outcome")
_PORTION = 500


@app.command()
def recheck(
    older_than: Annotated[float, typer.Option(min=0, help="Only links nobody looked at for so many hours.")] = 20,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many links.")] = None,
    format_: Annotated[Format, typer.Option("--format")] = Format.table,
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
) -> None:
    """Looks at noticed links, politely, and records what became of them and why."""
    started = datetime.now(UTC)
    rows: list[Followed] = []
    with opened() as (config, store):
        desk = Desk.open(config, store)
        waiting = to_look_at(desk, started - timedelta(hours=older_than), limit)
        while portion := dict(islice(waiting, _PORTION)):
            pages = fetch_pages(config, list(portion))
            rows.extend(follow(desk, pages, portion, started, "netsword recheck"))
    emit((asdict(row) for row in rows), COLUMNS, format_, output)
    counts = {verdict: sum(row.verdict == verdict for row in rows) for verdict in ("gone", "alive", "unknown")}
    sys.stderr.write(", ".join(f"{count} {verdict}" for verdict, count in counts.items()) + "\n")
