"""What is no longer there: pages that are gone, and links that a page no longer shows. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, exists, func, select, update

from core.types import PageRecord
from storage.columns import key_of
from storage.database import chunks
from storage.tables import hits, pages, requests, sightings

_REVISIT = 89  # pages that showed hits: their turn comes late in a round, and then they come first


def note_vanished(connection: Connection, records: Sequence[PageRecord]) -> int:
    """Notes which known pages are gone and which links known pages no longer show. How many links vanished from pages.

    Call it after the sightings of the records are stored.
    """
    looked = {key_of(record.url): record for record in records if _tells(record)}
    known = _known_pages(connection, looked)
    gone = {page_id: record.fetched_at for page_id, record in known.items() if record.state == "gone"}
    vanished = sum(_miss(connection, page_id, record.fetched_at) for page_id, record in known.items())
    for page_id, when in gone.items():
        unnoted = (pages.c.id == page_id) & pages.c.gone_at.is_(None)
        connection.execute(update(pages).where(unnoted).values(gone_at=when.replace(microsecond=0)))
    return vanished


def _tells(record: PageRecord) -> bool:
    """Whether a record says what its page shows: it is gone, or was read whole and without trouble."""
    return record.state == "gone" or (record.state == "ok" and not record.cause)


def _known_pages(connection: Connection, looked: dict[str, PageRecord]) -> dict[int, PageRecord]:
    """The pages that had been seen before this batch; on a first visit there are none, and nothing else is asked."""
    if not looked:
        return {}
    before = min(record.fetched_at for record in looked.values()) - timedelta(seconds=1)
    found: dict[int, PageRecord] = {}
    for portion in chunks(sorted(looked)):
        wanted = select(pages.c.id, pages.c.key).where(pages.c.key.in_(portion), pages.c.first_seen < before)
        found.update((row.id, looked[row.key]) for row in connection.execute(wanted))
    return found


def _miss(connection: Connection, page_id: int, when: datetime) -> int:
    """Notes the links that a page showed before and does not show now; how many."""
    when = when.replace(microsecond=0)
    unseen = (sightings.c.page_id == page_id) & sightings.c.gone_at.is_(None) & (sightings.c.last_seen < when)
    return connection.execute(update(sightings).where(unseen).values(gone_at=when)).rowcount


def count_gone(connection: Connection, site: str, since: datetime) -> int:
    """How many hits lost the last page that showed them, one of the site's, since a time."""
    left = sightings.alias("left")
    vanished = (
        select(sightings.c.link_id)
        .join(pages, pages.c.id == sightings.c.page_id)
        .where(pages.c.site == site, sightings.c.gone_at >= since)
    )
    shown = exists().where(left.c.link_id == hits.c.link_id, left.c.gone_at.is_(None))
    wanted = select(func.count()).select_from(hits).where(hits.c.link_id.in_(vanished), ~shown)
    return int(connection.execute(wanted).scalar_one())


def look_again(connection: Connection, site: str, number: int, limit: int) -> int:
    """Queues pages that showed hits, longest unseen first, so that a round notices those that nothing leads to now."""
    shows_hits = exists().where(
        sightings.c.page_id == pages.c.id, sightings.c.gone_at.is_(None), hits.c.link_id == sightings.c.link_id
    )
    known = (
        select(requests.c.id)
        .join(pages, pages.c.key == requests.c.url_hash)
        .where(requests.c.site == site, requests.c.state == "done", requests.c.round < number, shows_hits)
        .order_by(pages.c.last_seen, requests.c.id)
        .limit(limit)
    )
    again = {
        "round": number, "state": "queued", "fetch_state": None, "cause": "", "http_status": None, "attempts": 0,
        "priority": _REVISIT,
    }  # fmt: skip
    count = 0
    for portion in chunks(list(connection.execute(known).scalars())):
        count += connection.execute(update(requests).where(requests.c.id.in_(portion)).values(again)).rowcount
    return count
