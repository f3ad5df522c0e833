"""A flood raises one alert that says what to do, until somebody looked after it."""

from __future__ import annotations

from itertools import count

import pytest

from core.errors import ConflictError, NotFoundError
from core.types import Work
from storage.deciding import Decision
from storage.scope import Scope
from storage.store import Store

NUMBERS = count(1)


def pour(store: Store, make, work: Work, number: int, *, site: str = "a", text: str = "", **after: float) -> None:
    """So many hits of a work, each in words of its own unless a text is given."""
    run_id = store.runs.start(site, make.now)
    found = []
    for _ in range(number):
        this = next(NUMBERS)
        found.append(make.finding(f"quark:{this}", make.match(work, text=text or f"{work.title} {this}"), site=site))
    url = f"https://{site}.example/{next(NUMBERS)}"
    store.pages.save([make.record(run_id, *found, url=url, site=site, fetched_at=make.at(**after))])


def answer(make, **after: float) -> Decision:
    return Decision("reopen", "王", "写法已驳回", make.at(**after))


@pytest.fixture
def works(store: Store, make) -> list[Work]:
    titles = ("孤山夜行", "远山的灯", "长河落日圆", "白塔之下", "旧城来信", "三千里外")
    return make.works(store, *titles)


@pytest.fixture
def calm(store: Store, make, works: list[Work]) -> Store:
    for work in works:
        pour(store, make, work, 10, site="b")
    return store


def test_usual_numbers_raise_nothing(calm: Store, make, works: list[Work]) -> None:
    pour(calm, make, works[0], 30)
    assert calm.floods.look(make.now) == []


def test_a_flood_raises_one_alert(calm: Store, make, works: list[Work]) -> None:
    pour(calm, make, works[0], 120)
    (alert,) = calm.floods.look(make.now)
    assert (alert.work_title, alert.hits, alert.usual, alert.measure, alert.new) == ("孤山夜行", 130, 10, "others", 130)
    assert alert.advice == "site"
    assert alert.detail == "a"
    assert alert.share == pytest.approx(120 / 130)
    pour(calm, make, works[0], 500)
    assert calm.floods.look(make.at(hours=1)) == []
    assert [one.alert_id for one in calm.floods.list()] == [alert.alert_id]


def test_an_answered_flood_is_over_until_as_many_come_again(calm: Store, make, works: list[Work]) -> None:
    pour(calm, make, works[0], 120)
    (alert,) = calm.floods.look(make.now)
    done = calm.floods.acknowledge(Scope(), alert.alert_id, answer(make, minutes=1))
    assert (done.answered_by, done.answer) == ("王", "写法已驳回")
    assert calm.floods.list() == []
    assert calm.floods.look(make.at(minutes=2)) == []
    pour(calm, make, works[0], 30, minutes=3)
    assert calm.floods.look(make.at(minutes=4)) == []
    pour(calm, make, works[0], 100, minutes=5)
    (again,) = calm.floods.look(make.at(minutes=6))
    assert again.hits == 130
    with pytest.raises(ConflictError, match="by 王 already"):
        calm.floods.acknowledge(Scope(), alert.alert_id, answer(make))


def test_what_most_hits_have_in_common_is_the_advice(calm: Store, make, works: list[Work]) -> None:
    pour(calm, make, works[0], 100, text="孤山夜行 影评")
    pour(calm, make, works[1], 60, site="c")
    pour(calm, make, works[1], 60, site="d")
    advice = {alert.work_title: (alert.advice, alert.detail) for alert in calm.floods.look(make.now)}
    assert advice == {"孤山夜行": ("wording", "孤山夜行 影评"), "远山的灯": ("sample", "")}


def test_a_work_is_measured_against_its_own_days(calm: Store, make, works: list[Work]) -> None:
    for days in range(-8, -1):
        pour(calm, make, works[0], 100, days=days)
    pour(calm, make, works[0], 110)
    assert calm.floods.look(make.now) == []
    pour(calm, make, works[0], 400)
    (alert,) = calm.floods.look(make.now)
    assert (alert.measure, alert.usual) == ("own", 100)


def test_a_short_name_floods_without_comparison(store: Store, make) -> None:
    (work,) = make.works(store, "英雄")
    pour(store, make, work, 51)
    (alert,) = store.floods.look(make.now)
    assert (alert.advice, alert.detail, alert.measure) == ("name", "英雄", "title")


def test_alerts_belong_to_the_holder(calm: Store, make, works: list[Work]) -> None:
    pour(calm, make, works[0], 120)
    (alert,) = calm.floods.look(make.now)
    assert calm.floods.list(Scope("乙公司")) == []
    with pytest.raises(NotFoundError):
        calm.floods.acknowledge(Scope("乙公司"), alert.alert_id, answer(make))
    assert [one.alert_id for one in calm.floods.list(Scope("甲影业"))] == [alert.alert_id]
