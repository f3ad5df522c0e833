"""Short texts: pairs of common characters are Chinese; broken pairs, kana, Korean and rare characters are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.guobiao import is_guobiao

HANGUL = frozenset("이다는의을사가")


@pytest.mark.parametrize("text", ["侠盗联盟", "a步步惊心b", "《八佰》1080p"])
def test_chinese(text: str) -> None:
    assert is_guobiao(text.encode("gb2312"), HANGUL)


def test_a_cut_character_changes_nothing() -> None:
    assert is_guobiao("侠盗联盟".encode("gb2312")[:-1], HANGUL)


@pytest.mark.parametrize("body", [
    b"", b"plain", b"\x81", "醭霪黻".encode("gb2312"), "とうほく".encode("euc_jp"), "流浪地球".encode("big5"),
    "사랑".encode("cp949"), "é".encode("cp1252") + b" t",
])  # fmt: skip
def test_not_chinese(body: bytes) -> None:
    assert not is_guobiao(body, HANGUL)


@given(st.binary(max_size=200))
def test_any_bytes_are_judged(body: bytes) -> None:
    assert is_guobiao(body, HANGUL) in (True, False)
