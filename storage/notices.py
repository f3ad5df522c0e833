"""Notices: drafts, approvals and what was sent. Every step is an event that is added, none is changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Literal
from unicodedata import normalize

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from core.errors import ConflictError, NotFoundError
from core.types import HitState
from storage.database import Database, chunks
from storage.decision_tables import notice_events, notice_hits, notices
from storage.listed import pending, taken_back
from storage.projection import STATE_OF_NOTICE_EVENT, change_state
from storage.tables import hits
from storage.takedown_tables import notice_files, notice_works

NoticeState = Literal["draft", "approved", "sent", "withdrawn"]
EventKind = Literal[
    "drafted", "approved", "refused", "sending", "failed", "sent", "withdrawn", "bounced", "answered", "reminded",
    "escalated", "complained",
]  # fmt: skip

# What an event makes of a notice; kinds that are not here leave it as it is.
STATE_AFTER: Final[dict[EventKind, NoticeState]] = {
    "drafted": "draft",
    "approved": "approved",
    "refused": "withdrawn",
    "sent": "sent",
    "withdrawn": "withdrawn",
    "bounced": "withdrawn",
}
# From which states an event may come.
ALLOWED: Final[dict[EventKind, tuple[NoticeState, ...]]] = {
    "approved": ("draft",),
    "refused": ("draft", "approved"),
    "sending": ("approved",),
    "failed": ("approved",),
    "sent": ("approved",),
    "withdrawn": ("draft", "approved", "sent"),
    "bounced": ("sent",),
    "answered": ("sent",),
    "reminded": ("sent",),
    "escalated": ("sent",),
    "complained": ("sent",),
}
_PORTION: Final = 500


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A file of a notice, byte for byte."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice to be drafted."""

    number: str
    form: str
    recipient: str
    holder: str
    language: str
    subject: str
    text: str
    hours: int
    hit_ids: tuple[int, ...] = ()
    work_ids: tuple[int, ...] = ()
    files: tuple[NoticeFile, ...] = ()
    about_id: int | None = None
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as it stands. `digest` is that of subject, text and files; it is frozen at the approval."""

    notice_id: int
    number: str
    form: str
    recipient: str
    holder: str
    language: str
    subject: str
    text: str
    digest: str
    hours: int
    state: NoticeState
    created_by: str
    created_at: datetime
    approved_by: str
    approved_at: datetime | None
    sent_by: str
    sent_at: datetime | None
    message_id: str
    about_id: int | None
    version: int
    case_id: int | None = None
    hits: int = 0


@dataclass(frozen=True, slots=True)
class NoticeEvent:
    """One step of a notice: who did what, when and why."""

    event_id: int
    notice_id: int
    kind: EventKind
    actor: str
    detail: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class NoticeQuery:
    """Which notices are wanted; what is left out does not restrict."""

    state: NoticeState | None = None
    recipient: str | None = None
    holder: str | None = None
    form: str | None = None
    hit_id: int | None = None
    case_id: int | None = None
    since: datetime | None = None
    before: int | None = None
    limit: int | None = None


ALL: Final = NoticeQuery()


def same_person(one: str, other: str) -> bool:
    """Whether two names mean one person: width, case and blanks apart."""
    return _person(one) == _person(other)


def _person(name: str) -> str:
    return "".join(normalize("NFKC", name).casefold().split())


def digest_of(subject: str, text: str, files: Iterable[NoticeFile]) -> str:
    """The digest that stands for all that a notice says."""
    whole = sha256(f"{subject}\n{text}\n".encode())
    for file in sorted(files, key=lambda file: file.name):
        whole.update(f"{file.name} {file.sha256}\n".encode())
    return whole.hexdigest()


class Notices:
    """Adds and reads notices, and moves them from state to state."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: NewNotice, by: str, now: datetime) -> Notice:
        """Keeps a draft with its hits, works and files."""
        with self._database.write() as connection:
            row = {
                "number": new.number, "form": new.form, "recipient": new.recipient, "holder": new.holder,
                "language": new.language, "subject": new.subject, "text": new.text, "hours": new.hours,
                "digest": digest_of(new.subject, new.text, new.files), "state": "draft", "created_by": by,
                "created_at": now, "about_id": new.about_id, "case_id": new.case_id,
            }  # fmt: skip
            notice_id = int(connection.execute(insert(notices).returning(notices.c.id), row).scalar_one())
            for portion in chunks([{"notice_id": notice_id, "hit_id": hit_id} for hit_id in new.hit_ids]):
                connection.execute(insert(notice_hits), portion)
            for portion in chunks([{"notice_id": notice_id, "work_id": work_id} for work_id in new.work_ids]):
                connection.execute(insert(notice_works), portion)
            for file in new.files:
                _keep_file(connection, notice_id, file, now)
            _add_event(connection, notice_id, "drafted", by, "", now)
            return _read(connection, notice_id)

    def get(self, notice_id: int) -> Notice:
        """One notice."""
        with self._database.read() as connection:
            return _read(connection, notice_id)

    def query(self, query: NoticeQuery = ALL) -> Iterator[Notice]:
        """The notices that fit, newest first."""
        wanted = _rows().where(*_conditions(query)).order_by(notices.c.id.desc()).limit(query.limit)
        with self._database.read() as connection:
            for row in connection.execution_options(yield_per=_PORTION).execute(wanted):
                yield _notice(row)

    def events(self, notice_id: int) -> list[NoticeEvent]:
        """The steps of a notice, in order."""
        wanted = select(notice_events).where(notice_events.c.notice_id == notice_id).order_by(notice_events.c.id)
        with self._database.read() as connection:
            return [
                NoticeEvent(row.id, row.notice_id, row.kind, row.actor, row.detail, row.happened_at)
                for row in connection.execute(wanted)
            ]

    def hit_ids(self, notice_id: int) -> tuple[int, ...]:
        """The hits that a notice lists."""
        with self._database.read() as connection:
            return _hit_ids(connection, notice_id)

    def work_ids(self, notice_id: int) -> tuple[int, ...]:
        """The works that a notice speaks of."""
        wanted = select(notice_works.c.work_id).where(notice_works.c.notice_id == notice_id)
        with self._database.read() as connection:
            return tuple(connection.execute(wanted.order_by(notice_works.c.work_id)).scalars())

    def files(self, notice_id: int) -> list[NoticeFile]:
        """The files of a notice, the message that was sent among them."""
        wanted = select(notice_files).where(notice_files.c.notice_id == notice_id).order_by(notice_files.c.id)
        with self._database.read() as connection:
            return [NoticeFile(row.name, row.media_type, row.content) for row in connection.execute(wanted)]

    def pending(self, hit_ids: Sequence[int], recipient: str, form: str) -> dict[int, int]:
        """Those of the hits that a notice of this form to this recipient lists already, with its id."""
        return pending(self._database, hit_ids, recipient, form)

    def taken_back(self, hit_ids: Sequence[int]) -> set[int]:
        """Those of the hits that a sent notice listed by mistake, and that nobody has confirmed since."""
        return taken_back(self._database, hit_ids)

    def counts(self) -> dict[str, int]:
        """How many notices stand in each state."""
        with self._database.read() as connection:
            rows = connection.execute(select(notices.c.state, func.count()).group_by(notices.c.state))
            return {state: int(count) for state, count in rows}

    def count_sent(self, recipient: str, since: datetime) -> int:
        """How many notices went to a recipient since a time."""
        wanted = select(func.count()).where(notices.c.recipient == recipient, notices.c.sent_at >= since)
        with self._database.read() as connection:
            return int(connection.execute(wanted).scalar_one())

    def approve(self, notice_id: int, by: str, digest: str, now: datetime) -> Notice:
        """Freezes the text that was read, named by its digest. The drafter cannot approve."""
        with self._database.write() as connection:
            notice = _lock(connection, notice_id)
            if not by.strip() or same_person(by, notice.created_by):
                raise ConflictError(
                    f"Notice {notice_id} was drafted by {notice.created_by}: somebody else must approve it"
                )
            if notice.digest != digest:
                raise ConflictError(f"Notice {notice_id} is not the one that was read: show it again")
            values = {"approved_by": by, "approved_at": now}
            return _step(connection, notice, "approved", by, f"sha256:{digest}", now, values)

    def note(self, notice_id: int, kind: EventKind, by: str, detail: str, now: datetime) -> Notice:
        """Adds a step that is none of the others: refused, sending, failed, answered."""
        with self._database.write() as connection:
            return _step(connection, _lock(connection, notice_id), kind, by, detail, now, {})

    def keep(self, notice_id: int, file: NoticeFile, now: datetime) -> None:
        """Keeps one more file, such as the message as it is about to be sent."""
        with self._database.write() as connection:
            _keep_file(connection, notice_id, file, now)

    def sent(self, notice_id: int, by: str, message_id: str, detail: str, now: datetime) -> Notice:
        """The notice is out: its hits are noticed from now on, in the same transaction."""
        with self._database.write() as connection:
            notice = _lock(connection, notice_id)
            values = {"sent_by": by, "sent_at": now, "message_id": message_id}
            return _step(connection, notice, "sent", by, detail, now, values)

    def withdraw(self, notice_id: int, by: str, reason: str, now: datetime, kind: EventKind = "withdrawn") -> Notice:
        """Takes a notice back, or notes that it bounced: hits that it alone had noticed are confirmed again."""
        with self._database.write() as connection:
            return _step(connection, _lock(connection, notice_id), kind, by, reason, now, {})


