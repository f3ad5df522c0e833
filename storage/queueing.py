"""How addresses enter a round of the frontier, and how they leave it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Integer, Row, Select, bindparam, case, func, or_, select, update

from core.types import NewRequest, PageRecord, QueuedRequest
from storage.columns import key_of
from storage.database import chunks
from storage.tables import URL_LIMIT, requests, rounds
from storage.texts import texts_from_json, texts_to_json
from storage.upsert import Values, among, given, insert_new

_REVISIT: Final = 15  # known pages about works: behind lists and feeds, which show what is new
_LISTS: Final = 25  # up to here addresses are lists and feeds
_QUESTIONS: Final = 90  # start addresses and searches keep their place
_CALM: Final = 2  # steps back for each visit that found nothing new
_CALMEST: Final = 5
_RESET: Final[Values] = {"state": "queued", "fetch_state": None, "cause": "", "http_status": None, "attempts": 0}


def fits(url: str) -> bool:
    """Whether an address is short enough to be visited."""
    return len(url) <= URL_LIMIT and len(url.encode("utf-8", "surrogatepass")) <= URL_LIMIT


def current_round(connection: Connection, site: str) -> int:
    """The number of the site's latest round, 0 before the first."""
    return int(
        connection.execute(
            select(func.coalesce(func.max(rounds.c.number), 0)).where(rounds.c.site == site)
        ).scalar_one()
    )


def enqueue(connection: Connection, site: str, number: int, wanted: Iterable[tuple[NewRequest, int | None]]) -> int:
    """Queues addresses (each with the request it was found by) that the round has not seen; returns how many.

    Rows of older rounds are used again: pages that were read come behind lists and behind what is new, and those that
    seldom change come last. One that waits and is met again with more promise moves forward.
    """
    best = _best(wanted)
    new: list[Values] = []
    again: list[Values] = []
    moved: list[Values] = []
    known = {row.url_hash: row for row in _known(connection, site, sorted(best))}
    for url_hash in best:  # in the order of the page: its first links are visited first
        values = _values(number, *best[url_hash])
        row = known.get(url_hash)
        if row is None:
            new.append(values | _RESET | {"site": site, "url_hash": url_hash, "url": best[url_hash][0].url})
            continue
        if row.signature is not None and best[url_hash][0].once:
            continue
        values["priority"] = _again(values["priority"], row)
        if row.round < number:
            again.append(values | _RESET | {"request_id": row.id})
        elif row.state == "queued" and row.priority < values["priority"]:
            moved.append(values | {"request_id": row.id})
    insert_new(connection, requests, new)
    for rows in (again, moved):
        if rows:
            connection.execute(update(requests).where(requests.c.id == bindparam("request_id")), rows)
    return len(new) + len(again)


def _again(priority: int, row: Row[Any]) -> int:
    """How soon an address is visited that may have been read before."""
    if row.signature is None or not 0 <= priority < _QUESTIONS:
        return priority
    return min(priority, _REVISIT if priority > _LISTS else priority) - _CALM * min(int(row.unchanged), _CALMEST)


def _best(wanted: Iterable[tuple[NewRequest, int | None]]) -> dict[str, tuple[NewRequest, int | None]]:
    best: dict[str, tuple[NewRequest, int | None]] = {}
    for request, from_id in wanted:
        url_hash = key_of(request.url)
        if url_hash not in best or best[url_hash][0].priority < request.priority:
            best[url_hash] = (request, from_id)
    return best


def _known(connection: Connection, site: str, hashes: Sequence[str]) -> Iterable[Row[Any]]:
    columns = ("id", "url_hash", "round", "state", "priority", "signature", "unchanged")
    wanted: Select[Any] = select(*(requests.c[name] for name in columns)).where(
        requests.c.site == bindparam("site"), among(connection, requests.c.url_hash)
    )
    for portion in chunks(hashes):
        yield from connection.execute(wanted, given(connection, portion) | {"site": site})


def _values(number: int, request: NewRequest, from_id: int | None) -> Values:
    return {
        "round": number,
        "priority": request.priority,
        "depth": request.depth,
        "hops": request.hops,
        "from_url": request.from_url,
        "from_id": from_id,
        "context": texts_to_json(request.context),
    }


def queue_children_again(connection: Connection, number: int, request_ids: Sequence[int]) -> int:
    """Queues what pages that did not change led to when they were last read."""
    count = 0
    for portion in chunks(request_ids):
        chosen = requests.c.from_id.in_(portion) & (requests.c.round < number)
        count += connection.execute(update(requests).where(chosen).values(_RESET | {"round": number})).rowcount
    return count


def finish_requests(connection: Connection, records: Sequence[PageRecord]) -> None:
    """Marks addresses as done, with what became of each."""
    read_again: list[Values] = []
    with_content: list[Values] = []
    others: list[Values] = []
    for record in records:
        if record.request_id is None:
            continue
        values: Values = {
            "request_id": record.request_id,
            "state": "done",
            "fetch_state": record.state,
            "cause": record.cause,
            "http_status": record.status,
            "run_id": record.run_id,
            "fetched_at": record.fetched_at,
            "attempts": 0,
        }
        if record.state == "ok" or record.etag or record.last_modified:
            with_content.append(values | {"etag": record.etag, "last_modified": record.last_modified})
        else:  # what was read last time is still known by its tag
            others.append(values)
        if record.state == "not_modified" or record.signature is not None:
            read_again.append({"request_id": record.request_id, "shown": record.signature})
    _note_changes(connection, read_again)
    for rows in (with_content, others):
        if rows:
            connection.execute(update(requests).where(requests.c.id == bindparam("request_id")), rows)


def _note_changes(connection: Connection, rows: list[Values]) -> None:
    """Counts the visits on end that found an address as it was: by its server's word, or showing the same links."""
    if not rows:
        return
    shown = bindparam("shown", type_=Integer)
    same = or_(shown.is_(None), requests.c.signature == shown)
    counted = {
        "unchanged": case((same, requests.c.unchanged + 1), else_=0),
        "signature": func.coalesce(shown, requests.c.signature),
    }
    connection.execute(update(requests).where(requests.c.id == bindparam("request_id")).values(counted), rows)


def queued_request(row: Row[Any], attempts: int) -> QueuedRequest:
    """A row of the frontier as the crawler takes it."""
    request = NewRequest(row.url, row.priority, row.depth, row.hops, row.from_url, texts_from_json(row.context))
    return QueuedRequest(row.id, request, attempts, row.etag, row.last_modified)
