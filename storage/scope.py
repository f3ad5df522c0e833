"""Whose works and hits somebody may see: all, or those of one rights holder. Every question carries it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, false, select

from storage.tables import hits, works


@dataclass(frozen=True, slots=True)
class Scope:
    """`holder` None sees everything; a name sees that holder's alone, and an empty name sees nothing."""

    holder: str | None = None


ALL: Final = Scope()


def visible_works(scope: Scope) -> Iterator[ColumnElement[bool]]:
    """The condition on works; none for those who see everything."""
    if scope.holder is not None:
        yield (works.c.holder == scope.holder) if scope.holder else false()


def visible_hits(scope: Scope) -> Iterator[ColumnElement[bool]]:
    """The condition on hits."""
    if scope.holder is not None:
        yield hits.c.work_id.in_(select(works.c.id).where(*visible_works(scope)))
