"""Lists that machines read go on until they are empty."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.types import Page
from crawler.extract.document import Document
from crawler.extract.json_paging import next_page

ENTRY = {"title": "北岸", "url": "/p/1"}
CASES: list[tuple[str, Any, list[str]]] = [
    ("/api?page=1", {"data": {"list": [ENTRY]}}, ["/api?page=2"]),
    ("/api?page=1", [ENTRY], ["/api?page=2"]),
    ("/api?page=3", {"data": {"list": []}}, []),
    ("/api?page=3", {"data": [ENTRY], "has_more": False}, []),
    ("/api?page=3", {"data": [ENTRY], "page": 3, "total_pages": 3}, []),
    ("/api", {"data": [ENTRY], "page": 1, "total_pages": 3}, ["/api?page=2"]),
    ("/api?k=v", {"data": [ENTRY], "page": "1", "hasMore": True}, ["/api?k=v&page=2"]),
    ("/api", {"data": [ENTRY]}, []),
    ("/api/list/2", {"items": [ENTRY]}, ["/api/list/3"]),
    ("/api?page=1", {"page": 1, "total": 9}, []),
]


@pytest.mark.parametrize(("path", "value", "ways"), CASES)
def test_ways(path: str, value: Any, ways: list[str]) -> None:
    page = Page(f"http://a.example{path}", text=json.dumps(value))
    assert [each.url.removeprefix("http://a.example") for each in next_page(Document(page), value)] == ways
