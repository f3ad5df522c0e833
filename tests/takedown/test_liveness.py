"""Liveness: cases that a lawyer could extend, and pages that want to hurt."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takedown.liveness import judge

CASES = tomllib.loads((Path(__file__).parent / "cases" / "liveness.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case: dict[str, Any]) -> None:
    url = case.get("url", "https://share.example/s/1")
    text = case.get("text", "") + case.get("repeat", "") * 100
    judgement = judge(
        case.get("provider", ""),
        case.get("status", 200) or None,
        case.get("final_url", url),
        text,
        url=url,
        expect=case.get("expect", ()),
    )
    assert judgement.verdict == case["verdict"], judgement
    if "reason" in case:
        assert judgement.reason == case["reason"], judgement
    if "outcome" in case:
        assert judgement.outcome == case["outcome"]
    assert (judgement.outcome is None) == (judgement.verdict == "unknown")


@given(st.sampled_from(["quark", "baidu", "", "aliyun"]), st.integers(100, 599), st.text(max_size=300))
def test_any_answer_is_judged(provider: str, status: int, text: str) -> None:
    assert judge(provider, status, "https://a.example/x", text).verdict in ("gone", "alive", "unknown")


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, '{"a":' * 50_000, "<div>" * 200_000, "<p " + "a=1 " * 100_000 + ">", "失" * 3_000_000],
    ids=["brackets", "braces", "nested", "attributes", "long"],
)
def test_monsters_are_survived(text: str) -> None:
    assert judge("quark", 200, "https://pan.quark.cn/s/1", text).verdict == "unknown"
