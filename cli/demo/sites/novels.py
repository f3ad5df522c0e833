"""A novel site in GBK: contents pages, chapters in two parts, and whole books as text files."""

# ruff: noqa: E501  - the lines are the lines of the pages

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from cli.demo.site import Reply, Site
from cli.demo.sites.furniture import furnish, links
from cli.demo.truth import Target


@dataclass(frozen=True, slots=True)
class Book:
    """A book as the site shelves it."""

    number: int
    name: str
    author: str
    chapters: tuple[str, ...]
    work: str = ""
    why: str = ""
    download: bool = False


BOOKS = (
    Book(1001, "青灯照长河", "顾临川", ("渡口", "夜船", "旧信", "灯灭", "归人"), "青灯照长河", download=True),
    Book(1002, "雾港侦探手记", "沈砚秋", ("雨夜来客", "第七码头", "失踪的账本", "雾散"), "雾港侦探手记"),
    Book(1003, "青灯照长河同人之长河夜话", "路人甲", ("楔子", "夜话"), why="a fan's own story, another title"),
    Book(1004, "解忧杂货铺", "东野某", ("回信", "深夜的口琴"), why="a novel; the film of that name is what the full list protects"),
    Book(1005, "山海守夜人", "莫问", ("入山", "守夜", "天明"), why="not listed", download=True),
    Book(1006, "雾港旧事", "沈砚秋", ("码头", "钟声"), why="another book of the same author, not listed"),
)  # fmt: skip

_NUMERALS = "一二三四五六七八九十"


def _shell(title: str, body: str, meta: str = "") -> str:
    return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />
<title>{escape(title)}</title>
{meta}<link rel="stylesheet" href="/static/site.css" />
</head>
<body><div id="wrapper"><div class="header"><div class="header_logo"><a href="/">书荒阁</a></div></div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xuanhuan/">玄幻小说</a></li><li><a href="/bookcase.php">我的书架</a></li></ul></div>
{body}
<div class="footer"><p>本站所有小说由网友上传，如无意中侵犯了您的权益请来信告之。</p></div></div></body></html>
"""


def _folder(book: Book) -> str:
    return f"/book/{book.number}/"


def _chapter(book: Book, place: int) -> str:
    return f"{_folder(book)}{88000 + place}.html"


def _contents(site: Site, book: Book) -> str:
    last = book.chapters[-1]
    names = [f"第{_NUMERALS[place]}章 {name}" for place, name in enumerate(book.chapters)]
    rows = "".join(f'<dd><a href="{_chapter(book, place)}">{name}</a></dd>\n' for place, name in enumerate(names))
    meta = "".join(
        f'<meta property="og:{name}" content="{escape(value)}" />\n'
        for name, value in (
            ("type", "novel"), ("title", book.name), ("novel:book_name", book.name), ("novel:author", book.author),
            ("novel:category", "悬疑小说"), ("novel:status", "连载中"), ("novel:latest_chapter_name", last),
            ("novel:read_url", site.url(_folder(book))),
        )
    )  # fmt: skip
    download = (
        f'<p><a href="/txt/{book.number}/{quote(book.name)}.txt">《{book.name}》TXT全集下载</a></p>'
        if book.download
        else ""
    )
    body = f"""<div class="con_top"><a href="/">书荒阁</a> &gt; <a href="/xuanhuan/">小说</a> &gt; {book.name}最新章节列表</div>
<div id="maininfo"><div id="info"><h1>{book.name}</h1><p>作&nbsp;&nbsp;者：{book.author}</p><p>最后更新：2025-06-01</p>{download}</div>
<div id="intro"><p>{book.name}是{book.author}写的小说，书荒阁提供无弹窗阅读。</p></div></div><div id="fmimg"><img alt="{book.name}" src="/static/cover.png" /></div>
<div class="box_con"><div id="list"><dl><dt>《{book.name}》正文</dt>{rows}</dl></div></div>"""
    return _shell(f"{book.name}最新章节_{book.name}全文阅读_{book.author}_书荒阁", body, meta)


def _text_page(book: Book, place: int, part: int) -> str:
    name = f"第{_NUMERALS[place]}章 {book.chapters[place]}"
    following = (
        _chapter(book, place).replace(".html", "_2.html")
        if part == 1
        else _chapter(book, place + 1)
        if place + 1 < len(book.chapters)
        else _folder(book)
    )
    words = "&nbsp;&nbsp;&nbsp;&nbsp;江上起了雾，对岸的灯一盏一盏地灭下去。他把信折好，放回怀里。<br /><br />\n" * 6
    return _shell(
        f"{name}_{book.name}_书荒阁",
        f"""<div class="bookname"><h1>{name}({part}/2)</h1><div class="bottem1"><a href="{_folder(book)}">章节目录</a> <a href="{following}">下一页</a></div></div>
<div id="content">{words}一秒记住【书荒阁】，无弹窗免费阅读！</div>""",
    )


def _book(site: Site, book: Book) -> None:
    site.html(_folder(book), _contents(site, book), "gbk")
    for place in range(len(book.chapters)):
        site.html(_chapter(book, place), _text_page(book, place, 1), "gbk")
        site.html(_chapter(book, place).replace(".html", "_2.html"), _text_page(book, place, 2), "gbk")
    targets = [Target("reading", site.host, site.url(_folder(book)))]
    if book.download:
        path = f"/txt/{book.number}/{quote(book.name)}.txt"
        words = f"《{book.name}》\n作者：{book.author}\n\n第一章 {book.chapters[0]}\n江上起了雾。\n"
        site.put(path, Reply(words.encode("gbk"), "text/plain"))
        targets.append(Target("document", site.host, site.url(path)))
    for target in targets:
        if book.work:
            site.plant(_folder(book), book.work, target, "chapters are sightings of the contents page")
        else:
            site.spare(target, book.why)


def build(port: int) -> Site:
    site = Site("shuhuang", "shuhuangge.test", port, "novel")
    furnish(site)
    rows = links([(_folder(book), book.name) for book in BOOKS])
    top = "".join(
        f'<li><span>[悬疑]</span><a href="{_folder(book)}">{book.name}</a>/{book.author}</li>' for book in BOOKS
    )
    site.html(
        "/",
        _shell("书荒阁_书友最值得收藏的网络小说阅读网", f"<div id='hotcontent'><h2>热门小说</h2><ul>{rows}</ul></div>"),
        "gbk",
        header="",
    )
    site.html("/xuanhuan/", _shell("小说列表_书荒阁", f'<div id="newscontent"><ul>{top}</ul></div>'), "gbk", header="")
    site.html("/bookcase.php", _shell("我的书架_书荒阁", "<p>请先登录</p>"), "gbk")
    for book in BOOKS:
        _book(site, book)
    return site
