"""A line: one text prepared for matching, folded, marked and cut at its hard breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from html import unescape
from itertools import compress
from typing import Final, NamedTuple
from urllib.parse import unquote

from core.folding import fold
from matchers.lookalikes import TURNED, turned_back
from matchers.marks import STRONG, Mark, find_marks
from matchers.vocabulary import EPISODE, GROUP, RELEASE, SITE, YEAR

_NOT_WORD: Final = re.compile(r"[\W_]+")
_RUN: Final = re.compile(r"[^\x00《》【】\[\](){}「」『』〈〉<>〔〕〖〗“”\"|丨\\/#&+;,。、…\n\t\r★☆]+")
_DASHES: Final = (" - ", " – ", " — ")  # publishing systems set a hyphen between words as one of the longer ones
_DASH: Final = re.compile(" [-–—] ")
_SEASON_END: Final = re.compile(r"s[0-9]{1,2}$")
_ADDRESS: Final = 12  # letters of a mark that can hold a year in its path
_FAR: Final = 1 << 60
_PROSE: Final = 60  # Chinese characters
_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
_SURE: Final = STRONG | {SITE, GROUP, YEAR}
_EDGES: Final = " ._-:"
_CERTAIN: Final = frozenset({RELEASE, EPISODE, SITE, GROUP})
# A full date says when something was posted or shown, not which of two works it is.
_DATED: Final = re.compile(r"[-./年]\s?[01]?[0-9][-./月]\s?[0-3]?[0-9]")
_COLOURS: Final = re.compile(r"(?:^|[^a-z])bt[. _]?$")  # BT.2020 is a space of colours
_THOUSANDS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")  # 40,000 is one number
_STROKES: Final = re.compile(f"[%丨丶ㆍǀ〡①-⑳❶-❿➀-➓㊀-㊉{TURNED}]")
_PLAIN: Final = str.maketrans(
    "丨丶ㆍǀ〡", "|··||"
)  # strokes that no title has: people write them for a bar and a point
_COUNTED: Final = re.compile(r"[①-⑳❶-❿➀-➓](?=[0-9])")  # 流浪地球②4K is no 24K
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


def _runs(text: str) -> list[tuple[int, int]]:
    """The stretches between breaks."""
    found = [m.span() for m in _RUN.finditer(text)]
    if not any(dash in text for dash in _DASHES):
        return found
    return [piece for start, end in found for piece in _parted(text, start, end)]


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A stretch cut at free-standing dashes."""
    pieces: list[tuple[int, int]] = []
    for dash in _DASH.finditer(text, start, end):
        pieces.append((start, dash.start()))
        start = dash.end()
    pieces.append((start, end))
    return pieces


def _segments(text: str, runs: list[tuple[int, int]]) -> list[Segment]:
    found: list[Segment] = []
    for start, end in runs:
        piece = text[start:end]
        letters = piece if piece.isalnum() else _NOT_WORD.sub("", piece)
        if letters:
            found.append(Segment(start, end, letters))
    return found


