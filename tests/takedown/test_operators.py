"""Operators: who shares a mark is one; who shares a template, a network or a service is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ConfigError
from takedown.operators import Operator, load_joining, operators

RULES = load_joining()


def test_a_chain_of_shared_marks_is_one_operator() -> None:
    marks = {
        ("analytics", "UA-1234567"): ["site:a", "site:b"],
        ("contact_qq", "123456"): ["site:b", "account:baidu:9"],
        ("ads", "ca-pub-1"): ["site:x", "site:y"],
        ("icp", "京ICP备1"): ["site:alone"],
    }
    first, second = operators(marks, RULES)
    assert first.members == ("account:baidu:9", "site:a", "site:b")
    assert [tie.said(RULES, "en") for tie in first.ties] == [
        "account:baidu:9 and site:b: same QQ 123456",
        "site:a and site:b: same analytics id UA-1234567",
    ]
    assert first.ties[1].said(RULES, "zh") == "site:a 与 site:b：相同的统计代码 UA-1234567"
    assert second.members == ("site:x", "site:y")


def test_one_weak_mark_joins_nobody_and_two_of_a_kind_neither() -> None:
    pair = ["site:a", "site:b"]
    assert operators({("favicon", "f"): pair}, RULES) == []
    assert operators({("favicon", "f"): pair, ("favicon", "g"): pair}, RULES) == []
    (joined,) = operators({("favicon", "f"): pair, ("ip", "8.8.4.4"): pair}, RULES)
    assert {tie.kind for tie in joined.ties} == {"favicon", "ip"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("ip", "104.16.1.1"),  # a delivery network
        ("ip", "127.0.0.1"),
        ("ip", "no address"),
        ("template", "mxpro"),
    ],
)
def test_what_everybody_shares_joins_nobody(kind: str, value: str) -> None:
    pair = ["site:a", "site:b"]
    assert operators({(kind, value): pair, ("dom_shape", "d"): pair}, RULES) == []


def test_a_mark_of_too_many_joins_nobody() -> None:
    many = [f"site:{number}" for number in range(RULES.most_sites + 1)]
    assert operators({("analytics", "UA-1"): many}, RULES) == []
    few = many[: RULES.most_weak + 1]
    assert operators({("ip", "8.8.4.4"): few, ("favicon", "f"): few}, RULES) == []


def test_the_operators_own_lists_are_added(tmp_path: Path) -> None:
    (tmp_path / "operators.toml").write_text('shared_marks = ["analytics UA-1"]\nmost_sites = 3\n', "utf-8")
    own = load_joining(tmp_path)
    assert own.is_shared("analytics", "UA-1") and own.is_shared("template", "mxpro") and own.most_sites == 3
    (tmp_path / "operators.toml").write_text('colour = "red"\n', "utf-8")
    with pytest.raises(ConfigError, match="unknown key 'colour'"):
        load_joining(tmp_path)


MARKS = st.tuples(st.sampled_from(["analytics", "ads", "ip"]), st.text("ab", max_size=2))
BEARERS = st.lists(st.sampled_from("pqrstuv"), max_size=5)


@given(st.dictionaries(MARKS, BEARERS, max_size=12))
def test_groups_are_those_of_a_walk_over_the_graph(marks: dict[tuple[str, str], list[str]]) -> None:
    near: dict[str, set[str]] = {}
    for (kind, _), bearers in marks.items():
        if kind != "ip":
            for bearer in bearers:
                near.setdefault(bearer, set()).update(bearers)
    groups = set()
    for start in near:
        seen, left = {start}, [start]
        while left:
            fresh = near[left.pop()] - seen
            seen |= fresh
            left += fresh
        groups.add(frozenset(seen))
    found = operators(marks, RULES)
    assert {frozenset(one.members) for one in found} == {group for group in groups if len(group) > 1}
    assert all(_connected(one) for one in found)


def _connected(operator: Operator) -> bool:
    """The ties that are told suffice to connect all members."""
    reached = {operator.members[0]}
    for _ in operator.members:
        for tie in operator.ties:
            if {tie.one, tie.other} & reached:
                reached |= {tie.one, tie.other}
    return reached == set(operator.members)
