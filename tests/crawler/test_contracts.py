"""`scrapy check` asks the sites' start addresses and says what is wrong with them; it stores nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


OFFER = '<h1>孤山夜行 4K 国语中字</h1><p>网盘下载：<a href="https://pan.quark.cn/s/0123456789ab">孤山夜行.2160p</a></p>'


def html(body: str, status: str = "200 OK") -> bytes:
    """A raw response that carries a page."""
    data = f"<html><head><title>下载</title></head><body>{body}</body></html>".encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(data)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + data


def check(desktop: Any, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", "check", "-v", *words]
    env = desktop.environment | {"NETSWORD_CONFIG": str(desktop.folder / "netsword.toml")}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)


def site(web: Any, name: str, path: str) -> dict[str, Any]:
    return {"name": name, "start_urls": [web.root + path]}


def test_a_site_that_can_be_read_passes(webs: Callable[..., Any], desktop: Any) -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    web = webs({"/": html(OFFER), "/moved": moved})
    sites = (site(web, "good", "/"), site(web, "moved", "/moved"))
    desktop.configure(*sites, allow_private=[f"{web.address}:{web.port}"])
    done = check(desktop)
    assert done.returncode == 0, done.stderr
    assert "[good] sample (@readable post-hook)" in done.stderr
    assert "Ran 1 contract" in done.stderr or "Ran 2 contracts" in done.stderr
    assert web.asked["/"] == 2
    assert not list(desktop.folder.glob("netsword.db*")), "nothing is stored"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (html("x", status="404 Not Found"), "is gone (HTTP 404)"),
        (html("x", status="403 Forbidden"), "is blocked (HTTP 403)"),
        (html("nothing here"), "neither links nor addresses"),
    ],
    ids=["gone", "blocked", "empty"],
)
def test_a_site_that_cannot_be_read_fails_and_says_why(
    webs: Callable[..., Any], desktop: Any, answer: bytes, says: str
) -> None:
    web = webs({"/": answer})
    desktop.configure(site(web, "bad", "/"), allow_private=[f"{web.address}:{web.port}"])
    done = check(desktop, "bad")
    assert done.returncode == 1
    assert says in done.stderr


def test_a_private_address_is_not_asked(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/": html(OFFER)})
    desktop.configure(site(web, "bad", "/"))
    assert check(desktop).returncode == 1
    assert not web.asked
