"""Open questions: which facts of legal weight somebody has to complete or check, in which file, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from takedown import calendars, recipients, referral

SOON: Final = timedelta(days=60)  # a period that begins now may end in a year whose days off are not known yet


@dataclass(frozen=True, slots=True)
class Question:
    """One fact: the operator's file that answers it, what it is about, and what is to be done, in both languages."""

    file: str
    about: str
    zh: str
    en: str


def open_questions(folder: Path, today: date) -> Iterator[Question]:
    """What is missing or was not checked. ConfigError when one of the operator's files is not understood."""
    yield from _calendars(folder, today)
    for threshold in referral.load_thresholds(folder):
        if not threshold.verified:
            zh, _, en = threshold.checked.partition(" | ")
            zh = f"{zh}。核对后将整份清单复制为 {referral.FILE}，并写上 verified = true"
            en = f"{en}; then copy the list to {referral.FILE} and write verified = true"
            yield Question(referral.FILE, threshold.code, zh, en)
    unknown = [one.code for one in recipients.load_recipients(folder).all if not one.email and not one.page]
    if unknown:
        zh = f"{len(unknown)} 个收件人没有邮箱或者表单地址，从其网站、WHOIS 或 RDAP 查得后填写 email 或 page，不要猜测"
        en = (
            f"{len(unknown)} recipients lack email and page: fill in what their site, WHOIS or RDAP says, never a guess"
        )
        yield Question(recipients.FILE, ", ".join(unknown[:8]) + (" …" if len(unknown) > 8 else ""), zh, en)


def _calendars(folder: Path, today: date) -> Iterator[Question]:
    known = calendars.load_calendars(folder)
    for code in known.codes:
        for year in sorted({today.year, (today + SOON).year}):
            if not known.get(code).is_known(date(year, 1, 1)):
                zh = f"没有 {year} 年的节假日安排：公布后写入 years、off、on，在此之前只扣除周末"
                en = (
                    f"no days off of {year}: add years, off, on once they are published; until then only weekends count"
                )
                yield Question(calendars.FILE, code, zh, en)
