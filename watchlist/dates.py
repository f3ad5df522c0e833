"""Dates and periods as people write them; what can be read two ways is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, Literal

from watchlist.cells import Cell, Fault, is_nothing, plain
from watchlist.sentences import CellError, wrong
from watchlist.words import load

Edge = Literal["start", "end", "day"]

FIRST_YEAR: Final = 1880
LAST_YEAR: Final = 2200
_EXCEL_ZERO: Final = date(1899, 12, 30)
_SERIALS: Final = range(32_874, 84_372)  # 1990 to 2130: other five-digit numbers are slips, not Excel's days
_FOREVER: Final = (2999, 9999)  # years that databases write for an open end

_OPEN: Final = load("open_ends.txt")
_UNDECIDED: Final = frozenset(("待定", "未定", "tbd", "tba", "tbc", "待确认", "待公布", "未公布", "定档中", "?", "？"))
_HAN_DIGITS: Final = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HAN_DATE = re.compile(
    r"([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)
_MONTH_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTHS: Final = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name: number for number, name in enumerate(_FULL_MONTHS, 1)},
    "sept": 9,
}
_CLOCK: Final = r"(?:[T ]\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s*(?:Z|[+-]\d{2}:?\d{2}|UTC|GMT)?)?"
_DAY = re.compile(r"(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)" + _CLOCK)
_HAN_DAY = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?(?:[日号]|(?!\d))" + _CLOCK)
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)" + _CLOCK)
_MONTH = re.compile(r"(\d{4})\s?(?:[-/.]\s?(\d{1,2})(?![\d/.])|年\s?(\d{1,2})\s?月(?:份)?)")
_YEAR = re.compile(r"(\d{4})(?!\d)\s?(?:年度?)?")
_WORDED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s,.-]+([a-z]{3,9})|([a-z]{3,9})\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?)[\s,.-]+(\d{4})(?!\d)",
    re.I,
)
_TURNED = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)" + _CLOCK)
_BETWEEN = re.compile(
    r"\s*(?:起|始|开始)?\s*(?:[-–—―−~～〜﹣－→]+>?|至|到|\bto\b|\buntil\b|\btill\b|,|，|\||\s/\s|/(?=\d{4})|\s(?=\d{4}))\s*(?:至|到)?\s*",
    re.I,
)
_START_ONLY = re.compile(r"\s*(?:起|始|开始|以后|之后|onwards?|起生效|起长期|起永久)\s*", re.I)
_END_ONLY = re.compile(r"\s*(?:截至|截止到?|至|到|until|till|to|[-–—~～])\s*", re.I)
_LAST = re.compile(r"\s*(?:止|为止|前|日止)?\s*")
_FIRST_WORDS = re.compile(r"\s*(?:自|从|由|from|since)\s*", re.I)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month or year as written; a month or year is a day only where it begins or ends a period."""

    first: date
    last: date

    def at(self, edge: Edge, text: str) -> date:
        if edge == "day" and self.first != self.last:
            raise wrong(
                "“{value}” names no day: write the whole date, such as 2021-04-04, or leave it empty", value=text
            )
        return _sensible(self.last if edge == "end" else self.first)

    def ends(self, text: str) -> date | None:
        """The last day, None when the year is one that stands for ever."""
        return None if self.last.year in _FOREVER else self.at("end", text)


