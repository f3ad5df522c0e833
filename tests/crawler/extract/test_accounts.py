"""Accounts: identities in addresses, attributes and words."""

from __future__ import annotations

import pytest

from core.types import Account, Page
from crawler.extract.accounts import identity_in, of_page, platform_of
from crawler.extract.document import Document

URLS = {
    "https://s.example/user/41.html": "41",
    "https://s.example/u/abc-def": "abc-def",
    "https://s.example/@some.body": "some.body",
    "https://space.bilibili.com/123456": "123456",
    "https://s.example/home.php?mod=space&uid=77": "77",
    "https://shop12345.taobao.com/": "shop12345",
    "https://s.example/author/%E7%94%B2": "甲",
    "https://s.example/home/main?un=%E7%94%B2": "甲",
    "https://s.example/teacher/31": "31",
    "https://s.example/user/login": "",
    "https://s.example/item?id=5": "",
    "http://[::1": "",
}


@pytest.mark.parametrize("url", URLS)
def test_identity(url: str) -> None:
    assert identity_in(url) == URLS[url]


PAGES = {
    '<a href="/login">登录</a><a class="author" href="/user/9">小王</a>': Account("s.example", "9", "小王"),
    '卖家：<a href="/user/8">老李</a> <a href="/user/9">评论者</a>': Account("s.example", "8", "老李"),
    '<div data-seller-id="s1"><b>小店</b> 好评 100%</div>': Account("s.example", "s1", "小店"),
    "<p>卖家：甲店（ID：8812）</p>": Account("s.example", "8812", "甲店"),
    "<p>抖音号：dy_7788</p>": Account("s.example", "dy_7788", ""),
    "<p>店铺名称：乙店</p>": Account("s.example", "", "乙店"),
    '<p>讲师：<a href="/teacher/31">甲老师</a></p>': Account("s.example", "31", "甲老师"),
    "<p>没有人</p>": None,
}


@pytest.mark.parametrize("text", PAGES)
def test_page(text: str) -> None:
    assert of_page(Document(Page("https://s.example/item/1", text.encode(), text))) == PAGES[text]


def test_platforms() -> None:
    assert platform_of("www.douyin.com") == "douyin" and platform_of("notdouyin.com") == "notdouyin.com"
    assert platform_of("www.shop.example:8080") == "shop.example"