def _step(
    connection: Connection, notice: Notice, kind: EventKind, by: str, detail: str, now: datetime, values: dict[str, Any]
) -> Notice:
    """Adds an event, and all that follows from it."""
    if notice.state not in ALLOWED.get(kind, ()):
        raise ConflictError(f"Notice {notice.notice_id} is {notice.state}: it cannot be {kind} now")
    event_id = _add_event(connection, notice.notice_id, kind, by, detail, now)
    changed = {**values, "state": STATE_AFTER.get(kind, notice.state), "version": notice.version + 1}
    connection.execute(update(notices).where(notices.c.id == notice.notice_id).values(**changed))
    if kind in STATE_OF_NOTICE_EVENT:
        _move_hits(connection, notice, kind, event_id, now)
    return _read(connection, notice.notice_id)


def _move_hits(connection: Connection, notice: Notice, kind: EventKind, event_id: int, now: datetime) -> None:
    if notice.about_id is not None or (kind != "sent" and notice.state != "sent"):
        return  # a letter of withdrawal notices nothing; what was not sent had no effect
    target = STATE_OF_NOTICE_EVENT[kind]
    source: HitState = "confirmed" if kind == "sent" else "noticed"
    for hit_id in _hit_ids(connection, notice.notice_id):
        state = connection.execute(select(hits.c.state).where(hits.c.id == hit_id)).scalar_one()
        if state == source and (kind == "sent" or not _is_noticed_elsewhere(connection, hit_id)):
            change_state(connection, hit_id, target, now, notice_event_id=event_id)


