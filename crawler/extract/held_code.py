"""Passcodes that only an attribute holds: of a button, a field, or the element that holds the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from selectolax.lexbor import LexborNode

_ALWAYS: Final = frozenset((
    "data-pwd", "data-password", "data-passcode", "data-pass", "data-tiquma", "data-tqm", "data-extract-code", "pa",
    "data-access-code", "data-secret", "data-mima", "data-sharepwd", "data-share-pwd",
))  # fmt: skip
_PERHAPS: Final = frozenset(("data-code", "data-clipboard-text", "data-copy", "data-clipboard", "data-text", "value"))
_MIXED: Final = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{4}", re.I)
CODES: Final = _ALWAYS | _PERHAPS
_FIELD: Final = re.compile(r"[\w-]{0,12}(?:pwd|pw|pass|passcode|password|tqm|tiquma|extract_?code)", re.I)
_COPIED: Final = re.compile(r"\(\s?'([A-Za-z0-9]{3,8})'\s?\)")
_WORDS: Final = re.compile(r"(?<!解压)(?:密码|提取码|访问码|口令)")


def code_of(node: LexborNode, name: str, value: str, pieces: Sequence[str]) -> str:
    """The passcode that an attribute of `CODES` holds; "" for any other value. `pieces`: the text before it."""
    if not (len(value) >= 3 and value.isascii() and value.isalnum()):
        return ""
    if name in _ALWAYS or (name == "data-code" and any(map(_holds_address, node.attributes.values()))):
        return value
    if name not in _PERHAPS:  # `data-key="ab12"` beside the address
        return value if _MIXED.fullmatch(value) and any(map(_holds_address, node.attributes.values())) else ""
    around = (node.text(deep=True) or "")[:200]
    if name == "value":
        if _FIELD.fullmatch(node.attributes.get("id") or node.attributes.get("name") or ""):
            return value
        behind = node.next.text_content if node.next is not None else ""
        around = f"{''.join(pieces[-2:])[-20:]}{(behind or '')[:20]}{node.attributes.get('placeholder') or ''}"
    return value if "码" in around or "密" in around else ""


def copied(node: LexborNode, value: str) -> str:
    """The passcode that a button copies: `@click="copy('ab12')"` on words that speak of one; "" for other calls."""
    match = _COPIED.search(value)
    return match[1] if match and _WORDS.search((node.text(deep=True) or "")[:60]) else ""


def _holds_address(value: str | None) -> bool:
    return value is not None and ("//" in value or value.startswith("aHR0c"))
