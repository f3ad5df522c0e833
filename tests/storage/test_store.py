"""Several processes write one database, and any of them may be killed at any moment."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from sqlalchemy import text

from core.errors import StorageError
from storage.store import Store, open_store

ROOT = Path(__file__).parents[2]

# Crawls a site whose pages all show links of one small set, so that writers meet at the same rows.
CRAWL = """
import sys
from datetime import UTC, datetime
from core.types import Account, Finding, Link, Match, NewRequest, PageRecord, Reason, Sighting, Text
from storage.store import open_store

url, site, pages = sys.argv[1], sys.argv[2], int(sys.argv[3])
now = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)

def record(run_id, row):
    number = int(row.request.url.rsplit("/", 1)[-1])
    findings = []
    for offset in range(20):
        link = Link("netdisk", f"quark:{(number * 7 + offset) % 50}", f"https://q/{(number * 7 + offset) % 50}")
        match = Match(works[offset % 3], 80.0 + number % 20, "m-1", (Reason("exact", 1.0, "."),), f"{site}{number}")
        account = Account("tieba", str(offset % 5), f"{site}{number}")
        sighting = Sighting(row.request.url, link, (Text("anchor", "流浪地球2"),), site=site, account=account)
        findings.append(Finding(sighting, (match,) if offset % 2 else ()))
    follow = tuple(NewRequest(f"https://{site}/{n}") for n in (number * 2 + 1, number * 2 + 2) if n < pages)
    return PageRecord(row.request.url, site, run_id, "ok", now, row.request_id, findings=tuple(findings), follow=follow)

with open_store(url) as store:
    works = store.works.all()
    run_id = store.runs.start(site, now)
    store.frontier.start_round(site, [NewRequest(f"https://{site}/0")], now, run_id)
    while rows := store.frontier.claim(site, 4):
        if "step" in sys.argv:
            sys.stdin.readline()
        store.pages.save([record(run_id, row) for row in rows])
        print("saved", flush=True)
    store.runs.finish(run_id, "ok", {}, "", now)
"""


def crawl(url: str, site: str, pages: int, *words: str) -> subprocess.Popen:
    command = [sys.executable, "-c", CRAWL, url, site, str(pages), *words]
    return subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True)


def finished(process: subprocess.Popen) -> None:
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors


def check(store: Store, sites: dict[str, int]) -> None:
    """Every page is done once, every link is one row, and every hit has the best score of its sightings."""
    for site, pages in sites.items():
        assert store.frontier.counts(site, 1) == {"ok": pages}
    with store.database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM links")).scalar() == 50
        assert connection.execute(text("SELECT count(*) FROM accounts")).scalar() == 5
        assert connection.execute(text("SELECT count(*) FROM sightings")).scalar() == 20 * sum(sites.values())
        worse = "SELECT count(*) FROM hits WHERE score < (SELECT max(score) FROM matches WHERE hit_id = hits.id)"
        assert connection.execute(text(worse)).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM hits WHERE site = '' OR matched_text = ''")).scalar() == 0


def test_two_processes_write_the_same_links(store: Store, url: str, make) -> None:
    make.works(store, "流浪地球2", "满江红", "深海")
    for process in [crawl(url, site, 40) for site in ("a", "b")]:
        finished(process)
    check(store, {"a": 40, "b": 40})


def test_a_crawl_that_is_killed_loses_and_repeats_nothing(store: Store, url: str, make) -> None:
    make.works(store, "流浪地球2", "满江红", "深海")
    for batches in (1, 2, 3, 2):
        process = crawl(url, "a", 60, "step")
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("go on\n" * (batches + 1))
        process.stdin.flush()
        for _ in range(batches):
            assert process.stdout.readline() == "saved\n"
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        with store.database.read() as connection:
            done = connection.execute(text("SELECT count(*) FROM requests WHERE state = 'done'")).scalar()
            shown = connection.execute(text("SELECT count(*) FROM pages")).scalar()
        assert done == shown  # a page is done if and only if all it showed is there
    finished(crawl(url, "a", 60))
    check(store, {"a": 60})
    assert [run.status for run in store.runs.list()] == ["ok"] + ["interrupted"] * 4


def test_a_store_closes_what_it_opened(url: str, make) -> None:
    with open_store(url) as store:
        make.works(store, "流浪地球2")
    store.close()


def test_a_store_is_not_made_where_none_was_asked_for(new_url: str) -> None:
    with pytest.raises(StorageError, match="run netsword init"):
        open_store(new_url)
