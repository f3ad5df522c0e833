"""The audit log's line of a step that somebody took with a notice or a case."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from console.people import Person
from console.services import Services
from storage.audit import AuditEntry


def note(here: Services, asking: Person, thing: Literal["notice", "case"], action: str, number: int) -> None:
    """Who did what with which notice or case."""
    here.office.audit.add(AuditEntry(asking.name, f"{thing}.{action}", datetime.now(UTC), f"{thing} {number}"))
