"""The frontier loses nothing, repeats nothing, and gives up only what kills the process."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from core.types import NewRequest, QueuedRequest, Text
from storage.frontier import Round
from storage.store import Store, open_store

SITE = "a"


def paths(claimed: list[QueuedRequest]) -> list[str]:
    return [row.request.url.rsplit("/", 1)[-1] for row in claimed]


def finish(store: Store, run_id: int, make, claimed: list[QueuedRequest], **fields) -> None:
    store.pages.save([make.record(run_id, url=row.request.url, request_id=row.request_id, **fields) for row in claimed])


@pytest.fixture
def begun(store: Store, run_id: int, make) -> Store:
    """A store whose site has a round with the address `start`."""
    store.frontier.start_round(SITE, [make.request("start")], make.now, run_id)
    return store


def test_the_first_round_begins_at_the_seeds(store: Store, run_id: int, make) -> None:
    seeds = [make.request("1"), make.request("2")]
    assert store.frontier.start_round(SITE, seeds, make.now, run_id) == Round(1, resumed=False)
    assert store.frontier.pending(SITE) == 2
    assert store.frontier.due(SITE) is None
    assert paths(store.frontier.claim(SITE, 10)) == ["1", "2"]


def test_the_most_promising_come_first_then_the_oldest(begun: Store, make) -> None:
    wanted = [make.request("low", priority=-20), make.request("b", priority=40), make.request("c", priority=40)]
    assert begun.frontier.add(SITE, wanted, 1) == 3
    claimed = begun.frontier.claim(SITE, 2) + begun.frontier.claim(SITE, 2)
    assert paths(claimed) == ["b", "c", "start", "low"]


def test_what_is_handed_out_is_not_handed_out_again_and_stays_queued(begun: Store, url: str) -> None:
    assert paths(begun.frontier.claim(SITE, 5)) == ["start"]
    assert begun.frontier.claim(SITE, 5) == []
    assert begun.frontier.pending(SITE) == 1
    with open_store(url) as after_a_crash:
        assert paths(after_a_crash.frontier.claim(SITE, 5)) == ["start"]


def test_what_is_given_back_is_handed_out_again_and_was_no_attempt(begun: Store) -> None:
    for _ in range(5):
        (row,) = begun.frontier.claim(SITE, 5)
        assert row.attempts == 1
        begun.frontier.release(SITE)
    begun.frontier.release("a site nobody knows")


def test_nothing_is_handed_out_when_nothing_is_asked_for(begun: Store, url: str) -> None:
    begun.frontier.claim(SITE, 1)
    with open_store(url) as after_a_crash:
        assert after_a_crash.frontier.claim(SITE, 0) == []


def test_a_request_carries_all_that_was_said_about_it(begun: Store, make) -> None:
    request = NewRequest(
        "https://a.example/2",
        7,
        depth=2,
        hops=1,
        from_url="https://a.example/1",
        context=(Text("context", "流浪地球"),),
    )
    begun.frontier.add(SITE, [request], 1)
    (row,) = begun.frontier.claim(SITE, 1)
    assert row.request == request


def test_an_address_is_queued_once_a_round(begun: Store, run_id: int, make) -> None:
    again = tuple(make.request(path) for path in ("start", "2", "2"))
    claimed = begun.frontier.claim(SITE, 1)
    assert begun.pages.save([make.record(run_id, request_id=claimed[0].request_id, follow=again)]).requests_new == 1
    assert paths(begun.frontier.claim(SITE, 9)) == ["2"]


def test_an_address_met_again_with_more_promise_moves_forward(begun: Store, make) -> None:
    begun.frontier.add(SITE, [make.request("late", priority=-20), make.request("x", priority=10)], 1)
    assert begun.frontier.add(SITE, [make.request("late", priority=40)], 1) == 0
    assert begun.frontier.add(SITE, [make.request("x", priority=-5)], 1) == 0
    assert paths(begun.frontier.claim(SITE, 9)) == ["late", "x", "start"]


def test_a_round_that_was_left_is_resumed(begun: Store, run_id: int, make) -> None:
    finish(begun, run_id, make, begun.frontier.claim(SITE, 1), follow=(make.request("2"),))
    seeds = [make.request("start"), make.request("new-seed")]
    assert begun.frontier.start_round(SITE, seeds, make.at(hours=1), run_id) == Round(1, resumed=True)
    assert sorted(paths(begun.frontier.claim(SITE, 9))) == ["2", "new-seed"]


def test_a_finished_round_is_followed_by_the_next(begun: Store, run_id: int, make) -> None:
    finish(begun, run_id, make, begun.frontier.claim(SITE, 1), etag='"e"', last_modified="yesterday")
    assert begun.frontier.due(SITE) == make.now
    assert begun.frontier.counts(SITE, 1) == {"ok": 1}
    later = make.at(hours=6)
    assert begun.frontier.start_round(SITE, [make.request("start")], later, run_id) == Round(2, resumed=False)
    assert begun.frontier.due(SITE) == make.now
    (row,) = begun.frontier.claim(SITE, 9)
    assert (row.etag, row.last_modified, row.attempts) == ('"e"', "yesterday", 1)
    finish(begun, run_id, make, [row])
    assert begun.frontier.due(SITE) == later


def test_links_of_older_rounds_are_queued_again_when_they_are_met(begun: Store, run_id: int, make) -> None:
    finish(begun, run_id, make, begun.frontier.claim(SITE, 1), follow=(make.request("2"),))
    finish(begun, run_id, make, begun.frontier.claim(SITE, 1))
    begun.frontier.start_round(SITE, [make.request("start")], make.at(hours=6), run_id)
    finish(begun, run_id, make, begun.frontier.claim(SITE, 1), follow=(make.request("2"),))
    assert paths(begun.frontier.claim(SITE, 9)) == ["2"]
    assert begun.frontier.counts(SITE, 2) == {"ok": 1, "queued": 1}


@pytest.mark.parametrize("state", ["ok", "gone", "blocked", "timeout", "refused", "error", "left", "truncated"])
def test_every_address_ends_in_one_state(begun: Store, run_id: int, make, state: str) -> None:
    finish(begun, run_id, make, begun.frontier.claim(SITE, 1), state=state, cause="because", status=418)
    assert begun.frontier.counts(SITE, 1) == {state: 1}
    assert begun.frontier.pending(SITE) == 0
    with begun.database.read() as connection:
        row = connection.execute(text("SELECT state, cause, http_status, run_id FROM requests")).one()
    assert tuple(row) == ("done", "because", 418, run_id)


def test_a_tag_is_kept_when_the_page_could_not_be_read(begun: Store, run_id: int, make) -> None:
    finish(begun, run_id, make, begun.frontier.claim(SITE, 1), etag="e1")
    for number, state in enumerate(("timeout", "not_modified", "blocked")):
        begun.frontier.start_round(SITE, [make.request("start")], make.at(hours=number), run_id)
        finish(begun, run_id, make, begun.frontier.claim(SITE, 1), state=state)
    begun.frontier.start_round(SITE, [make.request("start")], make.at(hours=9), run_id)
    assert [row.etag for row in begun.frontier.claim(SITE, 1)] == ["e1"]


def test_a_round_can_be_ended_early(begun: Store, make) -> None:
    begun.frontier.add(SITE, [make.request("2")], 1)
    begun.frontier.claim(SITE, 1)
    assert begun.frontier.abandon(SITE, "left", "the budget was spent", make.at(hours=1)) == 2
    assert begun.frontier.counts(SITE, 1) == {"left": 2}
    assert begun.frontier.due(SITE) == make.now


def test_sites_do_not_share_addresses(begun: Store, run_id: int, make) -> None:
    begun.frontier.start_round("b", [make.request("start")], make.now, run_id)
    assert paths(begun.frontier.claim("b", 9)) == paths(begun.frontier.claim(SITE, 9)) == ["start"]


class Crash(Exception):
    """The process dies."""


def crawl(url: str, run_id: int, make, poison: set[str], limit: int = 4, kill_after: int | None = None) -> list[str]:
    """Fetches as a crawler does, in a new process as far as the frontier can tell; a poisoned page ends it."""
    fetched: list[str] = []
    with open_store(url) as store:
        while claimed := store.frontier.claim(SITE, limit):
            for row in claimed:
                (path,) = paths([row])
                if path in poison or len(fetched) == kill_after:
                    raise Crash(path)
                fetched.append(path)
                finish(store, run_id, make, [row])
    return fetched


def test_a_page_that_kills_the_process_is_given_up_and_takes_no_other_with_it(begun: Store, url, run_id, make) -> None:
    begun.frontier.add(SITE, [make.request(str(number)) for number in range(3, 12)], 1)
    crashes = 0
    while True:
        try:
            crawl(url, run_id, make, {"3", "start"})
        except Crash:
            crashes += 1
            assert crashes < 30
        else:
            break
    assert begun.frontier.counts(SITE, 1) == {"ok": 8, "error": 2}
    assert crashes == 11  # both are in the first batch; alone, each ends the process five times
    with begun.database.read() as connection:
        rows = connection.execute(
            text("SELECT url, cause FROM requests WHERE fetch_state = 'error' ORDER BY url")
        ).all()
    assert [tuple(row) for row in rows] == [
        ("https://a.example/3", "stopped the process 5 times"),
        ("https://a.example/start", "stopped the process 5 times"),
    ]


def test_what_was_in_flight_at_a_crash_is_fetched_alone_and_first(begun: Store, url: str, make) -> None:
    begun.frontier.add(SITE, [make.request(str(number), priority=number) for number in range(4)], 1)
    assert paths(begun.frontier.claim(SITE, 2)) == ["3", "2"]
    with open_store(url) as store:
        assert paths(store.frontier.claim(SITE, 5)) == ["3"]
        assert store.frontier.claim(SITE, 5) == []  # it is alone
        store.frontier.release(SITE)
        assert paths(store.frontier.claim(SITE, 5)) == ["3"]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(kills=st.lists(st.integers(0, 5), max_size=6), limit=st.integers(1, 6))
@example(kills=[0, 0, 0, 0, 5, 0], limit=3)
def test_crawls_killed_anywhere_fetch_every_page(sqlite_template, tmp_path_factory, make, kills, limit) -> None:
    folder = tmp_path_factory.mktemp("killed")
    (folder / "netsword.db").write_bytes(sqlite_template.read_bytes())
    url = f"sqlite:///{folder / 'netsword.db'}"
    with open_store(url) as store:
        run_id = store.runs.start(SITE, make.now)
        store.frontier.start_round(SITE, [make.request(str(number)) for number in range(12)], make.now, run_id)
    for kill_after in kills:
        with suppress(Crash):
            crawl(url, run_id, make, set(), limit, kill_after + 1)
    crawl(url, run_id, make, set(), limit)
    with open_store(url) as store:
        assert store.frontier.counts(SITE, 1) == {"ok": 12}


def test_a_page_with_thousands_of_links_is_not_the_whole_site(begun: Store, run_id: int, make) -> None:
    """One part in four goes by turns: what another page led to comes at once."""
    start = begun.frontier.claim(SITE, 1)
    pages = [make.request(name, depth=1, priority=5) for name in ("big", "small")]
    finish(begun, run_id, make, start, follow=tuple(pages))
    for name, many in (("big", 3_000), ("small", 3)):
        (page,) = begun.frontier.claim(SITE, 1)
        assert paths([page]) == [name]
        links = (make.request(f"{name}-{n}", depth=2, priority=-1 - n % 7) for n in range(many))
        finish(begun, run_id, make, [page], follow=tuple(links))
    loud = [make.request(f"loud-{n}", depth=2, priority=9) for n in range(2_000)]
    begun.frontier.add(SITE, loud, 1)
    seen: list[str] = []
    for _ in range(10):
        claimed = begun.frontier.claim(SITE, 64)
        finish(begun, run_id, make, claimed)
        seen += paths(claimed)
    assert {"small-0", "small-1", "small-2"} <= set(seen)
    assert {"small-0", "small-1", "small-2"} <= set(seen[:64])
    assert sum(path.startswith("loud-") for path in seen) >= 400


def test_small_portions_one_after_the_other_leave_room_for_those_that_wait(begun: Store, run_id: int, make) -> None:
    """Something better is always about to come: what has waited longest comes to its turn all the same."""
    start = begun.frontier.claim(SITE, 1)
    finish(begun, run_id, make, start, follow=tuple(make.request(f"old-{n}", depth=1) for n in range(10)))
    seen: list[str] = []
    for portion in range(20):
        begun.frontier.add(SITE, [make.request(f"loud-{portion}-{n}", depth=3, priority=50) for n in range(8)], 1)
        claimed = begun.frontier.claim(SITE, 8)
        finish(begun, run_id, make, claimed)
        seen += paths(claimed)
    assert {f"old-{n}" for n in range(10)} <= set(seen)
    assert sum(path.startswith("loud-") for path in seen) >= 115


def test_what_is_put_back_comes_at_its_new_place_and_was_no_attempt(begun: Store, url: str, make) -> None:
    begun.frontier.add(SITE, [make.request("high", priority=40), make.request("low", priority=3)], 1)
    (high,) = begun.frontier.claim(SITE, 1)
    begun.frontier.put_back(SITE, {high.request_id: 1})
    claimed = begun.frontier.claim(SITE, 2)
    assert paths(claimed) == ["low", "high"]
    assert [row.attempts for row in claimed] == [1, 1] and claimed[1].request.priority == 1


def test_one_that_was_handed_out_alone_may_be_put_back(begun: Store, url: str, make) -> None:
    begun.frontier.claim(SITE, 1)
    with open_store(url) as after_a_crash:
        (alone,) = after_a_crash.frontier.claim(SITE, 5)
        after_a_crash.frontier.put_back(SITE, {alone.request_id: -3})
        (again,) = after_a_crash.frontier.claim(SITE, 5)
        assert again.request.url == alone.request.url and again.request.priority == -3
