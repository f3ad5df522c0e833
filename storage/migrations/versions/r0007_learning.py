"""Learning from people: rejections that hold on, names learnt from disguises, floods; when a hit was found."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXT = sa.Text()
TIME = sa.String(20).with_variant(TIMESTAMP(timezone=True), "postgresql")


def upgrade() -> None:
    op.add_column("hits", sa.Column("found_at", TIME, nullable=True))
    op.execute("UPDATE hits SET found_at = first_seen")  # the nearest to it that older versions kept
    op.create_index("ix_hits_found", "hits", ["found_at", "work_id", "site"])
    op.add_column("reviews", sa.Column("suppression_id", ID, nullable=True))
    op.create_index("ix_reviews_suppression_id", "reviews", ["suppression_id"])
    _suppressions()
    _aliases()
    _floods()


def _suppressions() -> None:
    op.create_table(
        "suppressions",
        sa.Column("id", ID, nullable=False),
        sa.Column("work_id", ID, nullable=False),
        sa.Column("hit_id", ID, nullable=False),
        sa.Column("scope", sa.String(length=40), server_default="", nullable=False),
        sa.Column("value", TEXT, server_default="", nullable=False),
        sa.Column("site", TEXT, server_default="", nullable=False),
        sa.Column("shown", TEXT, server_default="", nullable=False),
        sa.Column("reviewer", TEXT, server_default="", nullable=False),
        sa.Column("reason", TEXT, server_default="", nullable=False),
        sa.Column("decided_at", TIME, nullable=False),
        sa.CheckConstraint("scope IN ('link', 'site', 'wording', 'work')", name="ck_suppressions_scope"),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name="fk_suppressions_work_id"),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_suppressions_hit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_suppressions"),
    )
    op.create_index("ix_suppressions_work_id", "suppressions", ["work_id"])
    op.create_index("ix_suppressions_hit_id", "suppressions", ["hit_id"])
    _answer("lifts", "suppression_id", "suppressions", "lifted_at")


def _aliases() -> None:
    op.create_table(
        "learned_aliases",
        sa.Column("id", ID, nullable=False),
        sa.Column("work_id", ID, nullable=False),
        sa.Column("hit_id", ID, nullable=False),
        sa.Column("alias", TEXT, server_default="", nullable=False),
        sa.Column("alias_key", sa.String(length=32), nullable=False),
        sa.Column("reviewer", TEXT, server_default="", nullable=False),
        sa.Column("reason", TEXT, server_default="", nullable=False),
        sa.Column("learned_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name="fk_learned_aliases_work_id"),
        sa.ForeignKeyConstraint(["hit_id"], ["hits.id"], name="fk_learned_aliases_hit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_learned_aliases"),
    )
    op.create_index("ix_learned_aliases_work_id_alias_key", "learned_aliases", ["work_id", "alias_key"])
    op.create_index("ix_learned_aliases_hit_id", "learned_aliases", ["hit_id"])
    _answer("forgotten_aliases", "alias_id", "learned_aliases", "forgotten_at")


def _floods() -> None:
    op.create_table(
        "flood_alerts",
        sa.Column("id", ID, nullable=False),
        sa.Column("work_id", ID, nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("raised_at", TIME, nullable=False),
        sa.Column("hits", sa.Integer(), server_default="0", nullable=False),
        sa.Column("usual", sa.Float(), nullable=False),
        sa.Column("most", sa.Float(), nullable=False),
        sa.Column("measure", sa.String(length=40), server_default="", nullable=False),
        sa.Column("advice", sa.String(length=40), server_default="", nullable=False),
        sa.Column("detail", TEXT, server_default="", nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["work_id"], ["works.id"], name="fk_flood_alerts_work_id"),
        sa.PrimaryKeyConstraint("id", name="pk_flood_alerts"),
    )
    op.create_index("ix_flood_alerts_work_id_id", "flood_alerts", ["work_id", "id"])
    _answer("flood_answers", "alert_id", "flood_alerts", "answered_at")


def _answer(name: str, column: str, target: str, when: str) -> None:
    """A table whose rows end what a row of another table began, each at most once."""
    op.create_table(
        name,
        sa.Column("id", ID, nullable=False),
        sa.Column(column, ID, nullable=False),
        sa.Column("reviewer", TEXT, server_default="", nullable=False),
        sa.Column("reason", TEXT, server_default="", nullable=False),
        sa.Column(when, TIME, nullable=False),
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{name}_{column}"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
        sa.UniqueConstraint(column, name=f"uq_{name}_{column}"),
    )