def parse_date(cell: Cell, edge: Edge = "day") -> date | None:
    """The day that a cell means; None when it says that there is none, or that the period is open."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return Moment(cell, cell).ends("") if edge == "end" else _sensible(cell)
    if isinstance(cell, Fault):
        raise CellError(cell.error)
    if isinstance(cell, float) and int(cell) in _SERIALS:
        cell = int(cell)  # the rest is the time of day
    return _date_of(plain(cell).lstrip("'"), edge)


@lru_cache(maxsize=8192)
def _date_of(text: str, edge: Edge) -> date | None:
    lowered = text.casefold()
    if is_nothing(text) or lowered in _UNDECIDED or (lowered in _OPEN and edge != "day"):
        return None
    moment, rest = _leading(_FIRST_WORDS.sub("", text, count=1) if edge == "start" else _without_end_words(text, edge))
    if moment is None or not _only(_START_ONLY if edge == "start" else _LAST, rest):
        raise _unreadable(text)
    return moment.ends(text) if edge == "end" else moment.at(edge, text)


def _without_end_words(text: str, edge: Edge) -> str:
    return _END_ONLY.sub("", text, count=1) if edge == "end" and not text[:1].isdigit() else text


def _only(pattern: re.Pattern[str], rest: str) -> bool:
    return not rest.strip() or pattern.fullmatch(rest) is not None


@lru_cache(maxsize=8192)
def parse_period(text: str) -> tuple[date | None, date | None]:
    """First and last day of a period such as 2021-2071 or 2021/4/4-2031/4/3; None is an open end."""
    text = text.strip()
    if is_nothing(text) or text.casefold() in _OPEN | _UNDECIDED:
        return None, None
    starts, rest = _start_of_period(text)
    if not starts:
        return None, _end_of_period(rest, text)
    first = starts.at("start", text)
    if _START_ONLY.fullmatch(rest):
        return first, None
    between = _BETWEEN.match(rest)
    if between is None:
        raise wrong("“{value}” is one date, not a period: write both ends, such as 2021-04-04至2031-04-03", value=text)
    last = _end_of_period(rest[between.end() :], text)
    if last is not None and last < first:
        raise wrong("“{value}” ends before it starts: exchange or correct the dates", value=text)
    return first, last


def _start_of_period(text: str) -> tuple[Moment | None, str]:
    words = _FIRST_WORDS.match(text)
    body = text[words.end() :] if words else text
    moment, rest = _leading(body)
    if moment:
        return moment, rest
    until = _END_ONLY.match(body)
    if until is None or words:
        raise _unreadable(text)
    return None, body[until.end() :]


def _end_of_period(rest: str, text: str) -> date | None:
    rest = rest.strip()
    if not rest or rest.casefold() in _OPEN | _UNDECIDED:
        return None
    moment, tail = _leading(rest)
    if moment is None or not _only(_LAST, tail):
        raise _unreadable(text)
    return moment.ends(text)


def is_period(text: str) -> bool:
    """Whether the words speak of time at all: a date, or an open period."""
    bare = text.strip().casefold()
    return bare in _OPEN or bare in _UNDECIDED or re.search(r"\d{4}|\d{1,2}[./-]\d{1,2}", bare) is not None


def _leading(text: str) -> tuple[Moment | None, str]:
    """The date that the text begins with, and what follows it."""
    text = _with_digits(text.strip())
    if text.isdigit() and len(text) == 5 and int(text) in _SERIALS:
        day = _EXCEL_ZERO + timedelta(days=int(text))
        return Moment(day, day), ""
    for pattern in (_DAY, _HAN_DAY, _PACKED):
        found = pattern.match(text)
        if found:
            year, month, day_number = (int(part) for part in found.groups() if part and part.isdigit())
            return _day(year, month, day_number, text), text[found.end() :]
    return _month_or_year(text)


def _month_or_year(text: str) -> tuple[Moment | None, str]:
    for read, pattern in ((_worded, _WORDED), (_turned, _TURNED), (_month, _MONTH), (_year, _YEAR)):
        found = pattern.match(text)
        moment = read(found, text) if found else None
        if found and moment:
            return moment, text[found.end() :]
    return None, text


def _worded(found: re.Match[str], text: str) -> Moment | None:
    month = _MONTHS.get((found[2] or found[3]).casefold())
    return _day(int(found[5]), month, int(found[1] or found[4]), text) if month else None


def _turned(found: re.Match[str], text: str) -> Moment:
    """04/05/2021 is April in one country and May in another; 25/12/2021 can only be Christmas."""
    one, other, year = int(found[1]), int(found[3]), int(found[4])
    if one != other and one <= 12 and other <= 12:
        raise wrong(
            "“{value}” can be read as {first} or {second}: write year-month-day",
            value=text,
            first=f"{year}-{one:02}-{other:02}",
            second=f"{year}-{other:02}-{one:02}",
        )
    return _day(year, *((other, one) if one > 12 else (one, other)), text)


def _month(found: re.Match[str], text: str) -> Moment:
    year, month = int(found[1]), int(found[2] or found[3])
    first = _day(year, month, 1, text).first
    after = _day(year + month // 12, month % 12 + 1, 1, text).first
    return Moment(first, after - timedelta(days=1))


def _year(found: re.Match[str], text: str) -> Moment:
    year = int(found[1])
    return Moment(_day(year, 1, 1, text).first, _day(year, 12, 31, text).first)


def _day(year: int, month: int, day: int, text: str) -> Moment:
    try:
        made = date(year, month, day)
    except ValueError:
        raise wrong("“{value}” is not a day of the calendar: correct it, such as 2021-04-04", value=text) from None
    return Moment(made, made)


def _sensible(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise wrong("the year of {value} cannot be right: write a date such as 2021-04-04", value=day.isoformat())
    return day


def _with_digits(text: str) -> str:
    """二〇二一年四月四日 as 2021年4月4日; full-width digits as plain ones."""
    if text.isascii():
        return text
    text = "".join(chr(ord(char) - 0xFEE0) if "０" <= char <= "９" or char in "／．－" else char for char in text)
    return _HAN_DATE.sub(_plain_han, text)


def _plain_han(found: re.Match[str]) -> str:
    year = found[1].translate(_HAN_DIGITS)
    month = f"{_small_number(found[2])}月" if found[2] else ""
    return f"{year}年{month}{_small_number(found[3])}日" if found[3] else f"{year}年{month}"


def _small_number(han: str) -> int:
    tens, ten, ones = han.rpartition("十")
    digits = ones.translate(_HAN_DIGITS) or "0"
    return (int(tens.translate(_HAN_DIGITS) or "1") * 10 if ten else 0) + int(digits)


def _unreadable(text: str) -> CellError:
    return wrong(
        "“{value}” is not a date we can read without guessing: write year-month-day, such as 2021-04-04", value=text
    )
