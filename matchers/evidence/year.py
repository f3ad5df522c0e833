"""The year in the line against the work's: the only evidence between remakes."""

from __future__ import annotations

from collections.abc import Iterator

from matchers.evidence.candidate import Candidate, Effect


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
        later = candidate.name.size >= 12 and max(years) > wanted
        yield Effect("other_year", -16.0 if later else -28.0, str(years[0]))
    elif max(years) < wanted - 1:
        yield Effect("other_year", -20.0, str(years[0]))
