"""Suppression: what people rejected is not shown again, in the scope they chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from core.folding import compact
from core.types import Match, Sighting, Work
from matchers.licence import host_of

Scope = Literal["link", "site", "wording", "work"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rejection: of a work at one link, on one site, in one wording, or of the work altogether.

    `work` is the work's title. `value` is `kind:ref` of the link, the site's host, or the words; "" for the whole work.
    """

    scope: Scope
    work: str
    value: str = ""
    reason: str = ""


def suppression_of(scope: Scope, match: Match, sighting: Sighting, reason: str = "") -> Suppression:
    """The suppression that hides this match, in the scope a person chose."""
    return Suppression(scope, match.work.title, _value(scope, match, sighting), reason)


def _value(scope: Scope, match: Match, sighting: Sighting) -> str:
    if scope == "link":
        return f"{sighting.link.kind}:{sighting.link.ref}"
    if scope == "site":
        return host_of(sighting.page_url)
    if scope == "wording":
        return compact(match.text)
    return ""


class Suppressions:
    """All rejections, asked once a match."""

    def __init__(self, rejected: Iterable[Suppression]) -> None:
        self._rejected = {self._key(one.scope, one.work, one.value): one for one in rejected}

    @staticmethod
    def _key(scope: Scope, work: str, value: str) -> tuple[Scope, str, str]:
        return scope, compact(work), compact(value) if scope == "wording" else value

    def hides(self, match: Match, sighting: Sighting) -> Suppression | None:
        """The rejection that hides this match, if there is one."""
        for scope in SCOPES:
            found = self._rejected.get(self._key(scope, match.work.title, _value(scope, match, sighting)))
            if found:
                return found
        return None

    def kept(self, matches: Iterable[Match], sighting: Sighting) -> list[Match]:
        """The matches that nobody has rejected."""
        return [match for match in matches if self.hides(match, sighting) is None]


def alias_from(match: Match, work: Work) -> str | None:
    """A confirmed disguise as an alias of the work; None when it is one of its names already."""
    words = match.text.strip()
    known = {compact(name) for name in (work.title, *work.aliases)}
    return words if compact(words) and compact(words) not in known and len(words) <= 80 else None
