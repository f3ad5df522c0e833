"""Answers that Chromium gives up are read as plain fetches are, without waiting for what will not come."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any, Final

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler import browser

pytestmark = pytest.mark.skipif(
    not any(shutil.which(name) for name in browser.PROGRAMS), reason="needs Chromium (apt install chromium)"
)
KIND: Final = b"Content-Type: text/html; charset=utf-8\r\n"
END: Final = b"Connection: close\r\n\r\n"


def share(number: int) -> str:
    return f"https://pan.quark.cn/s/{number:012x}"


def page(number: int) -> bytes:
    return f"<title>满江红 下载</title><a href='{share(number)}'>满江红 4K 国语中字</a>".encode()


def damaged(number: int) -> list[bytes]:
    """Each way to break an answer, and what only a page is shown by a browser: an attachment, odd names of a type."""
    body = page(number)
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


def test_damaged_answers_of_a_rendered_site(webs: Callable[..., Any], desktop: Any) -> None:
    pages = {f"/{number}": answer for number, answer in enumerate(damaged(0))}
    pages = {path: damaged(number)[number] for number, path in enumerate(pages)}
    start = b"".join(f"<a href='{path}'>满江红</a>".encode() for path in pages)
    web = webs(pages | {"/": b"HTTP/1.1 200 OK\r\n" + KIND + END + start + page(99)}, "127.0.0.9")
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
