"""`netsword rematch`: a work that joins the list today is found in yesterday's crawl."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import typer

from cli.session import opened
from matchers import Judge

app = typer.Typer()


@app.command()
def rematch() -> None:
    """Matches the current watchlist with every remembered link, and forgets those older than [matching] remember_days."""
    now = datetime.now(UTC)
    with opened() as (config, store):
        forgotten = store.sightings.prune(now - timedelta(days=config.matching.remember_days))
        judge = Judge(store.works.all(), threshold=config.matching.review_score)
        looked, new = 0, 0
        for remembered in store.sightings.remembered():
            looked += 1
            matches = judge.judge(remembered.sighting, now.date())
            if matches:
                new += store.pages.save_matches(remembered.sighting_id, matches, now).hits_new
    sys.stderr.write(f"{looked} remembered links matched: {new} new hits; {forgotten} old links forgotten\n")
