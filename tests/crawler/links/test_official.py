"""Official platforms: whose address, which shape, which code."""

from __future__ import annotations

import pytest

from crawler.links import deep_link, official

WATCH = {
    "qq": [
        "https://v.qq.com/x/cover/mzc00200abcdef1/a0012bcdefg.html",
        "https://v.qq.com/x/page/a0012bcdefg.html",
        "https://m.v.qq.com/x/m/play?cid=1&vid=2",
    ],
    "iqiyi": [
        "http://www.iqiyi.com/v_19rr1a2b3c.html#curid=1_a",
        "https://m.iqiyi.com/v_1.html",
        "https://www.iq.com/play/1a2b3c",
    ],
    "youku": ["https://v.youku.com/v_show/id_XNTk4MDA=.html", "https://v.youku.com/video?vid=XNTk4"],
    "mgtv": ["https://www.mgtv.com/b/332211/445566.html", "https://m.mgtv.com/b/332211/445566.html"],
    "bilibili": [
        "https://www.bilibili.com/video/BV1xx411c7mD",
        "https://www.bilibili.com/bangumi/play/ss5050",
        "https://b23.tv/abc1234",
    ],
    "sohu": ["https://tv.sohu.com/v/MjAyNA==.html", "http://tv.sohu.com/20240101/n600000001.shtml"],
    "letv": ["http://www.le.com/ptv/vplay/1234567.html"],
    "pptv": ["http://v.pptv.com/show/abcDEF123.html"],
    "m1905": ["https://vip.1905.com/play/123456.shtml", "https://www.1905.com/vod/play/123456.shtml"],
    "cntv": ["https://tv.cctv.com/2024/01/01/VIDEabcdefghij240101.shtml"],
    "xigua": ["https://www.ixigua.com/7301234567890123456"],
    "youtube": ["https://www.youtube.com/watch?v=a1B2c3D4e5F"],
}
PLAYERS = {
    "qq": "https://v.qq.com/txp/iframe/player.html?vid=a0012bcdefg",
    "bilibili": "//player.bilibili.com/player.html?aid=1",
    "youku": "https://player.youku.com/embed/XNTk4MDA=",
    "iqiyi": "http://open.iqiyi.com/developer/player_js/coopPlayerIndex.html?vid=1",
    "youtube": "https://www.youtube.com/embed/a1B2c3D4e5F",
}


@pytest.mark.parametrize(("code", "url"), [(code, url) for code, urls in WATCH.items() for url in urls])
def test_watch_pages(code: str, url: str) -> None:
    assert official.platform_of(url) == code
    assert official.is_watch_page(url)
    assert not official.is_player(url)


@pytest.mark.parametrize(("code", "url"), PLAYERS.items())
def test_players(code: str, url: str) -> None:
    assert official.platform_of(url) == code
    assert official.is_player(url)


def test_others_are_no_platform() -> None:
    for url in [
        "https://v.qq.com.evil.example/x/cover/1.html",
        "https://site.example/v.qq.com/x",
        "",
        "v.qq.com",
        "https://www.qq.com/",
    ]:
        assert official.platform_of(url) is None
        assert not official.is_watch_page(url)


@pytest.mark.parametrize(
    ("flag", "code"),
    [
        ("qq", "qq"),
        ("优 酷", "youku"),
        ("爱 奇 艺", "iqiyi"),
        ("QIYI", "iqiyi"),
        ("leshi", "letv"),
        ("imgo", "mgtv"),
        ("芒果TV", "mgtv"),
        ("lzm3u8", None),
        ("dbyun", None),
        ("", None),
    ],
)
def test_codes_of_collection_sites(flag: str, code: str | None) -> None:
    assert official.platform_named(flag) == code


def test_parse_interfaces_are_known_without_a_host_list() -> None:
    assert deep_link.is_parse_interface("https://any.example:8888/jiexi/?url=")
    assert deep_link.is_parse_interface("http://1.2.3.4/home/api?type=ys&uid=1&key=2&url=")
    assert not deep_link.is_parse_interface("https://any.example/?page=")
