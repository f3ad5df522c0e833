"""A page shown again and again is noticed; digits make no difference, little text says nothing."""

from __future__ import annotations

from crawler.repetition import PATIENCE, Repetition

TEXT = "您访问的页面暂时无法显示，请稍后再试，或者返回首页查看其他内容，感谢您的支持，编号 "


def test_repeated() -> None:
    pages = Repetition()
    assert not any(pages.is_repeated(f"{TEXT}{number}") for number in range(PATIENCE))
    assert pages.is_repeated(f"{TEXT}99")
    assert not pages.is_repeated("另一段文字" * 20)


def test_short_texts_are_not_compared() -> None:
    pages = Repetition()
    assert not any(pages.is_repeated("播放") for _ in range(PATIENCE * 3))
