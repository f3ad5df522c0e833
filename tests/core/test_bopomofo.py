"""Bopomofo is read as the pinyin that it stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.bopomofo import spell_out


@pytest.mark.parametrize(
    ("written", "pinyin"),
    [
        ("ㄏㄨㄥˊㄏㄞˇㄒㄧㄥˊㄉㄨㄥˋ", "honghaixingdong"),
        ("ㄌㄧㄡˊ浪ㄉㄧˋ球", "liu浪di球"),
        ("ㄋㄩˇㄖㄣˊ", "nvren"),
        ("ㄕˋ ㄐㄧㄝˋ", "shi jie"),
        ("ㄩㄢˊ", "yuan"),
        ("ㄓㄨˉ", "zhuˉ"),
    ],
)
def test_syllables_are_spelled_out(written: str, pinyin: str) -> None:
    assert spell_out(written) == pinyin


@given(st.text(alphabet="ㄅㄆㄧㄨㄩㄚㄥㄦˊˇa海", max_size=40))
def test_any_run_is_read_and_nothing_else_is_touched(text: str) -> None:
    spelled = spell_out(text)
    assert spelled.count("海") == text.count("海")
    assert not any("\u3105" <= letter <= "\u312f" for letter in spelled)