class Line:
    """One text with everything the matchers ask about it, worked out when first asked."""

    __slots__ = (
        "_loose_han",
        "_places",
        "_segments",
        "compact",
        "folded",
        "is_marked",
        "marks",
        "masked",
        "raw",
        "runs",
        "strength",
        "strong",
        "telling",
    )

    def __init__(self, raw: str, folded: str | None = None) -> None:
        """`folded` is another reading of the raw text's folded form, as long as that."""
        self.raw = raw
        if folded is None:
            folded = self._fold(raw)
        self.folded = folded
        self.compact = folded if folded.isalnum() else _NOT_WORD.sub("", folded)
        self.is_marked = False
        self._places: list[int] | None = None
        self._segments: list[Segment] | None = None
        self._loose_han = -1

    @staticmethod
    def _fold(raw: str) -> str:
        if "&#" in raw:
            raw = unescape(raw)  # a page's source
        if _STROKES.search(raw):
            raw = turned_back(unquote(raw) if "%" in raw else raw)
            raw = _COUNTED.sub(r"\g<0> ", _CIRCLED.sub(" ", raw)).translate(_PLAIN)
        folded = fold(raw)
        return _THOUSANDS.sub("'", folded) if "," in folded else folded

    def mark(self) -> None:
        """Finds what is not the title, and what lies between; asked for before anything but the letters is."""
        if self.is_marked:
            return
        self.is_marked = True
        folded = self.folded
        marks = self.marks = find_marks(folded)
        strength = 0
        telling: list[Mark] = []  # words of reviews, goods and the like, and of kinds of work
        self.telling = telling
        for mark in marks:
            start, _, kind = mark
            if kind in STRONG:
                strength += 1 if kind != EPISODE and folded[start] > "\u3000" else 2
            elif ":" in kind:
                telling.append(mark)
        self.strength = strength
        self.strong = strength > 0
        self.masked = _blotted(folded, marks) if marks else folded
        self.runs = _runs(self.masked)

    @property
    def is_prose(self) -> bool:
        """Is it far too long for the name of a copy? A quick look, before anything is marked."""
        folded = self.folded
        return len(folded) > _PROSE and (len(folded.encode("utf-8", "replace")) - len(folded)) // 2 > _PROSE

    @property
    def places(self) -> list[int]:
        """For each compact character its place in the folded text."""
        if self._places is None:
            self._places = list(compress(range(len(self.folded)), map(str.isalnum, self.folded)))
        return self._places

    @property
    def segments(self) -> list[Segment]:
        """The runs between marks and breaks that hold words."""
        if self._segments is None:
            self._segments = _segments(self.masked, self.runs)
        return self._segments

    @property
    def loose_han(self) -> int:
        """How many Chinese characters stand outside of marks."""
        if self._loose_han < 0:
            self._loose_han = 0 if self.masked.isascii() else len(_HAN.findall(self.masked))
        return self._loose_han

    def loose_segments(self) -> list[Segment]:
        """Runs that take doubtful marks for words: a title may hold weak words, and also seasons, years and numbers."""
        doubtful = [mark for mark in self.marks if mark[2] not in _CERTAIN]
        if not doubtful:
            return []
        weak = glued = False
        for mark in doubtful:
            if mark[2] not in _SURE:
                weak = weak or self._touches_words(mark)
            else:
                glued = glued or self._touches_han(mark)
        found: list[Segment] = []
        if weak or glued:
            found = self._segments_between(_SURE)
        if glued:
            found.extend(self._segments_between(_CERTAIN))
        return found

    def _segments_between(self, kinds: frozenset[str]) -> list[Segment]:
        text = _blotted(self.folded, [mark for mark in self.marks if mark[2] in kinds])
        return _segments(text, _runs(text))

    def _touches_han(self, mark: Mark) -> bool:
        """Is a mark glued to a Chinese character outside of marks?"""
        masked, (start, end, _) = self.masked, mark
        return (start > 0 and masked[start - 1] > "\u3040") or (end < len(masked) and masked[end] > "\u3040")

    def _touches_words(self, mark: Mark) -> bool:
        """Do words stand beside a mark, blanks and points apart?"""
        masked, (start, end, _) = self.masked, mark
        if start and (
            masked[start - 1].isalnum() or (start > 1 and masked[start - 1] in _EDGES and masked[start - 2].isalnum())
        ):
            return True
        size = len(masked)
        return end < size and (
            masked[end].isalnum() or (end + 1 < size and masked[end] in _EDGES and masked[end + 1].isalnum())
        )

    def is_season_before_episode(self, end: int) -> bool:
        """Does a span end behind the season of a mark such as s02e05?"""
        return self.folded[end : end + 1] == "e" and _SEASON_END.search(self.folded, max(0, end - 3), end) is not None

    def around(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a span up to the next break or mark."""
        runs, masked = self.runs, self.masked
        left = bisect_right(runs, (start, _FAR)) - 1
        before = masked[runs[left][0] : start] if left >= 0 and start <= runs[left][1] else ""
        right = bisect_right(runs, (end, _FAR)) - 1
        after = masked[end : runs[right][1]] if right >= 0 and end < runs[right][1] else ""
        return before, after

    def years(self, start: int, end: int) -> list[int]:
        """The years named outside of a span, those of full dates and addresses apart."""
        addresses = [mark for mark in self.marks if mark.end - mark.start > _ADDRESS and "://" in self.folded]
        return [
            int(self.folded[m.start : m.start + 4])
            for m in self.marks
            if m.kind == YEAR
            and not start <= m.start < end
            and not _DATED.match(self.folded, m.start + 4)
            and not any(a.start < m.start < a.end for a in addresses)
            and not _COLOURS.search(self.folded, max(0, m.start - 4), m.start)
        ]
