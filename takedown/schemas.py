"""Schemas of what machines read: which parts a document must have and what they may hold, kept as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from core.errors import InputError
from takedown.facts import Fact, bundled

_MOST: Final = 100_000  # values of one field


class Field(Fact):
    """A part by its path: `a.b`, `list[].c`, `element.@attribute`; its values, where they are bound."""

    path: str
    required: bool = True
    one_of: tuple[str, ...] = ()
    pattern: str = ""


class Schema(Fact):
    """The parts of a document; `order` is that of its top level, where it matters."""

    name: str
    order: tuple[str, ...] = ()
    field: tuple[Field, ...]


def schema(name: str) -> Schema:
    """The schema of data/schemas/<name>.toml."""
    found: Schema = bundled(f"schemas/{name}", Schema)
    return found


def check(name: str, document: Any, form: str) -> None:
    """Refuses a document with every part that is missing or wrong, by its path."""
    found = list(faults(schema(name), document))
    if found:
        raise InputError(f"{form}: not valid by {schema(name).name}: {'; '.join(found)}")


def faults(wanted: Schema, document: Any) -> Iterator[str]:
    """What is wrong with a document: objects are dictionaries, XML is what `tree` makes of it."""
    if wanted.order and isinstance(document, dict):
        names = tuple(name for name in document if name in wanted.order)
        if names != tuple(name for name in wanted.order if name in document):
            yield f"the parts must come in this order: {', '.join(wanted.order)}"
    for field in wanted.field:
        yield from _field_faults(field, list(_values(document, field.path.split("."))))


def _field_faults(field: Field, values: list[Any]) -> Iterator[str]:
    if field.required and (not values or any(_is_empty(value) for value in values)):
        yield f"{field.path} is missing"
        return
    for value in values[:_MOST]:
        text = str(value)
        if field.one_of and not _is_empty(value) and text not in field.one_of:
            yield f"{field.path} is {text[:60]!r}, not one of {', '.join(field.one_of)}"
        elif field.pattern and not _is_empty(value) and re.fullmatch(field.pattern, text) is None:
            yield f"{field.path} is {text[:60]!r}, which is not of the form that it must have"


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def _values(node: Any, path: list[str]) -> Iterator[Any]:
    """The values at a path; None where a parent lacks the part."""
    if not path:
        yield node
        return
    name, rest = path[0], path[1:]
    inner = node.get(name.removesuffix("[]")) if isinstance(node, dict) else None
    if not name.endswith("[]"):
        yield from _values(inner, rest) if inner is not None else iter([None])
        return
    members = inner if isinstance(inner, list) else [] if inner is None else [inner]
    if not members:
        yield None
    for member in members:
        yield from _values(member, rest)


def tree(element: etree._Element) -> Any:
    """An XML element as plain values: text, or its attributes (`@name`) and children; what repeats is a list."""
    children = list(element)
    if not children and not element.attrib:
        return element.text or ""
    made: dict[str, Any] = {"@" + str(name): value for name, value in element.attrib.items()}
    if not children:
        return {**made, "#": element.text or ""}
    for child in children:
        name, value = etree.QName(child).localname, tree(child)
        if name not in made:
            made[name] = value
        elif isinstance(made[name], list):
            made[name].append(value)
        else:
            made[name] = [made[name], value]
    return made
