"""Marks of sites: what an operator leaves on the pages of each host, with when it was seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select

from storage.columns import key_of
from storage.database import Database
from storage.following_tables import site_marks
from storage.upsert import merge_by_key

_PORTION: Final = 1000
VALUE_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class SiteMark:
    """One mark: `site` is the site's name, `kind` analytics, ads, contact_qq, certificate ..."""

    site: str
    host: str
    kind: str
    value: str
    page_url: str
    first_seen: datetime
    last_seen: datetime


class SiteMarks:
    """Keeps and reads marks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, found: Sequence[SiteMark]) -> None:
        """Keeps marks; of one that is known, only when it was seen last changes."""
        rows = {key_of(one.site, one.host, one.kind, one.value): _row(one) for one in found}
        if rows:
            self._database.run(lambda connection: merge_by_key(connection, site_marks, rows, _merge, ("last_seen",)))

    def hosts_seen(self, site: str, since: datetime) -> set[str]:
        """The hosts of a site whose marks were read since a time."""
        wanted = select(site_marks.c.host).where(site_marks.c.site == site).group_by(site_marks.c.host)
        with self._database.read() as connection:
            return set(connection.execute(wanted.having(func.max(site_marks.c.last_seen) >= since)).scalars())

    def all(self, since: datetime | None = None) -> Iterator[SiteMark]:
        """All marks (or those still seen since a time), in the order they were found."""
        wanted = select(site_marks).order_by(site_marks.c.id)
        if since is not None:
            wanted = wanted.where(site_marks.c.last_seen >= since)
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=_PORTION).execute(wanted):
                yield SiteMark(row.site, row.host, row.kind, row.value, row.page_url, row.first_seen, row.last_seen)


def _row(one: SiteMark) -> dict[str, Any]:
    return {
        "site": one.site, "host": one.host, "kind": one.kind, "value": one.value[:VALUE_LIMIT],
        "page_url": one.page_url, "first_seen": one.first_seen, "last_seen": one.last_seen,
    }  # fmt: skip


def _merge(row: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {"last_seen": max(row.last_seen, values["last_seen"])}
