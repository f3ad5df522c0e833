"""The index: cost and memory that hardly depend on the list."""

from __future__ import annotations

import pytest

from core.types import Work
from matchers.index import Index, Patterns, ids, leaves_one_out
from matchers.names import names_of


def test_patterns_are_found_in_one_pass_also_when_added_later() -> None:
    patterns = Patterns()
    patterns.put("红海行动", 1)
    assert [(list(ids(n)), s, e) for n, s, e in patterns.find("看红海行动")] == [([1], 1, 5)]
    patterns.put("湄公河行动", 2)
    patterns.put("红海行动", 3)
    found = {tuple(ids(n)) for n, _, _ in patterns.find("红海行动湄公河行动")}
    assert found == {(1, 3), (2,)}


def test_names_are_kept_in_every_writing() -> None:
    texts = {name.text for name in names_of(Work("The Wandering Earth II", ("流浪地球2",)), 0)}
    assert {
        "thewanderingearthii",
        "wanderingearthii",
        "wanderingearth2",
        "流浪地球2",
        "流浪地球二",
        "流浪地球ii",
    } <= texts


def test_near_names_are_found_by_their_pairs() -> None:
    index = Index()
    for number, title in enumerate(("红海行动", "湄公河行动", "operation red sea")):
        for name in names_of(Work(title), number):
            index.add(name)
    assert any(index.names[n].text == "红海行动" for n in index.near.like_han("红海大行动"))
    assert any(index.names[n].text == "operationredsea" for n in index.near.like_latin("operationredsae", 1))


@pytest.mark.parametrize(
    ("written", "name", "found"),
    [
        ("lord of rings", "lord of the rings", True),
        ("the last us", "the last of us", True),
        ("fast furious", "fast and the furious", False),  # two words less
        ("man in black", "man of black", False),  # another word
        ("last of us", "the last of us", False),  # an article in front is no word inside
        ("lord of the", "lord of the rings", False),
    ],
)
def test_one_small_word_inside_may_be_left_out(written: str, name: str, *, found: bool) -> None:
    assert leaves_one_out(written, name) == found
