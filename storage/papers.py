"""Papers: files that a rights holder hands in, kept byte for byte with their digest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Literal

from sqlalchemy import Row, insert, select

from core.errors import ConflictError
from storage.database import Database
from storage.following_tables import papers

PaperKind = Literal["ownership", "identity", "authority", "other"]
KINDS: Final[tuple[PaperKind, ...]] = PaperKind.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Paper:
    """One file: whose, about which work (empty: all of the holder's), and its bytes."""

    holder: str
    work: str
    kind: PaperKind
    name: str
    media_type: str
    content: bytes
    added_by: str
    added_at: datetime
    paper_id: int | None = None

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return sha256(self.content).hexdigest()


class Papers:
    """Adds and reads papers; none is changed or removed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, paper: Paper) -> int:
        """Keeps a paper; the same bytes for the same holder, work and kind are refused."""
        for known in self.of(paper.holder):
            if (known.work, known.kind, known.sha256) == (paper.work, paper.kind, paper.sha256):
                raise ConflictError(f"{paper.name}: is there already as paper {known.paper_id} ({known.name})")
        row = {
            "holder": paper.holder, "work": paper.work, "kind": paper.kind, "name": paper.name,
            "media_type": paper.media_type, "sha256": paper.sha256, "content": paper.content,
            "added_by": paper.added_by, "added_at": paper.added_at,
        }  # fmt: skip
        with self._database.write() as connection:
            return int(connection.execute(insert(papers).returning(papers.c.id), row).scalar_one())

    def of(self, holder: str | None = None) -> list[Paper]:
        """The papers of a holder, or all, in the order they came."""
        wanted = select(papers).order_by(papers.c.id)
        if holder is not None:
            wanted = wanted.where(papers.c.holder == holder)
        with self._database.read() as connection:
            return [_paper(row) for row in connection.execute(wanted)]


def _paper(row: Row[Any]) -> Paper:
    return Paper(
        row.holder, row.work, row.kind, row.name, row.media_type, row.content, row.added_by, row.added_at, row.id
    )
