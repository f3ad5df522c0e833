"""The matcher: which listed works a text names, with a score and its reasons."""

from __future__ import annotations

import gc
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from core.types import Match, Work
from matchers.companions import kind_effect, year_effect
from matchers.disguise import Disguises, may_hide, warm_up
from matchers.evidence import Candidate, Effect, weigh
from matchers.index import Index, ids
from matchers.line import Line
from matchers.marks import STRONG
from matchers.names import names_of
from matchers.reading import Reading, found_of, merged, read_line
from matchers.rereadings import rereadings
from matchers.vocabulary import ABOUT
from matchers.wording import as_reason
from matchers.writing import as_written

_LARGE: Final = 5_000  # works
_LONGEST_POST: Final = 20_000
_LINES: Final = 200  # lines of one post that are read
# What only a title has behind it: a number that counts something or names a file is followed by none of these.
_OF_A_COPY: Final = (
    r"完整|全集|大结局|未删|无删|蓝光|超清|高清|在线|免费|正片|网盘|夸克|国语|粤语|中字|第\d{1,3}[集期]|"
    r"hd[国中粤]|\(?(?:4k|1080p|2160p)|full movie"
)
_FIRST_NUMBER: Final = re.compile(
    r"(?:[^\w]|\d{1,2}[.、]\s){0,12}(?:the[ ._])?(?P<number>\d{2,4})(?:[\s._\])】》-]+(?:s\d|season|ep?\d|"
    r"[\[(]?(?:19|20)\d\d|第\d{1,3}[集期]|全\d{1,3}集|全集|更新?至)|\((?:19|20)\d\d\)|》"
    rf"|(?<=\d\d\d\d)(?<!19\d\d)(?<!20\d\d)(?<!1080)(?<!2160)(?<!1440)[\s._\])】》|#-]{{0,3}}(?:{_OF_A_COPY}))"
)
_CLEAR: Final = 60.0  # a name of others below it explains nothing
_WITH_ABOUT: Final = 58.0  # no disguise beside an about-word has a higher score
_IN_PROSE: Final = 73.0  # no title in a sentence without any sign of a copy has a higher score
_SENTENCE: Final = 40  # Chinese characters outside of marks that a title does not have
_SIGNS: Final = ")]】》」』!?。~～…☆★♪♡"
# "King's Speech, The": an article behind the title is a way of filing.
_MOVED_ARTICLE: Final = re.compile(r"[;,. _]\s?(?:the|an?)(?=[^a-z0-9]|$)(?! [a-z])")
_ARTICLE: Final = re.compile(r"(?:the|an?)\s|.*[;,]\s?(?:the|an?)$", re.IGNORECASE)
_MOVES: Final = frozenset(";,. _")
_CLEARLY_MORE: Final = 8.0
Weighed = tuple[float, list[Effect], Candidate]
NAME: Final = "sieve-5"
THRESHOLD: Final = 80.0
_SURE: Final = 84.0  # above it nobody looks for a disguise
_SHORT_AND_BARE: Final = 79.0  # short names in a text without any sign of a copy stay below it
_LONGEST: Final = 4000  # characters of one text that are read


