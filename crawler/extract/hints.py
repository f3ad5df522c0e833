"""Cheap hints of a page: plain substrings, which cost a hundredth of a case-blind pattern over the same text."""

from __future__ import annotations

from collections.abc import Iterable


def has(source: str, marks: Iterable[str]) -> bool:
    """Whether any of the marks stands in the text."""
    return any(mark in source for mark in marks)


def how_many(source: str, marks: Iterable[str], enough: int = 100) -> int:
    """How many different marks stand in the text; counting stops at `enough`."""
    count = 0
    for mark in marks:
        count += mark in source
        if count >= enough:
            return count
    return count
