# ruff: noqa: E501 - markup as sites write it
"""WeChat articles: identity of article and account, dead states, what offers and what only talks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Account, Page
from crawler.extract import read
from crawler.extract.wechat import FAMILY

LONG = "https://mp.weixin.qq.com/s?__biz=MzA4MjEyNTA5Mw==&mid=2652574901&idx=2&sn=ab12&chksm=84&scene=27#rd"
SCRIPT = r"""<script>var biz = "" || "MzA4MjEyNTA5Mw==";var mid = "" || "" || "2652574901";var idx = "2";
var user_name = "gh_0a1b2c3d4e5f";var nickname = htmlDecode("剧荒自救局");var msg_title = '某剧全集 \x26amp; 番外'.html(false);
var msg_desc = "回复获取";var msg_source_url = 'https://pan.example/x';</script>"""


def article(body: str, *, title: str = "某剧全集 &amp; 番外", script: str = SCRIPT) -> str:
    return (
        f'<html><head><meta property="og:title" content="{title}"><title>{title}</title></head><body><div class="rich_media">'
        f'<h1 class="rich_media_title" id="activity-name">{title}</h1><a id="js_name">剧荒自救局</a>'
        f'<div id="js_content" class="rich_media_content" style="visibility:hidden">{body}</div></div>{script}</body></html>'
    )


def page(text: str, url: str = LONG) -> Page:
    return Page(url, text.encode(), text, site="wx")


def test_article() -> None:
    text = article("<p>后台回复“某剧”获取全集资源，百度网盘自取，手慢无，赶快收藏起来吧。</p>")
    assert FAMILY.recognises(page(text))
    reading = FAMILY.read(page(text))
    (sighting,) = reading.sightings
    assert sighting.link.kind == "article"
    assert sighting.account == Account("wechat", "gh_0a1b2c3d4e5f", "剧荒自救局")
    assert (sighting.texts[0].text, sighting.page_kind) == ("某剧全集 & 番外", "")
    assert [each.url for each in reading.follow] == ["https://pan.example/x"]


def test_short_and_long_addresses_are_one_article() -> None:
    text = article("<p>后台回复“某剧”获取全集资源</p>")
    links = {
        FAMILY.read(page(text, url)).sightings[0].link.ref
        for url in (LONG, "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv")
    }
    assert len(links) == 1


def test_account_without_gh_is_its_biz() -> None:
    text = article("<p>x</p>", script="<script>var nickname = '甲';</script>")
    (sighting,) = FAMILY.read(page(text)).sightings
    assert sighting.account is not None and sighting.account.account_id == "MzA4MjEyNTA5Mw=="


def test_a_stranger_s_layout() -> None:
    text = """<h1>某剧大结局 免费看全集</h1><p>公众号：追剧小站 微信号：zhuiju_888</p><article>关注后发送“大结局”即可观看，资源每日更新，先到先得。</article>"""
    assert FAMILY.recognises(page(text, "https://wx.example/a/1"))
    (sighting,) = FAMILY.read(page(text, "https://wx.example/a/1")).sightings
    assert sighting.account == Account("wechat", "zhuiju_888", "追剧小站") and sighting.page_kind == ""


DEAD = {
    "该内容已被发布者删除": "gone",
    "此内容因违规无法查看": "gone",
    "该公众号已迁移": "gone",
    "此账号已被屏蔽, 内容无法查看": "gone",
    "环境异常 当前环境异常，完成验证后即可继续访问。": "challenge",
    "请在微信客户端打开链接。": "login",
}


@pytest.mark.parametrize("words", DEAD)
def test_dead_states(words: str) -> None:
    text = f'<html><title></title><body><div class="weui-msg"><h2 class="rich_media">{words}</h2></div></body></html>'
    reading = FAMILY.read(page(text))
    assert (reading.trouble, reading.sightings) == (DEAD[words], ())


def test_an_article_that_speaks_of_dead_ones_lives() -> None:
    body = "<p>昨天打开文章，却看到该内容已被发布者删除。</p>" + "<p>正文很长很长很长很长。</p>" * 60
    assert FAMILY.read(page(article(body))).trouble == ""


@pytest.mark.parametrize(("title", "body", "kind"), [
    ("《某剧》影评：一场大雨", "<p>导演用镜头讲述了一个漫长的故事，演员的表演令人难忘。</p>", "review"),
    ("《某剧》定档暑期", "<p>记者获悉，该剧将于七月播出，敬请期待。</p>", "news"),
    ("某剧 第12集 免费在线观看", "<p>视频见下方播放器，喜欢的朋友点个在看。</p>", ""),
])  # fmt: skip
def test_page_kind(title: str, body: str, kind: str) -> None:
    (sighting,) = FAMILY.read(page(article(body, title=title, script=""))).sightings
    assert sighting.page_kind == kind


@pytest.mark.parametrize("text", [
    "<h1>论坛</h1><p>关注本站公众号获取更新</p>",
    "<html><h1>x</h1></html>",
    "<article><h1>资源</h1><p>链接在下面，本文作者：站长</p></article><footer>公众号：站长笔记 微信号：zz123456</footer>",
])  # fmt: skip
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text, "https://x.example/1"))


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    FAMILY.read(page(text))
    FAMILY.read(page(article(text, script=f"<script>var msg_title = {text};var biz={text}</script>")))


@pytest.mark.parametrize(
    ("signed", "account"),
    [
        ("<p>公众号：某影视　微信号：s3gx_1143</p>", "s3gx_1143"),
        ("<a href='https://mp.weixin.qq.com/s?__biz=MzI1MDA3MzM0MQ==&amp;idx=1'>查看原文</a>", "MzI1MDA3MzM0MQ=="),
    ],
)
def test_a_copied_article_is_its_account_s(signed: str, account: str) -> None:
    body = f"<h1>某剧完整版在线看</h1>{signed}<div><p>某剧资源</p><p>https://pan.quark.cn/s/0123456789ab</p></div>"
    text = f"<html><head><title>某剧完整版在线看_微信站</title></head><body>{body}</body></html>"
    (found,) = read(Page("https://s.example/article/35454474.html", text.encode(), text)).sightings
    assert (found.link.kind, found.account and found.account.account_id) == ("netdisk", account)
