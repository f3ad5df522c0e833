"""`netsword recheck` against a server of our own on the loopback: each outcome from a page that says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from core.types import Account
from crawler.locks import looking_alone
from storage.verify import verify
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.sending import send

# Path: body, status, and the verdict, reason and outcome that follow.
PAGES = {
    "gone": ("<h1>Not Found</h1>", 404, ("gone", "not_found", "removed")),
    "why": ("<p>该页面因侵权投诉已被移除</p>", 410, ("gone", "platform", "removed")),
    "platform": (
        "<p>此链接分享内容可能因为涉及侵权、色情、反动、低俗等信息，无法访问！</p>",
        200,
        ("gone", "platform", "removed"),
    ),
    "owner": ("<p>啊哦，你来晚了，分享的文件已经被取消了，下次要早点哟。</p>", 200, ("gone", "owner", "removed")),
    "expired": ("<p>啊哦！链接错误没找到文件，链接已过期</p>", 200, ("gone", "expired", "expired")),
    "legal": ("<p>Unavailable for legal reasons</p>", 451, ("gone", "legal", "removed")),
    "article": ("<p>该内容已被发布者删除</p>", 200, ("gone", "owner", "removed")),
    "banned": ("<p>此内容因违规无法查看</p>", 200, ("gone", "platform", "removed")),
    "here": ("<h1>【4K】远山的灯 全集</h1>", 200, ("alive", "alive", "still_up")),
    "wall": ("<h1>Forbidden</h1>", 403, ("unknown", "challenge", "")),
    "login": ("<p>请先登录后再查看本页内容</p>", 200, ("unknown", "login", "")),
    "geo": ("<p>抱歉，该视频在您所在的地区无法观看</p>", 200, ("unknown", "geo", "")),
    "broken": ("<h1>Bad Gateway</h1>", 502, ("unknown", "error", "")),
    "other": ("<p>本站已更换主题，欢迎光临我们的新首页</p>", 200, ("unknown", "changed", "")),
}
UPLOADER = Account("luntan", "10086", "搬运工小李")


def _run(office: Any, *words: str) -> tuple[dict[str, tuple[str, str, str]], str]:
    env = {**os.environ, "NETSWORD_CONFIG": str(office.folder / "netsword.toml")}
    command = [sys.executable, "-m", "cli.main", "recheck", "--format", "jsonl", *words]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True, timeout=100, encoding="utf-8")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["url"].rpartition("/")[2]: (row["verdict"], row["reason"], row["outcome"]) for row in rows}, done.stderr


def _office(opened: Any, httpserver: HTTPServer) -> tuple[Any, str]:
    httpserver.expect_request("/robots.txt").respond_with_data("", 404)
    office = opened()
    crawl = f'allow_private = ["127.0.0.1:{httpserver.port}"]\nhosts_file = "hosts"\ndelay = 0\n'
    office.write("netsword.toml", f'contact = "a@b.example"\n[crawl]\n{crawl}')
    office.write("hosts", "127.0.0.1 pirate.example\n127.0.0.1 deaf.example\n")
    return office, f"pirate.example:{httpserver.port}"


def _send_all(office: Any, now: datetime) -> None:
    for notice in draft(office.desk, Wish(), "小张", now).notices:
        approve(office.desk, notice.notice_id, "老李", now)
        send(office.desk, notice.notice_id, "老李", now, export=office.folder / "out")


def test_each_outcome_is_told_from_its_page(opened: Any, make: Any, httpserver: HTTPServer) -> None:
    office, at = _office(opened, httpserver)
    for path, (body, status, _) in PAGES.items():
        httpserver.expect_request(f"/{path}").respond_with_data(body, status, content_type="text/html; charset=utf-8")
        office.hit(f"http://{at}/{path}", "page", "pirate.example", page=f"http://{at}/{path}")
    office.hit("http://deaf.example:9/nobody", "page", "deaf.example", page="http://deaf.example:9/nobody")
    _send_all(office, datetime.now(UTC) - timedelta(days=2))
    found, told = _run(office, "--all")
    assert found == {**{path: right for path, (_, _, right) in PAGES.items()}, "nobody": ("unknown", "error", "")}
    assert "8 gone, 1 alive, 6 unknown" in told
    states = {hit.link_url.rpartition("/")[2]: hit.state for hit in office.store.hits.query()}
    assert {path for path, state in states.items() if state == "removed"} == {
        path for path, (_, _, right) in PAGES.items() if right[0] == "gone"
    }
    assert verify(office.store, office.config.evidence_folder) == []


def test_what_comes_back_is_told_here_and_elsewhere(opened: Any, make: Any, httpserver: HTTPServer) -> None:
    office, at = _office(opened, httpserver)
    page = {"body": "<p>该页面因侵权投诉已被移除</p>", "status": 410}
    httpserver.expect_request("/v").respond_with_handler(lambda _: _response(page))
    url = f"http://{at}/v"
    office.hit(url, "page", "pirate.example", page=url, account=UPLOADER)
    _send_all(office, datetime.now(UTC) - timedelta(days=2))
    assert _run(office)[0] == {"v": ("gone", "platform", "removed")}
    page.update(body="<h1>【4K】远山的灯 全集</h1>", status=200)
    later = datetime.now(UTC) + timedelta(seconds=5)
    office.hit("https://pan.quark.cn/s/neu", provider="quark", account=UPLOADER, confirm=False, seen=later)
    assert _run(office, "--older-than", "0")[0] == {
        "v": ("alive", "alive", "restored"),
        "neu": ("alive", "elsewhere", "came_back"),
    }
    ties = {(tie.hit_id, tie.earlier_id, tie.sign) for tie in office.store.returns.all()}
    assert ties == {(1, 1, "link"), (2, 1, "account")}
    page.update(body="<p>该页面因侵权投诉已被移除</p>", status=410)
    assert _run(office, "--older-than", "0")[0] == {"v": ("gone", "platform", "removed")}  # watched on


def test_a_second_recheck_leaves_the_links_alone(opened: Any, httpserver: HTTPServer) -> None:
    office, at = _office(opened, httpserver)
    httpserver.expect_request("/gone").respond_with_data("<h1>Not Found</h1>", 404, content_type="text/html")
    hit = office.hit(f"http://{at}/gone", "page", "pirate.example", page=f"http://{at}/gone")
    _send_all(office, datetime.now(UTC) - timedelta(days=2))
    with looking_alone(office.config), pytest.raises(subprocess.CalledProcessError) as refused:
        _run(office)
    assert refused.value.returncode == 75
    assert "another recheck is at work" in refused.value.stderr
    assert office.store.outcomes.of(hit) == []
    assert _run(office)[0] == {"gone": ("gone", "not_found", "removed")}


def _response(page: dict[str, Any]) -> Any:
    from werkzeug import Response

    return Response(page["body"], page["status"], content_type="text/html; charset=utf-8")
