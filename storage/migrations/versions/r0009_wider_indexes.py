"""Wider indexes: they hold what filters compare, so that a page of the queue looks at no row that it does not show."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

COMPARED = ("first_seen", "work_id", "channel", "link_kind", "score", "site")
BEGINNINGS = {
    "ix_hits_queue": ("state", "priority", "id"),
    "ix_hits_site_state_priority_id": ("site", "state", "priority", "id"),
    "ix_hits_work_id_state_priority_id": ("work_id", "state", "priority", "id"),
    "ix_hits_channel_state_priority_id": ("channel", "state", "priority", "id"),
    "ix_hits_link_kind_state_priority_id": ("link_kind", "state", "priority", "id"),
    "ix_hits_state_id": ("state", "id"),
    "ix_hits_first_seen_id": ("first_seen", "id", "state", "priority"),
}


def upgrade() -> None:
    for name, beginning in BEGINNINGS.items():
        op.drop_index(name, "hits")
        op.create_index(name, "hits", [*beginning, *(column for column in COMPARED if column not in beginning)])
