"""Compares hits with the truth about the demo's web: found, missed, false alarms, and blemishes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlsplit

from cli.demo.truth import Innocent, Truth
from core.types import Hit

AnyHit = Hit | Mapping[str, object]

# Kinds that name the same thing at another depth; a copy's stream may be seen as a live one, a page as its trade.
_KIN = (
    {"media", "live", "hotlink"},
    {"deep_link", "embed"},
    {"video", "page", "media"},
    {"listing", "page"},
    {"article", "page"},
    {"reading", "page"},
    {"app", "page"},
    {"document", "reading"},
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a crawl of the demo's web came to."""

    found: tuple[Truth, ...]
    missed: tuple[Truth, ...]
    false_alarms: tuple[tuple[AnyHit, str], ...]
    left_alone: tuple[Innocent, ...]
    wrong_passcode: tuple[tuple[Truth, str], ...] = ()
    wrong_kind: tuple[tuple[Truth, str], ...] = ()
    wrong_channel: tuple[tuple[Truth, str], ...] = ()

    @property
    def right(self) -> bool:
        """Everything found with its code, and nothing else."""
        return not (self.missed or self.false_alarms or self.wrong_passcode)

    def __str__(self) -> str:
        return "\n".join(lines(self))


def read(hit: AnyHit, name: str) -> str:
    """One field of a hit, whether it is a row or an object."""
    value = hit.get(name, "") if isinstance(hit, Mapping) else getattr(hit, name)
    return "" if value is None else str(value)


def _plain(url: str) -> tuple[str, str, frozenset[tuple[str, str]]]:
    """Host, path and query of an address, without the differences that mean nothing."""
    parts = urlsplit(url)
    path = unquote(parts.path).rstrip("/") or "/"
    return parts.netloc.lower().removeprefix("www."), path, frozenset(parse_qsl(parts.query, keep_blank_values=True))


def same_address(one: str, other: str) -> bool:
    """Whether two addresses are one page: a canonical form may leave out parts of the query, never all of it."""
    try:
        host, path, query = _plain(one)
        other_host, other_path, other_query = _plain(other)
    except ValueError:
        return False
    if (host, path) != (other_host, other_path):
        return False
    return query == other_query or bool(query and other_query and (query <= other_query or other_query <= query))


def _share_key(url: str) -> str:
    return url.split("?")[0].rstrip("/").rsplit("/", 1)[1]


def same_target(truth: Truth, url: str) -> bool:
    """Whether an address is the truth's target; a deep link may be named with its wrapper."""
    if truth.link_kind == "netdisk":
        return _share_key(truth.link_url) in url
    if truth.link_kind == "magnet":
        return truth.link_url.rsplit(":", 1)[1].lower() in url.lower()
    if truth.link_kind == "ed2k":
        return truth.link_url.split("|")[4].lower() in url.lower()
    if truth.link_kind == "deep_link" and truth.link_url.partition("//")[2] in unquote(url):
        return True
    return any(same_address(address, url) for address in (truth.link_url, *truth.also))


def _is_kin(kind: str, other: str) -> bool:
    return kind == other or any(kind in kin and other in kin for kin in _KIN)


def _answering(hit: AnyHit, truths: Sequence[Truth]) -> Truth | None:
    kind, url = read(hit, "link_kind"), read(hit, "link_url")
    for truth in truths:
        if same_target(truth, url) and _is_kin(truth.link_kind, kind):
            return truth
    return None


def _why_not(hit: AnyHit, innocents: Sequence[Innocent]) -> str:
    """Why a false alarm is one, in the words of the innocent that it names."""
    for field in ("link_url", "page_url"):
        address = read(hit, field)
        for innocent in innocents:
            if address == innocent.url or same_address(address, innocent.url):
                return innocent.why
    return "nothing of that work was put there"


def merge(truths: Iterable[Truth]) -> list[Truth]:
    """One truth for each work and target; the channels of all sites that show it are allowed."""
    merged: dict[tuple[str, str], Truth] = {}
    for truth in truths:
        key = (truth.work, truth.link_url)
        first = merged.get(key)
        if first is None:
            merged[key] = truth
            continue
        channels = dict.fromkeys([*first.channel.split("|"), truth.channel])
        merged[key] = replace(first, channel="|".join(channels), passcode=first.passcode or truth.passcode)
    return list(merged.values())


def compare(hits: Iterable[AnyHit], truths: Iterable[Truth], innocents: Iterable[Innocent]) -> Verdict:
    """Judge the hits: each must answer a truth, and each truth wants at least one hit."""
    by_work: dict[str, list[Truth]] = {}
    for truth in merge(truths):
        by_work.setdefault(truth.work, []).append(truth)
    innocents = tuple(innocents)
    answers: dict[Truth, list[AnyHit]] = {}
    alarms: list[tuple[AnyHit, str]] = []
    for hit in hits:
        answered = _answering(hit, by_work.get(read(hit, "work_title"), []))
        if answered is None:
            alarms.append((hit, _why_not(hit, innocents)))
        else:
            answers.setdefault(answered, []).append(hit)
    everything = [truth for group in by_work.values() for truth in group]
    accused = [read(hit, field) for hit, _ in alarms for field in ("link_url", "page_url")]
    return Verdict(
        found=tuple(truth for truth in everything if truth in answers),
        missed=tuple(truth for truth in everything if truth not in answers),
        false_alarms=tuple(alarms),
        left_alone=tuple(one for one in innocents if not any(same_address(one.url, url) for url in accused)),
        wrong_passcode=_differing(answers, "passcode"),
        wrong_kind=_differing(answers, "link_kind"),
        wrong_channel=_differing(answers, "channel"),
    )


def _differing(answers: Mapping[Truth, Sequence[AnyHit]], field: str) -> tuple[tuple[Truth, str], ...]:
    """Truths of which no hit has the field right, with what the first one says."""
    wrong = []
    for truth, hits in answers.items():
        wanted = getattr(truth, field).split("|")
        if not any(read(hit, field) in wanted for hit in hits):
            wrong.append((truth, read(hits[0], field)))
    return tuple(wrong)


def lines(verdict: Verdict) -> list[str]:
    """The verdict for a terminal: the figures, then each thing that is wrong."""
    total = len(verdict.found) + len(verdict.missed)
    text = [
        f"planted links found: {len(verdict.found)} of {total}",
        f"innocent pages and links left alone: {len(verdict.left_alone)}",
        f"false alarms: {len(verdict.false_alarms)}",
    ]
    text += [f"  missed: {truth.work} {truth.link_url} on {truth.page_url} ({truth.note})" for truth in verdict.missed]
    text += [
        f"  false alarm: {read(hit, 'work_title')} {read(hit, 'link_kind')} {read(hit, 'link_url')}"
        f" on {read(hit, 'page_url')}: {why}"
        for hit, why in verdict.false_alarms
    ]
    for word, pairs, field in (
        ("code", verdict.wrong_passcode, "passcode"),
        ("kind", verdict.wrong_kind, "link_kind"),
        ("channel", verdict.wrong_channel, "channel"),
    ):
        text += [
            f"  wrong {word}: {truth.work} {truth.link_url}: {got or 'none'}, not {getattr(truth, field) or 'none'}"
            for truth, got in pairs
        ]
    return text
