"""Near names: what shares rare pieces is found, of the right length, however many names there are."""

from __future__ import annotations

import pytest

from matchers.names import HAN, Name
from matchers.near import NearNames


def _near(*titles: str) -> NearNames:
    near = NearNames()
    for number, title in enumerate(titles):
        near.add(Name(number, title, "title", title, len(HAN.findall(title)), len(title)), number)
    return near


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("流浪地求", [0]),  # a character changed
        ("浪流地球", [0]),  # swapped
        ("流浪地球仪", [0]),  # one more
        ("红海行", [1]),  # one less
        ("红海某某行动部", []),  # two pieces at least of a long one
        ("深海", []),
    ],
)
def test_chinese_names_a_slip_away(text: str, found: list[int]) -> None:
    assert _near("流浪地球", "红海行动", "地球之外的许多故事").like_han(text) == found


def test_a_character_that_is_spelled_out_makes_the_text_longer() -> None:
    near = _near("流浪地球", "流浪地球前传之起航")
    assert near.like_han("流浪地qiu", latin=3) == [0]


@pytest.mark.parametrize(("text", "found"), [("operatoin", [0]), ("thewanderingearht", [1]), ("nothinglikeit", [])])
def test_latin_names_a_slip_away(text: str, found: list[int]) -> None:
    assert _near("operation", "thewanderingearth").like_latin(text, 1) == found


def test_what_is_hidden_fits_only_names_of_that_length() -> None:
    near = _near("流浪地球", "流浪地球上", "公主小妹")
    assert near.like_masked("流浪\x00球", "\x00") == [0]
    assert near.like_masked("流浪\x00球山", "\x00") == []


def test_the_likeliest_of_many_stand_first() -> None:
    titles = [f"地球某{letter}" for letter in "一二三四五六七八九十甲乙丙丁"]
    assert _near(*titles, "地球往事").like_han("地球往是")[0] == len(titles)
