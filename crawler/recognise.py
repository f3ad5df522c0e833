"""The judge of a process: built once for a watchlist, shared by all spiders of the process."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from core.config import Config
from matchers import Judge
from storage.sightings import Remembered
from storage.store import Store, open_store

KNOWN_PAGES: Final = 200  # of a site that tell its habits before the first one is judged
_EACH: Final = 20  # links of a page that do so, one with another


def judge_for(store: Store, config: Config) -> Judge:
    """The judge of the store's current watchlist and catalogue."""
    lists = f"{store.works.fingerprint()} {store.catalogue.fingerprint()}"
    return _built(config.database_url, lists, config.matching.review_score)


def teach(judge: Judge, store: Store, site: str, pages: int) -> list[Remembered]:
    """Teaches a judge what a site's newest pages write beside every link; the sightings that it was taught from."""
    known = store.sightings.latest(site, pages, pages * _EACH)
    for item in known:
        judge.note(item.sighting)
    return known


@lru_cache(maxsize=1)
def _built(database: str, lists: str, threshold: float | None) -> Judge:
    store = open_store(database)
    try:
        return Judge(store.works.all(), store.catalogue.all(), threshold=threshold)
    finally:
        store.close()
