"""Rows that repeat a work of the same list: joined where they agree, refused where they contradict each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from core.folding import compact
from core.types import Work
from watchlist.listing import RowError
from watchlist.sentences import Sentence, say

MOST_WARNINGS: Final = 50

_SINGLE: Final = ("protected_from", "protected_until", "release_date")
_CONFLICT: Final = (
    "row {row} gives {first} for the same work, this row {second}: make them agree, or delete one of the rows"
)
_APART: Final = "rows {first} and {row} have the same title and year but differ in kind or holder: both were taken"


class Merger:
    """Works of one list in order; the same title, year, kind and holder is one work."""

    def __init__(self) -> None:
        self.works: list[Work] = []
        self.rejected: list[RowError] = []
        self.merged = 0
        self.warnings: list[Sentence] = []
        self._hushed = 0
        self._places: dict[tuple[str, int | None], int | list[int]] = {}

    def add(self, work: Work) -> None:
        """Takes a work, joins it to an earlier one, or refuses its row."""
        key = (compact(work.title) or work.title, work.year)
        places = self._places.get(key)
        earlier = () if places is None else (places,) if isinstance(places, int) else tuple(places)
        same = next((place for place in earlier if _same(self.works[place], work)), None)
        if same is None:
            if earlier:
                self._warn(say(_APART, first=self.works[earlier[0]].row, row=work.row))
            place = len(self.works)
            self.works.append(work)
            self._places[key] = place if places is None else [*earlier, place]
            return
        self._join(same, work)

    def _join(self, place: int, work: Work) -> None:
        first = self.works[place]
        conflict = next((name for name in _SINGLE if _differ(getattr(first, name), getattr(work, name))), None)
        if conflict:
            said = say(_CONFLICT, row=first.row, first=getattr(first, conflict), second=getattr(work, conflict))
            self.rejected.append(RowError(work.row or 0, conflict, str(getattr(work, conflict)), said))
            return
        self.works[place] = _joined(first, work)
        self.merged += 1
        self._warn(
            say(
                "row {row} repeats row {first} (“{title}”) and was joined to it",
                row=work.row,
                first=first.row,
                title=work.title,
            )
        )

    def all_warnings(self) -> list[Sentence]:
        """What to say about the list; of many repetitions only the first are named."""
        more = [say("rows that repeat others, not named here: {count}", count=self._hushed)] if self._hushed else []
        return [*self.warnings, *more]

    def _warn(self, sentence: Sentence) -> None:
        if len(self.warnings) < MOST_WARNINGS:
            self.warnings.append(sentence)
        else:
            self._hushed += 1


def _same(first: Work, second: Work) -> bool:
    kinds = first.kind is None or second.kind is None or first.kind == second.kind
    one, other = compact(first.holder), compact(second.holder)
    return kinds and (not one or not other or one == other)


def _differ(first: date | None, second: date | None) -> bool:
    return first is not None and second is not None and first != second


def _joined(first: Work, second: Work) -> Work:
    names = (*first.aliases, second.title, *second.aliases)
    return replace(
        first,
        aliases=tuple(dict.fromkeys(name for name in names if name != first.title)),
        kind=first.kind or second.kind,
        holder=first.holder or second.holder,
        batch=_both(first.batch, second.batch),
        official_domains=tuple(dict.fromkeys((*first.official_domains, *second.official_domains))),
        licences=tuple(dict.fromkeys((*first.licences, *second.licences))),
        protected_from=first.protected_from or second.protected_from,
        protected_until=first.protected_until or second.protected_until,
        release_date=first.release_date or second.release_date,
        identifiers=tuple(dict.fromkeys((*first.identifiers, *second.identifiers))),
        note=_both(first.note, second.note),
    )


def _both(first: str, second: str) -> str:
    parts = [part for part in (first, second) if part]
    return "、".join(dict.fromkeys(parts))
