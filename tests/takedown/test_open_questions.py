"""Facts that somebody has to complete are told with their file; a slip in an operator's file is refused by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from core.errors import ConfigError
from takedown.calendars import load_calendars
from takedown.facts import DATA
from takedown.open_questions import open_questions

CALENDAR = '[[calendar]]\ncode = "cn"\nyears = [2027]\noff = [2027-01-01]\n'


def asked(folder: Path, today: date = date(2026, 11, 22)) -> list[tuple[str, str]]:
    return [(one.file, one.about) for one in open_questions(folder, today)]


def test_a_year_without_days_off_is_asked_for_until_it_is_there(tmp_path: Path) -> None:
    assert ("calendars.toml", "cn") in asked(tmp_path)
    assert ("calendars.toml", "us") not in asked(tmp_path)
    assert ("calendars.toml", "cn") not in asked(tmp_path, date(2026, 6, 1)), "next year is far away"
    (tmp_path / "calendars.toml").write_text(CALENDAR)
    assert ("calendars.toml", "cn") not in asked(tmp_path)
    assert not load_calendars(tmp_path).get("cn").is_working(date(2027, 1, 1))
    assert not load_calendars(tmp_path).get("cn").is_working(date(2026, 10, 1)), "the bundled years stay"


def test_numbers_that_nobody_compared_are_named(tmp_path: Path) -> None:
    bundled = (DATA / "thresholds.toml").read_text("utf-8")
    open_ones = {about for file, about in asked(tmp_path) if file == "thresholds.toml"}
    assert len(open_ones) == bundled.count("[[threshold]]")
    (tmp_path / "thresholds.toml").write_text(bundled.replace("[[threshold]]\n", "[[threshold]]\nverified = true\n"))
    assert not [file for file, _ in asked(tmp_path) if file == "thresholds.toml"]


def test_recipients_without_an_address_are_named(tmp_path: Path) -> None:
    question = next(one for one in open_questions(tmp_path, date(2026, 11, 22)) if one.file == "recipients.toml")
    assert "baidu" in question.about and "never a guess" in question.en and "不要猜测" in question.zh


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("off = [2028-01-01]", "2028-01-01 lies in no year"),
        ("off = [2027-01-02]\non = [2027-01-02]", "stands in `off` and in `on`"),
        ("off = []\non = [2027-01-04]", "no Saturday or Sunday"),
        ("off = []\nzones = 1", "unknown key 'zones'"),
    ],
)
def test_a_slip_in_a_calendar_is_refused(rows: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "calendars.toml").write_text(f'[[calendar]]\ncode = "cn"\nyears = [2027]\n{rows}\n')
    with pytest.raises(ConfigError, match=r"calendars\.toml") as refused:
        asked(tmp_path)
    assert words in str(refused.value)
