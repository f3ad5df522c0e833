"""The matcher: every disguise found, no innocent accused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Work
from matchers import Matcher
from matchers.wording import SENTENCES, sentence

CASES = Path(__file__).parent / "cases"


def _cases(name: str, label: str) -> list[tuple[str, str]]:
    tables = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return [(table[label], text) for table in tables for text in table["texts"]]


@pytest.mark.parametrize(("work", "text"), _cases("disguises.toml", "work"))
def test_a_disguise_is_found(matcher: Matcher, work: str, text: str) -> None:
    found = matcher.match(text)
    assert found, [(m.work.title, m.score, m.reasons) for m in matcher.candidates(text)]
    assert found[0].work.title == work


@pytest.mark.parametrize(("label", "text"), _cases("innocents.toml", "class"))
def test_an_innocent_is_left_alone(matcher: Matcher, label: str, text: str) -> None:
    assert [(m.work.title, m.score) for m in matcher.match(text)] == []


def test_every_match_says_why_in_both_languages(matcher: Matcher) -> None:
    for _, text in _cases("disguises.toml", "work"):
        for match in matcher.match(text):
            assert match.matcher == matcher.name
            assert match.reasons
            for reason in match.reasons:
                assert reason.feature in SENTENCES
                assert sentence(reason.feature, "zh", reason.evidence) != sentence(
                    reason.feature, "en", reason.evidence
                )


def test_the_words_are_given_as_written(matcher: Matcher) -> None:
    assert matcher.match("第1节 紅·海·行·動 TC")[0].text == "紅·海·行·動"


def test_two_listed_titles_in_one_text_yield_the_longer() -> None:
    matcher = Matcher([Work("流浪地球"), Work("流浪地球2")])
    assert [m.work.title for m in matcher.match("流浪地球2 4K")] == ["流浪地球2"]
    assert [m.work.title for m in matcher.match("流浪地球 4K")] == ["流浪地球"]


@pytest.mark.parametrize(
    "text", ["庆余年.S02E05.2160p.mkv", "庆余年 S02 1080p", "庆余年 Season 2 4K", "庆余年第2季 全36集"]
)
def test_a_listed_season_is_found_in_every_writing(text: str) -> None:
    matcher = Matcher([Work("庆余年 第二季", kind="tv")])
    assert [m.work.title for m in matcher.match(text)] == ["庆余年 第二季"]
    assert matcher.match(text.replace("2", "3", 1)) == []


def test_several_works_in_one_line_are_all_found() -> None:
    matcher = Matcher([Work("满江红"), Work("流浪地球2"), Work("无名之辈")])
    assert {m.work.title for m in matcher.match("满江红&流浪地球2 4K合集")} == {"满江红", "流浪地球2"}


def test_a_work_of_others_explains_a_hit_away() -> None:
    assert Matcher([Work("机动警察")]).match("机动警察 东京毁灭战 1080P") == []
    ours, theirs = Work("大世界冒险"), Work("新大世界冒险")
    text = "新大世界险冒 1080P"
    assert Matcher([ours], [theirs]).match(text) == []


def test_one_title_of_two_works_is_not_explained_away() -> None:
    assert Matcher([Work("大世界冒险")], [Work("大世界冒险")]).match("大世界冒险 1080P")
    assert Matcher([Work("大世界冒险")], [Work("世界"), Work("冒险")]).match("大shi界冒险 1080P 网盘")
    assert Matcher([Work("红海行动")], [Work("红海")]).match("红^海&行/动 1080P")


def test_a_longer_title_of_others_explains_a_hit_away() -> None:
    text = "虚构推理 Season2 1080P"
    assert Matcher([Work("虚构推理")]).match(text)
    assert not Matcher([Work("虚构推理")], [Work("虚构推理 Season2")]).match(text)


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Another", "[Group] Another Anime Show - 01 [720p]", False),
        ("Another", "[Group] Another - 01 [720p]", True),
        ("Golden Boys;The", "Golden Boys;The Reborn 1080p", False),
        ("Golden Boys;The", "Golden Boys, The 1080p", True),
        ("Life", "Life;Love & Celluloid 1080p", False),
    ],
)
def test_words_that_belong_to_a_longer_english_title(title: str, text: str, *, found: bool) -> None:
    assert bool(Matcher([Work(title)]).match(text)) == found


def test_a_work_added_later_is_found_and_others_stay() -> None:
    matcher = Matcher([Work("红海行动")])
    matcher.add(Work("湄公河行动"))
    assert matcher.match("湄公河行动 1080P")[0].work.title == "湄公河行动"
    assert matcher.match("煤公河行动 1080P")[0].work.title == "湄公河行动"
    assert matcher.match("红海行动 1080P")[0].work.title == "红海行动"


def test_kind_and_year_beside_the_text_decide() -> None:
    matcher = Matcher([Work("红海行动", year=2018, kind="film")])
    assert matcher.match("红海行动", year=2018, kind="film")
    assert not matcher.match("红海行动", year=2005)
    assert not matcher.match("红海行动", kind="novel")


@given(st.text(max_size=200))
def test_any_text_is_borne(matcher: Matcher, text: str) -> None:
    for match in matcher.candidates(text):
        assert 0 <= match.score <= 100


@given(st.text(alphabet="红海行动流浪地球2 .·-《》【】S01E1080pkx第集之的，。", max_size=60))
def test_texts_of_title_letters_are_borne(matcher: Matcher, text: str) -> None:
    found = matcher.match(text)
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)
    assert all(m.score >= matcher.threshold for m in found)
    assert len({m.work.title for m in found}) == len(found)


@given(st.text(alphabet="甲乙丙丁戊己庚辛壬癸", min_size=4, max_size=8))
def test_an_unrelated_work_takes_no_match_away(works: list[Work], title: str) -> None:
    grown = Matcher([*works, Work(title)])
    assert grown.match("红·海·行·动 国语中字")[0].work.title == "红海行动"
    assert grown.match("流浪地球Ⅱ 1080p")[0].work.title == "流浪地球2"


@given(st.text(min_size=1, max_size=30))
def test_any_title_can_be_listed(title: str) -> None:
    Matcher([Work(title, (title[::-1],))]).match(title)


def test_a_huge_text_is_bounded(matcher: Matcher) -> None:
    for piece in ("红海行动", "S01E01 - ", "第一", "《", "-a", "1.", " "):
        assert len(matcher.match(piece * 250_000)) <= 2


def test_the_year_tells_which_of_two_works_of_one_title_is_meant() -> None:
    listed, other = (
        Work("精灵宝可梦唱歌吧梅洛埃塔的冒险", (), 2013, "film"),
        Work("精灵宝可梦唱歌吧梅洛埃塔的冒险", (), 2024, "film"),
    )
    text = "精灵宝可梦唱歌吧梅洛埃塔的冒险 2024 1080P"
    assert Matcher([listed]).match(text)
    assert Matcher([listed], [other]).match(text) == []
    assert Matcher([listed], [other]).match(text.replace("2024", "2013"))
