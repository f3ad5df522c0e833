"""Marks: what around a title is not the title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.folding import fold
from matchers.marks import find_marks
from matchers.vocabulary import EPISODE, GROUP, RELEASE, SEASON, SITE, YEAR


def _kinds(text: str) -> dict[str, str]:
    folded = fold(text)
    return {folded[mark.start : mark.end]: mark.kind for mark in find_marks(folded)}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("红海行动1080P国语", "1080p", RELEASE),  # no word edge between Han and a letter
        ("红海行动国语中字", "国语中字", RELEASE),
        ("Show.S01E02.mkv", "s01e02", EPISODE),
        ("Show S02", "s02", SEASON),
        ("庆余年 第12集", "第12集", EPISODE),
        ("庆余年第二季", "第二季", SEASON),
        ("更新至30集", "更新至30集", EPISODE),
        ("It.2017.BluRay", "2017", YEAR),
        ("It.2017.BluRay.x264-GRP", "grp", GROUP),
        ("[www.site.com] It", "www.site.com", SITE),
        ("【某某字幕组】庆余年", "某某字幕组", GROUP),
        ("红海行动预告片", "预告片", "about:trailer"),
        ("刺客信条２S1E04.mkv", "s1e04", RELEASE),
    ],
)
def test_marks_are_found(text: str, words: str, kind: str) -> None:
    assert _kinds(text).get(words) == kind


@pytest.mark.parametrize("text", ["第一初恋", "地球变动之日", "Interstellar", "cats and dogs"])
def test_title_words_are_no_marks(text: str) -> None:
    assert _kinds(text) == {}


def test_a_date_is_no_episode() -> None:
    assert EPISODE not in _kinds("节目 2018-08-11 更新").values()


@given(st.text(max_size=120))
def test_marks_lie_inside_the_text(text: str) -> None:
    folded = fold(text)
    assert all(0 <= mark.start < mark.end <= len(folded) for mark in find_marks(folded))
