"""Pages: all that a fetched address came to, stored whole in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, select, update

from core.errors import NotFoundError
from core.types import Match, PageRecord
from storage.columns import key_of
from storage.database import Database, chunks
from storage.found import Claim, store_hits
from storage.frontier import Frontier
from storage.queueing import current_round, enqueue, finish_requests, fits, queue_children_again
from storage.seen import Pair, sighting_ids, store_captures, store_sightings
from storage.shown import Batch, Shown, gather
from storage.tables import hits, links, pages, sightings
from storage.vanishing import count_gone, note_vanished


@dataclass(frozen=True, slots=True)
class SaveCounts:
    """What one save added: new sightings, hits and requests, what was seen again or vanished from its page, and
    addresses too long to visit."""

    pages: int = 0
    sightings: int = 0
    sightings_seen: int = 0
    hits_new: int = 0
    hits_seen: int = 0
    requests_new: int = 0
    requests_dropped: int = 0
    vanished: int = 0


class Pages:
    """Takes what the crawler read."""

    def __init__(self, database: Database, frontier: Frontier) -> None:
        self._database = database
        self._frontier = frontier

    def save(self, records: Sequence[PageRecord]) -> SaveCounts:
        """Stores pages with their sightings, hits, captures and followed addresses, and marks their requests done.

        All in one transaction; the same records again change nothing.
        """
        batch = gather(records)
        counts = self._database.run(lambda connection: _save(connection, batch, records))
        self._frontier.done([record.request_id for record in records if record.request_id is not None])
        return counts

    def hits_gone(self, site: str, since: datetime) -> int:
        """How many hits lost the last page that showed them, one of the site's, since a time."""
        with self._database.read() as connection:
            return count_gone(connection, site, since.replace(microsecond=0))

    def save_matches(self, sighting_id: int, matches: Sequence[Match], now: datetime | None = None) -> SaveCounts:
        """Stores works that were recognised in a remembered sighting."""
        return self.save_all_matches([(sighting_id, matches)], now)

    def save_all_matches(self, found: Sequence[tuple[int, Sequence[Match]]], now: datetime | None = None) -> SaveCounts:
        """Stores works that were recognised (`now`) in remembered sightings, all in one transaction."""
        by_id = {sighting_id: tuple(matches) for sighting_id, matches in found}
        found_at = now or datetime.now(UTC)
        return self._database.run(lambda connection: _save_matches(connection, by_id, found_at))


def _save(connection: Connection, batch: Batch, records: Sequence[PageRecord]) -> SaveCounts:
    capture_ids = store_captures(connection, [record.capture for record in records if record.capture])
    shown, new = store_sightings(connection, batch, capture_ids)
    hits_new, hits_seen = store_hits(connection, *_claims(connection, shown, capture_ids))
    requests_new, dropped = _follow(connection, records)
    _touch_unchanged(connection, [record for record in records if record.state == "not_modified"])
    vanished = note_vanished(connection, records)
    finish_requests(connection, records)
    return SaveCounts(len(records), new, len(shown) - new, hits_new, hits_seen, requests_new, dropped, vanished)


def _save_matches(connection: Connection, found: dict[int, tuple[Match, ...]], found_at: datetime) -> SaveCounts:
    hits_new, hits_seen = store_hits(connection, *_remembered_claims(connection, found), found_at)
    return SaveCounts(hits_new=hits_new, hits_seen=hits_seen)


def _claims(
    connection: Connection, shown: dict[Pair, Shown], capture_ids: dict[str, int]
) -> tuple[list[Claim], dict[int, tuple[datetime, datetime]]]:
    """What the sightings claim to be hits, in the order they were seen, and when each link was seen."""
    rows = sighting_ids(connection, [pair for pair, item in shown.items() if item.matches])
    claims: list[Claim] = []
    seen: dict[int, tuple[datetime, datetime]] = {}
    for pair, item in shown.items():
        first, last = seen.get(pair[0], (item.first_seen, item.last_seen))
        seen[pair[0]] = (min(first, item.first_seen), max(last, item.last_seen))
        for match, capture in item.matches:
            claims.append(
                Claim(
                    link_id=pair[0],
                    sighting_id=rows[pair].id,
                    capture_id=capture_ids[capture.record_id] if capture else rows[pair].capture_id,
                    site=item.sighting.site or item.record.site,
                    channel=item.sighting.channel,
                    link_kind=item.sighting.link.kind,
                    match=match,
                    owned=item.sighting.account is not None,
                )
            )
    return claims, seen


def _remembered_claims(
    connection: Connection, found: dict[int, tuple[Match, ...]]
) -> tuple[list[Claim], dict[int, tuple[datetime, datetime]]]:
    """What remembered sightings claim, and when each link was seen."""
    shown = sightings.join(pages, pages.c.id == sightings.c.page_id).join(links, links.c.id == sightings.c.link_id)
    wanted: Select[Any] = select(
        sightings.c.id,
        sightings.c.link_id,
        sightings.c.capture_id,
        sightings.c.first_seen,
        sightings.c.last_seen,
        pages.c.site,
        pages.c.channel,
        links.c.kind,
        sightings.c.account_id,
    ).select_from(shown)
    claims: list[Claim] = []
    seen: dict[int, tuple[datetime, datetime]] = {}
    missing = set(found)
    for portion in chunks(sorted(found)):
        for row in connection.execute(wanted.where(sightings.c.id.in_(portion)).order_by(sightings.c.id)):
            missing.discard(row.id)
            first, last = seen.get(row.link_id, (row.first_seen, row.last_seen))
            seen[row.link_id] = (min(first, row.first_seen), max(last, row.last_seen))
            where = (row.link_id, row.id, row.capture_id, row.site, row.channel, row.kind)
            owned = row.account_id is not None
            claims.extend(Claim(*where, match, owned) for match in found[row.id])
    if missing:
        raise NotFoundError(f"There is no sighting {min(missing)}")
    return claims, seen


def _follow(connection: Connection, records: Sequence[PageRecord]) -> tuple[int, int]:
    """Queues the addresses that pages led to, each in its site's current round."""
    queued = dropped = 0
    for site in sorted({record.site for record in records}):
        of_site = [record for record in records if record.site == site]
        wanted = [(request, record.request_id) for record in of_site for request in record.follow]
        unchanged = [record.request_id for record in of_site if record.state == "not_modified" and record.request_id]
        if wanted or unchanged:
            number = current_round(connection, site)
            visitable = [item for item in wanted if fits(item[0].url)]
            queued += enqueue(connection, site, number, visitable)
            queued += queue_children_again(connection, number, unchanged)
            dropped += len(wanted) - len(visitable)
    return queued, dropped


def _touch_unchanged(connection: Connection, records: Iterable[PageRecord]) -> None:
    """A page that did not change still shows what it showed."""
    for record in records:
        page_id = connection.execute(select(pages.c.id).where(pages.c.key == key_of(record.url))).scalar()
        if page_id is None:
            continue
        now = {"last_seen": record.fetched_at}
        connection.execute(
            update(pages).where(pages.c.id == page_id, pages.c.last_seen < record.fetched_at).values(now)
        )
        shown = (sightings.c.page_id == page_id) & sightings.c.gone_at.is_(None)
        on_page = shown & (sightings.c.last_seen < record.fetched_at)
        on_links = hits.c.link_id.in_(select(sightings.c.link_id).where(shown))
        connection.execute(update(sightings).where(on_page).values(now))
        connection.execute(update(hits).where(on_links, hits.c.last_seen < record.fetched_at).values(now))
