"""Site rules that box applications load (XBPQ, XYQHiker, XPath, drpy, static lists): which sites they reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from core.types import Channel, Link, Page, Sighting
from crawler.extract import literal
from crawler.extract.json_text import dirty
from crawler.extract.offer import distinct, offer, words
from crawler.extract.reading import LIST, Follow, Reading
from crawler.extract.tvbox_address import absolute
from crawler.links import classify
from crawler.links.page import source_link

# The fields of each dialect: what the rule is called, where its site is, how it searches.
_NAMES: Final = ("站名", "规则名", "title", "name", "rule_name", "author")
_HOMES: Final = ("主页url", "首页推荐链接", "首页", "homeUrl", "host", "url", "HomeUrl", "site_url", "firsturl")
_SEARCHES: Final = ("搜索url", "搜索链接", "searchUrl", "search_url", "sousuoqian", "搜索地址")
_LISTS: Final = ("分类url", "分类链接", "cateUrl", "class_url", "fenlei", "ljqianzhui")
_MARKS: Final[tuple[tuple[str, ...], ...]] = (
    ('"分类url"', '"数组"'),
    ('"主页url"',),
    ('"搜索url"', '"搜索数组"'),
    ('"首页推荐链接"',),
    ('"搜索链接"', '"搜索片单标题"'),
    ('"分类链接"', '"分类片单标题"'),
    ('"homeUrl"', '"cateNode"'),
    ('"homeUrl"', '"homeVodNode"'),
    ('"homeUrl"', '"searchUrl"'),
    ('"homeUrl"', '"dcPlayUrl"'),
    ('"sousuoqian"', '"jiequshuzuqian"'),
    ('"homeContent"', '"Coding_format"'),
    ('"parse_url"', '"class_name"'),
    ('"share_name"', '"share_id"'),
    ("rule", "searchUrl", "class_name", "host"),
    ("rule", "searchUrl", "fypage"),
    ("rule", "fyclass", "fypage"),
)
_RULE_OBJECT: Final = re.compile(r"(?:\bvar\s+rule|\brule|\bmodule\.exports)\s*=\s*(?=\{)")
_FIELD: Final = re.compile(
    r'(?:^|[{,])[ \t]*["\']?([\w\u4e00-\u9fff]{2,12})["\']?[ \t]*:[ \t]*["\']([^"\'\n]{1,500})', re.M
)
_ADDRESS: Final = re.compile(r"https?://[^\s\"'\\{}\[\]$;&<>]{4,300}")


class TvboxRulesFamily:
    """A rule file of a box application: capability to reach a site, and the site itself."""

    name = "tvbox_rules"
    channel: Channel = "set_top_box"
    needs: tuple[str, ...] = ()

    def recognises(self, page: Page) -> bool:
        head = page.text[:60_000]
        if head[:500].lstrip("\ufeff \r\n\t").startswith("<") or ("{" not in head and "rule" not in head):
            return False
        return any(all(mark in head for mark in marks) for marks in _MARKS)

    def read(self, page: Page) -> Reading:
        rules = _rules(page.text)
        if not any(True for rule in rules for _ in _sources(page, rule)):
            rules = [_loose(page.text)]
        sightings: list[Sighting] = []
        follow: list[Follow] = []
        for rule in rules:
            for link, sighting in _sources(page, rule):
                sightings.append(sighting)
                if link.kind == "source":
                    follow.append(Follow(link.url, LIST, words(("context", _name(rule)))))
        return Reading(self.name, distinct(sightings), tuple(follow), trouble="" if sightings else "broken")


FAMILY: Final = TvboxRulesFamily()


def _rules(text: str) -> list[dict[str, Any]]:
    started = _RULE_OBJECT.search(text[:60_000])
    if started is not None:
        value: Any = literal.value_at(text, started.end())
        if isinstance(value, dict) and value:
            return [value]
    found: list[dict[str, Any]] = []
    for value in [] if started is not None else dirty(text):
        found.extend(each for each in (value if isinstance(value, list) else [value]) if isinstance(each, dict))
    return found[:20_000]


def _loose(text: str) -> dict[str, Any]:
    """The fields of a rule whose quotes are broken, line by line."""
    fields: dict[str, Any] = {}
    for match in _FIELD.finditer(text[:500_000]):
        fields.setdefault(match.group(1), match.group(2))
    return fields


def _sources(page: Page, rule: dict[str, Any]) -> Iterator[tuple[Link, Sighting]]:
    shared = rule.get("share_id")
    if isinstance(shared, str) and shared:
        link = classify(shared if "://" in shared else f"https://www.alipan.com/s/{shared}")
        if link is not None:
            yield link, offer(page, "set_top_box", link, words(("item", rule.get("share_name"))))
        return
    home = _first_address(page, rule, _HOMES) or _first_address(page, rule, (*_SEARCHES, *_LISTS))
    if home:
        link = source_link(home)
        said = words(("item", _name(rule)), ("attribute", _text(rule, _SEARCHES)))
        yield link, offer(page, "set_top_box", link, said)


def _first_address(page: Page, rule: dict[str, Any], fields: tuple[str, ...]) -> str:
    for field in fields:
        value = rule.get(field)
        if not isinstance(value, str):
            continue
        match = _ADDRESS.search(value)
        if match and (url := absolute(match.group(0), page.url)):
            return url if fields is _HOMES else _origin(url)
    return ""


def _origin(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/"


def _text(rule: dict[str, Any], fields: tuple[str, ...]) -> str:
    return next((value for field in fields if isinstance(value := rule.get(field), str) and value), "")


def _name(rule: dict[str, Any]) -> str:
    return _text(rule, _NAMES)
