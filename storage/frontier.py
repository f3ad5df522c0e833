"""The frontier: which addresses a site's round still has to visit. It is in the database, so a crash loses nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from core.types import FetchState, NewRequest, QueuedRequest
from storage.columns import key_of
from storage.database import Database, chunks
from storage.queueing import current_round, enqueue, queued_request
from storage.tables import TRIED, requests, rounds
from storage.turns import Turns
from storage.vanishing import look_again

_LOOKED_THROUGH: Final = 60  # waiting addresses for each that is handed out, until all have their place
_FEWEST: Final = 200
_ROUNDS: Final = 64  # handings out after which older addresses, queued again, are looked for


@dataclass(frozen=True, slots=True)
class Round:
    """One pass over a site; resumed when an earlier run left addresses of it."""

    number: int
    resumed: bool


class Frontier:
    """The queue of every site. An address stays queued until the transaction that stores its page."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._handed_out: dict[str, set[int]] = {}
        self._alone: dict[str, int | None] = {}
        self._turns: dict[str, Turns] = {}
        self._marks: dict[str, int] = {}  # up to where a site's addresses have their turns
        self._owed: dict[str, float] = {}  # how many more of a site go by turns
        self._claims: Counter[str] = Counter()

    def start_round(self, site: str, seeds: Sequence[NewRequest], now: datetime, run_id: int | None) -> Round:
        """Goes on with the round that an earlier run left, or begins the next one at the seeds."""
        with self._database.write() as connection:
            number = current_round(connection, site)
            resumed = number > 0 and _is_waiting(connection, site)
            if not resumed:
                number += 1
                connection.execute(insert(rounds).values(site=site, number=number, started=now, run_id=run_id))
            enqueue(connection, site, number, [(seed, None) for seed in seeds])
        return Round(number, resumed)

    def add(self, site: str, wanted: Sequence[NewRequest], number: int) -> int:
        """Queues further addresses that the round has not seen; returns how many."""
        with self._database.write() as connection:
            return enqueue(connection, site, number, [(request, None) for request in wanted])

    def look_again(self, site: str, limit: int) -> int:
        """Queues pages that showed hits and that nothing in this round led to, longest unseen first. How many."""
        with self._database.write() as connection:
            return look_again(connection, site, current_round(connection, site), limit)

    def claim(self, site: str, limit: int, max_attempts: int = 5) -> list[QueuedRequest]:
        """Hands out what to fetch next: the highest priority first, then the oldest.

        Each handing out counts as an attempt until its page is stored or it is given back. An address that was in
        flight when a process died is handed out alone. When the process dies again it was that one: it comes last,
        and when it was alone at `max_attempts` deaths it is given up. So a page that kills the process neither ends
        nor loses any other.
        """
        handed = self._handed_out.setdefault(site, set())
        if limit < 1 or self._alone.get(site) in handed:
            return []
        with self._database.read() as connection:
            left = [row for row in _tried(connection, site) if row.id not in handed]
            chosen = [] if handed else [row.id for row in left if row.attempts == 1][:1]
            alone, patient = bool(chosen), frozenset[int]()
            if not chosen:
                chosen, patient = self._promising(connection, site, limit, handed)
            if not chosen and not handed:
                chosen = [row.id for row in left if 1 < row.attempts <= max_attempts][:1]
                alone = bool(chosen)
        exhausted = [row.id for row in left if row.attempts > max_attempts]
        if not chosen and not exhausted:
            return []
        with self._database.write() as connection:
            _give_up(connection, exhausted, max_attempts)
            claimed, rows = _take(connection, chosen, patient)
        self._turns.setdefault(site, Turns()).handed(rows)
        handed.update(chosen)
        self._alone[site] = chosen[0] if alone else None
        return claimed

    def _promising(
        self, connection: Connection, site: str, limit: int, handed: set[int]
    ) -> tuple[list[int], frozenset[int]]:
        """The highest priorities and those whose part's turn it is, and which these are.

        So whatever one corner of a site makes of its addresses, the others come to their turn.
        """
        chosen = _untried(connection, site, limit, handed)
        if len(chosen) < limit:
            return chosen, frozenset()
        turns = self._turns_of(connection, site, limit)
        owed = self._owed.get(site, 0.0) + limit * turns.share
        wanted = min(int(owed), limit)
        self._owed[site] = owed - wanted
        patient = [number for number in turns.next(wanted) if number not in handed]
        taken = frozenset(patient)
        others = [number for number in chosen if number not in taken]
        left_out = frozenset(others[limit - len(patient) :])
        kept = [number for number in chosen if number not in left_out]
        return [*kept, *(number for number in patient if number not in kept)], taken

    def _turns_of(self, connection: Connection, site: str, limit: int) -> Turns:
        """The site's turns, with some more of the addresses that wait."""
        turns = self._turns.setdefault(site, Turns())
        self._claims[site] += 1
        if not turns.is_full:
            most = max(_FEWEST, limit * _LOOKED_THROUGH)
            waiting = _oldest(connection, site, self._marks.get(site, 0), most)
            turns.wait(waiting)
            if len(waiting) == most:
                self._marks[site] = waiting[-1].id
            else:
                again = self._claims[site] % _ROUNDS == 0
                self._marks[site] = 0 if again else _last(connection)
        return turns

    def noted(self, site: str, number: int, *, fruitful: bool) -> None:
        """What an address that was handed out came to: whether it showed anything new."""
        if site in self._turns:
            self._turns[site].noted(number, fruitful=fruitful)

    def done(self, request_ids: Sequence[int]) -> None:
        """Forgets that addresses were handed out: their pages are stored."""
        for handed in self._handed_out.values():
            handed.difference_update(request_ids)

    def put_back(self, site: str, priorities: Mapping[int, int]) -> None:
        """Takes back addresses that were just handed out, each with the priority that it has from now on."""
        handed = self._handed_out.setdefault(site, set())
        handed.difference_update(priorities)
        self._turns.setdefault(site, Turns()).back(priorities)
        if self._alone.get(site) in priorities:
            self._alone[site] = None
        changed = [{"of": number, "to": priority} for number, priority in priorities.items()]
        untried = {"priority": bindparam("to"), "attempts": requests.c.attempts - 1}
        with self._database.write() as connection:
            connection.execute(update(requests).where(requests.c.id == bindparam("of")).values(untried), changed)

    def release(self, site: str) -> None:
        """Takes back what was handed out and not stored; it does not count as an attempt."""
        handed = self._handed_out.pop(site, set())
        if not handed:
            return
        with self._database.write() as connection:
            for portion in chunks(sorted(handed)):
                chosen = requests.c.id.in_(portion) & (requests.c.state == "queued") & (requests.c.attempts > 0)
                connection.execute(update(requests).where(chosen).values(attempts=requests.c.attempts - 1))

    def pending(self, site: str) -> int:
        """How many addresses are not done yet, handed out or not."""
        with self._database.read() as connection:
            return _waiting(connection, site)

    def counts(self, site: str, number: int) -> dict[str, int]:
        """How the addresses of a round ended, by fetch state; those that wait count as `queued`."""
        state = func.coalesce(requests.c.fetch_state, "queued")
        chosen = (requests.c.site == site, requests.c.round == number)
        with self._database.read() as connection:
            rows = connection.execute(select(state, func.count()).where(*chosen).group_by(state))
            return {name: count for name, count in rows}

    def due(self, site: str) -> datetime | None:
        """When the site's last finished round was started; None before the first one is finished."""
        with self._database.read() as connection:
            number = current_round(connection, site) - (1 if _is_waiting(connection, site) else 0)
            started = select(rounds.c.started).where(rounds.c.site == site, rounds.c.number == number)
            return connection.execute(started).scalar()

    def asked(self, site: str, urls: Iterable[str]) -> dict[str, datetime]:
        """When each of the addresses was last fetched; those that never were are left out."""
        by_hash = {key_of(url): url for url in urls}
        wanted = select(requests.c.url_hash, requests.c.fetched_at).where(requests.c.site == site)
        found: dict[str, datetime] = {}
        with self._database.read() as connection:
            for portion in chunks(sorted(by_hash)):
                rows = connection.execute(wanted.where(requests.c.url_hash.in_(portion)))
                found.update((by_hash[row.url_hash], row.fetched_at) for row in rows if row.fetched_at is not None)
        return found

    def abandon(self, site: str, state: FetchState, cause: str, now: datetime) -> int:
        """Ends a round early: what waits is done, in the state and for the cause given. How many that were."""
        values = {"state": "done", "fetch_state": state, "cause": cause, "fetched_at": now, "attempts": 0}
        self._handed_out.pop(site, None)
        with self._database.write() as connection:
            chosen = (requests.c.site == site) & (requests.c.state == "queued")
            return connection.execute(update(requests).where(chosen).values(values)).rowcount


