"""The views answer the usual questions of analysts, the same on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from core.types import Review
from storage.store import Store


@pytest.fixture
def worked(store: Store, run_id: int, make) -> Store:
    """Two works, two sites, three hits of one account over two days; one is confirmed, one rejected."""
    one, two = make.works(store, "流浪地球2", "满江红")
    account = make.account()
    store.pages.save([make.record(run_id, make.finding("quark:1", make.match(one), make.match(two), account=account))])
    other = make.finding("quark:2", make.match(one), account=account, page_url="https://b.example/", site="b")
    later = make.at(hours=20)
    store.pages.save([make.record(run_id, other, url="https://b.example/", site="b", fetched_at=later)])
    store.reviews.add(Review(1, "confirm", "王", "看过", make.now))
    store.reviews.add(Review(2, "reject", "李", "影评", make.now))
    store.runs.finish(run_id, "ok", {"ok": 2}, "", later)
    return store


def ask(store: Store, question: str) -> list[tuple[Any, ...]]:
    with store.database.read() as connection:
        return [tuple(row) for row in connection.execute(text(question))]


def test_works_with_their_hits(worked: Store) -> None:
    question = 'SELECT title, hits, "new", confirmed, rejected FROM v_works ORDER BY work_id'
    assert ask(worked, question) == [("流浪地球2", 2, 1, 1, 0), ("满江红", 1, 0, 0, 1)]


def test_sites_with_their_runs_and_hits(worked: Store) -> None:
    assert ask(worked, "SELECT site, runs, last_status, hits, confirmed FROM v_sites") == [("a", 1, "ok", 2, 1)]


def test_runs(worked: Store) -> None:
    assert ask(worked, "SELECT run_id, site, status FROM v_runs") == [(1, "a", "ok")]


def test_accounts_that_do_it_again(worked: Store) -> None:
    question = "SELECT platform, account_id, name, hits, upheld, works FROM v_accounts"
    assert ask(worked, question) == [("tieba", "12", "张三", 3, 1, 2)]


def test_days(worked: Store) -> None:
    question = "SELECT day, channel, hits, confirmed FROM v_daily ORDER BY day"
    assert ask(worked, question) == [("2026-11-22", "video", 2, 1), ("2026-11-23", "video", 1, 0)]


def test_decisions(worked: Store) -> None:
    question = "SELECT hit_id, version, state, actor, decision, reason FROM v_decisions ORDER BY hit_id"
    assert ask(worked, question) == [
        (1, 2, "confirmed", "王", "confirm", "看过"),
        (2, 2, "rejected", "李", "reject", "影评"),
    ]
