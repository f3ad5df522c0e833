"""Random inspection: the same seed draws the same sample, in proportion, and intervals hold what they promise."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import InputError
from takedown.inspection import Unit, allot, draw, estimate

UNITS = [Unit(f"hit:{number}", "video" if number % 4 else "forum") for number in range(400)]


def test_the_same_seed_draws_the_same_sample_in_any_order() -> None:
    shuffled = UNITS[:]
    random.Random(5).shuffle(shuffled)
    drawn = draw(UNITS, 40, "2026-剑网")
    assert draw(shuffled, 40, "2026-剑网") == drawn
    assert draw(UNITS, 40, "2026-其他") != drawn
    assert {stratum: sum(one.unit.stratum == stratum for one in drawn) for stratum in ("video", "forum")} == {
        "video": 30,
        "forum": 10,
    }
    for one in drawn:  # a stranger needs sha256 and nothing else
        assert one.rank == sha256(f"2026-剑网\n{one.unit.key}".encode()).hexdigest()
    lowest = sorted(
        rank for rank in (sha256(f"2026-剑网\n{u.key}".encode()).hexdigest() for u in UNITS if u.stratum == "forum")
    )[:10]
    assert sorted(one.rank for one in drawn if one.unit.stratum == "forum") == lowest


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1, max_size=8), st.integers(1, 300))
def test_allotment_adds_up(sizes: dict[str, int], size: int) -> None:
    given_ = allot(sizes, size)
    assert sum(given_.values()) == min(size, sum(sizes.values()))
    assert all(0 < number <= sizes[name] for name, number in given_.items())
    if size >= len(sizes):
        assert set(given_) == set(sizes)


def test_more_than_there_is_draws_all() -> None:
    assert len(draw(UNITS[:7], 50, "x")) == 7
    assert len(draw([*UNITS[:7], UNITS[0]], 50, "x")) == 8
    assert draw([], 5, "x") == []
    with pytest.raises(InputError):
        draw(UNITS, 0, "x")
    with pytest.raises(InputError):
        draw(UNITS, 5, "")


def test_known_intervals() -> None:
    share = estimate(10, 100)
    assert (round(share.low, 4), round(share.high, 4)) == (0.0552, 0.1744)  # Wilson, 95 %
    assert estimate(0, 20).low == 0
    assert round(estimate(0, 20).high, 4) == 0.1611
    assert estimate(20, 20).high == 1
    for found, inspected, confidence in ((5, 4, 0.95), (0, 0, 0.95), (1, 2, 1.0)):
        with pytest.raises(InputError):
            estimate(found, inspected, confidence)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """2,000 drawn samples of a population with a known share: about 95 % of the intervals hold it."""
    held = 0
    for seed in range(2000):
        sample = draw((Unit(str(number)) for number in range(300)), 60, str(seed)) if seed < 50 else None
        dice = random.Random(seed)
        found = sum(int(one.unit.key) < 60 for one in sample) if sample else sum(dice.random() < 0.2 for _ in range(60))
        share = estimate(found, 60)
        held += share.low <= 0.2 <= share.high
    assert 0.93 <= held / 2000 <= 0.98
