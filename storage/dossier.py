"""The dossier of a hit: every page that shows it, what was kept, what was decided, what else there is like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, func, select

from core.errors import NotFoundError
from core.types import Capture, Hit, Text, Work
from storage.database import Database
from storage.policies import scoped
from storage.queue import visible_hit
from storage.ranks import parts_of
from storage.scope import Scope, visible_hits
from storage.tables import accounts, captures, hits, links, matches, pages, sightings, works
from storage.texts import texts_from_json
from storage.values import capture_of, work_of
from storage.views import decision_rows

MOST_SIGHTINGS: Final = 100
MOST_RELATED: Final = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """One page that shows the link."""

    sighting_id: int
    page_url: str
    page_title: str
    site: str
    channel: str
    texts: tuple[Text, ...]
    matched_text: str
    account: str
    price: str
    episode: str
    first_seen: datetime
    last_seen: datetime
    capture_id: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A capture, with the number under which the console shows it."""

    capture_id: int
    capture: Capture


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a hit's state."""

    version: int
    state: str
    decision: str
    actor: str
    reason: str
    notice_id: int | None
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Related:
    """Other hits that share something with this one: link, site, account, work."""

    by: str
    hits: int
    upheld: int
    some: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is known of a hit."""

    hit: Hit
    work: Work
    obfuscated: bool
    shown: tuple[Shown, ...]
    shown_more: bool
    kept: tuple[Kept, ...]
    changes: tuple[Change, ...]
    parts: dict[str, int]  # of its priority, for the house only


class Dossiers:
    """Reads dossiers within a scope."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, scope: Scope, hit_id: int) -> Dossier:
        """The dossier of a hit; of one that is not to be seen there is none."""
        with scoped(self._database, scope) as connection:
            hit = visible_hit(connection, scope, hit_id)
            work = connection.execute(select(works).where(works.c.id == hit.work_id)).one()
            link = connection.execute(
                select(links.c.obfuscated).join(hits, hits.c.link_id == links.c.id).where(hits.c.id == hit_id)
            ).one()
            shown = _shown(connection, hit_id)
            return Dossier(
                hit=hit,
                work=work_of(work),
                obfuscated=link.obfuscated,
                shown=tuple(shown[:MOST_SIGHTINGS]),
                shown_more=len(shown) > MOST_SIGHTINGS,
                kept=tuple(_kept(connection, hit_id)),
                changes=tuple(_changes(connection, hit_id)),
                parts=parts_of(connection, hit_id) if scope.holder is None else {},
            )

    def related(self, scope: Scope, hit_id: int) -> Sequence[Related]:
        """Other hits at the same link, on the same site, of the same account and work."""
        with scoped(self._database, scope) as connection:
            visible_hit(connection, scope, hit_id)
            row = connection.execute(
                select(hits, sightings.c.account_id)
                .join(sightings, sightings.c.id == hits.c.sighting_id)
                .where(hits.c.id == hit_id)
            ).one()
            ways = _ways(row)
            return [found for by, way in ways if (found := _related(connection, scope, row, by, way)).hits]

    def capture(self, scope: Scope, hit_id: int, capture_id: int) -> Capture:
        """One capture of a page that shows the hit."""
        with scoped(self._database, scope) as connection:
            visible_hit(connection, scope, hit_id)
            for kept in _kept(connection, hit_id):
                if kept.capture_id == capture_id:
                    return kept.capture
        raise NotFoundError(f"There is no capture {capture_id} of hit {hit_id}")


def _shown(connection: Connection, hit_id: int) -> list[Shown]:
    rows = (
        select(
            sightings,
            pages.c.url,
            pages.c.title,
            pages.c.site,
            pages.c.channel,
            matches.c.matched_text,
            accounts.c.platform,
            accounts.c.account_id.label("account"),
            accounts.c.name,
        )
        .select_from(
            hits.join(sightings, sightings.c.link_id == hits.c.link_id).join(pages, pages.c.id == sightings.c.page_id)
        )
        .outerjoin(matches, (matches.c.hit_id == hits.c.id) & (matches.c.sighting_id == sightings.c.id))
        .outerjoin(accounts, accounts.c.id == sightings.c.account_id)
        .where(hits.c.id == hit_id)
        .order_by((sightings.c.id == hits.c.sighting_id).desc(), matches.c.score.desc().nulls_last(), sightings.c.id)
        .limit(MOST_SIGHTINGS + 1)
    )
    return [_sighting(row) for row in connection.execute(rows)]


def _sighting(row: Row[Any]) -> Shown:
    account = ""
    if row.account is not None:
        account = f"{row.name} ({row.platform}:{row.account})" if row.name else f"{row.platform}:{row.account}"
    return Shown(
        sighting_id=row.id,
        page_url=row.url,
        page_title=row.title,
        site=row.site,
        channel=row.channel,
        texts=texts_from_json(row.texts),
        matched_text=row.matched_text or "",
        account=account,
        price=row.price,
        episode=row.episode,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        capture_id=row.capture_id,
    )


def _kept(connection: Connection, hit_id: int) -> list[Kept]:
    shown = select(sightings.c.capture_id).join(hits, hits.c.link_id == sightings.c.link_id).where(hits.c.id == hit_id)
    best = select(hits.c.capture_id).where(hits.c.id == hit_id)
    proving = captures.c.id.in_(shown.limit(MOST_SIGHTINGS)) | captures.c.id.in_(best)
    rows = connection.execute(select(captures).where(proving).order_by(captures.c.id))
    return [Kept(row.id, capture_of(row)) for row in rows]


def _changes(connection: Connection, hit_id: int) -> list[Change]:
    rows = decision_rows().subquery()
    wanted = select(rows).where(rows.c.hit_id == hit_id).order_by(rows.c.version)
    return [
        Change(row.version, row.state, row.decision, row.actor, row.reason, row.notice_id, row.happened_at)
        for row in connection.execute(wanted)
    ]


def _ways(row: Row[Any]) -> list[tuple[str, ColumnElement[bool]]]:
    ways: list[tuple[str, ColumnElement[bool]]] = [("link", hits.c.link_id == row.link_id)]
    if row.account_id is not None:
        of_account = select(sightings.c.link_id).where(sightings.c.account_id == row.account_id).limit(1000)
        ways.append(("account", hits.c.link_id.in_(of_account)))
    ways.append(("work", (hits.c.work_id == row.work_id) & (hits.c.site != row.site)))
    ways.append(("site", hits.c.site == row.site))
    return ways


def _related(connection: Connection, scope: Scope, row: Row[Any], by: str, way: ColumnElement[bool]) -> Related:
    """Counted up to a thousand; the best few are shown."""
    others = select(hits.c.id, hits.c.state, hits.c.priority).where(way, hits.c.id != row.id, *visible_hits(scope))
    some = others.limit(1000).subquery()
    upheld = func.count().filter(some.c.state.in_(("confirmed", "noticed", "removed", "restored")))
    counted = connection.execute(select(func.count().label("hits"), upheld.label("upheld")).select_from(some)).one()
    best = connection.execute(
        select(some.c.id).order_by(some.c.priority.desc(), some.c.id).limit(MOST_RELATED)
    ).scalars()
    shown = tuple(visible_hit(connection, scope, hit_id) for hit_id in best)
    return Related(by, counted.hits, counted.upheld, shown)
