"""Strangers' XML as a tree: repaired, bounded, without document types, entities or network."""

from __future__ import annotations

import html
import html.entities
import re
from typing import Final

from lxml import etree

MOST_CHARACTERS: Final = 20_000_000
_CONTROL: Final = dict.fromkeys((*range(0x9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFE, 0xFFFF), None)
_AMPERSAND: Final = re.compile(r"&(?:(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|amp;|lt;|gt;|quot;|apos;)|(\w{1,31};))?")
_LESS: Final = re.compile(r"<(?![A-Za-z/!?_:])")
_DESCRIPTIONS: Final = ("des", "desc", "description", "content", "summary", "note", "actor")
_ROOTED: Final = re.compile(r"<[A-Za-z_]")


def parse(text: str) -> etree._Element | None:
    """The root element, or None when there is none to be found."""
    start = _ROOTED.search(text[:MOST_CHARACTERS])
    if start is None:
        return None
    clean = _escaped(text[start.start() : MOST_CHARACTERS]).translate(_CONTROL)
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        remove_comments=True, remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        return etree.fromstring(clean.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None


def records(text: str, root: etree._Element, *names: str) -> list[etree._Element]:
    """The elements of these names, none inside another.

    Markup that a description left open swallows the records behind it: each is then read from its own piece of the
    text, with what its descriptions say as text.
    """
    found = [element for element in root.iter(etree.Element) if name(element) in names]
    if not any(name(above) in names for element in found[1:] for above in element.iterancestors()):
        return found
    begins = [match.start() for match in re.finditer(rf"<(?:{'|'.join(names)})\b", text[:MOST_CHARACTERS], re.I)]
    pieces = (text[start:end] for start, end in zip(begins, [*begins[1:], MOST_CHARACTERS], strict=True))
    read = (parse(_with_plain_words(piece)) for piece in pieces)
    return [element for element in read if element is not None and name(element) in names]


def _with_plain_words(record: str) -> str:
    """A record whose descriptions are text, whatever they look like."""
    for told in _DESCRIPTIONS:
        start, end = record.find(f"<{told}>"), record.rfind(f"</{told}>")
        inner = record[start + len(told) + 2 : end] if 0 <= start < end else ""
        if "<" in inner and "<![CDATA[" not in inner:
            record = f"{record[:start]}<{told}>{html.escape(inner)}{record[end:]}"
    return record


def name(element: etree._Element) -> str:
    """The local name in lower case; "" for anything that is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """The direct children with one of the local names, whatever their namespace."""
    return [child for child in element if name(child) in names]


def text_of(element: etree._Element | None) -> str:
    """All text inside, blanks at both ends cut."""
    if element is None:
        return ""
    return "".join(str(part) for part in element.itertext()).strip()


def child_text(element: etree._Element, *names: str) -> str:
    """The text of the first child of that name that has any."""
    for child in children(element, *names):
        text = text_of(child)
        if text:
            return text
    return ""


def attribute(element: etree._Element, wanted: str) -> str:
    """An attribute by local name, whatever its namespace and case."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2].lower() == wanted:
            return str(value).strip()
    return ""


def _escaped(text: str) -> str:
    """Bare ampersands and HTML entities made XML, CDATA left as it is (recovery would eat `&id=7` of an address)."""
    parts: list[str] = []
    at = 0
    while True:
        opened = text.find("<![CDATA[", at)
        if opened < 0:
            parts.append(_written(text[at:]))
            return "".join(parts)
        closed = text.find("]]>", opened)
        end = len(text) if closed < 0 else closed + 3
        parts.append(_written(text[at:opened]))
        parts.append(text[opened:end])
        at = end


def _written(text: str) -> str:
    """Markup with bare `&` and `<` escaped: after one that is not, the parser would drop every entity."""
    return _AMPERSAND.sub(_entity, _LESS.sub("&lt;", text))


def _entity(match: re.Match[str]) -> str:
    known, named = match.group(1), match.group(2)
    if known:
        return match.group(0)
    if named:
        character = html.entities.html5.get(named)
        return character if character and character not in "<&>" else f"&amp;{named}"
    return "&amp;"
