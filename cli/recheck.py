"""`netsword recheck`: are the noticed links gone?"""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from cli.output import Format, emit
from cli.session import opened
from core.config import config_path
from crawler.recheck import look_again
from crawler.spiders.recheck import Look
from takedown.desk import Desk
from takedown.following import Followed, Follower

app = typer.Typer()
COLUMNS = ("hit_id", "notice_id", "url", "verdict", "reason", "sign", "outcome")


@app.command()
def recheck(
    older_than: Annotated[float, typer.Option(min=0, help="Only links nobody looked at for so many hours.")] = 20,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many links, longest unseen first.")] = None,
    format_: Annotated[Format, typer.Option("--format")] = Format.table,
    output: Annotated[Path | None, typer.Option("-o", "--output")] = None,
) -> None:
    """Looks at noticed links, politely, and records what became of them and why. Shows what is new."""
    started = datetime.now(UTC)
    news: list[Followed] = []
    with opened() as (config, store):
        desk = Desk.open(config, store)
        with Follower(
            desk, started, "netsword recheck", lambda one: news.append(one) if one.outcome else None
        ) as follower:

            def seen(look: Look) -> None:
                # An answer of any status is judged; without one, the state says why nobody could look.
                follower.seen(look.asked, look.page, "" if look.page.status else look.outcome.state)

            urls = follower.urls(started - timedelta(hours=older_than), limit)
            look_again(config, urls, seen, config_file=str(config_path().absolute()))
        counts = follower.counts
    emit((asdict(one) for one in news), COLUMNS, format_, output)
    sys.stderr.write(", ".join(f"{count} {verdict}" for verdict, count in counts.items()) + "\n")
