"""Fetching for evidence: guard, bounds, manners, and what is written down of how it was done."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.config import Config, Crawl
from takedown.dialling import HinderedError
from takedown.fetch import Fetcher

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def fetcher(tmp_path: Path) -> Callable[..., Fetcher]:
    def make(*webs: Any, **crawl: Any) -> Fetcher:
        hosts = tmp_path / "hosts"
        hosts.write_text("127.0.0.1 pan.example bbs.example\n10.0.0.9 inside.example\n::ffff:10.0.0.9 mapped.example\n")
        values = {"delay": 0, "hosts_file": str(hosts), "timeout": 3, **crawl}
        allowed = tuple(f"127.0.0.1:{one.port}" for one in webs)
        return Fetcher(Config(contact="desk@holder.example", crawl=Crawl(allow_private=allowed, **values)))

    return make


def test_a_page_with_address_request_and_redirects(web: Callable[..., Any], fetcher: Callable[..., Fetcher]) -> None:
    site = web()
    site.pages["/s/1?a=1"] = (302, {"Location": "/s/2#top"}, b"")
    site.pages["/s/2"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress("分享：远山的灯".encode()))
    first, last = fetcher(site).follow(f"http://pan.example:{site.port}/s/1?a=1")
    assert (first.page.status, last.page.status) == (302, 200)
    assert last.page.body.decode() == "分享：远山的灯"
    assert last.page.ip == last.resolved.address == "127.0.0.1" and last.resolved.resolver == "hosts file"
    assert dict(last.page.asked)["Host"] == f"pan.example:{site.port}"
    assert site.agents == {"netsword (+desk@holder.example)"}
    assert site.asked == ["/robots.txt", "/s/1?a=1", "/s/2"]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:{port}/", "http://[::1]:{port}/", "http://2130706433:{port}/", "http://0x7f.1:{port}/",
     "http://localhost:{port}/", "http://inside.example/", "http://mapped.example/", "http://bbs.example/",
     "file:///etc/passwd", "ftp://pan.example/", "http://user:secret@pan.example:{port}/", "http://[::1", "https://",
     "http://pan.example:99999/"],
)  # fmt: skip
def test_what_may_not_be_dialled(url: str, web: Callable[..., Any], fetcher: Callable[..., Fetcher]) -> None:
    site = web()
    with pytest.raises(HinderedError):
        fetcher().follow(url.replace("{port}", str(site.port)))
    assert site.asked == []


def test_a_redirect_inside_is_refused(web: Callable[..., Any], fetcher: Callable[..., Fetcher]) -> None:
    site, inside = web(), web()
    site.pages["/"] = (301, {"Location": f"http://127.0.0.1:{inside.port}/admin"}, b"")
    with pytest.raises(HinderedError, match="private address"):
        fetcher(site, obey_robots=False).follow(f"http://pan.example:{site.port}/")
    assert inside.asked == []


def test_robots_forbid_and_silence_forbids(web: Callable[..., Any], fetcher: Callable[..., Fetcher]) -> None:
    site, broken = web(), web()
    site.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: netsword\nDisallow: /s/\n")
    broken.pages["/robots.txt"] = (503, {}, b"")
    looking = fetcher(site, broken)
    for one in (site, broken):
        with pytest.raises(HinderedError, match=r"robots\.txt"):
            looking.follow(f"http://pan.example:{one.port}/s/1")
        assert one.asked == ["/robots.txt"]
    assert fetcher(site, obey_robots=False).follow(f"http://pan.example:{site.port}/s/1")[0].page.status == 404


def test_media_is_never_downloaded(web: Callable[..., Any], fetcher: Callable[..., Fetcher]) -> None:
    site = web()
    site.pages["/a.mp4"] = (200, {"Content-Type": "video/mp4"}, b"x" * 100_000)
    site.pages["/lie"] = (200, HTML, b"\x1aE\xdf\xa3" + b"x" * 100_000)
    looking = fetcher(site, obey_robots=False)
    for path in ("/a.mp4", "/lie"):
        (fetched,) = looking.follow(f"http://pan.example:{site.port}{path}")
        assert fetched.page.body == b"" and fetched.page.truncated and fetched.page.status == 200


def test_size_time_and_bombs_are_bounded(web: Callable[..., Any], fetcher: Callable[..., Fetcher]) -> None:
    site = web()
    site.pages["/bomb"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 50_000_000))
    site.pages["/short"] = (200, HTML | {"Content-Length": "999"}, b"only this")

    def drip(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.1)

    site.pages["/drip"] = drip
    looking = fetcher(site, obey_robots=False, max_bytes=20_000, timeout=1)
    base = f"http://pan.example:{site.port}"
    (bomb,) = looking.follow(f"{base}/bomb")
    assert len(bomb.page.body) == 20_000 and bomb.page.truncated
    (short,) = looking.follow(f"{base}/short")
    assert short.page.body == b"only this" and short.page.truncated
    begun = time.monotonic()
    fetched = looking.follow(f"{base}/drip")
    assert time.monotonic() - begun < 8 and len(fetched[0].page.body) < 100 and fetched[0].page.truncated


def test_an_untrusted_certificate_is_kept_and_said(web: Callable[..., Any], fetcher: Callable[..., Fetcher]) -> None:
    site = web(tls=True)
    site.pages["/"] = (200, HTML, b"<p>here</p>")
    (fetched,) = fetcher(site, obey_robots=False).follow(f"https://pan.example:{site.port}/")
    assert fetched.page.body == b"<p>here</p>"
    assert fetched.tls is not None and fetched.tls.chain == (site.certificate,)
    assert "self-signed" in fetched.tls.distrust and fetched.tls.protocol.startswith("TLS")


def test_a_host_that_did_not_answer_is_not_asked_again(fetcher: Callable[..., Fetcher]) -> None:
    looking = fetcher(obey_robots=False)
    for _ in range(2):
        with pytest.raises(HinderedError, match="has no address"):
            looking.follow("http://nowhere.example/")
