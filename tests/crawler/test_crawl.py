"""The crawl from outside: what an operator starts, what is found, how it ends."""

from __future__ import annotations

import gzip
import json
import signal
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

SHARE = "https://pan.quark.cn/s/0123456789ab"


def html(body: str, **more: Any) -> bytes:
    """A raw response that carries a page."""
    title, charset = more.get("title", ""), more.get("charset", "utf-8")
    data = f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(charset)
    head = (
        f"HTTP/1.1 {more.get('status', '200 OK')}\r\nContent-Type: text/html; charset={more.get('says', charset)}\r\n"
    )
    return f"{head}{more.get('headers', '')}Content-Length: {len(data)}\r\nConnection: close\r\n\r\n".encode() + data


def offer(title: str, share: str = SHARE) -> bytes:
    """A page that offers the title in a cloud drive."""
    body = f'<h1>{title} 4K 国语中字</h1><p>网盘下载：<a href="{share}">{title}.2160p.WEB-DL</a> 提取码：ab12</p>'
    return html(body, title=f"{title} 下载")


def share(number: int) -> str:
    return f"https://pan.quark.cn/s/{number:012x}"


def test_a_hit_from_list_to_export(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/": html('<a href="/film/1.html">流浪地球2</a>'), "/film/1.html": offer("流浪地球2")})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("流浪地球2", "满江红")
    desktop.run("crawl")
    (hit,) = desktop.hits()
    assert (hit["work_title"], hit["link_kind"], hit["provider"], hit["link_url"]) == (
        "流浪地球2",
        "netdisk",
        "quark",
        SHARE,
    )
    assert (hit["passcode"], hit["page_url"], hit["state"]) == ("ab12", web.root + "/film/1.html", "new")
    assert hit["score"] >= 80 and hit["reasons"] and ".warc.gz#" in hit["capture"]
    kept = gzip.decompress(next(desktop.folder.glob("evidence/*.warc.gz")).read_bytes()).decode()
    assert kept.count(f"WARC-IP-Address: {web.address}\r\n") == 2, "of the answer, and of the request beside it"
    assert "GET /film/1.html HTTP/1.1\r\n" in kept and "User-Agent: netsword (+tests@netsword.example)\r\n" in kept
    assert web.user_agents == {"netsword (+tests@netsword.example)"}
    desktop.run("db", "verify")


def test_a_second_crawl_changes_nothing(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/": html('<a href="/1.html">流浪地球2</a>'), "/1.html": offer("流浪地球2")})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("流浪地球2")
    desktop.run("crawl")
    before = desktop.hits()
    desktop.run("crawl")
    after = desktop.hits()
    for hit in (*before, *after):
        hit.pop("last_seen")
        hit.pop("capture")
    assert before == after


def test_without_a_contact_nothing_is_asked(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/": html("x")})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    path = desktop.folder / "netsword.toml"
    path.write_text(path.read_text().replace('contact = "tests@netsword.example"', ""))
    desktop.run("db", "upgrade")
    assert "contact" in desktop.run("crawl", expect=2).stderr
    assert not web.asked


PRIVATE_HOSTS = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "localhost",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "0.0.0.0",
]


@pytest.mark.parametrize("host", PRIVATE_HOSTS)
def test_no_writing_of_a_private_address_is_dialled(host: str, webs: Callable[..., Any], desktop: Any) -> None:
    secret = webs({"*": html("secret")}, "127.0.0.1")
    desktop.configure({"name": "s", "start_urls": [f"http://{host}:{secret.port}/"]})
    desktop.works("流浪地球2")
    desktop.run("crawl", expect=3)
    assert not secret.asked


def test_redirects_and_names_lead_to_no_private_address(webs: Callable[..., Any], desktop: Any) -> None:
    secret = webs({"*": html("secret")}, "127.0.0.2")
    ways = {
        "/r302": f"http://127.0.0.2:{secret.port}/a",
        "/r301": f"http://inside.example:{secret.port}/b",
        "/r307": f"http://[::ffff:127.0.0.2]:{secret.port}/c",
    }
    pages = {
        path: f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        for path, to in ways.items()
    }
    pages["/"] = html(
        "".join(f'<a href="{path}">{path}</a>' for path in ways)
        + f'<iframe src="http://127.0.0.2:{secret.port}/d"></iframe>'
    )
    web = webs(pages)
    (desktop.folder / "hosts").write_text("127.0.0.2 inside.example\n")
    site = {"name": "s", "start_urls": [web.root + "/"], "hosts": ["127.0.0.2", "inside.example", "::ffff:127.0.0.2"]}
    site["start_urls"].append(f"http://inside.example:{secret.port}/start")
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"], hosts_file="hosts")
    desktop.works("流浪地球2")
    desktop.run("crawl", expect=None)
    assert web.asked["/r301"] and not secret.asked
    assert desktop.runs()[0]["counts"]["refused"] >= 2


def test_robots_txt_is_obeyed_unless_the_site_says_otherwise(webs: Callable[..., Any], desktop: Any) -> None:
    rules = b"User-agent: *\nDisallow: /private/\n"
    robots = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n" + rules
    web = webs(
        {"/robots.txt": robots, "/": html('<a href="/private/1">流浪地球2</a>'), "/private/1": offer("流浪地球2")}
    )
    site = {"name": "s", "start_urls": [web.root + "/"]}
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("流浪地球2")
    desktop.run("crawl")
    assert not web.asked["/private/1"] and desktop.runs()[0]["counts"]["robots"] == 1
    desktop.configure(site | {"obey_robots": False}, allow_private=[f"{web.address}:{web.port}"])
    desktop.run("crawl")
    assert web.asked["/private/1"] and len(desktop.hits()) == 1


@pytest.mark.parametrize(
    ("charset", "says"),
    [("gbk", "gb2312"), ("gb18030", "gbk"), ("gb18030", "utf-8"), ("utf-8", "gbk"), ("gb18030", "rot13")],
)
def test_chinese_pages_however_declared(charset: str, says: str, webs: Callable[..., Any], desktop: Any) -> None:
    body = (
        f'<h1>满江红 高清 国语</h1><p>一部讲述南宋初年故事的悬疑电影，全片下载 <a href="{SHARE}">满江红 1080P</a></p>'
    )
    web = webs({"/": html(body, charset=charset, says=says, title="满江红 网盘资源")})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    desktop.run("crawl")
    (hit,) = desktop.hits()
    assert "满江红" in hit["matched_text"]


def test_redirect_to_a_share_is_the_link_of_the_page_that_led_there(webs: Callable[..., Any], desktop: Any) -> None:
    jump = f"HTTP/1.1 302 Found\r\nLocation: {SHARE}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
    web = webs({"/": html('<ul><li><a href="/go/1">满江红 1080P 夸克网盘</a></li></ul>'), "/go/1": jump})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    desktop.run("crawl")
    (hit,) = desktop.hits()
    assert hit["link_url"] == SHARE


def test_every_address_ends_in_one_recorded_state(webs: Callable[..., Any], desktop: Any) -> None:
    truncated = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n<html><p>cut"
    )
    film = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\nContent-Length: 4\r\nConnection: close\r\n\r\n\0\0\0\0"
    paths = {
        "/ok": html("fine"), "/gone": html("x", status="404 Not Found"), "/refused": html("x", status="403 Forbidden"),
        "/broken": html("x", status="500 Oops"), "/cut": truncated, "/film": film, "/nothing": b"",
    }  # fmt: skip
    web = webs(paths | {"/": html("".join(f'<a href="{path}">{path}</a>' for path in paths))})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    desktop.run("crawl", expect=None)
    counts = desktop.runs()[0]["counts"]
    states = {state: counts.get(state, 0) for state in ("ok", "gone", "blocked", "error", "truncated", "not_text")}
    assert states == {"ok": 2, "gone": 1, "blocked": 1, "error": 2, "truncated": 1, "not_text": 1}
    assert sum(states.values()) == counts["pages"] == len(paths) + 1


def test_runs_explains_a_run_to_its_operator(webs: Callable[..., Any], desktop: Any) -> None:
    robots = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nUser-agent: *\nDisallow: /no\n"
    paths = {"/gone": html("x", status="404 Not Found"), "/offer": offer("满江红"), "/no": html("x")}
    front = html("".join(f'<a href="{path}">{path}</a>' for path in paths) + '<a href="http://other.example/">o</a>')
    web = webs(paths | {"/": front, "/robots.txt": robots})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    desktop.run("crawl")
    words = ("runs", "show", str(desktop.runs()[0]["run_id"]))
    rows = [json.loads(line) for line in desktop.run(*words, "--format", "jsonl").stdout.splitlines()]
    assert {row["state"]: row["addresses"] for row in rows if row["advice"]} == {"ok": 2, "gone": 1, "robots": 1}
    assert "robots.txt" in desktop.run(*words, "--language", "zh").stdout
    lines = desktop.run(*words, "--urls", "--format", "jsonl").stdout.splitlines()
    urls = {row["url"]: row for row in map(json.loads, lines)}
    assert set(urls) == {web.root + path for path in ("/", *paths)}
    assert urls[web.root + "/no"]["cause"] == "robots.txt forbids it"
    assert urls[web.root + "/gone"]["from_url"] == web.root + "/"
    assert len(desktop.run(*words, "--urls", "--state", "gone", "--format", "jsonl").stdout.splitlines()) == 1
    assert "no run 99" in desktop.run("runs", "show", "99", expect=1).stderr


def _robots(answers: list[bytes]) -> Callable[[str], bytes]:
    """A robots.txt that answers so, one time after the other; the last answer stays. RETRY asks 502 once more."""
    return lambda _: answers.pop(0) if len(answers) > 1 else answers[0]


def test_a_silent_robots_txt_is_asked_again_and_obeyed_then(webs: Callable[..., Any], desktop: Any) -> None:
    busy = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    rules = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nUser-agent: *\nDisallow: /no\n"
    front = html('<a href="/film">a</a><a href="/no">b</a>')
    web = webs({"/robots.txt": _robots([busy, rules]), "/": front, "/film": offer("满江红"), "/no": offer("满江红")})
    dead = webs({"/robots.txt": busy, "*": offer("满江红")}, "127.0.0.2")
    desktop.configure(
        {"name": "s", "start_urls": [web.root + "/"]},
        {"name": "t", "start_urls": [dead.root + "/"]},
        allow_private=[f"{web.address}:{web.port}", f"{dead.address}:{dead.port}"],
    )
    desktop.works("满江红")
    desktop.run("crawl", expect=3)
    runs = {run["site"]: run for run in desktop.runs()}
    assert web.asked["/robots.txt"] == 2 and web.asked["/film"] == 1 and not web.asked["/no"]
    assert runs["s"]["status"] == "ok" and len(desktop.hits()) == 1
    assert runs["s"]["counts"]["robots"] == 1 and not runs["s"]["counts"].get("robots_silent")
    assert dead.asked == {"/robots.txt": 3} and runs["t"]["status"] == "blocked"
    assert "gave no answer" in runs["t"]["cause"] and "crawl again later" in runs["t"]["advice"]
    states = {site: _states(desktop, run["run_id"]) for site, run in runs.items()}
    assert states == {"s": {"ok": 2, "robots": 1}, "t": {"robots_silent": 1}}


def _states(desktop: Any, run_id: int) -> dict[str, int]:
    out = desktop.run("runs", "show", str(run_id), "--format", "jsonl").stdout
    return {row["state"]: row["addresses"] for row in map(json.loads, out.splitlines())}


def test_a_site_in_a_private_network_gets_advice_for_that(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"*": html("x")})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]})
    desktop.works("满江红")
    desktop.run("crawl", expect=3)
    (run,) = desktop.runs()
    assert run["status"] == "suspicious" and "private network" in run["cause"]
    assert "allow_private" in run["advice"] and "moved" not in run["advice"]
    assert "allow_private" in desktop.run("runs", "--language", "zh", "--format", "jsonl").stdout
    assert not web.asked


