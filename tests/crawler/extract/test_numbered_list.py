"""Play lists that number their lines."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract import read

DPL = "DAUMPLAYLIST\nplayname=\ntopindex=0\n1*file*https://a.example/1.m3u8\n1*title*北岸\n2*file*https://a.example/2.m3u8\n2*title*暗潮\n"
PLS = "[playlist]\nNumberOfEntries=2\nFile1=https://a.example/1.m3u8\nTitle1=北岸\nLength1=-1\nTitle2=暗潮\nFile2=https://a.example/2.m3u8\n"


@pytest.mark.parametrize("text", [DPL, PLS], ids=["dpl", "pls"])
def test_each_address_has_its_own_title(text: str) -> None:
    found = read(Page("http://box.example/l", text=text, content_type="text/plain")).sightings
    assert [(each.link.kind, each.link.url, each.texts[0].text) for each in found] == [
        ("live", "https://a.example/1.m3u8", "北岸"),
        ("live", "https://a.example/2.m3u8", "暗潮"),
    ]
