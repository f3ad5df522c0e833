"""Titles to disguise: public names of films, series and books, with their kind and year where it is known."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Final

from core.types import WORK_KINDS, Work, WorkKind

_FILE: Final = Path(__file__).with_name("titles.jsonl")


def load(path: Path | None = None) -> list[Work]:
    """The works of a JSON lines file with title, aliases, year, kind; a file that ends in .xz is unpacked."""
    works: list[Work] = []
    content = (path or _FILE).read_bytes()
    if path is not None and path.suffix == ".xz":
        content = lzma.decompress(content)
    for number, line in enumerate(content.decode().splitlines(), 1):
        row = json.loads(line)
        works.append(
            Work(
                row["title"],
                tuple(row.get("aliases") or ()),
                row.get("year"),
                kind_of(row.get("kind")),
                identifiers=(str(row.get("id", number)),),
                row=number,
            )
        )
    return works


def kind_of(written: str | None) -> WorkKind | None:
    """A kind of work, None when the word is not ours."""
    return written if written in WORK_KINDS else None  # type: ignore[return-value]
