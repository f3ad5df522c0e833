"""Signals reach who is connected, and nobody else is asked."""

import asyncio

from crawler.signalling import HeardSignals


def test_who_is_connected_hears_and_answers() -> None:
    signals, other = HeardSignals("one crawler"), HeardSignals("another crawler")
    heard: list[int] = []

    def hear(number: int) -> int:
        heard.append(number)
        return number + 1

    def fail(number: int) -> None:
        raise ValueError(number)

    assert signals.send_catch_log("page", number=1) == []
    signals.connect(hear, "page")
    assert signals.send_catch_log("page", number=2) == [(hear, 3)]
    assert asyncio.run(signals.send_catch_log_async("page", number=3)) == [(hear, 4)]
    assert signals.send_catch_log("item", number=4) == other.send_catch_log("page", number=5) == []
    assert asyncio.run(other.send_catch_log_async("page", number=6)) == []
    signals.connect(fail, "page")
    assert {receiver for receiver, _ in signals.send_catch_log("page", number=7)} == {hear, fail}
    signals.disconnect(hear, "page")
    signals.disconnect(fail, "page")
    assert signals.send_catch_log("page", number=8) == []
    assert heard == [2, 3, 7]
