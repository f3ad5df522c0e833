"""A line of the audit log in the reader's words; the codes stay in the database and in the API."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from console import names
from console.deeds import ACTIONS, DETAILS, TARGETS
from console.words import mark

Say = Callable[[str], str]
_PAIR: Final = mark("{name}: {value}")
_NUMBERED: Final = re.compile(r"(?P<what>[a-z]{3,12}) (?P<number>\d{1,19})")
_COUNTED: Final = re.compile(r"(?P<number>\d{1,19}) (?P<what>hits)")
_CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "role": names.ROLES,
    "scopes": names.TOKEN_SCOPES,
    "scope": names.REACHES,
    "was": names.STATES,
    "is": names.STATES,
    "state": names.STATES,
    "kind": names.KINDS,
    "channel": names.CHANNELS,
}


def action(code: str, say: Say) -> str:
    """What was done; a code that is not known is shown as it is."""
    return say(ACTIONS[code]) if code in ACTIONS else code


def target(text: str, say: Say) -> str:
    """On what it was done: `hit 12` in the reader's language; names and addresses as they are."""
    found = _NUMBERED.fullmatch(text) or _COUNTED.fullmatch(text)
    if found is None or found["what"] not in TARGETS:
        return text
    return say(TARGETS[found["what"]]).format(number=found["number"])


def detail(said: Mapping[str, Any], say: Say) -> str:
    """The details in one line, empty ones left out: `role: analyst · may: read, review`."""
    parts = ((name, value) for name, value in said.items() if value not in ("", None, [], {}))
    pair = say(_PAIR)
    return " · ".join(pair.format(name=_name(name, say), value=_value(name, value, say)) for name, value in parts)


def _name(name: str, say: Say) -> str:
    known = DETAILS.get(name) or names.FIELDS.get(name)
    return say(known) if known else name


def _value(name: str, value: Any, say: Say) -> str:
    if isinstance(value, Mapping):
        return f"({detail(value, say)})"
    if isinstance(value, list | tuple):
        return ", ".join(_value(name, one, say) for one in value)
    codes = _CODES.get(name, {})
    return say(codes[value]) if isinstance(value, str) and value in codes else str(value)
