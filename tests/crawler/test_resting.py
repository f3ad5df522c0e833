"""Busy hosts: addresses wait, are asked again, and end in a recorded state; one busy page keeps nobody waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import NewRequest, QueuedRequest
from crawler.resting import IN_A_ROW, LONGEST, LONGEST_ALONE, MOST_RESTS, MOST_SILENT, UNNAMED, Rests, seconds_of

SHARE = "https://pan.quark.cn/s/0123456789ab"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def row(number: int, host: str = "a.example") -> QueuedRequest:
    return QueuedRequest(number, NewRequest(f"http://{host}/{number}"))


@pytest.mark.parametrize(
    ("text", "seconds"), [("120", 120), (" 0 ", 0), ("never", None), ("", None), ("-5", None), ("9" * 50, 999_999_999)]
)
def test_seconds(text: str, seconds: float | None) -> None:
    assert seconds_of(text) == seconds


def test_dates() -> None:
    soon = datetime.now(UTC) + timedelta(seconds=300)
    assert 290 < (seconds_of(format_datetime(soon, usegmt=True)) or 0) <= 300
    assert seconds_of("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert (seconds_of("Wed, 21 Oct 2099 07:28:00 GMT") or 0) > LONGEST


@given(st.text(max_size=60))
def test_any_header_is_understood_or_ignored(text: str) -> None:
    assert (seconds_of(text) or 0) >= 0


def test_silence_is_asked_once_more_where_the_host_answers_others() -> None:
    clock = Clock()
    rests = Rests(clock)
    assert not rests.asks_again(row(1)), "nothing of this host has answered yet"
    assert not rests.puts_off(row(2), 200, "")
    assert rests.asks_again(row(1)) and not rests.asks_again(row(1))
    assert rests.woken() is None
    clock.now += LONGEST_ALONE
    assert rests.woken() == row(1)
    later = [rests.asks_again(row(number)) for number in range(10, 10 + 2 * MOST_SILENT)]
    assert sum(later) == MOST_SILENT - 1, "a host of nothing but silence costs a bounded time"
    assert not rests.asks_again(row(3, "b.example"))


def test_one_busy_page_is_asked_once_more_and_keeps_nobody_waiting() -> None:
    clock = Clock()
    rests = Rests(clock)
    assert rests.puts_off(row(1), 503, "99999999")
    assert not rests.holds(row(2))
    assert rests.woken() is None
    clock.now += LONGEST_ALONE
    assert rests.woken() == row(1)
    assert not rests.puts_off(row(1), 503, "99999999"), "the second answer is what it came to"
    assert len(rests) == 0


@pytest.mark.parametrize(("header", "seconds"), [("60", 60.0), ("86400", LONGEST), ("", UNNAMED)])
def test_a_busy_host_rests_and_no_other(header: str, seconds: float) -> None:
    clock = Clock()
    rests = Rests(clock)
    for number in range(IN_A_ROW):
        assert rests.puts_off(row(number), 429, header)
    assert rests.holds(row(99))
    assert not rests.holds(row(1, "b.example"))
    clock.now += seconds - 1
    assert rests.holds(row(98))
    assert rests.woken() is None
    clock.now += LONGEST_ALONE
    woken = {found.request_id for found in iter(rests.woken, None)}
    assert woken == {*range(IN_A_ROW), 98, 99}


def test_a_host_that_answers_again_starts_anew() -> None:
    rests = Rests(Clock())
    for number in range(IN_A_ROW * 3):
        assert rests.puts_off(row(number), 429, "60")
        rests.puts_off(row(1_000 + number), 200, "")
    assert not rests.holds(row(99))


def test_a_host_that_stays_busy_is_given_up() -> None:
    clock = Clock()
    rests = Rests(clock)
    for _ in range(MOST_RESTS):
        for number in range(IN_A_ROW):
            rests.puts_off(row(number), 503, "")
        assert not rests.given_up()
        clock.now += LONGEST
    rests.puts_off(row(1), 503, "")
    assert rests.given_up() == "a.example"


def _page(body: str) -> bytes:
    data = f"<html><head><meta charset=utf-8><title>满江红</title></head><body>{body}</body></html>".encode()
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(data)
        + data
    )


def test_a_site_that_is_busy_for_a_while_loses_no_page(webs: Callable[..., Any], desktop: Any) -> None:
    busy = b"HTTP/1.1 429 Slow\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    pages = {f"/{number}": f'<a href="{SHARE[:-2]}{number}">满江红 1080P</a>' for number in range(10, 30)}
    answered: list[str] = []

    def answer(path: str) -> bytes:
        if path not in pages:
            return busy.replace(b"429 Slow", b"404 None")
        answered.append(path)
        return busy if 3 < len(answered) < 16 else _page(pages[path])

    front = _page("".join(f'<a href="{path}">页</a>' for path in pages))
    web = webs({"/": front, "*": answer})
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=[f"{web.address}:{web.port}"])
    desktop.works("满江红")
    desktop.run("crawl")
    assert len(desktop.hits()) == len(pages)
    counts = desktop.runs()[0]["counts"]
    assert counts["put_off"] >= 5 and counts["pages"] == counts["ok"] + counts.get("gone", 0)


def test_a_page_that_gave_no_answer_in_time_is_asked_once_more(webs: Callable[..., Any], desktop: Any) -> None:
    asked: list[str] = []
    patience = threading.Event()

    def answer(path: str) -> bytes:
        if path not in ("/once", "/never"):
            return b"HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        asked.append(path)
        if path == "/never" or asked.count("/once") == 1:
            patience.wait(60)
        return _page(f'<a href="{SHARE}">满江红 1080P</a>')

    web = webs({"/": _page('<a href="/once">页</a><a href="/never">页</a>'), "*": answer})
    allowed = [f"{web.address}:{web.port}"]
    desktop.configure({"name": "s", "start_urls": [web.root + "/"]}, allow_private=allowed, timeout=5)
    desktop.works("满江红")
    desktop.run("crawl", expect=None)
    patience.set()
    assert sorted(asked) == ["/never", "/never", "/once", "/once"]
    assert len(desktop.hits()) == 1
    counts = desktop.runs()[0]["counts"]
    assert counts["timeout"] == 1 and counts["put_off"] == 2
