# ruff: noqa: E501 - markup as sites write it
"""Shops: item pages in several hands, shelves, and search answers."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.types import Account, Page
from crawler.extract import accounts
from crawler.extract.document import Document
from crawler.extract.shop import FAMILY

HOST = "https://shop.example"


def page(text: str, path: str) -> Page:
    return Page(HOST + path, text.encode(), text)


ITEMS = {
    "structured": (
        "/p/1001",
        """<title>某剧全集 电子版 - 商城</title><script type="application/ld+json">{"@context":"https://schema.org","@type":"Product",
        "name":"某剧全集 网盘发货","offers":{"@type":"Offer","price":"9.90","priceCurrency":"CNY",
        "seller":{"@type":"Organization","name":"小店","url":"https://shop.example/shop/s77"}}}</script><h1>某剧全集</h1>""",
        ("某剧全集 网盘发货", "¥9.90", Account("shop.example", "s77", "小店")),
    ),
    "plain": (
        "/item.htm?id=556677889",
        """<title>某剧 高清全集 秒发</title><div><h1>某剧 高清全集 秒发 百度网盘自动发货</h1><del>原价 ¥99.00</del>
        <b class="now-price">￥ 3.50</b><span>已售 1200 件</span><a class="seller" href="/user/u9001">卖家：资源阿姨</a>
        <button>立即购买</button></div>""",
        ("某剧 高清全集 秒发 百度网盘自动发货", "¥3.50", Account("shop.example", "u9001", "资源阿姨")),
    ),
    "microdata": (
        "/goods/7.html",
        """<div itemscope itemtype="http://schema.org/Product"><h2 itemprop="name">某书 PDF 电子版</h2>
        <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="priceCurrency" content="CNY">
        <span itemprop="price" content="1.99">1.99</span></div></div><a href="/store/ab12">店铺：书香</a> 加入购物车""",
        ("某书 PDF 电子版", "¥1.99", Account("shop.example", "ab12", "书香")),
    ),
    "words only": (
        "/detail/42",
        """<h1>某课程 全套视频</h1><p>价格：15.8元 运费：0元</p><p>掌柜：tt_88 信用 好评率99%</p><a href="#">加入购物车</a>
        <div class="desc">拍下自动发链接，虚拟商品不退不换</div>""",
        ("某课程 全套视频", "15.8元", Account("shop.example", "", "tt_88")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ITEMS)
def test_item(name: str) -> None:
    path, text, (title, asked, account) = ITEMS[name]
    assert FAMILY.recognises(page(text, path))
    sighting = FAMILY.read(page(text, path)).sightings[0]
    assert (sighting.link.kind, sighting.link.url) == ("listing", HOST + path)
    assert (sighting.texts[0].text, sighting.price, sighting.account) == (title, asked, account)


def test_sales_are_kept_as_words() -> None:
    path, text, _ = ITEMS["plain"]
    said = {text.text for text in FAMILY.read(page(text, path)).sightings[0].texts if text.source == "attribute"}
    assert any("1200" in each for each in said)


def test_shelf() -> None:
    cards = "".join(
        f'<li class="goods"><a href="/item/{n}.html"><img alt="某剧第{n}季 全集"></a><a href="/item/{n}.html">某剧第{n}季 全集</a>'
        f"<em>¥{n}.00</em><i>{n}人付款</i></li>" for n in range(1, 6)
    )  # fmt: skip
    text = f"<title>搜索：某剧</title><ul>{cards}</ul><p>店铺 销量 立即购买</p>"
    assert FAMILY.recognises(page(text, "/search?q=x"))
    reading = FAMILY.read(page(text, "/search?q=x"))
    assert [(each.link.url, each.price) for each in reading.sightings] == [
        (f"{HOST}/item/{n}.html", f"¥{n}.00") for n in range(1, 6)
    ]
    assert [each.url for each in reading.follow] == [f"{HOST}/item/{n}.html" for n in range(1, 6)]


def test_search_answer() -> None:
    main = {"exContent": {"title": "某剧 网盘", "price": [{"text": "¥"}, {"text": "2.5"}], "userNickName": "鱼友", "itemId": "778899001"},
            "targetUrl": "fleamarket://item?id=778899001"}  # fmt: skip
    text = json.dumps({"data": {"resultList": [{"data": {"item": {"main": main}}}]}})
    assert FAMILY.recognises(page(text, "/h5/search"))
    (sighting,) = FAMILY.read(page(text, "/h5/search")).sightings
    assert sighting.link.url == "https://www.goofish.com/item?id=778899001"
    assert (sighting.price, sighting.account) == ("¥2.5", Account("goofish", "", "鱼友"))
    text = text.replace(', "itemId": "778899001"', "")
    (sighting,) = FAMILY.read(page(text, "/h5/search")).sightings
    assert (sighting.link.url, sighting.price) == ("https://www.goofish.com/item?id=778899001", "¥2.5")


@pytest.mark.parametrize("text", [
    "<h1>票价上涨</h1><p>记者 张三 报道：电影票价格上涨 5 元，观众购买意愿下降，商家表示……</p>",
    "<h1>某剧</h1><p>主演：甲 立即播放 会员价格 15元</p>",
    '{"title": "x", "link": "https://pan.quark.cn/s/1"}',
])  # fmt: skip
def test_innocents(text: str) -> None:
    assert not FAMILY.recognises(page(text, "/x"))


@given(st.text(max_size=200), st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["title", "price", "itemId", "url", "seller", "item"]), inner), max_leaves=20))  # fmt: skip
def test_anything(text: str, value: object) -> None:
    FAMILY.read(page(f"<h1>{text}</h1>¥1 {text}<a href='{text}'>x</a>", "/item/1"))
    FAMILY.read(page(json.dumps({"price": "1", "x": value}), "/api"))


def test_second_hand_item_without_names_for_anything() -> None:
    text = """<main><p class="price"><i>¥</i><em>1</em><small>.50</small></p><h2>某片 1080P 网盘</h2><p>45人想要</p>
    <div class="user-card" data-uid="u_88123"><img><b>电影小铺</b><span>信用极好</span></div><button>我想要</button></main>"""
    assert FAMILY.recognises(page(text, "/item/99120"))
    (sighting,) = FAMILY.read(page(text, "/item/99120")).sightings
    assert (sighting.price, sighting.account) == ("¥1.50", Account("shop.example", "u_88123", "电影小铺"))
    assert sighting.texts[0].text == "某片 1080P 网盘"


def test_shelf_whose_links_wrap_their_cards() -> None:
    cards = "".join(
        f'<a class="c" href="/item/{n}"><div>某片{n} 网盘</div><div>¥{n}.00</div><div>卖家 甲</div></a>' for n in (1, 2)
    )
    reading = FAMILY.read(page(f"<title>搜索</title><div>{cards}</div>购物车 店铺 下单", "/search?q=x"))
    assert [(each.texts[0].text, each.price) for each in reading.sightings] == [
        ("某片1 网盘", "¥1.00"),
        ("某片2 网盘", "¥2.00"),
    ]


def test_seller_s_page_is_no_item() -> None:
    text = """<div class="item"><h1>某片 网盘</h1><b>¥1.99</b> 卖家：<a href="/user/41.html">影迷小铺</a><button>立即购买</button></div>"""
    found = FAMILY.read(page(text, "/item?id=5")).sightings
    assert [each.link.url for each in found] == [f"{HOST}/item?id=5"]


def test_a_seller_s_bare_name() -> None:
    text = (
        "<html><body><h1>北岸 高清全集 网盘自动发</h1><span class='price'>¥9.90</span>"
        "<div class='item-user-info-nick'>清风p7</div><button>我想要</button></body></html>"
    )
    account = accounts.bare_name(Document(Page("http://m.example/item?id=1", text.encode(), text=text)))
    assert account is not None
    assert (account.account_id, account.name) == ("", "清风p7")


SCRIPTED = {
    "raw data": "window.rawData=" + json.dumps({"store": {"goods": {"goodsID": "9081726354", "goodsName": "某剧全集 网盘发货", "minGroupPrice": "6.80"}, "mall": {"mallID": 5, "mallName": "影音店"}}}) + ";document.dispatchEvent(new Event('x'))",
    "loose": "var pageConfig = {compatible:true,product:{skuid:9081726354,name:'某剧全集 网盘发货',price:\"6.80\",venderId:5,shopName:\"影音店\"}};",
    "assigned onto": "window.__CTX__=Object.assign(window.__CTX__||{}," + json.dumps({"item": {"itemId": "9081726354", "title": "某剧全集 网盘发货"}, "seller": {"shopName": "影音店"}, "v": {"priceVO": {"priceText": "6.80"}}}) + ");",
}  # fmt: skip


@pytest.mark.parametrize("script", SCRIPTED.values(), ids=SCRIPTED)
def test_an_item_that_only_a_script_holds(script: str) -> None:
    shown = page(f"<html><title>某剧全集</title><div id=main></div><script>{script}</script></html>", "/x/9081726354")
    assert FAMILY.recognises(shown)
    found = FAMILY.read(shown).sightings[0]
    assert (found.link.kind, found.price, found.account and found.account.name) == ("listing", "6.80", "影音店")
    assert found.texts[0].text == "某剧全集 网盘发货"


def test_an_answer_with_fields_of_the_shops_own() -> None:
    row = {
        "goods": {
            "goods_id": "12",
            "goods_title": "某剧",
            "goods_price": "9",
            "pic": "/1.jpg",
            "link_url": "/goods/12",
        },
        "store": {"store_id": "5", "store_name": "甲"},
    }
    shown = page(json.dumps({"result": {"records": [row]}}), "/api/search?kw=x")
    assert FAMILY.recognises(shown)
    found = FAMILY.read(shown).sightings[0]
    assert (found.link.url, found.price, found.account) == (f"{HOST}/goods/12", "9", Account("shop.example", "5", "甲"))


def test_a_name_beside_a_credit_is_the_sellers() -> None:
    document = Document(
        page("<html><h1>某剧</h1><div><span>阿飞资源店</span><span>信用极好</span></div></html>", "/i/12")
    )
    account = accounts.bare_name(document)
    assert account is not None and account.name == "阿飞资源店"


def test_an_item_that_is_bought_together() -> None:
    text = """<html><title>某剧 全集 - 拼</title><div class="name">某剧 全集</div><em>￥</em><span>1.50</span><p>已拼12件</p>
    <div class="mall"><a href="/mall/77">甲的店</a><span>进店逛逛</span></div></html>"""
    item = Page(f"{HOST}/goods/123456", text.encode(), text)
    assert FAMILY.recognises(item)
    (made,) = FAMILY.read(item).sightings
    assert (made.price, made.account) == ("¥1.50", Account("shop.example", "77", "甲的店"))


def _shelf(*, seats: bool = False) -> Page:
    cards = "".join(
        f"""<div class=c{number}><a href="/u/fei{number}/"><p>fei{number}</p></a><a href="/p/x-880643756{number}/"><img>
        <p>某剧{number} 4K 未删减 夸克秒发</p><p>HK${number}3</p></a></div>"""
        for number in range(1, 6)
    )
    return page(f"<html><title>Results</title>{cards}<p>seller</p>{'<p>选座购票</p>' if seats else ''}</html>", "/hk/s")


def test_a_shelf_of_anybodys_offers() -> None:
    assert FAMILY.recognises(_shelf()) and not FAMILY.recognises(_shelf(seats=True))
    found = FAMILY.read(_shelf()).sightings
    assert [(each.price, each.account) for each in found[:2]] == [
        ("HK$13", Account("shop.example", "fei1", "fei1")),
        ("HK$23", Account("shop.example", "fei2", "fei2")),
    ]
    assert found[0].texts[0].text == "某剧1 4K 未删减 夸克秒发"


def test_a_table_whose_first_row_stands_in_a_head() -> None:
    rows = "".join(
        f"<tr><td>2015 884{n} 蓝光资源</td><td>¥{n}.50</td><td>库存42</td><td><a href=/buy/91{n}>购买</a></td></tr>"
        for n in (1, 2, 3)
    )
    head = "<thead><tr><th>商品</th><th>价格</th><th>库存</th><th>操作</th></tr></thead>"
    found = FAMILY.read(
        page(f"<html><title>小店</title><table>{head}<tbody>{rows}</tbody></table></html>", "/")
    ).sightings
    assert [each.texts[0].text for each in found] == ["2015 8841 蓝光资源", "2015 8842 蓝光资源", "2015 8843 蓝光资源"]


def test_a_struck_price_is_not_asked() -> None:
    text = """<html><title>某剧全集 秒发</title><h1>某剧全集 秒发</h1><p>Vendor: mini</p><small>Regular price</small> <s>$59.00</s>
    <small>Sale price</small> <b>$20.90</b><form action="/cart/add"><button>Add to cart</button></form></html>"""
    shown = page(text, "/products/6op7vsax1")
    assert FAMILY.recognises(shown)
    assert [each.price for each in FAMILY.read(shown).sightings] == ["$20.90"]


def test_results_that_only_a_script_holds() -> None:
    main = {"exContent": {"itemId": "7625954322", "title": "某剧 网盘秒发", "userNickName": "甲", "price": [{"text": "¥"}, {"text": "27"}]},
            "targetUrl": "fleamarket://item?id=7625954322"}  # fmt: skip
    state = {"data": {"resultList": [{"data": {"item": {"main": main}}}], "seller": 1, "price": "1"}}
    shown = page(
        f"<html><title>搜索</title><div id=root></div><script>window.__SSR__={json.dumps(state)}</script>卖家 元</html>",
        "/search",
    )
    found = FAMILY.read(shown).sightings[0]
    assert (found.link.url, found.price) == ("https://www.goofish.com/item?id=7625954322", "¥27")
    assert found.account == Account("goofish", "", "甲") and found.texts[0].text == "某剧 网盘秒发"


def test_items_with_a_caption_and_an_address_of_their_own() -> None:
    row = {
        "infoId": "1202173469",
        "desc": "某剧 4K 资源",
        "nowPrice": "9.90",
        "seller": {"uid": "7", "nickName": "甲"},
        "jump": "/detail/1202173469",
    }
    shown = page(json.dumps({"respData": {"infos": [row]}}), "/api/home")
    assert FAMILY.recognises(shown)
    (found,) = FAMILY.read(shown).sightings
    assert (found.link.url, found.price, found.account) == (
        f"{HOST}/detail/1202173469",
        "9.90",
        Account("shop.example", "7", "甲"),
    )


def test_a_list_of_things_whose_prices_bear_no_sign_sells_no_single_thing() -> None:
    items = "".join(
        f'<div class="item"><div class="price"><strong>{number}.99</strong></div><div class="title"><a href="/item.htm?id=660{number}">'
        f"某剧{number} 网盘秒发</a></div><div class='shop'><span>小店{number}</span></div></div>"
        for number in range(5)
    )
    shown = page(f"<html><title>搜索 资源</title><div>{items}</div><p>店铺 价格 元 发货</p></html>", "/search")
    assert not any(each.link.url == shown.url for each in FAMILY.read(shown).sightings)
