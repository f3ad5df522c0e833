"""How long the console takes to answer over a full database: next page, filters, hits, decisions.

python -m benchmarks.console [--hits 200000] [--rounds 40] [--writing] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlencode

from pwdlib import PasswordHash

from benchmarks.hits_database import fill
from core.types import Finding, Link, PageRecord, Sighting, Text
from storage.store import Store, open_store

PASSWORD = "a benchmark password"
ROOT = Path(__file__).parent.parent


class Browser:
    """Keeps a connection and its cookies, and the time each request took."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies: dict[str, str] = {}

    def ask(
        self, method: str, path: str, form: dict[str, str] | None = None, *, piece: bool = False
    ) -> tuple[str, float]:
        headers = {"cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "accept-language": "zh"}
        if piece:
            headers["hx-request"] = "true"
        body = None
        if form is not None:
            body = urlencode(form)
            headers["content-type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        took = time.perf_counter() - began
        for line in answer.headers.get_all("set-cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:500]}")
        return text, took

    def sign_in(self) -> None:
        text, _ = self.ask("GET", "/login")
        self.ask("POST", "/login", {"csrf": _csrf(text), "name": "bench", "password": PASSWORD})


def _csrf(text: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', text)
    assert found, text[:500]
    return found[1]


def _pages(browser: Browser, rounds: int) -> Iterator[float]:
    path = "/queue"
    for _ in range(rounds):
        text, took = browser.ask("GET", path, piece="after=" in path)
        yield took
        found = re.search(r'hx-get="([^"]+)"', text)
        path = found[1].replace("&amp;", "&") if found else "/queue"


def _filters(browser: Browser, rounds: int) -> Iterator[float]:
    kinds = ("netdisk", "magnet", "embed", "page")
    for n in range(rounds):
        choices = (
            f"site=site-{n * 7 % 400:03}",
            f"kind={kinds[n % 4]}",
            "channel=forum",
            f"work={n * 13 % 4000 + 1}",
            f"holder={quote(f'权利人{n % 40}')}",
            "least=90&kind=magnet",
            "since=2026-09-01",
            f"batch=2026-{n % 12 + 1:02}",
            "state=rejected",
            # what no index holds together, and what nothing fits
            "least=99&kind=page&channel=forum",
            "since=2026-03-01&until=2026-03-01&least=99&kind=page",
            "state=any&order=newest&kind=torrent&channel=music",
            "until=2025-01-01&order=newest",
            f"holder={quote(f'权利人{n % 40}')}&state=any&since=2026-06-01&until=2026-06-03",
            "provider=nobody",
        )
        yield browser.ask("GET", "/queue?" + choices[n % len(choices)])[1]


def _searches(browser: Browser, rounds: int) -> Iterator[float]:
    for n in range(rounds):
        yield browser.ask("GET", "/queue?q=" + quote(("天地", "洪荒", "金生丽", "云腾")[n % 4]))[1]


def _panes(browser: Browser, rounds: int) -> Iterator[float]:
    for n in range(rounds):
        yield browser.ask("GET", f"/hits/{n * 997 % 100_000 + 1}/pane", piece=True)[1]


def _decisions(browser: Browser, rounds: int) -> Iterator[float]:
    text, _ = browser.ask("GET", "/queue")
    ids = re.findall(r'id="hit-(\d+)"', text)
    pane, _ = browser.ask("GET", f"/hits/{ids[0]}/pane", piece=True)
    for n in range(rounds):
        if n + 1 >= len(ids):
            text, _ = browser.ask("GET", "/queue")
            ids = ids[:n] + re.findall(r'id="hit-(\d+)"', text)
        version = re.search(r'name="version" value="(\d+)"', pane)
        assert version
        form = {"csrf": _csrf(pane), "choice": "confirm", "version": version[1], "next": ids[n + 1]}
        pane, took = browser.ask("POST", f"/hits/{ids[n]}/decision", form, piece=True)
        yield took


def _dashboards(browser: Browser, rounds: int) -> Iterator[float]:
    for n in range(rounds):
        yield browser.ask("GET", f"/dashboard?days={(30, 90, 365)[n % 3]}")[1]


MEASURES: tuple[tuple[str, Callable[[Browser, int], Iterator[float]]], ...] = (
    ("next page", _pages),
    ("filter change", _filters),
    ("search of 2-3 characters", _searches),
    ("hit beside the queue", _panes),
    ("decision and next hit", _decisions),
    ("dashboard", _dashboards),
)


def _write(url: str, stop: threading.Event) -> None:
    """What a crawl does meanwhile: pages with sightings, one batch after the other."""
    with open_store(url) as store:
        run = store.runs.start("bench-crawl", datetime.now(UTC))
        number = 0
        while not stop.is_set():
            store.pages.save([_record(run, number + n) for n in range(50)])
            number += 50
            stop.wait(0.2)


def _record(run: int, number: int) -> PageRecord:
    url = f"https://writing.example/{number}"
    found = Sighting(url, Link("page", url, url), (Text("anchor", f"正在写入 {number}"),), site="bench-crawl")
    return PageRecord(url, "bench-crawl", run, "ok", datetime.now(UTC), findings=(Finding(found),))


def _prepare(folder: Path, number: int) -> None:
    (folder / "netsword.toml").write_text('contact = "bench@netsword.example"\n', encoding="utf-8")
    url = f"sqlite:///{folder / 'netsword.db'}"
    if (folder / "netsword.db").exists():
        return
    began = time.monotonic()
    store: Store = open_store(url, create=True)
    fill(store, number)
    store.users.add("bench", "analyst", PasswordHash.recommended().hash(PASSWORD), datetime.now(UTC))
    store.close()
    size = (folder / "netsword.db").stat().st_size / 1e6
    print(f"{number} hits written in {time.monotonic() - began:.0f} s, {size:.0f} MB", flush=True)


def _serve(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = {**os.environ, "NETSWORD_CONFIG": str(folder / "netsword.toml"), "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-m", "cli.main", "serve", "--port", str(port)]
    server = subprocess.Popen(words, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server, port
        time.sleep(0.1)
    raise RuntimeError("the console did not start")


def _processor_seconds(pid: int) -> float:
    """What the server has spent: unlike the clock it does not depend on what else the machine does."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _measure(folder: Path, rounds: int, writing: bool) -> None:
    server, port = _serve(folder)
    stop = threading.Event()
    writer = threading.Thread(target=_write, args=(f"sqlite:///{folder / 'netsword.db'}", stop))
    try:
        if writing:
            writer.start()
        browser = Browser(port)
        browser.sign_in()
        for name, measure in MEASURES:
            before = _processor_seconds(server.pid)
            times = sorted(1000 * took for took in measure(browser, rounds))
            spent = 1000 * (_processor_seconds(server.pid) - before) / len(times)
            p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
            print(
                f"{name:26} median {statistics.median(times):6.0f} ms   p95 {p95:6.0f} ms   worst {times[-1]:6.0f} ms  "
                f" processor {spent:6.0f} ms",
                flush=True,
            )
    finally:
        stop.set()
        if writing:
            writer.join()
        server.terminate()
        server.wait()


def main() -> None:
    """Builds the database (or takes the one kept in a folder), starts the console, measures."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--hits", type=int, default=200_000)
    words.add_argument("--rounds", type=int, default=40)
    words.add_argument("--writing", action="store_true", help="with a writer at work")
    words.add_argument("--keep", type=Path, help="a folder for the database, used again when it is there")
    given = words.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        _prepare(given.keep, given.hits)
        _measure(given.keep, given.rounds, given.writing)
        return
    with tempfile.TemporaryDirectory() as folder:
        _prepare(Path(folder), given.hits)
        _measure(Path(folder), given.rounds, given.writing)


if __name__ == "__main__":
    main()
