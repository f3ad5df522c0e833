"""What stands beside a label that is an element of its own: the next cell, term, span or line."""

from __future__ import annotations

import re
from typing import Final

from selectolax.lexbor import LexborNode

from crawler.extract.document import Document, text_of

_LABELS: Final = "dt,th,td,span,label,b,strong,em,i,p,li,div,h4,h5,h6"
_MOST: Final = 3_000
_LONGEST_LABEL: Final = 20
_LONGEST: Final = 80
_MOST_STEPS: Final = 4


def beside(document: Document, label: re.Pattern[str]) -> str:
    """The words behind the first element that says nothing but the label; "" where there is none."""
    for node in document.select(_LABELS)[:_MOST]:
        only = node.child
        if only is None or only.next is not None or only.tag != "-text":
            continue
        said = (node.text(deep=False) or "")[: _LONGEST_LABEL * 2].strip().rstrip(":：").rstrip()
        if len(said) <= _LONGEST_LABEL and label.fullmatch(said) and (found := _behind(node) or _below(node)):
            return found
    return ""


def _behind(node: LexborNode) -> str:
    """The first words among what follows an element in its parent."""
    after = node.next
    for _ in range(_MOST_STEPS):
        if after is None:
            return ""
        words = text_of(after, _LONGEST + 1).strip(":： ")
        if words:
            return words if len(words) <= _LONGEST else ""
        after = after.next
    return ""


def _below(node: LexborNode) -> str:
    """The words beside the element that holds nothing but the label."""
    above = node.parent
    return _behind(above) if above is not None and above.tag not in ("body", "html") else ""
