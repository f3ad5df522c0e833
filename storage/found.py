"""Stores what was found: one hit for a work at a link, with its best match and the pages whose words matched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from core.types import Match
from storage.tables import hits, matches
from storage.upsert import Values, insert_new, stored, update_by_id

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """That one sighting offers works: all that a hit row needs to know of it."""

    link_id: int
    sighting_id: int
    capture_id: int | None
    site: str
    channel: str
    link_kind: str
    seen_at: datetime
    matches: tuple[Match, ...]


def store_hits(
    connection: Connection, claims: Sequence[Claim], seen: dict[int, tuple[datetime, datetime]]
) -> tuple[int, int]:
    """Stores hits; `seen` are the first and last time this batch saw each link. How many are new, and seen again."""
    best = _best(claims)
    known = {(row.link_id, row.work_id): row for row in _known(connection, seen)}
    new = [
        _best_values(*best[pair])
        | _times(None, seen[pair[0]])
        | {"link_id": pair[0], "work_id": pair[1], "state": "new"}
        for pair in sorted(best.keys() - known.keys())
    ]
    insert_new(connection, hits, new)
    better: list[Values] = []
    again: list[Values] = []
    for pair, row in sorted(known.items()):
        times = _times(row, seen[pair[0]])
        if pair in best and best[pair][1].score > row.score:
            better.append(_best_values(*best[pair]) | times | {"row_id": row.id})
        elif (times["first_seen"], times["last_seen"]) != (row.first_seen, row.last_seen):
            again.append(times | {"row_id": row.id})
    update_by_id(connection, hits, better)
    update_by_id(connection, hits, again)
    _store_matches(connection, claims, known)
    return len(new), len(best.keys() & known.keys())


def _best(claims: Iterable[Claim]) -> dict[Pair, tuple[Claim, Match]]:
    """The best match for each link and work; of equal ones the first."""
    best: dict[Pair, tuple[Claim, Match]] = {}
    for claim in claims:
        for match in claim.matches:
            pair = (claim.link_id, _work_id(match))
            if pair not in best or best[pair][1].score < match.score:
                best[pair] = (claim, match)
    return best


def _work_id(match: Match) -> int:
    if match.work.work_id is None:
        raise ValueError(f"a match with a work that is not stored: {match.work.title!r}")
    return match.work.work_id


def _known(connection: Connection, link_ids: Iterable[int]) -> list[Row[Any]]:
    columns = (hits.c.id, hits.c.work_id, hits.c.score, hits.c.first_seen, hits.c.last_seen)
    return stored(connection, hits.c.link_id, link_ids, *columns)


def _times(row: Row[Any] | None, seen: tuple[datetime, datetime]) -> Values:
    first, last = seen
    if row is not None:
        first, last = min(first, row.first_seen), max(last, row.last_seen)
    return {"first_seen": first, "last_seen": last}


def _best_values(claim: Claim, match: Match) -> Values:
    return {
        "score": match.score,
        "matcher": match.matcher,
        "reasons": [
            {"feature": reason.feature, "score": reason.score, "detail": reason.detail, "evidence": reason.evidence}
            for reason in match.reasons
        ],
        "matched_text": match.text,
        "sighting_id": claim.sighting_id,
        "capture_id": claim.capture_id,
        "site": claim.site,
        "channel": claim.channel,
        "link_kind": claim.link_kind,
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
        for match in claim.matches:
            hit_id = hit_ids[claim.link_id, _work_id(match)]
            row = rows.get((hit_id, claim.sighting_id))
            if row is None or row["score"] < match.score:
                rows[hit_id, claim.sighting_id] = {
                    "hit_id": hit_id,
                    "sighting_id": claim.sighting_id,
                    "score": match.score,
                    "matched_text": match.text,
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
