"""State that frameworks write in forms of their own: Nuxt's numbered values, Next's rows, Vue's data, Astro's pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from crawler.extract import json_text, literal
from crawler.extract.balance import LONGEST, end_of

MOST_VALUES: Final = 50_000
MOST_DEPTH: Final = 12
MOST_PUSHES: Final = 500
_PUSH: Final = re.compile(r"__next_f\.push\(\s{0,4}(?=\[)")
_ROW: Final = re.compile(r"(?:^|\n)[0-9a-f]{1,6}:[A-Z]{0,2}(?=[\[{])")
_VUE: Final = re.compile(
    r"\bdata\s{0,4}(?::\s{0,4}|\(\)\s{0,4}\{\s{0,4}return\s{0,4}|"
    r":\s{0,4}function\s?\(\)\s{0,4}\{\s{0,4}return\s{0,4})(?=\{)"
)
_CALLED: Final = re.compile(r"=\s{0,4}\(function\(([\w$,\s]{0,20000})\)\s{0,4}\{\s{0,4}return\s{0,4}(?=\{)")
_GIVEN: Final = re.compile(r"[\s;]{0,10}\}\s{0,4}\)?\s{0,4}\((?=.)")
_LONGEST_LETTER: Final = 3
_WRAPPERS: Final = frozenset(("ShallowReactive", "Reactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef", "Set"))


def revived(value: Any) -> Any:
    """Nuxt's list of values that name each other by number, put together again; anything else as it is."""
    if not (isinstance(value, list) and len(value) > 2 and _refers(value)):
        return value
    budget = [MOST_VALUES]
    return _revived(value, 0, 0, budget)


def unpaired(value: Any, depth: int = 0) -> Any:
    """Astro's properties, each a pair of its kind and its value, without the kinds; anything else as it is."""
    if depth > MOST_DEPTH or not (isinstance(value, dict) and value and all(_is_pair(each) for each in value.values())):
        return value
    return {key: _of_pair(each, depth + 1) for key, each in value.items()}


def _is_pair(held: Any) -> bool:
    return isinstance(held, list) and len(held) == 2 and isinstance(held[0], int)


def _of_pair(pair: list[Any], depth: int) -> Any:
    held = pair[1]
    if isinstance(held, list) and depth <= MOST_DEPTH:
        return [_of_pair(each, depth + 1) if _is_pair(each) else each for each in held]
    return unpaired(held, depth)


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


def called(scripts: list[str]) -> Iterator[Any]:
    """Nuxt 2's `__NUXT__=(function(a,b){return {…a…}}("x",1))`: the value with its letters filled in."""
    for script in scripts:
        match = _CALLED.search(script) if "function(" in script else None
        end = end_of(script, match.end()) if match else -1
        if match is None or end < 0:
            continue
        given = _GIVEN.match(script, end)
        written = script[given.end() : given.end() + LONGEST].rstrip("; \n\r\t)") if given else ""
        values = literal.value_at(f"[{written}]", 0)
        value = literal.value_at(script, match.end())
        if value is not None:
            names = [name.strip() for name in match.group(1).split(",")]
            yield _filled(value, dict(zip(names, values if isinstance(values, list) else [], strict=False)), 0)


def _filled(value: Any, letters: dict[str, Any], depth: int) -> Any:
    if depth > MOST_DEPTH:
        return None
    if isinstance(value, str):
        return letters.get(value, value) if len(value) <= _LONGEST_LETTER else value
    if isinstance(value, dict):
        return {name: _filled(each, letters, depth + 1) for name, each in value.items()}
    return [_filled(each, letters, depth + 1) for each in value] if isinstance(value, list) else value


def vue_data(script: str) -> Iterator[Any]:
    """What a page's `new Vue({data: {...}})` or component holds."""
    for match in islice(_VUE.finditer(script), 5):
        value = literal.value_at(script, match.end())
        if isinstance(value, dict) and value:
            yield value
