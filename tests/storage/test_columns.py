"""Values come back from both databases as they went in, but for what no database holds."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from storage.columns import clip, key_of, storable, to_json
from storage.store import Store

anything = st.text(st.characters() | st.sampled_from("\x00\ud800\udfff\U0001f600"), max_size=50)
documents = st.recursive(
    st.none() | st.booleans() | st.integers() | anything,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(anything, inner, max_size=4),
    max_leaves=10,
)


@given(anything)
def test_storable_text_is_utf8_without_nul(words: str) -> None:
    kept = storable(words)
    assert "\x00" not in kept
    assert kept.encode("utf-8").decode("utf-8") == kept
    assert storable(kept) == kept


@given(documents)
def test_json_is_storable_and_reads_back(value: object) -> None:
    written = to_json(value)
    assert storable(written) == written
    assert to_json(json.loads(written)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"名": "流浪地球"}, '{"名": "流浪地球"}'),
        (["a\x00b", "\ud800"], '["ab", ""]'),
        ([r"a\u0000b", "\\\x00"], r'["a\\u0000b", "\\"]'),
        ({"\ud800k\x00": ("t",)}, '{"k": ["t"]}'),
    ],
)
def test_json_as_the_database_keeps_it(value: object, written: str) -> None:
    assert to_json(value) == written


def test_clip_marks_what_it_cut() -> None:
    assert [clip("流浪地球", limit) for limit in (5, 4, 3)] == ["流浪地球", "流浪地球", "流浪…"]


@given(st.lists(anything, min_size=1, max_size=3), st.lists(anything, min_size=1, max_size=3))
def test_keys_tell_names_apart(one: list[str], other: list[str]) -> None:
    assert len(key_of(*one)) == 32
    if "\n".join(one) != "\n".join(other):
        assert key_of(*one) != key_of(*other)


def test_times_are_readable_utc_to_the_second(store: Store, engine: str, make) -> None:
    shanghai = datetime(2026, 11, 22, 16, 30, 0, 999_999, tzinfo=timezone(timedelta(hours=8)))
    store.runs.start("a", shanghai)
    assert store.runs.list()[0].started == datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
    with store.database.read() as connection:
        raw = connection.execute(text("SELECT started FROM runs")).scalar()
    assert raw == ("2026-11-22T08:30:00Z" if engine == "sqlite" else make.now)


def test_json_columns_are_readable_chinese(store: Store, run_id: int, make) -> None:
    store.pages.save([make.record(run_id, make.finding("quark:1"))])
    with store.database.read() as connection:
        assert "流浪地球2" in str(connection.execute(text("SELECT texts FROM sightings")).scalar())
