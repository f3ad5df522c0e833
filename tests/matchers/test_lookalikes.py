"""Look-alikes: shared parts, split characters, leet."""

from __future__ import annotations

from matchers.lookalikes import is_split, joined, look_alike, unleet


def test_characters_that_share_a_part_look_alike() -> None:
    assert look_alike("语", "晤")
    assert look_alike("奇", "寄")
    assert not look_alike("红", "年")


def test_opposites_are_no_look_alikes() -> None:
    assert not look_alike("有", "无") and not look_alike("买", "卖") and look_alike("末", "未")


def test_split_characters_are_joined() -> None:
    assert is_split("木目", "相")
    assert is_split("氵工", "江")
    assert "相合之物" in joined("木目合之物")


def test_leet_and_letters_have_one_form() -> None:
    assert unleet("51mulacra") == unleet("simulacra")
