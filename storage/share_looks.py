"""Looks at the public pages of netdisk shares: which shares nobody has looked at, and what became of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, Select, delete, exists, insert, select

from core.types import HitState, Link, OutcomeKind, Text
from storage.database import Database
from storage.outcomes import Outcome, add_outcome
from storage.tables import hits, links, pages, sightings
from storage.takedown_tables import looks, share_looks
from storage.texts import texts_from_json

AGAIN: Final = timedelta(days=7)  # shares that are hits are looked at again after so long
SHOWN: Final = timedelta(days=30)  # shares that no page has shown for so long are left alone
_OPEN: Final = ("new", "unsure", "confirmed")  # what was noticed is rechecked, and who rejected knew why
_PORTION: Final = 200


@dataclass(frozen=True, slots=True)
class Share:
    """A share that should be looked at: its link without passcode, and the words at it on a page that shows it."""

    link_id: int
    link: Link
    site: str
    run_id: int
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ShareLook:
    """What the page of a share said: gone, alive or unknown, why, and what the share is called."""

    link_id: int
    verdict: str
    reason: str
    sign: str
    title: str
    http_status: int | None
    looked_at: datetime


class ShareLooks:
    """Reads what is due, keeps what was seen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_hits(self, site: str, now: datetime, limit: int) -> list[Share]:
        """Shares of a site that are hits, undecided or confirmed, or found dead before: the longest unseen first."""
        state = hits.c.state.in_(_OPEN) | ((hits.c.state == "removed") & share_looks.c.link_id.is_not(None))
        wanted = (
            _shares()
            .join(hits, (hits.c.link_id == links.c.id) & (hits.c.sighting_id == sightings.c.id))
            .where(hits.c.site == site, state)
            .where(share_looks.c.looked_at.is_(None) | (share_looks.c.looked_at < now - AGAIN))
            .order_by(share_looks.c.looked_at.is_not(None), share_looks.c.looked_at, links.c.id)
            .limit(limit)
        )
        with self._database.read() as connection:
            found = {row.link_id: _share(row) for row in connection.execute(wanted)}
        return list(found.values())

    def of_others(self, site: str, now: datetime) -> Iterator[Share]:
        """Shares of a site that match nothing and that nobody has looked at, the newest first."""
        wanted = (
            _shares()
            .where(pages.c.site == site, sightings.c.last_seen > now - SHOWN, share_looks.c.link_id.is_(None))
            .where(~exists().where(hits.c.link_id == links.c.id))
            .order_by(sightings.c.id.desc())
        )
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=_PORTION).execute(wanted):
                yield _share(row)

    def add(self, look: ShareLook, observer: str) -> list[OutcomeKind]:
        """Keeps a look, and what it means for the hits of the share, in one transaction. Gives the outcomes."""
        with self._database.write() as connection:
            before = connection.execute(
                select(share_looks.c.verdict).where(share_looks.c.link_id == look.link_id)
            ).scalar()
            connection.execute(delete(share_looks).where(share_looks.c.link_id == look.link_id))
            connection.execute(insert(share_looks), [_row(look)])
            told: list[OutcomeKind] = []
            of_link = select(hits.c.id, hits.c.state).where(hits.c.link_id == look.link_id).order_by(hits.c.id)
            for hit_id, state in connection.execute(of_link).all():
                kind = _outcome(look, state, before)
                if state in _OPEN or kind:
                    connection.execute(insert(looks), [_look(look, hit_id)])
                if kind:
                    add_outcome(connection, _of_hit(look, hit_id, kind, observer))
                    told.append(kind)
        return told


def _shares() -> Select[Any]:
    shown = (
        links.join(sightings, sightings.c.link_id == links.c.id)
        .join(pages, pages.c.id == sightings.c.page_id)
        .outerjoin(share_looks, share_looks.c.link_id == links.c.id)
    )
    columns = (links.c.id.label("link_id"), links.c.kind, links.c.ref, links.c.url, links.c.provider)
    wanted = select(*columns, pages.c.site, sightings.c.run_id, sightings.c.texts).select_from(shown)
    return wanted.where(links.c.kind == "netdisk", sightings.c.gone_at.is_(None), sightings.c.run_id.is_not(None))


def _share(row: Row[Any]) -> Share:
    link = Link(row.kind, row.ref, row.url, row.provider)
    return Share(row.link_id, link, row.site, row.run_id, texts_from_json(row.texts))


def _outcome(look: ShareLook, state: HitState, before: str | None) -> OutcomeKind | None:
    """What the look changes: a share that is gone, or that is back after a look had found it gone."""
    if look.verdict == "gone" and state in _OPEN:
        return "expired" if look.reason == "expired" else "removed"
    return "restored" if look.verdict == "alive" and state == "removed" and before == "gone" else None


def _of_hit(look: ShareLook, hit_id: int, kind: OutcomeKind, observer: str) -> Outcome:
    reason = "came_back" if kind == "restored" else look.reason
    return Outcome(hit_id, kind, look.looked_at, None, reason, look.sign, observer)


def _row(look: ShareLook) -> dict[str, Any]:
    return {
        "link_id": look.link_id, "verdict": look.verdict, "reason": look.reason, "sign": look.sign,
        "title": look.title, "http_status": look.http_status, "looked_at": look.looked_at,
    }  # fmt: skip


def _look(look: ShareLook, hit_id: int) -> dict[str, Any]:
    return {
        "hit_id": hit_id, "verdict": look.verdict, "reason": look.reason, "detail": look.sign,
        "http_status": look.http_status, "looked_at": look.looked_at,
    }  # fmt: skip
