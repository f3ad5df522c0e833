"""Figures of a campaign: what was found, noticed and removed in a window, by channel, work, site and account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, select

from core.types import HitState
from storage.database import Database
from storage.decision_tables import notices, transitions
from storage.tables import accounts, hits, links, sightings, works

UPHELD: Final = ("confirmed", "noticed", "removed", "restored")


@dataclass(frozen=True, slots=True)
class Window:
    """From when (included) until when (excluded), and for which holder or batch; None is open."""

    since: datetime | None = None
    until: datetime | None = None
    holder: str | None = None
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class Repeater:
    """Somebody who offers works again and again: an account or a site."""

    name: str
    platform: str
    account_id: str
    hits: int
    works: int
    removed: int
    first_seen: datetime
    last_seen: datetime


class Campaigns:
    """Counts; every hit counts once in a figure."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def found(self, window: Window, by: str = "channel") -> dict[str, int]:
        """Hits first seen in the window that nobody rejected, by channel, kind, provider, site or work."""
        chosen = [*within(hits.c.first_seen, window), *of_window(window), hits.c.state.not_in(("rejected", "unsure"))]
        return self._counts(_grouped(by).where(*chosen))

    def reached(self, window: Window, state: HitState, by: str = "channel") -> dict[str, int]:
        """Hits that came into a state in the window, each once."""
        came = select(transitions.c.hit_id).where(
            transitions.c.state == state, *within(transitions.c.happened_at, window)
        )
        return self._counts(_grouped(by).where(hits.c.id.in_(came), *of_window(window)))

    def sent(self, window: Window) -> dict[str, int]:
        """Notices sent in the window, by form."""
        wanted = select(notices.c.form, func.count()).where(
            notices.c.sent_at.is_not(None), *within(notices.c.sent_at, window)
        )
        if window.holder is not None:
            wanted = wanted.where(notices.c.holder == window.holder)
        return self._counts(wanted.group_by(notices.c.form))

    def accounts(self, window: Window) -> int:
        """Accounts that offered upheld hits first seen in the window."""
        wanted = (
            select(func.count(sightings.c.account_id.distinct()))
            .join(hits, hits.c.link_id == sightings.c.link_id)
            .where(hits.c.state.in_(UPHELD), *within(hits.c.first_seen, window), *of_window(window))
        )
        with self._database.read() as connection:
            return int(connection.execute(wanted).scalar_one())

    def repeat_accounts(self, window: Window, least: int = 2, limit: int = 1000) -> Sequence[Repeater]:
        """Accounts with so many upheld hits or more, the worst first."""
        shown = accounts.join(sightings, sightings.c.account_id == accounts.c.id).join(
            hits, hits.c.link_id == sightings.c.link_id
        )
        number = func.count(hits.c.id.distinct())
        wanted = (
            select(accounts.c.name, accounts.c.platform, accounts.c.account_id, *_repeated())
            .select_from(shown)
            .where(hits.c.state.in_(UPHELD), *within(hits.c.first_seen, window), *of_window(window))
            .group_by(accounts.c.id)
            .having(number >= least)
            .order_by(number.desc(), accounts.c.id)
        )
        return self._repeaters(wanted.limit(limit))

    def repeat_sites(self, window: Window, least: int = 2, limit: int = 1000) -> Sequence[Repeater]:
        """Sites with so many upheld hits or more, the worst first."""
        number = func.count(hits.c.id.distinct())
        wanted = (
            select(
                hits.c.site.label("name"), hits.c.site.label("platform"), hits.c.site.label("account_id"), *_repeated()
            )
            .where(hits.c.state.in_(UPHELD), *within(hits.c.first_seen, window), *of_window(window))
            .group_by(hits.c.site)
            .having(number >= least)
            .order_by(number.desc(), hits.c.site)
        )
        return self._repeaters(wanted.limit(limit))

    def _counts(self, wanted: Select[Any]) -> dict[str, int]:
        with self._database.read() as connection:
            rows = connection.execute(wanted).all()
        return dict(sorted(((str(name), int(number)) for name, number in rows), key=lambda row: (-row[1], row[0])))

    def _repeaters(self, wanted: Select[Any]) -> list[Repeater]:
        with self._database.read() as connection:
            return [Repeater(**row._asdict()) for row in connection.execute(wanted)]


def _repeated() -> list[ColumnElement[Any]]:
    return [
        func.count(hits.c.id.distinct()).label("hits"),
        func.count(hits.c.work_id.distinct()).label("works"),
        func.count(hits.c.id.distinct()).filter(hits.c.state == "removed").label("removed"),
        func.min(hits.c.first_seen).label("first_seen"),
        func.max(hits.c.last_seen).label("last_seen"),
    ]


def _grouped(by: str) -> Select[Any]:
    columns: dict[str, ColumnElement[Any]] = {
        "channel": hits.c.channel,
        "kind": hits.c.link_kind,
        "site": hits.c.site,
        "provider": links.c.provider,
        "work": works.c.title,
    }
    column = columns[by]
    shown = hits.join(links, links.c.id == hits.c.link_id).join(works, works.c.id == hits.c.work_id)
    return select(column, func.count(hits.c.id)).select_from(shown).group_by(column)


def within(column: ColumnElement[Any], window: Window) -> list[ColumnElement[bool]]:
    """That a moment lies in the window."""
    conditions: list[ColumnElement[bool]] = []
    if window.since is not None:
        conditions.append(column >= window.since)
    if window.until is not None:
        conditions.append(column < window.until)
    return conditions


def of_window(window: Window) -> list[ColumnElement[bool]]:
    """Only the hits of the window's holder and batch."""
    chosen = select(works.c.id)
    if window.holder is not None:
        chosen = chosen.where(works.c.holder == window.holder)
    if window.batch is not None:
        chosen = chosen.where(works.c.batch.contains(window.batch, autoescape=True))
    return [hits.c.work_id.in_(chosen)] if window.holder is not None or window.batch is not None else []
