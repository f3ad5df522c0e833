"""Other names of links: a .torrent file and the magnets of its infohash are one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "link_names",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), server_default="", nullable=False),
        sa.Column("ref", sa.Text(), server_default="", nullable=False),
        sa.Column("link_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["link_id"], ["links.id"], name="fk_link_names_link_id"),
        sa.PrimaryKeyConstraint("key", name="pk_link_names"),
    )
    op.create_index("ix_link_names_link_id", "link_names", ["link_id"])
