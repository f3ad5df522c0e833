"""Object literals in scripts: JSON when they are, JavaScript's looser form when not; only balanced ones."""

from __future__ import annotations

from typing import Any, Final

import chompjs

from crawler.extract import json_text
from crawler.extract.balance import end_of

LONGEST_LOOSE: Final = 100_000


def value_at(text: str, start: int) -> Any:
    """The object or list that begins at a position; None for one that does not end or cannot be read.

    What does not end is not tried: the loose parser takes memory for each failure and never gives it back.
    """
    end = end_of(text, start)
    if end < 0:
        return None
    written = text[start:end]
    value = json_text.loads(written)
    if value is not None or len(written) > LONGEST_LOOSE:
        return value
    try:
        return chompjs.parse_js_object(written)
    except (ValueError, RecursionError):
        return None
