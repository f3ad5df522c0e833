"""What the attributes of an element call it."""

from __future__ import annotations

from typing import Final

_LABELS: Final = ("title", "data-title", "alt", "aria-label", "data-name", "data-original-title")
Attributes = dict[str, str | None]


def names_of(attributes: Attributes) -> str:
    """Its classes, else its id; both where it has both."""
    if not attributes:
        return ""
    names, identity = attributes.get("class"), attributes.get("id")
    if names and identity:
        return f"{names[:200]} {identity[:60]}"
    return (names or identity or "")[:200]


def label_of(attributes: Attributes) -> str:
    """What it is said to be: its title or the words for those who do not see it."""
    for name in _LABELS:
        if name in attributes:
            value = attributes[name]
            if value and not value.isspace():
                return " ".join(value[:500].split())
    return ""
