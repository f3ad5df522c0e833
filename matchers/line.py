"""A line: one text prepared for matching, folded, marked and cut at its hard breaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from core.folding import fold
from matchers.marks import GROUP, RELEASE, SITE, STRONG, YEAR, Mark, find_marks

_NOT_WORD: Final = re.compile(r"[\W_]+")
_WORD: Final = re.compile(r"[^\W_]+")
_BREAK: Final = re.compile(r"[\x00《》【】\[\](){}「」『』〈〉<>〔〕〖〗“”\"|丨\\/#&+;,。、…\n\t\r★☆●■]| [-–—~] ")
_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
_SURE: Final = STRONG | {SITE, GROUP}
_CIRCLED: Final = re.compile("(?<=[\u3040-\u9fff])[①-⑳❶-❿➀-➓㊀-㊉](?=[\u3040-\u9fff])")


def _blotted(folded: str, marks: list[Mark]) -> str:
    """The text with each mark's letters as breaks."""
    pieces: list[str] = []
    done = 0
    for start, end, _ in marks:
        if end <= done:
            continue
        start = max(start, done)
        pieces.append(folded[done:start])
        pieces.append("\x00" * (end - start))
        done = end
    pieces.append(folded[done:])
    return "".join(pieces)


class Segment(NamedTuple):
    """A run of the folded text without marks and breaks: where title words stand."""

    start: int
    end: int
    text: str  # compact


class Line:
    """One text with everything the matchers ask about it, worked out when first asked."""

    __slots__ = ("_breaks", "_masked", "_places", "_segments", "_years", "compact", "folded", "loose_han", "marks", "raw", "strength", "strong")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        if not raw.isascii() and _CIRCLED.search(raw):
            raw = _CIRCLED.sub(" ", raw)
        self.folded = fold(raw)
        self.compact = _NOT_WORD.sub("", self.folded)
        self.marks: list[Mark] = find_marks(self.folded)
        self.strength = sum(1 if mark.kind == RELEASE and self.folded[mark.start] > "\u3000" else 2 for mark in self.marks if mark.kind in STRONG)
        self.strong = self.strength > 0
        self._places: list[int] | None = None
        self._masked: str | None = None
        self._breaks: list[int] | None = None
        self._segments: list[Segment] | None = None
        self.loose_han = 0

    @property
    def places(self) -> list[int]:
        """For each compact character its place in the folded text."""
        if self._places is None:
            folded = self.folded
            self._places = [i for m in _WORD.finditer(folded) for i in range(m.start(), m.end())]
        return self._places

    @property
    def masked(self) -> str:
        """The folded text with every mark blotted out."""
        if self._masked is None:
            self._masked = _blotted(self.folded, self.marks)
        return self._masked

    @property
    def loose_segments(self) -> list[Segment]:
        """The runs between breaks and the strong marks only: a hidden title may hold words that look like weak marks."""
        found: list[Segment] = []
        text = _blotted(self.folded, [mark for mark in self.marks if mark.kind in _SURE])
        last = 0
        for m in _BREAK.finditer(text):
            if m.start() > last:
                self._add_segment(found, text, last, m.start())
            last = m.end()
        self._add_segment(found, text, last, len(text))
        return found

    @property
    def breaks(self) -> list[int]:
        """Places where a title cannot go on."""
        if self._breaks is None:
            self._breaks = [m.start() for m in _BREAK.finditer(self.masked)]
        return self._breaks

    @property
    def segments(self) -> list[Segment]:
        """The runs between marks and breaks that hold words."""
        if self._segments is None:
            found: list[Segment] = []
            masked = self.masked
            last = 0
            for m in _BREAK.finditer(masked):
                if m.start() > last:
                    self._add_segment(found, masked, last, m.start())
                last = m.end()
            self._add_segment(found, masked, last, len(masked))
            self._segments = found
            self.loose_han = sum(len(_HAN.findall(segment.text)) for segment in found)
        return self._segments

    @staticmethod
    def _add_segment(found: list[Segment], masked: str, start: int, end: int) -> None:
        text = _NOT_WORD.sub("", masked[start:end])
        if text:
            found.append(Segment(start, end, text))

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a span up to the next break or mark."""
        breaks, masked = self.breaks, self.masked
        left = bisect_left(breaks, start)
        right = bisect_left(breaks, end)
        first = breaks[left - 1] + 1 if left else 0
        last = breaks[right] if right < len(breaks) else len(masked)
        return masked[first:start], masked[end:last]

    def years(self, start: int, end: int) -> list[int]:
        """The years named outside of a span."""
        return [int(self.folded[m.start : m.start + 4]) for m in self.marks if m.kind == YEAR and not start <= m.start < end]
