"""Whether a page sells things: a price, and at least two of a way to buy, a seller, and terms of a sale."""

from __future__ import annotations

import re
from typing import Final

from core.types import Page
from crawler.extract.hints import has

_PRICE: Final = ("HK$", "NT$", "US$", "¥", "￥", "&yen;", "&#165;", "价格", "售价", "现价", "price", "元")
SIGNS: Final = ("HK$", "NT$", "US$", "US $", "¥", "￥", "&yen;", "&#165;", "售价", "现价", "价格")
BUY: Final = (
    "购买", "购物车", "下单", "马上抢", "马上拍", "我想要", "拍下", "拼单", "抢购", "去拼", "已拼", "聊一聊", "加购",
    "buy now", "Buy now", "Buy Now", "BUY NOW", "Buy It Now", "Buy it now", "buy it now",
    "付款", "Place order", "Checkout",
)  # fmt: skip
CART: Final = ("add to cart", "Add to cart", "Add to Cart", "ADD TO CART", "加入购物车", "Add to basket")
SELLER: Final = (
    "卖家", "店铺", "掌柜", "商家", "店主", "旺旺", "旗舰店", "专营店", "进店", "联系人", "seller", "Seller", "sold by",
    "Sold by", "信用", "讲师", "发布者",
)  # fmt: skip
TERMS: Final = (
    "好评", "月销", "已售", "销量", "库存", "包邮", "运费", "课时", "发货", "订单", "人想要", "成色", "转让", "报价",
    "价目", "已购买", "人购买", "Condition", "condition:", "hipping", "in stock", "In stock", "InStock",
)  # fmt: skip
_AMOUNTS: Final = ("¥", "￥", "&yen;", "&#165;", "HK$", "NT$", "US$", "US $", "元<")
_YUAN: Final = re.compile(r"\d\s{0,2}(?:</?\w{1,6}>\s{0,2})?元")
_FOREIGN: Final = re.compile(r"[$€£]\s?\d{1,5}[.,]\d\d(?!\d)")
_ASKED: Final = re.compile(r"[价成]\s{0,3}[格色]\s?[:：]")
_SHOPS: Final = (
    "item.taobao.com/item", "detail.tmall.com/item", "item.jd.com/", "yangkeduo.com/goods", "goofish.com/item",
    "2.taobao.com/item",
)  # fmt: skip
_GOODS_URL: Final = re.compile(
    r"/(?:item|itm|goods|product|sku|auction|offer|listing)s?[^/]{0,20}[/_?=-]\w{0,20}\d", re.I
)
_SEVERAL: Final = 4
_SEATS: Final = ("购票", "影城", "影院", "选座", "场次", "座位", "演出")
_NEWS: Final = ("记者", "责任编辑", "编辑：", "来源：")

MARKS: Final = (*CART, *BUY, *SIGNS, *_SHOPS, "联系人", "成色", "价目", "报价")


def sells(page: Page) -> bool:
    """Whether the words of an HTML page are those of a shop, a market or anybody's offers."""
    source = page.text
    if has(source, _NEWS):
        return False
    carted, bought = has(source, CART), has(source, BUY)
    if not has(source, _PRICE) and not ((carted or bought) and _FOREIGN.search(source)):
        return False
    if carted:
        return True
    owned = has(source, SELLER)
    termed = has(source, TERMS) or (owned and _ASKED.search(source) is not None)
    if not (owned or termed):
        return bought and has(source, SIGNS) and _GOODS_URL.search(page.url) is not None
    if has(source, _SHOPS) or _is_priced(source) or bought:
        return True
    if not has(source, SIGNS) and not _YUAN.search(source):
        return False
    return (owned and termed) or _GOODS_URL.search(page.url) is not None


def _is_priced(source: str) -> bool:
    """Whether a page asks several prices and sells no seats: a list of anybody's offers."""
    return sum(map(source.count, _AMOUNTS)) >= _SEVERAL and not has(source, _SEATS)
