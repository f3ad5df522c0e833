"""Cases of crawler.extract.collection_api: see cases/collection_api.toml."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.crawler.extract.conftest import reading_of

CASES = tomllib.loads((Path(__file__).parent / "cases" / "collection_api.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], check_case: Callable[[dict[str, Any]], None]) -> None:
    check_case(case)


def test_a_list_of_works_is_not_called_after_its_first() -> None:
    items = [{"vod_id": n, "vod_name": name, "vod_play_from": "m3u8", "vod_play_url": f"1$https://a.example/{n}.m3u8"}
             for n, name in enumerate(("流浪地球2", "别的片子"))]  # fmt: skip
    listed, alone = (
        reading_of(
            {"page": json.dumps({"code": 1, "page": 1, "pagecount": 1, "list": some}), "url": "http://a.example/"}
        )
        for some in (items, items[:1])
    )
    assert listed.title == "" and {each.page_title for each in listed.sightings} == {""}
    assert alone.title == "流浪地球2" and {each.page_title for each in alone.sightings} == {"流浪地球2"}
