"""Suppressions: what was rejected stays hidden in its scope and nowhere else."""

from __future__ import annotations

import pytest

from core.types import Link, Match, Sighting, Text, Work
from matchers.suppression import Scope, Suppression, Suppressions, place_of, value_of

WORK = Work("红海行动", ("Operation Red Sea",), work_id=1)


def _sighting(url: str = "https://pan.quark.cn/s/1", page: str = "http://a.example/1", site: str = "a") -> Sighting:
    return Sighting(page, Link("netdisk", url, url), (Text("anchor", "红海行动"),), site=site)


def _match(text: str = "红·海·行·动", work: Work = WORK) -> Match:
    return Match(work, 90.0, "sieve-3", (), text)


def _rejected(scope: Scope) -> Suppressions:
    value = value_of(scope, place_of(_match(), _sighting()))
    return Suppressions([Suppression(scope, 1, value, "a" if scope == "site" else "")])


OTHER_SITE = _sighting("https://pan.quark.cn/s/2", "http://b.example/", "b")


@pytest.mark.parametrize(
    ("scope", "hidden", "shown"),
    [
        ("link", (_match("x"), _sighting(page="http://b.example/", site="b")), (_match(), OTHER_SITE)),
        ("site", (_match("x"), _sighting("https://pan.quark.cn/s/2")), (_match(), OTHER_SITE)),
        ("site", (_match("x"), _sighting(page="http://mirror.example/", site="a")), (_match(), OTHER_SITE)),
        ("site", (_match("x"), _sighting(page="http://A.example/2", site="")), (_match(), OTHER_SITE)),
        ("wording", (_match("紅海行動"), OTHER_SITE), (_match("红海行动 4k"), _sighting())),
        ("work", (_match("x"), OTHER_SITE), (_match(work=Work("庆余年", work_id=2)), _sighting())),
    ],
)
def test_scopes(scope: Scope, hidden: tuple[Match, Sighting], shown: tuple[Match, Sighting]) -> None:
    rejected = _rejected(scope)
    assert rejected.kept([hidden[0]], hidden[1]) == []
    assert rejected.kept([shown[0]], shown[1]) == [shown[0]]


@pytest.mark.parametrize("scope", ["link", "site", "wording", "work"])
def test_a_namesake_of_another_holder_is_another_work(scope: Scope) -> None:
    namesake = _match(work=Work("红海行动", holder="乙", work_id=2))
    unlisted = _match(work=Work("红海行动"))
    assert _rejected(scope).kept([namesake, unlisted, _match()], _sighting()) == [namesake, unlisted]


def test_pages_without_a_host_and_words_without_letters_are_their_own() -> None:
    rejected = Suppressions([Suppression("site", 1, "a.example"), Suppression("wording", 1, "红海行动")])
    local = _sighting(page="file:///tmp/a.html", site="")
    assert rejected.kept([_match("★★")], local) == [_match("★★")]
