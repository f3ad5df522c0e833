"""What fields mean: names as their makers wrote them, and the role each has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.fields import first, inner, role_of

ROLES = {
    "title": (
        "title",
        "videoTitle",
        "goods_name",
        "caption",
        "movieName",
        "roomTitle",
        "appName",
        "item_title",
        "courseName",
        "bookTitle",
    ),
    "id": ("id", "workId", "feed_id", "goodsID", "skuid", "vid", "fid"),
    "person": ("author", "userInfo", "creator", "publisher", "anchor_info", "uploader", "maker", "poster_user"),
    "person_id": ("uid", "userId", "author_id", "lUid", "mid", "userHandle", "handle"),
    "person_name": ("nickname", "nickName", "screen_name", "sNick", "displayName", "anchorName", "uname", "makerNick"),
    "media": ("play_url", "mediaUrl", "mainMvUrl", "videoUrl", "hls", "playAddr"),
    "count": ("likeCount", "reposts_count", "play_cnt", "stats", "duration"),
    "price": ("price", "minGroupPrice", "goods_price", "priceText", "salePrice"),
    "shop": ("mall", "shopInfo", "seller", "sellerDO", "vendor"),
    "shop_name": ("mallName", "shop_name", "sellerNick", "storeName"),
    "room": ("roomId", "room_id", "tRoomId", "rid"),
    "package": ("packageName", "pkgName", "bundleId", "package_name", "packname"),
    "developer": ("developerName", "companyName"),
    "": ("categoryId", "coverId", "lineName", "actorName", "marketPriceTip", "x" * 100),
}


@pytest.mark.parametrize(("name", "role"), [(name, role) for role, names in ROLES.items() for name in names])
def test_a_name_has_its_role(name: str, role: str) -> None:
    assert role_of(name) == role


def test_values_of_a_role() -> None:
    thing = {"cover": "x", "workTitle": "某剧 第2集", "creator": {"displayName": "甲"}, "count": True}
    assert first(thing, "title") == "某剧 第2集"
    assert [first(held, "person_name") for held in inner(thing, "person")] == ["甲"]
    assert first(thing, "price") == ""


@given(st.text(max_size=60))
def test_any_name(name: str) -> None:
    role_of(name)
