"""The year in the line against the work's: the only evidence between remakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from matchers.evidence.candidate import Candidate, Effect

_TOLD: Final = re.compile(r"[\s._]?\((?:19|20)\d\d\)")  # right behind the title: nobody writes another year there


def year(candidate: Candidate) -> Iterator[Effect]:
    """A year that agrees helps a little, one that differs by more than one speaks for another work."""
    wanted = candidate.work.year
    if wanted is None:
        return
    years = candidate.line.years(candidate.start, candidate.end)
    if not years:
        return
    if any(abs(found - wanted) <= 1 for found in years):
        yield Effect("year_agrees", 6.0, str(years[0]))
    elif candidate.work.kind == "film":
        # no copy is older than the work; a later year may be that of a new edition, or a slip of the list
        folded = candidate.line.folded
        later = candidate.name.size >= 12 and max(years) > wanted and not _TOLD.match(folded, candidate.end)
        yield Effect("other_year", -16.0 if later else -28.0, str(years[0]))
    elif max(years) < wanted - 1:
        yield Effect("other_year", -22.0, str(years[0]))
