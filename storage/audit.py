"""The audit log: who did what, when; rows are added, never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from storage.database import Database
from storage.decision_tables import audit_log


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that somebody did: log-in, upload, review, export, refusal ..."""

    actor: str
    action: str
    happened_at: datetime
    target: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)
    entry_id: int | None = None


class Audit:
    """Adds and reads entries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, entry: AuditEntry) -> None:
        """Adds an entry."""
        row = {
            "actor": entry.actor,
            "action": entry.action,
            "happened_at": entry.happened_at,
            "target": entry.target,
            "detail": dict(entry.detail),
        }
        with self._database.write() as connection:
            connection.execute(insert(audit_log), row)

    def list(self, actor: str | None = None, limit: int = 100, before: int | None = None) -> Sequence[AuditEntry]:
        """The latest entries, of one person or of all; `before` is the entry_id where the last page ended."""
        wanted = select(audit_log).order_by(audit_log.c.id.desc()).limit(limit)
        if actor is not None:
            wanted = wanted.where(audit_log.c.actor == actor)
        if before is not None:
            wanted = wanted.where(audit_log.c.id < before)
        with self._database.read() as connection:
            return [
                AuditEntry(row.actor, row.action, row.happened_at, row.target, dict(row.detail), row.id)
                for row in connection.execute(wanted)
            ]
