"""The watchlist is stored once, however often and however written it is handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import NotFoundError
from core.types import Licence, Work
from storage.store import Store
from storage.works import ImportCounts

FULL = Work(
    "流浪地球2",
    aliases=("流浪地球Ⅱ", "The Wandering Earth II"),
    year=2023,
    kind="film",
    holder="中影",
    batch="2023年度第一批",
    official_domains=("iqiyi.com",),
    licences=(Licence("爱奇艺", date(2023, 4, 4), date(2031, 4, 3)), Licence("CCTV")),
    protected_from=date(2023, 1, 1),
    protected_until=date(2030, 1, 1),
    release_date=date(2023, 1, 22),
    identifiers=("EIDR 10.5240/1",),
    note="春节档",
)


def test_a_work_comes_back_as_it_went_in(store: Store, make) -> None:
    assert store.works.import_works([FULL], make.now) == ImportCounts(accepted=1)
    (work,) = store.works.all()
    assert work == replace(FULL, work_id=work.work_id)
    assert store.works.get(work.work_id) == work


def test_the_same_list_again_changes_nothing(store: Store, make) -> None:
    store.works.import_works([FULL, Work("深海")], make.now)
    before = store.works.all(), store.works.fingerprint()
    assert store.works.import_works([FULL, Work("深海")], make.at(days=1)) == ImportCounts(unchanged=2)
    assert (store.works.all(), store.works.fingerprint()) == before


def test_a_changed_row_updates_and_keeps_its_id(store: Store, make) -> None:
    store.works.import_works([FULL], make.now)
    (old,) = store.works.all()
    mark = store.works.fingerprint()
    assert store.works.import_works([replace(FULL, note="国庆档")], make.at(days=1)) == ImportCounts(updated=1)
    (new,) = store.works.all()
    assert (new.work_id, new.note) == (old.work_id, "国庆档")
    assert store.works.fingerprint() != mark


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Work("流浪地球"), Work("流浪地球 "), True),
        (Work("流浪地球"), Work("流浪地球2"), False),
        (Work("滿江紅"), Work("满江红"), True),
        (Work("你好,李焕英"), Work("你好李焕英"), True),
        (Work("深海", year=2023), Work("深海", year=2022), False),
        (Work("深海", kind="film"), Work("深海", kind="novel"), False),
        (Work("深海", holder="甲"), Work("深海", holder="乙"), False),
        (Work("???"), Work("!!!"), False),
    ],
)
def test_what_is_the_same_work(store: Store, make, one: Work, other: Work, same: bool) -> None:
    store.works.import_works([one], make.now)
    store.works.import_works([other], make.now)
    assert len(store.works.all()) == (1 if same else 2)


def test_a_work_that_stands_twice_in_one_list_is_one(store: Store, make) -> None:
    counts = store.works.import_works([Work("深海", note="a"), Work("深海", note="b")], make.now)
    assert counts == ImportCounts(accepted=1, unchanged=1)
    assert [work.note for work in store.works.all()] == ["b"]


def test_a_holder_sees_its_own_works(store: Store, make) -> None:
    store.works.import_works([Work("深海", holder="甲"), Work("满江红", holder="乙")], make.now)
    assert [work.title for work in store.works.all(holder="甲")] == ["深海"]
    assert store.works.all(holder="丙") == []


def test_withdrawn_works_are_off_the_list_until_they_are_handed_in_again(store: Store, make) -> None:
    store.works.import_works([FULL], make.now)
    (work,) = store.works.all()
    mark = store.works.fingerprint()
    assert store.works.withdraw([work.work_id, 999], make.now) == 1
    assert store.works.all() == []
    assert store.works.get(work.work_id).title == FULL.title
    assert store.works.fingerprint() != mark
    assert store.works.import_works([FULL], make.now) == ImportCounts(updated=1)
    assert store.works.all() == [work]


def test_fingerprints_of_two_databases_differ(sqlite_store: Store, new_url: str, make) -> None:
    from storage.store import open_store

    with open_store(new_url, create=True) as other:
        assert other.works.fingerprint() != sqlite_store.works.fingerprint()


def test_an_unknown_work_is_named(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no work 7"):
        store.works.get(7)


def test_hostile_text_is_stored_without_what_no_database_holds(store: Store, make) -> None:
    store.works.import_works(
        [Work("深\x00海\ud800", aliases=("a\x00",), note="\udfff'; DROP TABLE works; --")], make.now
    )
    (work,) = store.works.all()
    assert (work.title, work.aliases, work.note) == ("深海", ("a",), "'; DROP TABLE works; --")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(titles=st.lists(st.text(min_size=1, max_size=20), max_size=30))
def test_any_list_is_stored_once(sqlite_store: Store, make, titles: list[str]) -> None:
    works = [Work(title) for title in titles]
    counts = sqlite_store.works.import_works(works, make.now)
    assert counts.accepted + counts.updated + counts.unchanged == len(works)
    size = len(sqlite_store.works.all())
    again = sqlite_store.works.import_works(works, make.now)
    assert again.accepted == 0
    assert len(sqlite_store.works.all()) == size


def test_a_long_list_goes_in_whole(sqlite_store: Store, make) -> None:
    works = [Work(f"作品{number}", year=1990 + number % 30) for number in range(5000)]
    assert sqlite_store.works.import_works(works, make.now) == ImportCounts(accepted=5000)
    assert sqlite_store.works.import_works(works, make.now) == ImportCounts(unchanged=5000)


def test_a_list_that_breaks_off_leaves_nothing(store: Store, make, engine: str) -> None:
    broken = [Work(f"作品{number}") for number in range(2500)] + [Work("x", year="no year")]  # type: ignore[arg-type]
    mark = store.works.fingerprint()
    with pytest.raises(Exception):  # noqa: B017 (each database has its own error for it)
        store.works.import_works([*broken, Work("y", aliases=(object(),))], make.now)  # type: ignore[arg-type]
    assert store.works.all() == []
    assert store.works.fingerprint() == mark
