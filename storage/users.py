"""Users: who may sign in. Passwords are hashed elsewhere; only the hash comes here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Row, insert, select, update

from core.errors import ConflictError, NotFoundError
from storage.database import Database
from storage.decision_tables import users
from storage.upsert import Values

Role = Literal["operator", "analyst", "approver", "rights_holder", "auditor"]


@dataclass(frozen=True, slots=True)
class User:
    """A person with a role; a rights holder's user sees that holder's works and hits, and nothing else."""

    user_id: int
    name: str
    role: Role
    holder: str
    password_hash: str
    session_version: int
    disabled: bool
    created_at: datetime


class Users:
    """The people who work here, by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, name: str, role: Role, password_hash: str, now: datetime, holder: str = "") -> User:
        """A new user; a holder's user names the holder."""
        row = {
            "name": name,
            "role": role,
            "password_hash": password_hash,
            "holder": holder,
            "disabled": False,
            "created_at": now,
        }
        with self._database.write() as connection:
            if connection.execute(select(users.c.id).where(users.c.name == name)).first():
                raise ConflictError(f"There is a user {name!r} already")
            connection.execute(insert(users), row)
        return self.get(name)

    def get(self, name: str) -> User:
        """The user of that name."""
        with self._database.read() as connection:
            row = connection.execute(select(users).where(users.c.name == name)).first()
        if row is None:
            raise NotFoundError(f"There is no user {name!r}")
        return user_of(row)

    def list(self) -> Sequence[User]:
        """All users by name."""
        with self._database.read() as connection:
            return [user_of(row) for row in connection.execute(select(users).order_by(users.c.name))]

    def set_password(self, name: str, password_hash: str) -> None:
        """A new password; sessions that were opened with the old one end."""
        self._change(name, {"password_hash": password_hash})

    def disable(self, name: str, disabled: bool = True) -> None:
        """Shuts a user out, or lets them in again; open sessions end."""
        self._change(name, {"disabled": disabled})

    def end_sessions(self, name: str) -> None:
        """Signs a user out everywhere."""
        self._change(name, {})

    def _change(self, name: str, values: Values) -> None:
        changed = values | {"session_version": users.c.session_version + 1}
        with self._database.write() as connection:
            if not connection.execute(update(users).where(users.c.name == name).values(changed)).rowcount:
                raise NotFoundError(f"There is no user {name!r}")


def user_of(row: Row[Any]) -> User:
    """A row of `users`."""
    return User(
        user_id=row.id,
        name=row.name,
        role=row.role,
        holder=row.holder,
        password_hash=row.password_hash,
        session_version=row.session_version,
        disabled=row.disabled,
        created_at=row.created_at,
    )
