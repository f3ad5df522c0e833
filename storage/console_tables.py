"""Tables of the console: who is signed in, which programs may ask, which lists were handed in."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Index, LargeBinary, String, Table, UniqueConstraint

from storage.columns import code, document, identity, key, moment, number, one_of, reference, words
from storage.tables import metadata

sessions: Final = Table(
    "sessions",
    metadata,
    identity(),
    key("digest"),
    reference("user_id", "users"),
    number("session_version"),
    moment("created_at"),
    moment("expires_at"),
    moment("seen_at", nullable=True),
    words("address", 100),
    words("agent", 200),
    UniqueConstraint("digest"),
    Index(None, "user_id"),
)

tokens: Final = Table(
    "tokens",
    metadata,
    identity(),
    key("digest"),
    reference("user_id", "users"),
    words("name", 100),
    document("scopes"),
    moment("created_at"),
    moment("expires_at", nullable=True),
    Column("revoked", Boolean, nullable=False),
    UniqueConstraint("digest"),
    Index(None, "user_id"),
)

uploads: Final = Table(
    "uploads",
    metadata,
    identity(),
    words("holder"),
    words("batch", 200),
    words("file_name", 300),
    Column("sha256", String(64), nullable=False),
    words("uploaded_by"),
    moment("uploaded_at"),
    code("state"),
    document("result"),
    Column("content", LargeBinary),
    moment("closed_at", nullable=True),
    one_of("state", ("waiting", "imported", "discarded")),
    Index(None, "holder", "id"),
)
