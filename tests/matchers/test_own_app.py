"""Platforms' own apps: by name, by their maker, by the package of an official domain."""

from __future__ import annotations

import pytest

from core.types import Account, Licence, Link, Sighting, Text, Work
from matchers.own_app import is_own_app

WORK = Work(
    "北岸长歌", official_domains=("www.lexiang.example",), licences=(Licence("乐享视频"),), holder="北岸影业有限公司"
)


def app(name: str, maker: str = "", package: str = "") -> Sighting:
    url = "http://store.example/app/1"
    texts = [Text("item", name), *([Text("attribute", package)] if package else [])]
    account = Account("store.example", "", maker) if maker else None
    return Sighting(url, Link("app", url, url, "store.example"), tuple(texts), account=account)


@pytest.mark.parametrize(
    "shown",
    [
        app("乐享视频"), app("腾讯视频HD"), app("芒果TV-大家都在看"), app("起点读书"),
        app("某播放", "深圳市腾讯计算机系统有限公司"),
        app("某播放", package="com.lexiang.video"), app("北岸长歌", "北岸影业有限公司"),
    ],
)  # fmt: skip
def test_own(shown: Sighting) -> None:
    assert is_own_app(WORK, shown)


@pytest.mark.parametrize(
    "shown",
    [
        app("腾讯视频破解版"), app("芒果影视"), app("北岸长歌追剧", "南风工作室"), app("某播放", "腾讯粉丝"),
        app("北岸长歌", "南岸影业有限公司"),
        app("某播放", package="com.other.video"),
    ],
)  # fmt: skip
def test_not_own(shown: Sighting) -> None:
    assert not is_own_app(WORK, shown)
