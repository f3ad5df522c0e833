"""Addresses that answer with a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from core.types import Page, Text
from crawler.attachment import attachment_of, name_sent

URL = "http://books.example/d.php?id=7"


def page(kind: str, disposition: str = "", **more: Any) -> Page:
    headers = (("Content-Disposition", disposition),) if disposition else ()
    told = {"url": URL, "content_type": kind, "headers": headers, "context": (Text("context", "《长夜行》TXT"),)}
    return Page(**(told | more))


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="a b.zip"', "a b.zip"),
        ("attachment; filename=%E9%95%BF%E5%A4%9C.txt", "长夜.txt"),
        ("attachment; filename=x.zip; filename*=UTF-8''%E9%95%BF.zip", "长.zip"),
        ("attachment; filename*=gbk''%B3%A4.rar", "长.rar"),
        ("attachment; filename*=nonsense''%41.rar", "A.rar"),
        ("inline", ""),
    ],
)
def test_names(header: str, name: str) -> None:
    assert name_sent(header) == name


def test_files() -> None:
    book = attachment_of(page("application/octet-stream", 'attachment; filename="7.zip"'))
    assert book is not None
    assert (book.link.kind, book.link.url, book.texts[-1].text) == ("document", URL, "《长夜行》TXT")
    film = attachment_of(page("video/mp4"))
    assert film is not None and film.link.kind == "media"


def test_no_offers() -> None:
    assert attachment_of(page("application/octet-stream")) is None
    assert attachment_of(page("image/png", 'attachment; filename="7.png"')) is None
    assert attachment_of(page("video/mp4", status=403)) is None
    assert attachment_of(page("video/mp4", context=())) is None


def test_a_download_without_an_extension(webs: Callable[..., Any], desktop: Any) -> None:
    def answer(head: str, body: bytes) -> bytes:
        return f"HTTP/1.1 200 OK\r\n{head}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body

    listed = '<h1>《长夜行记》TXT下载</h1><p>作者：张三</p><a href="/d.php?id=7">本地下载</a>'.encode()
    zipped = 'Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="7.zip"'
    web = webs(
        {
            "/": answer("Content-Type: text/html; charset=utf-8", b"<title>x</title>" + listed),
            "/d.php?id=7": answer(zipped, b"PK\x03\x04" + b"x" * 400),
        }
    )
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("长夜行记")
    desktop.run("crawl", expect=None)
    (hit,) = desktop.hits()
    assert (hit["link_kind"], hit["link_url"]) == ("document", web.root + "/d.php?id=7")