def test_a_silent_site_is_suspicious(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"*": html("", status="503 Busy")})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    assert "shuts us out" in desktop.run("crawl", expect=3).stderr
    desktop.configure({"name": "t", "start_urls": ["http://no-such-name.invalid/"]})
    desktop.run("crawl", expect=3)


def test_expectations(webs: Callable[..., Any], desktop: Any) -> None:
    web = webs({"/": html("one page")})
    site = {"name": "s", "start_urls": [web.root + "/"], "expect": {"pages": 20}}
    desktop.configure(site, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    assert "20 expected" in desktop.run("crawl", expect=3).stderr


def test_the_lock_and_a_clean_stop(webs: Callable[..., Any], desktop: Any) -> None:
    gate = threading.Event()

    def slow(path: str) -> bytes:
        if path == "/3":
            gate.wait(60)
        number = int(path.strip("/") or 0)
        return html(f'<a href="/{number + 1}">next</a>') if number < 15 else offer("满江红")

    web = webs({"*": slow})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    first = desktop.start("crawl")
    while web.asked.total() < 3:
        time.sleep(0.02)
    assert "lock" in desktop.run("crawl", expect=75).stderr
    first.send_signal(signal.SIGTERM)
    gate.set()
    first.wait(timeout=60)
    assert desktop.runs()[0]["status"] == "interrupted"
    desktop.run("crawl")
    assert len(desktop.hits()) == 1
    assert web.asked["/2"] == 1, "what was done is not fetched again"


@pytest.mark.slow
def test_kill_minus_9_loses_and_doubles_nothing(webs: Callable[..., Any], desktop: Any) -> None:
    pages = 60

    def page(path: str) -> bytes:
        time.sleep(0.01)
        number = int(path.strip("/") or 0)
        links = "".join(f'<a href="/{n}">页 {n}</a>' for n in (number * 2 + 1, number * 2 + 2) if n < pages)
        return html(
            f'{links}<h1>满江红 第{number}集</h1><a href="{share(number)}">满江红 第{number}集 1080P</a>',
            title="满江红",
        )

    web = webs({"*": page})
    desktop.configure(
        {"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"], concurrency=4
    )
    desktop.works("满江红")
    for round_ in range(6):
        asked = web.asked.total()
        process = desktop.start("crawl")
        while web.asked.total() < asked + 6 + round_ and process.poll() is None:
            time.sleep(0.005)
        process.kill()
        process.wait()
    desktop.run("crawl")
    hits = desktop.hits()
    assert sorted(hit["link_url"] for hit in hits) == sorted(share(number) for number in range(pages))
    desktop.run("db", "verify")
