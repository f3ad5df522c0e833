"""Tables of cases: what is pursued together for one rights holder; imported with `storage.tables`."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Index, PrimaryKeyConstraint, Table, UniqueConstraint

from storage.columns import code, identity, moment, number, one_of, reference, words
from storage.tables import TITLE_LIMIT, metadata

cases: Final = Table(
    "cases",
    metadata,
    identity(),
    code("number"),
    code("about"),
    words("subject", TITLE_LIMIT),
    words("holder", TITLE_LIMIT),
    code("state"),
    words("opened_by"),
    moment("opened_at"),
    number("version", default=1),
    UniqueConstraint("number"),
    one_of("state", ("open", "closed")),
    Index(None, "state", "id"),
)

case_hits: Final = Table(
    "case_hits",
    metadata,
    reference("case_id", "cases"),
    reference("hit_id", "hits"),
    PrimaryKeyConstraint("case_id", "hit_id"),
    Index(None, "hit_id"),
)

case_events: Final = Table(
    "case_events",
    metadata,
    identity(),
    reference("case_id", "cases"),
    code("kind"),
    words("actor"),
    words("detail"),
    moment("happened_at"),
    Index(None, "case_id"),
)
