"""One page with more links than a page may add: all are judged, so many are kept, and the run says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crawler.pipelines.match import MOST_REMEMBERED

EXTRA = 50


def test_the_last_link_of_an_endless_list_still_counts(webs: Callable[..., Any], desktop: Any) -> None:
    lines = ["#EXTM3U"]
    for number in range(MOST_REMEMBERED + EXTRA):
        lines += [f"#EXTINF:-1,频道{number}", f"http://cdn.example/live/{number}.m3u8"]
    lines += ["#EXTINF:-1,满江红 1080P", "http://cdn.example/film/满江红.mp4"]
    data = "\n".join(lines).encode()
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: audio/x-mpegurl\r\nContent-Length: {len(data)}\r\nConnection: close\r\n\r\n"
    )
    web = webs({"/all.m3u": head.encode() + data})
    desktop.configure(
        {"name": "s", "start_urls": [web.root + "/all.m3u"], "obey_robots": False},
        allow_private=[f"{web.address}:{web.port}"],
    )
    desktop.works("满江红")
    desktop.run("crawl")
    (run,) = desktop.runs()
    assert run["counts"]["links_left_out"] == EXTRA and run["counts"]["truncated"] == 1
    assert [hit["work_title"] for hit in desktop.hits()] == ["满江红"]
    listed = desktop.run("runs", "show", str(run["run_id"]), "--urls", "--format", "jsonl").stdout
    assert f"{EXTRA} of them were left out" in listed
