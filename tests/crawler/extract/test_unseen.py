"""Letters that a style hides inside words are no part of them; what waits for a click is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.document import Document
from crawler.extract.unseen import without_unseen

HIDDEN = "<span style='display:none'>"
WORDS = [
    (f"<p>满{HIDDEN}乱码</span>江红 1080P</p>", "满江红 1080P"),
    ("<p>https://pan.<i style='font-size:0'>x9z</i>quark.cn/s/<b style=\"visibility:hidden\">Q</b>abc</p>",
     "https://pan.quark.cn/s/abc"),
    (f"<p>https:{HIDDEN}x</span>//pan.quark.cn/s/abc</p>", "https://pan.quark.cn/s/abc"),
    (f"<p><b>满</b>{HIDDEN}乱</span><i>江</i>{HIDDEN}码</span><u>红</u></p>", "满江红"),
    ("<style>a,.n{color:red;display: none}</style><p>满<em class='m n'>乱码</em>江<em class=nn>山</em>红</p>",
     "满江山红"),
    ("<style>#q{font-size: 0px}</style><p>满<em id=q>乱码</em>江红</p>", "满江红"),
    (f"<p>提取码：{HIDDEN}ab12</span></p>", "提取码：ab12"),
    (f"<p>线路 {HIDDEN}第二线路</span> 完</p>", "线路 第二线路 完"),
    (f"<p>满{HIDDEN}{'长' * 41}</span>江红</p>", f"满{'长' * 41}江红"),
    ("<p>满<span style='font-size:0.9em'>江</span>红</p>", "满江红"),
    ("<p style='display:none'>满江红</p>", "满江红"),
    (f"<p>满{HIDDEN}乱码<a href=x>江</a></span>红</p>", "满乱码江红"),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "words"), WORDS)
def test_what_nobody_sees_is_taken_out_of_words(markup: str, words: str) -> None:
    assert Document(Page("http://a.example/1", text=f"<html><body>{markup}</body></html>")).text.strip() == words


@given(
    st.lists(
        st.sampled_from(["<", ">", "</span>", HIDDEN, "display:none", "<style>.a{", "}", "满", " ", "class=a", '"']),
        max_size=40,
    )
)
def test_only_hidden_letters_go(parts: list[str]) -> None:
    source = "".join(parts)
    kept = without_unseen(source)
    assert len(kept) <= len(source) and kept.count("<style>") == source.count("<style>")
