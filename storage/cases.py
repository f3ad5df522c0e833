"""Cases: what is pursued together for one rights holder. Their steps are events that are added, none is changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row, Select, case, func, insert, select, update

from core.errors import ConflictError, NotFoundError
from storage.case_tables import case_events, case_hits, cases
from storage.database import Database, chunks
from storage.decision_tables import notices
from storage.tables import hits

CaseState = Literal["open", "closed"]
Stage = Literal["open", "draft", "approved", "sent", "gone", "closed"]
CaseEventKind = Literal["opened", "added", "noted", "closed", "reopened"]
STAGES: Final[tuple[Stage, ...]] = ("open", "draft", "approved", "sent", "gone", "closed")
_STATE_AFTER: Final[dict[CaseEventKind, CaseState]] = {"closed": "closed", "reopened": "open"}
_ALLOWED: Final[dict[CaseEventKind, tuple[CaseState, ...]]] = {
    "added": ("open",),
    "noted": ("open", "closed"),
    "closed": ("open",),
    "reopened": ("closed",),
}


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to be opened. `about` says what holds it together: work, site, account, recipient or hits."""

    number: str
    about: str
    subject: str
    holder: str
    hit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as it stands: `gone` of its `hits` are removed; its notices by state."""

    case_id: int
    number: str
    about: str
    subject: str
    holder: str
    state: CaseState
    opened_by: str
    opened_at: datetime
    version: int
    hits: int = 0
    gone: int = 0
    drafts: int = 0
    approved: int = 0
    sent: int = 0

    @property
    def stage(self) -> Stage:
        """How far it has come: what is furthest, unless everything is gone or somebody closed it."""
        if self.state == "closed":
            return "closed"
        if self.hits and self.gone == self.hits:
            return "gone"
        if self.sent:
            return "sent"
        return "approved" if self.approved else "draft" if self.drafts else "open"


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One step of a case: who did what, when and why."""

    event_id: int
    case_id: int
    kind: CaseEventKind
    actor: str
    detail: str
    happened_at: datetime


