"""Fences follow the counts: what is usual among these works, on these days."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.flooding import FLOOR, fence, limit_of

COUNTS = st.lists(st.integers(0, 100_000), min_size=1, max_size=60)


@given(COUNTS, st.integers(2, 50))
def test_a_fence_stands_above_the_middle_and_follows_the_scale(counts: list[int], factor: int) -> None:
    assert fence(counts) > sorted(counts)[len(counts) // 2]
    assert fence([count * factor for count in counts]) >= fence(counts)


@given(COUNTS)
def test_one_flood_does_not_raise_its_own_fence_much(counts: list[int]) -> None:
    calm = counts * 8
    assert fence([*calm, 10**9]) <= max(fence([*calm, max(calm)]), fence([*calm, max(calm) * 3]))


def test_other_works_are_the_measure_of_a_new_one() -> None:
    limit = limit_of([], [20, 30, 25, 40, 22], 100, risky=False)
    assert limit is not None
    assert limit.measure == "others"
    assert 60 < limit.most < 200
    busy = limit_of([], [200, 300, 250, 400, 220], 100, risky=False)
    assert busy is not None
    assert busy.most > 600


def test_a_work_that_always_brings_many_is_no_flood() -> None:
    limit = limit_of([300, 280, 350, 310, 290], [3, 4, 5, 3], 10, risky=False)
    assert limit is not None
    assert (limit.measure, limit.usual) == ("own", 300)
    assert 350 < limit.most < 1500


def test_a_work_that_rises_with_all_others_is_no_flood() -> None:
    limit = limit_of([3, 4, 2, 3], [900, 1000, 1100, 950], 10, risky=False)
    assert limit is not None
    assert limit.most > 1000


@pytest.mark.parametrize(("risky", "found"), [(True, True), (False, False)])
def test_without_measure_only_a_risky_name_is_limited(risky: bool, found: bool) -> None:
    limit = limit_of([], [], 0, risky=risky)
    assert (limit is not None) == found
    assert limit is None or limit.most == FLOOR
