# ruff: noqa: E501 - data as sites write it
"""Goods as shops' data has them: the item of an address, lists, prices."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Account
from crawler.extract.goods import goods, item, price_in

HOST = "shop.example"
STATES: dict[str, Any] = {
    "side by side": {
        "goods": {"goodsID": "9081726354", "goodsName": "某剧 全集", "minGroupPrice": "6.80"},
        "mall": {"mallID": 77, "mallName": "影音店"},
    },
    "flat": {
        "product": {"skuid": 9081726354, "name": "某剧 全集", "price": "6.80", "venderId": 77, "shopName": "影音店"}
    },
    "far apart": {
        "item": {"itemId": "9081726354", "title": "某剧 全集"},
        "seller": {"sellerId": "77", "shopName": "影音店"},
        "priceVO": {"price": {"priceText": "6.80"}},
    },
}


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_the_item_of_an_address(state: dict[str, Any]) -> None:
    found = item([{"x": 1}, {"data": state}], HOST, "https://shop.example/goods.html?goods_id=9081726354")
    assert found is not None
    assert (found.title, found.price) == ("某剧 全集", "6.80")
    assert found.account is not None and found.account.name == "影音店"


def test_another_address_is_not_its_item() -> None:
    assert item([STATES["flat"]], HOST, "https://shop.example/help/1234567.html") is None


def test_a_list_of_goods_with_the_seller_beside_each() -> None:
    row = {
        "goods": {"goods_id": "12", "goods_title": "某剧", "goods_price": 9},
        "store": {"store_id": "5", "store_name": "甲"},
    }
    found = list(goods({"records": [row]}, HOST))
    assert [(each.title, each.price, each.account) for each in found] == [("某剧", "9", Account(HOST, "5", "甲"))]


@pytest.mark.parametrize(("thing", "price"), [
    ({"price": "¥ 0"}, ""), ({"price": None}, ""), ({"price": True}, ""), ({"price": {"price": {"value": 3}}}, "3"),
    ({"salePrice": "￥3.5"}, "¥3.5"), ({"price": [1]}, ""),
])  # fmt: skip
def test_prices(thing: dict[str, Any], price: str) -> None:
    assert price_in(thing) == price


@given(st.recursive(st.none() | st.text(max_size=5) | st.integers(), lambda held: st.lists(held, max_size=3) | st.dictionaries(
    st.sampled_from(["price", "name", "shop", "goods", "id", "priceVO"]), held, max_size=4), max_leaves=12))  # fmt: skip
def test_any_data(value: Any) -> None:
    list(goods(value, HOST))
    item([value], HOST, "https://shop.example/1")