def _waiting(connection: Connection, site: str) -> int:
    chosen = (requests.c.site == site, requests.c.state == "queued")
    return connection.execute(select(func.count()).select_from(requests).where(*chosen)).scalar_one()


def _is_waiting(connection: Connection, site: str) -> bool:
    chosen = (requests.c.site == site, requests.c.state == "queued")
    return connection.execute(select(requests.c.id).where(*chosen).limit(1)).first() is not None


def _tried(connection: Connection, site: str) -> Sequence[Row[Any, Any]]:
    """Addresses that were handed out and are not done, by this process or one that died: fewest attempts first."""
    chosen = (requests.c.site == site, requests.c.state == "queued", TRIED)
    order = (requests.c.attempts, requests.c.priority.desc(), requests.c.id)
    return connection.execute(select(requests.c.id, requests.c.attempts).where(*chosen).order_by(*order)).all()


def _untried(connection: Connection, site: str, limit: int, handed: set[int]) -> list[int]:
    chosen = (requests.c.site == site, requests.c.state == "queued", requests.c.attempts == 0)
    order = (requests.c.priority.desc(), requests.c.id)
    wanted = select(requests.c.id).where(*chosen).order_by(*order).limit(limit + len(handed))
    return [row.id for row in connection.execute(wanted) if row.id not in handed][:limit]


