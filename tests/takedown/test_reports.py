"""Reports: every figure counted by hand once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from core.types import Account
from storage.campaign import Window
from storage.outcomes import Outcome
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.reports import figures
from takedown.sending import send


def _table(office: Any, window: Window) -> dict[tuple[str, str], int]:
    return {(figure.figure, figure.name): figure.value for figure in figures(office.store, window)}


def test_figures_of_a_campaign(opened: Any, make: Any) -> None:
    office = opened()
    one, two = Account("luntan", "10086", "小李"), Account("luntan", "10010", "小陈")
    office.hit(account=one)
    office.hit("https://pan.baidu.com/s/1Second", account=one)
    office.hit("https://pan.quark.cn/s/third", provider="quark", account=two)
    office.hit("https://www.douyin.com/video/1", "video", "douyin.com")
    office.hit("https://pan.baidu.com/s/1Old", seen=datetime(2025, 1, 1, tzinfo=UTC))
    office.hit("https://pan.baidu.com/s/1Unreviewed", confirm=False)
    office.hit("https://pan.baidu.com/s/1Other", work=replace(make.WORK, title="另一部", holder="别家"))
    result = draft(office.desk, Wish(work="远山的灯"), "小张", make.NOW)
    for notice in result.notices:
        approve(office.desk, notice.notice_id, "老李", make.NOW)
        send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    for hit_id in (1, 4):
        office.store.outcomes.add(Outcome(hit_id, "removed", make.NOW + timedelta(hours=5), None, "platform"))
    year = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
    table = _table(office, year)
    assert table["links_found", ""] == 6
    assert table["links_found", "forum"] == 6
    assert table["links_noticed", ""] == 5  # the old one too: it was noticed this year
    assert table["links_removed", ""] == 2
    assert table["short_videos_removed", ""] == 1
    assert table["netdisk_shares_removed", ""] == 1
    assert table["works_infringed", ""] == 2
    assert table["accounts", ""] == 2
    assert table["repeat_accounts", ""] == 1
    assert table["notices_sent", ""] == len(result.notices) == table["notices_sent", "cn_art14"]
    assert _table(office, Window(holder="别家"))["links_found", ""] == 1
    assert _table(office, Window(batch="2026年度第二批"))["links_found", ""] == 7
    assert _table(office, Window(since=datetime(2027, 1, 1, tzinfo=UTC)))["links_found", ""] == 0
    (worst,) = office.store.campaigns.repeat_accounts(year)
    assert (worst.name, worst.hits, worst.works, worst.removed) == ("小李", 2, 1, 1)
    (site,) = office.store.campaigns.repeat_sites(year)
    assert (site.name, site.hits, site.works) == ("luntan", 5, 2)
