"""State kept as a store of records that name each other (Apollo, Relay, normalised Redux), put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from crawler.extract import fields
from crawler.extract.json_text import walk

_MOST: Final = 2_000
_DEEP: Final = 3
_LISTED: Final = re.compile(r"_?(?:map|by_?id|dict|table|entities)$", re.I)
_PEOPLE: Final = frozenset(("person", "shop"))
Store = dict[str, Any]


def joined(state: Any) -> Iterator[dict[str, Any]]:
    """The records of a state that refer to others, each with those others in their places.

    Two manners: a reference object (`{"__ref": key}`, `{"type": "id", "id": key}`), and a person's or shop's number in
    a field, where the state lists people or shops by number (`{"users": {"7": {...}}}`).
    """
    stores = [thing for thing in walk(state, _MOST) if _is_store(thing)]
    people = {key: {"id": key, **each} for store in _of_people(state) for key, each in list(store.items())[:_MOST]}
    for store in stores[:20]:
        for record in list(store.values())[:_MOST]:
            if isinstance(record, dict) and any(_key(each) in store for each in record.values()):
                yield _whole(record, store, 0)
    for thing in walk(state, _MOST) if people else ():
        owner = next((people[str(each)] for name, each in thing.items() if _is_number(name, each, people)), None)
        if owner is not None:
            yield {**thing, "author": owner}


def _is_store(thing: Store) -> bool:
    """Whether an object's values are records, one of which refers to another."""
    records = [each for each in list(thing.values())[:200] if isinstance(each, dict)]
    return len(records) > 1 and any(_key(held) in thing for each in records for held in each.values())


def _key(held: Any) -> str:
    """The key that a reference names, "" for what is none."""
    if not isinstance(held, dict):
        return ""
    key = held.get("__ref") or (held.get("id") if held.get("type") == "id" else "")
    return key if isinstance(key, str) else ""


def _whole(record: Store, store: Store, depth: int) -> Store:
    if depth > _DEEP:
        return record
    return {
        name: _whole(store[key], store, depth + 1) if isinstance(store.get(key := _key(each)), dict) else each
        for name, each in record.items()
    }


def _of_people(state: Any) -> Iterator[Store]:
    """The lists of people or shops by number."""
    for thing in walk(state, _MOST):
        for name, held in thing.items():
            listed = fields.role_of(_LISTED.sub("", name)) in _PEOPLE
            if listed and isinstance(held, dict) and held and _all_records(held):
                yield held


def _all_records(held: Store) -> bool:
    return all(isinstance(each, dict) and any(part.isdigit() for part in key) for key, each in list(held.items())[:5])


def _is_number(name: str, held: Any, people: Store) -> bool:
    return isinstance(held, (str, int)) and str(held) in people and fields.role_of(name) in ("person", "person_id")
