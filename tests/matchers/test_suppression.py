"""Suppressions: what was rejected stays hidden in its scope and nowhere else."""

from __future__ import annotations

import pytest

from core.types import Link, Match, Sighting, Text, Work
from matchers.suppression import Scope, Suppressions, alias_from, suppression_of

WORK = Work("红海行动", ("Operation Red Sea",))


def _sighting(url: str = "https://pan.quark.cn/s/1", page: str = "http://a.example/1") -> Sighting:
    return Sighting(page, Link("netdisk", url, url), (Text("anchor", "红海行动"),))


def _match(text: str = "红·海·行·动", work: Work = WORK) -> Match:
    return Match(work, 90.0, "sieve-2", (), text)


@pytest.mark.parametrize(
    ("scope", "hidden", "shown"),
    [
        ("link", (_match("x"), _sighting(page="http://b.example/")), (_match(), _sighting("https://pan.quark.cn/s/2"))),
        ("site", (_match("x"), _sighting("https://pan.quark.cn/s/2")), (_match(), _sighting(page="http://b.example/"))),
        ("wording", (_match("紅海行動"), _sighting(page="http://b.example/")), (_match("红海行动 4k"), _sighting())),
        (
            "work",
            (_match("x"), _sighting("https://c.example/", "http://c.example/")),
            (_match(work=Work("庆余年")), _sighting()),
        ),
    ],
)
def test_scopes(scope: Scope, hidden: tuple[Match, Sighting], shown: tuple[Match, Sighting]) -> None:
    rejected = Suppressions([suppression_of(scope, _match(), _sighting(), "not ours")])
    assert rejected.hides(*hidden) is not None
    assert rejected.hides(*shown) is None
    assert rejected.kept([hidden[0]], hidden[1]) == []


def test_a_confirmed_disguise_becomes_an_alias_once() -> None:
    assert alias_from(_match("洪海行动"), WORK) == "洪海行动"
    assert alias_from(_match("紅海行動"), WORK) is None
    assert alias_from(_match("operation red sea"), WORK) is None
