"""Stay-down: whatever a removed copy comes back as, it is tied to the case before; what is merely similar is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.types import Account
from storage.outcomes import Outcome
from storage.verify import verify
from takedown.staydown import keep_watch

HASH = "0123456789abcdef0123456789abcdef01234567"
UPLOADER = Account("luntan", "10086", "搬运工小李")


def _gone(office: Any, make: Any, **hit: Any) -> int:
    hit_id = office.hit(**hit)
    office.store.outcomes.add(Outcome(hit_id, "removed", make.NOW, None, "platform"))
    return int(hit_id)


def _watch(office: Any, make: Any) -> list[tuple[int, int, str]]:
    found = keep_watch(office.store.returns, make.NOW + timedelta(days=9))
    return [(one.hit_id, one.earlier_id, one.sign) for one in found]


CASES = {
    "the torrent of a magnet": (
        {"url": f"magnet:?xt=urn:btih:{HASH}", "kind": "magnet", "provider": "", "ref": f"btih:{HASH}"},
        {"url": f"https://itor.example/t/{HASH.upper()}.torrent", "kind": "torrent", "provider": "itor.example"},
        "infohash",
    ),
    "the same file in another share": (
        {"words": "远山的灯.2026.WEB-DL.4K.国语中字-小李.mkv 【4K】"},
        {
            "words": "【远山】远山的灯.2026.WEB-DL.4K.国语中字-小李.mkv",
            "url": "https://pan.quark.cn/s/ff00aa",
            "provider": "quark",
        },
        "file_name",
    ),
    "the same account": (
        {"account": UPLOADER},
        {"account": UPLOADER, "url": "https://pan.baidu.com/s/1Neu", "words": "远山的灯 补档"},
        "account",
    ),
    "the same file by its digest": (
        {"words": f"远山的灯 {'ab' * 16}#{'cd' * 16}#734003200#yuanshan.mp4"},
        {"words": f"远山的灯 {'AB' * 16}#734003200#renamed.mp4", "url": "https://pan.baidu.com/s/1Neu"},
        "file_hash",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_comes_back_is_tied_to_the_case_before(name: str, opened: Any, make: Any) -> None:
    office = opened()
    before, after, sign = CASES[name]
    earlier = _gone(office, make, **before)
    assert _watch(office, make) == []
    later = office.hit(**after, page="https://luntan.example/thread-9-1-1.html", seen=make.NOW + timedelta(days=3))
    assert _watch(office, make) == [(later, earlier, sign)]
    assert _watch(office, make) == []  # told once
    (kept,) = office.store.returns.all(hit_id=earlier)
    assert (kept.link_url, kept.work_title) == (after.get("url", kept.link_url), "远山的灯")
    assert verify(office.store, office.config.evidence_folder) == []


def test_what_was_there_all_the_time_is_no_return(opened: Any, make: Any) -> None:
    office = opened()
    _gone(office, make, account=UPLOADER)
    office.hit("https://pan.baidu.com/s/1Old", account=UPLOADER, seen=make.NOW - timedelta(hours=1))
    assert _watch(office, make) == []


def test_a_file_name_that_is_anybodys_ties_nothing(opened: Any, make: Any) -> None:
    office = opened()
    other = replace(make.WORK, title="海上的风", aliases=())
    _gone(office, make, words="远山的灯 01.mp4")
    day = timedelta(days=3)
    office.hit("https://pan.baidu.com/s/1Neu", words="远山的灯 01.mp4", seen=make.NOW + day)
    office.hit("https://pan.baidu.com/s/1Wind", work=other, words="远山的灯 第01集.mp4 海上的风", seen=make.NOW + day)
    assert _watch(office, make) == []


def test_an_account_with_many_removals_is_one_case(opened: Any, make: Any) -> None:
    office = opened()
    gone = [_gone(office, make, url=f"https://pan.baidu.com/s/1Old{number}", account=UPLOADER) for number in range(5)]
    later = office.hit("https://pan.baidu.com/s/1Neu", account=UPLOADER, seen=make.NOW + timedelta(days=1))
    (tie,) = _watch(office, make)
    assert tie[0] == later and tie[1] in gone and tie[2] == "account"
