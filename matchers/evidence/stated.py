"""What the words beside the title call it: a play, a concert, a lecture or a game of a film's title is another work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.types import WorkKind
from matchers import media
from matchers.evidence.candidate import Candidate, Effect
from matchers.line import Line
from matchers.names import HAN
from matchers.vocabulary import KIND

_ANY: Final[frozenset[WorkKind | None]] = frozenset({"other"})
_UNKNOWN: Final[frozenset[WorkKind | None]] = frozenset({None})
_PRICE: Final = 40.0
_DOUBTFUL: Final = 22.0  # of a work whose kind nobody has stated: a link that offers it weighs more
# Which listed works each word may name.
_MAY_BE: Final[dict[str, frozenset[WorkKind | None]]] = {
    "stage": _ANY | {"gala", "variety", "music"},
    "concert": _ANY | {"gala", "variety", "music"},
    "song": _ANY | {"music", "gala", "variety"},
    "lecture": _ANY | {"course", "audiobook", "variety"},
    "game": _ANY | {"game", "software"},
    "radio": _ANY | {"audiobook", "novel", "music", "course"},
    "comic": _ANY | {"cartoon", "animation", "novel"},
    "motion": _ANY | {"novel"},
    "acted": _ANY | (media.VIDEO - {"animation", "cartoon"}),
    "documentary": _ANY | _UNKNOWN | (media.VIDEO - {"animation", "cartoon", "short_drama"}),
}
_BETWEEN: Final = 4  # Chinese characters that may stand between, such as the name of who sings or speaks


def stated(candidate: Candidate) -> Iterator[Effect]:
    """The nearest word for a kind of work that the listed work is not, with little but names and marks between."""
    line = candidate.line
    for start, end, kind in line.telling:
        if not kind.startswith(KIND) or (start < candidate.end and candidate.start < end):
            continue
        if candidate.work.kind not in _MAY_BE[kind[len(KIND) :]] and _is_near(line, candidate, start, end):
            price = _DOUBTFUL if candidate.work.kind is None else _PRICE
            yield Effect("other_kind", -price, line.folded[start:end])
            return


def _is_near(line: Line, candidate: Candidate, start: int, end: int) -> bool:
    """Do only a few characters, no Latin words among them, stand between the title and the word?"""
    between = line.masked[candidate.end : start] if start >= candidate.end else line.masked[end : candidate.start]
    return len(HAN.findall(between)) <= _BETWEEN and not any(c.isascii() and c.isalpha() for c in between)
