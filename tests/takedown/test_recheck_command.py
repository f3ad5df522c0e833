"""`netsword recheck` against a server of our own on the loopback: fetched, judged, recorded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from pytest_httpserver import HTTPServer

from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.sending import send


def test_noticed_links_are_looked_at(opened: Any, make: Any, httpserver: HTTPServer) -> None:
    pages = {
        "/gone": ("<h1>Not Found</h1>", 404),
        "/why": ("<p>该页面因侵权投诉已被移除</p>", 410),
        "/here": ("<h1>【4K】远山的灯 全集</h1>", 200),
        "/wall": ("<h1>Forbidden</h1>", 403),
    }
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)
    for path, (body, status) in pages.items():
        httpserver.expect_request(path).respond_with_data(body, status, content_type="text/html; charset=utf-8")
    office = opened()
    at = f"pirate.example:{httpserver.port}"
    crawl = f'allow_private = ["127.0.0.1:{httpserver.port}"]\nhosts_file = "hosts"\ndelay = 0\n'
    office.write("netsword.toml", f'contact = "a@b.example"\n[crawl]\n{crawl}')
    office.write("hosts", "127.0.0.1 pirate.example\n")
    for path in pages:
        office.hit(f"http://{at}{path}", "page", "pirate.example", page=f"http://{at}{path}")
    now = datetime.now(UTC) - timedelta(days=2)
    for notice in draft(office.desk, Wish(), "小张", now).notices:
        approve(office.desk, notice.notice_id, "老李", now)
        send(office.desk, notice.notice_id, "老李", now, export=office.folder / "out")
    env = {**os.environ, "NETSWORD_CONFIG": str(office.folder / "netsword.toml")}
    command = [sys.executable, "-m", "cli.main", "recheck", "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True, timeout=100, encoding="utf-8")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    found = {row["url"].rpartition("/")[2]: (row["verdict"], row["reason"], row["outcome"]) for row in rows}
    assert found == {
        "gone": ("gone", "not_found", "removed"),
        "why": ("gone", "platform", "removed"),
        "here": ("alive", "alive", "still_up"),
    }
    assert "2 gone, 1 alive, 1 unknown" in done.stderr
    assert [office.store.hits.get(hit_id).state for hit_id in (1, 2, 3, 4)] == [
        "removed",
        "removed",
        "noticed",
        "noticed",
    ]
