"""Words of fragments of HTML in data."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.fragment import text_of_fragment


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<em>流浪</em>地球2 4K", "流浪地球2 4K"),
        ("满江红 &amp; 无名", "满江红 & 无名"),
        ("第一行<br>第二行", "第一行 第二行"),
        ("a < b", "a < b"),
        ("只有文字", "只有文字"),
        ("<b>没有<i>关闭", "没有关闭"),
        ("名<script>alert(1)</script>字", "名字"),
        ("", ""),
    ],
)
def test_words(markup: str, text: str) -> None:
    assert text_of_fragment(markup).strip() == text


@given(st.text(alphabet="<>/ab\"'=!-& ;中", max_size=300))
def test_no_soup_is_too_thick(markup: str) -> None:
    assert isinstance(text_of_fragment(markup), str)
