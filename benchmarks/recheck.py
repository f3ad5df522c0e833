"""Looks again at many noticed links on many hosts: memory, delay at each host, and whether every answer was understood.

python -m benchmarks.recheck [--links 10000] [--hosts 40] [--delay 0.02]

The hosts are names of one loopback server that answers in known ways and notes when each host was asked; one of the
hosts is slow. Peak memory is that of the `netsword recheck` process. The peer is a look at one link alone: what a
recheck of nothing costs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from core.config import load_config
from core.types import Finding, Link, Match, Page, PageRecord, Reason, Review, Sighting, Text, Work
from storage.evidence import EvidenceWriter
from storage.fresh import FreshLook
from storage.hits import HitQuery
from storage.store import Store, open_store
from takedown.approving import approve
from takedown.desk import Desk
from takedown.drafting import Wish, draft
from takedown.fresh import waiting
from takedown.sending import send

TITLE = "远山的灯"
# What the server answers to link number n: status, words, and the verdict and reason that are right.
ANSWERS = (
    (200, f"【4K】{TITLE} 全集 在线播放", "alive", "alive"),
    (404, "Not Found", "gone", "not_found"),
    (200, "此链接分享内容可能因为涉及侵权、色情、反动、低俗等信息，无法访问！", "gone", "platform"),
    (200, "啊哦，你来晚了，分享的文件已经被取消了", "gone", "owner"),
    (200, "啊哦！链接已过期", "gone", "expired"),
    (451, "Unavailable For Legal Reasons", "gone", "legal"),
    (403, "Forbidden", "unknown", "challenge"),
    (200, "请先登录后查看", "unknown", "login"),
    (200, "该内容在您所在的地区无法观看", "unknown", "geo"),
    (503, "Service Unavailable", "unknown", "error"),
)
SLOW = 0.5  # seconds that the slow host takes
COMPLAINANT = """
[complainant]
name = "王芳"
organisation = "星河影业有限公司"
address = "北京市朝阳区光华路1号"
phone = "010-5550100"
email = "rights@xinghe.example"
identity = "统一社会信用代码 91110105MA00000001"
"""


class Clock:
    """When each host was asked last, and the times between two questions to one host."""

    def __init__(self) -> None:
        self.last: dict[str, float] = {}
        self.gaps: list[float] = []

    def answer(self, host: str, path: str) -> tuple[int, str]:
        """Notes the question; what is answered."""
        if path == "/robots.txt":
            return 404, ""
        if path == "/gaps":
            return 200, json.dumps(self.gaps)
        now = time.monotonic()
        if host in self.last:
            self.gaps.append(round(now - self.last[host], 4))
        self.last[host] = now
        return ANSWERS[int(path.rpartition("/")[2]) % len(ANSWERS)][:2]


def serve(port: int) -> None:
    """Answers until it is terminated; /gaps tells the times between two questions to one host."""
    clock = Clock()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await _exchange(clock, reader, writer):
                pass
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", port)
        await server.serve_forever()

    asyncio.run(run())


async def _exchange(clock: Clock, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    line = await reader.readline()
    if not line:
        return False
    path, host = line.split(b" ")[1].decode(), ""
    while (header := await reader.readline()).strip():
        if header.lower().startswith(b"host:"):
            host = header[5:].strip().decode()
    status, words = clock.answer(host, path)
    if host.startswith("h000.") and path != "/robots.txt":
        await asyncio.sleep(SLOW)
    body = f"<html><body><p>{words}</p></body></html>".encode()
    head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    writer.write(head.encode() + body)
    await writer.drain()
    return True


def prepare(folder: Path, port: int, links: int, hosts: int, delay: float) -> Store:
    """A configuration, and a database whose every link stands in a notice that is out."""
    (folder / "hosts").write_text("".join(f"127.0.0.1 h{number:03}.example\n" for number in range(hosts)))
    (folder / "netsword.toml").write_text(
        f'contact = "bench@netsword.example"\n[crawl]\ndelay = {delay}\nhosts_file = "hosts"\n'
        f'allow_private = ["127.0.0.1:{port}"]\n{COMPLAINANT}'
    )
    config = load_config(folder / "netsword.toml")
    store = open_store(config.database_url, create=True)
    now = datetime.now(UTC) - timedelta(days=2)
    store.works.import_works([Work(TITLE, holder="星河影业有限公司", kind="film", year=2026)], now)
    (work,) = store.works.all()
    writer = EvidenceWriter(config.evidence_folder)
    capture = writer.write(Page("https://luntan.example/1", b"<html></html>", status=200, fetched_at=now))
    writer.close()
    run_id = store.runs.start("luntan", now)
    records = [
        PageRecord(url, "luntan", run_id, "ok", now, findings=(_finding(work, url, now),), capture=capture)
        for url in urls(port, links, hosts)
    ]
    for start in range(0, links, 500):
        store.pages.save(records[start : start + 500])
    for hit in list(store.hits.query(HitQuery())):
        store.reviews.add(Review(hit.hit_id, "confirm", "甲", "原片", now))
    desk = Desk.open(config, store)
    for notice in draft(desk, Wish(), "小张", now).notices:
        for place in waiting(desk, notice, now):  # alive when approved: what the server answers came later
            store.fresh.add(FreshLook(place.hit.hit_id, place.url, "alive", "alive", "", 200, "127.0.0.1", "老李", now))
        approve(desk, notice.notice_id, "老李", now)
        send(desk, notice.notice_id, "老李", now, export=folder / "out")
    return store


def urls(port: int, links: int, hosts: int) -> Iterator[str]:
    """The addresses: the slow host has few of them."""
    for number in range(links):
        host = number % hosts if number < 20 * hosts else 1 + number % (hosts - 1)
        yield f"http://h{host:03}.example:{port}/v/{number}"


def _finding(work: Work, url: str, now: datetime) -> Finding:
    words = f"【4K】{TITLE} 全集"
    sighting = Sighting(url, Link("page", url, url, "h"), (Text("anchor", words),), seen_at=now)
    return Finding(sighting, (Match(work, 96.0, "bench-1", (Reason("title", 100.0, "x"),), words, "anchor"),))


def recheck(folder: Path, *words: str) -> dict[str, Any]:
    """Runs the command; seconds, CPU seconds, peak memory in MB, and its rows."""
    command = [sys.executable, "-m", "cli.main", "recheck", "--all", "--format", "jsonl", *words]
    env = {**os.environ, "NETSWORD_CONFIG": str(folder / "netsword.toml")}
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with (folder / "out.jsonl").open("w") as out, (folder / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=out, stderr=log, env=env)
        _, code, usage = os.wait4(process.pid, 0)
    if code:
        raise RuntimeError((folder / "log").read_text()[-2_000:])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    rows = [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": time.monotonic() - began, "cpu": cpu, "peak": usage.ru_maxrss / 1024, "rows": rows}


def main() -> None:
    """Prints the figures; exit code 1 when an answer was misunderstood, a link left out, or a host asked too soon."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=40)
    parser.add_argument("--delay", type=float, default=0.02)
    args = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = multiprocessing.Process(target=serve, args=(port,), daemon=True)
        server.start()
        try:
            prepare(folder, port, args.links, args.hosts, args.delay).close()
            one = recheck(folder, "--limit", "1")
            many = recheck(folder)
            gaps = _gaps(port)
        finally:
            server.terminate()
            server.join()
    wrong = Counter(
        f"{row['verdict']}/{row['reason']} instead of {'/'.join(_right(row['url']))}"
        for row in many["rows"]
        if (row["verdict"], row["reason"]) != _right(row["url"])
    )
    print(f"one link: {one['cpu']:.1f} CPU s, peak {one['peak']:.0f} MB")
    looked = len(many["rows"]) + len(one["rows"])
    print(
        f"{looked} links on {args.hosts} hosts: {many['seconds']:.0f} s, {many['cpu']:.1f} CPU s, "
        f"{len(many['rows']) / many['cpu']:.0f} links a CPU-s, peak {many['peak']:.0f} MB"
    )
    gaps.sort()
    shortest, early, middle = (gaps[len(gaps) * share // 100] * 1000 for share in (0, 1, 50))
    print(
        f"gaps at one host: shortest {shortest:.0f} ms, 1 % below {early:.0f} ms, median {middle:.0f} ms "
        f"(delay {args.delay * 1000:.0f} ms)"
    )
    print(f"misunderstood: {dict(wrong) or 'none'}")
    sys.exit(bool(wrong) or looked < args.links or early < args.delay * 500)


def _right(url: str) -> tuple[str, str]:
    answer = ANSWERS[int(url.rpartition("/")[2]) % len(ANSWERS)]
    return answer[2], answer[3]


def _gaps(port: int) -> list[float]:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"GET /gaps HTTP/1.1\r\nHost: bench\r\n\r\n")
        answer = b""
        while b"</html>" not in answer:
            answer += connection.recv(1_000_000)
    text = answer.decode()
    found: list[float] = json.loads(text[text.index("<p>") + 3 : text.rindex("</p>")])
    return found


if __name__ == "__main__":
    main()
