"""Companions: year and kind of work that the page gives beside the title, against the listed work's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from core.types import LinkKind, Sighting, Work, WorkKind
from matchers.evidence import Effect

_VIDEO: Final = frozenset({"film", "tv", "variety", "animation", "cartoon", "sports", "gala", "short_drama", "course"})
_BOOK: Final = frozenset({"novel", "cartoon"})
# Which medium each link kind carries; kinds that may carry anything are not named.
_MEDIA: Final[dict[LinkKind, str]] = {"reading": "book", "article": "book", "audio": "sound", "app": "program", "embed": "video", "media": "video", "live": "video", "deep_link": "video"}
_CARRIES: Final[dict[str, frozenset[WorkKind]]] = {
    "book": frozenset({"novel", "cartoon", "animation", "course", "other"}),
    "sound": frozenset({"music", "audiobook", "novel", "course", "other"}),
    "program": frozenset({"software", "game", "course", "other"}),
    "video": frozenset({*_VIDEO, "music", "game", "other"}),
}


def _same_family(one: WorkKind, two: WorkKind) -> bool:
    if one == two or "other" in (one, two):
        return True
    if one in _VIDEO and two in _VIDEO:
        # a film and a series of one title are two works
        return "film" not in (one, two) or bool({one, two} & {"animation", "cartoon", "gala", "sports"})
    return one in _BOOK and two in _BOOK or {one, two} == {"novel", "audiobook"}


def disagreements(work: Work, sighting: Sighting) -> Iterator[Effect]:
    """What the page says about the work that the listed work is not."""
    medium = _MEDIA.get(sighting.link.kind)
    if medium and work.kind and work.kind not in _CARRIES[medium]:
        yield Effect("other_medium", -40.0, sighting.link.kind)
    if sighting.work_kind and work.kind and not _same_family(sighting.work_kind, work.kind):
        yield Effect("other_kind", -40.0, sighting.work_kind)
    if sighting.year and work.year:
        apart = sighting.year - work.year
        if abs(apart) <= 1:
            yield Effect("year_agrees", 6.0, str(sighting.year))
        elif work.kind in ("film", None) or apart < 0:
            yield Effect("other_year", -30.0, str(sighting.year))