def _oldest(connection: Connection, site: str, mark: int, limit: int) -> Sequence[Row[Any, Any, Any, Any]]:
    """The first untried addresses after a mark. Walks along the primary key: no other index may tempt the planner."""
    of_site, queued = requests.c.site.concat("") == site, requests.c.state.concat("") == "queued"
    chosen = (requests.c.id > mark, of_site, queued, requests.c.attempts == 0)
    wanted = select(requests.c.id, requests.c.from_id, requests.c.depth, requests.c.url)
    return connection.execute(wanted.where(*chosen).order_by(requests.c.id).limit(limit)).all()


def _last(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(requests.c.id), 0))).scalar_one())


def _take(
    connection: Connection, chosen: Sequence[int], patient: frozenset[int]
) -> tuple[list[QueuedRequest], list[Row[Any]]]:
    """Hands out the chosen; the `patient` because it is their turn."""
    rows = {}
    for portion in chunks(chosen):
        of_portion = requests.c.id.in_(portion)
        connection.execute(update(requests).where(of_portion).values(attempts=requests.c.attempts + 1))
        rows.update({row.id: row for row in connection.execute(select(requests).where(of_portion))})
    taken = [queued_request(rows[number], rows[number].attempts) for number in chosen]
    return [replace(each, in_turn=each.request_id in patient) for each in taken], list(rows.values())


def _give_up(connection: Connection, request_ids: Sequence[int], attempts: int) -> None:
    values = {"state": "done", "fetch_state": "error", "cause": f"stopped the process {attempts} times", "attempts": 0}
    for portion in chunks(request_ids):
        connection.execute(update(requests).where(requests.c.id.in_(portion)).values(values))
