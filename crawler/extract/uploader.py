"""Whose a link in data is: the record of the person who uploaded, posted or sells it."""

from __future__ import annotations

import re
from typing import Any, Final

from core.types import Account
from crawler.extract import fields
from crawler.extract.clip import of_person
from crawler.extract.offer import folded

# Who made a work is another matter: an author, artist or writer by mere name uploads nothing.
_UPLOADS: Final = re.compile(
    r"(?:up|uploader|uploaded_?by|user|member|poster|posted_?by|publisher|owner|developer|nick|shop|store|"
    r"seller|corp|company)(?:_?nick)?(?:_?name)?",
    re.I,
)
_RECORDS: Final = ("person", "shop")


def is_owned(thing: dict[str, Any]) -> bool:
    """Whether an object says whose it is."""
    for name, value in thing.items():
        if isinstance(value, dict):
            if fields.role_of(name) in _RECORDS:
                return True
        elif isinstance(value, str) and value and _UPLOADS.fullmatch(name):
            return True
    return False


def uploader(thing: dict[str, Any], platform: str) -> Account | None:
    """The account that an object names: by a record with an identity, else by an uploader's name."""
    for role in _RECORDS:
        for held in fields.inner(thing, role):
            told = of_person(held, platform)
            if told is not None and told.account_id:
                return told
    named = next(
        (folded(each) for name, each in thing.items() if isinstance(each, str) and _UPLOADS.fullmatch(name)), ""
    )
    return Account(platform, fields.first(thing, "person_id"), named[:60]) if named else None
