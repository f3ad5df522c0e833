# ruff: noqa: E501 - markup as sites write it
"""App pages in several hands: package, developer, version."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Account, Page
from crawler.extract.app_store import FAMILY

HOST = "https://apps.example"


def page(text: str, path: str) -> Page:
    url = path if path.startswith("http") else HOST + path
    return Page(url, text.encode(), text)


APPS = {
    "structured": (
        "https://apps.apple.com/cn/app/x/id6475881358",
        """<script type="application/ld+json">{"@type":"SoftwareApplication","name":"全剧追追","description":"看某剧","applicationCategory":"视频",
        "author":{"@type":"Organization","name":"Li Ming","url":"https://apps.apple.com/cn/developer/li-ming/id1725343434"}}</script>""",
        "https://apps.apple.com/app/id6475881358", "全剧追追", Account("apple", "1725343434", "Li Ming"),
    ),
    "google": (
        "https://play.google.com/store/apps/details?id=com.free.drama&hl=zh",
        """<script type="application/ld+json">{"@type":"SoftwareApplication","name":"剧多多 - 免费追剧"}</script>
        <a href="/store/apps/developer?id=FreeStudio">FreeStudio</a>""",
        "https://play.google.com/store/apps/details?id=com.free.drama", "剧多多 - 免费追剧", Account("google", "FreeStudio", "FreeStudio"),
    ),
    "plain": (
        "/soft/3391.html",
        """<title>某剧影视TV版下载</title><h1>某剧影视TV版 v3.2.1 去广告</h1><ul><li>包名：com.tvbox.mou.ju</li><li>版本：3.2.1</li>
        <li>开发者：深夜工作室</li></ul><p>安卓版 软件大小 25MB 应用权限</p><a href="/dl/3391.apk">立即下载</a>""",
        "https://apps.example/soft/3391.html", "某剧影视TV版 v3.2.1 去广告", Account("apps.example", "", "深夜工作室"),
    ),
    "digits in the package": (
        "/store/apps/details?id=com.6xtv.free",
        """<h1>某剧免费追剧</h1><a href="/store/apps/developer?id=Cloud%20Inc">Cloud Inc</a><button>Install</button>""",
        "https://apps.example/store/apps/details?id=com.6xtv.free", "某剧免费追剧", Account("apps.example", "Cloud Inc", "Cloud Inc"),
    ),
    "by address": (
        "/appdetail/com.tingshu.pure.free",
        """<h1>纯净听书</h1><a class="dev" href="/developer/42">听书科技</a><div class="intro">免费听某书全集</div>
        <p>版本号：1.0 安装包 权限列表</p>""",
        "https://apps.example/appdetail/com.tingshu.pure.free", "纯净听书", Account("apps.example", "42", "听书科技"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", APPS)
def test_app(name: str) -> None:
    path, text, url, title, account = APPS[name]
    assert FAMILY.recognises(page(text, path))
    sighting = FAMILY.read(page(text, path)).sightings[0]
    assert (sighting.link.kind, sighting.link.url) == ("app", url)
    assert (sighting.texts[0].text, sighting.account) == (title, account)


def test_package_and_version_are_words() -> None:
    path, text, *_ = APPS["plain"]
    said = {each.text for each in FAMILY.read(page(text, path)).sightings[0].texts if each.source == "attribute"}
    assert said == {"com.tvbox.mou.ju", "version 3.2.1"}


def test_lookup() -> None:
    result = {"trackViewUrl": "https://apps.apple.com/us/app/plant-id/id6762586391?uo=4", "trackName": "看剧", "artistId": 9,
              "sellerName": "X Ltd", "bundleId": "com.x.y", "formattedPrice": "免费"}  # fmt: skip
    text = json.dumps({"resultCount": 1, "results": [result]})
    assert FAMILY.recognises(page(text, "/lookup"))
    (sighting,) = FAMILY.read(page(text, "/lookup")).sightings
    assert (sighting.link.url, sighting.account, sighting.price) == (
        "https://apps.apple.com/app/id6762586391",
        Account("apple", "9", "X Ltd"),
        "免费",
    )


def test_category_is_followed() -> None:
    cards = "".join(f'<li><a href="/appdetail/com.a.b{n}">应用{n}</a> 安装</li>' for n in range(6))
    text = f"<title>影音应用</title><ul>{cards}</ul><p>安卓版 apk下载 应用大小 版本号: .apk</p>"
    assert FAMILY.recognises(page(text, "/category/video"))
    reading = FAMILY.read(page(text, "/category/video"))
    assert reading.sightings == () and len(reading.follow) == 6


@pytest.mark.parametrize("text", ["<h1>某剧</h1><a href='/app'>下载APP看更多</a>", "<p>android 新闻</p>", "{}", ""])
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text, "/x/1.html"))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    FAMILY.read(page(f"<h1>{text}</h1>包名：{text}<a href='/developer/{text}'>x</a>", "/app/1"))
    FAMILY.read(page(json.dumps({"resultCount": 1, "results": [{"trackViewUrl": text}]}), "/l"))


def test_an_app_that_embedded_data_describes() -> None:
    data = {"props": {"app": {"appName": "某书小说", "packageName": "com.some.reader", "developerName": "某科技"}}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    text = f"<html><title>某书小说下载</title><h1>某书小说</h1>{script}</html>"
    shown = Page("https://s.example/detail/com.some.reader", text.encode(), text)
    assert FAMILY.recognises(shown)
    found = FAMILY.read(shown).sightings[0]
    assert found.texts[0].text == "某书小说" and found.account == Account("s.example", "", "某科技")
    other = Page("https://s.example/detail/com.other.app", text.encode(), text)
    assert not FAMILY.recognises(other)


def test_a_page_without_words_whose_data_holds_one_app() -> None:
    state = """window.__NUXT__=(function(a,b,c){return {data:[{detail:{id:616349,name:a,packageName:b,developer:c,
    downUrl:"https://dl.example/"+b+".apk"},similar:[{id:5,name:"某信"}]}]}}("某剧全集","cn.some.ju","某科技"));"""
    shown = page(f"<html><title>应用市场</title><div></div><script>{state}</script></html>", "/app/616349")
    assert FAMILY.recognises(shown)
    (found,) = FAMILY.read(shown).sightings
    assert (found.texts[0].text, found.account) == ("某剧全集", Account("apps.example", "", "某科技"))


def test_a_download_page_that_names_its_package() -> None:
    text = """<html><title>某剧全集下载</title><h1>某剧全集 v3.1</h1><dl><dt>大小：</dt><dd>12MB</dd><dt>厂商：</dt><dd>某某软件园</dd>
    <dt>包名：</dt><dd>cn.some.ju</dd></dl><a href="/down.php?id=61&t=1">普通下载</a></html>"""
    shown = page(text, "/soft/61634.html")
    assert FAMILY.recognises(shown)
    assert FAMILY.read(shown).sightings[0].link.kind == "app"


def test_a_programs_page_with_a_share_offers_the_share() -> None:
    text = """<html><title>某软件下载</title><h1>某软件 中文破解版</h1><ul><li>软件大小：12MB</li><li>软件语言：简体</li><li>软件授权：破解</li></ul>
    <p>下载地址 https://pan.quark.cn/s/abcdef012345</p></html>"""
    shown = page(text, "/soft/61634.html")
    assert FAMILY.recognises(shown) and FAMILY.read(shown).sightings == ()


def test_a_package_that_the_address_asks_for_under_any_name() -> None:
    text = """<html><title>应用加</title><div><img alt="某剧影院"><div>某剧影院</div><div>某工作室</div></div>
    <div data-apk="https://d.example/12ab?fsname=com.some.ju_1.2.apk">安装</div></html>"""
    shown = page(text, "/detail?pname=com.some.ju")
    assert FAMILY.recognises(shown) and not FAMILY.recognises(page(text, "/detail?id=12"))
    assert FAMILY.read(shown).sightings[0].texts[0].text == "某剧影院"


@pytest.mark.parametrize("label", ["软件作者", "应用作者", "提供者", "开发商名称", "Offered by"])
def test_who_made_it_stands_behind_any_label(label: str) -> None:
    shown = page(
        f"<title>某剧影视下载</title><h1>某剧影视 去广告</h1><p>包名：com.tvbox.mou.ju</p><p>{label}：深夜工作室</p>"
        '<p>安卓版 软件大小 25MB 应用权限</p><a href="/dl/1.apk">立即下载</a>',
        "/soft/3391.html",
    )
    assert {each.account for each in FAMILY.read(shown).sightings} == {Account("apps.example", "", "深夜工作室")}
