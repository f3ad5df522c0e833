"""Object literals of scripts: balanced ones are read, torn ones are not tried."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.literal import end_of, value_at


@pytest.mark.parametrize(("text", "value"), [
    ('{"a":{"b":"}"}} rest', {"a": {"b": "}"}}),
    ("{a:'x}',\"b\":[1,2,],}", {"a": "x}", "b": [1, 2]}),
    ('["a",["b$c"]];', ["a", ["b$c"]]),
    ('{"a":"\\"}"}', {"a": '"}'}),
    ('{"a":1', None),
    ('{"a":"unclosed}', None),
    ("", None),
])  # fmt: skip
def test_values(text: str, value: Any) -> None:
    assert value_at(text, 0) == value


def test_a_thousand_torn_objects_cost_little() -> None:
    text = 'x={"a":' * 20_000
    assert all(value_at(text, place) is None for place in range(2, 200, 7))


@given(st.text(alphabet="{}[]\"'`\\a:,1 ", max_size=80))
def test_never_raises(text: str) -> None:
    value_at(text, 0)
    assert -1 <= end_of(text, 0) <= len(text)


def test_what_a_script_works_out_is_left_out_and_the_rest_is_read() -> None:
    written = """{name:"某剧大全", url:"https://dl.example/"+pkg+".apk", 'from': base + '/x', size:"2 + 3 MB"}"""
    assert value_at(written, 0) == {"name": "某剧大全", "url": None, "from": None, "size": "2 + 3 MB"}
