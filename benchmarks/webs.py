"""A big made-up site for crawl benchmarks, and a small fast server that keeps it in memory.

python -m benchmarks.webs --port 8199 --pages 2000 --links 60
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import random
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

_WATCHLIST = Path(__file__).parent.parent / "cli" / "demo" / "watchlist.csv"
_HAN = "山海云月星河长夜灯火归人故里春秋风雨江湖雪落花开城南旧事青白远近东西少年将军明珠书生剑客酒馆茶楼渡口"
_TAGS = ("1080P", "4K", "国语中字", "全集", "WEB-DL", "HD", "更新至12集", "2024", "2023", "完结")
_WORDS = "影片讲述了主人公在大时代的洪流之中寻找自我与家园的故事，镜头克制，群像饱满，值得一看。"
_SHARE_HOSTS = ("https://pan.quark.cn/s/", "https://drive.uc.cn/s/", "https://www.alipan.com/s/")
_HEX = "0123456789abcdef"
_ALNUM = "abcdefghijkmnpqrstuvwxyz23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def watched_titles() -> list[str]:
    """The titles of the demo's watchlist."""
    with _WATCHLIST.open(encoding="utf-8") as file:
        return [row[0] for row in list(csv.reader(file))[2:]]


def page_path(number: int) -> str:
    """The path of page `number`; page 0 is the front page."""
    return f"/voddetail/{number}.html" if number else "/"


def _title(chance: random.Random, watched: Sequence[str]) -> str:
    if watched and chance.random() < 0.02:
        return chance.choice(watched)
    return "".join(chance.choices(_HAN, k=chance.randint(3, 8)))


def _resource(chance: random.Random, name: str) -> str:
    """One typed link in a row of its own: netdisk, magnet or playlist."""
    kind = chance.randrange(5)
    if kind == 0:
        key = "".join(chance.choices(_ALNUM, k=22))
        link = f"https://pan.baidu.com/s/1{key}"
        words = f"{name} 提取码：{''.join(chance.choices('abcdefghk23456789', k=4))}"
    elif kind in (1, 2):
        link = chance.choice(_SHARE_HOSTS) + "".join(chance.choices(_HEX, k=12))
        words = f"{name} 网盘下载"
    elif kind == 3:
        link = f"magnet:?xt=urn:btih:{''.join(chance.choices(_HEX, k=40))}&dn={quote(name)}"
        words = f"{name} 磁力"
    else:
        link = f"https://v{chance.randrange(9)}.bench-cdn.example/{''.join(chance.choices(_ALNUM, k=12))}/index.m3u8"
        words = f"{name} 在线"
    return f'<li class="down"><a href="{escape(link)}" title="{escape(name)}">{escape(words)}</a></li>\n'


def _card(number: int, name: str, remark: str) -> str:
    return (
        f'<li class="col-6"><a class="thumb lazyload" href="{page_path(number)}" title="{escape(name)}">'
        f'{escape(name)}</a><span class="pic-text">{remark}</span></li>\n'
    )


def _page(
    number: int, titles: Sequence[str], links: int, resources: int, chance: random.Random, watched: Sequence[str]
) -> bytes:
    """Navigation, cards of other pages and resources: `links` links in all."""
    count = len(titles)
    nav = max(2, links // 8)
    children = [child for child in range(number * 4 + 1, number * 4 + 5) if child < count]
    others = children + [chance.randrange(count) for _ in range(links - resources - nav - len(children))]
    name = titles[number]
    menu = "".join(f'<li><a href="{page_path(place * 7 % count)}">频道{place}</a></li>' for place in range(nav))
    cards = "".join(_card(other, titles[other], chance.choice(_TAGS)) for other in others)
    rows = "".join(
        _resource(chance, f"{name if place % 2 else _title(chance, watched)} {chance.choice(_TAGS)}")
        for place in range(resources)
    )
    words = "".join(f"<p>{_WORDS * 2}</p>\n" for _ in range(6))
    return f"""<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(name)}_在线观看_测速影院</title>
<meta name="description" content="{escape(name)}高清在线观看"><link rel="stylesheet" href="/static/site.css"></head>
<body><header><ul class="menu">{menu}</ul></header>
<h1>{escape(name)}</h1><div class="content">{words}</div>
<h2>资源下载</h2><ul class="downs">{rows}</ul>
<h2>猜你喜欢</h2><ul class="vodlist">{cards}</ul>
<footer><p>测速影院 仅供测试</p></footer></body></html>
""".encode()


def big_site(
    pages: int = 2000,
    links_per_page: int = 60,
    seed: int = 7,
    watched: Sequence[str] | None = None,
    typed: int | None = None,
) -> dict[str, bytes]:
    """Path to page; `typed` of each page's links are shares, magnets or playlists (a sixth, unless told otherwise).
    Every page is reached from the front page; the same seed gives the same bytes."""
    chance = random.Random(seed)
    watched = watched_titles() if watched is None else watched
    resources = max(1, links_per_page // 6) if typed is None else typed
    titles = ["测速影院", *(_title(chance, watched) for _ in range(pages - 1))]
    return {
        page_path(number): _page(number, titles, links_per_page, resources, chance, watched) for number in range(pages)
    }


def _wire(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


class _Server(asyncio.Protocol):
    """Answers GET requests from ready-made bytes and keeps the connection."""

    def __init__(self, answers: dict[bytes, bytes]) -> None:
        self._answers = answers
        self._waiting = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        *requests, self._waiting = (self._waiting + data).split(b"\r\n\r\n")
        assert self._transport is not None
        for request in requests:
            path = request.split(b" ", 2)[1] if request.count(b" ") > 1 else b""
            self._transport.write(self._answers.get(path, self._answers[b""]))
        if len(self._waiting) > 65536:
            self._transport.close()


async def serve(site: dict[str, bytes], port: int) -> None:
    """Serve the site on 127.0.0.1 until cancelled; the address is printed when it is ready."""
    answers = {path.encode(): _wire(body) for path, body in site.items()}
    answers[b"/robots.txt"] = _wire(b"User-agent: *\nAllow: /\n", "text/plain")
    answers[b""] = _wire(b"not found", "text/plain", "404 Not Found")
    server = await asyncio.get_running_loop().create_server(lambda: _Server(answers), "127.0.0.1", port, backlog=512)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/", flush=True)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(description="Serve a big made-up site from memory.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--links", type=int, default=60)
    parser.add_argument("--typed", type=int, help="shares, magnets and playlists a page; a sixth of the links")
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    site = big_site(arguments.pages, arguments.links, arguments.seed, typed=arguments.typed)
    try:
        asyncio.run(serve(site, arguments.port))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
