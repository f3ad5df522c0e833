"""What happens to a crawl on a real machine: signals, full disks, overlapping starts, rotated logs, wrong clocks."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.crawl import is_due
from core.config import Site
from storage.store import Store, open_store, upgrade

NETSWORD = [sys.executable, "-m", "cli.main"]
PAGES = 40


def _page(path: str) -> bytes:
    if path == "/favicon.ico":
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    number = int(path.strip("/") or 0)
    links = "".join(f'<a href="/{n}">页 {n}</a>' for n in (number * 2 + 1, number * 2 + 2) if n < PAGES)
    body = f'{links}<a href="https://pan.quark.cn/s/{number:012x}">满江红 1080P</a>' + "<p>字</p>" * 400
    data = f"<html><head><meta charset=utf-8><title>满江红</title></head><body>{body}</body></html>".encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(data)}\r\nConnection: close\r\n\r\n"
    return head.encode() + data


def _site(webs: Callable[..., Any], desktop: Any, answer: Callable[[str], bytes] = _page, **crawl: Any) -> Any:
    web = webs({"*": answer})
    place = f"{web.address}:{web.port}"
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[place], concurrency=2, **crawl)
    desktop.works("满江红")
    return web


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_crawl_cleanly_and_the_next_goes_on(
    number: signal.Signals, webs: Callable[..., Any], desktop: Any
) -> None:
    gate = threading.Event()

    def slow(path: str) -> bytes:
        if path == "/9":
            gate.wait(60)
        return _page(path)

    web = _site(webs, desktop, slow)
    with (desktop.folder / "log").open("ab") as log:
        process = subprocess.Popen([*NETSWORD, "crawl"], cwd=desktop.folder, env=desktop.environment, stderr=log)
    while not web.asked["/9"]:
        time.sleep(0.02)
    (desktop.folder / "log").write_bytes(b"")  # a log that is rotated by copying and truncating
    process.send_signal(number)
    gate.set()
    assert process.wait(timeout=60) == 3
    run = desktop.runs()[0]
    assert (run["status"], "by a signal" in run["cause"]) == ("interrupted", True)
    assert b"interrupted" in (desktop.folder / "log").read_bytes()
    desktop.run("crawl")
    assert len(desktop.hits()) == PAGES


def test_a_signal_ends_the_workers_of_a_crawl_too(webs: Callable[..., Any], desktop: Any) -> None:
    def endless(path: str) -> bytes:
        number = int(path.strip("/") or 0) if path.strip("/").isdigit() else 0
        body = f'<html><title>满江红</title><a href="/{number + 1}">下一页</a><p>字</p></html>'.encode()
        return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)

    served = [webs({"*": endless}), webs({"*": endless})]
    desktop.configure(
        *({"name": f"s{n}", "start_urls": [web.root + "/"]} for n, web in enumerate(served)),
        allow_private=[f"{web.address}:{web.port}" for web in served],
        max_depth=5_000,
        delay=0.05,
    )
    desktop.works("满江红")
    process = desktop.start("crawl", "--workers", "2")
    while not all(web.asked["/5"] for web in served):
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=60) == 3
    assert {(run["site"], run["status"]) for run in desktop.runs()} == {("s0", "interrupted"), ("s1", "interrupted")}


def test_a_full_disk_ends_a_crawl_with_its_cause_and_the_next_goes_on(webs: Callable[..., Any], desktop: Any) -> None:
    _site(webs, desktop)
    size = (desktop.folder / "netsword.db").stat().st_size

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, resource.RLIM_INFINITY))

    done = subprocess.run(
        [*NETSWORD, "crawl"],
        cwd=desktop.folder,
        env=desktop.environment,
        preexec_fn=full,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    desktop.run("crawl")
    assert len(desktop.hits()) == PAGES
    desktop.run("db", "verify")


def test_a_worker_that_needs_too_much_memory_stops_with_its_cause(webs: Callable[..., Any], desktop: Any) -> None:
    gate = threading.Event()

    def slow(path: str) -> bytes:
        if path == "/9":
            gate.wait(12)
        return _page(path)

    _site(webs, desktop, slow, max_memory_mb=100)
    desktop.run("crawl", expect=3)
    run = desktop.runs()[0]
    assert run["status"] == "interrupted" and "max_memory_mb" in run["cause"]
    told = desktop.run("runs", "show", str(run["run_id"])).stdout
    assert "queued" in told and "left" not in told, "no budget was spent: they wait for the next run"
    assert told.count("crawl again: it goes on where it stopped") == 2, "advice is shown whole"


@pytest.fixture
def store(tmp_path: Path) -> Any:
    url = f"sqlite:///{tmp_path / 'netsword.db'}"
    upgrade(url)
    with open_store(url) as opened:
        yield opened


def test_a_clock_that_was_wrong_does_not_put_a_site_off_for_years(store: Store) -> None:
    site = Site(name="s", start_urls=("http://a.example/",), every=timedelta(hours=6))
    assert is_due(store, site)
    now = datetime.now(UTC)
    for started, due in ((now + timedelta(days=9_000), True), (now, False), (now - timedelta(hours=7), True)):
        run_id = store.runs.start("s", started)
        store.frontier.start_round("s", [], started, run_id)
        assert is_due(store, site) is due


def test_a_page_that_cannot_be_read_ends_in_an_error_and_takes_no_other_with_it(
    webs: Callable[..., Any], desktop: Any
) -> None:
    _site(webs, desktop)
    broken = (
        "from crawler.spiders import site\n"
        "real = site.read\n"
        "def read(page, family):\n"
        "    if page.url.endswith('/7'): raise LookupError('a mistake of ours')\n"
        "    return real(page, family)\n"
        "site.read = read\n"
        "import sys; sys.argv = ['netsword', 'crawl']\n"
        "from cli.main import run; run()\n"
    )
    subprocess.run([sys.executable, "-c", broken], cwd=desktop.folder, env=desktop.environment, check=True)
    number = str(desktop.runs()[0]["run_id"])
    (line,) = desktop.run("runs", "show", number, "--urls", "--state", "error", "--format", "jsonl").stdout.splitlines()
    assert "/7" in line and "LookupError: a mistake of ours" in line
    assert len(desktop.hits()) == PAGES - 7, "what only the broken page led to is not known"
