"""Words between two shares: another item, or a part of the same one."""

from __future__ import annotations

import pytest

from crawler.links.items import names_item


@pytest.mark.parametrize("words", ["\n2、暗潮 2022 ", "《8848》", " North Shore "])
def test_another_item(words: str) -> None:
    assert names_item(words)


@pytest.mark.parametrize("words", ["\n下部 ", " 备用链接：", "\n夸克网盘： ", " 1080P 第2季\n", ""])
def test_the_same_item(words: str) -> None:
    assert not names_item(words)
