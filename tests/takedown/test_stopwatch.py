"""Stopwatches and scorecards against fixed clocks, and against a simulated year of platforms."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from core.errors import ConflictError
from storage.notices import Notice, NoticeEvent
from storage.outcomes import Look, Outcome
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.reminding import complain, remind
from takedown.scorecards import scorecards
from takedown.sending import send
from takedown.stopwatch import History, Rules, Stopwatch, stopwatches
from takedown.stopwatch import read as read_history

RULES = Rules.of()


def read(notice: Notice, recipient: Any, outcomes: list[Outcome], now: Any, **known: Any) -> Stopwatch:
    """A stopwatch by the bundled rules."""
    return read_history(notice, recipient, History(outcomes, **known), now, RULES)


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
    before = replace(_outcome(make, 1, "removed", -1), notice_id=None)
    assert read(_notice(make), make.recipient(), [before], make.NOW).acted == 0


def test_a_clock_that_jumped_counts_acts_but_no_hours(make: Any) -> None:
    outcomes = [_outcome(make, 1, "removed", -30), _outcome(make, 2, "removed", 9000)]
    watch = read(_notice(make), make.recipient(), outcomes, make.NOW + timedelta(hours=30))
    assert (watch.acted, watch.open, watch.doubtful, watch.hours, watch.late, watch.in_time) == (2, 0, 2, (), 0, 0)


def test_what_lies_between_two_looks_is_neither_late_nor_in_time(make: Any) -> None:
    outcomes = [_outcome(make, hit, "removed", 30) for hit in (1, 2, 3)]
    looks = [
        Look(1, "alive", "alive", "", 200, make.NOW + timedelta(hours=10)),  # gone between 10 h and 30 h
        Look(2, "alive", "alive", "", 200, make.NOW + timedelta(hours=26)),  # still there after its 24 h
        Look(3, "unknown", "login", "", 200, make.NOW + timedelta(hours=26)),
    ]
    watch = read(_notice(make, 3), make.recipient(), outcomes, make.NOW + timedelta(days=9), looks=looks)
    assert (watch.in_time, watch.late, watch.unsure) == (0, 1, 2)


def test_working_days_leave_out_weekends_and_holidays(make: Any) -> None:
    sent = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)  # a Wednesday before the national holiday
    notice = replace(_notice(make), sent_at=sent)
    watch = read(notice, make.recipient(working_days=3), [], sent)
    # October 8 and 9, and Saturday the 10th, which is worked; midnight in China is 16:00 UTC.
    assert watch.due_at == datetime(2026, 10, 10, 16, 0, tzinfo=UTC)
    abroad = read(notice, make.recipient(working_days=3, calendar="us"), [], sent)
    assert abroad.due_at == datetime(2026, 10, 6, 4, 0, tzinfo=UTC)


def test_the_steps_follow_each_other(opened: Any, make: Any) -> None:
    office = opened()
    office.hit()
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    hours = timedelta(hours=1)
    with pytest.raises(ConflictError, match="not overdue: time is running"):
        remind(office.desk, 1, "小张", make.NOW + 20 * hours, export=office.folder / "out")
    done = remind(office.desk, 1, "小张", make.NOW + 25 * hours, export=office.folder / "out")
    assert "催 办 函" in done.text and "https://pan.baidu.com/s/1AbcDef" in done.text and notice.number in done.text
    with pytest.raises(ConflictError, match="due at 2026-03-04 08:30"):
        remind(office.desk, 1, "小张", make.NOW + 26 * hours, export=office.folder / "out")
    for hour in (50, 100):
        remind(office.desk, 1, "小张", make.NOW + hour * hours, export=office.folder / "out")
    (watch,) = stopwatches(office.desk, make.NOW + 300 * hours)
    assert watch.step is not None and watch.step.code == "complain" and "投诉" in watch.advice_zh
    with pytest.raises(ConflictError, match="netsword complaint pack"):
        remind(office.desk, 1, "小张", make.NOW + 300 * hours, export=office.folder / "out")
    complain(office.desk, 1, "小张", "某省版权局 2026第7号", make.NOW + 301 * hours)
    (watch,) = stopwatches(office.desk, make.NOW + 302 * hours)
    assert watch.step is None and "every step was taken" in watch.advice
    kinds = [event.kind for event in office.store.notices.events(1)][-4:]
    assert kinds == ["reminded", "reminded", "escalated", "complained"]
    assert len([file for file in office.store.notices.files(1) if "remind" in file.name]) == 2


def test_a_merchants_statement_gives_fifteen_days(make: Any) -> None:
    outcomes = [_outcome(make, 1, "counter_notice", 6)]
    shop = make.recipient("taobao")
    watch = read(_notice(make, hits=1), shop, outcomes, make.NOW + timedelta(days=1))
    (clock,) = watch.clocks
    assert clock.ends == date(2026, 3, 17)  # arrived on March 2; the day of arrival is not counted
    assert "四十三条" in clock.rule.source
    assert "within 14 days, until 2026-03-17" in watch.advice
    night = read(_notice(make, hits=1), shop, [_outcome(make, 1, "counter_notice", 12)], make.NOW)
    assert night.clocks[0].ends == date(2026, 3, 18)  # 20:30 UTC is March 3 in China
    sued = NoticeEvent(9, 5, "complained", "小张", "complain: 法院", make.NOW + timedelta(days=10))
    month = make.NOW + timedelta(days=30)
    assert read(_notice(make, hits=1), shop, outcomes, month, events=[sued]).clocks[0].state(month) == "stopped"
    too_late = replace(sued, happened_at=make.NOW + timedelta(days=20))
    assert read(_notice(make, hits=1), shop, outcomes, month, events=[too_late]).clocks[0].state(month) == "over"
    over = read(_notice(make, hits=1), shop, outcomes, make.NOW + timedelta(days=16))
    assert "do not give notice again" in over.advice


def test_a_period_that_ends_on_a_day_off_ends_on_the_next_working_day(make: Any) -> None:
    arrived = datetime(2026, 9, 20, 2, 0, tzinfo=UTC)  # 15 days later is October 5, within the national holiday
    notice = replace(_notice(make, hits=1), sent_at=arrived)
    statement = Outcome(1, "counter_notice", arrived, 5, "reported")
    watch = read(notice, make.recipient("taobao"), [statement], arrived)
    assert (watch.clocks[0].ends, watch.clocks[0].certain) == (date(2026, 10, 8), True)
    unknown = replace(statement, observed_at=datetime(2031, 9, 20, 2, 0, tzinfo=UTC))
    later = read(notice, make.recipient("taobao"), [unknown], unknown.observed_at)
    assert not later.clocks[0].certain and "weekends only" in later.advice


def test_a_counter_notice_of_america_counts_business_days(make: Any) -> None:
    arrived = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # Thanksgiving lies within
    notice = replace(_notice(make, hits=1), sent_at=arrived, form="dmca_512")
    watch = read(notice, make.recipient("gdrive"), [Outcome(1, "counter_notice", arrived, 5, "reported")], arrived)
    assert (watch.clocks[0].rule.code, watch.clocks[0].ends) == ("dmca_counter", date(2026, 12, 7))


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
