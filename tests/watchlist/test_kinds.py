"""Kinds of work as people write them."""

from __future__ import annotations

import pytest

from core.types import WORK_KINDS
from watchlist.kinds import kind_of
from watchlist.sentences import CellError
from watchlist.template import KINDS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("电影", "film"), ("院线电影", "film"), ("电影（引进）", "film"), ("TV Series", "tv"), ("網絡劇", "tv"),
        ("综艺节目", "variety"), ("动漫", "animation"), ("漫画", "cartoon"), ("网络小说", "novel"), ("歌曲", "music"),
        ("广播剧", "audiobook"), ("手游", "game"), ("ＡＰＰ", "software"), ("网课", "course"), ("体育赛事", "sports"),
        ("春节晚会", "gala"), ("微短剧", "short_drama"), ("纪录片", "other"),
    ],
)  # fmt: skip
def test_words(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_every_kind_by_its_own_name() -> None:
    assert [kind_of(kind) for kind in WORK_KINDS] == list(WORK_KINDS)
    assert [kind_of(KINDS[kind]) for kind in WORK_KINDS] == list(WORK_KINDS)


def test_unknown_names_what_is_known() -> None:
    with pytest.raises(CellError) as caught:
        kind_of("火星剧")
    assert all(kind in caught.value.sentence for kind in WORK_KINDS)
