"""Liveness: whether a noticed link's copy is gone, and why, from what its page answers. Facts are data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from core.types import OutcomeKind
from takedown.facts import Fact, bundled
from takedown.visible import visible_text

Verdict = Literal["gone", "alive", "unknown"]
Reason = Literal[
    "platform", "owner", "expired", "not_found", "legal", "alive", "challenge", "login", "geo", "error", "changed"
]
GONE: Final = ("platform", "legal", "owner", "expired", "not_found")  # the more telling first
HINDERED: Final = ("challenge", "login", "geo", "error")
SHORT: Final = 800  # characters that a visitor reads on a page that only says no
LIMIT: Final = 2_000_000
_DEPTH: Final = 6
_KEYS: Final = ("code", "errno", "err_no", "errcode", "error_code", "errtype", "status", "error")


class Rule(Fact):
    """Signs that mean one thing, at one provider or everywhere."""

    reason: Reason
    provider: str = ""
    strong: bool = True
    words: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


class Liveness(Fact):
    """The file of facts."""

    rule: tuple[Rule, ...]
    status: dict[Reason, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a look came to: the verdict, the reason, and the sign that was believed."""

    verdict: Verdict
    reason: str
    sign: str = ""

    @property
    def outcome(self) -> OutcomeKind | None:
        """The outcome to record; None when nothing could be told."""
        if self.verdict == "unknown":
            return None
        if self.verdict == "alive":
            return "still_up"
        return "expired" if self.reason == "expired" else "removed"


def judge(
    provider: str, status: int | None, final_url: str, text: str, *, url: str = "", expect: Sequence[str] = ()
) -> Judgement:
    """Judges an answer: `expect` are words that the page showed when it was noticed (the title, the link).

    What the provider says in codes or sentences beats the bare status; walls and errors never count as removal.
    """
    facts = bundled("liveness", Liveness)
    rules = [rule for rule in facts.rule if rule.provider in ("", provider)]
    text = text[:LIMIT]
    by_sign = _by_code(rules, text) or _by_path(rules, final_url)
    if by_sign is not None:
        return by_sign
    by_status = _by_status(facts, status)
    if by_status is not None and by_status.reason in ("login", "challenge", "error"):
        return by_status
    seen = _squeeze(visible_text(text))
    shown = _by_page(seen, final_url, url, expect)
    said = _by_words(rules, provider, seen, by_status)
    if said is None:
        return shown
    if said.verdict == "gone" and by_status is None and not provider and shown.verdict == "alive":
        return Judgement("unknown", "changed", f"{said.sign}; {shown.sign}")  # a page that talks of deleted copies
    return said


def _by_code(rules: Sequence[Rule], text: str) -> Judgement | None:
    if not any(rule.codes for rule in rules) or text.lstrip()[:1] not in ("{", "["):
        return None
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = set(_codes(answer, _DEPTH))
    for rule in rules:
        for code in rule.codes:
            if code in found:
                return _judgement(rule.reason, code)
    return None


def _codes(value: Any, depth: int) -> Iterator[str]:
    """Every value of a key that holds codes."""
    if depth == 0:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _KEYS and isinstance(inner, (int, str)):
                yield str(inner)
            yield from _codes(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value[:100]:
            yield from _codes(inner, depth - 1)


def _by_path(rules: Sequence[Rule], final_url: str) -> Judgement | None:
    for rule in rules:
        for path in rule.paths:
            if path in final_url:
                return _judgement(rule.reason, path)
    return None


def _by_status(facts: Liveness, status: int | None) -> Judgement | None:
    for reason, values in facts.status.items():
        if status in values:
            return _judgement(reason, f"HTTP {status}")
    return _judgement("error", "no answer") if status is None else None


def _by_words(rules: Sequence[Rule], provider: str, seen: str, by_status: Judgement | None) -> Judgement | None:
    """What the page says to a visitor; the status where it says nothing."""
    said = {reason: sign for reason, sign in _said(rules, seen, strong=True)}
    gone = next((reason for reason in GONE if reason in said), None)
    short = len(seen) <= SHORT
    hindered = next((reason for reason in HINDERED if reason in said), None) if short or not seen else None
    if by_status is not None:  # gone for certain: the words only say why
        return _judgement(gone, said[gone]) if gone and short else by_status
    if gone and ("alive" in said or hindered == "challenge"):
        return Judgement("unknown", "changed", f"{said[gone]}; {said.get('alive') or said.get('challenge', '')}")
    if gone and (short or provider):
        return _judgement(gone, said[gone])
    if hindered:
        return _judgement(hindered, said[hindered])
    if "alive" in said and provider:
        return _judgement("alive", said["alive"])
    if provider and short:
        weak = {reason: sign for reason, sign in _said(rules, seen, strong=False)}
        reason = next((reason for reason in GONE if reason in weak), None)
        return _judgement(reason, weak[reason]) if reason else None
    return None


def _said(rules: Sequence[Rule], seen: str, *, strong: bool) -> Iterator[tuple[str, str]]:
    """Each reason that the page gives, with its first sign."""
    given: set[str] = set()
    for rule in rules:
        if rule.strong == strong and rule.reason not in given:
            sign = next((word for word in rule.words if _squeeze(word) in seen), None)
            if sign is not None:
                given.add(rule.reason)
                yield rule.reason, sign


def _by_page(seen: str, final_url: str, url: str, expect: Sequence[str]) -> Judgement:
    """Without a sign: the page still shows what was noticed, or somebody must look."""
    for words in expect:
        if words.strip() and _squeeze(words) in seen:
            return _judgement("alive", words)
    if url and final_url and _is_home(final_url) and not _is_home(url):
        return Judgement("unknown", "changed", f"led to {final_url}")
    return Judgement("unknown", "changed", "the page shows nothing that was expected")


def _is_home(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query


def _judgement(reason: str, sign: str) -> Judgement:
    if reason in GONE:
        return Judgement("gone", reason, sign)
    return Judgement("alive" if reason == "alive" else "unknown", reason, sign)


def _squeeze(text: str) -> str:
    return "".join(text.split()).casefold()
