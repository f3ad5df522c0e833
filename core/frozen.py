"""Frozen values without the price: mypy refuses to change one, and a page can make thousands of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[Made]) -> type[Made]:
    """A slotted dataclass, equal and hashed by its fields, that nobody changes.

    `dataclass(frozen=True)` makes each value three times as slowly, as it refuses changes at run time as well; here
    the type checker alone does.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
