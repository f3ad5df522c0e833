"""Hits written per CPU-second, against one INSERT a hit through SQLAlchemy's ORM-less Core with a commit each.

python -m benchmarks.storing [--pages 400] [--links 60]
"""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, text

from benchmarks.options import numbers
from core.types import Finding, Link, Match, PageRecord, Reason, Sighting, Text, Work
from storage.store import open_store

BATCH = 50
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def records(pages: int, links: int, work: Work, run_id: int) -> list[PageRecord]:
    """Pages on which every link is a hit: the dearest case."""
    match = Match(work, 92.0, "bench-1", (Reason("title", 0.0, "the title stands in the text"),), work.title, "anchor")
    made = []
    for page in range(pages):
        url = f"https://pirate.example/{page}"
        findings = []
        for number in range(links):
            key = f"{page * links + number:012x}"
            link = Link("netdisk", f"quark:{key}", f"https://pan.quark.cn/s/{key}", "quark")
            findings.append(Finding(Sighting(url, link, (Text("anchor", work.title),), site="bench"), (match,)))
        made.append(PageRecord(url, "bench", run_id, "ok", NOW, findings=tuple(findings)))
    return made


def by_the_store(folder: Path, pages: int, links: int) -> float:
    """CPU seconds of the product's own way."""
    with open_store(f"sqlite:///{folder}/store.db", create=True) as store:
        store.works.import_works([Work("流浪地球2")], NOW)
        made = records(pages, links, store.works.all()[0], store.runs.start("bench", NOW))
        began = time.process_time()
        for start in range(0, pages, BATCH):
            store.pages.save(made[start : start + BATCH])
        return time.process_time() - began


def one_by_one(folder: Path, hits: int) -> float:
    """CPU seconds of a look and an INSERT for each hit, committed each: what a first script does."""
    engine = create_engine(f"sqlite:///{folder}/naive.db")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE hit (url TEXT PRIMARY KEY, title TEXT, page TEXT, score REAL)"))
    began = time.process_time()
    for number in range(hits):
        values = {"url": f"https://pan.quark.cn/s/{number:012x}", "title": "流浪地球2", "page": "p", "score": 92.0}
        with engine.begin() as connection:
            if not connection.execute(text("SELECT 1 FROM hit WHERE url = :url"), values).first():
                connection.execute(text("INSERT INTO hit VALUES (:url, :title, :page, :score)"), values)
    engine.dispose()
    return time.process_time() - began


def main() -> None:
    """Prints hits per CPU-second of both ways."""
    args = numbers(__doc__, pages=400, links=60)
    hits = args.pages * args.links
    with tempfile.TemporaryDirectory() as name:
        ours = hits / by_the_store(Path(name), args.pages, args.links)
        naive = 2_000 / one_by_one(Path(name), 2_000)
    print(
        f"hits written per CPU-second: netsword {ours:,.0f} (link, page, sighting, hit, match), one by one {naive:,.0f}"
    )
    print(f"ratio {ours / naive:.1f}")


if __name__ == "__main__":
    main()
