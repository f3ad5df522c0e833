"""Cases: what is pursued together for one rights holder, with its hits, its steps and the notices drafted from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0010"
down_revision = "0009"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
CODE = sa.String(length=40)
TIME = sa.String(20).with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", ID, nullable=False),
        sa.Column("number", CODE, server_default="", nullable=False),
        sa.Column("about", CODE, server_default="", nullable=False),
        sa.Column("subject", TEXT, server_default="", nullable=False),
        sa.Column("holder", TEXT, server_default="", nullable=False),
        sa.Column("state", CODE, server_default="", nullable=False),
        sa.Column("opened_by", TEXT, server_default="", nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name="ck_cases_state"),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("number", name="uq_cases_number"),
    )
    op.create_index("ix_cases_state_id", "cases", ["state", "id"])
    op.create_table(
        "case_hits",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("hit_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_hits_case_id"),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_case_hits_hit_id"),
        sa.PrimaryKeyConstraint("case_id", "hit_id", name="pk_case_hits"),
    )
    op.create_index("ix_case_hits_hit_id", "case_hits", ["hit_id"])
    op.create_table(
        "case_events",
        sa.Column("id", ID, nullable=False),
        sa.Column("case_id", ID, nullable=False),
        sa.Column("kind", CODE, server_default="", nullable=False),
        sa.Column("actor", TEXT, server_default="", nullable=False),
        sa.Column("detail", TEXT, server_default="", nullable=False),
        sa.Column("happened_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_events_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_case_events"),
    )
    op.create_index("ix_case_events_case_id", "case_events", ["case_id"])
    op.add_column("notices", sa.Column("case_id", ID, nullable=True))
    op.create_index("ix_notices_case_id", "notices", ["case_id"])
