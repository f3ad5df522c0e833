"""What apps' names and descriptions tell."""

from __future__ import annotations

import pytest

from crawler.extract.app_name import kind_of, names_in


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("北岸长歌免费全集看", ["北岸长歌免费全集看", "北岸长歌"]),
        ("极光影视-北岸长歌", ["极光影视-北岸长歌", "极光", "北岸长歌"]),
        ("北岸长歌 - 官方下载", ["北岸长歌 - 官方下载", "北岸长歌"]),
        ("北岸长歌：英雄对决", ["北岸长歌：英雄对决"]),
        ("北岸长歌：英雄对决 官方版 4.5.16", ["北岸长歌：英雄对决 官方版 4.5.16", "北岸长歌:英雄对决"]),
        ("北岸长歌", ["北岸长歌"]),
    ],
)
def test_names(written: str, names: list[str]) -> None:
    assert list(dict.fromkeys(names_in(written))) == names


@pytest.mark.parametrize(
    ("name", "summary", "kind"),
    [
        ("北岸长歌免费看", "", None),
        ("北岸长歌", "免费观看全集", None),
        ("北岸长歌", "正版授权的角色扮演手游", "game"),
        ("北岸长歌消消乐", "免费在线", "game"),
        ("北岸长歌连连看", "", "game"),
        ("北岸长歌", "锁屏与图标", "software"),
        ("北岸长歌漫画", "", "cartoon"),
        ("北岸长歌听书", "", "audiobook"),
        ("北岸长歌小说", "", "novel"),
    ],
)
def test_kinds(name: str, summary: str, kind: str | None) -> None:
    assert kind_of(name, summary) == kind
