"""Shop listings: what is sold, for how much, by whom; item pages, search results, and search APIs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from typing import Any, Final

from core.types import Account, Channel, Page, Sighting
from crawler.extract import accounts, card, columns, fields, goods, json_text, price, schema
from crawler.extract.called import name_of
from crawler.extract.document import Document, text_of
from crawler.extract.hints import has
from crawler.extract.offer import distinct, folded, offer, words
from crawler.extract.reading import DETAIL, Follow, Reading
from crawler.extract.selling import MARKS, sells
from crawler.extract.state import states
from crawler.links import classify
from crawler.links.page import listing_link

_AMOUNT_BELOW: Final = re.compile(r"\s{0,2}[¥￥$]?\s?(\d{1,6}(?:\.\d{1,2})?)\s?(?:元|块)?")
_ITEM_URL: Final = re.compile(
    r"(?:goofish|taobao|tmall|yangkeduo|pinduoduo)\.com/.*(?:item|goods)|item\.jd\.com/\d|/(?:item|goods|product|"
    r"listing|offer|auction|p|sku|detail)s?"
    r"(?:[/_-]|\.s?html?\?|\.php\?|\?)[\w=/.-]*\d",
    re.I,
)
_SEVERAL: Final = 4  # lines with prices that make a list of them
_MOST_LINES: Final = 300
_TAIL: Final = 10  # characters at a line's end among which its price stands
_SHELF: Final = 3  # cards that make a page a list of things
_LONGEST_LINE: Final = 150
_READ: Final = 60_000
_NUMBERED: Final = 4  # characters of an item's number that no other address has by chance
_SALES: Final = re.compile(
    r"(?:已售|月销|销量|已拼|总销|成交|人付款|人想要)\s?[:：]?\s?\d[\d,.]*\s?(?:万|w)?\+?\s?(?:件|笔|份|人)?|"
    r"\d[\d,.]*\s?(?:万|w)?\+?\s?(?:人付款|人想要|人已买|件已售)",
    re.I,
)
_STRUCTURED: Final = re.compile(r'"@type"\s?:\s?\[?\s?"Product"')
_OPEN_GRAPH: Final = re.compile(r"og:type[\"'][^<>]{0,40}product")
_JSON_SELLER: Final = re.compile(r'"(?:seller|shop|store|mall|item_?id|goods_?id|userNick|nick)', re.IGNORECASE)
_JSON_PRICE: Final = re.compile(r'(?:"|&quot;)\w{0,20}price\w{0,8}(?:"|&quot;)\s?:', re.IGNORECASE)
_JSON_TITLE: Final = re.compile(r'"\w{0,12}(?:title|name)"\s?:', re.IGNORECASE)
_OWNERS: Final = (
    "shopName", "mallName", "sellerNick", "sellerName", "storeName", "shop_name", "mall_name", "seller_name",
    "store_name", "venderId", "vendorId", '"mall', '"shop', '"seller', '"store', '"vendor', '"merchant',
    '"commodity', '"offer', '"goods', '"sku', '"stock',
)  # fmt: skip
_NUMBER: Final = re.compile(r"\d{4,20}")


class ShopFamily:
    """A market place or shop."""

    name = "shop"
    channel: Channel = "e_commerce"
    needs: tuple[str, ...] = ("schema.org/Product", '"Product"', "og:type", *_OWNERS, *MARKS)

    def recognises(self, page: Page) -> bool:
        source = page.text
        head = source[:3_000].lstrip("\ufeff \r\n\t")
        if head.startswith(("{", "[")) or re.match(r"\w{1,40}\(\s*\{", head):
            return _is_answer(source)
        if "<" not in head:
            return False
        if "schema.org/Product" in source or ("Product" in source and _STRUCTURED.search(source)):
            return True
        if "og:type" in source and _OPEN_GRAPH.search(source):
            return True
        return _is_its_data(page) or sells(page)

    def read(self, page: Page) -> Reading:
        document = Document(page)
        if document.form == "json":
            return _of_json(page, document, self.name)
        sightings: list[Sighting] = []
        shelf = list(card.cards(document))
        cards = list(_cards(page, document, shelf))
        lines = [] if cards or _ITEM_URL.search(document.url) else list(_lines(page, document))
        if lines:
            sightings.extend(lines)
        elif _is_item(document, len(cards), shelf):
            made = _item(page, document)
            sightings.extend([made] if made.texts else [])
        elif not cards and _JSON_PRICE.search(page.text):
            cards = _of_objects(page, document, states(document))
        follow = [Follow(made.link.url, DETAIL, made.texts[:1]) for made in cards]
        return Reading(self.name, distinct([*sightings, *cards]), tuple(follow), document.page_title)


FAMILY: Final = ShopFamily()


def _is_answer(source: str) -> bool:
    """JSON of a shop: titled things with a price and a seller."""
    if "fleamarket://" in source:
        return True
    told = _JSON_SELLER.search(source) is not None and _JSON_PRICE.search(source) is not None
    return told and _JSON_TITLE.search(source) is not None and '"vod_' not in source


def _is_its_data(page: Page) -> bool:
    """Whether the page's own number stands in data with a price and a seller: any shop's item that scripts show."""
    source = page.text
    if not has(source, _OWNERS) or "rice" not in source or not _JSON_PRICE.search(source.replace("price:", '"price":')):
        return False
    parts = page.url.partition("//")[2].partition("/")[2]
    return any(number in source for number in _NUMBER.findall(parts)[-3:])


def _is_item(document: Document, cards: int, shelf: list[card.Card]) -> bool:
    """Whether the page sells one thing: structured data, an item's address, or one thing among few cards.

    `cards` is how many of the `shelf` have a price of their own.
    """
    if len(schema.things(document, "Product")) == 1 or document.meta.get("og:type", "").endswith("product"):
        return True
    if _ITEM_URL.search(document.url) or _is_its_data(document.page):
        return True
    shelved = sum(any(symbol.isdigit() for symbol in each.url) for each in shelf)
    is_list = cards > 0 or shelved >= _SHELF  # of things whose prices bear no sign
    named = bool(document.headings) if is_list else bool(document.page_title)
    return cards < 3 and named and price.of_page(document) != ""


def _item(page: Page, document: Document) -> Sighting:
    things = schema.things(document, "Product")
    thing = things[0] if things else {}
    platform = accounts.platform_of(document.host)
    stated = goods.item(states(document), platform, document.url) if has(page.text, _OWNERS) else None
    title = schema.said(thing, "name") or (stated.title if stated else "") or _title(document)
    sales = _SALES.search(document.text)
    said = words(
        ("item", title), ("page_title", document.page_title), ("meta", schema.said(thing, "description")),
        ("meta", document.meta.get("og:description") or document.meta.get("description")),
        ("post", _description(document)),
        ("attribute", sales.group(0) if sales else ""),
    )  # fmt: skip
    asked = price.of_thing(thing) or price.of_page(document) or (stated.price if stated else "")
    made = offer(page, "e_commerce", listing_link(document.url), said, document.page_title)
    shown = stated.account if stated and stated.account else _seller(document, thing)
    return replace(made, price=asked, account=shown)


def _title(document: Document) -> str:
    first = next((each.text for each in document.headings if not each.aside), "")
    named = name_of(document)
    shown = not first or document.page_title in document.text
    return named or (document.page_title if shown else first) or first


def _description(document: Document) -> str:
    selector = "[class*=desc],[id*=desc],[class*=detail],[id*=detail],[class*=intro]"
    texts = [text_of(node, 1_500) for node in document.select(selector)[:30]]
    return max(texts, key=len, default="")


def _seller(document: Document, thing: schema.Thing) -> Account | None:
    offered = schema.nested(thing, "offers")
    sellers = (schema.nested(each, "seller") for each in (offered, schema.nested(offered, "offers"), thing))
    seller = next(filter(None, sellers), {})
    seller = seller or next(iter(schema.things(document, "Offer", "AggregateOffer")), {}).get("seller") or {}
    seller = seller if isinstance(seller, dict) else {}
    shown = accounts.of_page(document)
    name = schema.said(seller, "name")
    identity = schema.said(seller, "identifier", "@id") or accounts.identity_in(schema.said(seller, "url"))
    if identity:
        return Account(accounts.platform_of(document.host), accounts.identity_in(identity) or identity, name)
    meta = document.meta
    name = name or meta.get("product:retailer_title") or meta.get("product:retailer", "")
    if shown is None and name:
        return Account(accounts.platform_of(document.host), "", name)
    return shown or accounts.bare_name(document)


def _lines(page: Page, document: Document) -> Iterator[Sighting]:
    """A list of prices in plain lines: the page is the offer of each, and a line is told by its words."""
    asked = [
        (line, price.of_text(line[-_TAIL:])) for line in document.text[:_READ].split("\n") if len(line) <= _LONGEST_LINE
    ]
    priced = [(line, amount) for line, amount in asked if amount and len(line) > len(amount) + 2]
    if len(priced) < _SEVERAL:
        return
    whole, account = listing_link(document.url), accounts.of_page(document)
    for line, amount in priced[:_MOST_LINES]:
        own = replace(whole, ref=f"{whole.ref}#{sha256(line.encode()).hexdigest()[:12]}")
        made = offer(page, "e_commerce", own, words(("item", line)), document.page_title)
        yield replace(made, price=amount, account=account)


def _cards(page: Page, document: Document, shelf: list[card.Card]) -> Iterator[Sighting]:
    """Items listed with their price: search results, a shop's shelf, recommendations."""
    own = document.url.partition("#")[0]
    for each in shelf:
        apart = each.text.replace(each.title, " ", 1)  # a title may speak of money: "3元全集"
        asked = price.of_text(apart) or price.of_text(each.text) or _in_column(document, each)
        if not asked or each.url.partition("#")[0] == own or not any(symbol.isdigit() for symbol in each.url):
            continue
        if classify(each.url) is not None or accounts.identity_in(each.url):
            continue
        sales = _SALES.search(each.text)
        said = words(("item", each.title), ("row", each.text), ("attribute", sales.group(0) if sales else ""))
        made = replace(offer(page, "e_commerce", listing_link(each.url), said, document.page_title), price=asked)
        yield replace(made, account=_owner(document, each))


