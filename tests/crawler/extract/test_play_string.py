# ruff: noqa: E501 - cases as tables
"""Play strings of collection sites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.play_string import items


@pytest.mark.parametrize(("froms", "urls", "wanted"), [
    ("a$$$b", "第01集$http://x/1#第02集$http://x/2$$$HD$http://y/1", [("a", "第01集", "http://x/1"), ("a", "第02集", "http://x/2"), ("b", "HD", "http://y/1")]),
    ("a,b", "http://x/1", [("a", "", "http://x/1")]),
    ("a", "1$http://x/1$$$2$http://x/2", [("a", "1", "http://x/1"), ("", "2", "http://x/2")]),
    ("a", "第1集$http://x/1.m3u8$m3u8#第2集$http://x/2.m3u8$m3u8", [("a", "第1集", "http://x/1.m3u8"), ("a", "第2集", "http://x/2.m3u8")]),
    ("UCWP", "#https://drive.uc.cn/s/abc?public=1##", [("UCWP", "", "https://drive.uc.cn/s/abc?public=1")]),
    ("a", "第1集$http://x/1\n第2集$http://x/2", [("a", "第1集", "http://x/1"), ("a", "第2集", "http://x/2")]),
    ("a", "一$https://x/#/play/1#二$https://x/#/play/2", [("a", "一", "https://x/#/play/1"), ("a", "二", "https://x/#/play/2")]),
    ("youku", "正片$XNTk4MTIzNDU2", [("youku", "正片", "XNTk4MTIzNDU2")]),
    ("", "", []),
    ("a", "无$", []),
])  # fmt: skip
def test_grammar(froms: str, urls: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(item.flag, item.name, item.address) for item in items(froms, urls)] == wanted


@given(st.text(alphabet="a$#,/:第1集http\n", max_size=80), st.text(alphabet="ab$,", max_size=10))
def test_never_raises_and_never_gives_nothing(urls: str, froms: str) -> None:
    assert all(item.address for item in items(froms, urls))
