"""The judge: what counts as a hit, from all the words around a link."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.types import Licence, Link, Sighting, Text, Work
from matchers import Judge

TODAY = date(2024, 1, 1)
CASES = tomllib.loads((Path(__file__).parent / "cases" / "judge.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(
        [
            Work("流浪地球2", ("The Wandering Earth II",), 2023, "film", licences=(Licence("爱奇艺"),)),
            Work("三体", year=2023, kind="tv", official_domains=("v.qq.com",)),
            Work("红海行动", year=2018, kind="film", licences=(Licence("优酷", date(2020, 1, 1), date(2022, 12, 31)),)),
            Work("满江红", year=2023, kind="film"),
            Work("庆余年", year=2019, kind="tv"),
            Work("繁花", year=2023, kind="tv"),
            Work("诡秘之主", kind="novel", holder="爱潜水的乌贼"),
            Work("遮天", kind="novel", holder="辰东"),
            Work("刺杀小说家", year=2021, kind="film"),
            Work("It", year=2017, kind="film"),
            Work("消失的她", kind="film", protected_from=date(2023, 6, 1), protected_until=date(2023, 12, 31)),
            Work("长津湖", kind="film", protected_from=date(2024, 6, 1)),
        ]
    )


def _sighting(case: dict[str, Any]) -> Sighting:
    texts = tuple(Text(source, words) for source, words in case["texts"])
    url = case.get("url", "https://pan.quark.cn/s/1")
    return Sighting(
        case.get("page", "http://pirate.example/1"),
        Link(case.get("kind", "netdisk"), url, url),
        texts,
        year=case.get("year"),
        work_kind=case.get("work_kind"),
        page_kind=case.get("page_kind", ""),
        episode=case.get("episode", ""),
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_counts_as_a_hit(judge: Judge, case: dict[str, Any]) -> None:
    found = judge.judge(_sighting(case), TODAY)
    assert sorted(m.work.title for m in found) == sorted(case["hits"]), [(m.work.title, m.reasons) for m in found]


def test_a_hit_names_its_source_and_reasons(judge: Judge) -> None:
    case = {"texts": [("anchor", "点击下载"), ("page_title", "红海行动 1080P 百度网盘")]}
    match = judge.judge(_sighting(case), TODAY)[0]
    assert match.source == "page_title"
    assert match.text == "红海行动 1080P 百度网盘"
    assert any(reason.feature == "distance" for reason in match.reasons)


def test_a_licence_ends(judge: Judge) -> None:
    case = {"kind": "page", "url": "https://v.youku.com/v_show/1.html", "texts": [("anchor", "红海行动")]}
    assert judge.judge(_sighting(case), date(2021, 1, 1)) == []
    assert judge.judge(_sighting(case), date(2023, 1, 1)) != []


def test_a_stricter_threshold_keeps_less() -> None:
    works = [Work("红海行动", year=2018, kind="film")]
    sighting = _sighting({"texts": [("anchor", "下载"), ("page_title", "洪海行动 第1页")]})
    assert len(Judge(works, threshold=100.0).judge(sighting, TODAY)) <= len(Judge(works).judge(sighting, TODAY))


def test_a_work_added_later_is_judged(judge: Judge) -> None:
    judge.add(Work("湄公河行动"))
    assert judge.judge(_sighting({"texts": [("anchor", "湄公河行动 4K")]}), TODAY)
