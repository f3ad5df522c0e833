"""State that script-driven pages carry in themselves: __INITIAL_STATE__, RENDER_DATA, ytInitialPlayerResponse an"
"d kin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Final
from urllib.parse import unquote

from crawler.extract import flattened, json_text, literal, referred
from crawler.extract.document import Document
from crawler.links import variables

MOST_STATES: Final = 12
LONGEST_FACTS: Final = 20_000
# A name of something in a variable of its own: `var roomname = "..."`.
_FACTS: Final = re.compile(r"""\b\w{0,12}(?:name|title|nick|desc)\w{0,4}\s?=\s?["']""", re.I)
MOST_JOINED: Final = 500
MOST_VALUES: Final = 2_000
LONGEST_STATE: Final = 4_000_000
SHORTEST_STATE: Final = 40
_ASSIGNED: Final = re.compile(
    r"(?:window|self|globalThis)(?:(?:\.|\[[\"'])[A-Za-z_$][\w$]{0,60}(?:[\"']\])?){1,4}\s*=\s*"
    r"(?:Object\.assign\([^,;]{1,80},\s*)?(?=[{\[\"'dJ])"
    r"|\b(?:var|let|const)\s+[A-Za-z_$][\w$]{0,60}\s*=\s*(?=[{\[\"'dJ])"
    r"|(?:^|[;,\s>])(?:__[A-Z][A-Z_]{2,40}__|[A-Za-z_$][\w$]{0,40}(?:\.[A-Za-z_$][\w$]{0,40}){0,3})\s*=\s*(?=[{\[]|JSON\.|decode)"
)
_WRAPPED: Final = re.compile(r"(JSON\.parse\(|decodeURIComponent\(){1,2}\s*([\"'])")
_GIVEN: Final = re.compile(r"\s{0,20}[A-Za-z_$][\w$.]{1,60}\(\s{0,9}(?=\{)")  # App.page({...})
_PIECES: Final = re.compile(r"\[[^\[\]{}]{0,4000}\]\s{0,4}\.(?:join|reverse)\(")  # one string cut up, no data
_CLOSING: Final = {quote: re.compile(rf"(?:[^\\{quote}]|\\.)*+", re.S) for quote in ("'", '"')}


@lru_cache(maxsize=1)  # asked for once for the links they hold and once for the pages they lead to
def states(document: Document) -> list[Any]:
    """The values of the page's embedded states, bounded in number and size; records that name others first."""
    found = _stated(document)
    source = document.source
    if "__ref" in source or "APOLLO" in source or '"users' in source or '"authors' in source or "Map" in source:
        found = [*(each for state in found for each in islice(referred.joined(state), MOST_JOINED)), *found]
    return found


def _stated(document: Document) -> list[Any]:
    found: list[Any] = []
    for value in document.values[:MOST_VALUES]:
        if value.value[:1] == "{" and len(value.value) > SHORTEST_STATE and (held := _value(value.value)) is not None:
            found.append(flattened.unpaired(held))
            if len(found) >= MOST_STATES:
                break
    for kind, text in document.outline.data_blocks[:50]:
        if "ld+json" not in kind and (value := _value(text)) is not None:
            found.append(flattened.revived(value))
    found.extend(islice(flattened.pushed(document.scripts[:500]), MOST_STATES))
    found.extend(islice(flattened.called(document.scripts[:100]), MOST_STATES))
    held = (value.value for value in document.values if is_object(value.value))
    found.extend(value for text in islice(held, MOST_STATES) if (value := _value(text)) is not None)
    if any(_FACTS.search(script[:LONGEST_FACTS]) for script in document.scripts[:20]):
        facts = [variables.assigned(script[:LONGEST_FACTS]) for script in document.scripts[:20]]
        found.extend(each for each in facts if len(each) > 1)
    for script in document.scripts[:100]:
        for value in chain(assigned(script), flattened.vue_data(script)):
            found.append(value)
            if len(found) >= MOST_STATES:
                return found
    return found


def is_object(written: str) -> bool:
    """Whether an attribute may hold an object with an address: `data-props='{"title": ..., "url": "https://...`"""
    return written[:1] in ("{", "[") and "//" in written


def assigned(script: str) -> Iterator[Any]:
    """The objects and lists that a script puts into variables, bounded in number."""
    at = 0
    for _ in range(20):
        match = _ASSIGNED.search(script, at)
        if match is None:
            break
        text = script[match.end() : match.end() + LONGEST_STATE]
        at = match.end()
        if text[:1] == "[" and _PIECES.match(text):
            continue
        value = _wrapped(text) if text[:1] not in "{[" else _object(text)
        if value:
            yield value
    if at == 0 and (given := _GIVEN.match(script)) and (value := _object(script[given.end() :][:LONGEST_STATE])):
        yield value
    if at == 0 and script.lstrip()[:1] in ("{", "[", "%") and (value := _value(script)) is not None:
        yield value


def _value(text: str) -> Any:
    """A JSON block, perhaps percent-encoded as a whole (RENDER_DATA)."""
    text = text.strip()[:LONGEST_STATE]
    if text[:3].upper() in ("%7B", "%5B"):
        text = unquote(text)
    return json_text.loads(text) if text[:1] in ("{", "[") else None


def _object(text: str) -> Any:
    """An object literal; short ones are settings, not data."""
    closed = text.find("}")
    if text[0] == "{" and 0 < closed < SHORTEST_STATE and text.count("{", 0, SHORTEST_STATE) == 1:
        return None
    try:
        return json_text.first(text)[0]
    except ValueError:
        return literal.value_at(text, 0)


def _wrapped(text: str) -> Any:
    """`JSON.parse("...")`, `decodeURIComponent("...")`, or a percent-encoded string."""
    match = _WRAPPED.match(text)
    quote, start = (match.group(2), match.end()) if match else (text[:1], 1)
    if quote not in ("'", '"'):
        return None
    end = _closing(text, start, quote)
    inner = text[start:end]
    literal = inner if quote == '"' else inner.replace("\\'", "'").replace('"', '\\"')
    plain = json_text.loads(f'"{literal}"')
    return _value(plain) if isinstance(plain, str) else None


def _closing(text: str, start: int, quote: str) -> int:
    match = _CLOSING[quote].match(text, start)
    return match.end() if match else len(text)
