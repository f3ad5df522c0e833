"""Hindsight: what a site writes beside every link is known after some pages; those before them are judged again."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from core.errors import NetswordError
from core.types import Match, Sighting
from crawler.desk import Desk
from crawler.recognise import KNOWN_PAGES, teach
from matchers import Judge

logger = logging.getLogger(__name__)
# The newest pages of a run that was broken off: it has left sightings that it would have judged again at its end.
BROKEN_OFF: Final = 5_000


class Hindsight:
    """Teaches the judge a site's habits before a run, and asks it again after the run."""

    def __init__(self, desk: Desk, judge: Judge) -> None:
        self._desk = desk
        self._judge = judge
        resumed = bool(desk.counts["resumed"])
        known = teach(judge, desk.store, desk.site.name, BROKEN_OFF if resumed else KNOWN_PAGES)
        self._left = [item.sighting for item in known if not item.work_ids] if resumed else []

    def look(self, matches: Callable[[Sighting], tuple[Match, ...]]) -> None:
        """Stores the hits that only words of the site's template stood against, by what each sighting offers now."""
        try:
            late = self._judge.passed(self._desk.site.name)
            offered = {_key(sighting): found for sighting in (*self._left, *late) if (found := matches(sighting))}
            if offered:
                self._save(offered)
        except (NetswordError, OSError) as error:  # the run cannot be closed either, and says so
            logger.error("%s: links could not be judged again: %s", self._desk.site.name, error)

    def _save(self, offered: dict[tuple[str, str, str], tuple[Match, ...]]) -> None:
        self._desk.flush()
        stored = self._desk.store.sightings.on_pages({page for page, _, _ in offered})
        found = [(each.sighting_id, offered[key]) for each in stored if (key := _key(each.sighting)) in offered]
        saved = self._desk.store.pages.save_all_matches(found, datetime.now(UTC))
        self._desk.counts["hits_new"] += saved.hits_new
        self._desk.counts["hits_seen"] += saved.hits_seen


def _key(sighting: Sighting) -> tuple[str, str, str]:
    return sighting.page_url, sighting.link.kind, sighting.link.ref
