"""A page behind a cookie wall is read as a browser's user sees it; no other cookie is ever sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

SHARE = '<html><title>孤山夜行</title><h1>孤山夜行</h1><a href="https://pan.quark.cn/s/{}">网盘下载</a>{}</html>'


def shown(html: str, *headers: str) -> bytes:
    data = html.encode()
    head = "".join(f"{header}\r\n" for header in headers)
    head = f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(data)}\r\n{head}"
    return f"HTTP/1.1 200 OK\r\n{head}\r\n".encode() + data


def wall(path: str, *headers: str) -> bytes:
    head = "".join(f"{header}\r\n" for header in headers)
    return f"HTTP/1.1 302 Found\r\nLocation: {path}\r\nContent-Length: 0\r\nConnection: close\r\n{head}\r\n".encode()


def test_a_page_that_wants_its_cookie_back_gets_it(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs()

    def guarded(html: str) -> Callable[[str], bytes]:
        ticket = "Set-Cookie: pass=ok; Path=/; HttpOnly"
        return lambda path: shown(html) if "pass=ok" in web.cookies[path] else wall(path, ticket)

    web.pages["/"] = guarded(SHARE.format("0000000000a1", '<a href="/2">孤山夜行 下</a><a href="/plain">孤山夜行</a>'))
    web.pages["/2"] = guarded(SHARE.format("0000000000a2", ""))
    web.pages["/plain"] = shown(SHARE.format("0000000000a3", ""), "Set-Cookie: session=1")
    web.pages["/never"] = lambda path: wall(path, "Set-Cookie: a=1")
    other = webs(
        {"/": shown(SHARE.format("0000000000b1", '<a href="/two">孤山夜行</a>'), "Set-Cookie: a=1")}, "127.0.0.9"
    )
    other.pages["/two"] = shown(SHARE.format("0000000000b2", ""))
    desktop.configure(
        {"name": "s", "start_urls": [f"{web.root}/", f"{web.root}/never"]},
        {"name": "o", "start_urls": [f"{other.root}/"]},
        allow_private=[f"{each.address}:{each.port}" for each in (web, other)],
    )
    desktop.works("孤山夜行")
    desktop.run("crawl")
    assert sorted(hit["link_url"][-2:] for hit in desktop.hits()) == ["a1", "a2", "a3", "b1", "b2"]
    assert (web.asked["/"], web.asked["/never"]) == (2, 2)
    assert set(other.cookies.values()) == {""}
