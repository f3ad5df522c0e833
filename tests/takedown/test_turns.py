"""Turns: everybody's links are handed out once, never too many of one recipient at a time."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from takedown.turns import Turns


@given(st.lists(st.integers(0, 30), max_size=8), st.integers(1, 3), st.integers(1, 10), st.randoms())
def test_every_link_gets_its_turn(sizes: list[int], at_once: int, under_way: int, dice: st.DataObject) -> None:
    waiting = {f"r{number}": array("q", range(number * 100, number * 100 + size)) for number, size in enumerate(sizes)}
    turns = Turns(waiting, at_once, under_way)
    busy: list[tuple[str, int]] = []
    handed: list[int] = []
    while turns.left or busy:
        turn = turns.next()
        if turn is not None:
            busy.append(turn)
            handed.append(turn[1])
            assert sum(name == turn[0] for name, _ in busy) <= at_once
            assert len(busy) <= under_way
        elif busy:
            turns.done(busy.pop(dice.randrange(len(busy)))[0])  # type: ignore[attr-defined]
    assert sorted(handed) == sorted(number for numbers in waiting.values() for number in numbers)


def test_a_slow_recipient_holds_nobody_up() -> None:
    turns = Turns({"slow": array("q", range(1000)), "quick": array("q", range(1000, 1010))}, at_once=2)
    seen = []
    while True:
        turn = turns.next()
        if turn is None:
            break
        seen.append(turn[0])
        if turn[0] == "quick":
            turns.done("quick")
    assert seen.count("quick") == 10 and seen.count("slow") == 2
