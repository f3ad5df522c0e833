"""What the words beside the title call it: a play, a concert, a lecture or a game of a film's title is another work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.types import WorkKind
from matchers import media
from matchers.evidence.candidate import Candidate, Effect
from matchers.line import Line
from matchers.marks import KIND
from matchers.names import HAN

_ANY: Final[frozenset[WorkKind | None]] = frozenset({"other"})
_UNKNOWN: Final[frozenset[WorkKind | None]] = frozenset({None})
# Which listed works each word may name. Of a work of no stated kind only the rarest kinds are held against the words.
_MAY_BE: Final[dict[str, frozenset[WorkKind | None]]] = {
    "stage": _ANY | {"gala", "variety", "music"},
    "concert": _ANY | {"gala", "variety", "music"},
    "song": _ANY | {"music", "gala", "variety"},
    "lecture": _ANY | {"course", "audiobook", "variety"},
    "game": _ANY | _UNKNOWN | {"game", "software"},
    "radio": _ANY | _UNKNOWN | {"audiobook", "novel", "music", "course"},
    "comic": _ANY | _UNKNOWN | {"cartoon", "animation", "novel"},
    "motion": _ANY | _UNKNOWN | {"novel"},
    "acted": _ANY | _UNKNOWN | (media.VIDEO - {"animation", "cartoon"}),
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
            yield Effect("other_kind", -40.0, line.folded[start:end])
            return


def _is_near(line: Line, candidate: Candidate, start: int, end: int) -> bool:
    """Do only a few characters, no Latin words among them, stand between the title and the word?"""
    between = line.masked[candidate.end : start] if start >= candidate.end else line.masked[end : candidate.start]
    return len(HAN.findall(between)) <= _BETWEEN and not any(c.isascii() and c.isalpha() for c in between)
