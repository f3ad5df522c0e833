"""Duties of providers by the year and batch of the list and the kind of service."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from takedown.case import CaseWork, Duty
from takedown.facts import Fact, bundled
from takedown.recipients import Service

_NUMBER: Final = re.compile(r"第\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*批")
_YEAR: Final = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_DIGITS: Final = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}


class DutyRow(Fact):
    """One duty and where it holds: years and batches are inclusive."""

    services: tuple[Service, ...]
    zh: str
    en: str
    source: str
    source_en: str
    always: bool = False
    from_year: int = 0
    to_year: int = 9999
    from_batch: int = 0
    to_batch: int = 999

    def holds(self, service: Service, year: int, batch: int) -> bool:
        """Whether a provider of this service owes it for a work of that list; batch 0 is unknown."""
        if self.always or service not in self.services or not self.from_year <= year <= self.to_year:
            return False
        too_early = year == self.from_year and batch and batch < self.from_batch
        return not too_early and not (year == self.to_year and batch > self.to_batch)


class _File(Fact):
    duty: tuple[DutyRow, ...]


def list_of(batch: str) -> tuple[int, int]:
    """Year and number of a batch such as 2021年度第八批; 0 where it does not say."""
    year = _YEAR.search(batch)
    number = _NUMBER.search(batch)
    return int(year[1]) if year else 0, _value(number[1]) if number else 0


def _value(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _DIGITS.get(written, 0)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def duties_for(service: Service, works: Iterable[CaseWork], today: date) -> tuple[Duty, ...]:
    """What a provider of this service owes for these works: the lists' duties first, then the law's, each once."""
    rows = bundled("duties", _File).duty
    chosen: dict[str, Duty] = {}
    for work in works:
        if not work.batch:
            continue
        year, batch = list_of(work.batch)
        year = year or (work.protected_from or work.release_date or today).year
        row = next((row for row in rows if row.holds(service, year, batch)), None)
        if row is not None:
            chosen.setdefault(row.zh, Duty(row.zh, row.en, row.source, row.source_en))
    for row in rows:
        if row.always and service in row.services:
            chosen.setdefault(row.zh, Duty(row.zh, row.en, row.source, row.source_en))
    return tuple(chosen.values())
