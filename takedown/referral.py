"""Referral: a site or an account compared with the law's thresholds; what is known, and what is not, said plainly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, Literal

from core.errors import ConfigError, NotFoundError
from storage.campaign import Window
from storage.infringers import Tally
from storage.store import Store
from takedown.facts import DATA, Fact, checked, read_toml
from takedown.templates import Templates

Metric = Literal["works", "links", "clicks", "downloads", "members", "illegal_income", "illegal_turnover"]
METRICS: Final[tuple[Metric, ...]] = Metric.__args__  # type: ignore[attr-defined]
FILE: Final = "thresholds.toml"
_SAYS: Final = "经人工确认的线索，仅限名单内作品，实际可能更多 | hits that people upheld, of listed works only"
Status = Literal["reached", "half", "below", "unknown"]
_NAMES: Final = {
    "works": "作品数 works",
    "links": "链接数 links",
    "clicks": "点击数 clicks",
    "downloads": "下载数 downloads",
    "members": "注册会员数 members",
    "illegal_income": "违法所得（元） illegal income",
    "illegal_turnover": "非法经营数额（元） illegal turnover",
}
_STATUSES: Final = {
    "reached": "已达到 reached",
    "half": "达到一半 half",
    "below": "未达到 below",
    "unknown": "未知 unknown",
}


class Threshold(Fact):
    """One number of the law, with its source and how far the text was checked."""

    code: str
    metric: Metric
    value: int
    zh: str
    en: str
    source: str
    since: date
    checked: str
    verified: bool = False  # somebody compared it with the published text
    half: bool = False


class Thresholds(Fact):
    """data/thresholds.toml."""

    threshold: tuple[Threshold, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A number that is known, and who says so."""

    value: int
    says: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A threshold beside what is known."""

    threshold: Threshold
    known: Known | None
    status: Status


@dataclass(frozen=True, slots=True)
class Referral:
    """The comparison of one site or account. `together`: half of two or more numbers is reached, none whole."""

    subject: str
    made_at: datetime
    tally: Tally
    compared: tuple[Compared, ...]
    unknown: tuple[Metric, ...]
    together: bool


def load_thresholds(folder: Path | None = None) -> tuple[Threshold, ...]:
    """The operator's thresholds.toml where there is one, else the bundled list."""
    own = folder / FILE if folder is not None else None
    path = own if own is not None and own.is_file() else DATA / FILE
    return checked(Thresholds, read_toml(path), str(path)).threshold


def refer(
    store: Store, subject: str, thresholds: Sequence[Threshold], given: Mapping[Metric, Known], now: datetime
) -> Referral:
    """Compares `site:NAME` or `account:PLATFORM:ID`. Works and links are counted; the rest must be given."""
    tally = _tally(store, subject)
    known: dict[Metric, Known] = {**_counted(tally, now), **given}
    compared = tuple(Compared(one, known.get(one.metric), _status(one, known.get(one.metric))) for one in thresholds)
    halves = {one.threshold.metric for one in compared if one.threshold.half and one.status in ("half", "reached")}
    return Referral(
        subject=subject,
        made_at=now,
        tally=tally,
        compared=compared,
        unknown=tuple(metric for metric in METRICS if metric not in known),
        together=len(halves) > 1 and not any(one.status == "reached" and one.threshold.half for one in compared),
    )


def read_given(words: Sequence[str]) -> dict[Metric, Known]:
    """`clicks=120000:page counter of 2026-03-01` as a number with its source."""
    found: dict[Metric, Known] = {}
    for word in words:
        name, _, rest = word.partition("=")
        number, _, says = rest.partition(":")
        metric = next((metric for metric in METRICS if metric == name.strip()), None)
        if metric is None or not number.strip().isdecimal() or not says.strip():
            raise ConfigError(f"--known {word!r}: write METRIC=NUMBER:SOURCE; metrics are {', '.join(METRICS)}")
        found[metric] = Known(int(number), says.strip())
    return found


def write(templates: Templates, referral: Referral) -> str:
    """The summary as text, in Chinese and English."""
    known = {one.threshold.metric: one.known for one in referral.compared if one.known is not None}
    links = Known(len(referral.tally.hits), _SAYS)
    return templates.write(
        "referral.txt",
        referral=referral,
        known=[("links", links), *known.items()],
        names=_NAMES,
        statuses=_STATUSES,
    )


def _tally(store: Store, subject: str) -> Tally:
    kind = subject.partition(":")[0]
    if kind not in ("site", "account"):
        raise ConfigError(f"{subject!r}: write site:NAME or account:PLATFORM:ID (`netsword infringers` lists them)")
    tallies = store.infringers.sites(Window()) if kind == "site" else store.infringers.accounts(Window())
    if subject not in tallies:
        raise NotFoundError(f"{subject} has no upheld hits: `netsword infringers --least 1` lists who has")
    return tallies[subject]


def _counted(tally: Tally, now: datetime) -> dict[Metric, Known]:
    says = f"netsword {now:%Y-%m-%d}：{_SAYS}"
    return {"works": Known(len(tally.works), says), "links": Known(len(tally.hits), says)}


def _status(threshold: Threshold, known: Known | None) -> Status:
    if known is None:
        return "unknown"
    if known.value >= threshold.value:
        return "reached"
    return "half" if threshold.half and 2 * known.value >= threshold.value else "below"
