"""Pinyin: how characters sound."""

from __future__ import annotations

from matchers import pinyin


def test_characters_of_one_sound_have_one_sign() -> None:
    assert pinyin.sounds("洪海行动") == pinyin.sounds("红海行动")
    assert pinyin.sounds("红海") != pinyin.sounds("黄海")


def test_titles_are_spelled_out_and_shortened() -> None:
    assert pinyin.spelled("红海行动") == "honghaixingdong"
    assert pinyin.initials("红海行动") == "hhxd"


def test_mixed_writings_sound_like_the_title() -> None:
    assert pinyin.sounds_of_mixed("红hai行动") == pinyin.sounds("红海行动")


def test_characters_with_several_readings_know_them_all() -> None:
    assert {"chang", "zhang"} <= pinyin.readings("长")
    assert pinyin.readings("a") == frozenset()
