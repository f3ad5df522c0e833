"""Habits: what a template writes beside every link names no other work, and what names one is never taken for that."""

from __future__ import annotations

from datetime import date

import pytest

from core.types import Link, Sighting, Source, Text, Work
from matchers import Judge
from matchers.habits import Habits

TODAY = date(2024, 1, 1)
TITLES = ("孤山夜行", "北方以北", "雪域神猎", "长街不归人")


def sighting(number: int, title: str, *near: tuple[Source, str], link: str = "") -> Sighting:
    key = link or f"{number}"
    texts = (*(Text(source, words) for source, words in near), Text("heading", title))
    shared = Link("netdisk", key, f"https://pan.quark.cn/s/{key}")
    return Sighting(f"http://p.example/{number}", shared, texts, site="p")


def pages(near: str, source: Source = "row") -> list[Sighting]:
    """A page for each title; `{}` in the near words stands for the title."""
    return [sighting(number, title, (source, near.format(title))) for number, title in enumerate(TITLES)]


@pytest.mark.parametrize(
    ("source", "near"),
    [
        ("row", "资源简介：本站收集整理，仅供测试。"),
        ("row", "课程大纲：第1讲 导学.mp4 / 第2讲 网盘.mp4"),
        ("row", "种子特征码： | 复制到迅雷新建任务即可"),
        ("anchor", "戳我领走"),
        ("anchor", "Zum Archiv"),
    ],
)
def test_words_of_a_template_speak_against_no_link(source: Source, near: str) -> None:
    judge = Judge([Work(title) for title in TITLES])
    found = [judge.judge(each, TODAY) for each in pages(near, source)]
    assert found[0] == [] != found[-1]
    late = judge.passed("p")
    assert [[match.work.title for match in judge.judge(each, TODAY)] for each in late] == [[TITLES[0]], [TITLES[1]]]
    assert judge.passed("p") == []


def test_another_site_has_other_habits() -> None:
    judge = Judge([Work(title) for title in TITLES])
    for each in pages("戳我领走", "anchor"):
        judge.judge(each, TODAY)
    other = sighting(9, TITLES[0], ("anchor", "戳我领走"))
    assert judge.judge(other, TODAY)
    assert not judge.judge(Sighting(other.page_url, other.link, other.texts, site="q"), TODAY)


@pytest.mark.parametrize(
    ("near", "link"),
    [
        ("热播《南方以南》全集下载", ""),  # title marks
        ("片名：南方以南", ""),  # a label of titles
        ("南方以南 网盘下载", "one"),  # the same advertisement everywhere
    ],
)
def test_what_names_another_work_is_no_habit(near: str, link: str) -> None:
    judge = Judge([Work(title) for title in TITLES])
    for number, title in enumerate(TITLES):
        assert judge.judge(sighting(number, title, ("anchor", near), link=link), TODAY) == []
    assert not any(judge.judge(each, TODAY) for each in judge.passed())


def test_a_post_of_one_work_shows_no_habit() -> None:
    """Five parts of another work under one heading are company of one kind only."""
    judge = Judge([Work("孤山夜行")])
    for number in range(5):
        assert judge.judge(sighting(number, "孤山夜行", ("row", "南方以南 全集 1080P")), TODAY) == []
    assert not any(judge.judge(each, TODAY) for each in judge.passed())


def test_in_a_list_the_rows_are_the_company_of_their_buttons() -> None:
    habits = Habits()
    for number, title in enumerate(TITLES):
        habits.note(sighting(number, "资源汇总", ("anchor", "戳我领走"), ("row", f"{title} 4K")))
    assert habits.explain("戳我领走")
    assert not habits.explain(f"{TITLES[0]} 4K")


def test_a_label_is_learned_whatever_it_says_and_one_of_titles_is_not() -> None:
    habits = Habits()
    for number, title in enumerate(TITLES):
        habits.note(sighting(number, title, ("row", f"收录者：某人{'甲乙丙丁'[number]} | 原题：{title}")))
    assert habits.explain("收录者：老王")
    assert not habits.explain("原题：南方以南")
    assert not habits.explain("收录者：老王 | 原题：南方以南")


def test_numbers_make_no_other_habit() -> None:
    habits = Habits()
    for number, title in enumerate(TITLES):
        habits.note(sighting(number, title, ("row", f"编号 {number * 37} 藏品")))
    assert habits.explain("编号 99 藏品")


def test_memory_is_bounded() -> None:
    habits = Habits()
    for number in range(20_000):
        habits.note(sighting(number, f"标题{number}", ("row", f"藏品{chr(0x4E00 + number)}")))
        habits.keep(sighting(number, "x"))
    assert len(habits._seen) < 5_000
    assert len(habits.passed) <= 2_000
