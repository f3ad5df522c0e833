# ruff: noqa: E501 - markup as sites write it
"""Short video pages: states, structured data and plain pages."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Account, Page, Sighting, Text
from crawler.extract import read
from crawler.extract.live import FAMILY as LIVE
from crawler.extract.short_video import FAMILY


def page(text: str, url: str) -> Page:
    return Page(url, text.encode(), text)


AWEME = {"aweme_id": "7301234567890123456", "desc": "某剧 第12集 完整版 #某剧 #追剧", "author": {"uid": "9901", "nickname": "剪剪"},
         "video": {"play_addr": {}}, "text_extra": [{"hashtag_name": "某剧"}]}  # fmt: skip


def own(text: str, url: str) -> Sighting:
    assert FAMILY.recognises(page(text, url))
    sighting = FAMILY.read(page(text, url)).sightings[0]
    assert sighting.link.kind == "video"
    return sighting


STATES = {
    "percent-encoded": '<script id="RENDER_DATA" type="application/json">' + quote(json.dumps({"app": {"videoDetail": AWEME}})) + "</script>",
    "json block": '<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json">' + json.dumps({"a": AWEME}) + "</script>",
    "assigned": "<script>window._ROUTER_DATA = " + json.dumps({"loaderData": {"x": [AWEME]}}) + ";</script>",
    "javascript": "<script>window.__INITIAL_STATE__={\"u\":undefined,'item':" + json.dumps(AWEME) + "};(function(){})()</script>",
    "parsed": "<script>window.__INITIAL_STATE__ = JSON.parse(" + json.dumps(json.dumps({"v": AWEME})) + ")</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_states(name: str) -> None:
    text = f"<html><title>某剧 第12集</title><body>{STATES[name]}</body></html>"
    sighting = own(text, "https://www.douyin.com/video/7301234567890123456")
    assert sighting.link.url == "https://www.douyin.com/video/7301234567890123456"
    assert (sighting.account, sighting.episode) == (Account("douyin", "9901", "剪剪"), "第12集")
    assert ("hashtag", "某剧") in {(text.source, text.text) for text in sighting.texts}


def test_structured() -> None:
    text = """<script type="application/ld+json">{"@type":"VideoObject","name":"某剧大结局","description":"全集看主页",
    "author":{"@type":"Person","name":"阿影","url":"https://s.example/user/ay66"},"contentUrl":"https://c.example/1.mp4"}</script>
    <p>点赞 12 转发 3 作者：阿影</p>"""
    sighting = own(text, "https://s.example/v/88")
    assert (sighting.link.url, sighting.account, sighting.texts[0].text) == (
        "https://s.example/v/88", Account("s.example", "ay66", "阿影"), "某剧大结局")  # fmt: skip


def test_plain_page() -> None:
    text = """<title>某剧 第3集 - 快影</title><video src="https://c.example/3.mp4"></video><h1>某剧 第3集 #某剧</h1>
    <a class="up-name" href="/space/10086">UP主：搬运工</a><span>1.2万次播放</span><span>点赞</span><span>弹幕 3</span>"""
    sighting = own(text, "https://k.example/play/3")
    assert (sighting.account, sighting.episode) == (Account("k.example", "10086", "搬运工"), "第3集")


def test_a_user_s_list() -> None:
    clips = [
        {"photoId": f"abc{n}x", "caption": f"某剧 第{n}集", "duration": 60, "author": {"id": "u1", "name": "甲"}}
        for n in range(1, 4)
    ]
    anchors = "".join(f'<a href="/short/abc{n}x">看</a>' for n in range(1, 4))
    text = f"<script>window.__APOLLO_STATE__={json.dumps({'list': clips})}</script>{anchors}"
    reading = FAMILY.read(page(text, "https://k.example/profile/u1"))
    assert [each.link.url for each in reading.sightings] == [f"https://k.example/short/abc{n}x" for n in range(1, 4)]
    assert {each.account for each in reading.sightings} == {Account("k.example", "u1", "甲")} and len(
        reading.follow
    ) == 3


@pytest.mark.parametrize("text", [
    "<h1>某剧</h1><video src=1.mp4></video><p>主演：甲 导演：乙 分享 关注 作者</p>",
    "<script>var player_aaaa={}</script><video></video>UP主 点赞 转发",
    "<script>window.__INITIAL_STATE__={\"goods\":[]}</script>",
    "<p>点赞 转发 作者</p>",
    "<h1>某片票房</h1><p>记者 李四</p><video src='/v/1.mp4'></video><a href='/user/1'>作者：李四</a> 点赞 转发",
    "<h1>某片</h1><video src='https://c.example/1.mp4'></video><p>上传者：站长 点赞 分享</p>",
])  # fmt: skip
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text, "https://x.example/1"))


VALUES = st.recursive(st.none() | st.integers() | st.text(max_size=10), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["id", "title", "author", "video", "url", "uid", "nickname", "desc"]), inner), max_leaves=20)  # fmt: skip


@given(VALUES, st.text(max_size=100))
def test_anything(value: object, text: str) -> None:
    FAMILY.read(
        page(
            f"<script>window.__INITIAL_STATE__={json.dumps(value)}</script><video></video>{text}", "https://x.example/1"
        )
    )
    FAMILY.read(page(f"<script>window.__INITIAL_STATE__={text}</script>", "https://x.example/1"))


def test_a_clip_by_its_open_graph_type_and_uploader() -> None:
    text = (
        '<html><head><meta property="og:type" content="video.other"><meta property="og:title" content="某剧 全集1">'
        '<meta property="og:video" content="https://v.example/1.mp4"></head><body><p>某剧 全集1</p>'
        '<a href="/user/9000" class="author">小明</a></body></html>'
    )
    assert own(text, "https://clips.example/video/730").account == Account("clips.example", "9000", "小明")


def test_structured_data_of_a_person_beside_one_social_mark_more() -> None:
    told = {
        "@type": "VideoObject",
        "name": "某剧 第5集",
        "author": {"@type": "Person", "name": "剪剪", "identifier": "77"},
    }
    text = f'<html><script type="application/ld+json">{json.dumps(told)}</script><a href="/user/77">剪剪</a><i>点赞</i><i>收藏</i></html>'
    assert own(text, "https://v.example/v/1").account == Account("v.example", "77", "剪剪")


def test_author_beside_the_clip() -> None:
    told = {"VisionVideoDetail": {"photo": {"photoId": "3x7", "caption": "某剧 第2集", "photoUrl": "https://c.example/1"},
            "author": {"id": "88", "name": "剪剪"}}}  # fmt: skip
    text = f"<html><script>window.INIT_STATE={json.dumps(told)}</script></html>"
    assert own(text, "https://v.example/v/3x7").account == Account("v.example", "88", "剪剪")


OWN_NAMES = {
    "next": '<script id="__NEXT_DATA__" type="application/json">'
    + json.dumps({"props": {"work": {"workId": "ab12cd34", "caption": "某剧 第2集", "mediaUrl": "https://m.example/1.mp4", "creator": {"creatorId": "77", "displayName": "甲"}}}})
    + "</script>",
    "list in brackets": "<script>var $render_data = ["
    + json.dumps({"status": {"id": "ab12cd34", "text": "某剧 第2集", "user": {"id": 77, "screen_name": "甲"}, "page_info": {"media_info": {"stream_url": "https://m.example/1.mp4"}}}})
    + "][0] || {};</script>",
    "side by side": "<script>window.pageData = "
    + json.dumps({"type": "video", "video": {"id": "ab12cd34", "caption": "某剧 第2集", "mainMvUrl": "https://m.example/1.mp4"}, "user": {"id": "77", "name": "甲"}})
    + ";</script>",
    "numbered values": '<script type="application/json" id="__NUXT_DATA__">'
    + json.dumps([{"data": 1}, {"info": 2}, {"vid": 3, "title": 4, "author": 5, "playInfo": 8}, "ab12cd34", "某剧 第2集", {"uid": 6, "nick": 7}, "77", "甲", {"url": 9}, "https://m.example/1.mp4"])
    + "</script>",
}  # fmt: skip


@pytest.mark.parametrize("state", OWN_NAMES.values(), ids=OWN_NAMES)
def test_data_with_names_of_its_own_is_told_by_the_number_of_the_page(state: str) -> None:
    sighting = own(
        f"<html><title>某剧 第2集</title><div id=app></div>{state}</html>", "https://v.example/clip/ab12cd34"
    )
    assert sighting.account == Account("v.example", "77", "甲")
    assert sighting.texts[0].text == "某剧 第2集"


PLAIN = {
    "icons": '<video controls src="/m/1.mp4"></video><h5>某剧 第2集</h5><a href="/u/77" class="fw-bold">甲</a><button>+ 关注</button><i class="bi bi-heart"></i> 1 <i class="bi bi-chat"></i> 2 <i class="bi bi-share"></i>',
    "account": '<video data-src="https://m.example/1.mp4"></video><h1>某剧 第2集</h1><p>发布账号：<a href="/account/77">甲</a></p><p>播放 12.3万 · 点赞 3万</p>',
    "microdata": '<div itemscope itemtype="http://schema.org/VideoObject"><h1 itemprop="name">某剧 第2集</h1><span itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" href="/channel/77"><span itemprop="name">甲</span></a></span></div>',
    "emoji": '<div class="xgplayer"></div><div class="name">@甲乙</div><div>某剧 第2集</div><div>❤ 3.4w 💬 210 ➤ 99</div><script>new Player({url:"https://m.example/1.mp4"})</script>',
}  # fmt: skip


@pytest.mark.parametrize("body", PLAIN.values(), ids=PLAIN)
def test_plain_pages_of_clips(body: str) -> None:
    sighting = own(f"<html><title>某剧 第2集</title>{body}</html>", "https://v.example/clip/8812")
    assert sighting.account is not None and (sighting.account.account_id == "77" or sighting.account.name == "甲乙")


@pytest.mark.parametrize("body", [
    '<video src="/m/1.mp4"></video><h1>某剧</h1><p>主演：甲 导演：乙</p><a href="/u/77">甲</a> 点赞 收藏 分享',
    '<div class="wp-content"><video src="/m/1.mp4"></video><a href="/author/1/">站长</a> 评论 <i class="fa fa-heart"></i> <i class="fa fa-share"></i> 关注</div>',
    '<video src="/m/1.mp4"></video><h1>某剧</h1>',
])  # fmt: skip
def test_pages_of_films_and_blogs_are_no_clips(body: str) -> None:
    assert not FAMILY.recognises(page(f"<html><title>某剧</title>{body}</html>", "https://v.example/clip/8812"))


COUNTED = {
    "counts in words": '<video><source src="https://m.example/1.mp4"></video><h1>某剧 第2集</h1><a href="/77777/home" class="name">甲</a><span>粉丝 8万</span><li>赞 1.2万</li><li>评论 33</li>',
    "number beside the name": '<div data-video="https://m.example/1.mp4"></div><strong>甲乙丙</strong><em>ID：77777</em><button>关注</button><p>某剧 第2集</p><b>1.1万</b>次播放 <b>99</b>条评论 作者',
    "old player": '<embed src="https://m.example/1.flv"><p>标题：某剧 第2集</p>上传者：<a href="space.php?uid=77777">甲</a> 播放：2333 评论：12 收藏：5',
}  # fmt: skip


@pytest.mark.parametrize("body", COUNTED.values(), ids=COUNTED)
def test_pages_that_count_what_people_made_of_a_clip(body: str) -> None:
    sighting = own(f"<html><title>某剧 第2集</title>{body}</html>", "https://v.example/show/8812.html")
    assert sighting.account is not None and sighting.account.account_id == "77777"


def test_a_broadcast_is_no_clip() -> None:
    text = '<html><script type="application/ld+json">{"@type":"VideoObject","name":"某剧","publication":{"@type":"BroadcastEvent","isLiveBroadcast":true},"author":{"@type":"Person","name":"甲","url":"/u/7"}}</script></html>'
    assert not FAMILY.recognises(page(text, "https://v.example/l/352697"))
    assert LIVE.recognises(page(text, "https://v.example/l/352697"))


def test_a_name_with_an_at_belongs_to_the_number_beside_it() -> None:
    body = '<div data-vid="9" data-uid="77777"><video><source src="//m.example/1.mp4"></video></div><div>@甲乙</div><div>某剧 第2集</div><i class="like-icon"></i><i class="share"></i>'
    assert own(f"<html><title>某剧 第2集</title>{body}</html>", "https://v.example/m/v?vid=8812").account == Account(
        "v.example", "77777", "甲乙"
    )


def test_the_uploaders_part_of_a_title_is_left_out() -> None:
    body = '<embed src="https://m.example/1.flv">上传者：<a href="space.php?uid=77777">甲乙</a> 播放：2333 评论：12 收藏：5'
    sighting = own(f"<html><title>甲乙的作品 - 某剧（全）</title>{body}</html>", "https://v.example/v.php?id=8812")
    assert sighting.texts[0].text == "某剧（全）"


def test_a_films_page_with_comments_is_no_clip() -> None:
    body = '<video src="/1.mp4"></video><div><a href="/u/22">甲</a>：好看 <span>赞 3</span> <span>评论 2</span></div><p>年份：2021 片长：120分钟</p>'
    assert not FAMILY.recognises(page(f"<html><title>某剧</title>{body}</html>", "https://v.example/watch/8812"))


def test_a_list_that_is_all_in_its_data() -> None:
    clip = {
        "vid": "x1",
        "caption": "某剧 第2集",
        "jumpUrl": "/watch/x1",
        "user": {"uid": "9", "nickname": "甲"},
        "viewCount": 3,
    }
    state = (
        '<script id="__NEXT_DATA__" type="application/json">'
        + json.dumps({"feeds": [clip, clip | {"vid": "x2", "jumpUrl": "/watch/x2"}]})
        + "</script>"
    )
    shown = page(f"<html><title>发现</title>{state}</html>", "https://s.example/explore")
    assert FAMILY.recognises(shown)
    reading = FAMILY.read(shown)
    assert [each.url for each in reading.follow] == ["https://s.example/watch/x1", "https://s.example/watch/x2"]
    assert reading.sightings[0].account == Account("s.example", "9", "甲")
    linked = page(shown.text.replace("<title>", '<a href="/1">x</a>' * 5 + "<title>"), shown.url)
    assert not FAMILY.recognises(linked)


def test_the_number_of_an_address_may_have_a_letter_in_front() -> None:
    video = {
        "title": "某剧 上集",
        "vid": "v02",
        "main_url": "https://c.example/a.mp4",
        "user_info": {"user_id": "9", "name": "甲"},
    }
    state = json.dumps({"any": {"gid": "720198777966", "video": video}})
    sighting = own(
        f"<html><title>某剧 上集</title><script>window._DATA={state}</script></html>",
        "https://s.example/i720198777966/",
    )
    assert (sighting.texts[0].text, sighting.account) == ("某剧 上集", Account("s.example", "9", "甲"))


def test_names_of_films_in_a_list_are_no_player() -> None:
    text = """<html><title>Class Hub</title><h1>某课</h1><div>By <a href="/@abc">甲</a> 关注</div><ol><li>01 开篇.mp4</li></ol>
    <p>12 赞 3 评论</p></html>"""
    assert not FAMILY.recognises(Page("https://s.example/l/9", text.encode(), text))


def test_a_clip_that_calls_itself_a_number_is_named_by_its_collection() -> None:
    body = """<div><video src="https://m.example/1.mp4"></video></div><h2>【2】</h2><a href="/mix/9">合集：某剧</a>
    <div><a href="/user/7">甲某</a><button>关注</button></div><span>3万播放</span><span>点赞 12</span>"""
    text = f"<html><head><title>【2】-短剧星球</title></head><body>{body}</body></html>"
    led = (Text("context", "某剧合集"),)
    (found,) = read(Page("https://s.example/play/243518580", text.encode(), text, context=led)).sightings
    assert found.link.kind == "video"
    assert {("item", "某剧"), ("context", "某剧合集")} <= {(each.source, each.text) for each in found.texts}


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="video"><meta property="og:title" content="某剧第3集"><meta name="author" content="甲某">',
        '<script type="application/ld+json">{"@graph":[{"@type":"VideoObject","name":"某剧第3集","author":{"@id":"#u"}},'
        '{"@type":"Person","@id":"#u","name":"甲某"}]}</script>',
    ],
)
def test_an_uploader_whom_only_the_page_s_data_name(head: str) -> None:
    text = f"<html><head><title>某剧第3集 | 短片</title>{head}</head><body><h1>某剧第3集</h1></body></html>"
    (found,) = read(Page("https://s.example/c/73890999.html", text.encode(), text)).sightings
    assert (found.link.kind, found.account and found.account.name) == ("video", "甲某")
