"""Titles and passcodes under names that nobody knows."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

import pytest

from core.types import Page
from crawler.extract import read
from crawler.extract.json_record import code_in, is_row, title_in

SHARE = "https://pan.quark.cn/s/0123456789ab"


@pytest.mark.parametrize(
    ("value", "title", "code"),
    [
        ({"n": "北岸 4K 全集", "u": SHARE, "k": "a7x2"}, "北岸 4K 全集", "a7x2"),
        (["12", "北岸 4K", SHARE, "a7x2", "2024-01-02"], "北岸 4K", "a7x2"),
        (["12", "北岸 4K", b64encode(SHARE.encode()).decode(), "a7x2"], "北岸 4K", "a7x2"),
        ({"user": "清风明月", "time": "2024-01-02 10:00", "u": SHARE}, "", ""),
        ({"k": "a7x2", "u": SHARE, "size": "1g2b"}, "", ""),
        ({"u": SHARE, "year": "2024", "tag": "ab12"}, "", ""),
    ],
)
def test_titles_and_codes(value: dict[str, Any] | list[Any], title: str, code: str) -> None:
    assert (title_in(value), code_in(value)) == (title, code)


def test_rows() -> None:
    assert is_row(["北岸", SHARE, 3, None]) and not is_row(["北岸"]) and not is_row([{"a": 1}, {"b": 2}])


@pytest.mark.parametrize(
    "source",
    [
        '{"errno":0,"list":[{"id":1,"n":"北岸 4K","res":[{"pan":"quark","addr":"%s","tq":"a7x2"}]}]}',
        '{"columns":["id","t","l","c"],"rows":[[1,"北岸 4K","%s","a7x2"]]}',
        '{"rows":["{\\"标题\\":\\"北岸 4K\\",\\"链接\\":\\"%s\\",\\"提取码\\":\\"a7x2\\"}","{}"]}',
        '{"page":1,"pagecount":1,"data":[{"vod_name":"北岸 4K","vod_pan":[{"url":"%s","password":"a7x2"}]}]}',
    ],
)
def test_read_from_answers(source: str) -> None:
    page = Page("http://api.example/list", text=source % SHARE, content_type="application/json")
    (sighting,) = read(page).sightings
    assert (sighting.link.passcode, sighting.texts[0].text) == ("a7x2", "北岸 4K")


def test_an_index_by_infohash_that_has_users_as_apps_do() -> None:
    digits = "0123456789abcdef0123456789abcdef01234567"
    text = f'[{{"name": "北岸 4K", "info_hash": "{digits.upper()}", "seeders": 2, "size": 9, "username": "x"}}]'
    (sighting,) = read(Page("http://api.example/t", text=text, content_type="application/json")).sightings
    assert (sighting.link.ref, sighting.texts[0].text) == (f"btih:{digits}", "北岸 4K")
