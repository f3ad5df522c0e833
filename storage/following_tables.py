"""Tables of following up: what came back and by which signs, marks of sites' operators, papers of holders."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, LargeBinary, PrimaryKeyConstraint, String, Table, UniqueConstraint

from storage.columns import code, identity, key, moment, reference, words
from storage.tables import TITLE_LIMIT, URL_LIMIT, metadata

hit_signs: Final = Table(
    "hit_signs",
    metadata,
    reference("hit_id", "hits"),
    code("sign"),
    key(),
    words("value", TITLE_LIMIT),
    moment("gone_at"),
    PrimaryKeyConstraint("hit_id", "sign", "key"),
    Index(None, "key"),
)

returns: Final = Table(
    "returns",
    metadata,
    identity(),
    reference("hit_id", "hits"),
    reference("earlier_id", "hits"),
    code("sign"),
    words("detail", TITLE_LIMIT),
    moment("found_at"),
    UniqueConstraint("hit_id", "earlier_id", "sign"),
    Index(None, "earlier_id"),
)

site_marks: Final = Table(
    "site_marks",
    metadata,
    identity(),
    key(),
    words("site", TITLE_LIMIT),
    words("host", TITLE_LIMIT),
    code("kind"),
    Column("value", String(200), nullable=False),
    words("page_url", URL_LIMIT),
    moment("first_seen"),
    moment("last_seen"),
    UniqueConstraint("key"),
    Index(None, "kind", "value"),
    Index(None, "site"),
)

papers: Final = Table(
    "papers",
    metadata,
    identity(),
    words("holder", TITLE_LIMIT),
    words("work", TITLE_LIMIT),
    code("kind"),
    Column("name", String(200), nullable=False),
    words("media_type", TITLE_LIMIT),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    words("added_by", TITLE_LIMIT),
    moment("added_at"),
    Index(None, "holder"),
)
