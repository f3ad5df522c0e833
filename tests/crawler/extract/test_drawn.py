"""Words that style sheets draw, turn round or put in order are read as a visitor sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.document import Document
from crawler.extract.drawn import with_drawn

SEEN = [
    ("<style>.t::before{content:'满江红 1080P '}</style><p class='a t'><a href=x>下载</a></p>", "满江红 1080P 下载"),
    ('<style>p.u,.t:after { color:red; content:"江红" }</style><p>看<b class="t">满</b></p>', "看满江红"),
    ("<style>#c::after{content:attr(data-u)}</style><p id=c data-u='https://pan.quark.cn/s/1a'>网盘 </p>",
     "网盘 https://pan.quark.cn/s/1a"),
    ("<style>.i::before{content:'\\f101'}.j:before{content:'»'}</style><p><i class=i></i><i class=j></i>片</p>", "片"),
    ("<p style='unicode-bidi:bidi-override;direction:rtl'>红江满</p>", "满江红"),
    ("<style>.r{unicode-bidi:bidi-override;direction:rtl}</style><p>看 <b class=r>红江满</b></p>", "看 满江红"),
    ("<style>.r{}</style><p><bdo dir=rtl>红江满</bdo></p>", "满江红"),
    ("<p style='display:flex'><b style='order:2'>江</b><b style='order:3'>红</b><b style='order:-1'>满</b></p>",
     "满江红"),
    ("<p style='display:flex;flex-direction:row-reverse'><b>红</b><b>江</b><b>满</b></p>", "满江红"),
    ("<p><b style='float:right'>红</b><b style='float:right'>江</b><b style='float:right'>满</b></p>", "满江红"),
    ("<p><b style='float:right'>二〇二三年一月</b><b style='float:right'>满江红</b></p>", "二〇二三年一月满江红"),
    ("<p style='border:1px'>满<b style='border:0'>江</b>红</p>", "满江红"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "words"), SEEN)
def test_words_are_read_as_they_are_seen(markup: str, words: str) -> None:
    assert Document(Page("http://a.example/1", text=f"<html><body>{markup}</body></html>")).text.strip() == words


PARTS = (
    "<b style='order:1'>", "</b>", "<style>", ".t:before{content:'满江红'}", "</style>", "<p class=t>", "bidi-override",
    "<bdo dir=rtl>", "row-reverse", "'>", "满", "<",
)  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_any_markup_is_survived(parts: list[str]) -> None:
    with_drawn("".join(parts))
