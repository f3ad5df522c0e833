"""The tags a walk knows, by the parser's own numbers."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser

BLOCKS: Final = (
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "frameset", "header", "legend", "li", "main", "nav",
    "noscript",
    "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "textarea", "tfoot", "thead", "tr", "ul",
)  # fmt: skip
EMBEDS: Final = ("iframe", "frame", "embed", "object", "video", "audio", "source", "param")
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
SKIPPED: Final = ("style", "-comment")
_OTHERS: Final = (
    "a",
    "area",
    "base",
    "br",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "script",
    "sub",
    "sup",
    "svg",
    "td",
    "template",
    "th",
    "title",
)


def _tag_ids() -> dict[str, int]:
    """The parser's numbers for the tags we know; read off a document, as the numbers are the parser's own affair."""
    names = [*BLOCKS, *EMBEDS, *HEADINGS, *SKIPPED[:-1], *_OTHERS]
    tree = LexborHTMLParser("<p>x<!-- x --></p>")
    ids = {name: node.tag_id for name in names if (node := tree.create_node(name)) is not None}
    body = tree.body
    text = body.child.child if body is not None and body.child is not None else None
    if text is not None and text.next is not None:
        ids["-text"], ids["-comment"] = text.tag_id, text.next.tag_id
    return ids


IDS: Final = _tag_ids()
TEXT: Final = IDS["-text"]
IMAGE: Final = IDS["img"]
PRESERVING: Final = frozenset((IDS["pre"], IDS["textarea"]))
NAMES: Final = {number: name for name, number in IDS.items()}
