# ruff: noqa: E501 - markup and titles as written
"""Episode words in titles."""

from __future__ import annotations

import pytest

from crawler.extract import episode

TITLES = {
    "某剧 第12集 完整版": "第12集", "某剧 第一集": "第一集", "某剧第1-3集": "第1-3集", "Show.S01E02.720p": "S01E02", "某剧 EP03": "EP03",
    "Show 8x25": "8x25", "全38集 某剧": "全38集", "某剧 更新至12集": "更新至12集", "某片 2024": "", "": "",
}  # fmt: skip


@pytest.mark.parametrize("title", TITLES)
def test_of(title: str) -> None:
    assert episode.of(title) == TITLES[title]
