# ruff: noqa: E501 - markup as sites write it
"""Channel previews."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.types import Account, Page
from crawler.extract.telegram import FAMILY

POST = """<div class="tgme_widget_message" data-post="{channel}/{number}"><div class="tgme_widget_message_text js-message_text">{text}</div>
<a class="tgme_widget_message_date"><time datetime="2024-01-01T00:00:00+00:00"></time></a></div>"""


def page(posts: str) -> Page:
    text = f"""<html><head><link rel="prev" href="/s/ziyuan?before=80"></head><body><div class="tgme_channel_info_header_title">资源站</div>
    {posts}</body></html>"""
    return Page("https://t.me/s/ziyuan", text.encode(), text)


def test_posts() -> None:
    one = POST.format(channel="ziyuan", number=91, text="名称：某剧（2024）<br/>描述：一段简介<br/>链接：<a href='https://pan.quark.cn/s/0123456789ab'>"
                      "https://pan.quark.cn/s/0123456789ab</a><br/>🏷 标签：#某剧 #国剧")  # fmt: skip
    two = POST.format(
        channel="ziyuan", number=92, text="另一部片 4K<br/>https://pan.baidu.com/s/1abcdefgHIJK 提取码：a1b2"
    )
    assert FAMILY.recognises(page(one + two))
    reading = FAMILY.read(page(one + two))
    first, second = reading.sightings
    assert (first.link.ref, first.texts[0].text) == ("quark:0123456789ab", "某剧（2024）")
    assert first.account == Account("telegram", "ziyuan", "资源站")
    assert ("hashtag", "某剧") in {(text.source, text.text) for text in first.texts}
    assert (second.link.passcode, next(text.text for text in second.texts if text.source == "item")) == (
        "a1b2",
        "另一部片 4K",
    )
    assert not any("某剧" in text.text for text in second.texts)
    assert [each.url for each in reading.follow] == ["https://t.me/s/ziyuan?before=80"]


def test_innocents() -> None:
    assert not FAMILY.recognises(Page("https://x.example", b"", "<p>telegram</p>"))


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    FAMILY.read(page(POST.format(channel=text, number=1, text=text)))


def test_a_line_each() -> None:
    text = "片单<br/>① 甲片 (2021)：<a href='https://pan.quark.cn/s/0123456789aa'>夸克</a><br/>② 乙片：<a href='https://pan.quark.cn/s/0123456789bb'>夸克</a>"
    found = FAMILY.read(page(POST.format(channel="c", number=1, text=text))).sightings
    assert [each.texts[0].text for each in found] == ["① 甲片 (2021)", "② 乙片"]


def test_a_code_in_the_words_opens_what_a_button_leads_to() -> None:
    button = '<a class="tgme_widget_message_inline_button url_button" href="https://pan.baidu.com/s/1abcdefgHIJK"><span>查看</span></a>'
    post = POST.format(channel="c", number=1, text=f"某剧 (2024)<br/>简介：一段传奇。提取码：a1b2</div>{button}<div>")
    (found,) = FAMILY.read(page(post)).sightings
    assert (found.texts[0].text, found.link.passcode) == ("某剧 (2024)", "a1b2")


def test_a_paragraph_each() -> None:
    text = (
        "今日更新合集<br/><br/>1. 甲片 4K<br/>链接：<a href='https://pan.quark.cn/s/0123456789aa'>https://pan.quark.cn/s/0123456789aa</a>"
        "<br/><br/>2. 乙片 全集<br/>链接：<a href='https://pan.quark.cn/s/0123456789bb'>https://pan.quark.cn/s/0123456789bb</a> 提取码：a1b2"
    )
    found = FAMILY.read(page(POST.format(channel="c", number=1, text=text))).sightings
    assert [(each.texts[0].text, each.link.passcode) for each in found] == [
        ("1. 甲片 4K", ""),
        ("2. 乙片 全集", "a1b2"),
    ]


def test_a_file_that_names_what_a_bare_address_opens() -> None:
    text = (
        '<div class="tgme_widget_message" data-post="c/1"><div class="tgme_widget_message_document_title">'
        '长夜行记 4K.txt</div><div class="tgme_widget_message_text">'
        "pan.baidu.com/s/1AbCdEfGhIjKlMnOpQrStUv ab12</div></div>"
    )
    (sighting,) = FAMILY.read(Page("https://t.me/s/c", text.encode(), text)).sightings
    assert sighting.link.passcode == "ab12" and sighting.texts[0].text == "长夜行记 4K"
