"""The price a listing asks, as its page writes it."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from crawler.extract.document import Document
from crawler.extract.schema import Thing, nested, said

_AMOUNT: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,8}(?:\.\d{1,2})?"
_PRICE: Final = re.compile(
    rf"(?:[¥￥$€£]|RMB|CNY|US\s?\$|HK\$|NT\$)\s?(?:{_AMOUNT})(?:\s?万)?|(?:{_AMOUNT})\s?(?:元(?![素旦宵首宝年件])|块钱?|圆)",
    re.I,
)
_LABELLED: Final = re.compile(
    r"(?:价\s{0,3}格|售价|现价|单价|应付|实付|合计|到手价|券后价?|秒杀价|促销价|拼单价|特价|price)\s?[:：]?\s{0,3}"
    rf"((?:[¥￥$€£]|RMB|CNY)?\s?(?:{_AMOUNT})(?:\s?(?:元|块))?)",
    re.I,
)
_OLD: Final = re.compile(
    r"(?:原价|市场价|划线价|定价|参考价|运费|邮费|押金|优惠|was|list price)[^\d¥￥]{0,6}\Z|(?:满|减|省)\W?\Z",
    re.I,
)
_OLD_KIND: Final = re.compile(r"(?:原|市场|划线|参考|官方)\s?\Z")  # of a price, before the very word
_MOST_LABELLED: Final = 20
_STRUCK: Final = ("<s>", "<s ", "<del", "<strike")
_OLD_NAME: Final = re.compile(r"old|orig|market|del|through|before|list-price|ship|postage|coupon", re.I)
_SIGNS: Final = {"CNY": "¥", "RMB": "¥", "USD": "$", "EUR": "€", "GBP": "£", "HKD": "HK$", "TWD": "NT$"}


def of_text(text: str) -> str:
    """The first price of a text that is not an old one or a fee."""
    for labelled in _LABELLED.finditer(text):
        before = text[max(0, labelled.start() - 8) : labelled.start()]
        if not _OLD.search(before) and not _OLD_KIND.search(before):
            return _tidy(labelled.group(1))
    for match in _PRICE.finditer(text):
        if not _OLD.search(text[max(0, match.start() - 12) : match.start()]):
            return _tidy(match.group(0))
    return ""


def labelled(text: str) -> str:
    """The one price that a text calls so: what a page asks for the shares it shows; "" where it asks several."""
    if "价" not in text:
        return ""
    found = {
        _tidy(match.group(1))
        for match in islice(_LABELLED.finditer(text), _MOST_LABELLED)
        if not _OLD.search(text[max(0, match.start() - 8) : match.start()])
        and not _OLD_KIND.search(text[max(0, match.start() - 8) : match.start()])
    }
    signed = [amount for amount in found if not amount[-1:].isdigit() or not amount[:1].isdigit()]
    return signed[0] if len(found) == len(signed) == 1 else ""


def of_thing(thing: Thing) -> str:
    """The price of a schema.org Product or Offer."""
    for offer in (nested(thing, "offers"), thing):
        amount = said(offer, "price", "lowPrice", "highPrice")
        if not amount:
            specification = nested(offer, "priceSpecification")
            amount = said(specification, "price")
            offer = offer if said(offer, "priceCurrency") else specification
        if amount:
            currency = said(offer, "priceCurrency").upper()
            return (
                amount if not amount[:1].isdigit() else f"{_SIGNS.get(currency, currency and currency + ' ')}{amount}"
            )
    return ""


def of_page(document: Document) -> str:
    """The price that the page's own markup or words give."""
    meta = document.meta
    amount = meta.get("og:product:price:amount") or meta.get("product:price:amount") or meta.get("og:price:amount", "")
    if amount:
        currency = (meta.get("product:price:currency") or meta.get("og:price:currency") or "").upper()
        return f"{_SIGNS.get(currency, '')}{amount}"
    for node in document.select("[class*=price i],[id*=price i],[class*=jiage],[class*=money]")[:40]:
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        struck = {node.text(deep=True, separator="") or "" for node in node.css("del,s,strike")}
        text = node.text(deep=True, separator="") or ""
        for old in filter(None, struck):
            text = text.replace(old, "")
        text = " ".join(text.split())[:80]
        if _OLD_NAME.search(names) or not text:
            continue
        found = of_text(text) or (_tidy(text) if re.fullmatch(rf"(?:{_AMOUNT})", text) else "")
        if found:
            return found
    return of_text(_without_struck(document))


def _without_struck(document: Document) -> str:
    """The page's words without the prices that it strikes out."""
    text = document.text[:30_000]
    if not any(mark in document.source for mark in _STRUCK):
        return text
    for node in document.select("del,s,strike")[:20]:
        if old := " ".join((node.text(deep=True, separator="") or "").split()):
            text = text.replace(old, "", 1)
    return text


def _tidy(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("￥", "¥")
