"""Disguises become names, and what would accuse innocents does not."""

from __future__ import annotations

import pytest

from core.types import Work
from matchers.learning import alias_in, objection

WORK = Work("孤山夜行", ("Night March", "夜行孤山"), 2026, "film")


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("【孤·杉·夜·行】4K 国语中字", "孤杉夜行"),
        ("[网盘] 孤杉夜行 全集 1080p", "孤杉夜行"),
        ("gushanyexing 4K", "gushanyexing"),
        ("N1ght March 2026 1080p", "N1ght March"),
        ("孤山夜行（枪版）", ""),
        ("孤山夜行 1080p.mkv", ""),
        ("全集 4K", ""),
        ("", ""),
    ],
)
def test_the_words_that_name_the_work(text: str, alias: str) -> None:
    assert alias_in(text, WORK) == alias


@pytest.mark.parametrize(
    ("alias", "innocent", "says"),
    [
        ("英雄", "", "flood"),
        ("88", "", "flood"),
        ("孤杉夜行", "孤杉夜行", "孤杉夜行"),
        ("夜行列车", "夜行列车 1080p", "夜行列车"),
        ("字" * 81, "", "characters"),
    ],
)
def test_what_would_accuse_innocents_is_refused(alias: str, innocent: str, says: str) -> None:
    assert says in objection(alias, WORK, [innocent])


@pytest.mark.parametrize("innocent", ["孤杉", "孤杉夜行2", "孤杉夜行 影评", "远山的灯", "孤山夜行"])
def test_what_it_would_not_be_found_in_speaks_not_against_it(innocent: str) -> None:
    assert objection("孤杉夜行", WORK, [innocent]) == ""
