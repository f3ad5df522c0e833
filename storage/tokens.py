"""Tokens of programs that use the API in somebody's name; only their digests are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import insert, select, update

from core.errors import NotFoundError
from storage.columns import key_of
from storage.console_tables import tokens
from storage.database import Database
from storage.decision_tables import users
from storage.users import User, user_of

TokenScope = Literal["read", "review", "upload", "draft", "approve", "send"]
TOKEN_SCOPES: Final[tuple[TokenScope, ...]] = ("read", "review", "upload", "draft", "approve", "send")


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its owner sees it: never the secret itself."""

    token_id: int
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    revoked: bool


class Tokens:
    """Issues, finds and revokes tokens."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def issue(
        self, secret: str, user: User, name: str, scopes: Sequence[str], now: datetime, until: datetime | None
    ) -> None:
        """Keeps the digest of a new token."""
        row = {
            "digest": key_of("token", secret),
            "user_id": user.user_id,
            "name": name,
            "scopes": [scope for scope in TOKEN_SCOPES if scope in scopes],
            "created_at": now,
            "expires_at": until,
            "revoked": False,
        }
        with self._database.write() as connection:
            connection.execute(insert(tokens), row)

    def find(self, secret: str, now: datetime) -> tuple[User, tuple[str, ...]] | None:
        """In whose name a token speaks, and what it may do; None when it does not hold."""
        wanted = select(users, tokens.c.scopes, tokens.c.expires_at).join(tokens, tokens.c.user_id == users.c.id)
        wanted = wanted.where(
            tokens.c.digest == key_of("token", secret), tokens.c.revoked.is_(False), users.c.disabled.is_(False)
        )
        with self._database.read() as connection:
            row = connection.execute(wanted).first()
        if row is None or (row.expires_at is not None and row.expires_at <= now):
            return None
        return user_of(row), tuple(row.scopes)

    def of(self, user: User) -> Sequence[Token]:
        """A user's tokens, the latest first."""
        wanted = select(tokens).where(tokens.c.user_id == user.user_id).order_by(tokens.c.id.desc())
        with self._database.read() as connection:
            return [
                Token(row.id, row.name, tuple(row.scopes), row.created_at, row.expires_at, row.revoked)
                for row in connection.execute(wanted)
            ]

    def revoke(self, user: User, token_id: int) -> None:
        """Makes one of the user's own tokens void."""
        chosen = (tokens.c.id == token_id) & (tokens.c.user_id == user.user_id)
        with self._database.write() as connection:
            if not connection.execute(update(tokens).where(chosen).values(revoked=True)).rowcount:
                raise NotFoundError(f"There is no token {token_id}")
