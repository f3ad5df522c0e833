"""Units: the pieces of a line that may be a whole disguised title."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from matchers.line import Line, Segment
from matchers.vocabulary import EPISODE, RELEASE

_PIECE: Final = re.compile(r"[^\s._=·:~-]+")
_WORDS: Final = re.compile(r"[^\W_]+")
_LEADING: Final = re.compile(r"^(?:\d{1,6}[\s.、_)-]+|[a-z][\s._)-]+(?=[^\s._)-])|(?:the|a|an)\s+)")
_TRAILING: Final = re.compile(r"(?:\d{2,4}|[\s._-]\d{1,4}|\s[全完上下])[\s._-]*$")
_SOFT: Final = frozenset(',、。&+☆★/#;“”"')
_EDGES: Final = " ._-~:·="
_TAILS: Final = frozenset("全完上下")
_MOST: Final = 12
_MOST_HAN: Final = 40
_SPELLED: Final = 72  # letters of a long Chinese title in pinyin


class Unit(NamedTuple):
    """A piece of the folded text and its letters."""

    start: int
    end: int
    text: str


def _unit(line: Line, start: int, end: int) -> Unit:
    return Unit(start, end, "".join(_WORDS.findall(line.folded[start:end])))


def _candidates(line: Line) -> list[Segment]:
    """The segments where a title may stand: neither a release group in front nor an episode's own title."""
    segments = line.segments[:_MOST]
    wider = line.loose_segments()
    if wider:
        segments = list(dict.fromkeys([*segments, *wider[: 2 * _MOST]]))
    if len(segments) > 1:
        segments = segments + _joined(line, segments)
        late = next((mark.end for mark in line.marks if mark.kind == EPISODE and mark.start > segments[0].start), 0)
        if late:
            segments = [segment for segment in segments if segment.start < late]
        tagged = [mark.end for mark in line.marks if mark.kind == RELEASE]
        if len(tagged) > 1:  # behind the release tags stand groups and sites
            segments = [segment for segment in segments if segment.start < tagged[1] or not segment.text.isascii()]
    return segments


def units_of(line: Line) -> list[Unit]:
    """Segments, segments without index letters and numbers, and the words of mixed segments; none twice."""
    found: dict[tuple[int, int], Unit] = {}
    folded, strong = line.folded, line.strong
    for segment in _candidates(line):
        start, end, letters = segment
        if not 2 <= len(letters) <= _SPELLED or letters.isdigit() or (len(letters) < 4 and letters.isascii()):
            continue
        found[start, end] = Unit(start, end, letters)
        piece = folded[start:end]
        _add_trimmed(line, segment, piece, found)
        if strong and end - start > len(letters) and not piece.isascii():
            _add_words(line, start, piece, found)
    return [unit for unit in found.values() if 2 <= len(unit.text) <= (_SPELLED if unit.text.isascii() else _MOST_HAN)]


def _add_trimmed(line: Line, segment: Segment, piece: str, found: dict[tuple[int, int], Unit]) -> None:
    """The segment without an index letter or number in front and a number behind."""
    bare = piece.lstrip(_EDGES)
    start = segment.start + len(piece) - len(bare)
    leading = _LEADING.match(bare) if bare[:1].isascii() else None
    if leading:
        start += leading.end()
        found.setdefault((start, segment.end), _unit(line, start, segment.end))
    elif segment.text[0].isascii() and segment.text[1] > "\u3000":
        found.setdefault((start + 1, segment.end), _unit(line, start + 1, segment.end))
    last = piece.rstrip(_EDGES)[-1:]
    if last.isdigit() or last in _TAILS:
        tail = _TRAILING.search(piece)
        if tail and tail.start() > 1:
            end = segment.start + tail.start()
            found.setdefault((start, end), _unit(line, start, end))


def _joined(line: Line, segments: list[Segment]) -> list[Segment]:
    """Neighbouring segments with one soft sign between them: titles have commas and stars too."""
    found: list[Segment] = []
    for one, two in pairwise(segments):
        if 1 <= two.start - one.end <= 2 and line.folded[one.end] in _SOFT:
            found.append(Segment(one.start, two.end, one.text + two.text))
    return found


def _add_words(line: Line, offset: int, piece: str, found: dict[tuple[int, int], Unit]) -> None:
    """Each word of a segment in Chinese, and neighbours two by two."""
    pieces = [(m.start() + offset, m.end() + offset) for m in _PIECE.finditer(piece)][:6]
    if len(pieces) < 2:
        return
    for start, end in [*pieces, *((a[0], b[1]) for a, b in pairwise(pieces))]:
        found.setdefault((start, end), _unit(line, start, end))
