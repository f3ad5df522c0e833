"""Sessions of the console: who is signed in. The browser holds a secret, the database its digest."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.columns import key_of
from storage.console_tables import sessions
from storage.database import Database
from storage.decision_tables import users
from storage.users import User
from storage.values import user_of


class Sessions:
    """Opens, finds and ends sessions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, secret: str, user: User, now: datetime, until: datetime) -> None:
        """A session for a user who just proved who they are; expired ones are cleared away."""
        row = {
            "digest": key_of("session", secret),
            "user_id": user.user_id,
            "session_version": user.session_version,
            "created_at": now,
            "expires_at": until,
        }
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.expires_at < now))
            connection.execute(insert(sessions), row)

    def user(self, secret: str, now: datetime) -> User | None:
        """Whose session it is: None when it ended, was revoked, or its user was shut out."""
        if not secret:
            return None
        wanted = (
            select(users)
            .join(sessions, sessions.c.user_id == users.c.id)
            .where(
                sessions.c.digest == key_of("session", secret),
                sessions.c.expires_at > now,
                sessions.c.session_version == users.c.session_version,
                users.c.disabled.is_(False),
            )
        )
        with self._database.read() as connection:
            row = connection.execute(wanted).first()
        return None if row is None else user_of(row)

    def end(self, secret: str) -> None:
        """Ends one session."""
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == key_of("session", secret)))
