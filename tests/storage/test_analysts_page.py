"""Every query of docs/analysts.md runs on both databases, over the engine and as SQLite's own tools run it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from core.types import Review, Work
from storage.deciding import Decision
from storage.describe import VIEWS
from storage.scope import ALL
from storage.store import Store

PAGE = (Path(__file__).parents[2] / "docs" / "analysts.md").read_text("utf-8")
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE, re.S)
OF_ENGINE = {"-- SQLite": "sqlite", "-- PostgreSQL": "postgresql"}


@pytest.fixture
def worked(store: Store, run_id: int, make) -> Store:
    """Something of everything that the page asks about."""
    work, common = make.works(store, Work("孤山夜行", holder="甲影业", year=2026, kind="film"), "英雄")
    capture, account = make.capture(), make.account()
    found = [make.finding("quark:1", make.match(work, text="孤杉夜行 4K"), account=account)]
    found += [make.finding(f"quark:f{number}", make.match(common)) for number in range(60)]
    store.pages.save([make.record(run_id, *found, capture=capture)])
    hits = {hit.work_title: hit.hit_id for hit in store.hits.query()}
    store.runs.finish(run_id, "suspicious", {}, "read too little", make.now)
    store.reviews.add(Review(hits["孤山夜行"], "confirm", "王", "", make.now))
    store.learned.learn(ALL, hits["孤山夜行"], Decision("confirm", "王", "", make.now))
    store.floods.look(make.now)
    store.suppressions.reject(ALL, hits["英雄"], Decision("reject", "王", "影评", make.now), "link")
    return store


def test_every_view_is_asked_for_an_example() -> None:
    asked = "\n".join(QUERIES)
    assert [view for view in VIEWS if not re.search(rf"\b{view}\b", asked)] == []


def test_every_query_gives_rows(worked: Store, engine: str) -> None:
    for query in QUERIES:
        if OF_ENGINE.get(query.split("\n")[0], engine) != engine:
            continue
        with worked.database.read() as connection:
            assert connection.execute(text(query.replace(":", "\\:"))).first() is not None, query
        if engine == "sqlite":
            with closing(sqlite3.connect(f"file:{worked.database.path}?mode=ro", uri=True)) as raw:
                assert raw.execute(query).fetchone() is not None, query
