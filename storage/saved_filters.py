"""Filters of the queue that people keep: for themselves, or for everybody on their side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, func, insert, or_, select

from core.errors import ConflictError, NotFoundError
from storage.database import Database
from storage.decision_tables import users
from storage.review_tables import saved_filters
from storage.users import User

MOST: Final = 100


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter with its name; `params` is the query of the queue's address."""

    filter_id: int
    name: str
    params: str
    shared: bool
    owner: str
    own: bool


class SavedFilters:
    """Keeps filters. Shared ones are seen by accounts of the same rights holder, or by those of the house."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, user: User, name: str, params: str, shared: bool, now: datetime) -> int:
        """Keeps a filter; one of the same name is replaced."""
        row = {
            "user_id": user.user_id,
            "holder": user.holder,
            "name": name,
            "params": params,
            "shared": shared,
            "created_at": now,
        }
        mine = saved_filters.c.user_id == user.user_id
        with self._database.write() as connection:
            connection.execute(delete(saved_filters).where(mine, saved_filters.c.name == name))
            if connection.execute(select(func.count()).select_from(saved_filters).where(mine)).scalar_one() >= MOST:
                raise ConflictError("You keep a hundred filters already: remove some first")
            return int(connection.execute(insert(saved_filters).returning(saved_filters.c.id), row).scalar_one())

    def seen_by(self, user: User) -> Sequence[SavedFilter]:
        """One's own filters, and those that others of the same side share."""
        mine = saved_filters.c.user_id == user.user_id
        shared = saved_filters.c.shared.is_(True) & (saved_filters.c.holder == user.holder)
        side = (users.c.role == "rights_holder") == (user.role == "rights_holder")
        wanted = select(saved_filters, users.c.name.label("owner")).join(users, users.c.id == saved_filters.c.user_id)
        wanted = wanted.where(or_(mine, shared & side)).order_by(mine.desc(), saved_filters.c.name).limit(2 * MOST)
        with self._database.read() as connection:
            return [
                SavedFilter(row.id, row.name, row.params, row.shared, row.owner, row.user_id == user.user_id)
                for row in connection.execute(wanted)
            ]

    def remove(self, user: User, filter_id: int) -> None:
        """Removes one of one's own filters."""
        chosen = (saved_filters.c.id == filter_id) & (saved_filters.c.user_id == user.user_id)
        with self._database.write() as connection:
            if not connection.execute(delete(saved_filters).where(chosen)).rowcount:
                raise NotFoundError(f"There is no filter {filter_id}")
