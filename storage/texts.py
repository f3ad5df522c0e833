"""Texts near links as JSON columns keep them, and back."""

from __future__ import annotations

from collections.abc import Iterable
from json.encoder import encode_basestring
from typing import Any, Final

from core.types import Text
from storage.columns import Written, clip, is_storable, storable
from storage.tables import TEXT_LIMIT

TEXTS_LIMIT: Final = 64
_NONE: Final = Written("[]")
ALL_TEXTS_LIMIT: Final = 8000  # characters of all texts of one link: a page may show thousands of links


def texts_to_json(texts: Iterable[Text]) -> Written:
    """JSON of source and words of each text; long ones are cut with a mark, and far too many end early."""
    kept: list[str] = []
    room = ALL_TEXTS_LIMIT
    for text in texts:
        if room <= 0 or len(kept) == TEXTS_LIMIT:
            break
        words = text.text
        if not is_storable(words):
            words = storable(words)
        if len(words) > TEXT_LIMIT or len(words) > room:
            words = clip(words, min(TEXT_LIMIT, room))
        kept.append(f'{{"source": "{text.source}", "text": {encode_basestring(words)}}}')
        room -= len(words)
    return Written(f"[{', '.join(kept)}]") if kept else _NONE


def texts_from_json(values: Iterable[dict[str, Any]]) -> tuple[Text, ...]:
    """The texts as they were stored."""
    return tuple(Text(value["source"], value["text"]) for value in values)
