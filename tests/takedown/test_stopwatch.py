"""Stopwatches and scorecards against fixed clocks, and against a simulated year of platforms."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from storage.notices import Notice
from storage.outcomes import Outcome
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.scorecards import scorecards
from takedown.sending import send
from takedown.stopwatch import read, stopwatches


def _notice(make: Any, hits: int = 2, hours: int = 24) -> Notice:
    return Notice(
        notice_id=5, number="NS-1", form="cn_art14", recipient="baidu", holder="星河", language="zh", subject="",
        text="", digest="", hours=hours, state="sent", created_by="小张", created_at=make.NOW, approved_by="老李",
        approved_at=make.NOW, sent_by="老李", sent_at=make.NOW, message_id="", about_id=None, version=4, hits=hits,
    )  # fmt: skip


def _outcome(make: Any, hit_id: int, kind: Any, hours: float, reason: str = "platform") -> Outcome:
    return Outcome(hit_id, kind, make.NOW + timedelta(hours=hours), 5, reason)


def test_time_runs_until_it_is_up(make: Any) -> None:
    before = read(_notice(make), make.recipient(), [], make.NOW + timedelta(hours=24))
    assert (before.open, before.late, before.overdue_hours, before.advice) == (2, 0, 0.0, "time is running")
    after = read(_notice(make), make.recipient(), [], make.NOW + timedelta(hours=30))
    assert (after.open, after.late, after.overdue_hours) == (2, 2, 6.0)
    assert after.advice.startswith("overdue by 6 h")


def test_removal_in_time_and_late(make: Any) -> None:
    outcomes = [_outcome(make, 1, "removed", 3.5), _outcome(make, 2, "removed", 40)]
    watch = read(_notice(make), make.recipient(), outcomes, make.NOW + timedelta(days=9))
    assert (watch.acted, watch.removed, watch.open, watch.late, watch.hours_taken) == (2, 2, 0, 1, 40.0)
    assert watch.advice == ""


def test_expiry_is_no_act_of_the_platform(make: Any) -> None:
    outcomes = [_outcome(make, 1, "expired", 3, "expired"), _outcome(make, 2, "still_up", 20)]
    watch = read(_notice(make), make.recipient(), outcomes, make.NOW + timedelta(hours=25))
    assert (watch.acted, watch.removed, watch.open, watch.late) == (0, 0, 1, 1)


def test_what_came_back_is_open_again(make: Any) -> None:
    outcomes = [_outcome(make, 1, "removed", 3), _outcome(make, 1, "restored", 90, "came_back")]
    watch = read(_notice(make, hits=1), make.recipient(), outcomes, make.NOW + timedelta(hours=100))
    assert (watch.removed, watch.open) == (1, 1)
    assert watch.advice.startswith("overdue")


def test_outcomes_before_the_notice_do_not_count(make: Any) -> None:
    watch = read(_notice(make), make.recipient(), [_outcome(make, 1, "removed", -1)], make.NOW)
    assert watch.acted == 0


def test_a_merchants_statement_gives_fifteen_days(make: Any) -> None:
    outcomes = [_outcome(make, 1, "counter_notice", 12)]
    shop = make.recipient("taobao")
    watch = read(_notice(make, hits=1), shop, outcomes, make.NOW + timedelta(days=1))
    (clock,) = watch.clocks
    assert clock.ends == date(2026, 3, 17)  # arrived on March 2; the day of arrival is not counted
    assert "四十三条" in clock.rule.source
    assert "within 14 days, until 2026-03-17" in watch.advice
    over = read(_notice(make, hits=1), shop, outcomes, make.NOW + timedelta(days=16))
    assert "do not give notice again" in over.advice


def test_a_users_statement_restores_at_once(make: Any) -> None:
    watch = read(_notice(make, hits=1), make.recipient(), [_outcome(make, 1, "counter_notice", 12)], make.NOW)
    assert watch.clocks[0].rule.code == "art17_restore"
    assert watch.countered == 1


def test_every_notice_that_is_out_has_one(opened: Any, make: Any) -> None:
    office = opened()
    office.hit()
    office.hit("https://pan.quark.cn/s/abc", provider="quark")
    first, _ = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, first.notice_id, "老李", make.NOW)
    send(office.desk, first.notice_id, "老李", make.NOW, export=office.folder / "out")
    (watch,) = stopwatches(office.desk, make.NOW + timedelta(hours=1))
    assert (watch.notice_id, watch.links, watch.open, watch.basis) == (first.notice_id, 1, 1, "target")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_scorecards_agree_with_a_simulated_year(seed: int, make: Any) -> None:
    """Platforms that behave in known ways: the cards must say exactly what they did."""
    dice = random.Random(seed)
    manners = {"baidu": (0.9, 12), "quark": (0.5, 48), "uc": (0.0, 1)}
    end = make.NOW + timedelta(days=400)
    watches, truth = [], {}
    for code, (diligence, mean_hours) in manners.items():
        count = {"notices": 0, "links": 0, "acted": 0, "removed": 0, "refused": 0, "in_time": 0, "open": 0}
        for day in range(0, 365, 5):
            hits = dice.randint(1, 9)
            sent = make.NOW + timedelta(days=day)
            outcomes = []
            for hit_id in range(hits):
                if dice.random() < diligence:
                    hours = dice.expovariate(1 / mean_hours)
                    kind = "removed" if dice.random() < 0.95 else "refused"
                    outcomes.append(Outcome(hit_id, kind, sent + timedelta(hours=hours), 5, "platform"))
                    count["acted"] += 1
                    count[kind] += 1
                    count["in_time"] += hours <= 24
                else:
                    count["open"] += 1
            count["notices"] += 1
            count["links"] += hits
            notice = replace(_notice(make, hits), sent_at=sent, recipient=code)
            watches.append(read(notice, make.recipient(code), outcomes, end))
        truth[code] = count
    cards = {card.recipient: card for card in scorecards(watches)}
    for code, count in truth.items():
        card = cards[code]
        for name in ("notices", "links", "acted", "removed", "refused", "open"):
            assert getattr(card, name) == count[name], (code, name)
        assert card.on_time == round(count["in_time"] / count["links"], 4)
        assert card.late == count["links"] - count["in_time"]
    assert [card.recipient for card in scorecards(watches)] == ["uc", "quark", "baidu"]


@pytest.mark.parametrize(
    ("removed", "refused", "words"),
    [(19, 0, ""), (100, 0, ""), (93, 7, "near the limit"), (85, 15, "below the limit"), (2, 8, "")],
)
def test_a_bad_sender_is_warned_before_platforms_punish(removed: int, refused: int, words: str, make: Any) -> None:
    outcomes = [_outcome(make, hit, "removed" if hit < removed else "refused", 2) for hit in range(removed + refused)]
    watch = read(_notice(make, hits=removed + refused), make.recipient(), outcomes, make.NOW + timedelta(days=1))
    (card,) = scorecards([watch])
    assert card.warning.startswith(words) if words else card.warning == ""
