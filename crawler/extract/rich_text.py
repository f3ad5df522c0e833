"""Posts that data hold in pieces, one a kind of run: words, then a link, then words again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from crawler.extract.json_text import walk

_FEWEST: Final = 2
_MOST: Final = 60
_MOST_OBJECTS: Final = 20  # in one piece
_KINDS: Final = ("type", "insert", "tag", "kind", "msgType", "nodeType")  # what the pieces of every such format have
_TOKEN: Final = re.compile(r"[\w-]{1,24}", re.ASCII)  # a name of a kind or a number, no words


def joined(pieces: list[Any]) -> str:
    """The words and addresses of a post in their order, a piece a line; "" for a list of anything else."""
    if not _FEWEST <= len(pieces) <= _MOST or not all(isinstance(each, dict) for each in pieces):
        return ""
    if not all(any(name in each for name in _KINDS) for each in pieces):
        return ""
    said = list(dict.fromkeys(text for each in pieces for text in _said(each)))
    linked = sum("://" in text for text in said)
    return "\n".join(said) if 0 < linked < len(said) else ""


def _said(piece: dict[str, Any]) -> Iterator[str]:
    for thing in walk(piece, _MOST_OBJECTS):
        for value in thing.values():
            if isinstance(value, str) and (text := value.strip()) and not _TOKEN.fullmatch(text):
                yield text
