"""Infringers: what each site and each account offered, month by month, from the hits that people upheld."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, select

from storage.campaign import UPHELD, Window, of_window, within
from storage.database import Database
from storage.decision_tables import notice_hits, notices
from storage.following_tables import returns
from storage.tables import accounts, hits, links, sightings

_PORTION: Final = 2000


@dataclass(slots=True)
class Tally:
    """What one site or account offered; hits by number, so that tallies put together count none twice."""

    key: str
    platform: str = ""
    account_id: str = ""
    name: str = ""
    hits: dict[int, str] = field(default_factory=dict)  # and the month in which each was first seen
    works: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    first_seen: datetime | None = None
    last_seen: datetime | None = None

    def add(self, row: Any) -> None:
        """Counts one hit, once."""
        if row.id in self.hits:
            return
        self.hits[row.id] = f"{row.first_seen:%Y-%m}"
        self.works.add(row.work_id)
        if row.state == "removed":
            self.removed.add(row.id)
        self.first_seen = min(self.first_seen or row.first_seen, row.first_seen)
        self.last_seen = max(self.last_seen or row.last_seen, row.last_seen)

    def merge(self, other: Tally) -> None:
        """Puts another one's hits to these."""
        self.hits.update(other.hits)
        self.works |= other.works
        self.removed |= other.removed
        self.first_seen = min(filter(None, (self.first_seen, other.first_seen)), default=None)
        self.last_seen = max(filter(None, (self.last_seen, other.last_seen)), default=None)

    @property
    def months(self) -> dict[str, int]:
        """How many hits each month brought, in order."""
        return dict(sorted(Counter(self.hits.values()).items()))


class Infringers:
    """Counts upheld hits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sites(self, window: Window) -> dict[str, Tally]:
        """Each site with upheld hits, by `site:<name>`."""
        wanted = _rows(window).add_columns(hits.c.site).where(hits.c.site != "")
        found: dict[str, Tally] = {}
        for row in self._stream(wanted):
            key = f"site:{row.site}"
            found.setdefault(key, Tally(key, name=row.site)).add(row)
        return found

    def accounts(self, window: Window) -> dict[str, Tally]:
        """Each account with upheld hits, by `account:<platform>:<id>`."""
        wanted = (
            _rows(window)
            .join(sightings, sightings.c.link_id == hits.c.link_id)
            .join(accounts, accounts.c.id == sightings.c.account_id)
            .add_columns(accounts.c.platform, accounts.c.account_id, accounts.c.name)
            .distinct()
        )
        found: dict[str, Tally] = {}
        for row in self._stream(wanted):
            key = f"account:{row.platform}:{row.account_id}"
            found.setdefault(key, Tally(key, row.platform, row.account_id, row.name)).add(row)
        return found

    def returned(self) -> set[int]:
        """Hits that offer again what was removed before."""
        with self._database.read() as connection:
            return set(connection.execute(select(returns.c.hit_id).distinct()).scalars())

    def noticed(self) -> dict[int, list[str]]:
        """The numbers of the notices that are out for each hit."""
        wanted = select(notice_hits.c.hit_id, notices.c.number).join(notices, notices.c.id == notice_hits.c.notice_id)
        wanted = wanted.where(notices.c.sent_at.is_not(None), notices.c.about_id.is_(None)).order_by(notices.c.id)
        found: dict[int, list[str]] = {}
        for row in self._stream(wanted):
            found.setdefault(row.hit_id, []).append(row.number)
        return found

    def urls(self, hit_ids: Iterable[int], limit: int) -> list[str]:
        """Addresses of some hits, the first of them."""
        chosen = sorted(hit_ids)[:limit]
        wanted = select(links.c.url).join(hits, hits.c.link_id == links.c.id).where(hits.c.id.in_(chosen))
        with self._database.read() as connection:
            return list(dict.fromkeys(connection.execute(wanted.order_by(hits.c.id)).scalars()))

    def _stream(self, wanted: Select[Any]) -> Iterator[Any]:
        with self._database.read() as connection:
            yield from connection.execution_options(yield_per=_PORTION).execute(wanted)


def _rows(window: Window) -> Select[Any]:
    return select(hits.c.id, hits.c.work_id, hits.c.state, hits.c.first_seen, hits.c.last_seen).where(
        hits.c.state.in_(UPHELD), *within(hits.c.first_seen, window), *of_window(window)
    )
