"""Stores what was found: one hit for a work at a link, with its best match and the pages whose words matched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from core.types import Match, Reason
from storage.columns import clip
from storage.database import chunks
from storage.ranks import rank_new
from storage.tables import TITLE_LIMIT, hits, matches, sightings
from storage.upsert import Values, insert_new, stored, update_by_id

REASONS_LIMIT: Final = 50
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """That one sighting offers a work: all that a hit row needs to know of it."""

    link_id: int
    sighting_id: int
    capture_id: int | None
    site: str
    channel: str
    link_kind: str
    match: Match
    owned: bool = False  # the page says whose offer it is


def store_hits(
    connection: Connection,
    claims: Sequence[Claim],
    seen: dict[int, tuple[datetime, datetime]],
    found_at: datetime | None = None,
) -> tuple[int, int]:
    """Stores hits; `seen` are the first and last time this batch saw each link. How many are new, and seen again.

    New hits were found when the link was seen, unless `found_at` says that they were recognised later.
    """
    best = _best(claims)
    known = {(row.link_id, row.work_id): row for row in _known(connection, seen)}
    missing = sorted(best.keys() - known.keys())
    times_of = _times_of(connection, {link_id for link_id, _ in missing})
    new = [
        _best_values(best[link_id, work_id])
        | {"link_id": link_id, "work_id": work_id, "state": "new", "found_at": found_at or seen[link_id][1]}
        | times_of[link_id]
        for link_id, work_id in missing
    ]
    insert_new(connection, hits, new)
    better: list[Values] = []
    again: list[Values] = []
    for pair, row in sorted(known.items()):
        times = _times(row, seen[pair[0]])
        if pair in best and _is_better(best[pair], row):
            better.append(_best_values(best[pair]) | times | {"row_id": row.id})
        elif (times["first_seen"], times["last_seen"]) != (row.first_seen, row.last_seen):
            again.append(times | {"row_id": row.id})
    update_by_id(connection, hits, better)
    update_by_id(connection, hits, again)
    if new or better:
        rank_new(connection)
    _store_matches(connection, claims, known)
    return len(new), len(best.keys() & known.keys())


def _best(claims: Iterable[Claim]) -> dict[Pair, Claim]:
    """The best claim for each link and work; of equal ones the first that names an account."""
    best: dict[Pair, Claim] = {}
    for claim in claims:
        pair = (claim.link_id, _work_id(claim.match))
        if pair not in best or _rank(best[pair]) < _rank(claim):
            best[pair] = claim
    return best


def _rank(claim: Claim) -> tuple[float, bool]:
    return claim.match.score, claim.owned


def _is_better(claim: Claim, row: Row[Any]) -> bool:
    """Does a page show a hit better than the one kept: clearer words, or as clear ones and whose offer it is?"""
    return _rank(claim) > (row.score, row.owner is not None)


def _work_id(match: Match) -> int:
    if match.work.work_id is None:
        raise ValueError(f"a match with a work that is not stored: {match.work.title!r}")
    return match.work.work_id


def _known(connection: Connection, link_ids: Iterable[int]) -> list[Row[Any]]:
    owner = select(sightings.c.account_id).where(sightings.c.id == hits.c.sighting_id).scalar_subquery().label("owner")
    columns = (hits.c.id, hits.c.work_id, hits.c.score, hits.c.first_seen, hits.c.last_seen, owner)
    return stored(connection, hits.c.link_id, link_ids, *columns)


def _times_of(connection: Connection, link_ids: Iterable[int]) -> dict[int, Values]:
    """When links were first and last seen on any page, with or without words that matched."""
    times: dict[int, Values] = {}
    first, last = func.min(sightings.c.first_seen), func.max(sightings.c.last_seen)
    for portion in chunks(sorted(link_ids)):
        wanted = select(sightings.c.link_id, first, last).where(sightings.c.link_id.in_(portion))
        for link_id, first_seen, last_seen in connection.execute(wanted.group_by(sightings.c.link_id)):
            times[link_id] = {"first_seen": first_seen, "last_seen": last_seen}
    return times


def _times(row: Row[Any], seen: tuple[datetime, datetime]) -> Values:
    return {"first_seen": min(seen[0], row.first_seen), "last_seen": max(seen[1], row.last_seen)}


def _best_values(claim: Claim) -> Values:
    match = claim.match
    return {
        "score": match.score,
        "matcher": match.matcher,
        "reasons": [_reason(reason) for reason in match.reasons[:REASONS_LIMIT]],
        "matched_text": match.text,
        "sighting_id": claim.sighting_id,
        "capture_id": claim.capture_id,
        "site": claim.site,
        "channel": claim.channel,
        "link_kind": claim.link_kind,
        "boost": None,  # it may stand on another page now
    }


def _reason(reason: Reason) -> Values:
    return {
        "feature": reason.feature,
        "score": reason.score,
        "detail": clip(reason.detail, TITLE_LIMIT),
        "evidence": clip(reason.evidence, TITLE_LIMIT),
    }


def _store_matches(connection: Connection, claims: Sequence[Claim], known: dict[Pair, Row[Any]]) -> None:
    """Notes which sighting matched which work, with the best score on that page."""
    if not claims:
        return
    hit_ids = {pair: row.id for pair, row in known.items()}
    missing = {claim.link_id for claim in claims}
    hit_ids.update(((row.link_id, row.work_id), row.id) for row in _known(connection, missing))
    rows: dict[Pair, Values] = {}
    for claim in claims:
        pair = (hit_ids[claim.link_id, _work_id(claim.match)], claim.sighting_id)
        if pair not in rows or rows[pair]["score"] < claim.match.score:
            rows[pair] = {
                "hit_id": pair[0],
                "sighting_id": claim.sighting_id,
                "score": claim.match.score,
                "matched_text": claim.match.text,
            }
    _upsert_matches(connection, [rows[pair] for pair in sorted(rows)])


def _upsert_matches(connection: Connection, rows: list[Values]) -> None:
    dialect_insert = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    statement = dialect_insert(matches)
    better = statement.on_conflict_do_update(
        index_elements=[matches.c.hit_id, matches.c.sighting_id],
        set_={"score": statement.excluded.score, "matched_text": statement.excluded.matched_text},
        where=statement.excluded.score > matches.c.score,
    )
    connection.execute(better, rows)
