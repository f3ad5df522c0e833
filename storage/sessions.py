"""Sessions of the console: who is signed in. The browser holds a secret, the database its digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, insert, select, update

from core.errors import NotFoundError
from storage.columns import key_of
from storage.console_tables import sessions
from storage.database import Database
from storage.decision_tables import users
from storage.users import User, user_of

NEVER: Final = timedelta(days=3650)
_NOTED: Final = timedelta(minutes=5)  # how exactly it is known when a session was last used


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Where somebody is signed in; `current` is the session that asks."""

    session_id: int
    created_at: datetime
    seen_at: datetime
    address: str
    agent: str
    current: bool


class Sessions:
    """Opens, finds and ends sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, secret: str, user: User, now: datetime, until: datetime, address: str = "", agent: str = "") -> None:
        """A session for a user who just proved who they are; expired ones are cleared away."""
        row = {
            "digest": key_of("session", secret),
            "user_id": user.user_id,
            "session_version": user.session_version,
            "created_at": now,
            "expires_at": until,
            "seen_at": now,
            "address": address,
            "agent": agent,
        }
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires_at < now))
            connection.execute(insert(sessions), row)

    def user(self, secret: str, now: datetime, idle: timedelta = NEVER) -> User | None:
        """Whose session it is: None when it ended, was revoked, lay idle too long, or its user was shut out."""
        if not secret:
            return None
        digest = key_of("session", secret)
        wanted = (
            select(users, sessions.c.seen_at)
            .join(sessions, sessions.c.user_id == users.c.id)
            .where(
                sessions.c.digest == digest,
                sessions.c.expires_at > now,
                sessions.c.seen_at > now - idle,
                sessions.c.session_version == users.c.session_version,
                users.c.disabled.is_(False),
            )
        )
        with self._database.read() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            return None
        if now - row.seen_at > _NOTED:
            with self._database.write() as connection:
                connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=now))
        return user_of(row)

    def of(self, user: User, secret: str, now: datetime) -> Sequence[OpenSession]:
        """A user's open sessions, the latest used first; `secret` is that of the one who asks."""
        digest = key_of("session", secret)
        wanted = select(sessions).where(
            sessions.c.user_id == user.user_id,
            sessions.c.session_version == user.session_version,
            sessions.c.expires_at > now,
        )
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(sessions.c.seen_at.desc()).limit(100)).all()
        return [
            OpenSession(row.id, row.created_at, row.seen_at, row.address, row.agent, row.digest == digest)
            for row in rows
        ]

    def end_one(self, user: User, session_id: int) -> None:
        """Ends one of the user's own sessions."""
        chosen = (sessions.c.id == session_id) & (sessions.c.user_id == user.user_id)
        with self._database.write() as connection:
            if not connection.execute(delete(sessions).where(chosen)).rowcount:
                raise NotFoundError(f"There is no session {session_id}")

    def end(self, secret: str) -> None:
        """Ends one session."""
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == key_of("session", secret)))
