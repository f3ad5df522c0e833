"""Dirty JSON: what strangers' files hold is read, and nothing they hold raises."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.json_text import MOST_VALUES, dirty, first, loads, walk

CASES = [
    ('{"a": 1} // end', [{"a": 1}]),
    ('// first line\n{"a": "http://x.example/b//c"}', [{"a": "http://x.example/b//c"}]),
    ('{"a": "#kept", # gone\n "b": 2}', [{"a": "#kept", "b": 2}]),
    ('{/* block // */"a": [1, 2, ], }', [{"a": [1, 2]}]),
    ('{"a": 1,, "b": 2}', [{"a": 1, "b": 2}]),
    ('{"a": [, 1]}', [{"a": [1]}]),
    ('{"a": "x\ty\n"}', [{"a": "x\ty\n"}]),
    (r'{"a": "\S+(http\S+)", "b": "A"}', [{"a": r"\S+(http\S+)", "b": "A"}]),
    ('{"a": [{"b": 1} {"b": 2}]}', [{"a": [{"b": 1}, {"b": 2}]}]),
    ('{"a": "1" "b": "2"}', [{"a": "1", "b": "2"}]),
    ('\ufeff[1, 2]', [[1, 2]]),
    ("<b>Notice</b>: x in y\n{\"a\": 1}", [{"a": 1}]),
    ("{a: 1, 'b': 'c'}", [{"a": 1, "b": "c"}]),
    ('{"a": 1}\n{"a": 2}', [{"a": 1}, {"a": 2}]),
    ('{"a": ...}\n\n{"a": 2}', [{"a": 2}]),
    ("no json at all", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_dirty(text: str, expected: list[object]) -> None:
    assert dirty(text) == expected


def test_one_broken_object_does_not_drop_its_neighbours() -> None:
    text = '{"sites": [{"key": "a", "api": "x"}, {"key": "b", "name": "n",", "api": "y"}, {"key": "c", "api": "z"}]}'
    assert {each["key"] for value in dirty(text) for each in walk(value) if "key" in each} >= {"a", "c"}


def test_depth_and_digits_do_not_raise() -> None:
    assert loads("[" * 200_000) is None
    assert loads("1" * 10_000) is None
    assert dirty("[" * 100_000 + "]" * 100_000) == []
    with pytest.raises(ValueError, match="deep"):
        first("[" * 100_000)


def test_quotes_and_comments_cost_linear_time() -> None:
    for unit in ('"\\', '"', "/*", "//", ", ", "{", '"a" '):
        dirty(unit * 200_000)


def test_walk_is_bounded_and_ordered() -> None:
    assert [each.get("n") for each in walk({"n": 1, "x": [{"n": 2}, {"n": 3, "y": {"n": 4}}]})] == [1, 2, 3, 4]
    assert len(list(walk([{}] * 100, most=10))) < 10


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    dirty(text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_valid_json_is_itself(value: object) -> None:
    if value is not None:
        assert dirty(json.dumps(value)) == [value]


def test_more_values_than_memory_is_given_for_are_not_made() -> None:
    many = "[" + "[]," * MOST_VALUES + "[]]"
    assert loads(many) is None and dirty(many) == []
    assert loads("[" + '"{[",' * 10 + '"x"]') == ["{["] * 10 + ["x"]
    with pytest.raises(ValueError, match="more values"):
        first(many)
