"""Prices as pages write them."""

from __future__ import annotations

import pytest

from core.types import Page
from crawler.extract import price
from crawler.extract.document import Document

TEXTS = {
    "￥ 3.50 包邮": "¥3.50",
    "原价 ¥99.00 现价 ¥9.90": "¥9.90",
    "价格：15.8元 运费：0元": "15.8元",
    "满100元减5元 到手价 12元": "12元",
    "售价 1,299.00 元": "1,299.00元",
    "US$ 4.99": "US$4.99",
    "一共3个": "",
    "未删减 夸克秒发 HK$13": "HK$13",
    "12元素周期表": "",
}


@pytest.mark.parametrize("text", TEXTS)
def test_text(text: str) -> None:
    assert price.of_text(text) == TEXTS[text]


def test_markup() -> None:
    text = '<del class="old-price">¥99</del><span class="price"><i>¥</i><em>1</em><small>.50</small></span>'
    assert price.of_page(Document(Page("https://s.example/1", text.encode(), text))) == "¥1.50"


def test_things() -> None:
    assert price.of_thing({"offers": [{"price": "9.90", "priceCurrency": "CNY"}]}) == "¥9.90"
    assert price.of_thing({"offers": {"priceSpecification": {"price": 5, "priceCurrency": "EUR"}}}) == "€5"
    assert price.of_thing({"name": "x"}) == ""
