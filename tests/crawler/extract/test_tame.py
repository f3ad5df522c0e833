"""Markup that stalls parsers is tamed; ordinary markup is left exactly as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler.extract.tame import DEEPEST, LARGEST_UNSEEN, MOST_ATTRIBUTES, MOST_OPTIONS, tamed

BOMBS = {
    "nested": "<div>" * 100_000,
    "nested lists": "<ul><li>" * 50_000,
    "closed again": "<div>" * 50_000 + "</div>" * 50_000,
    "closed by others": "<div></q>" * 50_000,
    "headings": "<div><h2>x</h2>" * 30_000,
    "attributes": "<a " + " ".join(f"x{number}=1" for number in range(100_000)) + ">",
    "attributes behind a quote": "<a '>" + "<b " + " ".join(f'x{number}="<"' for number in range(50_000)) + ">",
    "formatting": "<p>" + "".join(f"<b id={number}>" for number in range(3_000)) + "</p>" + "<p>x" * 3_000,
    "formatting, hidden": "<p>"
    + "".join(f"<b id={number}>" for number in range(900))
    + "</p>"
    + "<p>x" * 5_000
    + "</q>" * 6_000,
    "long attribute": '<a href="' + "x" * 5_000_000 + '">',
    "unclosed attributes": '<a href="' * 300_000,
    "unclosed comments": "<!--" * 300_000,
    "brackets": "<" * 500_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_become_small_trees(name: str) -> None:
    tree = LexborHTMLParser(tamed(BOMBS[name]))
    assert tree.root is not None
    nodes = sum(1 for _ in tree.root.traverse())
    assert nodes < 400_000


def test_depth_and_attributes_are_bounded() -> None:
    assert tamed(BOMBS["nested"]).count("<div>") == DEEPEST
    assert tamed(BOMBS["attributes"]).count("=1") == MOST_ATTRIBUTES


def test_what_follows_a_monster_is_kept() -> None:
    for name in ("nested", "attributes", "nested lists"):
        tree = LexborHTMLParser(tamed(BOMBS[name] + '<p><a href="/last">last</a>'))
        assert [node.text() for node in tree.css("a[href='/last']")] == ["last"], name


def test_scripts_and_comments_are_not_markup() -> None:
    page = "<script>var a='<div><div>';</script><!-- <div> -->" * 2_000 + "<p>x</p>"
    assert tamed(page) == page


@given(
    st.lists(
        st.sampled_from(
            ["<div>", "</div>", "<p>", "<b>", "</b>", "<a href='x'>", "</a>", "text ", "<br>", "<li>", '<img alt=">">']
        ),
        max_size=60,
    )
)
def test_ordinary_pages_are_untouched(parts: list[str]) -> None:
    page = "".join(parts)
    assert tamed(page) == page
    padded = page + "<p>" + "x" * 70_000 + "</p>"
    assert tamed(padded) == padded


def test_endless_lists_of_options_become_several_lists() -> None:
    options = "".join(f'<OPTION value="/play/{number}">第{number}集' for number in range(3 * MOST_OPTIONS + 7))
    whole = f"<p>{'x' * LARGEST_UNSEEN}</p><select name=a>{options}</select><a href='/next'>下一页</a>"
    tree = LexborHTMLParser(tamed(whole))
    lists = [len(each.css("option")) for each in tree.css("select")]
    assert lists == [MOST_OPTIONS, MOST_OPTIONS, MOST_OPTIONS, 7]
    values = [each.attributes["value"] for each in tree.css("option")]
    assert values == [f"/play/{number}" for number in range(3 * MOST_OPTIONS + 7)]
    assert [each.attributes["href"] for each in tree.css("a")] == ["/next"]
    plain = f"<p>{'x' * LARGEST_UNSEEN}</p>{options}<div><a href='/next'>下一页</a></div>"
    assert tamed(plain) == plain, "no list to cut"
