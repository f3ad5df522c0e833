"""What scripts and attributes of a page show: the markup that they write, put together and never executed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import Final
from urllib.parse import unquote

from crawler.extract import data_address
from crawler.extract.document import Document, text_of
from crawler.links.script import unescape_text, with_calls_decoded
from crawler.links.variables import assigned

MOST_MARKUP: Final = 300_000  # characters of one page
_MOST_SCRIPT: Final = 200_000
_MOST_SCRIPTS: Final = 50
_MOST_CHAINS: Final = 2_000
_MOST_NUMBERS: Final = 500
_DEEPEST: Final = 2  # scripts in scripts
_SHOWS: Final = (
    "write", "HTML", ".html(", "append", "eval(", ".href", "setAttribute", ".open(", "location", ".src", ".attr(",
    ".prop(", "eplaceWith(", ".after(", ".before(", "\\x3c",
)  # fmt: skip
_ATTRIBUTES: Final = frozenset(("srcdoc", "v-html", "x-html", "ng-bind-html", "markup"))
_FRAMES: Final = ("iframe", "frame", "object", "embed")
# Only these lead anywhere or offer anything; counters and style sheets are written by every other page.
_OFFERS: Final = re.compile(
    r"<(?:a|area|i?frame|form|embed|object|video|source|button|input|meta)[\s/>]|(?<![\"'=])https?://", re.I
)
# No string begins behind a backslash: so what is never closed is looked through once.
_STRING: Final = (
    r"(?<!\\)(?:\"[^\"\\\n]*(?:\\(?s:.)[^\"\\\n]*)*\"|'[^'\\\n]*(?:\\(?s:.)[^'\\\n]*)*'|`[^`\\]*(?:\\(?s:.)[^`\\]*)*`)"
)
_NAME: Final = r"(?<![\w$.])[A-Za-z_$][\w$]{0,40}(?![\w$(.\[])"
_CHAIN: Final = re.compile(
    rf"(?:{_NAME}\s{{0,4}}\+\s{{0,4}}){{0,10}}(?:{_STRING})(?:\s{{0,9}}\+\s{{0,9}}(?:{_STRING}|{_NAME})){{0,2000}}"
)
_PART: Final = re.compile(rf"{_STRING}|{_NAME}")
_HOLE: Final = re.compile(r"\$\{\s{0,4}([\w$]{1,40})\s{0,4}\}")
_OTHER_HOLE: Final = re.compile(r"\$\{[^{}]{0,200}\}")
_BACKWARDS: Final = re.compile(r"\s{0,4}\.split\([\"']{2}\)\s{0,4}\.reverse\(")
_REPLACED: Final = re.compile(
    rf"\s{{0,4}}\.replace(?:All)?\(\s{{0,4}}(?:/([^/\\\n]{{1,30}})/[a-z]{{0,3}}|({_STRING}))\s{{0,4}},\s{{0,4}}({_STRING})\s{{0,4}}\)"
)
_MOST_REPLACED: Final = 8
_ASSIGNED: Final = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s{0,4}=\s{0,4}\Z")
_LITERALS: Final = rf"\[\s{{0,9}}((?:{_STRING})(?:\s{{0,9}},\s{{0,9}}(?:{_STRING})){{1,300}})\s{{0,9}}\]"
_JOINED: Final = re.compile(rf"{_LITERALS}\s{{0,4}}\.join\(\s{{0,4}}({_STRING})?\s{{0,4}}\)")
_LISTED: Final = re.compile(
    rf"(?<![\w$.])([A-Za-z_$][\w$]{{0,40}})\s{{0,4}}=\s{{0,4}}({_LITERALS.replace('((?:', '(?:(?:', 1)})"
)
_MOST_LISTS: Final = 20
_PLACE: Final = re.compile(
    r"(?<![\w$])(?:(?:window|document|self|top)\.)?location\.(protocol|host|hostname|origin)(?![\w$(])"
)
_WRAPPED: Final = re.compile(
    rf"(?<![\w$.])(?:decodeURIComponent|decodeURI|unescape|escape|encodeURI)\(\s{{0,4}}({_STRING})\s{{0,4}}\)"
)
_MOST_WRAPPERS: Final = 3
_NUMBER: Final = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s{0,4}=\s{0,4}(\d{1,12})\s{0,4}(?=[;,\n])")
_ESCAPE: Final = re.compile(r"\\(?:\r?\n|(.))", re.S)
_TEMPLATE: Final = re.compile(r"\A\s{0,9}<template\b[^<>]{0,2000}>|</template>\s{0,9}\Z", re.I)
_TAG: Final = re.compile(r"<[a-zA-Z]")
# What stands before a string says what becomes of it.
_LINKED: Final = re.compile(r"(?:\.href\s{0,4}=|(?:attr|prop|setAttribute)\(\s{0,4}[\"']href[\"']\s{0,4},)\s{0,4}\Z")
_LED: Final = re.compile(
    r"(?:location(?:\.href)?\s{0,4}=|location\.(?:assign|replace)\(|(?:window|self|top|parent)\.open\()\s{0,4}\Z", re.I
)
_SAID: Final = re.compile(r"(?:\.(?:textContent|innerText|text)\s{0,4}=|\.text\(|createTextNode\()\s{0,4}\Z")
_FRAMED: Final = re.compile(r"(?:\.src\s{0,4}=|(?:attr|prop|setAttribute)\(\s{0,4}[\"']src[\"']\s{0,4},)\s{0,4}\Z")
_NAMED: Final = re.compile(
    r"getElementById\(\s?[\"']([\w-]{1,60})[\"']|(?:querySelector|\$)\(\s?[\"']([#.][\w-]{1,60})[\"']"
)
_BEFORE: Final = 60
_NEAR: Final = 300
_OWN_PAGE: Final = re.compile(r"/(?!/)[\w./~%-]{1,200}\.(?:s?html?|php|aspx?|jsp)(?:\?[^\s\"'<>]{0,200})?")
_PAGE_PATH: Final = re.compile(r"/(?!/)[^\s\"'<>]{1,300}(?<!\.js)(?<!\.css)(?<!\.gif)(?<!\.png)(?<!\.jpg)")


def carried_markup(document: Document) -> str:
    """The markup that the page's scripts and attributes would show; "" for most pages."""
    pieces: list[str] = []
    room = MOST_MARKUP
    for piece in (*_of_attributes(document), *_of_scripts(document)):
        room -= len(piece)
        if room < 0:
            break
        pieces.append(piece)
    markup = "".join(pieces)
    return markup if _OFFERS.search(markup) else ""


