"""One page gets so much processor time; a worker so much memory."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from crawler.limits import PageTime, PageTooSlowError

HUNGRY = """
from crawler.limits import wall_off
wall_off(300)
try:
    kept = [bytearray(10_000_000) for _ in range(200)]
except MemoryError:
    print("refused")
"""


ENDED = """
from crawler.limits import PageTime
with PageTime(0.004):
    pass
class Slow:
    def __del__(self):
        for _ in range(2_000_000):
            pass
import sys
sys.slow = Slow()  # goes when Python has taken its signal handlers back
"""


def test_a_loop_is_ended() -> None:
    with pytest.raises(PageTooSlowError), PageTime(0.05):
        while True:
            pass


def test_an_expression_is_ended() -> None:
    with pytest.raises(PageTooSlowError), PageTime(0.05):
        re.match(r"(a+)+$", "a" * 60 + "b")


def test_what_is_quick_is_left_alone() -> None:
    with PageTime(0.2):
        done = sum(range(1000))
    assert done == 499_500


def test_a_tick_at_the_very_end_kills_nobody() -> None:
    subprocess.run([sys.executable, "-c", ENDED], check=True)


def test_a_worker_gets_no_more_memory_than_its_wall() -> None:
    done = subprocess.run([sys.executable, "-c", HUNGRY], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "refused"
