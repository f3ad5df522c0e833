"""Edits: the disguise that makes a name of a written form, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matchers.edits import han_edit, latin_edit


@pytest.mark.parametrize(
    ("written", "name", "feature"),
    [
        ("红海行动", "红海行动", "title"),
        ("洪海行动", "红海行动", "homophone"),
        ("洪海行洞", "红海行动", "homophones"),
        ("红hai行动", "红海行动", "pinyin_part"),
        ("红h行动", "红海行动", "initial_part"),
        ("红行海动", "红海行动", "swapped"),
        ("红海动", "红海行动", "dropped"),
        ("红海大行动", "红海行动", "inserted"),
        ("木目合之物", "相合之物", "split"),
        ("凭物晤", "凭物语", "look_alike"),
    ],
)
def test_disguises_are_named(written: str, name: str, feature: str) -> None:
    edit = han_edit(written, name)
    assert edit is not None
    assert edit.feature == feature


@pytest.mark.parametrize(
    ("written", "name"),
    [("流浪地球3", "流浪地球2"), ("第二人生", "第三人生"), ("红海", "黄河"), ("大红灯笼", "小红灯塔")],
)
def test_other_titles_are_no_disguise(written: str, name: str) -> None:
    assert han_edit(written, name) is None


def test_typing_errors_are_found_and_digits_never_are_any() -> None:
    assert latin_edit("operationredsae", "operationredsea") is not None
    assert latin_edit("operation3", "operation2") is None
    assert latin_edit("completelyother", "operationredsea") is None


@given(
    st.text(alphabet="红海行动abc12的", min_size=1, max_size=9),
    st.text(alphabet="红海行动abc12的", min_size=1, max_size=9),
)
def test_every_price_is_a_price(written: str, name: str) -> None:
    edit = han_edit(written, name)
    assert edit is None or edit.price >= 0
