"""Ways on that are no links: attributes, lists of pages, forms and scripts that turn a page."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract.clickable import clickable, following
from crawler.extract.document import Document

HOST = "http://list.example"
FINDS = [
    ('<div class="m" data-next="/list?page=2">加载更多</div>', ["/list?page=2"]),
    ('<select onchange="go()"><option value="/sort_1.htm">1</option><option value="/sort_2.htm">2</option></select>',
     ["/sort_1.htm", "/sort_2.htm"]),
    ("<span onclick=\"location='/l-2.html'\">下一页</span>", ["/l-2.html"]),
    ("<p onclick=\"window.open('/thing/12.html')\">北岸 4K</p>", ["/thing/12.html"]),
    ('<form action="/idx"><input type="hidden" name="pg" value="2"><button>下一页</button></form>', ["/idx?pg=2"]),
    ('<script>function more(){$.get("/ajax/more?p="+p,function(h){})}</script>', ["/ajax/more?p=1", "/ajax/more?p=2"]),
    ("<script>fetch(`/api/list?page=${n}`)</script>", ["/api/list?page=1", "/api/list?page=2"]),
    ('<div data-href="/film/77.html">北岸</div>', ["/film/77.html"]),
]  # fmt: skip
FINDS += [
    ('<button data-url="/more/{page}" data-page="2">更多</button>', ["/more/2"]),
    ('<script>function go(n){location.href="/index_"+n+".html"}</script><a href="javascript:go(2)">2</a>',
     ["/index_2.html"]),
    (
        '<form action="/idx" method="post"><input type="hidden" name="pg" value="2"><button>下一页</button></form>',
        ["/idx"],
    ),
]  # fmt: skip
IGNORES = [
    '<script>function go(n){alert("/index_"+n)}</script><a href="javascript:go(2)">2</a>',
    '<i data-url="/vote/up/12345">赞</i>',
    '<i data-url="/user/login?back=1">登录</i>',
    '<div data-href="https://elsewhere.example/film/77.html">北岸</div>',
    '<form action="/find"><input name="key"><button>下一页</button></form>',
    '<option value="1234567890123456">x</option>',
    '<img data-url="/pictures/0001.jpg">',
]


def _ways(body: str, path: str = "/") -> list[str]:
    page = Page(f"{HOST}{path}", text=body)
    return [follow.url.removeprefix(HOST) for follow in clickable(Document(page))]


@pytest.mark.parametrize(("body", "ways"), FINDS)
def test_finds(body: str, ways: list[str]) -> None:
    assert _ways(f"<html><body>{body}</body></html>") == ways


@pytest.mark.parametrize("body", IGNORES)
def test_ignores(body: str) -> None:
    assert _ways(f"<html><body>{body}</body></html>") == []


def test_a_part_of_a_list_leads_to_the_next_until_it_is_empty() -> None:
    part = '<div class="e"><a href="/w/1.html">北岸</a></div>'
    assert _ways(part, "/ajax/more?p=2") == ["/ajax/more?p=3"]
    assert _ways("<div>没有了</div>", "/ajax/more?p=3") == []
    assert _ways(part, "/more/2") == ["/more/3"]
    assert _ways(f"<!DOCTYPE html><html><body>{part}</body></html>", "/list?p=2") == []


def test_what_an_element_says_goes_with_its_address() -> None:
    page = Page(f"{HOST}/", text='<html><body><div data-href="/film/77.html">北岸 4K</div></body></html>')
    (follow,) = clickable(Document(page))
    assert [text.text for text in follow.context] == ["北岸 4K"]


def test_following() -> None:
    assert following("http://a.example/x?page=9&k=1") == "http://a.example/x?page=10&k=1"
    assert following("http://a.example/x?k=1") == ""
