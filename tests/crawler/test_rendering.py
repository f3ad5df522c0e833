"""Sites that show nothing without scripts, shown by a real Chromium behind the crawl's own guard."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from typing import Any, Final

import pytest
from warcio.archiveiterator import ArchiveIterator

from core.config import Site
from core.errors import ConfigError
from core.types import Page
from crawler import browser
from crawler.extract.document import Document
from crawler.extract.shell import is_shell

needs_chromium = pytest.mark.skipif(
    not any(shutil.which(name) for name in browser.PROGRAMS), reason="needs Chromium (apt install chromium)"
)


def answer(body: str, kind: str = "text/html; charset=utf-8", more: str = "", status: str = "200 OK") -> bytes:
    data = body.encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}Content-Length: {len(data)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + data


def share(number: int) -> str:
    return f"https://pan.quark.cn/s/{number:012x}"


APP = answer(
    "<!doctype html><html><head><title>片库</title></head><body><div id='app'></div>"
    "<script>fetch('/api' + location.pathname).then(r => r.json()).then(d => {"
    " document.title = d.title; document.getElementById('app').innerHTML = d.html })</script></body></html>"
)


def data(title: str, html: str) -> bytes:
    inner = html.replace('"', '\\"')
    return answer(f'{{"title": "{title}", "html": "{inner}"}}', "application/json")


def offer(title: str, number: int) -> str:
    return f"<h1>{title} 4K 国语中字</h1><p>网盘下载：<a href='{share(number)}'>{title} 1080P</a></p>"


@needs_chromium
@pytest.mark.parametrize("render", [True, "auto"])
def test_what_scripts_show_is_found(render: object, webs: Callable[..., Any], desktop: Any) -> None:
    plain = answer(f"<title>长安三万里 下载</title><body>{offer('长安三万里', 2)}<p>{'介绍' * 300}</p></body>")
    web = webs(
        {
            "/": APP,
            "/api/": data("首页", "<a href='/film/1'>满江红</a><a href='/plain.html'>长安三万里</a>"),
            "/film/1": APP,
            "/api/film/1": data("满江红 下载", offer("满江红", 1)),
            "/plain.html": plain,
        }
    )
    site = {"name": "s", "start_urls": [web.root + "/"]}
    allowed = {"allow_private": [f"{web.address}:{web.port}"]}
    desktop.configure(site, **allowed)
    desktop.works("满江红", "长安三万里")
    if render == "auto":
        desktop.run("crawl", expect=None)
        assert desktop.hits() == [], "without a browser there is nothing to see"
    desktop.configure(site | {"render": render}, **allowed)
    desktop.run("crawl")
    assert sorted(hit["link_url"] for hit in desktop.hits()) == [share(1), share(2)]
    assert desktop.runs()[0]["counts"].get("rendered", 0) == (2 if render == "auto" else 0)
    assert web.user_agents == {"netsword (+tests@netsword.example)"}


@needs_chromium
def test_the_browser_is_behind_the_guard_and_in_bounds(webs: Callable[..., Any], desktop: Any) -> None:
    """No script, frame, redirect, name or scheme leads to an address that a crawl would not dial; nothing hangs."""
    secret = webs({"*": answer("<p>secret</p>")}, "127.0.0.2")
    inside, named = f"http://127.0.0.2:{secret.port}", f"http://inside.example:{secret.port}"
    ways = (
        f"<iframe src='{inside}/frame'></iframe><iframe src='file:///etc/passwd'></iframe><img src='{inside}/img'>"
        f"<link rel=preconnect href='{inside}'><link rel=stylesheet href='{named}/css'>"
        f"<script src='{inside}/script'></script>"
        f"<script>fetch('{inside}/fetch', {{mode: 'no-cors'}}); fetch('{named}/named', {{mode: 'no-cors'}});"
        f"new WebSocket('ws://127.0.0.2:{secret.port}/ws'); navigator.sendBeacon('{inside}/beacon', 'x');"
        f"new Worker(URL.createObjectURL(new Blob([\"importScripts('{inside}/worker')\"])));"
        f"window.open('{inside}/open'); alert('stop')</script>"
    )
    archive = answer("PK\x03\x04" + "x" * 5_000, "application/zip", "Content-Disposition: attachment\r\n")
    jump = f"HTTP/1.1 302 Found\r\nLocation: {inside}/jump\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
    never = threading.Event()

    def slow(path: str) -> bytes:
        never.wait(60)
        return answer("late")

    pages = {
        "/ways": answer(f"<body>{ways}{offer('满江红', 1)}</body>"),
        "/file": archive,
        "/jump": jump,
        "/away": answer(f"<body><script>location.href = '{inside}/away'</script></body>"),
        "/loop": answer(
            f"<body>{offer('满江红', 2)}<script>setTimeout(() => {{ while (true) ; }}, 300)</script></body>"
        ),
        "/slow": slow,
        "/last": answer(f"<body>{offer('满江红', 3)}</body>"),
    }
    web = webs(pages | {"/": answer("".join(f"<a href='{path}'>满江红</a>" for path in pages))})
    (desktop.folder / "hosts").write_text("127.0.0.2 inside.example\n")
    site = {"name": "s", "start_urls": [web.root + "/", inside + "/start"], "render": True}
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"], hosts_file="hosts", timeout=15, concurrency=4)
    desktop.works("满江红")
    desktop.run("crawl", expect=None)
    never.set()
    assert secret.asked.total() == 0
    assert {share(1), share(3)} <= {hit["link_url"] for hit in desktop.hits()}
    counts = desktop.runs()[0]["counts"]
    assert counts["refused"] >= 1 and counts["timeout"] >= 1
    assert counts.get("not_text", 0) + counts["timeout"] >= 2, "the archive is no page; a busy machine gives it up"
    assert desktop.runs()[0]["status"] != "failed"


def test_without_the_extra_or_the_browser_the_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(name="s", start_urls=("https://a.example/",), render="auto")
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(ConfigError, match="apt install chromium"):
        browser.settings_for(site, 30)
    monkeypatch.setattr(browser, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"pip install 'netsword\[browser\]'"):
        browser.settings_for(site, 30)
    assert browser.settings_for(site.model_copy(update={"render": False}), 30) == {}


@pytest.mark.parametrize(
    ("source", "shell"),
    [
        ("<html><body><div id=app></div><script src=/app.js></script></body></html>", True),
        ("<html><body><noscript>Please enable JavaScript</noscript><script>x()</script></body></html>", True),
        ("<html><body><div id=app></div></body></html>", False),
        ("<html><body><div id=app><p>" + "好看的电影" * 100 + "</p></div><script>x()</script></body></html>", False),
        ("<html><body><div id=app></div><iframe src=/p></iframe><script>x()</script></body></html>", False),
        ("<html><body><div id=app></div><script>location.href='/next'</script></body></html>", False),
        ('{"code": 1, "html": "<div id=app></div><script>"}', False),
    ],
)
def test_shells(source: str, shell: bool) -> None:
    assert is_shell(Document(Page("https://a.example/", source.encode(), source))) is shell


KIND: Final = b"Content-Type: text/html; charset=utf-8\r\n"
END: Final = b"Connection: close\r\n\r\n"


def broken_page(number: int) -> bytes:
    return f"<title>满江红 下载</title><a href='{share(number)}'>满江红 4K 国语中字</a>".encode()


def damaged(number: int) -> list[bytes]:
    """Each way to break an answer, and what only a page is shown by a browser: an attachment, odd names of a type."""
    body = broken_page(number)
    size = b"%x\r\n" % len(body)
    return [
        b"HTTP/1.1 200 OK\r\n" + KIND + b"Content-Length: 99999\r\n" + END + body,
        b"HTTP/1.1 200 OK\r\n" + KIND + b"Content-Length: 5\r\nContent-Length: 7000\r\n" + END + body,
        b"HTTP/1.1 200 OK\r\n" + KIND + b"Transfer-Encoding: chunked\r\n" + END + size + body + b"\r\nzzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + KIND + b"Content-Encoding: gzip\r\n" + END + body,
        b"HTTP/1.1 200 OK\r\n" + KIND + b"X-Name: a\0b\r\n" + END + body,
        b"HTTP/1.1 200 OK\r\n" + KIND + b"Location: /a\r\nLocation: /b\r\n" + END + body,
        b"HTTP/1.1 200 OK\r\n" + KIND + b"Content-Disposition: attachment; filename=a.html\r\n" + END + body,
    ]


@needs_chromium
def test_damaged_answers_of_a_rendered_site(webs: Callable[..., Any], desktop: Any) -> None:
    pages = {f"/{number}": answer for number, answer in enumerate(damaged(0))}
    pages = {path: damaged(number)[number] for number, path in enumerate(pages)}
    start = b"".join(f"<a href='{path}'>满江红</a>".encode() for path in pages)
    web = webs(pages | {"/": b"HTTP/1.1 200 OK\r\n" + KIND + END + start + broken_page(99)}, "127.0.0.9")
    site = {"name": "s", "start_urls": [web.root + "/"], "render": True}
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"], timeout=60)
    desktop.works("满江红")
    desktop.run("crawl")
    assert {hit["link_url"] for hit in desktop.hits()} == {share(number) for number in (*range(len(pages)), 99)}
    counts = desktop.runs()[0]["counts"]
    assert "timeout" not in counts and "error" not in counts, counts
    addresses = set()
    for path in (desktop.folder / "evidence").glob("*.warc.gz"):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response":
                    addresses.add(record.rec_headers.get_header("WARC-IP-Address"))
    assert addresses == {"127.0.0.9"}, "the host's own address, never the proxy's"
