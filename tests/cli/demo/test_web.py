"""The demo's server behaves like the sites of the real web, well or badly as they do."""

from __future__ import annotations

import gzip
import http.client

from cli.demo.web import DemoWeb


def test_hosts_share_one_port_and_are_told_apart(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    titles = {fetch(f"http://{host}:{web.port}/").body for host in web.hosts}
    assert len(titles) > len(web.hosts) - 4
    assert fetch(f"http://unknown.example:{web.port}/").status == 421


def test_unknown_page(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    assert fetch(f"http://yingku.example:{web.port}/voddetail/999.html").status == 404


def test_redirect_chain(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    first = fetch(f"http://yingku.example:{web.port}/jump/101")
    assert (first.status, first.headers["location"]) == (301, "/go/101")
    second = fetch(f"http://yingku.example:{web.port}/go/101")
    assert second.status == 302
    assert fetch(second.headers["location"]).status == 200


def test_gzip_only_for_those_who_take_it(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    url = f"http://cilisou.example:{web.port}/list/2.html"
    packed = fetch(url, **{"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == fetch(url).body


def test_calendar_has_no_end(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    base = f"http://yulekan.example:{web.port}/calendar?month="
    assert "month=2026-01" in fetch(base + "2025-12").text
    assert "month=2024-12" in fetch(base + "2025-01").text
    assert "month=9999-02" in fetch(base + "9999-01").text
    assert fetch(base + "x").status == 404


def test_forbidden_pages_exist_and_robots_names_them(web: DemoWeb, fetch) -> None:  # type: ignore[no-untyped-def]
    private = [url for url in web.forbidden if "/private/" in url]
    assert private
    assert fetch(private[0]).status == 200
    assert "Disallow: /private/" in fetch(f"http://pandao-bbs.example:{web.port}/robots.txt").text


def test_requests_are_counted_and_connections_kept() -> None:
    with DemoWeb() as web:
        connection = http.client.HTTPConnection("127.0.0.1", web.port, timeout=20)
        for path in ("/", "/robots.txt", "/"):
            connection.request("GET", path, headers={"Host": "lexiang.example"})
            connection.getresponse().read()
        connection.request("HEAD", "/", headers={"Host": "YINGKU.example:80"})
        assert connection.getresponse().read() == b""
        assert web.requests == {"lexiang.example": 3, "yingku.example": 1}
        assert web.asked[f"http://lexiang.example:{web.port}/"] == 2
    connection.close()


def test_a_web_can_be_had_twice() -> None:
    with DemoWeb() as one, DemoWeb() as other:
        assert one.port != other.port
        assert one.allow_private == [f"127.0.0.1:{one.port}"]


def test_site_entries_name_a_channel_only_where_an_operator_would(web: DemoWeb) -> None:
    named = {str(site["name"]) for site in web.sites if "channel" in site}
    assert {"juhe", "xianpin", "shihuang"} <= named
    assert not {"yingku", "caiji", "pandao", "cilisou", "shuhuang", "hezi"} & named
