"""The matcher: which listed works a text names, with a score and its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from core.types import Match, Reason, Work
from matchers import pinyin
from matchers.evidence import Candidate, Effect, weigh
from matchers.index import Index, ids
from matchers.line import Line
from matchers.names import names_of
from matchers.reading import Reading, found_of, merged, read_line
from matchers.wording import sentence

NAME: Final = "sieve-1"
THRESHOLD: Final = 80.0
_LONGEST: Final = 4000  # characters of one text that are read


class Matcher:
    """Compares texts with a list of works. `catalogue` are works of others: they only explain hits away."""

    name: str = NAME
    threshold: float = THRESHOLD

    def __init__(self, works: Sequence[Work], catalogue: Sequence[Work] = ()) -> None:
        self._works: list[Work] = []
        self._foreign: list[bool] = []
        self._index = Index()
        for work in works:
            self.add(work)
        for work in catalogue:
            self._add(work, foreign=True)

    def add(self, work: Work) -> None:
        """Makes one more work findable."""
        self._add(work, foreign=False)

    def _add(self, work: Work, *, foreign: bool) -> None:
        number = len(self._works)
        self._works.append(work)
        self._foreign.append(foreign)
        for name in names_of(work, number):
            self._index.add(name)

    def match(self, text: str, *, kind: str | None = None, year: int | None = None) -> list[Match]:
        """The works a text offers, best first, none below the threshold."""
        return self.candidates(text, self.threshold)

    def match_many(self, texts: Sequence[str]) -> list[list[Match]]:
        """`match` for many texts, in their order."""
        return [self.match(text) for text in texts]

    def candidates(self, text: str, floor: float = 0.0) -> list[Match]:
        """The works a text may name, best first, with scores down to `floor`."""
        line = Line(text[:_LONGEST])
        chosen = [entry for entry in self._weighed(line) if entry[0] >= floor and not self._foreign[entry[2].name.work]]
        return [self._match(line, *entry) for entry in chosen]

    def _weighed(self, line: Line) -> list[tuple[float, list[Effect], Candidate]]:
        """Each work's best candidate with its score, best first."""
        best: dict[int, tuple[float, list[Effect], Candidate]] = {}
        for candidate in self._find(line):
            score, effects = weigh(candidate)
            known = best.get(candidate.name.work)
            if known is None or score > known[0]:
                best[candidate.name.work] = (score, effects, candidate)
        return sorted(best.values(), key=lambda entry: (-entry[0], -entry[2].name.size))

    def work(self, number: int) -> Work:
        """The work of one number."""
        return self._works[number]

    def read(self, text: str, floor: float) -> Reading:
        """What a text near a link says, line by line."""
        readings = [self._read_line(part, floor) for part in text[:_LONGEST].splitlines()[:60] if part.strip()]
        return readings[0] if len(readings) == 1 else merged(readings)

    def _read_line(self, text: str, floor: float) -> Reading:
        line = Line(text)
        found = [
            (found_of(candidate.name.work, score, effects, candidate), (candidate.start, candidate.end))
            for score, effects, candidate in self._weighed(line)
            if score >= floor and not self._foreign[candidate.name.work]
        ]
        return read_line(line, found, self.threshold)

    def _match(self, line: Line, score: float, effects: list[Effect], candidate: Candidate) -> Match:
        reasons = tuple(Reason(e.feature, round(e.score, 1), sentence(e.feature, "en", e.evidence), e.evidence) for e in effects)
        return Match(candidate.work, round(score, 1), self.name, reasons, line.folded[candidate.start : candidate.end])

    def _candidate(self, line: Line, number: int, start: int, end: int, tier: str, found: tuple[Effect, ...]) -> Candidate:  # noqa: PLR0913
        name = self._index.names[number]
        places = line.places
        return Candidate(line, name, self._works[name.work], places[start], places[end - 1] + 1, tier, found)

    def _find(self, line: Line) -> list[Candidate]:
        found = self._exact(line)
        if found:
            return found
        return self._by_sound(line)

    def _exact(self, line: Line) -> list[Candidate]:
        index = self._index
        spans: list[tuple[int, int, int]] = []
        for numbers, start, end in index.exact.find(line.compact):
            spans.extend((start, end, number) for number in ids(numbers))
        offset: dict[int, int] = {}
        for segment in line.segments:
            if len(segment.text) <= 4:
                numbers_here = index.whole.get(segment.text)
                if numbers_here is not None:
                    offset = offset or {place: i for i, place in enumerate(line.places)}
                    first = next(i for i in range(segment.start, segment.end) if i in offset)
                    start = offset[first]
                    spans.extend((start, start + len(segment.text), number) for number in ids(numbers_here))
        return [
            self._candidate(line, number, start, end, "exact", (Effect(index.names[number].form, 0.0, index.names[number].written),))
            for start, end, number in _longest(set(spans))
        ]

    def _by_sound(self, line: Line) -> list[Candidate]:
        index = self._index
        found: list[Candidate] = []
        spans = [(s, e, n) for numbers, s, e in index.spelled.find(line.compact) for n in ids(numbers)]
        for start, end, number in _longest(set(spans)):
            found.append(self._candidate(line, number, start, end, "spelled", (Effect("pinyin", -4.0, line.compact[start:end]),)))
        if not line.compact.isascii():
            spans = [(s, e, n) for numbers, s, e in index.sound.find(pinyin.sounds(line.compact)) for n in ids(numbers)]
            for start, end, number in _longest(set(spans)):
                found.append(self._candidate(line, number, start, end, "sound", (Effect("homophone", -8.0, line.compact[start:end]),)))
        return found


def _longest(spans: set[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The spans that do not lie inside a longer one."""
    kept: list[tuple[int, int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        start, end, _ = span
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in kept):
            kept.append(span)
    return kept
