"""Peers: what most people would use, each behind the same two functions as ours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from ahocorasick_rs import AhoCorasick
from rapidfuzz import fuzz, process, utils

from core.folding import compact
from core.types import Work
from matchers import Matcher

_FLOOR: Final = 40.0
Answer = list[tuple[str, float]]  # titles with scores, best first
Match = Callable[[str], Answer]
Factory = Callable[[Sequence[Work]], Match]


def sieve(works: Sequence[Work]) -> Match:
    """Our matcher at its own threshold."""
    matcher = Matcher(works)
    return lambda text: [(match.work.title, match.score) for match in matcher.match(text)]


def sieve_below(works: Sequence[Work]) -> Match:
    """Our matcher's answers far below its threshold too."""
    matcher = Matcher(works)
    return lambda text: [(match.work.title, match.score) for match in matcher.candidates(text, _FLOOR)]


def sieve_beside(catalogue: Sequence[Work]) -> Factory:
    """Our matcher with titles of other works."""

    def factory(works: Sequence[Work]) -> Match:
        matcher = Matcher(works, catalogue)
        return lambda text: [(match.work.title, match.score) for match in matcher.match(text)]

    return factory


def exact(works: Sequence[Work]) -> Match:
    """Aho-Corasick over compact folded titles, the longest wins."""
    titles: dict[str, str] = {}
    for work in works:
        for name in (work.title, *work.aliases):
            titles.setdefault(compact(name), work.title)
    titles.pop("", None)
    patterns = list(titles)
    automaton = AhoCorasick(patterns)

    def match(text: str) -> Answer:
        found = automaton.find_matches_as_indexes(compact(text), overlapping=True)
        best = max(found, key=lambda hit: hit[2] - hit[1], default=None)
        return [] if best is None else [(titles[patterns[best[0]]], 100.0)]

    return match


def _rapidfuzz(scorer: Any) -> Factory:
    def factory(works: Sequence[Work]) -> Match:
        names = {name: work.title for work in works for name in (work.title, *work.aliases)}
        choices = {name: utils.default_process(name) for name in names}

        def match(text: str) -> Answer:
            best = process.extractOne(utils.default_process(text), choices, scorer=scorer)
            return [] if best is None else [(names[best[2]], float(best[1]))]

        return match

    return factory


# Name, factory, and whether its threshold must be chosen (on one half of the texts, reported on the other).
PEERS: Final[tuple[tuple[str, Factory, bool], ...]] = (
    (Matcher.name, sieve, False),
    ("aho-corasick", exact, False),
    ("WRatio", _rapidfuzz(fuzz.WRatio), True),
    ("partial_ratio", _rapidfuzz(fuzz.partial_ratio), True),
    ("token_set_ratio", _rapidfuzz(fuzz.token_set_ratio), True),
)