def _of_attributes(document: Document) -> Iterator[str]:
    """Frames that bring their page along, elements of frameworks that are filled with markup, templates."""
    for value in document.values:
        if value.name in _ATTRIBUTES:
            yield _TEMPLATE.sub("", value.value).strip("'`\"")
    for embed in document.embeds:
        if embed.tag in _FRAMES:
            yield _carried(embed.attributes.get("src") or embed.attributes.get("data") or "")
    for kind, text in document.outline.data_blocks[:50]:
        if "template" in kind or kind == "text/html":
            yield text


def _carried(source: str) -> str:
    """The page in a frame's own address: `data:text/html,...`, `javascript:'...'`."""
    scheme, colon, rest = source.strip().partition(":")
    if colon and scheme.lower() == "javascript":
        return "".join(_literals(unquote(rest)))
    return data_address.carried(source, data_address.PAGES)


def _literals(script: str) -> Iterator[str]:
    return (_said(part) for part in _PART.findall(script) if part[0] in "\"'`")


def _of_scripts(document: Document) -> Iterator[str]:
    for script in document.scripts[:_MOST_SCRIPTS]:
        if any(mark in script for mark in _SHOWS):
            yield from _written(document, script[:_MOST_SCRIPT])


def _written(document: Document, script: str, depth: int = 0) -> Iterator[str]:
    """What a script shows, in its order: markup as it is, links that it makes of an address and of words."""
    script = _bare(with_calls_decoded(_with_joined(_placed_at(document, script))))
    numbers = {match[1]: match[2] for match in islice(_NUMBER.finditer(script), _MOST_NUMBERS)}
    known = numbers | assigned(script)
    for match in islice(_CHAIN.finditer(script), _MOST_CHAINS):
        value = _changed(_whole(match[0], known), script, match.end())
        before = script[max(0, match.start() - _BEFORE) : match.start()]
        if assignment := _ASSIGNED.search(before):
            known[assignment[1]] = value
        if before.rstrip().endswith("eval(") and depth < _DEEPEST:
            yield from _written(document, value, depth + 1)
        elif _TAG.search(value):
            yield value
        elif _LINKED.search(before) or _LED.search(before):
            words = _element(document, script, match.start())
            yield f'<a href="{escape(value)}">' + (f"{escape(words)}</a>" if words else "")
        elif _SAID.search(before):
            yield f" {escape(value)}</a>"
        elif (
            _FRAMED.search(before)
            and _PAGE_PATH.fullmatch(value)
            and ("iframe" in script or "<iframe" in document.source)
        ):
            yield f'<iframe src="{escape(value)}"></iframe>'
        elif before.rstrip()[-1:] in ("[", ",") and _OWN_PAGE.fullmatch(value):
            yield f'<a href="{escape(value)}"></a>'


