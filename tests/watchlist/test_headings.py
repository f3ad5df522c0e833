"""Headings as people write them."""

from __future__ import annotations

import pytest

from watchlist.fields import FIELDS
from watchlist.headings import find, joined, meaning_of


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("title", "title"), ("Title *", "title"), ("作品名称（必填）", "title"), ("作品名稱", "title"),
        ("作品名称\nTitle", "title"),
        ("片 名", "title"), ("ＴＩＴＬＥ", "title"), ("rights_holder", "holder"), ("Rights Holder", "holder"),
        ("相关权利人", "holder"), ("权利人/Rights holder", "holder"), ("年份(年)", "year"), ("类型 Kind", "kind"),
        ("获得信息网络传播权的网络服务商", "licences"), ("保护期限", "window"), ("授权开始", "protected_from"),
        ("protected_until", "protected_until"), ("拟上映日期", "release_date"), ("官方链接", "official_domains"),
        ("ISBN", "identifiers"), ("备注", "note"), ("序号", "number"), ("#", "number"), ("名称", "title"),
    ],
)  # fmt: skip
def test_known(heading: str, field: str) -> None:
    meaning = meaning_of(heading)
    assert meaning is not None
    assert meaning.field == field


@pytest.mark.parametrize("heading", ["导演", "主演", "", "2019", "流浪地球", "x" * 5000, "作品名称/年份"])
def test_unknown(heading: str) -> None:
    assert meaning_of(heading) is None


def test_no_word_means_two_fields() -> None:
    strong: dict[str, str] = {}
    for field in FIELDS:
        for name in field.names:
            assert strong.setdefault(name.casefold(), field.name) == field.name, name


def test_find_and_join() -> None:
    assert find([["预警名单"], [], ["序号", "片名", "年份"], ["1", "流浪地球", "2019"]]) == 2
    assert find([["流浪地球", "电影"], ["满江红", "电影"]]) is None
    assert joined(["片名", "保护期", ""], ["", "起", "止"]) == ["片名", "保护期起", "保护期止"]
    assert joined(["片名", "年份"], ["流浪地球", "2019"]) is None
