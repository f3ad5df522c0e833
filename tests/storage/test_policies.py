"""PostgreSQL itself keeps rights holders apart: what the tenant's role may read, whatever it asks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import DBAPIError

from core.types import Review, Work
from storage.learning_tables import (
    flood_alerts,
    flood_answers,
    forgotten_aliases,
    learned_aliases,
    lifts,
    suppressions,
)
from storage.office import Office
from storage.outcomes import Outcome
from storage.policies import TENANT, VISIBLE, scoped
from storage.scope import ALL, Scope
from storage.store import Store, open_store
from storage.tables import metadata
from storage.wanted import Wanted

OURS, THEIRS, SECRET = "甲影业", "乙传媒", "乙方机密"


@pytest.fixture
def tenants(postgres, make) -> Iterator[Store]:
    """Hits, reviews and outcomes of two holders, and one share that holds works of both."""
    with open_store(postgres.ready()) as store:
        ours, theirs = make.works(store, Work("深海", holder=OURS), Work(SECRET, holder=THEIRS))
        run = store.runs.start("a", make.now)
        capture = make.capture()
        findings = [
            make.finding("quark:1", make.match(ours), page_url="https://a/1"),
            make.finding("quark:2", make.match(theirs, text=SECRET), page_url="https://a/2", account=make.account()),
            make.finding("quark:3", make.match(ours), make.match(theirs, text=SECRET), page_url="https://a/3"),
        ]
        for number, finding in enumerate(findings):
            store.pages.save([make.record(run, finding, capture=capture, url=f"https://a/{number}")])
        for hit in (1, 2, 3, 4):
            store.reviews.add(Review(hit, "confirm", "王", f"{SECRET} {hit}", make.now))
            store.outcomes.add(Outcome(hit, "still_up", make.now, detail=SECRET))
        for hit in (1, 2):
            learn_from(store, hit, make)
        Office(store).uploads.add(THEIRS, "b", f"{SECRET}.csv", b"x", "u", make.now)
        Office(store).headings.choose(THEIRS, {SECRET: "title"}, "u", make.now)
        store.figures.update()
        yield store


def learn_from(store: Store, hit: int, make) -> None:
    """A rejection, a learned name and a flood, each with its end, of the work of a hit."""
    (work_id,) = (found.work_id for found in store.hits.query() if found.hit_id == hit)
    values = {"work_id": work_id, "hit_id": hit, "reviewer": "王", "reason": SECRET if hit == 2 else "x"}
    words = {"scope": "link", "value": "v", "site": "", "shown": values["reason"], "decided_at": make.now}
    flood = {"since": make.now, "raised_at": make.now, "hits": 9, "usual": 1.0, "most": 2.0, "measure": "own",
             "advice": "name", "detail": values["reason"], "share": 1.0, "work_id": work_id}  # fmt: skip
    with store.database.write() as connection:
        end = {"reviewer": "王", "reason": values["reason"]}
        made = connection.execute(insert(suppressions).returning(suppressions.c.id), values | words).scalar_one()
        connection.execute(insert(lifts), end | {"suppression_id": made, "lifted_at": make.now})
        name = values | {"alias": values["reason"], "alias_key": f"k{hit}", "learned_at": make.now}
        named = connection.execute(insert(learned_aliases).returning(learned_aliases.c.id), name).scalar_one()
        connection.execute(insert(forgotten_aliases), end | {"alias_id": named, "forgotten_at": make.now})
        raised = connection.execute(insert(flood_alerts).returning(flood_alerts.c.id), flood).scalar_one()
        connection.execute(insert(flood_answers), end | {"alert_id": raised, "answered_at": make.now})


@contextmanager
def as_tenant(store: Store, holder: str) -> Iterator[Connection]:
    with store.database.engine.connect() as connection:
        connection.execute(text(f"SET ROLE {TENANT}"))
        connection.execute(text("SELECT set_config('netsword.holder', :holder, false)"), {"holder": holder})
        yield connection
        connection.rollback()
        connection.execute(text("RESET ROLE"))


def test_a_raw_select_sees_ones_own_only(tenants: Store) -> None:
    with as_tenant(tenants, OURS) as connection:
        assert connection.execute(text("SELECT DISTINCT holder FROM works")).scalars().all() == [OURS]
        assert connection.execute(text("SELECT count(*) FROM hits")).scalar() == 2
        assert connection.execute(text("SELECT count(*) FROM links")).scalar() == 2
        assert connection.execute(text("SELECT count(*) FROM accounts")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM reviews")).scalar() == 2
        assert connection.execute(text("SELECT count(*) FROM uploads")).scalar() == 0
        for table in VISIBLE:
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()
            mine = {1, 3}
            assert not any(getattr(row, "hit_id", 1) not in mine | {4} for row in rows)
            assert rows or table in ("accounts", "uploads", "headings", "notices", "notice_events", "notice_hits"), (
                table
            )
            if table not in ("reviews", "outcomes"):  # their words are ours in this test
                assert SECRET not in str(rows), table


def test_an_unknown_and_an_empty_holder_see_nothing(tenants: Store) -> None:
    for holder in ("", "丙公司", "' OR 1=1 --", "%"):
        with as_tenant(tenants, holder) as connection:
            for table in VISIBLE:
                assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0, (holder, table)


@pytest.mark.parametrize("table", sorted({table.name for table in metadata.sorted_tables} - VISIBLE.keys()))
def test_every_other_table_is_closed(tenants: Store, table: str) -> None:
    with as_tenant(tenants, OURS) as connection, pytest.raises(DBAPIError, match="permission denied"):
        connection.execute(text(f"SELECT 1 FROM {table}"))


def test_views_lead_nowhere_and_nothing_is_written(tenants: Store) -> None:
    for statement in ("SELECT 1 FROM v_hits", "UPDATE works SET note = 'x'", "DELETE FROM hits",
                      f"INSERT INTO uploads (holder) VALUES ('{OURS}')"):  # fmt: skip
        with as_tenant(tenants, OURS) as connection, pytest.raises(DBAPIError, match="permission denied"):
            connection.execute(text(statement))


def test_the_console_asks_as_the_tenant(tenants: Store) -> None:
    with scoped(tenants.database, Scope(OURS)) as connection:
        assert connection.execute(text("SELECT current_user")).scalar() == TENANT
        assert connection.execute(text("SELECT count(*) FROM hits")).scalar() == 2
    with scoped(tenants.database, ALL) as connection:
        assert connection.execute(text("SELECT current_user")).scalar() != TENANT
        assert connection.execute(text("SELECT count(*) FROM hits")).scalar() == 4


def test_all_that_a_rights_holder_asks_is_answered_by_that_role(tenants: Store, make) -> None:
    office, scope = Office(tenants), Scope(OURS)
    ours = office.queue.page(scope, Wanted()).hits
    assert sorted(hit.holder for hit in ours) == [OURS, OURS]
    assert [kept.work_title for kept in office.suppressions.list(scope, lifted=True)] == ["深海"]
    assert [name.work_title for name in office.learned.list(scope, forgotten=True)] == ["深海"]
    assert [flood.work_title for flood in office.floods.list(scope, answered=True)] == ["深海"]
    today = make.now.date()
    for hit in ours:
        dossier = office.dossiers.get(scope, hit.hit_id)
        assert dossier.kept and len(dossier.changes) == 1
        assert all(other.holder == OURS for group in office.dossiers.related(scope, hit.hit_id) for other in group.some)
    assert office.queue.count(scope, Wanted(text="深海")).number == 2
    assert [flood.name for flood in office.queue.floods(scope, Wanted(), "work")] == ["深海"]
    assert office.dashboard.by_state(scope) == {"confirmed": 2}
    assert [tally.name for tally in office.dashboard.by(scope, "work", today, today)] == ["深海"]
    assert sum(office.dashboard.decided_by_day(scope, today).values()) == 2
    assert [line.work.title for line in office.dashboard.works(scope)] == ["深海"]
    assert office.dashboard.windows(scope, today) == []
    assert office.dashboard.batches(scope) == []
    assert list(office.uploads.list(scope)) == []


def test_everybody_else_is_not_restricted(tenants: Store) -> None:
    """A role of one's own for analysts sees all that it was granted, as before."""
    with tenants.database.engine.connect() as connection:
        connection.execute(text("CREATE ROLE netsword_reader NOLOGIN"))
        connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO netsword_reader"))
        connection.execute(text("SET ROLE netsword_reader"))
        assert connection.execute(text("SELECT count(*) FROM hits")).scalar() == 4
        connection.rollback()
