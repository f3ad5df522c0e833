"""Schemas: what forms write is valid; every part left out or wrong is refused by its path."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from core.errors import InputError
from takedown.forms import acns_xml, lumen_json, xarf_json
from takedown.schemas import check, faults, schema, tree

GOLDEN = Path(__file__).parent / "golden"
FORMS = {
    "xarf_v4": (xarf_json, "xarf_json.en.json"),
    "acns_2": (acns_xml, "acns_xml.en.xml"),
    "lumen": (lumen_json, "lumen_json.zh.json"),
}


def document(name: str) -> Any:
    text = (GOLDEN / FORMS[name][1]).read_text("utf-8")
    return tree(etree.fromstring(text.encode())) if name == "acns_2" else json.loads(text)


def holders(node: Any, path: list[str]) -> Iterator[tuple[Any, str]]:
    """The dictionaries that hold the last part of a path."""
    name = path[0].removesuffix("[]")
    if len(path) == 1:
        yield node, name
        return
    inner = node[name]
    for member in inner if isinstance(inner, list) else [inner]:
        yield from holders(member, path[1:])


REQUIRED = [(name, field.path) for name in FORMS for field in schema(name).field if field.required]
BOUND = [(name, field.path) for name in FORMS for field in schema(name).field if field.pattern or field.one_of]


@pytest.mark.parametrize("name", FORMS)
def test_what_the_form_writes_is_valid(name: str) -> None:
    assert list(faults(schema(name), document(name))) == []


@pytest.mark.parametrize(("name", "path"), REQUIRED)
@pytest.mark.parametrize("emptied", [False, True])
def test_each_omission_is_named(name: str, path: str, emptied: bool) -> None:
    changed = copy.deepcopy(document(name))
    for holder, key in list(holders(changed, path.split("."))):
        if emptied:
            holder[key] = ""
        else:
            del holder[key]
    assert f"{path} is missing" in list(faults(schema(name), changed))
    with pytest.raises(InputError, match="is missing"):
        check(name, changed, "form")


@pytest.mark.parametrize(("name", "path"), BOUND)
def test_each_wrong_value_is_named(name: str, path: str) -> None:
    changed = copy.deepcopy(document(name))
    places = [place for place in _present(changed, path) if place]
    if not places:
        pytest.fail(f"the golden document of {name} has no {path}") if (name, path) in REQUIRED else None
        return
    for holder, key in places:
        holder[key] = "no such thing at all \u2028"
    assert any(fault.startswith(f"{path} is ") for fault in faults(schema(name), changed))


def _present(node: Any, path: str) -> list[tuple[Any, str]]:
    try:
        return [(holder, key) for holder, key in holders(node, path.split(".")) if key in holder]
    except (KeyError, TypeError):
        return []


def test_the_order_of_parts_counts_in_xml() -> None:
    changed = document("acns_2")
    changed = {**{"Declaration": changed.pop("Declaration")}, **changed}
    assert any("in this order" in fault for fault in faults(schema("acns_2"), changed))


@pytest.mark.parametrize("junk", [None, [], "text", {}, {"Case": "x"}, {"evidence": "x"}, {"notice": [1]}])
def test_documents_of_any_shape_are_refused_not_crashed_on(junk: Any) -> None:
    for name in FORMS:
        assert list(faults(schema(name), junk))
