"""Every writing in cases/*.toml is read as its table says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crawler.links import classify, find_links

TABLES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def _cases(section: str) -> list[Any]:
    return [
        pytest.param(case, id=f"{table.stem}-{order}")
        for table in TABLES
        for order, case in enumerate(tomllib.loads(table.read_text("utf-8")).get(section, []), start=1)
    ]


@pytest.mark.parametrize("case", _cases("finds"))
def test_finds(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_links(text, html=case.get("html", False))
    assert [f"{one.link.kind} {one.link.ref} {one.link.passcode or '-'}" for one in found] == case["links"]
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    if "share_text" in case:
        assert found[0].share_text == case["share_text"]
    if "hidden" in case:
        assert [one.link.obfuscated for one in found] == [case["hidden"]] * len(found)
    if "shared_code" in case:
        assert all(one.shared_code == case["shared_code"] for one in found)


@pytest.mark.parametrize("case", _cases("ignores"))
def test_ignores(case: dict[str, Any]) -> None:
    assert [one.link.url for one in find_links(case["text"], html=case.get("html", False))] == []


@pytest.mark.parametrize("case", _cases("addresses"))
def test_addresses(case: dict[str, Any]) -> None:
    link = classify(case["url"], base=case.get("base", ""), text=case.get("text", ""), role=case.get("role", "anchor"))
    kind, ref, provider, passcode = (case["link"].split(" ") + [""] * 4)[:4]
    if not kind:
        assert link is None
    else:
        assert link is not None
        assert (link.kind, link.ref, link.provider or "-", link.passcode) == (kind, ref, provider, passcode)
