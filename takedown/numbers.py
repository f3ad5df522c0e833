"""Numbers that people quote: the day, and eight characters that follow from what is numbered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256

from storage.cases import NewCase
from takedown.case import one_line


def number_of(kind: str, now: datetime, parts: Iterable[str]) -> str:
    """`NS-20261122-1A2B3C4D`: kind, day (UTC), and a digest of moment and parts."""
    moment = f"{now.astimezone(UTC):%Y%m%d%H%M%S%f}"
    digest = sha256("\n".join((moment, *parts)).encode()).hexdigest()
    return f"{kind}-{moment[:8]}-{digest[:8].upper()}"


def new_case(about: str, subject: str, holder: str, hit_ids: Sequence[int], now: datetime) -> NewCase:
    """A case to be opened, numbered."""
    number = number_of("CASE", now, (about, holder, *map(str, hit_ids)))
    return NewCase(number, about, one_line(subject, 200), holder, tuple(hit_ids))