class Matcher:
    """Compares texts with a list of works. `catalogue` are works of others: they only explain hits away."""

    name: str = NAME
    threshold: float = THRESHOLD

    def __init__(self, works: Sequence[Work], catalogue: Sequence[Work] = ()) -> None:
        self._works: list[Work] = []
        self._foreign: list[bool] = []
        self._has_foreign = False
        self._index = Index()
        self._disguises = Disguises(self._index)
        with _settled(len(works) + len(catalogue)):
            for work in works:
                self.add(work)
            for work in catalogue:
                self._add(work, foreign=True)
            self._index.exact.build()
        warm_up()

    def add(self, work: Work) -> None:
        """Makes one more work findable."""
        self._add(work, foreign=False)

    def _add(self, work: Work, *, foreign: bool) -> None:
        self._disguises.forget()
        number = len(self._works)
        self._works.append(work)
        self._foreign.append(foreign)
        self._has_foreign = self._has_foreign or foreign
        for name in names_of(work, number):
            self._index.add(name)

    def match(self, text: str, *, kind: str | None = None, year: int | None = None) -> list[Match]:
        """The works a text offers, best first, none below the threshold; `kind` and `year` are what else is known."""
        if kind is None and year is None:
            return self.candidates(text, self.threshold)
        return self._with_companions(self.candidates(text, self.threshold - 6.0), kind, year)

    def _with_companions(self, matches: list[Match], kind: str | None, year: int | None) -> list[Match]:
        """Matches weighed once more with the kind of work and the year that came beside the text."""
        found: list[Match] = []
        for match in matches:
            effects = [*kind_effect(match.work, kind), *year_effect(match.work, year)]
            score = max(0.0, min(100.0, match.score + sum(effect.score for effect in effects)))
            if score >= self.threshold:
                found.append(replace(match, score=score, reasons=match.reasons + tuple(map(as_reason, effects))))
        return sorted(found, key=lambda match: -match.score)

    def candidates(self, text: str, floor: float = 0.0) -> list[Match]:
        """The works a text may name, best first, with scores down to `floor`."""
        text = text[:_LONGEST]
        line = Line(text)
        chosen = [
            entry for entry in self._weighed(line, floor) if entry[0] >= floor and not self._foreign[entry[2].name.work]
        ]
        return [self._match(*entry) for entry in chosen]

    def _weighed(self, line: Line, floor: float) -> list[Weighed]:
        """Each work's best candidate with its score, best first."""
        spans = self._spans(line)
        if not spans and line.is_prose:
            return []
        line.mark()
        best: dict[int, Weighed] = {}
        least = min(floor, _CLEAR) if self._has_foreign else floor
        if line.strong or least <= _IN_PROSE or len(line.folded) <= _SENTENCE or line.loose_han <= _SENTENCE:
            self._keep(self._exact(line, spans, floor), best, least)
        if not best or all(score < _SURE for score, _, _ in best.values()):
            self._look_behind(line, floor, best, least)
        if not best:
            return []
        entries = sorted(best.values(), key=lambda entry: (-entry[0], -entry[2].name.size))
        if self._has_foreign:
            entries = [entry for entry in entries if not self._explained_away(entry, entries)]
        return entries

    def _look_behind(self, line: Line, floor: float, best: dict[int, Weighed], least: float) -> None:
        """Looks for disguises in a line that may hide one; where words speak about a work, none could count."""
        if (least > _WITH_ABOUT and any([kind.startswith(ABOUT) for _, _, kind in line.telling])) or not may_hide(line):
            return
        self._keep(self._disguised(line), best, least)
        if all(self._foreign[number] or score < self.threshold for number, (score, _, _) in best.items()):
            self._reread(line, floor, best, least)

    def _reread(self, line: Line, floor: float, best: dict[int, Weighed], least: float) -> None:
        """Looks into the other readings of a line in which nothing was found."""
        for reading in rereadings(line.folded):
            other = Line(line.raw, reading.folded)
            spans = self._spans(other)
            if reading.exact and not spans:
                continue
            other.mark()
            undone = Effect(reading.feature, -reading.price, "")
            hidden = () if reading.exact else self._disguised(other)
            for candidate in (*self._exact(other, spans, floor), *hidden):
                candidate.found = (
                    *candidate.found,
                    undone._replace(evidence=line.folded[candidate.start : candidate.end]),
                )
                self._keep((candidate,), best, least)

    def _explained_away(self, entry: Weighed, entries: list[Weighed]) -> bool:
        """Does a work of others explain the same words better?"""
        score, effects, candidate = entry
        if self._foreign[candidate.name.work]:
            return False
        other_year = any(effect.feature == "other_year" for effect in effects)
        return any(
            other_score >= _CLEAR
            and self._foreign[other.name.work]
            and (
                _is_better(other, other_score, candidate, score)
                or (other_year and other.start == candidate.start and _agrees(other_effects))
            )
            for other_score, other_effects, other in entries
        )

    def work(self, number: int) -> Work:
        """The work of one number."""
        return self._works[number]

    def read(self, text: str, floor: float) -> Reading:
        """What a text near a link says, line by line."""
        readings = [
            self._read_line(part[:_LONGEST], floor)
            for part in text[:_LONGEST_POST].splitlines()[:_LINES]
            if part.strip()
        ]
        return readings[0] if len(readings) == 1 else merged(readings)

    def names_any(self, text: str, floor: float) -> bool:
        """Whether `read` finds any work in a text: a quicker answer than the whole reading."""
        foreign = self._foreign
        for part in text[:_LONGEST_POST].splitlines()[:_LINES]:
            if part.isspace() or not part:
                continue
            for score, _, candidate in self._weighed(Line(part[:_LONGEST]), floor):
                if score >= floor and not foreign[candidate.name.work]:
                    return True
        return False

    def _read_line(self, text: str, floor: float) -> Reading:
        line = Line(text)
        line.mark()
        found = [
            (found_of(candidate.name.work, score, effects, candidate), (candidate.start, candidate.end))
            for score, effects, candidate in self._weighed(line, floor)
            if score >= floor and not self._foreign[candidate.name.work]
        ]
        return read_line(line, found, self.threshold)

    @staticmethod
    def _keep(candidates: Iterable[Candidate], best: dict[int, Weighed], least: float) -> None:
        """Weighs candidates as far as `least` and keeps each work's best."""
        for candidate in candidates:
            score, effects = weigh(candidate, least)
            known = best.get(candidate.name.work)
            if known is None or score > known[0]:
                best[candidate.name.work] = (score, effects, candidate)

    def _match(self, score: float, effects: list[Effect], candidate: Candidate) -> Match:
        words, undone = as_written(candidate)
        reasons = tuple(map(as_reason, (*effects, *undone)))
        return Match(candidate.work, round(score, 1), self.name, reasons, words)

    def _candidate(
        self, line: Line, number: int, start: int, end: int, tier: str, found: tuple[Effect, ...]
    ) -> Candidate:
        name = self._index.names[number]
        places = line.places
        stop = places[end - 1] + 1
        if name.written[-1] in _SIGNS:
            closing = name.written[len(name.written.rstrip(_SIGNS)) :]
            if line.folded.startswith(closing, stop):
                stop += len(closing)
        if not name.han and line.folded[stop : stop + 1] in _MOVES and _ARTICLE.match(self._works[name.work].title):
            moved = _MOVED_ARTICLE.match(line.folded, stop)
            stop = moved.end() if moved else stop
        return Candidate(line, name, self._works[name.work], places[start], stop, tier, found)

    def _spans(self, line: Line) -> set[tuple[int, int, int]]:
        """Where the compact text holds names long enough to be looked for anywhere."""
        found = self._index.exact.find(line.compact)
        return {(start, end, number) for numbers, start, end in found for number in ids(numbers)} if found else set()

    def _exact(self, line: Line, spans: set[tuple[int, int, int]], floor: float) -> list[Candidate]:
        index = self._index
        if len(spans) > 1:
            spans = {span for span in spans if not _cuts_words(line, span[0], span[1])}
        if line.strong or floor < _SHORT_AND_BARE:
            spans.update(self._whole(line))
        found: list[Candidate] = []
        if spans:
            for start, end, number in _longest(spans):
                name = index.names[number]
                effects = (Effect(name.form, 0.0, name.written),)
                found.append(self._candidate(line, number, start, end, "exact", effects))
        first = _FIRST_NUMBER.match(line.folded)
        if first:
            found.extend(self._numbers(line, first))
        return found

    def _numbers(self, line: Line, first: re.Match[str]) -> Iterator[Candidate]:
        """A title that is nothing but a number, at the very front and followed by a season, an episode or the year."""
        for number in ids(self._index.whole.get(first["number"])):
            name = self._index.names[number]
            effects = (Effect(name.form, 0.0, name.written),)
            yield Candidate(line, name, self._works[name.work], *first.span("number"), "number", effects)

    def _whole(self, line: Line) -> Iterator[tuple[int, int, int]]:
        """Names too short to be looked for anywhere: they must be a whole segment."""
        whole = self._index.whole.get
        for segment in line.segments:
            text = segment.text
            if len(text) > 8:
                continue
            numbers = whole(text) if len(text) <= 5 else None
            skipped = 0
            if numbers is None and text.startswith("the"):
                numbers, skipped = whole(text[3:]), 3
            if numbers is not None:
                start = bisect_left(line.places, segment.start) + skipped
                for number in ids(numbers):
                    yield start, start + len(text) - skipped, number

    def _disguised(self, line: Line) -> Iterator[Candidate]:
        for number, unit, edit in self._disguises.find(line):
            name = self._index.names[number]
            yield Candidate(
                line,
                name,
                self._works[name.work],
                unit.start,
                unit.end,
                "disguised",
                (Effect(edit.feature, -edit.price, edit.evidence),),
            )


