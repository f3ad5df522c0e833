"""A site's search is asked for the watched titles: the most urgent first, the others in turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from core.types import Work
from crawler.searching import Question, choose, questions

TODAY = date(2026, 11, 22)


def html(body: str, title: str = "") -> bytes:
    data = f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(data)}\r\nConnection: close\r\n\r\n"
    return head.encode() + data


def offer(title: str, number: int) -> bytes:
    share = f"https://pan.quark.cn/s/{number:012x}"
    return html(f'<h1>{title} 4K 国语中字</h1><p>网盘下载：<a href="{share}">{title} 1080P</a></p>', f"{title} 下载")


def test_the_latest_window_comes_first_and_each_wording_once() -> None:
    works = [
        Work("老片", year=1999),
        Work("新片", year=2026),
        Work("明年", protected_from=date(2027, 1, 1)),
        Work("过期", protected_until=date(2020, 1, 1)),
        Work("上月", protected_from=date(2026, 10, 30), aliases=("Last Month", "上 月", "新片")),
        Work("昨天", release_date=date(2026, 11, 21)),
        Work("x" * 80),
    ]
    asked = [(q.title, q.alias, q.fresh) for q in questions(works, TODAY)]
    assert asked == [
        ("昨天", False, True), ("上月", False, True), ("新片", False, False), ("老片", False, False),
        ("Last Month", True, False),
    ]  # fmt: skip


def test_a_long_list_is_spread_over_runs() -> None:
    wanted = [(f"u{rank}", Question(f"t{rank}", rank, fresh=rank == 7)) for rank in range(10)]
    asked: dict[str, datetime] = {}
    now = datetime(2026, 11, 22, tzinfo=UTC)
    runs = []
    for day in range(5):
        chosen = choose(wanted, asked, 4)
        asked |= dict.fromkeys(chosen, now + timedelta(days=day))
        runs.append(chosen)
    assert runs[:3] == [["u7", "u0", "u1", "u2"], ["u7", "u3", "u4", "u5"], ["u7", "u6", "u8", "u9"]]
    assert runs[3] == ["u7", "u0", "u1", "u2"]


def test_what_only_the_search_shows_is_found_first(webs: Callable[..., Any], desktop: Any) -> None:
    """Nothing links to the copies, and the site has far more other pages than the budget."""
    titles = ("流浪地球2", "满江红", "长安三万里")

    def page(path: str) -> bytes:
        parts = urlsplit(path)
        if parts.path == "/search":
            asked = parse_qs(parts.query, encoding="gb18030")["wd"][0]
            if asked not in titles:
                return html("没有找到您要搜索的内容")
            at = titles.index(asked)
            return html(
                f'<ul><li><a href="/x/{at}.html">{asked} 4K</a></li><li><a href="/y/{at}.html">别的</a></li></ul>'
            )
        if parts.path.startswith("/x/"):
            number = int(parts.path[3:-5])
            return offer(titles[number], number)
        return html("".join(f'<a href="/voddetail/{hash((path, n)) % 10**6}.html">别的影片</a>' for n in range(30)))

    web = webs({"*": page})
    site = {
        "name": "s",
        "start_urls": [web.root + "/"],
        "max_pages": 20,
        "search": web.root + "/search?wd={title_gbk}",
    }
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"])
    desktop.works(*titles, "不在此处")
    desktop.run("crawl")
    assert sorted(hit["work_title"] for hit in desktop.hits()) == sorted(titles)
    searches = [path for path in web.asked if path.startswith("/search")]
    assert len(searches) == 4 and desktop.runs()[0]["pages"] == 20
    assert desktop.runs()[0]["counts"].get("gone", 0) == 0, "an answer without results is no page that is gone"


def test_further_pages_of_results_and_a_posted_form(webs: Callable[..., Any], desktop: Any) -> None:
    def page(path: str) -> bytes:
        parts = urlsplit(path)
        if parts.path == "/find":
            number = int(parse_qs(parts.query)["p"][0])
            return html(f'<li><a href="/x/{number}.html">满江红 第{number}版</a></li>' if number < 3 else "没有了")
        return offer("满江红", int(parts.path[3:-5])) if parts.path.startswith("/x/") else html("欢迎")

    web = webs({"*": page})
    site = {"name": "s", "start_urls": [web.root + "/"], "search": web.root + "/find?p={page}&q={title}"}
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    desktop.run("crawl")
    assert len(desktop.hits()) == 2
    assert [web.asked[f"/find?p={n}&q=%E6%BB%A1%E6%B1%9F%E7%BA%A2"] for n in (1, 2, 3, 4)] == [1, 1, 1, 0]


def test_a_start_page_that_is_nothing_but_a_form_is_asked_by_it(webs: Callable[..., Any], desktop: Any) -> None:
    form = '<form action="/find" method="get"><input type="text" name="key"></form>'
    answers = {
        "/find?key=%E6%BB%A1%E6%B1%9F%E7%BA%A2": html('<a href="/x/1.html">满江红</a>'),
        "/x/1.html": offer("满江红", 1),
    }
    search = f"{form}<a href='/search/'>高级搜索</a>"
    for body, hits in ((form, 1), (search, 1), (f'{form}<a href="/list/2.html">全部</a>', 0)):
        web = webs({"/": html(body), "/list/2.html": html("空"), "/search/": html("空"), **answers})
        desktop.configure(
            {"name": f"s{len(body)}", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"]
        )
        desktop.works("满江红")
        desktop.run("crawl")
        assert web.asked["/x/1.html"] == hits


def test_a_start_page_that_is_nothing_but_a_form_to_post(webs: Callable[..., Any], desktop: Any) -> None:
    form = '<form action="/so" method="post"><input name="keyboard"></form>'
    web = webs({"/": html(form), "/so": html('<a href="/x/1.html">满江红</a>'), "/x/1.html": offer("满江红", 1)})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    desktop.run("crawl")
    assert web.bodies == ["keyboard=%E6%BB%A1%E6%B1%9F%E7%BA%A2"]
    assert len(desktop.hits()) == 1


def test_the_sites_own_form_is_found(webs: Callable[..., Any], desktop: Any) -> None:
    form = '<form action="/so" method="post"><input name="wd"><input type=hidden name=t value=1></form>'
    jump = b"HTTP/1.1 302 Found\r\nLocation: /so/result/?id=7\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    web = webs(
        {
            "/": html(form),
            "/so": jump,
            "/so/result/?id=7": html('<a href="/x/1.html">满江红</a>'),
            "/x/1.html": offer("满江红", 1),
        }
    )
    site = {"name": "s", "start_urls": [web.root + "/"], "search": "auto"}
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    desktop.run("crawl")
    assert web.bodies == ["wd=%E6%BB%A1%E6%B1%9F%E7%BA%A2&t=1"]
    assert len(desktop.hits()) == 1
