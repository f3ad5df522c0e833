"""Whole lists as people write them: the cases stand in lists.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from watchlist.listing import Limits

CASES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "lists.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", CASES)
def test_lists(name: str, read_here: Callable[[bytes], Any]) -> None:
    case = CASES[name]
    outcome = read_here(case["text"].encode(case.get("encoding", "utf-8")))
    if refusal := case.get("refusal"):
        assert refusal in outcome.refusal
        return
    assert outcome.refusal == ""
    assert outcome.titles == case["works"]
    assert outcome.places == [tuple(place) for place in case.get("errors", [])]
    if "aliases" in case:
        assert [list(work.aliases) for work in outcome.works] == case["aliases"]
    if "windows" in case:
        assert [[str(work.protected_from), str(work.protected_until)] for work in outcome.works] == case["windows"]
    for words in case.get("says", []):
        assert any(words in warning for warning in outcome.warnings), outcome.warnings


def test_errors_say_where_and_what_to_do(read_here: Callable[[bytes], Any]) -> None:
    outcome = read_here("预警名单,\n片名,年份\n甲一,20199\n".encode())
    (error,) = outcome.rejected
    assert (error.row, error.column, error.value) == (1, "年份", "20199")
    assert "write four digits" in error.error
    assert error.error.endswith("(line 3)")


def test_all_columns_arrive(read_here: Callable[[bytes], Any]) -> None:
    text = (
        "作品名称,别名,年份,类型,相关权利人,批次,保护期,拟上映日期,官方链接,授权平台,ISBN,备注\n"
        "《流浪地球2》（又名：流地2）,The Wandering Earth II / 流浪2、地球2,2023年,院线电影,中影,第1批,"
        "2023/1/22-2033/1/21,2023年1月22日,"
        "https://www.iqiyi.com/v_1.html;v.qq.com,爱奇艺（2023/4/4-2033/4/3）、优酷,9787111111111,一句话\n"
    )
    (work,) = read_here(text.encode()).works
    assert work.title == "流浪地球2"
    assert work.aliases == ("The Wandering Earth II", "流浪2", "地球2", "流地2")
    assert (work.year, work.kind, work.holder, work.batch) == (2023, "film", "中影", "第1批")
    assert (str(work.protected_from), str(work.protected_until)) == ("2023-01-22", "2033-01-21")
    assert str(work.release_date) == "2023-01-22"
    assert work.official_domains == ("iqiyi.com", "v.qq.com")
    assert [(each.platform, str(each.starts), str(each.ends)) for each in work.licences] == [
        ("爱奇艺", "2023-04-04", "2033-04-03"),
        ("优酷", "None", "None"),
    ]
    assert work.identifiers == ("ISBN 9787111111111",)
    assert (work.note, work.row) == ("一句话", 1)


def test_more_rows_than_allowed(make: Any, read_here: Callable[..., Any]) -> None:
    rows = [["title"], *([f"好片{number}"] for number in range(150))]
    for data in (("title\n" + "好片\n" * 30).encode(), make.xlsx(rows), make.shared(rows)):
        assert "more than 20 rows" in read_here(data, Limits(rows=20)).refusal


def test_a_list_wrong_nearly_everywhere(read_here: Callable[..., Any]) -> None:
    data = ("title,year\n" + "好片,99999\n" * 30).encode()
    assert "more than 20 rows cannot be taken" in read_here(data, Limits(refused_rows=20)).refusal


def test_many_repetitions_are_counted(read_here: Callable[[bytes], Any]) -> None:
    outcome = read_here(("title\n" + "好片\n" * 100).encode())
    assert (outcome.rows, outcome.merged, len(outcome.works)) == (100, 99, 1)
    assert outcome.warnings[-1] == "rows that repeat others, not named here: 49"
