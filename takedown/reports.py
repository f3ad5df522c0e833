"""Reports: a campaign's published figures, as rows of figure, name and value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from storage.campaign import Window
from storage.store import Store

_STATES = ("confirmed", "noticed", "removed", "restored")
# What campaigns publish by name: the figure, and the kinds of links it counts.
_NAMED = (
    ("short_videos_removed", ("video",)),
    ("articles_removed", ("article", "reading", "document")),
    ("listings_removed", ("listing",)),
    ("apps_removed", ("app",)),
    ("netdisk_shares_removed", ("netdisk",)),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it counts, of which (a channel, a form; "" for all), and how many."""

    figure: str
    name: str
    value: int


def figures(store: Store, window: Window) -> Iterator[Figure]:
    """All figures of a window. The same store and window give the same figures."""
    campaigns = store.campaigns
    yield from _by("links_found", campaigns.found(window))
    for state in _STATES:
        yield from _by(f"links_{state}", campaigns.reached(window, state))  # type: ignore[arg-type]
    kinds = campaigns.reached(window, "removed", "kind")
    for name, counted in _NAMED:
        yield Figure(name, "", sum(kinds.get(kind, 0) for kind in counted))
    yield Figure("works_infringed", "", len(campaigns.found(window, "work")))
    yield Figure("works_removed", "", len(campaigns.reached(window, "removed", "work")))
    yield Figure("sites", "", len(campaigns.found(window, "site")))
    yield Figure("accounts", "", campaigns.accounts(window))
    yield Figure("repeat_accounts", "", len(campaigns.repeat_accounts(window, limit=1_000_000)))
    yield from _by("notices_sent", campaigns.sent(window))


def _by(figure: str, counts: dict[str, int]) -> Iterator[Figure]:
    yield Figure(figure, "", sum(counts.values()))
    for name, value in counts.items():
        yield Figure(figure, name or "unknown", value)