class Cases:
    """Opens and reads cases, and notes what is done with them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, new: NewCase, by: str, now: datetime) -> CaseFile:
        """Opens a case. ConflictError when one of its hits stands in another open one."""
        with self._database.write() as connection:
            row = {
                "number": new.number, "about": new.about, "subject": new.subject, "holder": new.holder,
                "state": "open", "opened_by": by, "opened_at": now,
            }  # fmt: skip
            case_id = int(connection.execute(insert(cases).returning(cases.c.id), row).scalar_one())
            _add_event(connection, case_id, "opened", by, _list(new.hit_ids), now)
            _put(connection, case_id, new.hit_ids)
            return _read(connection, case_id)

    def add(self, case_id: int, hit_ids: Sequence[int], by: str, now: datetime) -> CaseFile:
        """More hits for an open case; those that it has are left out. ConflictError as with `open`."""
        with self._database.write() as connection:
            found = _lock(connection, case_id)
            known = set(_hit_ids(connection, case_id))
            fresh = tuple(hit_id for hit_id in dict.fromkeys(hit_ids) if hit_id not in known)
            if not fresh:
                return found
            _put(connection, case_id, fresh)
            return _step(connection, found, "added", by, _list(fresh), now)

    def note(self, case_id: int, kind: CaseEventKind, by: str, detail: str, now: datetime) -> CaseFile:
        """A step: noted, closed or reopened. A case whose hits are pursued elsewhere by now is not opened again."""
        with self._database.write() as connection:
            found = _lock(connection, case_id)
            if kind == "reopened":
                _refuse_pursued(connection, case_id, _hit_ids(connection, case_id))
            return _step(connection, found, kind, by, detail, now)

    def get(self, case_id: int) -> CaseFile:
        """One case."""
        with self._database.read() as connection:
            return _read(connection, case_id)

    def query(
        self, state: CaseState | None = None, *, before: int | None = None, limit: int | None = None
    ) -> list[CaseFile]:
        """The cases, newest first."""
        wanted = _rows().order_by(cases.c.id.desc()).limit(limit)
        if state is not None:
            wanted = wanted.where(cases.c.state == state)
        if before is not None:
            wanted = wanted.where(cases.c.id < before)
        with self._database.read() as connection:
            return [_case(row) for row in connection.execute(wanted)]

    def events(self, case_id: int) -> list[CaseEvent]:
        """The steps of a case, in order."""
        wanted = select(case_events).where(case_events.c.case_id == case_id).order_by(case_events.c.id)
        with self._database.read() as connection:
            return [
                CaseEvent(row.id, row.case_id, row.kind, row.actor, row.detail, row.happened_at)
                for row in connection.execute(wanted)
            ]

    def hit_ids(self, case_id: int) -> tuple[int, ...]:
        """The hits of a case."""
        with self._database.read() as connection:
            return _hit_ids(connection, case_id)

    def open_of(self, hit_ids: Sequence[int]) -> dict[int, int]:
        """The open case in which each of the hits stands; hits that stand in none are left out."""
        with self._database.read() as connection:
            return _open_of(connection, hit_ids)

    def standing(self, about: str, subject: str, holder: str) -> int | None:
        """The newest open case about a thing, for a holder; None where there is none."""
        wanted = select(func.max(cases.c.id)).where(
            cases.c.about == about, cases.c.subject == subject, cases.c.holder == holder, cases.c.state == "open"
        )
        with self._database.read() as connection:
            return connection.execute(wanted).scalar_one_or_none()

    def of_hit(self, hit_id: int) -> list[CaseFile]:
        """All cases in which a hit stands or stood, newest first."""
        standing = select(case_hits.c.case_id).where(case_hits.c.hit_id == hit_id)
        with self._database.read() as connection:
            rows = connection.execute(_rows().where(cases.c.id.in_(standing)).order_by(cases.c.id.desc()))
            return [_case(row) for row in rows]


def _rows() -> Select[Any]:
    """Cases with what is counted of their hits and notices."""
    of_hits = (
        select(
            case_hits.c.case_id,
            func.count().label("hits"),
            func.sum(case((hits.c.state == "removed", 1), else_=0)).label("gone"),
        )
        .join(hits, hits.c.id == case_hits.c.hit_id)
        .group_by(case_hits.c.case_id)
        .subquery("of_hits")
    )
    counts = {
        name: func.sum(case((notices.c.state == state, 1), else_=0)).label(name)
        for name, state in (("drafts", "draft"), ("approved", "approved"), ("sent", "sent"))
    }
    of_notices = (
        select(notices.c.case_id, *counts.values())
        .where(notices.c.case_id.is_not(None), notices.c.about_id.is_(None))
        .group_by(notices.c.case_id)
        .subquery("of_notices")
    )
    counted = [
        func.coalesce(of_hits.c.hits, 0).label("hits"),
        func.coalesce(of_hits.c.gone, 0).label("gone"),
        *(func.coalesce(of_notices.c[name], 0).label(name) for name in counts),
    ]
    return (
        select(cases, *counted)
        .outerjoin(of_hits, of_hits.c.case_id == cases.c.id)
        .outerjoin(of_notices, of_notices.c.case_id == cases.c.id)
    )


def _case(row: Row[Any]) -> CaseFile:
    values = row._asdict()
    values["case_id"] = values.pop("id")
    return CaseFile(**values)


def _read(connection: Connection, case_id: int) -> CaseFile:
    row = connection.execute(_rows().where(cases.c.id == case_id)).first()
    if row is None:
        raise NotFoundError(f"There is no case {case_id}")
    return _case(row)


def _lock(connection: Connection, case_id: int) -> CaseFile:
    connection.execute(select(cases.c.id).where(cases.c.id == case_id).with_for_update())
    return _read(connection, case_id)


def _put(connection: Connection, case_id: int, hit_ids: Sequence[int]) -> None:
    """The hits belong to the case from now on."""
    # Whoever puts the same hits into a case at the same time waits here.
    for portion in chunks(sorted(hit_ids)):
        connection.execute(select(hits.c.id).where(hits.c.id.in_(portion)).order_by(hits.c.id).with_for_update())
    _refuse_pursued(connection, case_id, hit_ids)
    for rows in chunks([{"case_id": case_id, "hit_id": hit_id} for hit_id in hit_ids]):
        connection.execute(insert(case_hits), rows)


def _refuse_pursued(connection: Connection, case_id: int, hit_ids: Sequence[int]) -> None:
    pursued = {hit: other for hit, other in _open_of(connection, hit_ids).items() if other != case_id}
    if pursued:
        hit_id, other = min(pursued.items())
        raise ConflictError(
            f"Hit {hit_id} stands in case {other}, which is open | 线索 {hit_id} 已列入未结的案件 {other}"
        )


def _open_of(connection: Connection, hit_ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for portion in chunks(hit_ids):
        wanted = (
            select(case_hits.c.hit_id, case_hits.c.case_id)
            .join(cases, cases.c.id == case_hits.c.case_id)
            .where(case_hits.c.hit_id.in_(portion), cases.c.state == "open")
        )
        found.update((row.hit_id, row.case_id) for row in connection.execute(wanted))
    return found


def _hit_ids(connection: Connection, case_id: int) -> tuple[int, ...]:
    wanted = select(case_hits.c.hit_id).where(case_hits.c.case_id == case_id).order_by(case_hits.c.hit_id)
    return tuple(connection.execute(wanted).scalars())


def _step(
    connection: Connection, found: CaseFile, kind: CaseEventKind, by: str, detail: str, now: datetime
) -> CaseFile:
    if found.state not in _ALLOWED.get(kind, ()):
        raise ConflictError(
            f"Case {found.case_id} is {found.state}: it cannot be {kind} now | "
            f"案件 {found.case_id} {'已结案' if found.state == 'closed' else '尚未结案'}，不能进行该操作"
        )
    _add_event(connection, found.case_id, kind, by, detail, now)
    changed = {"state": _STATE_AFTER.get(kind, found.state), "version": found.version + 1}
    connection.execute(update(cases).where(cases.c.id == found.case_id).values(**changed))
    return _read(connection, found.case_id)


def _add_event(connection: Connection, case_id: int, kind: CaseEventKind, by: str, detail: str, now: datetime) -> None:
    row = {"case_id": case_id, "kind": kind, "actor": by, "detail": detail, "happened_at": now}
    connection.execute(insert(case_events), row)


def _list(hit_ids: Sequence[int]) -> str:
    return ", ".join(map(str, hit_ids))


def states(connection: Connection) -> Iterator[str]:
    """Cases that do not show the state of their last step, one sentence each."""
    last = (
        select(case_events.c.case_id, func.max(case_events.c.id).label("id"))
        .where(case_events.c.kind.in_(("opened", "closed", "reopened")))
        .group_by(case_events.c.case_id)
        .subquery("last")
    )
    due = case({"closed": "closed"}, value=case_events.c.kind, else_="open")
    shown = cases.outerjoin(last, last.c.case_id == cases.c.id).outerjoin(case_events, case_events.c.id == last.c.id)
    wanted = select(cases.c.id, cases.c.state, due.label("due")).select_from(shown)
    for row in connection.execute(wanted.where(cases.c.state != due).order_by(cases.c.id)):
        yield f"Case {row.id} says {row.state}, but its steps make it {row.due}"
