# ruff: noqa: E501 - markup as sites write it
"""Book sources, old and new."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract.legado import FAMILY

NEW = {"bookSourceName": "甲阁", "bookSourceUrl": "https://a.example#标签", "bookSourceGroup": "网络", "bookSourceType": 1,
       "searchUrl": '/s.php?q={{key}},{"charset":"gbk"}', "ruleSearch": {}}  # fmt: skip
OLD = {
    "bookSourceName": "乙",
    "bookSourceUrl": "http://b.example/##",
    "bookSourceType": "AUDIO",
    "ruleSearchUrl": "http://b.example/s?k=searchKey",
}
LICENSED = {
    "bookSourceName": "丙",
    "bookSourceUrl": "https://c.example",
    "bookSourceGroup": "正版",
    "bookSourceType": "0",
}


def page(value: object) -> Page:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return Page("https://x.example/shuyuan.json", text.encode(), text)


def test_sources() -> None:
    assert FAMILY.recognises(page([NEW, OLD, LICENSED]))
    new, old, licensed = FAMILY.read(page([NEW, OLD, LICENSED, {"bookSourceUrl": "no address"}, 7])).sightings
    assert (new.link.kind, new.link.url, new.work_kind) == ("source", "https://a.example/", "audiobook")
    assert [text.text for text in new.texts] == ["甲阁", "网络", "https://a.example/s.php?q={{key}}"]
    assert (old.link.url, old.work_kind) == ("http://b.example/", "audiobook")
    assert (licensed.work_kind, licensed.page_kind) == ("novel", "licensed")


def test_single_and_dirty() -> None:
    assert len(FAMILY.read(page(NEW)).sightings) == 1
    text = '// 源\n[{"bookSourceName": "x", "bookSourceUrl": "https://d.example", "ruleSearch": {},},]'
    assert FAMILY.recognises(page(text)) and len(FAMILY.read(page(text)).sightings) == 1


@pytest.mark.parametrize("text", ["<p>bookSourceUrl</p>", '{"a": 1}', ""])
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text))


@given(
    st.dictionaries(
        st.sampled_from(sorted(NEW)), st.none() | st.integers() | st.text(max_size=30) | st.lists(st.text(max_size=5))
    )
)
def test_any_source(source: dict[str, object]) -> None:
    FAMILY.read(page([source]))


def test_what_readers_explore_is_visited() -> None:
    source = (
        '[{"bookSourceName":"某站","bookSourceUrl":"http://b.example","ruleSearch":{},'
        '"exploreUrl":"玄幻::/sort/1_{{page}}\\n都市::http://b.example/sort/2_{{page}},{\\"method\\":\\"GET\\"}\\n书架::{{x}}"}]'
    )
    follow = FAMILY.read(Page("http://b.example/s.json", text=source)).follow
    assert [each.url for each in follow] == [
        "http://b.example/",
        "http://b.example/sort/1_1",
        "http://b.example/sort/2_1",
    ]
