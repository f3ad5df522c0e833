"""Tables of what notices are made of, and of looks at noticed links; imported with `storage.tables`."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from storage.columns import code, identifier, identity, moment, reference, words
from storage.tables import TITLE_LIMIT, URL_LIMIT, metadata

notice_files: Final = Table(
    "notice_files",
    metadata,
    identity(),
    reference("notice_id", "notices"),
    Column("name", String(200), nullable=False),
    words("media_type"),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    moment("added_at"),
    UniqueConstraint("notice_id", "name"),
)

notice_works: Final = Table(
    "notice_works",
    metadata,
    reference("notice_id", "notices"),
    reference("work_id", "works"),
    PrimaryKeyConstraint("notice_id", "work_id"),
    Index(None, "work_id"),
)

looks: Final = Table(
    "looks",
    metadata,
    identity(),
    reference("hit_id", "hits"),
    code("verdict"),
    code("reason"),
    words("detail", 2000),
    Column("http_status", Integer),
    moment("looked_at"),
    Index(None, "hit_id", "id"),
)

share_looks: Final = Table(
    "share_looks",
    metadata,
    Column("link_id", identifier(), ForeignKey("links.id"), primary_key=True, autoincrement=False),
    code("verdict"),
    code("reason"),
    words("sign", 2000),
    words("title", TITLE_LIMIT),
    Column("http_status", Integer),
    moment("looked_at"),
)

fresh_looks: Final = Table(
    "fresh_looks",
    metadata,
    identity(),
    reference("hit_id", "hits"),
    reference("notice_id", "notices", nullable=True),
    words("url", URL_LIMIT),
    code("verdict"),
    code("reason"),
    words("sign", 2000),
    Column("http_status", Integer),
    code("address"),
    words("looked_by", TITLE_LIMIT),
    moment("looked_at"),
    Index(None, "hit_id", "id"),
    Index(None, "notice_id"),
)

fresh_files: Final = Table(
    "fresh_files",
    metadata,
    reference("look_id", "fresh_looks"),
    reference("capture_id", "captures"),
    code("role"),
    PrimaryKeyConstraint("look_id", "capture_id"),
    Index(None, "capture_id"),
)
