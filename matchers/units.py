"""Units: the pieces of a line that may be a whole disguised title."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from matchers.line import Line, Segment

_PIECE: Final = re.compile(r"[^\s._=·:~-]+")
_WORDS: Final = re.compile(r"[^\W_]+")
_LEADING: Final = re.compile(r"^(?:\d{1,6}[\s.、_)-]+|[a-z][\s._)-]+(?=[^\s._)-])|(?:the|a|an)\s+)")
_TRAILING: Final = re.compile(r"(?:\d{2,4}|[\s._-]\d{1,4}|\s[全完上下])[\s._-]*$")
_SOFT: Final = frozenset(",、。&+☆★/#○●■")
_MOST: Final = 12


class Unit(NamedTuple):
    """A piece of the folded text and its letters."""

    start: int
    end: int
    text: str


def _unit(line: Line, start: int, end: int) -> Unit:
    return Unit(start, end, "".join(_WORDS.findall(line.folded[start:end])))


def units_of(line: Line) -> list[Unit]:
    """Segments, segments without index letters and numbers, and the words of mixed segments; none twice."""
    found: dict[tuple[int, int], Unit] = {}
    segments = line.segments[:_MOST]
    wider = line.loose_segments()
    if wider:
        segments = segments + [segment for segment in wider[:_MOST] if segment not in segments]
    segments = segments + _joined(line, segments)
    for segment in segments:
        letters = segment.text
        if not 2 <= len(letters) <= 60 or letters.isdigit() or (len(letters) < 4 and letters.isascii()):
            continue
        found[segment.start, segment.end] = Unit(*segment)
        piece = line.folded[segment.start : segment.end]
        blank = len(piece) - len(piece.lstrip(" ._-~:·="))
        leading = _LEADING.match(piece[blank:])
        start = segment.start + blank + (leading.end() if leading else 0)
        if leading:
            found.setdefault((start, segment.end), _unit(line, start, segment.end))
        tail = _TRAILING.search(piece)
        if tail and tail.start() > 1:
            found.setdefault((start, segment.start + tail.start()), _unit(line, start, segment.start + tail.start()))
        if segment.text[0].isascii() and segment.text[1] > "\u3000":
            place = start if leading else segment.start + blank + 1
            found.setdefault((place, segment.end), _unit(line, place, segment.end))
        if not piece.isascii():
            _add_words(line, segment.start, piece, found)
    return [unit for unit in found.values() if 2 <= len(unit.text) <= 40]


def _joined(line: Line, segments: list[Segment]) -> list[Segment]:
    """Neighbouring segments with one soft sign between them: titles have commas and stars too."""
    found: list[Segment] = []
    for one, two in zip(segments, segments[1:], strict=False):
        if 1 <= two.start - one.end <= 2 and line.folded[one.end] in _SOFT:
            found.append(Segment(one.start, two.end, one.text + two.text))
    return found


def _add_words(line: Line, offset: int, piece: str, found: dict[tuple[int, int], Unit]) -> None:
    """Each word of a segment in Chinese, and neighbours two by two."""
    pieces = [(m.start() + offset, m.end() + offset) for m in _PIECE.finditer(piece)][:6]
    if len(pieces) < 2:
        return
    for start, end in [*pieces, *((a[0], b[1]) for a, b in zip(pieces, pieces[1:], strict=False))]:
        found.setdefault((start, end), _unit(line, start, end))
