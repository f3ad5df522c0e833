"""Suppression: what people rejected is not shown again, in the scope they chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from core.folding import compact, fold
from core.types import Match, Sighting
from matchers.licence import host_of

Scope = Literal["link", "site", "wording", "work"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Place:
    """Where and in which words a work was found: `link` is `kind:ref`, `site` the configured site's name or ""."""

    link: str
    page_url: str
    site: str
    text: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rejection of a work: at one link, on one site, in one wording, or of the work altogether.

    The work is known by its number: another holder's work of the same title is another work. `value` is `kind:ref`
    of the link, the page's host, or the folded words; "" for the whole work. `site` is the configured site's name:
    a site may have many hosts.
    """

    scope: Scope
    work_id: int
    value: str = ""
    site: str = ""


def value_of(scope: Scope, place: Place) -> str:
    """What a rejection in this scope holds on to; "" when the place has none (or the scope needs none)."""
    if scope == "link":
        return place.link
    if scope == "site":
        return host_of(place.page_url)
    return wording(place.text) if scope == "wording" else ""


def wording(text: str) -> str:
    """The words as rejections compare them: every writing of the same words is one wording."""
    return compact(text) or fold(text).strip()


def place_of(match: Match, sighting: Sighting) -> Place:
    """Where a match was found."""
    link = sighting.link
    return Place(f"{link.kind}:{link.ref}", sighting.page_url, sighting.site, match.text)


class Suppressions:
    """All rejections in force, asked once a match: a look at a set, however many there are."""

    def __init__(self, rejected: Iterable[Suppression] = ()) -> None:
        self._rejected: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for one in rejected:
            of_work = self._rejected[one.work_id]
            of_work.add((one.scope, one.value))
            if one.scope == "site" and one.site:
                of_work.add(("name", one.site))

    def hides(self, work_id: int | None, place: Place) -> bool:
        """Whether somebody rejected the work there."""
        rejected = self._rejected.get(work_id) if work_id is not None else None
        if not rejected:
            return False
        if ("name", place.site) in rejected and place.site:
            return True
        return any((scope, value_of(scope, place)) in rejected for scope in SCOPES)

    def kept(self, matches: Iterable[Match], sighting: Sighting) -> list[Match]:
        """The matches that nobody has rejected."""
        return [match for match in matches if not self._hides(match, sighting)]

    def _hides(self, match: Match, sighting: Sighting) -> bool:
        work_id = match.work.work_id
        return work_id in self._rejected and self.hides(work_id, place_of(match, sighting))