@contextmanager
def _settled(size: int) -> Iterator[None]:
    """Builds a large list outside of the garbage collector's sight.

    Millions of objects that stay would be looked through again and again, while building and afterwards: a third of the
    building and, at 100,000 works, half of the matching. They hold no cycles and are freed with the list as ever.
    """
    if size < _LARGE or not gc.isenabled():
        yield
        return
    gc.collect()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _agrees(effects: list[Effect]) -> bool:
    """Does the text name the year of a work of others with the same title?"""
    return any(effect.feature == "year_agrees" for effect in effects)


def _is_better(other: Candidate, other_score: float, mine: Candidate, my_score: float) -> bool:
    """Is the other work's name the better reading of the words that mine takes? One title of two works is not."""
    if other.end <= mine.start or mine.end <= other.start or other.name.text == mine.name.text:
        return False
    covers = other.start <= mine.start and mine.end <= other.end
    if other.tier != "disguised" and mine.tier == "disguised":
        return covers
    if covers and other.end - other.start > mine.end - mine.start:
        return True
    shared = min(other.end, mine.end) - max(other.start, mine.start)
    return other_score >= my_score + _CLEARLY_MORE and 4 * shared >= 3 * (mine.end - mine.start)


def _cuts_words(line: Line, start: int, end: int) -> bool:
    """Does a span of the compact text begin or end in the middle of a Latin word or a number?"""
    compact, places = line.compact, line.places
    if start and places[start - 1] + 1 == places[start] and _one_run(compact[start - 1], compact[start]):
        return True
    if end == len(compact) or places[end - 1] + 1 != places[end]:
        return False
    if _one_run(compact[end - 1], compact[end]):
        return True
    place = places[end]
    return any(
        mark.start < place < mark.end for mark in line.marks if mark.kind in STRONG
    ) and not line.is_season_before_episode(place)


def _one_run(one: str, two: str) -> bool:
    return one.isascii() and two.isascii() and ((one.isalpha() and two.isalpha()) or (one.isdigit() and two.isdigit()))


def _longest(spans: set[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The spans that do not lie inside a longer one."""
    if len(spans) == 1:
        return list(spans)
    kept: list[tuple[int, int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
        start, end, _ = span
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in kept):
            kept.append(span)
    return kept
