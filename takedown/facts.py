"""Facts of legal weight, kept as TOML tables that people edit: read, checked, and refused when not understood."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from core.errors import ConfigError


class FactsError(ConfigError):
    """A file of facts is not understood: whoever keeps it must put it right."""


DATA: Final = Path(__file__).parent / "data"


class Fact(BaseModel):
    """A row of facts: unknown keys are errors, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


AnyFact = TypeVar("AnyFact", bound=Fact)


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file; what is wrong with it as one sentence."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FactsError(f"{path}: not valid TOML: {error}") from error
    except OSError as error:
        raise FactsError(f"{path}: cannot be read: {error.strerror}") from error


def checked(model: type[AnyFact], values: object, place: str) -> AnyFact:
    """The values as a fact, or an error that names file, table and key."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        sentences = []
        for problem in error.errors():
            key = ".".join(str(part) for part in problem["loc"])
            unknown = problem["type"] == "extra_forbidden"
            sentences.append(f"unknown key {key!r}" if unknown else f"{key}: {problem['msg']}")
        raise FactsError(f"{place}: {'; '.join(sentences)}") from error


@lru_cache(maxsize=64)
def bundled(name: str, model: type[AnyFact]) -> AnyFact:
    """A file of facts that comes with netsword."""
    path = DATA / f"{name}.toml"
    return checked(model, read_toml(path), str(path))


def rows_of(path: Path, key: str) -> list[dict[str, Any]]:
    """The `[[key]]` tables of an operator's file; nothing where there is no file."""
    if not path.is_file():
        return []
    rows = read_toml(path).get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FactsError(f"{path}: write [[{key}]] tables")
    return rows
