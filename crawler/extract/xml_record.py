"""XML of no known format as the objects it stands for, to be read as JSON is."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

from crawler.extract import xmltree

_DEEPEST: Final = 12
_MOST_ELEMENTS: Final = 100_000


def records(text: str) -> Any:
    """Elements with children or attributes become objects by name, those that repeat lists; None for no XML."""
    root = xmltree.parse(text)
    if root is None or sum(1 for _ in zip(root.iter(etree.Element), range(_MOST_ELEMENTS), strict=False)) < 2:
        return None
    return _value(root, 0)


def _value(element: etree._Element, depth: int) -> Any:
    children = [child for child in element if xmltree.name(child)]
    held: dict[str, Any] = {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items()}
    if depth >= _DEEPEST or not (children or held):
        return xmltree.text_of(element)
    own = (element.text or "").strip()
    if own:
        held.setdefault("text", own)
    for child in children:
        name, value = str(child.tag).rpartition("}")[2], _value(child, depth + 1)
        before = held.get(name)
        if before is None:
            held[name] = value
        elif isinstance(before, list):
            before.append(value)
        else:
            held[name] = [before, value]
    return held
