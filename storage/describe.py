"""What every table, view and column means; the words are in describe.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Described:
    """A table or view in one sentence, and each of its columns in a phrase."""

    about: str
    columns: dict[str, str]


def _load(kind: str) -> dict[str, Described]:
    entries = tomllib.loads((Path(__file__).parent / "describe.toml").read_text("utf-8"))[kind]
    return {name: Described(entry["about"], entry["columns"]) for name, entry in entries.items()}


TABLES: Final = _load("tables")
VIEWS: Final = _load("views")
