# ruff: noqa: E501 - scripts as sites write them
"""State in frameworks' own forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.flattened import called, pushed, revived, vue_data

JSON = st.recursive(st.none() | st.integers(-3, 30) | st.text(max_size=5), lambda inner: st.lists(inner, max_size=6))


def test_numbered_values() -> None:
    flat = [
        ["ShallowReactive", 1],
        {"movie": 2},
        {"name": 3, "list": 4},
        "北岸",
        [5],
        {"url": 6},
        "https://a.example/1",
    ]
    assert revived(flat) == {"movie": {"name": "北岸", "list": [{"url": "https://a.example/1"}]}}
    assert revived([{"a": 1}, "x", "y"]) == {"a": "x"}
    assert revived([1, 2, 3]) == [1, 2, 3] and revived({"a": 1}) == {"a": 1}


def test_what_names_itself_ends() -> None:
    revived([{"a": 1}, {"a": 1, "b": 2}, [1, 2]])


@given(st.lists(JSON, max_size=8))
def test_any_list(value: list) -> None:  # type: ignore[type-arg]
    revived(value)


def test_pushed_rows() -> None:
    scripts = [
        'self.__next_f.push([1,"5:{\\"movie\\":{\\"na"])',
        'self.__next_f.push([1,"me\\":\\"北岸\\"}}\\n6:I[1]\\n"])',
    ]
    assert next(iter(pushed(scripts))) == {"movie": {"name": "北岸"}}


def test_data_of_a_component() -> None:
    assert list(vue_data('new Vue({el:"#a",data:{name:"北岸",n:1}})')) == [{"name": "北岸", "n": 1}]
    assert list(vue_data("export default{data(){return {name:'北岸'}}}")) == [{"name": "北岸"}]


def test_letters_of_a_called_function_are_filled_in() -> None:
    script = 'window.__NUXT__=(function(a,b){return {data:[{info:{name:a,n:1,list:[{link:b}]}}],x:null}}("某剧","https:\\u002F\\u002Fm.example\\u002F1.m3u8"));'
    assert list(called([script])) == [
        {"data": [{"info": {"name": "某剧", "n": 1, "list": [{"link": "https://m.example/1.m3u8"}]}}], "x": None}
    ]


@pytest.mark.parametrize(
    "script", ["__NUXT__=(function(a){return {", "=(function(a){return {x:a}", "=(function(){return {}}())", ""]
)
def test_broken_calls(script: str) -> None:
    list(called([script]))
