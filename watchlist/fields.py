"""The columns of a list: the fields we understand, and what people write at the head of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, cast, get_args

from watchlist.words import load_table

FieldName = Literal[
    "title", "aliases", "year", "kind", "holder", "batch", "official_domains", "licences", "window", "protected_from",
    "protected_until", "release_date", "identifiers", "note", "number",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A column we understand. `weak` headings count only where no heading of `names` stands beside them.

    `many` fields may stand in several columns of one file (又名 and 英文名); the others in one.
    """

    name: FieldName
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    many: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("\n", ",").split(",") if word.strip())


def _fields() -> tuple[Field, ...]:
    tables = load_table("headings.toml")
    unknown = set(tables) - set(get_args(FieldName))
    if unknown:
        raise KeyError(f"headings.toml has tables for no field: {sorted(unknown)}")
    return tuple(
        Field(cast(FieldName, name), _words(table["names"]), _words(table.get("weak", "")), table.get("many", False))
        for name, table in tables.items()
    )


FIELDS: Final[tuple[Field, ...]] = _fields()
