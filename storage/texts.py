"""Texts near links as JSON columns keep them, and back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from core.types import Text
from storage.columns import clip
from storage.tables import TEXT_LIMIT

TEXTS_LIMIT: Final = 64


def texts_to_json(texts: Iterable[Text]) -> list[dict[str, str]]:
    """Source and words of each text; very long ones are cut with a mark."""
    return [{"source": text.source, "text": clip(text.text, TEXT_LIMIT)} for text in tuple(texts)[:TEXTS_LIMIT]]


def texts_from_json(values: Iterable[dict[str, Any]]) -> tuple[Text, ...]:
    """The texts as they were stored."""
    return tuple(Text(value["source"], value["text"]) for value in values)
