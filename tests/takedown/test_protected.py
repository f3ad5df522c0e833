"""Protected hosts: nothing of them is listed by any path, and licences open and close by the day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ConflictError
from core.types import Licence
from storage.notices import NewNotice, NoticeFile
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.guards import RefusedError
from takedown.protected import load_protected
from takedown.sending import send

PROTECTED = [
    "https://www.gov.cn/a.html", "https://ipc.court.gov.cn/x", "https://library.tsinghua.edu.cn/film/1", "https://data.gov.sg/1",
    "https://www.example.gob.mx/1", "https://zh.wikipedia.org/wiki/X", "https://archive.org/details/x", "https://arxiv.org/abs/1",
    "https://movie.douban.com/subject/1/", "https://cdn.jsdelivr.net/gh/x", "https://d111.cloudfront.net/x.m3u8",
    "https://x.akamaized.net/1.ts", "https://bucket.oss-cn-beijing.aliyuncs.com/1.mp4", "https://www.people.com.cn/n1",
    "https://WWW.GOV.CN./a", "http://user@www.gov.cn:80/a", "https://www.ox.ac.uk/x",
    "https://www\u3002gov\u3002cn/f", "https://www.gov\uff0ecn/f", "https://\uff37\uff37\uff37.gov.cn/f",
    "https://www.gov%2ecn/f",
    "https://%77ww.gov.cn/f", "https://www.gov.cn%2e/f", "https:\\\\www.gov.cn\\f", "https:/\\www.gov.cn/f",
    "//www.gov.cn/f",
    "https://www.gov.cn..../f", "https://www.gov.cn#@luntan.example/", "https://luntan.example@www.gov.cn/f",
    " https://www.gov.cn/f",
    "https://www.gov.cn\t/f", "ftp://www.gov.cn/f", "http://m.www.lexiang.example:81/y", "http://a@LEXIANG.example./y",
]  # fmt: skip
OPEN = [
    "https://luntan.example/t/1",
    "https://www.gov.tv/x",
    "https://gov.example/1",
    "https://mygov.cn/1",
    "https://pirate.ac/1",
]


@pytest.mark.parametrize("url", PROTECTED)
def test_protected_hosts(url: str, make: Any) -> None:
    assert load_protected().of_location(url, make.WORK, make.NOW.date()) is not None


@pytest.mark.parametrize("url", OPEN)
def test_other_hosts(url: str, make: Any) -> None:
    assert load_protected().of_location(url, make.WORK, make.NOW.date()) is None


@given(st.lists(st.sampled_from(["a", "www", "film", "x-1", "下载"]), min_size=1, max_size=3))
def test_every_host_below_a_protected_one_is(labels: list[str]) -> None:
    protected = load_protected()
    for name in ("gov.cn", "edu.cn", "wikipedia.org", "cloudfront.net"):
        assert protected.of_host(".".join([*labels, name])) is not None


def test_a_licensed_platform_is_protected_inside_its_window_only(make: Any) -> None:
    protected = load_protected()
    url = "https://www.iqiyi.com/v_19rr.html"
    work = replace(make.WORK, licences=(Licence("爱奇艺", date(2026, 4, 1), date(2026, 5, 31)),))
    verdicts = [
        protected.of_location(url, work, day) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2026, 5, 31))
    ]
    assert [verdict is not None for verdict in verdicts] == [False, True, True]
    assert protected.of_location(url, work, date(2026, 6, 1)) is None
    unclear = protected.of_location(url, replace(work, licences=()), date(2026, 6, 1))
    assert unclear is not None
    assert unclear.code == "licensed_platform"
    assert (
        protected.of_location("https://www.bilibili.com/video/BV1", replace(work, licences=()), date(2026, 6, 1))
        is None
    )


def test_the_operators_hosts_are_added(tmp_path: Path, make: Any) -> None:
    text = '[[group]]\ncode = "partners"\nzh = "合作伙伴"\nen = "partners"\nsuffixes = ["partner.example"]\n'
    (tmp_path / "protected.toml").write_text(text, encoding="utf-8")
    protected = load_protected(tmp_path)
    assert protected.of_host("cdn.partner.example") is not None
    assert protected.of_host("www.gov.cn") is not None


@pytest.mark.parametrize("url", [*PROTECTED[:6], "https://www.lexiang.example/yuanshan/1.html"])
@pytest.mark.parametrize("kind", ["page", "media", "video"])
def test_no_draft_lists_a_protected_host(url: str, kind: str, opened: Any, make: Any) -> None:
    office = opened()
    hit_id = office.hit(url, kind, "")
    result = draft(office.desk, Wish(hit_ids=(hit_id,)), "小张", make.NOW)
    assert not result.notices
    assert [refusal.hit_id for refusal in result.refusals] == [hit_id]
    assert "protected" in result.refusals[0].en
    assert "受保护" in result.refusals[0].zh


def test_not_by_the_page_of_a_magnet_either(opened: Any, make: Any) -> None:
    office = opened()
    magnet = "magnet:?xt=urn:btih:" + "ab" * 20
    office.hit(magnet, "magnet", "", page="https://bbs.pku.edu.cn/thread/1", ref="btih:" + "ab" * 20)
    assert not draft(office.desk, Wish(), "小张", make.NOW).notices
    assert not draft(office.desk, Wish(recipient="baidu_search"), "小张", make.NOW).notices


def test_a_protected_page_is_not_named_beside_a_share(opened: Any, make: Any) -> None:
    office = opened()
    office.hit(page="https://bbs.pku.edu.cn/thread/1")
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    assert "传播页面" not in notice.text
    assert "https://pan.baidu.com/s/1AbcDef" in notice.text


def test_a_licence_that_begins_between_draft_and_approval_stops_the_notice(opened: Any, make: Any) -> None:
    office = opened()
    office.hit("https://www.iqiyi.com/v_19rr.html", "video", "iqiyi.com")
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    first_day = datetime(2026, 4, 1, tzinfo=UTC)
    with pytest.raises(RefusedError, match="official or licensed"):
        approve(office.desk, notice.notice_id, "老李", first_day)
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    with pytest.raises(RefusedError, match="official or licensed"):
        send(office.desk, notice.notice_id, "老李", first_day, export=office.folder / "out")
    assert not (office.folder / "out").exists()


def test_a_host_that_becomes_protected_stops_an_approved_notice(opened: Any, make: Any) -> None:
    office = opened()
    office.hit()
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    office.write("protected.toml", '[[group]]\ncode = "x"\nzh = "甲"\nen = "x"\nsuffixes = ["pan.baidu.com"]\n')
    with pytest.raises(ConflictError, match=r"pan\.baidu\.com is protected"):
        send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out", dry_run=True)


def test_not_by_the_store_itself_either(opened: Any, make: Any) -> None:
    """A notice that was put into the store by hand passes neither the approval nor, approved by hand, the sending."""
    office = opened()
    protected = office.hit("https://www.lexiang.example/yuanshan/1.html", "page", "")
    office.hit()
    (real,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    (case,) = (file for file in office.store.notices.files(real.notice_id) if file.name == "case.json")
    share = office.store.notices.hit_ids(real.notice_id)
    other = json.loads(case.content)
    other["items"][0] |= {"hit_id": protected, "url": "https://www.lexiang.example/yuanshan/1.html"}
    forged = [
        (share, real.text + "\nhttps://www.iqiyi.com/v_1.html", case.content),
        ((protected,), real.text, case.content),
        ((protected,), real.text, json.dumps(other).encode()),
        ((*share, protected), real.text, case.content),
    ]
    for number, (hit_ids, text, content) in enumerate(forged):
        new = NewNotice(f"NS-{number}", "cn_art14", "baidu", real.holder, "zh", "s", text, 24, hit_ids,
                        files=(NoticeFile("case.json", "application/json", content),))  # fmt: skip
        made = office.store.notices.add(new, "小张", make.NOW)
        with pytest.raises(ConflictError):
            approve(office.desk, made.notice_id, "老李", make.NOW)
        office.store.notices.approve(made.notice_id, "老李", made.digest, make.NOW)
        with pytest.raises(ConflictError):
            send(office.desk, made.notice_id, "老李", make.NOW, export=office.folder / "out")
    assert not (office.folder / "out").exists()
