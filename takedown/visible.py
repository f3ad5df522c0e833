"""What a visitor reads of a page: one linear pass over the markup, whatever it is."""

from __future__ import annotations

import html
import re
from typing import Final

# The length of a tag is bounded, so that no opening bracket costs more than that.
_TAG: Final = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})([^<>]{0,4000})>|!--)")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|(?:^|\s)hidden(?=$|[\s=/])", re.I)
_RAW: Final = frozenset({"script", "style", "noscript", "template", "textarea", "iframe", "xmp"})
_VOID: Final = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
# Words in attributes that a visitor reads.
_SHOWN: Final = re.compile(
    r"""\b(?:placeholder|value|alt)\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})'|([^\s"'>]{1,200}))""", re.I
)


def visible_text(text: str) -> str:
    """The words of a page without markup, scripts, comments and parts that are not displayed."""
    lowered = text.lower()
    kept: list[str] = []
    place = 0
    hidden, depth = "", 0  # the element that hides what follows, and how many of its name are open
    while match := _TAG.search(text, place):
        name, opening, attributes = (match[2] or "").lower(), not match[1], match[3] or ""
        if not hidden:
            kept.append(text[place : match.start()])
        place = _behind(lowered, match, name) if (opening and not hidden) or not name else match.end()
        if hidden:
            depth += 0 if name != hidden or attributes.endswith("/") else 1 if opening else -1
            hidden = hidden if depth else ""
        elif opening and name not in _VOID and _HIDDEN.search(attributes):
            hidden, depth = name, 1
        elif opening:
            kept.extend(_shown(name, attributes))
    if not hidden:
        kept.append(text[place:])
    return html.unescape(" ".join(kept))


def _behind(lowered: str, match: re.Match[str], name: str) -> int:
    """Where reading goes on: behind a comment, at the end of what holds no words for visitors, behind the tag."""
    place = match.end()
    if not name:
        end = lowered.find("-->", place)
        return len(lowered) if end < 0 else end + 3
    if name in _RAW:
        end = lowered.find(f"</{name}", place)
        return len(lowered) if end < 0 else end
    return place


def _shown(name: str, attributes: str) -> list[str]:
    """Words of attributes that are displayed."""
    if not attributes or (name == "input" and "hidden" in attributes.lower()):
        return []
    return [group for found in _SHOWN.finditer(attributes) for group in found.groups() if group]
