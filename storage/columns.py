"""Column types: times a person can read, text any database takes, JSON with readable Chinese, keys of long names."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.types import TypeEngine

KEY_LENGTH: Final = 32
MARK: Final = "…"  # ends a text that was cut

# What neither UTF-8 nor PostgreSQL holds; the raw bytes are in the evidence.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without NUL and lone surrogates."""
    return text if is_storable(text) else _UNSTORABLE.sub("", text)


def is_storable(text: str) -> bool:
    """Whether nothing need be left out."""
    if "\x00" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def clip(text: str, limit: int) -> str:
    """At most `limit` characters, the last one a mark when something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + MARK


def key_of(*parts: str) -> str:
    """A digest that stands for a long natural key in a unique index (PostgreSQL indexes at most 2.7 kB)."""
    return blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=KEY_LENGTH // 2).hexdigest()


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(str(key)): _clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)


class Written(str):
    """JSON that is written already, and storable."""

    __slots__ = ()


def to_json(value: Any) -> str:
    """JSON as the database keeps it: Chinese stays readable, unstorable characters are left out."""
    if value == []:  # most lists of people, aliases and contexts
        return "[]"
    if isinstance(value, Written):
        return value
    text = _ENCODER.encode(value)
    if "\\u0000" in text or not is_storable(text):
        text = _ENCODER.encode(_clean(value))
    return text


@lru_cache(maxsize=1_024)  # all rows of a batch were seen within seconds
def _to_second(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be stored: {value!r}")
    return value.astimezone(UTC).replace(microsecond=0)


@lru_cache(maxsize=1_024)
def _written(value: datetime) -> str:
    """The moment as SQLite keeps it."""
    return _to_second(value).replace(tzinfo=None).isoformat() + "Z"


@lru_cache(maxsize=1_024)
def _read(value: str) -> datetime:
    return datetime.fromisoformat(value).astimezone(UTC)


_decode = json.JSONDecoder().decode


def from_json(text: str | bytes) -> Any:
    """The value of a JSON column. Most are empty lists."""
    return [] if text == "[]" else _decode(text if isinstance(text, str) else text.decode())


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC to the second: `2026-11-22T08:30:00Z` in SQLite, timestamptz in PostgreSQL."""

    impl = String(20)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(TIMESTAMP(timezone=True))
        return dialect.type_descriptor(String(20))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        return _to_second(value) if dialect.name == "postgresql" else _written(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return _read(value) if isinstance(value, str) else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text from outside: unstorable characters are left out, and what exceeds `limit` is cut with a mark."""

    impl = Text
    cache_ok = True

    def __init__(self, limit: int = 0) -> None:
        super().__init__()
        self.limit = limit

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        text = value if is_storable(value) else storable(value)
        return clip(text, self.limit) if self.limit and len(text) > self.limit else text


def identifier() -> TypeEngine[int]:
    """A row's number: 64 bits where they must be asked for."""
    return BigInteger().with_variant(Integer, "sqlite")


def identity() -> Column[Any]:
    return Column("id", identifier(), primary_key=True)


def reference(name: str, target: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, identifier(), ForeignKey(f"{target}.id"), nullable=nullable)


def words(name: str, limit: int = 0) -> Column[Any]:
    return Column(name, Words(limit), nullable=False, server_default="")


def code(name: str) -> Column[Any]:
    return Column(name, String(40), nullable=False, server_default="")


def key(name: str = "key") -> Column[Any]:
    return Column(name, String(KEY_LENGTH), nullable=False)


def moment(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, UtcTime, nullable=nullable)


def document(name: str) -> Column[Any]:
    return Column(name, JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"), nullable=False)


def number(name: str, *, default: int = 0) -> Column[Any]:
    return Column(name, Integer, nullable=False, server_default=str(default))


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(value) for value in values)})", name=column)