def _placed_at(document: Document, script: str) -> str:
    """A script in which the parts of the page's own address are literals."""
    if "location.host" not in script and "location.origin" not in script:
        return script
    scheme, _, rest = document.front.partition("://")
    said = {"protocol": f"{scheme}:", "origin": document.front.rstrip("/")}
    return _PLACE.sub(lambda match: json.dumps(said.get(match[1], rest.rstrip("/"))), script)


def _bare(script: str) -> str:
    """A script without the functions that only turn bytes into letters around a literal."""
    for _ in range(_MOST_WRAPPERS if "escape(" in script or "decodeURI" in script else 0):
        bare = _WRAPPED.sub(r"\1", script)
        if bare == script:
            break
        script = bare
    return script


def _with_joined(script: str) -> str:
    """A script in which arrays of literals that are joined are the literal that they become."""
    if ".join(" not in script:
        return script
    for name, held in islice(_LISTED.findall(script), _MOST_LISTS):
        joined = re.compile(rf"(?<![\w$.]){re.escape(name)}(?=\s?\.join\()")
        script = joined.sub(held.replace("\\", r"\\"), script, max(1, MOST_MARKUP // len(held)))
    return _JOINED.sub(_joined, script)


def _joined(match: re.Match[str]) -> str:
    pieces = (_said(part) for part in _PART.findall(match[1]) if part[0] in "\"'`")
    return json.dumps((_said(match[2]) if match[2] else ",").join(pieces), ensure_ascii=False)


def _whole(chain: str, known: dict[str, str]) -> str:
    """The value of a sum of literals and known variables; what is not known is left out."""
    parts = _PART.findall(chain)
    return "".join(_said(part, known) if part[0] in "\"'`" else known.get(part, "") for part in parts)


def _changed(value: str, script: str, at: int) -> str:
    """The string after the plain functions that are called on it at once: turned round, pieces replaced."""
    if _BACKWARDS.match(script, at):
        return value[::-1]
    for _ in range(_MOST_REPLACED):
        replaced = _REPLACED.match(script, at)
        if replaced is None:
            break
        old = replaced[1] or (_said(replaced[2]) if replaced[2] else "")
        value = value.replace(old, _said(replaced[3])) if old else value
        at = replaced.end()
    return value[:MOST_MARKUP]


def _said(literal: str, known: dict[str, str] | None = None) -> str:
    """What a string literal says."""
    inner = literal[1:-1]
    if literal[0] == "`" and "${" in inner:
        inner = _OTHER_HOLE.sub("", _HOLE.sub(lambda hole: (known or {}).get(hole[1], ""), inner))
    if "\\" not in inner:
        return inner
    return _ESCAPE.sub(lambda match: {"n": "\n", "t": "\t", None: ""}.get(match[1], match[1]), unescape_text(inner))


def _element(document: Document, script: str, at: int) -> str:
    """The words of the element that a script names right before: it is the one that leads there."""
    named = list(_NAMED.finditer(script, max(0, at - _NEAR), at))
    if not named:
        return ""
    nodes = document.select(f"#{named[-1][1]}" if named[-1][1] else named[-1][2])
    return text_of(nodes[0], 200) if nodes else ""
