# ruff: noqa: E501 - cases as tables
"""The document: text, anchors, headings and blocks of pages as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page
from crawler.extract import read
from crawler.extract.document import Document


def document(text: str, url: str = "http://site.example/a/b.html", content_type: str = "") -> Document:
    return Document(Page(url, text.encode("utf-8", "replace"), text, content_type=content_type))


def test_text_keeps_lines_and_folds_blanks() -> None:
    page = document("<p>一 <b>二</b>\n 三<br>四</p><div>五</div><pre>六\n七</pre><table><tr><td>八<td>九</table>")
    assert [line.strip() for line in page.text.strip().split("\n")] == ["一 二 三", "四", "五", "六", "七", "八 九"]


def test_title_without_site() -> None:
    page = document('<title>星河长明 - 电视剧 - 云影院</title><meta property="og:site_name" content="云影院">')
    assert page.title == "星河长明 - 电视剧 - 云影院" and page.page_title == "星河长明"
    assert (
        document("<title>Spider-Man: No Way Home | Movies.example</title>", "http://movies.example/").page_title
        == "Spider-Man: No Way Home"
    )
    assert document("<title>云影院</title>").page_title == "云影院"
    assert document("<svg><title>icon</title></svg><title>北岸</title>").title == "北岸"


def test_anchors_with_labels_and_base() -> None:
    page = document(
        '<base href="/x/"><a href="1.html" title="一"><img alt="二"></a><A HREF=2.html>三</A><a href="javascript:;">四</a><a>五</a>'
    )
    assert [(each.url, each.text, each.label) for each in page.anchors] == [
        ("http://site.example/x/1.html", "", "一"), ("http://site.example/x/2.html", "三", ""), ("", "四", ""), ("", "五", ""),
    ]  # fmt: skip


def test_headings_name_their_own_part() -> None:
    page = document(
        "<h1>主</h1><div><h2>甲</h2><p>a</p></div><div class=t><div><h3>猜你喜欢</h3></div><p>b</p></div><p>c</p>"
    )
    for letter, wanted in (("a", "甲"), ("b", "猜你喜欢"), ("c", "主")):
        heading = page.heading_at(page.text.index(letter))
        assert heading is not None and heading.text == wanted
    assert [heading.aside for heading in page.headings] == [False, False, True]


def test_structured_data_survives_dirt() -> None:
    page = document(
        '<script type="application/ld+json">{"@type":"Movie","name":"北岸",}</script><script type="application/ld+json">{</script>'
    )
    assert [each["name"] for each in page.json_ld] == ["北岸"]


@pytest.mark.parametrize(("text", "form"), [
    ('{"a":1}', "json"), ("[1,2]", "json"), ('cb({"x":1})', "json"), ("\ufeff{ }", "json"),
    ('<br /><b>Notice</b>: x<br />{"list":[]}', "json"), ("<rss></rss>", "xml"), ("<?xml version='1.0'?><html><body></html>", "html"),
    ("<p>x", "html"), ("plain words", "text"), ("", "none"), ("#EXTM3U\n", "text"), ("<div>{\"a\":1}</div>", "html"),
])  # fmt: skip
def test_form_by_content(text: str, form: str) -> None:
    assert document(text).form == form


def test_deep_json_is_no_json() -> None:
    assert document("[" * 200_000 + "]" * 200_000).json is None


SOUP = st.lists(
    st.one_of(
        st.sampled_from([
            "<div class='sidebar'>", "</div>", "<a href='", "<a href=\"https://pan.quark.cn/s/abcdef123456\">", "</a>", "<h2>", "</h3>", "<table><tr><td>",
            "</td>", "<script>", "</script>", "<!--", "-->", "<iframe src=//v.qq.com/txp/iframe/player.html?vid=a1b2c3d4e5f>", "<base href=", "<title>",
            "<meta http-equiv=refresh content='0;url=", "<textarea>", "<svg>", "<template>", "<select><option>", "&#x0;", "&amp", "]]>", "<![CDATA[",
            "player_aaaa={\"url\":\"", "mac_url=unescape('%u", "{", "[", "\"@type\":", "magnet:?xt=urn:btih:", "https://pan.baidu.com/s/1", "提取码:ab12", "\x00",
            "<frameset><frame src=x>", "<li data-clipboard-text='", "onclick=\"location='", "<p>", "<form>", "</body>", "<body>", "<html>", "postmessage_1",
        ]),
        st.text(max_size=12),
    ),
    max_size=40,
)  # fmt: skip


@given(
    SOUP,
    st.sampled_from(
        ["", "http://site.example/x", "https://[::1]/", "file:///tmp/x.html", "http://例子.example/vodplay/1-1-1.html"]
    ),
)
def test_no_soup_is_too_thick(parts: list[str], url: str) -> None:
    text = "".join(parts)
    page = Page(url, text.encode("utf-8", "replace"), text)
    reading = read(page)
    for sighting in reading.sightings:
        assert sighting.link.ref and len(sighting.texts) <= 60
        assert all(len(each.text) <= 2_000 for each in sighting.texts)
    assert len(reading.follow) == len({each.url for each in reading.follow})


@pytest.mark.parametrize("bomb", [
    "<table><tr><td>" * 20_000 + "<a href=https://pan.quark.cn/s/abcdef123456>星河长明</a>",
    "<div>" * 100_000 + "<a href=https://pan.quark.cn/s/abcdef123456>星河长明</a>",
    "<p>星河长明 https://pan.quark.cn/s/abcdef123456 提取码" + "<a href=https://pan.quark.cn/s/abcdef12345" * 1,
    "<ul>" + "<li>x <a href=/d/1.html>一</a>" * 20_000 + "</ul><a href=https://pan.quark.cn/s/abcdef123456>星河长明</a>",
    "<a href='" + "x" * 3_000_000 + "'></a><a href=https://pan.quark.cn/s/abcdef123456>星河长明</a>",
])  # fmt: skip
def test_the_last_link_of_a_monster_counts(bomb: str) -> None:
    refs = {each.link.ref for each in read(Page("http://site.example/", bomb.encode(), bomb)).sightings}
    assert "quark:abcdef123456" in refs


def test_thousands_of_links_in_one_block() -> None:
    lines = "<br>".join(f"作品{number} https://pan.quark.cn/s/{number:012x}" for number in range(3_000))
    reading = read(Page("http://site.example/", b"", f"<div>{lines}</div>"))
    assert len(reading.sightings) == 3_000
    assert any(text.text.startswith("作品2999") for text in reading.sightings[-1].texts)


def test_an_only_heading_names_the_page_where_it_begins_with_it() -> None:
    first = Document(Page("http://a.example/1", b"", "<title>小站</title><a href=/>首页</a><h2>满江红</h2><p>下载</p>"))
    later = Document(Page("http://a.example/2", b"", f"<title>小站</title><p>{'其他影片' * 60}</p><h2>满江红</h2>"))
    assert (first.heading, later.heading) == ("满江红", "")
