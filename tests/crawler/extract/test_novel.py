# ruff: noqa: E501 - markup as sites write it
"""Novel sites in several hands: contents, detail and chapter pages lead to one link a book."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Page, Sighting
from crawler.extract.novel import FAMILY

HOST = "https://books.example"


def page(text: str, path: str) -> Page:
    return Page(HOST + path, text.encode(), text, site="books")


def book(text: str, path: str) -> Sighting:
    assert FAMILY.recognises(page(text, path))
    (sighting,) = FAMILY.read(page(text, path)).sightings
    assert sighting.link.kind == "reading" and sighting.work_kind == "novel"
    return sighting


def chapters(count: int, form: str, start: int = 1) -> str:
    return "".join(
        form.format(n=number, han="一二三四五六七八九十"[(number - 1) % 10]) for number in range(start, start + count)
    )


BIQUGE = f"""<html><head><title>夜航星最新章节_夜航星全文阅读_笔趣书</title>
<meta property="og:novel:book_name" content="夜航星"/><meta property="og:novel:author" content="江上客"/>
<meta property="og:novel:read_url" content="{HOST}/book/88/"/></head><body><div id="info"><h1>夜航星</h1><p>作&nbsp;者：江上客</p></div>
<div id="list"><dl><dt>正文</dt>{chapters(5, '<dd><a href="/book/88/{n}.html">第{han}章 起风了</a></dd>')}</dl></div></body></html>"""

PLAIN = f"""<html><head><title>夜航星 - 小说目录 - 墨香阁</title></head><body><nav><a href="/">首页</a></nav><section>
<h2>夜航星</h2><span>作者：江上客</span><a href="/down/88.html">TXT全集下载</a>
<table><tr>{chapters(4, '<td><a href="/read?bid=88&cid={n}">第{n}章 大雨</a></td>')}</tr></table></section></body></html>"""

CHAPTER = """<html><head><title>第三章 大雨_夜航星_墨香阁</title></head><body><h1>第三章 大雨</h1>
<div class="nr">雨下了三天三夜。</div><p><a href="/book/88/2.html">上一章</a> <a href="/book/88/">目录</a>
<a href="/book/88/4.html">下一章</a></p></body></html>"""


def test_contents() -> None:
    sighting = book(BIQUGE, "/book/88/")
    assert sighting.link.url == f"{HOST}/book/88/" and sighting.people == ("江上客",)
    assert sighting.texts[0].text == "夜航星" and sighting.texts[0].source == "item"


def test_contents_without_any_mark() -> None:
    sighting = book(PLAIN, "/mulu/88.html")
    assert (sighting.link.url, sighting.texts[0].text, sighting.people) == (
        f"{HOST}/mulu/88.html",
        "夜航星",
        ("江上客",),
    )
    follow = {each.url: each for each in FAMILY.read(page(PLAIN, "/mulu/88.html")).follow}
    assert follow[f"{HOST}/down/88.html"].context[0].text == "夜航星"


def test_chapter_is_a_sighting_of_its_book() -> None:
    sighting = book(CHAPTER, "/book/88/3.html")
    assert sighting.link.url == f"{HOST}/book/88/" and sighting.episode == "第三章 大雨"
    assert sighting.texts[0].text == "夜航星"
    assert FAMILY.read(page(CHAPTER, "/book/88/3.html")).follow[0].url == f"{HOST}/book/88/"


def test_chapter_in_other_words() -> None:
    text = """<title>夜航星-第12章 归途-阅读</title><div class=crumb><a href="/">书城</a>&gt;<a href="/info/88">夜航星</a></div>
    <h3>第12章 归途</h3><article>……</article><a href="/info/88/11">上一页</a><a href="/info/88">返回书页</a><a href="/info/88/13">下一章</a>"""
    sighting = book(text, "/info/88/12")
    assert (sighting.link.url, sighting.texts[0].text) == (f"{HOST}/info/88", "夜航星")


@pytest.mark.parametrize("path", ["/book/88/index_2.html", "/book/88_2/", "/book/88/?page=2"])
def test_further_pages_are_the_same_book(path: str) -> None:
    text = BIQUGE.replace("/book/88/{n}", "x")
    assert book(text, path).link.url.rstrip("/") == f"{HOST}/book/88"


def test_detail_page_points_to_the_whole_list() -> None:
    text = f"""<h1>夜航星</h1><p>作者：江上客 小说</p><a href="/book/88/all.html">查看全部章节</a>
    <ul>{chapters(3, '<li><a href="/book/88/{n}.html">第{n}章 末路</a></li>', 900)}</ul>"""
    assert book(text, "/book/88/").link.url == f"{HOST}/book/88/all.html"


INNOCENTS = {
    "books with their latest chapters": "<h1>小说排行</h1>" + "".join(
        f'<li><a href="/book/{n}/">书{n}</a> <a href="/book/{n}/{n * 37}.html">第{n * 37}章 风</a> 作者：甲</li>' for n in range(1, 9)
    ),
    "a course": "<h1>数学课程</h1><p>讲师 课时 立即学习 课程介绍 章节测试</p>" + chapters(5, '<a href="/c/1/{n}">第{n}章 函数</a>'),
    "a spoken book": "<title>某书有声小说</title><p>作者：某 播音：周某</p>" + chapters(4, '<a href="/play/8/{n}">第{n}章 开端</a>'),
    "a video site": "<h1>某剧</h1>" + chapters(9, '<a href="/play/1-1-{n}.html">第{n}集</a>'),
    "news": "<h1>小说改编</h1><p>第3章提到的作者……</p><a href='/n/2'>下一篇</a>",
}  # fmt: skip


@pytest.mark.parametrize("name", INNOCENTS)
def test_innocents(name: str) -> None:
    document = page(INNOCENTS[name], "/x/1.html")
    assert not FAMILY.recognises(document) or not FAMILY.read(document).sightings


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    FAMILY.read(
        page(f"<h1>{text}</h1><a href='{text}'>第1章</a><a href='/2'>第2章</a><a href='/3'>第3章</a>{text}", "/b/1")
    )


def test_bare_numbers_and_a_page_without_chapters() -> None:
    contents = """<title>目录 - 雨夜行</title><h2>雨夜行</h2><ol><li><a href="/book/7/1">1. 雨夜</a></li><li><a href="/book/7/2">2. 谜案</a></li>
    <li><a href="/book/7/3">3. 真相</a></li></ol><a href="/book/7">返回书籍</a>"""
    sighting = book(contents, "/book/7/catalog")
    assert (sighting.link.url, sighting.texts[0].text) == (f"{HOST}/book/7/catalog", "雨夜行")
    detail = """<title>雨夜行 - 小说</title><h1>雨夜行</h1><p>作者：周某</p><p>字数：120万</p><a href="/book/7/catalog">目录</a>
    <a href="/book/7/1">开始阅读</a>"""
    assert book(detail, "/book/7").link.url == f"{HOST}/book/7/catalog"
    chapter = """<title>2. 谜案 - 雨夜行 - 书海</title><h1>2. 谜案</h1><a href="/book/7/1">上一章</a><a href="/book/7/catalog">目录</a>
    <a href="/book/7/3">下一章</a>"""
    sighting = book(chapter, "/book/7/2")
    assert (sighting.link.url, sighting.texts[0].text) == (f"{HOST}/book/7/catalog", "雨夜行")


def test_last_chapter_whose_next_page_is_the_contents() -> None:
    text = """<title>第九章 归人 - 夜航星 - 墨香阁</title><h1>第九章 归人(2/2)</h1><a href="/book/88/9.html">上一页</a>
    <a href="/book/88/">目录</a><a href="/book/88/">下一页</a>"""
    assert book(text, "/book/88/9_2.html").texts[0].text == "夜航星"


def test_rankings_are_no_contents() -> None:
    rows = "".join(f'<li><a href="/movie/{n}9.html">{n}. 某片{n}</a></li>' for n in range(1, 9))
    text = page(f"<h1>小说改编电影</h1><p>作者推荐</p><ol>{rows}</ol>", "/top/2024.html")
    assert not FAMILY.recognises(text) or not FAMILY.read(text).sightings


def test_upper_case_markup_and_short_words_for_chapters() -> None:
    rows = chapters(9, "<TD><A HREF={n}.html>第{han}章 旧雨</A></TD>")
    text = f"<HTML><TITLE>剑骨-张三-武侠小说</TITLE><DIV>剑骨</DIV><TABLE>{rows}</TABLE>作者：张三</HTML>"
    assert book(text, "/files/3/33/index.html").link.url == f"{HOST}/files/3/33/index.html"
    rows = chapters(9, '<p><a href="/the-oath/ch-{n}/">Ch. {n} – Tide</a></p>')
    found = book(f"<title>The Oath | Fog</title><h1>The Oath</h1><p>Author: M. Quill</p>{rows}", "/the-oath/")
    assert found.texts[0].text == "The Oath"