def _in_column(document: Document, each: card.Card) -> str:
    """The amount in the column that the table calls the price, where the rows write no sign beside it."""
    said = columns.named(document, each.block, "price") if each.block else ""
    match = _AMOUNT_BELOW.fullmatch(said)
    return f"¥{match.group(1)}" if match else ""


def _owner(document: Document, each: card.Card) -> Account | None:
    """Whose a card's item is: what the table's column of sellers says, a profile the card links to, a label in it."""
    platform = accounts.platform_of(document.host)
    if each.block and (seller := columns.named(document, each.block, "owner")):
        return Account(platform, "", seller[:60])
    return accounts.in_block(document, each.block) or accounts.named_in(each.text, platform)


def _of_json(page: Page, document: Document, family: str) -> Reading:
    sightings = _of_objects(page, document, document.json) or list(_of_goods(page, document))
    follow = [Follow(each.link.url, DETAIL, each.texts[:1]) for each in sightings if each.link.url.startswith("http")]
    return Reading(family, distinct(sightings), tuple(follow))


def _of_objects(page: Page, document: Document, value: Any) -> list[Sighting]:
    """The items of an answer, or of the state that a page of results carries."""
    found = (_of_object(page, document, thing) for each in json_text.walk(value, 100_000) for thing in _led_to(each))
    return list(islice((made for made in found if made is not None), 5_000))


