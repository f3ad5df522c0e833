"""Torrent files that a site links: fetched and read by their own names; what is none stays a link."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from typing import Any

from tests.crawler.test_crawl import html


def info(name: str, *files: str) -> bytes:
    """A bencoded info dictionary."""
    said = name.encode()
    listed = b"".join(b"d6:lengthi9e4:pathl%d:%see" % (len(each.encode()), each.encode()) for each in files)
    kept = b"5:filesl%se" % listed if files else b"6:lengthi9e"
    return b"d%s4:name%d:%s12:piece lengthi16384e6:pieces20:%se" % (kept, len(said), said, b"\x07" * 20)


def file(name: str, *files: str) -> bytes:
    """An answer with a torrent."""
    return answer(b"d8:announce13:http://t/anno4:info%se" % info(name, *files))


def answer(body: bytes, status: str = "200 OK", kind: str = "application/x-bittorrent") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


def magnet(name: str, *files: str) -> str:
    return f"magnet:?xt=urn:btih:{hashlib.sha1(info(name, *files), usedforsecurity=False).hexdigest()}"


def configure(desktop: Any, web: Any, start: str = "/", **crawl: Any) -> None:
    site = {"name": "s", "start_urls": [web.root + start]}
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"], **crawl)
    desktop.works("流浪地球2", "满江红")


def test_torrents_are_known_by_the_names_inside_and_each_is_one_hit(webs: Callable[..., Any], desktop: Any) -> None:
    film = "流浪地球2.2023.2160p.WEB-DL"
    web = webs(
        {
            "/": html('<a href="/a">资源一</a><a href="/b">资源二</a><a href="/c">资源三</a>'),
            "/a": html('<p>下载</p><a href="/x/1.torrent">种子</a>'),
            "/b": html('<p>下载</p><a href="/x/2.torrent">种子</a>'),
            "/c": html(f'<p>下载</p><a href="/moved.torrent">种子</a><a href="/x/3.torrent">{film}</a>'),
            "/x/1.torrent": file(film),
            "/x/2.torrent": file("合集", "满江红.2023.1080p.mkv", "readme.txt"),
            "/x/3.torrent": file(film),
            "/y/4": file("满江红.2023.1080p"),
            "/moved.torrent": html("", status="302 Found", headers="Location: /y/4\r\n"),
        }
    )
    configure(desktop, web)
    desktop.run("crawl")
    found = {(hit["work_title"], hit["link_kind"], hit["link_url"]) for hit in desktop.hits()}
    assert found == {
        ("流浪地球2", "torrent", web.root + "/x/1.torrent"),
        ("流浪地球2", "torrent", web.root + "/x/3.torrent"),
        ("满江红", "torrent", web.root + "/x/2.torrent"),
        ("满江红", "torrent", web.root + "/moved.torrent"),
    }
    before = {name: web.asked[name] for name in ("/x/1.torrent", "/x/2.torrent", "/x/3.torrent")}
    assert set(before.values()) == {1}
    desktop.run("crawl")
    assert {(hit["work_title"], hit["link_kind"], hit["link_url"]) for hit in desktop.hits()} == found
    assert desktop.runs()[0]["counts"]["hits_new"] == 0
    desktop.run("db", "verify")


BODIES = {
    "cut": file("别的.mkv")[:-40],
    "no torrent": answer(b"d4:infode4:name3:abce"),
    "nested": answer(b"d4:info" + b"l" * 5_000 + b"4:name1:a"),
    "a page": html("<p>请先登录</p>"),
    "huge": answer(
        b"d8:announce13:http://t/anno4:info" + info("流浪地球2") + b"7:padding300000:" + b"x" * 300_000 + b"e"
    ),
    "forbidden": answer(b"no", "403 Forbidden"),
    "busy": answer(b"no", "503 Busy"),
    "gone": answer(b"", "404 Not Found"),
    "broken": answer(b"", "500 Broken"),
}


def test_what_is_no_torrent_stays_a_link(webs: Callable[..., Any], desktop: Any) -> None:
    links = "".join(f'<li><a href="/{n}.torrent">流浪地球2 1080p {name}</a></li>' for n, name in enumerate(BODIES))
    web = webs({"/": html(f"<ul>{links}</ul>")} | {f"/{n}.torrent": body for n, body in enumerate(BODIES.values())})
    configure(desktop, web, max_bytes=100_000)
    desktop.run("crawl")  # ok: what torrent files answer says nothing about the site
    hits = desktop.hits()
    assert {hit["link_url"] for hit in hits} == {f"{web.root}/{n}.torrent" for n in range(len(BODIES))}
    assert {(hit["link_kind"], hit["page_url"]) for hit in hits} == {("torrent", web.root + "/")}
    assert web.asked["/6.torrent"] == 1, "a file that is busy keeps nobody waiting"


def test_torrents_take_a_part_of_the_budget_and_never_a_stranger_s(webs: Callable[..., Any], desktop: Any) -> None:
    other = webs({"*": file("流浪地球2")}, "127.0.0.2")
    links = "".join(f'<li><a href="/{n}.torrent">流浪地球2 第{n}集</a></li>' for n in range(40))
    web = webs({"/": html(f'<ul>{links}</ul><a href="{other.root}/o.torrent">流浪地球2</a>'), "*": file("流浪地球2")})
    configure(desktop, web, max_pages=20)
    desktop.run("crawl")
    assert sum(count for path, count in web.asked.items() if path.endswith(".torrent")) == 5
    assert not other.asked


def test_nothing_is_lost_or_doubled_when_it_is_killed(webs: Callable[..., Any], desktop: Any) -> None:
    reached, held = threading.Event(), threading.Event()
    film = "流浪地球2.2023.2160p"

    def slow(_: str) -> bytes:
        reached.set()
        held.wait(60)
        return file(film)

    page = html(f'<p>资源</p><a href="/f.torrent">{film}</a> <a href="{magnet(film)}">{film} 磁力</a>')
    web = webs({"/": page, "/f.torrent": slow})
    configure(desktop, web)
    crawl = desktop.start("crawl")
    assert reached.wait(110), "the page is stored, its torrent is under way"
    crawl.kill()
    held.set()
    crawl.wait(110)
    desktop.run("crawl")
    found = sorted((hit["link_kind"], hit["link_url"]) for hit in desktop.hits())
    assert found == [("magnet", magnet(film)), ("torrent", web.root + "/f.torrent")]
    desktop.run("db", "verify")
