"""schema.org data of a page, whether it stands in JSON-LD or in microdata."""

from __future__ import annotations

from typing import Any, Final

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, text_of
from crawler.extract.offer import folded

MOST_SCOPES: Final = 300
MOST_PROPERTIES: Final = 200
Thing = dict[str, Any]


def things(document: Document, *types: str) -> list[Thing]:
    """The page's things of these types, JSON-LD first."""
    wanted = {each.lower() for each in types}
    found = [thing for thing in document.json_ld if wanted & _types(thing)]
    if "itemscope" in document.source:
        found.extend(thing for thing in _microdata(document) if wanted & _types(thing))
    return found


def said(thing: Thing, *fields: str) -> str:
    """The first of the fields that has words: a text, a list's first, or the name of a nested thing."""
    for field in fields:
        text = _words(thing.get(field))
        if text:
            return text
    return ""


def nested(thing: Thing, field: str) -> Thing:
    """The (first) thing in a field, {} when there is none."""
    value = thing.get(field)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def meant(document: Document, thing: Thing) -> Thing:
    """The thing itself, where only its number is told: `{"@id": "#u"}`."""
    if len(thing) != 1 or "@id" not in thing:
        return thing
    return next((each for each in document.json_ld if each.get("@id") == thing["@id"]), thing)


def _words(value: object) -> str:
    if isinstance(value, list):
        return next((text for each in value[:20] if (text := _words(each))), "")
    if isinstance(value, dict):
        return folded(value.get("name")) or folded(value.get("@value")) or folded(value.get("url"))
    return folded(value)


def _types(thing: Thing) -> set[str]:
    told = thing.get("@type")
    listed = told if isinstance(told, list) else [told]
    return {each.rstrip("/").rpartition("/")[2].lower() for each in listed if isinstance(each, str)}


def _microdata(document: Document) -> list[Thing]:
    return [_scope(document, node) for node in document.select("[itemscope][itemtype]")[:MOST_SCOPES]]


def _scope(document: Document, scope: LexborNode) -> Thing:
    thing: Thing = {"@type": (scope.attributes.get("itemtype") or "").split()[:1]}
    for node in scope.css("[itemprop]")[:MOST_PROPERTIES]:
        holder = _holder(node)
        if holder is None or holder.mem_id != scope.mem_id:
            continue
        value: object = _value(document, node)
        if "itemscope" in node.attributes:
            value = {"name": text_of(node, 200), **_nested_scope(document, node)}
        for name in (node.attributes.get("itemprop") or "").split()[:5]:
            thing.setdefault(name, value)
    return thing


def _nested_scope(document: Document, node: LexborNode) -> Thing:
    return {
        name: _value(document, each)
        for each in node.css("[itemprop]")[:50]
        if each.mem_id != node.mem_id and (name := (each.attributes.get("itemprop") or "").strip())
    }


def _holder(node: LexborNode) -> LexborNode | None:
    """The nearest scope above."""
    above = node.parent
    for _ in range(60):
        if above is None or "itemscope" in above.attributes:
            return above
        above = above.parent
    return None


def _value(document: Document, node: LexborNode) -> str:
    attributes = node.attributes
    for name in ("content", "datetime"):
        if attributes.get(name):
            return attributes[name] or ""
    for name in ("href", "src", "data"):
        if attributes.get(name):
            return document.resolve(attributes[name] or "")
    return text_of(node, 1_000)
