"""Repeat infringers: accounts, sites and operators with what they did again and again, and why they are one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from core.contacts import contacts_in
from storage.campaign import Window
from storage.infringers import Infringers, Tally
from storage.site_marks import SiteMark
from storage.store import Store
from takedown.operators import Joining, Operator, operators

Kind = Literal["account", "site", "operator"]
KINDS: Final[tuple[Kind, ...]] = ("operator", "site", "account")
MOST_URLS: Final = 50


@dataclass(frozen=True, slots=True)
class Infringer:
    """One row: who, how often, since when, month by month, and (for operators) what says that its members are one."""

    kind: Kind
    name: str
    platform: str
    account_id: str
    members: tuple[str, ...]
    hits: int
    works: int
    removed: int
    came_back: int
    months: dict[str, int]
    first_seen: datetime | None
    last_seen: datetime | None
    ties: tuple[str, ...] = ()
    ties_zh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Banned:
    """One row of a list for a platform: its account, what it offered, the notices about it, and addresses."""

    platform: str
    account_id: str
    name: str
    hits: int
    works: int
    removed: int
    came_back: int
    first_seen: datetime | None
    last_seen: datetime | None
    notices: tuple[str, ...]
    links: tuple[str, ...]


def infringers(
    store: Store, joining: Joining, window: Window, *, kinds: Iterable[Kind] = KINDS, least: int = 2
) -> list[Infringer]:
    """Who has at least so many upheld hits in the window, the worst first; operators beside their members."""
    sites, accounts = store.infringers.sites(window), store.infringers.accounts(window)
    returned = store.infringers.returned()
    rows: list[Infringer] = []
    for kind in kinds:
        if kind == "operator":
            found = operators(_bearers(store.site_marks.all(), sites, accounts), joining)
            rows += [_operator(one, {**sites, **accounts}, returned, joining) for one in found]
        else:
            tallies = sites if kind == "site" else accounts
            rows += [_row(kind, tally, (tally.key,), returned) for tally in tallies.values()]
    chosen = [row for row in rows if row.hits >= least]
    return sorted(chosen, key=lambda row: (KINDS.index(row.kind), -row.hits, -row.works, row.name))


def ban_list(store: Store, window: Window, platform: str, least: int = 2) -> Iterator[Banned]:
    """A platform's accounts that did it again and again, the worst first, with what the platform was told."""
    returned, noticed = store.infringers.returned(), store.infringers.noticed()
    tallies = [one for one in store.infringers.accounts(window).values() if one.platform == platform]
    for one in sorted(tallies, key=lambda tally: (-len(tally.hits), tally.key)):
        if len(one.hits) >= least:
            numbers = dict.fromkeys(number for hit_id in sorted(one.hits) for number in noticed.get(hit_id, ()))
            yield Banned(
                platform=one.platform,
                account_id=one.account_id,
                name=one.name,
                hits=len(one.hits),
                works=len(one.works),
                removed=len(one.removed),
                came_back=len(one.hits.keys() & returned),
                first_seen=one.first_seen,
                last_seen=one.last_seen,
                notices=tuple(numbers),
                links=tuple(_urls(store.infringers, one)),
            )


def _urls(known: Infringers, tally: Tally) -> list[str]:
    return known.urls(tally.hits, MOST_URLS)


def _bearers(
    marks: Iterable[SiteMark], sites: dict[str, Tally], accounts: dict[str, Tally]
) -> dict[tuple[str, str], set[str]]:
    """The sites and accounts that bear each mark. Every site counts, so that what many bear joins none of them."""
    found: dict[tuple[str, str], set[str]] = {}
    for mark in marks:
        found.setdefault((mark.kind, mark.value), set()).add(f"site:{mark.site}")
    for tally in accounts.values():
        for contact in (*contacts_in(tally.name), *_own_contact(tally)):
            found.setdefault(contact, set()).add(tally.key)
    return found


def _own_contact(tally: Tally) -> Iterator[tuple[str, str]]:
    """An account of a messenger is a contact itself."""
    if tally.platform in ("telegram", "wechat", "qq") and tally.account_id:
        yield f"contact_{tally.platform}", tally.account_id.lower()


def _operator(operator: Operator, tallies: dict[str, Tally], returned: set[int], joining: Joining) -> Infringer:
    whole = Tally("")
    for member in operator.members:
        if member in tallies:
            whole.merge(tallies[member])
    return replace(
        _row("operator", whole, operator.members, returned),
        name=", ".join(member.partition(":")[2] for member in operator.members),
        ties=tuple(tie.said(joining, "en") for tie in operator.ties),
        ties_zh=tuple(tie.said(joining, "zh") for tie in operator.ties),
    )


def _row(kind: Kind, tally: Tally, members: tuple[str, ...], returned: set[int]) -> Infringer:
    return Infringer(
        kind=kind,
        name=tally.name or tally.account_id,
        platform=tally.platform,
        account_id=tally.account_id,
        members=members,
        hits=len(tally.hits),
        works=len(tally.works),
        removed=len(tally.removed),
        came_back=len(tally.hits.keys() & returned),
        months=tally.months,
        first_seen=tally.first_seen,
        last_seen=tally.last_seen,
    )
