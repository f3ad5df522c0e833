"""What is asked again and again is answered from an index, however large the tables grow."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event

from core.types import Review
from storage.hits import HitQuery
from storage.store import Store

LARGE = ("requests", "links", "pages", "sightings", "hits", "matches", "captures")
Plans = dict[str, list[str]]


@pytest.fixture
def plans(sqlite_store: Store) -> Iterator[Plans]:
    """The plans of all statements that were run, by their words."""
    found: Plans = {}
    raw = sqlite_store.database.engine.raw_connection()

    def explain(_connection, _cursor, statement, parameters, _context, many) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")) and statement not in found:
            rows = raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters[0] if many else parameters).fetchall()
            found[statement] = [row[3] for row in rows]

    event.listen(sqlite_store.database.engine, "before_cursor_execute", explain)
    yield found
    raw.close()


def scans(plans: Plans) -> list[tuple[str, str]]:
    """Steps that read a large table from end to end."""
    return [
        (statement, step)
        for statement, steps in plans.items()
        for step in steps
        if step.startswith("SCAN") and step.split()[1] in LARGE and "INDEX" not in step and "PRIMARY" not in step
    ]


def crawl(store: Store, make) -> None:
    run_id = store.runs.start("a", make.now)
    (work,) = make.works(store, "流浪地球2")
    for hours in (0, 1):
        store.frontier.start_round("a", [make.request("1")], make.at(hours=hours), run_id)
        while claimed := store.frontier.claim("a", 4):
            findings = [make.finding(f"quark:{number}", make.match(work, 90.0 + hours)) for number in range(3)]
            follow = tuple(make.request(str(number)) for number in range(3))
            state = "not_modified" if hours else "ok"
            fields = {"follow": follow, "capture": make.capture(), "state": state, "fetched_at": make.at(hours=hours)}
            store.pages.save([make.record(run_id, *findings, request_id=row.request_id, **fields) for row in claimed])
    store.frontier.due("a")
    store.reviews.add(Review(1, "confirm", "王", "看过", make.now))
    store.pages.save_matches(1, [make.match(work)])


def test_crawling_reads_no_table_from_end_to_end(sqlite_store: Store, plans: Plans, make) -> None:
    crawl(sqlite_store, make)
    assert len(plans) > 20
    assert scans(plans) == []


def test_what_is_in_flight_is_found_by_its_own_small_index(sqlite_store: Store, plans: Plans, make) -> None:
    crawl(sqlite_store, make)
    (steps,) = (steps for statement, steps in plans.items() if "requests.attempts > 0" in statement)
    assert "USING INDEX ix_requests_tried" in steps[0]


@pytest.mark.parametrize(
    "query",
    [
        HitQuery(limit=5, after=1),
        HitQuery(limit=5, order="best", after=1),
        HitQuery(limit=5, order="newest", after=1),
        HitQuery(limit=5, state="new"),
        HitQuery(limit=5, work=1),
        HitQuery(limit=5, work="流浪地球2", order="newest"),
        HitQuery(limit=5, site="a", after=1),
        HitQuery(limit=5, holder="甲影业"),
    ],
)
def test_a_page_of_hits_is_cut_from_an_index(sqlite_store: Store, plans: Plans, make, query: HitQuery) -> None:
    crawl(sqlite_store, make)
    plans.clear()
    list(sqlite_store.hits.query(query))
    assert plans
    assert scans(plans) == []
