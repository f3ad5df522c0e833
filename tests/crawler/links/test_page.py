"""Pages that are the copy themselves: one identity for all addresses of one thing."""

from __future__ import annotations

import pytest

from core.types import Link
from crawler.links import page
from crawler.links.app_store import app_of
from crawler.links.shop import item_of
from crawler.links.short_video import video_of
from crawler.links.wechat import article_of

SAME = [
    (
        "https://mp.weixin.qq.com/s?__biz=MzA3MDEwMDAwMA==&idx=2&mid=2651",
        "article wechat",
        [
            "http://mp.weixin.qq.com/s?__biz=MzA3MDEwMDAwMA==&mid=2651&idx=2&sn=abc&chksm=def&scene=21#wechat_redirect",
            "https://mp.weixin.qq.com/s?__biz=MzA3MDEwMDAwMA%3D%3D&amp;mid=2651&amp;idx=2#rd",
        ],
    ),
    (
        "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv",
        "article wechat",
        ["https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv?from=timeline"],
    ),
    (
        "https://www.goofish.com/item?id=712345678901",
        "listing goofish",
        [
            "https://www.goofish.com/item?spm=a.b.c&id=712345678901&categoryId=5",
            "https://h5.m.goofish.com/item?id=712345678901",
        ],
    ),
    (
        "https://item.taobao.com/item.htm?id=612345678901",
        "listing taobao",
        [
            "https://item.taobao.com/item.htm?spm=a230r.1&id=612345678901&ns=1",
            "https://2.taobao.com/item.htm?id=612345678901",
        ],
    ),
    ("https://item.jd.com/100012043978.html", "listing jd", ["https://item.m.jd.com/product/100012043978.html?x=1"]),
    (
        "https://mobile.yangkeduo.com/goods.html?goods_id=234567890123",
        "listing yangkeduo",
        ["https://mobile.yangkeduo.com/goods2.html?refer=1&goods_id=234567890123"],
    ),
    (
        "https://www.douyin.com/video/7301234567890123456",
        "video douyin",
        [
            "https://www.iesdouyin.com/share/video/7301234567890123456/?region=CN",
            "https://www.douyin.com/user/x?modal_id=7301234567890123456",
        ],
    ),
    (
        "https://www.youtube.com/watch?v=a1B2c3D4e5F",
        "video youtube",
        ["https://youtu.be/a1B2c3D4e5F?t=1", "https://www.youtube.com/shorts/a1B2c3D4e5F"],
    ),
    (
        "https://www.bilibili.com/video/BV1xx411c7mD",
        "video bilibili",
        ["https://m.bilibili.com/video/BV1xx411c7mD?p=2"],
    ),
    (
        "https://apps.apple.com/app/id123456789",
        "app apple",
        ["https://apps.apple.com/cn/app/some-name/id123456789?mt=8"],
    ),
    (
        "https://play.google.com/store/apps/details?id=com.example.tv",
        "app google",
        ["https://play.google.com/store/apps/details?hl=zh&id=com.example.tv"],
    ),
    (
        "https://sj.qq.com/appdetail/com.example.tv",
        "app myapp",
        ["https://a.app.qq.com/o/simple.jsp?pkgname=com.example.tv"],
    ),
]


def identify(url: str) -> Link | None:
    """What an address is by its shape alone."""
    return article_of(url) or item_of(url) or video_of(url) or app_of(url)


@pytest.mark.parametrize(("url", "meaning", "writings"), SAME, ids=[url for url, _, _ in SAME])
def test_one_identity(url: str, meaning: str, writings: list[str]) -> None:
    for written in [url, *writings]:
        link = identify(written)
        assert link is not None, written
        assert (link.url, link.ref, f"{link.kind} {link.provider}") == (url, url, meaning)


def test_builders_fall_back_to_the_canonical_address() -> None:
    builders = {
        "page": page.page_link,
        "reading": page.reading_link, "article": page.article_link, "listing": page.listing_link,
        "video": page.video_link, "app": page.app_link, "source": page.source_link, "live": page.live_link,
    }  # fmt: skip
    for kind, build in builders.items():
        link = build("HTTP://Site.Example:80/a/../b?utm_source=x&id=1#top")
        assert (link.kind, link.url, link.provider) == (kind, "http://site.example/b?id=1", "site.example")


def test_ordinary_pages_have_no_identity() -> None:
    for url in [
        "https://site.example/item?id=1",
        "https://www.taobao.com/",
        "https://www.bilibili.com/",
        "",
        "nonsense",
        "magnet:?xt=1",
    ]:
        assert identify(url) is None
