"""Companions: year and kind of work that come beside the title, against the listed work's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from core.types import Sighting, Work, WorkKind
from matchers import media
from matchers.evidence import Effect

_OTHER: Final = -45.0
_SERIES: Final = frozenset({"tv", "variety", "animation", "cartoon", "short_drama"})
_LATER: Final = 2  # years after which a season is no longer the listed one
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?![\dpi])")
_SEASON: Final = re.compile(
    r"第\s?(?:[二三四五六七八九]|[2-9](?!\d)|1\d|十[一二三四五六七八九]?)\s?[季部]|(?<![a-z])s(?:0?[2-9]|1\d)(?=e\d|\W|$)|season\s?(?:[2-9]|1\d)(?!\d)"
    r"|(?<!\d)(?:2nd|3rd|\dth) season",
    re.IGNORECASE,
)


def _same_family(one: WorkKind, two: WorkKind) -> bool:
    """May one page call it one kind and the list the other?"""
    if one == two or "other" in (one, two):
        return True
    drawn = {"animation", "cartoon"}
    if one in media.VIDEO and two in media.VIDEO:
        # a film and a series of one title are two works; a cartoon may be either
        return "film" not in (one, two) or bool({one, two} & (drawn | {"gala", "sports"}))
    return {one, two} in ({"software", "game"}, {"novel", "audiobook"}, {"novel", "cartoon"}, {"music", "gala"})


def year_effect(work: Work, year: int | None) -> Iterator[Effect]:
    """A year that agrees, or one of another work."""
    if not year or not work.year:
        return
    apart = year - work.year
    if abs(apart) <= 1:
        yield Effect("year_agrees", 6.0, str(year))
    elif work.kind in ("film", None) or apart < 0:
        yield Effect("other_year", _OTHER, str(year))


def season_effect(work: Work, year: int | None, words: str) -> Iterator[Effect]:
    """A later season of a series that the list names without one, where the page or the words give a later year."""
    if not work.year or work.kind not in _SERIES:
        return
    season = _SEASON.search(words)
    if season is None or any(_SEASON.search(name) for name in (work.title, *work.aliases)):
        return
    years = [int(each) for each in _YEAR.findall(words)] + ([year] if year else [])
    if years and min(years) - work.year >= _LATER:
        yield Effect("other_season", _OTHER, season.group().strip())


def kind_effect(work: Work, kind: str | None) -> Iterator[Effect]:
    """A kind of work that the listed work is not."""
    if kind and work.kind and not _same_family(kind, work.kind):  # type: ignore[arg-type]
        yield Effect("other_kind", _OTHER, kind)


def disagreements(work: Work, sighting: Sighting, spoken: frozenset[str], *, dated: bool = False) -> Iterator[Effect]:
    """What the page, the link and the words nearest to it say about the work that the listed work is not.

    The page's year says nothing about words that give the work's own year beside the title (`dated`).
    """
    medium = media.OF_LINK.get(sighting.link.kind)
    if medium and not media.fits(medium, work.kind):
        yield Effect("other_medium", _OTHER, sighting.link.kind)
    elif not medium and sighting.link.kind != "app" and not media.words_fit(spoken, work.kind):
        yield Effect("other_medium", _OTHER, ", ".join(sorted(spoken)))
    yield from kind_effect(work, sighting.work_kind)
    if not dated:
        yield from year_effect(work, sighting.year)
