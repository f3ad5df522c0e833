"""Rows that repeat a work."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.types import Licence, Work
from watchlist.merging import Merger


def merged(*works: Work) -> Merger:
    merger = Merger()
    for number, work in enumerate(works, 1):
        merger.add(Work(**{**{name: getattr(work, name) for name in Work.__slots__}, "row": number}))
    return merger


def works_of(merger: Merger) -> list[Any]:
    return [(work.title, work.year, work.kind, work.holder) for work in merger.works]


def test_what_agrees_is_joined() -> None:
    first = Work("满江红", ("A",), 2023, batch="第1批", licences=(Licence("爱奇艺"),))
    second = Work(
        "滿江紅", ("B",), 2023, "film", "欢喜", "第2批", licences=(Licence("优酷"),), protected_until=date(2033, 1, 1)
    )
    merger = merged(first, second)
    (work,) = merger.works
    assert (work.title, work.aliases, work.kind, work.holder, work.batch) == (
        "满江红",
        ("A", "滿江紅", "B"),
        "film",
        "欢喜",
        "第1批、第2批",
    )
    assert [licence.platform for licence in work.licences] == ["爱奇艺", "优酷"]
    assert (work.row, work.protected_until, merger.merged) == (1, date(2033, 1, 1), 1)


def test_other_years_kinds_and_holders_are_other_works() -> None:
    merger = merged(
        Work("甲一", year=2019), Work("甲一", year=2020), Work("甲一"), Work("乙", kind="tv"), Work("乙", kind="film")
    )
    assert len(merger.works) == 5
    assert "differ in kind or holder" in merger.warnings[0]


def test_contradictions_are_refused() -> None:
    merger = merged(Work("甲一", protected_until=date(2030, 1, 1)), Work("甲一", protected_until=date(2031, 1, 1)))
    assert len(merger.works) == 1
    assert [(error.row, error.column) for error in merger.rejected] == [(2, "protected_until")]
    assert merger.merged == 0
