"""Items of shops and second-hand markets, by their numbers."""

from __future__ import annotations

from typing import Final

from core.types import Link
from crawler.links.identity import Shape, link_of, shape

_ID: Final = r"\?(?:[^#]*&)?(?:{names})=(?P<id>\d{{5,24}})"

SHAPES: Final[tuple[Shape, ...]] = (
    shape(
        "taobao",
        "item.taobao.com 2.taobao.com m.taobao.com h5.m.taobao.com s.taobao.com",
        r"/[^?]*" + _ID.format(names="id|itemId|item_id"),
        "https://item.taobao.com/item.htm?id={id}",
    ),
    shape(
        "taobao", "a.m.taobao.com item.m.taobao.com", r"/i(?P<id>\d{5,24})", "https://item.taobao.com/item.htm?id={id}"
    ),
    shape(
        "tmall",
        "tmall.com tmall.hk",
        r"/[^?]*item[^?]*" + _ID.format(names="id|itemId"),
        "https://detail.tmall.com/item.htm?id={id}",
    ),
    shape("jd", "item.jd.com item.jd.hk npcitem.jd.hk", r"/(?P<id>\d{4,20})\.html", "https://item.jd.com/{id}.html"),
    shape(
        "jd",
        "item.m.jd.com m.jd.com wqitem.jd.com",
        r"/(?:product/|ware/view\.action\?(?:.*&)?wareId=|item/view\?(?:.*&)?sku=)(?P<id>\d{4,20})",
        "https://item.jd.com/{id}.html",
    ),
    shape(
        "yangkeduo",
        "yangkeduo.com pinduoduo.com",
        r"/(?:goods|duo_coupon_landing|poros/h5)[^?]*" + _ID.format(names="goods_id|goodsId"),
        "https://mobile.yangkeduo.com/goods.html?goods_id={id}",
    ),
    shape(
        "goofish",
        "goofish.com",
        r"/[^?]*item[^?]*" + _ID.format(names="id|itemId"),
        "https://www.goofish.com/item?id={id}",
    ),
    shape(
        "weidian",
        "weidian.com",
        r"/(?:item|fastorder|buy)[^?]*\?(?:[^#]*&)?(?:itemID|itemId)=(?P<id>\d{5,20})",
        "https://weidian.com/item.html?itemID={id}",
    ),
    shape("1688", "detail.1688.com m.1688.com", r"/offer/(?P<id>\d{6,20})", "https://detail.1688.com/offer/{id}.html"),
    shape("dangdang", "product.dangdang.com", r"/(?P<id>\d{5,15})\.html", "https://product.dangdang.com/{id}.html"),
    shape("kongfz", "book.kongfz.com item.kongfz.com", r"/(?P<id>\d{2,12}/\d{4,15})", "https://book.kongfz.com/{id}/"),
    shape(
        "zhuanzhuan",
        "zhuanzhuan.com",
        r"/[^?]*" + _ID.format(names="infoId|id"),
        "https://m.zhuanzhuan.com/detail?infoId={id}",
    ),
    shape(
        "douyin",
        "haohuo.jinritemai.com",
        r"/[^?]*" + _ID.format(names="id|product_id"),
        "https://haohuo.jinritemai.com/views/product/item2?id={id}",
    ),
    shape(
        "amazon",
        "amazon.com amazon.cn amazon.co.jp amazon.co.uk amazon.de",
        r"/(?:.*/)?(?:dp|gp/product)/(?P<id>[A-Z0-9]{10})",
        "https://www.amazon.com/dp/{id}",
    ),
    shape("ebay", "ebay.com", r"/itm/(?:[\w-]+/)?(?P<id>\d{9,15})", "https://www.ebay.com/itm/{id}"),
    shape("etsy", "etsy.com", r"/(?:[a-z-]+/)?listing/(?P<id>\d{6,15})", "https://www.etsy.com/listing/{id}"),
    shape(
        "shopee",
        "shopee.com shopee.tw shopee.sg shopee.co.id shopee.co.th",
        r"/(?:.*-i\.|product/)(?P<shop>\d+)[./](?P<id>\d+)",
        "https://shopee.com/product/{shop}/{id}",
    ),
)


def item_of(url: str) -> Link | None:
    """The shop item that an address shows; None when no known shop's."""
    return link_of("listing", url, SHAPES)
