"""Marking from outside: each host's operator is read once, from its first page, its icon and its connection."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from typing import Any

SCRIPT = '<script src="https://hm.baidu.com/hm.js?0123456789abcdef0123456789abcdef"></script>'
ICON = b"\x89PNG\r\n\x1a\n" + b"icon" * 50


def _page(body: str) -> bytes:
    data = f"<html><head><link rel='icon' href='/i.png'></head><body>{body}</body></html>".encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(data) + data


def test_each_host_is_read_once(webs: Callable[..., Any], desktop: Any) -> None:
    icon = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: %d\r\n\r\n" % len(ICON) + ICON
    links = "".join(f'<a href="/{number}.html">{number}</a>' for number in range(5))
    pages = {f"/{number}.html": _page(f"{SCRIPT}客服QQ：12345{number}") for number in range(5)}
    web = webs({"/": _page(f"{SCRIPT}{links}"), "/i.png": icon, **pages})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("流浪地球2")
    for _ in range(2):  # the second crawl within a week reads nothing anew
        desktop.run("crawl")
    with closing(sqlite3.connect(desktop.folder / "netsword.db")) as connection:
        rows = connection.execute("SELECT site, host, kind, value FROM site_marks ORDER BY kind").fetchall()
    assert rows == [
        ("s", web.address, "analytics", "0123456789abcdef0123456789abcdef"),
        ("s", web.address, "favicon", sha256(ICON).hexdigest()[:32]),
        ("s", web.address, "ip", web.address),
    ]
    assert web.asked["/i.png"] == 1


def test_a_host_without_an_icon_is_no_trouble(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/": _page(SCRIPT)})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("流浪地球2")
    desktop.run("crawl")
    with closing(sqlite3.connect(desktop.folder / "netsword.db")) as connection:
        kinds = [kind for (kind,) in connection.execute("SELECT kind FROM site_marks ORDER BY kind")]
        runs = connection.execute("SELECT counts FROM runs").fetchone()
    assert kinds == ["analytics", "ip"]
    assert '"pages": 1' in runs[0] and '"gone"' not in runs[0]