def _led_to(thing: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An object, and those in it with no other way to the item: `{"targetUrl": "fleamarket://…", "exContent": {}}`."""
    yield thing
    place = thing.get("targetUrl")
    if isinstance(place, str) and (link := classify(place)) is not None and link.kind == "listing":
        yield from ({"url": link.url, **held} for held in thing.values() if isinstance(held, dict))


def _of_object(page: Page, document: Document, thing: dict[str, Any]) -> Sighting | None:
    """An item of a search API: title, price and an identity (Xianyu's `exContent` and its kin)."""
    title = _field(thing, "title", "goodsName", "goods_name", "itemTitle", "wareName", "productName", "name")
    identity = _field(
        thing, "itemId", "item_id", "goodsId", "goods_id", "skuId", "sku_id", "productId", "product_id", "nid", "id"
    )
    asked = _price(thing)
    url = _address(document, thing, identity)
    if not title or not asked or not url:
        return None
    name = _field(
        thing,
        "userNickName",
        "sellerNick",
        "nick",
        "seller_name",
        "shopName",
        "shop_name",
        "mallName",
        "mall_name",
        "seller",
    )
    seller = _field(
        thing, "sellerId", "seller_id", "userId", "user_id", "shopId", "shop_id", "mallId", "mall_id", "uid"
    )
    platform = "goofish" if "fleamarket://" in document.source else accounts.platform_of(document.host)
    account = Account(platform, seller, name) if seller or name else None
    said = words(("item", title), ("post", _field(thing, "desc", "description", "subTitle", "sub_title")))
    return replace(offer(page, "e_commerce", listing_link(url), said), price=asked, account=account)


def _of_goods(page: Page, document: Document) -> Iterator[Sighting]:
    """Items of an answer whose fields have names of the shop's own."""
    for each in islice(goods.goods(document.json, accounts.platform_of(document.host)), 5_000):
        url = _address(document, each.thing, each.identity)
        if url:
            made = offer(page, "e_commerce", listing_link(url), words(("item", each.title)))
            yield replace(made, price=each.price, account=each.account)


def _field(thing: dict[str, Any], *names: str) -> str:
    for name in names:
        value = thing.get(name)
        value = value.get("nickname") or value.get("name") if isinstance(value, dict) else value
        if text := folded(value):
            return fields.plain(text)
    return ""


def _price(thing: dict[str, Any]) -> str:
    for name in (
        "price",
        "soldPrice",
        "salePrice",
        "sale_price",
        "zkFinalPrice",
        "view_price",
        "min_group_price",
        "priceText",
    ):
        value = thing.get(name)
        if isinstance(value, list):
            value = "".join(folded(each.get("text")) for each in value[:6] if isinstance(each, dict))
        if isinstance(value, dict):
            value = value.get("text") or value.get("value") or value.get("amount")
        text = folded(value).replace("￥", "¥")
        if any(symbol.isdigit() for symbol in text):
            return text[:30]
    return ""


def _address(document: Document, thing: dict[str, Any], identity: str) -> str:
    """The item's web address: named, or made of its identity where the platform's shape is known."""
    platform = accounts.platform_of(document.host)
    if identity and platform in _SHAPES:
        return _SHAPES[platform].format(identity)
    if identity and "fleamarket://" in document.source:
        return _SHAPES["goofish"].format(identity)
    for name in ("url", "itemUrl", "item_url", "link", "detailUrl", "detail_url", "goods_url", "href", "targetUrl"):
        value = thing.get(name)
        if isinstance(value, str) and value.startswith(("http", "/")):
            return document.resolve(value)
    for name, value in thing.items():
        if isinstance(value, str) and _LINKED.search(name) and value.startswith(("http", "/")):
            return document.resolve(value)
    own = (each for each in thing.values() if isinstance(each, str) and each.startswith(("http", "/")))
    return next((document.resolve(each) for each in own if len(identity) >= _NUMBERED and identity in each), "")


_LINKED: Final = re.compile(r"(?i)^(?!.*(?:pic|img|image|cover|icon|logo|avatar|video)).*(?:url|link|href)$")
_SHAPES: Final = {
    "goofish": "https://www.goofish.com/item?id={}",
    "taobao": "https://item.taobao.com/item.htm?id={}",
    "tmall": "https://detail.tmall.com/item.htm?id={}",
    "jd": "https://item.jd.com/{}.html",
    "yangkeduo": "https://mobile.yangkeduo.com/goods.html?goods_id={}",
}
