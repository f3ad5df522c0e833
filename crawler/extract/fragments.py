"""Parts of pages that travel in JSON: `{"html": "<ul><li data-link=…>"}`, read as the page that shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from core.types import Page
from crawler.extract.document import Document

MOST: Final = 20
_MOST_VALUES: Final = 100_000
_MARKUP: Final = re.compile(r"<(?:a|li|div|ul|iframe|video|option|tr|td|span|p|button|source)\b[^<>]{0,2000}>", re.I)
_WORTH: Final = ("href", "src", "data-", "onclick", "value=")


def fragments(document: Document) -> Iterator[Page]:
    """The pieces of markup in the strings of a JSON answer, each as a page at the answer's address."""
    if document.form != "json" or ("<" not in document.source and "\\u003c" not in document.source.lower()):
        return
    waiting, found = [document.json], 0
    for _ in range(_MOST_VALUES):
        if not waiting or found >= MOST:
            return
        held = waiting.pop()
        if isinstance(held, dict):
            waiting.extend(reversed(held.values()))
        elif isinstance(held, list):
            waiting.extend(reversed(held))
        elif isinstance(held, str) and _MARKUP.search(held) and any(mark in held for mark in _WORTH):
            found += 1
            yield replace(document.page, text=f"<body>{held}</body>", body=b"", content_type="text/html")
