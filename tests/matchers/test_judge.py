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
            Work("影帝天天直播做饭", kind="novel"),
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


@pytest.fixture(scope="module")
def strange() -> Judge:
    """Works whose titles are numbers or begin with one, and others that numbers follow."""
    return Judge(
        [
            Work("9527", year=2015, kind="tv"),
            Work("007:大破天幕杀机", year=2012, kind="film"),
            Work("湄公河行动", year=2016, kind="film"),
            Work("平凡的岁月", year=2001, kind="novel"),
            Work("活着", year=1993, kind="novel"),
            Work("七里香", year=2004, kind="music"),
        ]
    )


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("video", ["9527（2015）"]),
        ("video", ["9527 2015"]),
        ("video", ["9527 未删减版"]),
        ("video", ["#9527 第3集 高清"]),
        ("video", ["《9527》大结局"]),
        ("media", ["9527完整版"]),
        ("live", ["9527"]),
        ("live", ["🎬9527(4K)"]),
        ("video", ["高清修复 湄公河行动 全片"]),
        ("live", ["007:大破天幕杀机"]),
        ("video", ["007:大破天幕杀机大结局"]),
        ("video", ["湄公河行动1/3"]),
        ("video", ["湄公河行动2/5"]),
        ("video", ["湄公河行动-7"]),
        ("netdisk", ["2016年 湄公河行动 HDRHD"]),
        ("app", ["湄公河行动追剧神器"]),
        ("live", ["正在放映：湄公河行动"]),
        ("netdisk", ["点击继续", "湄公河行动"]),
        ("netdisk", ["活着 余华 TXT+EPUB"]),
        ("netdisk", ["57.平凡的岁月 愤怒的香蕉 TXT+EPUB"]),
        ("audio", ["周杰伦 七里香"]),
        ("netdisk", ["| 天翼云盘 | pwd=579v", "湄公河行动"]),
        ("netdisk", ['[hidecontent type="logged"]夸克网盘：', "湄公河行动"]),
        ("netdisk", ["本帖最后由 资源大王1b 于 2023-5-1 编辑 | 阿里云盘点此下载", "湄公河行动"]),
    ],
)
def test_titles_that_look_like_something_else_are_read(strange: Judge, kind: str, texts: list[str]) -> None:
    own = kind in ("video", "app")
    case = {"kind": kind, "texts": [("item" if not n else "heading", words) for n, words in enumerate(texts)]}
    case |= {"url": "http://pirate.example/1"} if own else {}
    assert strange.judge(_sighting(case), TODAY)


@pytest.mark.parametrize(
    ("kind", "source", "words"),
    [
        ("netdisk", "item", "9527次下载"),
        ("netdisk", "item", "9527元"),
        ("netdisk", "item", "人气：9527"),
        ("netdisk", "item", "19527 全集"),
        ("video", "item", "9527"),
        ("netdisk", "item", "活着 向死而生 余华 TXT"),
        ("netdisk", "item", "向死活着 余华 TXT"),
        ("video", "item", "第9527章"),
        ("video", "item", "湄公河行动2/3"),
        ("media", "heading", "湄公河行动 剧情解说"),
        ("media", "row", "首页/影评|湄公河行动/HD中字"),
        ("media", "page_title", "《解说：湄公河行动》短剧全集免费看"),
        ("media", "row", "【2016】湄公河行动”游戏攻略 | HD"),
        ("netdisk", "row", "《湄公河行动》剧情解析视频素材 | 夸克网盘复制链接"),
        ("netdisk", "item", "《湄公河行动》剧本 PDF"),
        ("netdisk", "row", "file:《湄公河行动》剧本.mp4"),
        ("listing", "item", "平凡的岁月 正版图书 全新塑封"),
        ("netdisk", "row", "007:大破天幕杀机 收视率排行"),
    ],
)
def test_what_only_looks_like_a_copy_is_none(strange: Judge, kind: str, source: str, words: str) -> None:
    assert strange.judge(_sighting({"kind": kind, "texts": [(source, words)]}), TODAY) == []


@pytest.mark.parametrize(
    ("summary", "hit"),
    [
        ("免费看《北岸长歌》完整版，全网资源。", True),
        ("以《北岸长歌》为主题的拼图", False),
        ("看看大家对《北岸长歌》的评分和影评", False),
    ],
)
def test_what_an_app_is_called_is_no_other_work(summary: str, hit: bool) -> None:
    url = "http://store.example/app/1"
    texts = (Text("item", "小鱼追剧"), Text("post", summary))
    shown = Sighting(url, Link("app", url, url, "store.example"), texts)
    assert bool(Judge([Work("北岸长歌", kind="tv")]).judge(shown, date(2026, 1, 1))) == hit


def test_a_chapter_to_taste_is_told_by_its_own_words(strange: Judge) -> None:
    assert strange.matcher.read("试读样章", 45.0).about
    assert not strange.matcher.read("下载全本", 45.0).about
