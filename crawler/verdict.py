"""How a run ended: a silent spider is a broken spider, never an empty success."""

from __future__ import annotations

from collections.abc import Mapping

from core.config import Expect
from core.types import FETCH_STATES, Run, RunStatus

# A site that showed at least this many links and now shows none has changed or shuts us out.
USED_TO_SHOW = 5


def judge_run(counts: Mapping[str, int], expect: Expect, before: Run | None = None) -> tuple[RunStatus, str]:
    """Status and cause of a finished run from its counts, the site's `expect`, and its last good run.

    Torrent files that a site keeps to itself say nothing about its pages.
    """
    errors = counts.get("error", 0) - counts.get("torrents_error", 0)
    pages = counts.get("pages", 0) - counts.get("torrents_blocked", 0) - counts.get("torrents_error", 0)
    read = counts.get("ok", 0) + counts.get("not_modified", 0) + counts.get("truncated", 0)
    blocked = counts.get("blocked", 0) + counts.get("challenge", 0) - counts.get("torrents_blocked", 0)
    if blocked and blocked * 2 >= pages:
        return "blocked", f"{blocked} of {pages} pages were refused or challenged: the site shuts us out"
    if counts.get("robots", 0) and not read:
        return "blocked", _robots(counts["robots"], counts.get("robots_silent", 0))
    refused = counts.get("refused", 0)
    if refused and refused == pages:
        return "suspicious", f"all {refused} addresses asked for lead into a private network or are no web addresses"
    if not read:
        return "suspicious", f"no page could be read ({_states(counts)})"
    if read < expect.pages:
        return "suspicious", f"{read} of {expect.pages} expected pages read"
    sightings = counts.get("sightings", 0)
    if sightings < expect.sightings:
        return "suspicious", f"{sightings} of {expect.sightings} expected links seen"
    if (
        not sightings
        and before
        and not counts.get("not_modified", 0)
        and before.counts.get("sightings", 0) >= USED_TO_SHOW
    ):
        return "suspicious", f"no link seen; the last good run saw {before.counts['sightings']}"
    if errors * 5 > pages:
        return "suspicious", f"{errors} of {pages} pages ended in an error"
    return "ok", ""


def _robots(refused: int, silent: int) -> str:
    """Rules that forbid are the site's word; a robots.txt without an answer is an accident, or a door kept shut."""
    if silent == refused:
        return "robots.txt gave no answer, so nothing was asked for (RFC 9309): try later, or set obey_robots = false"
    if not silent:
        return "robots.txt forbids all that was asked for: ask the owner, or set obey_robots = false for the site"
    return f"robots.txt forbids {refused - silent} of the addresses asked for, and gave no answer for {silent}"


def _states(counts: Mapping[str, int]) -> str:
    seen = [f"{counts[state]} {state}" for state in FETCH_STATES if counts.get(state, 0)]
    return ", ".join(seen) or "nothing was fetched"