def _is_noticed_elsewhere(connection: Connection, hit_id: int) -> bool:
    """Whether another notice that lists the hit is out (the one at hand no longer counts as sent)."""
    others = (
        select(notices.c.id)
        .join(notice_hits, notice_hits.c.notice_id == notices.c.id)
        .where(notice_hits.c.hit_id == hit_id, notices.c.state == "sent", notices.c.about_id.is_(None))
    )
    return connection.execute(others.limit(1)).first() is not None


def _lock(connection: Connection, notice_id: int) -> Notice:
    connection.execute(select(notices.c.id).where(notices.c.id == notice_id).with_for_update())
    return _read(connection, notice_id)


def _add_event(connection: Connection, notice_id: int, kind: EventKind, by: str, detail: str, now: datetime) -> int:
    row = {"notice_id": notice_id, "kind": kind, "actor": by, "detail": detail, "happened_at": now}
    return int(connection.execute(insert(notice_events).returning(notice_events.c.id), row).scalar_one())


def _keep_file(connection: Connection, notice_id: int, file: NoticeFile, now: datetime) -> None:
    row = {
        "notice_id": notice_id, "name": file.name, "media_type": file.media_type, "sha256": file.sha256,
        "content": file.content, "added_at": now,
    }  # fmt: skip
    connection.execute(insert(notice_files), row)


def _hit_ids(connection: Connection, notice_id: int) -> tuple[int, ...]:
    wanted = select(notice_hits.c.hit_id).where(notice_hits.c.notice_id == notice_id).order_by(notice_hits.c.hit_id)
    return tuple(connection.execute(wanted).scalars())


def _rows() -> Any:
    listed = select(func.count()).where(notice_hits.c.notice_id == notices.c.id).correlate(notices).scalar_subquery()
    return select(notices, listed.label("hits"))


def _conditions(query: NoticeQuery) -> Iterator[ColumnElement[bool]]:
    for column, wanted in (
        (notices.c.state, query.state),
        (notices.c.recipient, query.recipient),
        (notices.c.holder, query.holder),
        (notices.c.form, query.form),
        (notices.c.case_id, query.case_id),
    ):
        if wanted is not None:
            yield column == wanted
    if query.since is not None:
        yield notices.c.created_at >= query.since
    if query.before is not None:
        yield notices.c.id < query.before
    if query.hit_id is not None:
        yield notices.c.id.in_(select(notice_hits.c.notice_id).where(notice_hits.c.hit_id == query.hit_id))


def _read(connection: Connection, notice_id: int) -> Notice:
    row = connection.execute(_rows().where(notices.c.id == notice_id)).first()
    if row is None:
        raise NotFoundError(f"There is no notice {notice_id}")
    return _notice(row)


def _notice(row: Row[Any]) -> Notice:
    values = row._asdict()
    values["notice_id"] = values.pop("id")
    return Notice(**values)
