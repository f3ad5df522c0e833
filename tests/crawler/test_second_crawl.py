"""A web that grows and shrinks between two crawls: only new things are new, and what is gone is noticed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

TAGGED = '"v1"'


def answer(body: str, title: str = "", status: str = "200 OK", headers: str = "") -> bytes:
    data = f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}"
    return f"{head}Content-Length: {len(data)}\r\nConnection: close\r\n\r\n".encode() + data


def share(number: int) -> str:
    return f"https://pan.quark.cn/s/{number:012x}"


def offer(title: str, *numbers: int, **more: str) -> bytes:
    links = "".join(f'<p>网盘下载：<a href="{share(n)}">{title} 1080P</a></p>' for n in numbers)
    return answer(f"<h1>{title} 4K 国语中字</h1>{links}", f"{title} 下载", **more)


def listing(*numbers: int) -> bytes:
    return answer("".join(f'<li><a href="/film/{n}.html">满江红 第{n}版</a></li>' for n in numbers))


def test_a_web_that_grows_and_shrinks(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs(
        {
            "/": listing(1, 2, 3, 4, 5, 6),
            "/film/1.html": offer("满江红", 1),
            "/film/2.html": offer("满江红", 2),
            "/film/3.html": offer("满江红", 3, 33),
            "/film/4.html": offer("满江红", 4, headers=f"ETag: {TAGGED}\r\n"),
            "/film/5.html": offer("满江红", 5),
            "/film/6.html": offer("满江红", 6),
        }
    )
    site = {"name": "s", "start_urls": [web.root + "/"]}
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    desktop.run("crawl")
    before = {hit["link_url"]: hit for hit in desktop.hits()}
    assert sorted(before) == [share(n) for n in (1, 2, 3, 4, 5, 6, 33)]
    assert all(hit["gone"] == "" for hit in before.values())

    time.sleep(1.1)  # the database keeps whole seconds
    web.pages["/"] = listing(1, 3, 4, 6, 7)  # 2 and 5 are linked no more, 7 is new
    web.pages["/film/2.html"] = answer("x", status="404 Not Found")
    web.pages["/film/3.html"] = offer("满江红", 3)  # one of its two links was taken away
    web.pages["/film/4.html"] = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    web.pages["/film/5.html"] = answer("该影片已下架", "提示信息")
    web.pages["/film/6.html"] = answer("x", status="410 Gone")
    web.pages["/film/7.html"] = offer("满江红", 7, 6)  # 6 lives on elsewhere
    told = desktop.run("crawl").stderr
    after = {hit["link_url"]: hit for hit in desktop.hits()}

    assert after.keys() - before.keys() == {share(7)}
    assert {url for url, hit in after.items() if hit["gone"]} == {share(2), share(33), share(5)}
    for url, hit in before.items():
        assert after[url]["hit_id"] == hit["hit_id"] and after[url]["first_seen"] == hit["first_seen"]
    refreshed = {url for url, hit in before.items() if after[url]["last_seen"] > hit["last_seen"]}
    assert refreshed == {share(n) for n in (1, 3, 4, 6)}
    shown = desktop.hits("--sightings")
    rows = {(row["link_url"], row["page_url"].removeprefix(web.root)): row["gone"] for row in shown}
    assert rows[share(6), "/film/6.html"] and not rows[share(6), "/film/7.html"]
    assert rows[share(33), "/film/3.html"] and not rows[share(3), "/film/3.html"]
    assert web.conditions == {"/film/4.html": 1}

    run = desktop.runs()[0]
    assert (run["new_hits"], run["gone_hits"], run["gone_pages"]) == (1, 3, 3)
    assert run["counts"]["not_modified"] == 1
    assert "1 new hits, 3 seen before, 3 gone (3 pages" in told

    time.sleep(1.1)
    web.pages["/film/2.html"] = offer("满江红", 2)  # and back again
    web.pages["/"] = listing(1, 2, 3, 4, 6, 7)
    desktop.run("crawl")
    back = {hit["link_url"]: hit["gone"] for hit in desktop.hits()}
    assert back.keys() == after.keys() and {url for url, gone in back.items() if gone} == {share(33), share(5)}
    assert desktop.runs()[0]["gone_hits"] == 0
    desktop.run("db", "verify")


def test_new_pages_come_before_known_ones(webs: Callable[..., Any], desktop: Any) -> None:
    """A budget that just covers the list, what is new, and a last quarter for what is known, is spent on these."""
    pages = {f"/film/{n}.html": offer("满江红", n) for n in range(40)}
    web = webs(pages | {"/": listing(*range(20))})
    allowed = {"allow_private": [f"{web.address}:{web.port}"]}
    site = {"name": "s", "start_urls": [web.root + "/"]}
    desktop.configure(site, **allowed)
    desktop.works("满江红")
    desktop.run("crawl")
    web.pages["/"] = listing(*range(40))
    desktop.configure(site | {"max_pages": 28}, **allowed)
    desktop.run("crawl")
    assert len(desktop.hits()) == 40
    assert sum(count == 2 for path, count in web.asked.items() if path.startswith("/film/")) == 7
