"""A made-up site that hides 200 infringing pages among 20,000 others, with the traps that eat crawlers' budgets.

Pages are made when they are asked for: calendars without end, facets, sort orders, print views, and a session id
that is another one on every page.
"""

from __future__ import annotations

import asyncio
import random
import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

FILMS, THREADS, NEWS = 12_000, 3_000, 5_000
CATEGORIES, PER_PAGE = 20, 20
HIDDEN = 200
_HAN = "山海云月星河长夜灯火归人故里春秋风雨江湖雪落花开城南旧事青白远近东西少年将军明珠书生剑客酒馆茶楼渡口"
_TALK = ("新人报到请多关照", "昨天的球赛大家看了吗", "求推荐一部下饭剧", "版规更新说明", "今天天气真好", "周末资源合集")


class HiddenWeb:
    """The site for a list of watched titles; `infringing` are the routes of the pages to be found."""

    def __init__(self, titles: Sequence[str], seed: int = 7) -> None:
        chance = random.Random(seed)
        self._chance = random.Random(seed + 1)
        self._films = ["".join(chance.choices(_HAN, k=chance.randint(4, 8))) for _ in range(FILMS)]
        self._threads = [chance.choice(_TALK) for _ in range(THREADS)]
        films = chance.sample(range(FILMS), HIDDEN * 7 // 10)
        threads = chance.sample(range(THREADS), HIDDEN - len(films))
        self._offers: dict[str, str] = {}
        for number in films:
            title = chance.choice(titles)
            self._films[number] = f"{title} {chance.choice(('4K', '1080P', '国语中字', '全集'))}"
            self._offers[f"/detail/{number}.html"] = title
        for number in threads:  # half of them say nothing in their titles
            title = chance.choice(titles)
            if number % 2:
                self._threads[number] = f"【分享】{title} 高清资源"
            self._offers[f"/thread-{number}-1-1.html"] = title
        self.infringing = frozenset(self._offers)

    def page(self, address: str) -> str:
        """The page at an address; "" for none."""
        parts = urlsplit(address)
        route, query = parts.path, parse_qs(parts.query)
        if route == "/":
            return self._html("首页", self._menu())
        if found := re.fullmatch(r"/list/(\d+)-(\d+)\.html", route):
            return self._list(int(found[1]), int(found[2]))
        if found := re.fullmatch(r"/forum-(\d+)\.html", route):
            return self._forum(int(found[1]))
        if found := re.fullmatch(r"/news/(\d+)\.html", route):
            return self._html(f"新闻 {found[1]}", f"<p>{'娱乐新闻正文。' * 40}</p>" + self._news(int(found[1])))
        if route == "/calendar":
            return self._calendar(query.get("date", ["2026-01"])[0])
        if route in ("/show", "/print.php", "/member.php"):
            return self._html("筛选", self._facets() + self._rows("detail", range(0, PER_PAGE)))
        return self._work(route)

    def _work(self, route: str) -> str:
        found = re.fullmatch(r"/(?:detail/(\d+)\.html|thread-(\d+)-1-1\.html)", route)
        if found is None:
            return ""
        number = int(found[1] or found[2])
        name = self._films[number] if found[1] else self._threads[number]
        body = f"<h1>{name}</h1><p>{'剧情介绍与讨论。' * 40}</p>"
        if route in self._offers:
            title = self._offers[route]
            share = f"https://pan.quark.cn/s/{(number + (0 if found[1] else FILMS)):012x}"
            body += f"<p>{title} 网盘下载：<a href='{share}'>{title} 2160p 全集</a></p>"
        extras = f"<a href='/print.php?id={number}'>打印</a> <a href='/member.php?uid={number}'>作者</a>"
        return self._html(name, body + extras + self._rows("detail", range(number % 97, number % 97 + 8)))

    def _list(self, category: int, page: int) -> str:
        first = category * (FILMS // CATEGORIES) + (page - 1) * PER_PAGE
        last = FILMS // CATEGORIES // PER_PAGE
        rows = self._rows("detail", range(first, first + PER_PAGE)) if page <= last else ""
        nearby = [n for n in range(page - 2, page + 4) if 1 <= n <= last]
        pages = "".join(f"<a href='/list/{category}-{n}.html'>{n}</a> " for n in nearby)
        follow = f"<a href='/list/{category}-{page + 1}.html'>下一页</a>" if page < last else ""
        return self._html(f"分类{category}", self._facets(category) + rows + pages + follow)

    def _forum(self, page: int) -> str:
        first = (page - 1) * PER_PAGE
        rows = "".join(
            f"<li><a href='{self._with_session(f'/thread-{n}-1-1.html')}'>{self._threads[n]}</a></li>"
            for n in range(first, min(first + PER_PAGE, THREADS))
        )
        follow = f"<a href='/forum-{page + 1}.html'>下一页</a>" if first + PER_PAGE < THREADS else ""
        return self._html("论坛", f"<ul>{rows}</ul>{follow}<a href='/forum-{page}.html?orderby=views'>按人气</a>")

    def _calendar(self, month: str) -> str:
        year, number = (int(part) for part in month.split("-")[:2])
        days = "".join(f"<a href='/calendar?date={year}-{number:02}-{day:02}'>{day}</a> " for day in range(1, 29))
        following = f"{year + number // 12}-{number % 12 + 1:02}"
        return self._html("日历", days + f"<a href='/calendar?date={following}'>下个月</a>")

    def _facets(self, category: int = 0) -> str:
        areas, orders = ("大陆", "香港", "美国", "日本", "韩国"), ("time", "hits", "score")
        found = [
            f"<a href='/show?type={category}&area={area}&year={year}&by={order}'>{area}{year}</a>"
            for area in areas for year in range(2019, 2027) for order in orders
        ]  # fmt: skip
        return " ".join(self._chance.sample(found, 20))

    def _rows(self, kind: str, numbers: range) -> str:
        rows = (
            f"<li><a href='{self._with_session(f'/{kind}/{n % FILMS}.html')}'>{self._films[n % FILMS]}</a></li>"
            for n in numbers
        )
        return f"<ul>{''.join(rows)}</ul>"

    def _with_session(self, route: str) -> str:
        return f"{route}?PHPSESSID={self._chance.getrandbits(128):032x}"

    def _news(self, number: int) -> str:
        return "".join(f"<a href='/news/{(number * 3 + n) % NEWS}.html'>相关新闻{n}</a>" for n in range(1, 5))

    def _menu(self) -> str:
        lists = "".join(f"<a href='/list/{n}-1.html'>分类{n}</a> " for n in range(CATEGORIES))
        return lists + self._news(1) + "<a href='/forum-1.html'>论坛</a> <a href='/calendar?date=2026-01'>日历</a>"

    def _html(self, title: str, body: str) -> str:
        head = "<a href='/'>首页</a> <a href='/calendar?date=2026-01'>日历</a> <a href='/forum-1.html'>论坛</a>"
        return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><nav>{head}</nav>{body}</body></html>"


class _Answers(asyncio.Protocol):
    def __init__(self, web: HiddenWeb, asked: list[str]) -> None:
        self._web, self._asked, self._waiting = web, asked, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._waiting = (self._waiting + data).split(b"\r\n\r\n")
        for request in requests:
            address = request.split(b" ", 2)[1].decode("latin-1")
            self._asked.append(address)
            body = self._web.page(address).encode()
            status = b"200 OK" if body else b"404 Not Found"
            head = b"HTTP/1.1 " + status + b"\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
            assert isinstance(self._transport, asyncio.Transport)
            self._transport.write(head + str(len(body)).encode() + b"\r\n\r\n" + body)


@contextmanager
def served(web: HiddenWeb) -> Iterator[tuple[str, list[str]]]:
    """The site's root address, and every address that was asked for, in order."""
    asked: list[str] = []
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(lambda: _Answers(web, asked), "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", asked
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
