"""JSON read through a window: long documents, deep ones, odd ones."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from watchlist.encodings import Encoding
from watchlist.readers.records import read

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT, lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


def values_of(text: str) -> list[dict[str, Any] | None]:
    return [record.values for record in read(io.BytesIO(text.encode()), Encoding("utf-8"))]


@given(st.lists(st.dictionaries(TEXT, VALUES, max_size=4), max_size=6), st.sampled_from([None, 1]))
def test_same_as_the_whole_document(records: list[dict[str, Any]], indent: int | None) -> None:
    def plain(value: Any) -> Any:
        return str(value) if isinstance(value, int) and abs(value) >= 10**15 else value

    found = values_of(json.dumps(records, ensure_ascii=False, indent=indent))
    assert json.loads(json.dumps(found), parse_int=lambda digits: plain(int(digits))) == json.loads(
        json.dumps(records), parse_int=lambda digits: digits if len(digits) >= 16 else int(digits)
    )


@given(st.text('[]{}:," \n1aé\\ut', max_size=60))
def test_anything_is_read_or_refused(text: str) -> None:
    try:
        values_of(text)
    except InputError as error:
        assert "JSON" in str(error) or "nested" in str(error)


def test_windows_do_not_cut_values() -> None:
    records = [{"title": f"片{n}", "note": "x" * (n * 997 % 5000), "n": 10**10 + n} for n in range(700)]
    assert values_of(json.dumps(records)) == records
    assert values_of("\n".join(json.dumps(record, ensure_ascii=False) for record in records)) == records


def test_lines_are_counted(read_here: Callable[[bytes], Any]) -> None:
    data = json.dumps([{"title": "A1"}, {"title": "B1", "year": "x"}], indent=1)
    assert read_here(data.encode()).rejected[0].error.endswith("(line 5)")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('[{"title": ' + "[" * 5000 + "]" * 5000 + "}]", "nested too deeply"),
        ('[{"title": "' + "x" * 2_000_000 + '"}]', "not JSON"),
        ('[{"title": "A1"}] [', "something follows"),
        ('{"works": [{"title": "A1"}]', "not JSON"),
        ('[{"title": "a\nb"}]', "control character"),
        ('{"title" "A1"}', "not JSON"),
    ],
)
def test_refused(text: str, words: str, read_here: Callable[[bytes], Any]) -> None:
    assert words in read_here(text.encode()).refusal


def test_one_deep_line_is_one_bad_row(read_here: Callable[[bytes], Any]) -> None:
    outcome = read_here(('{"title": "A1"}\n{"title": ' + "[" * 5000 + "]" * 5000 + '}\n{"title": "B1"}').encode())
    assert (outcome.titles, outcome.places) == (["A1", "B1"], [(2, "")])


WORKS = [{"title": "A1"}, {"title": "B1"}]


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    ("document", "titles"),
    [
        ({"data": {"list": WORKS}}, ["A1", "B1"]),
        ({"code": 0, "data": {"total": 2, "list": WORKS}, "msg": "ok"}, ["A1", "B1"]),
        ({"response": {"result": {"payload": {"items": WORKS}}}}, ["A1", "B1"]),
        ({"title": "the name of the list", "data": {"list": WORKS}}, ["A1", "B1"]),
        ({"movies": WORKS, "tv": [{"title": "C1"}]}, ["A1", "B1", "C1"]),
        ({"tv": [{"title": "C1"}], "count": 1}, ["C1"]),
        ({"title": "A1", "cast": [{"role": "x"}]}, ["A1"]),
        ({"title": "A1", "parts": [{"title": "not a work of its own"}]}, ["A1"]),
        ({"title": "A1", "data": {"size": 3}}, ["A1"]),
    ],
)
def test_lists_in_wrappers(
    document: dict[str, Any], titles: list[str], indent: int | None, read_here: Callable[[bytes], Any]
) -> None:
    assert read_here(json.dumps(document, indent=indent).encode()).titles == titles


@pytest.mark.parametrize(
    "text",
    [
        '// the list\n[{"title": "A1"}]',
        '/* the list\nof works */ {"works": [{"title": "A1"}]}',
        '[\n // first\n {"title": "A1"}]',
        '[{"title": "A1"}, // first\n {"title": "B1"}]',
        '[{"title": "A1", /* x */ "year": 2001}]',
        '{\n // first\n "title": "A1"}',
    ],
)
def test_comments_are_named(text: str, read_here: Callable[[bytes], Any]) -> None:
    assert "holds a comment" in read_here(text.encode()).refusal
