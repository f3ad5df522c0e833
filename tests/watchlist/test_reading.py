"""Random rows written in every format come back the same."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.folding import compact
from core.types import WORK_KINDS
from watchlist import example_path, read_list
from watchlist.words import load

HEAD = ["作品名称", "又名", "年份", "类型", "权利人", "保护开始", "保护结束"]
HAN = st.text(
    "流浪地球满江红唐人街探案熊出没狂野大陆深海无名交换人生飞驰八佰你好李焕英甲乙丙丁", min_size=2, max_size=12
)
LATIN = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789 &'!,;\"-", min_size=3, max_size=30)
MISSING = frozenset(load("placeholders.txt"))
TITLES = st.one_of(
    HAN,
    LATIN.filter(lambda text: len(compact(text)) > 3 and text[0].isalpha() and text[-1].isalnum()).filter(
        lambda text: text.strip().casefold() not in MISSING
    ),
)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2100, 12, 31))
ROWS = st.lists(
    st.tuples(
        TITLES.map(lambda text: " ".join(text.split())),
        st.lists(HAN, max_size=2),
        st.none() | st.integers(1900, 2026),
        st.none() | st.sampled_from(WORK_KINDS),
        HAN,
        DAYS,
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: compact(row[0]),
)


def table(rows: list[Any]) -> list[list[Any]]:
    return [
        [title, "|".join(names), year, kind, holder, day and day.isoformat(), None]
        for title, names, year, kind, holder, day in rows
    ]


def as_csv(rows: list[Any], separator: str, encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([HEAD, *table(rows)])
    return out.getvalue().encode(encoding)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=ROWS)
def test_round_trip(rows: list[Any], make: Any, read_here: Callable[[bytes], Any]) -> None:
    objects = [{head: value for head, value in zip(HEAD, row, strict=True) if value is not None} for row in table(rows)]
    files = [
        *(as_csv(rows, separator, encoding) for separator in ",\t;" for encoding in ("utf-8-sig", "utf-16", "gb18030")),
        make.xlsx([HEAD, *table(rows)]),
        make.shared([HEAD, *table(rows)]),
        json.dumps(objects, ensure_ascii=False).encode(),
        "\n".join(json.dumps(each) for each in objects).encode(),
    ]
    for data in files:
        outcome = read_here(data)
        assert (outcome.refusal, outcome.rejected) == ("", [])
        for work, (title, names, year, kind, holder, day) in zip(outcome.works, rows, strict=True):
            assert (work.title, work.year, work.kind, work.holder) == (title, year, kind, holder)
            assert work.aliases == tuple(dict.fromkeys(name for name in names if name != title))
            assert work.protected_from == day


def test_the_example_list() -> None:
    reading = read_list(example_path())
    assert (reading.rejected, reading.merged, reading.warnings) == ((), 0, ())
    assert len(reading.works) == reading.rows > 100
    works = {work.title: work for work in reading.works}
    assert works["我的姐姐"].licences[0].platform == "爱奇艺"
    assert works["唐人街探案3"].release_date == date(2021, 2, 12)
    assert works["新蝙蝠侠"].aliases == ("The Batman",)
