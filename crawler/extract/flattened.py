"""State that frameworks write in forms of their own: Nuxt 3's numbered values, Next's pushed rows, Vue's data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from crawler.extract import json_text, literal
from crawler.extract.balance import LONGEST

MOST_VALUES: Final = 50_000
MOST_DEPTH: Final = 12
MOST_PUSHES: Final = 500
_PUSH: Final = re.compile(r"__next_f\.push\(\s{0,4}(?=\[)")
_ROW: Final = re.compile(r"(?:^|\n)[0-9a-f]{1,6}:[A-Z]{0,2}(?=[\[{])")
_VUE: Final = re.compile(
    r"\bdata\s{0,4}(?::\s{0,4}|\(\)\s{0,4}\{\s{0,4}return\s{0,4}|"
    r":\s{0,4}function\s?\(\)\s{0,4}\{\s{0,4}return\s{0,4})(?=\{)"
)
_WRAPPERS: Final = frozenset(("ShallowReactive", "Reactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef", "Set"))


def revived(value: Any) -> Any:
    """Nuxt's list of values that name each other by number, put together again; anything else as it is."""
    if not (isinstance(value, list) and len(value) > 2 and _refers(value)):
        return value
    budget = [MOST_VALUES]
    return _revived(value, 0, 0, budget)


def _refers(value: list[Any]) -> bool:
    first = value[0]
    if isinstance(first, list):
        return len(first) == 2 and isinstance(first[0], str) and first[0] in _WRAPPERS
    return isinstance(first, dict) and bool(first) and all(_is_place(each, value) for each in first.values())


def _is_place(number: Any, value: list[Any]) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 < number < len(value)


def _revived(values: list[Any], place: int, depth: int, budget: list[int]) -> Any:
    budget[0] -= 1
    if budget[0] < 0 or depth > MOST_DEPTH:
        return None
    held = values[place]
    if isinstance(held, dict):
        return {key: _revived(values, each, depth + 1, budget) for key, each in held.items() if _is_place(each, values)}
    if not isinstance(held, list):
        return held
    if len(held) == 2 and isinstance(held[0], str) and _is_place(held[1], values):
        return _revived(values, held[1], depth + 1, budget)
    return [_revived(values, each, depth + 1, budget) for each in held if _is_place(each, values)]


def pushed(scripts: list[str]) -> Iterator[Any]:
    """The rows of JSON that Next's pages push piece by piece."""
    pieces: list[str] = []
    for script in scripts:
        for match in islice(_PUSH.finditer(script), MOST_PUSHES):
            value = literal.value_at(script, match.end())
            if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
                pieces.append(value[1])
    text = "".join(pieces)
    for row in islice(_ROW.finditer(text), MOST_PUSHES):
        try:
            yield json_text.first(text[row.end() : row.end() + LONGEST])[0]
        except ValueError:
            continue


def vue_data(script: str) -> Iterator[Any]:
    """What a page's `new Vue({data: {...}})` or component holds."""
    for match in islice(_VUE.finditer(script), 5):
        value = literal.value_at(script, match.end())
        if isinstance(value, dict) and value:
            yield value
