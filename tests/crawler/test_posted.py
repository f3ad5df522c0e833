"""Directories that answer only what is posted: the crawl walks them, and the evidence says what was posted."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any

SHELL = b"<!doctype html><title>AList</title><script>window.ALIST = {}</script><div id=root></div>"
FOLDERS = {"/": [("影视", True)], "/影视": [("长夜行记 (2021)", True)], "/影视/长夜行记 (2021)": [("01.mkv", False)]}


def test_a_directory_behind_an_interface(webs: Callable[..., Any], desktop: Any) -> None:
    def answer(body: bytes, kind: str = "text/html") -> bytes:
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        return head.encode() + body

    def listed(_: str) -> bytes:
        asked = json.loads(web.bodies[-1])
        content = [{"name": name, "is_dir": is_dir, "sign": ""} for name, is_dir in FOLDERS[asked["path"]]]
        told = {"code": 200, "data": {"content": content, "total": len(content)}}
        return answer(json.dumps(told).encode(), "application/json")

    web = webs({"/": answer(SHELL), "/api/fs/list": listed})
    site = {"name": "s", "start_urls": [web.root + "/"]}
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"], concurrency=1)
    desktop.works("长夜行记")
    desktop.run("crawl")
    (hit,) = desktop.hits()
    assert hit["link_kind"] == "media" and hit["link_url"].endswith("/01.mkv")
    assert [json.loads(body)["path"] for body in web.bodies] == list(FOLDERS)
    kept = b"".join(gzip.decompress(each.read_bytes()) for each in (desktop.folder / "evidence").rglob("*.warc.gz"))
    assert b"POST /api/fs/list HTTP/1.1" in kept and web.bodies[-1].encode() in kept
