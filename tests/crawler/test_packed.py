"""Packed sitemaps are read, in bounds; the newest entries are visited first."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.packed import is_packed_list, unpacked


@pytest.mark.parametrize(
    ("url", "packed"),
    [
        ("https://a.example/sitemap.xml.gz", True),
        ("https://a.example/Sitemap-2.XML.GZ?v=1", True),
        ("https://a.example/film.tar.gz", False),
        ("https://a.example/film.gz", False),
        ("https://a.example/x?f=a.xml.gz", False),
    ],
)
def test_what_counts_as_a_list(url: str, packed: bool) -> None:
    assert is_packed_list(url) is packed


def test_a_bomb_is_cut() -> None:
    bomb = gzip.compress(b"x" * 20_000_000)
    assert len(unpacked("/sitemap.xml.gz", bomb, 100_000)) == 100_000


@given(st.binary(max_size=200))
def test_anything(body: bytes) -> None:
    assert unpacked("/a.html", body, 100) == body
    assert len(unpacked("/a.xml.gz", b"\x1f\x8b\x08" + body, 100)) <= 100
    whole = gzip.compress(body)
    assert unpacked("/a.xml.gz", whole, 1_000) == body
    cut = whole[:-9]
    is_gzip = len(cut) >= 18  # less than head and end of the least member is taken for something else
    assert unpacked("/a.xml.gz", cut, 1_000) == (zlib.decompressobj(31).decompress(cut) if is_gzip else cut)


@pytest.mark.parametrize("start", ["/robots.txt", "/"])
def test_robots_names_an_index_that_names_a_packed_sitemap(start: str, webs: Callable[..., Any], desktop: Any) -> None:
    def reply(body: bytes, kind: str) -> bytes:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        return head.encode() + body

    def offer(number: int) -> bytes:
        share = f"https://pan.quark.cn/s/{number:012x}"
        text = (
            f"<html><title>满江红 下载</title><h1>满江红 4K</h1><p>网盘：<a href='{share}'>满江红 1080P</a></p></html>"
        )
        return reply(text.encode(), "text/html; charset=utf-8")

    web = webs()
    entries = "".join(
        f"<url><loc>{web.root}/film/{n}.html</loc><lastmod>2026-{n:02}-01</lastmod></url>" for n in range(1, 13)
    )
    sitemap = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    index = f"<sitemapindex><sitemap><loc>{web.root}/map-1.xml.gz</loc></sitemap></sitemapindex>"
    web.pages |= {f"/film/{n}.html": offer(n) for n in range(1, 13)}
    web.pages["/"] = reply(b"<html><body>welcome</body></html>", "text/html")
    web.pages["/robots.txt"] = reply(f"User-agent: *\nSitemap: {web.root}/index.xml\n".encode(), "text/plain")
    web.pages["/index.xml"] = reply(index.encode(), "application/xml")
    web.pages["/map-1.xml.gz"] = reply(gzip.compress(sitemap.encode()), "application/x-gzip")
    site = {"name": "s", "start_urls": [web.root + start], "max_pages": 7}
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    desktop.run("crawl")
    found = sorted(hit["page_url"].removeprefix(web.root) for hit in desktop.hits())
    assert found == ["/film/10.html", "/film/11.html", "/film/12.html", "/film/9.html"]
