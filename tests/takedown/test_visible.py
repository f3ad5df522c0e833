"""Visible text: what stands on the page and nothing else, in time that grows with the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takedown.visible import visible_text

CASES = [
    ("<p>一<b>二</b></p>三", "一二三"),
    ("<script>no</script>yes<style>no</style>", "yes"),
    ("<SCRIPT>no</SCRIPT >yes", "yes"),
    ("<script>no", ""),
    ("a<!-- no <p>no -->b<!-- no", "ab"),
    ("<div style='DISPLAY : none'>no<div>no</div>no</div>yes", "yes"),
    ("<p hidden>no</p><p class=hidden-xs>yes</p>", "yes"),
    ("<div hidden><br/><div/></div>yes", "yes"),
    ("<input placeholder='请输入提取码'>", "请输入提取码"),
    ("<input type=hidden value=no>yes", "yes"),
    ("a &lt;b&gt; &amp;", "a<b>&"),
    ("1 < 2", "1<2"),
    ("没有标记", "没有标记"),
]


@pytest.mark.parametrize(("page", "words"), CASES)
def test_cases(page: str, words: str) -> None:
    assert "".join(visible_text(page).split()) == words


@given(st.text(st.sampled_from(list("<>/!-=\"' abdivscripthidden&;")), max_size=200))
def test_any_page_is_read(page: str) -> None:
    assert isinstance(visible_text(page), str)


@pytest.mark.parametrize(
    "piece", ["<", "<div>", "<!--", "<a b=", "<script>", "<p hidden>", "</", "<a b='", "&#x", "<div hidden"]
)
def test_monsters(piece: str) -> None:
    assert len(visible_text(piece * (2_000_000 // len(piece)))) <= 4_000_000
