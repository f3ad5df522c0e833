"""`netsword rematch`: a work that joins the list today is found in yesterday's crawl."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import typer

from cli.floods import tell
from cli.session import opened
from core.types import Match
from crawler.recognise import KNOWN_PAGES, teach
from matchers import Judge, Suppressions
from storage.sightings import Remembered

app = typer.Typer(add_completion=False)
BATCH = 1_000


@app.command()
def rematch() -> None:
    """Matches the current watchlist with every remembered link; forgets those older than remember_days."""
    now = datetime.now(UTC)
    with opened() as (config, store):
        forgotten = store.prune_sightings(now - timedelta(days=config.matching.remember_days))
        judge = Judge(store.works.all(), store.catalogue.all(), threshold=config.matching.review_score)
        for site in config.sites():
            teach(judge, store, site.name, KNOWN_PAGES)
        rejected = store.suppressions.in_force()
        looked, new = 0, 0
        remembered = store.sightings.remembered()
        while batch := tuple(islice(remembered, BATCH)):
            looked += len(batch)
            new += store.pages.save_all_matches(list(_matched(judge, rejected, batch, now.date())), now).hits_new
        store.suppressions.settle(now)
        tell(store.floods.look(now))
        store.settle(now, config.audiences)
    sys.stderr.write(f"{looked} remembered links matched: {new} new hits; {forgotten} old links forgotten\n")


def _matched(
    judge: Judge, rejected: Suppressions, batch: tuple[Remembered, ...], today: date
) -> Iterator[tuple[int, list[Match]]]:
    for item in batch:
        matches = rejected.kept(judge.judge(item.sighting, today), item.sighting)
        if matches:
            yield item.sighting_id, matches
