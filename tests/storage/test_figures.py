"""The figures count what the hits say, whatever happened to them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select, update

from core.types import Review
from storage.figures import NAMES, UPHELD, spans
from storage.review_tables import figure_changes, figures
from storage.scope import ALL, Scope
from storage.store import Store
from storage.tables import hits, matches, works

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, st.integers(0, 800))
def test_a_span_is_read_as_months_and_days(since: date, length: int) -> None:
    until = since + timedelta(days=length)
    found: Counter[str] = Counter()
    for span in spans(since, until):
        month = len(span) == 7
        day = date.fromisoformat(f"{span}-01" if month else span)
        while day.isoformat().startswith(span):
            found[day.isoformat()] += 1
            day += timedelta(days=1)
    assert found == Counter((since + timedelta(days=n)).isoformat() for n in range(length + 1))
    assert len(spans(since, until)) <= 62 + 12 * (length // 365 + 1)


def counted(store: Store) -> dict[tuple[str, str, str], tuple[int, int]]:
    """What the figures should say, from the hits themselves."""
    found: Counter[tuple[str, str, str]] = Counter()
    upheld: Counter[tuple[str, str, str]] = Counter()
    with store.database.read() as connection:
        for row in connection.execute(select(hits, works.c.holder).join(works, works.c.id == hits.c.work_id)):
            for whose in ("", f"={row.holder}"):
                for name, key in (("channel", row.channel), ("kind", row.link_kind), ("site", row.site),
                                  ("work", str(row.work_id)), ("state", row.state)):  # fmt: skip
                    found[whose, name, key] += 1
                    upheld[whose, name, key] += row.state in UPHELD
    return {key: (number, upheld[key]) for key, number in found.items()}


def said(store: Store, holders: tuple[str, ...]) -> dict[tuple[str, str, str], tuple[int, int]]:
    store.figures.update()
    found = {}
    for scope in (ALL, *map(Scope, holders)):
        whose = "" if scope.holder is None else f"={scope.holder}"
        for name in NAMES:
            for figure in store.figures.by(scope, name, date(2026, 1, 1), date(2026, 12, 31), 1000):
                found[whose, name, figure.key] = (figure.found, figure.upheld)
        for state, number in store.figures.by_state(scope).items():
            found[whose, "state", state] = (number, number if state in UPHELD else 0)
    return found


def fill(store: Store, make, run_id: int) -> tuple[str, ...]:
    from core.types import Work

    ours, theirs = make.works(store, Work("深海", holder="甲影业"), Work("满江红", holder="乙传媒"))
    for number in range(6):
        work = ours if number % 2 else theirs
        finding = make.finding(
            make.link(f"quark:{number}", kind=("netdisk", "magnet")[number % 2]),
            make.match(work, 90),
            page_url=f"https://a/{number}",
            site=f"s{number % 3}",
        )
        store.pages.save([make.record(run_id, finding, fetched_at=make.at(days=-9 * number))])
    return "甲影业", "乙传媒"


def test_they_follow_the_hits_through_all_changes(store: Store, make, run_id: int) -> None:
    holders = fill(store, make, run_id)
    assert said(store, holders) == counted(store)
    store.reviews.add(Review(1, "confirm", "王", "看过", make.now))
    store.reviews.add(Review(2, "reject", "王", "看过", make.now))
    assert said(store, holders) == counted(store)
    store.reviews.add(Review(1, "reopen", "王", "看错", make.now))
    with store.database.write() as connection:
        connection.execute(update(hits).where(hits.c.id == 3).values(site="elsewhere", channel="novel"))
        connection.execute(update(hits).where(hits.c.id == 4).values(first_seen=make.at(days=-200)))
        connection.execute(update(hits).values(last_seen=make.at(days=1)))
        connection.execute(delete(matches).where(matches.c.hit_id == 5))
        connection.execute(delete(hits).where(hits.c.id == 5))
    assert said(store, holders) == counted(store)
    before = said(store, holders)
    store.figures.rebuild()
    assert said(store, holders) == before


def test_what_changes_nothing_is_not_noted(store: Store, make, run_id: int) -> None:
    fill(store, make, run_id)
    store.figures.update()
    with store.database.write() as connection:
        connection.execute(update(hits).values(last_seen=make.at(days=1), score=50))
    with store.database.read() as connection:
        assert connection.execute(select(figure_changes)).all() == []


def test_an_upgrade_counts_what_is_there(store: Store, make, run_id: int) -> None:
    holders = fill(store, make, run_id)
    with store.database.write() as connection:
        connection.execute(delete(figure_changes))
        connection.execute(delete(figures))
        from storage.figures import recount

        recount(connection)
    assert said(store, holders) == counted(store)


def test_by_day(store: Store, make, run_id: int) -> None:
    fill(store, make, run_id)
    store.figures.update()
    until = make.now.date()
    found = store.figures.by_day(ALL, until - timedelta(days=10), until)
    assert found == {until.isoformat(): 1, (until - timedelta(days=9)).isoformat(): 1}
    assert store.figures.by_day(Scope("甲影业"), until, until) == {}
    assert store.figures.by_day(Scope(""), until - timedelta(days=90), until) == {}
