"""Tables of the review desk: what moves hits forward, who holds which hit, kept filters and headings."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, PrimaryKeyConstraint, Table, UniqueConstraint

from storage.columns import code, identifier, identity, moment, number, one_of, reference, words
from storage.tables import metadata

# Points that a work, a site or an account adds to the priority of its hits; subjects without points have no row.
ranks: Final = Table(
    "ranks",
    metadata,
    code("subject"),
    words("key", 200),
    number("points"),
    Column("due", Boolean, nullable=False),  # its hits do not show these points yet
    PrimaryKeyConstraint("subject", "key"),
    one_of("subject", ("work", "site", "account")),
)

claims: Final = Table(
    "claims",
    metadata,
    Column("hit_id", identifier(), primary_key=True, autoincrement=False),
    words("name", 200),
    moment("since"),
    moment("until"),
    Index(None, "name"),
)

saved_filters: Final = Table(
    "saved_filters",
    metadata,
    identity(),
    reference("user_id", "users"),
    words("holder"),
    words("name", 100),
    words("params", 2000),
    Column("shared", Boolean, nullable=False),
    moment("created_at"),
    UniqueConstraint("user_id", "name"),
    Index(None, "holder", "shared"),
)

# What a rights holder's own headings mean, as chosen when a list was handed in.
headings: Final = Table(
    "headings",
    metadata,
    identity(),
    words("holder"),
    words("heading", 200),
    code("field"),
    words("chosen_by", 200),
    moment("chosen_at"),
    UniqueConstraint("holder", "heading"),
)

# Counts of hits by name, span and key; `whose` is "" for all and "=" with the holder for one holder's.
figures: Final = Table(
    "figures",
    metadata,
    words("whose"),
    code("name"),
    code("span"),
    words("key", 200),
    number("found"),
    number("upheld"),
    PrimaryKeyConstraint("whose", "name", "span", "key"),
    sqlite_with_rowid=False,
)

# Hits that came, changed or went since the figures were last brought up to date: written by triggers.
figure_changes: Final = Table(
    "figure_changes",
    metadata,
    identity(),
    code("day"),
    code("channel"),
    code("link_kind"),
    words("site"),
    Column("work_id", identifier(), nullable=False),
    code("state"),
    Column("delta", Integer, nullable=False),
)
