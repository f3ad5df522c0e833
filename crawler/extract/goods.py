"""Goods as data: the item, its price and its seller, wherever a shop's state or answer keeps the three."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from core.types import Account
from crawler.extract import fields
from crawler.extract.json_text import walk

_MOST: Final = 50_000
_NUMBERED: Final = 4
# What an address may tell a thing by, whatever its field is called: letters and digits of some length.
_SEGMENT: Final = re.compile(r"(?<![\w-])(?=[\w-]{0,40}\d)[\w-]{8,40}(?![\w-])")
_LAST: Final = 3
_DEEP: Final = 3
_HUNDREDTHS: Final = ("cent", "cents", "fen")
_AMOUNTS: Final = ("value", "amount", "min", "low", "lowest", "current", "now", "text", "yuan", "final", "max")


@dataclass(frozen=True, slots=True)
class Goods:
    """One item: what it is called, what it costs, whose it is, and the object that says so."""

    identity: str
    title: str
    price: str
    account: Account | None
    thing: dict[str, Any]


def goods(value: Any, platform: str) -> Iterator[Goods]:
    """Every priced, titled object of a JSON value; its seller may stand beside it or in it."""
    told: set[int] = set()
    for thing in walk(value, _MOST):
        beside = _seller(thing, platform)
        for name, held in (("", thing), *thing.items()):
            if not isinstance(held, dict) or id(held) in told or fields.role_of(name) == "shop":
                continue
            title, price = fields.first(held, "title") or fields.first(held, "said"), price_in(held)
            if title and price:
                told.add(id(held))
                account = _seller(held, platform) or beside
                yield Goods(fields.first(held, "id"), title, price, account, held)


def item(states: list[Any], platform: str, address: str) -> Goods | None:
    """The one item that a page is about: an object with a title whose number stands in the page's address."""
    for state in states:
        things = list(walk(state, _MOST))
        own = next((thing for thing in things if fields.first(thing, "title") and is_of(thing, address)), None)
        if own is None:
            continue
        price = price_in(own) or next((found for thing in things if (found := price_in(thing))), "")
        seller = next((account for thing in (own, *things) if (account := _seller(thing, platform))), None)
        if price or seller:
            return Goods("", fields.first(own, "title"), price, seller, own)
    return None


def price_in(thing: dict[str, Any], depth: int = 0) -> str:
    """The price of an object: a number or text in a field called so, or in an object in one."""
    for name, value in thing.items():
        if fields.role_of(name) != "price":
            continue
        if isinstance(value, dict) and depth < _DEEP:
            plain = (str(value[each]) for each in _AMOUNTS if isinstance(value.get(each), (str, int, float)))
            found = price_in(value, depth + 1) or next(plain, "")
        else:
            found = "" if isinstance(value, (bool, list, dict)) or value is None else str(value)[:30]
        found = _in_whole(name, found.strip().replace("￥", "¥"))
        if any(map(str.isdigit, found)) and len(found) < 20 and found.strip("0.¥ "):
            return found
    return ""


def _in_whole(name: str, amount: str) -> str:
    """An amount in hundredths (`priceCent`, `price_fen`) as the price that people see."""
    if not amount.isdigit() or not name.lower().endswith(_HUNDREDTHS):
        return amount
    return f"{int(amount[:12]) / 100:.2f}"


def is_of(thing: dict[str, Any], address: str) -> bool:
    """Whether an object's number stands in an address."""
    if any(len(number) >= _NUMBERED and number in address for number in fields.values(thing, "id")):
        return True
    named = set(_SEGMENT.findall(address.partition("://")[2].partition("/")[2])[-_LAST:])
    return any(isinstance(value, str) and value in named for value in thing.values())


def _seller(thing: dict[str, Any], platform: str) -> Account | None:
    for held in fields.inner(thing, "shop"):
        name = fields.first(held, "shop_name") or fields.first(held, "title") or fields.first(held, "person_name")
        identity = fields.first(held, "shop_id") or fields.first(held, "person_id") or fields.first(held, "id")
        if name or identity:
            return Account(platform, identity, name[:60])
    name = fields.first(thing, "shop_name") or fields.first(thing, "shop")
    if not name and price_in(thing):  # whoever is named beside a price is who asks it
        for held in fields.inner(thing, "person"):
            if shown := fields.first(held, "person_name") or fields.first(held, "title"):
                return Account(platform, fields.first(held, "person_id") or fields.first(held, "id"), shown[:60])
    name = name or fields.first(thing, "developer")
    return Account(platform, fields.first(thing, "shop_id"), name[:60]) if name else None
