"""Every typed link of a page with its place in the visible text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal
from urllib.parse import unquote

from core.frozen import frozen
from core.types import Link
from core.urls import host_of
from crawler.extract.document import Document
from crawler.extract.feeding import handed, role_of
from crawler.extract.known_link import known_links
from crawler.extract.outline import ASIDE, Anchor, Value
from crawler.extract.script_words import words_beside
from crawler.extract.telling import is_telling
from crawler.extract.ways import ways
from crawler.links import classify, find_links, name_of
from crawler.links.base64_text import decode_address, decode_bytes, text_of
from crawler.links.binding import AFTER, bind
from crawler.links.deep_link import Role
from crawler.links.found import Found
from crawler.links.hosted_player import hosted_in, is_hosted
from crawler.links.official import platform_of
from crawler.links.passcode import passcode_in
from crawler.links.share_text import named
from crawler.links.wordless_code import code_at_end

Origin = Literal["anchor", "text", "value", "embed"]
_ADVERT: Final = re.compile(
    r"(?:^|[/_.-])(?:ads?|adsterra|adsense|advert\w{0,8}|banners?|popads?|guanggao|stat|stats|analytics|tracker|tongji|chat|comments?)[/_.?-]",
    re.I,
)
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".css", ".js", ".ico", ".woff2", ".woff", ".ttf")
_ADDRESS: Final = re.compile(r"(?:https?:)?(?:\\?/){2}[^\s\"'<>()]{4,4000}")
# One address and nothing else: not a call, not JSON, not `f=https://…`.
_SINGLE: Final = re.compile(
    r"(?:[a-zA-Z][\w+.-]{1,20}:|/|[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/|[A-Za-z0-9+/_-]{16,}=*$)[^\s(<{]*$"
)
_EMBEDDING: Final = frozenset((
    "data-src", "data-embed", "data-iframe", "data-player", "data-video", "data-frame", "data-url", "data-link",
    "data-play",
))  # fmt: skip
_HASH: Final = re.compile(r"[0-9A-Fa-f]{40}")
_HASH_NAME: Final = re.compile(r"hash|btih|magnet|torrent|cili", re.I)
_CODED_OBJECT: Final = "eyJ"  # base64 of `{"`
_CODED_ARGUMENT: Final = re.compile(r"(?<=['\"])aHR0c[A-Za-z0-9+/_-]{12,4000}={0,2}(?=['\"])")
_LONGEST_VALUE: Final = 50_000
_MOST_PICTURES: Final = 200
_BESIDE: Final = 40  # characters between a share and the picture that belongs to it


@frozen
class Placed:
    """A link where the page shows it: `text[start:end]` is how it is written there, `name` the file it names."""

    link: Link
    start: int
    end: int
    block: int
    origin: Origin
    name: str = ""
    anchor: Anchor | None = None
    aside: bool = False


_SHARES: Final = frozenset(("netdisk", "magnet", "torrent", "ed2k"))


@lru_cache(maxsize=1)
def placed_links(document: Document) -> list[Placed]:
    """The typed links of anchors, text, attributes and embeds in the order of the page, with their passcodes.

    The last page's are kept: they are asked for once as offers and once as addresses not to follow.
    """
    placed = [
        *_of_anchors(document),
        *_of_text(document),
        *_of_values(document),
        *_of_embeds(document),
        *_of_written(document),
    ]
    placed.sort(key=lambda each: (each.start, each.end))
    if any(each.link.kind == "netdisk" for each in placed):
        placed = _with_codes(document, placed)
    return _in_boxes(_distinct(placed))


def _in_boxes(placed: list[Placed]) -> list[Placed]:
    """A page whose only share stands aside without words of its own has its box of downloads there."""
    shares = [each for each in placed if each.link.kind in _SHARES]
    if len(shares) != 1 or not shares[0].aside or (shares[0].anchor and is_telling(shares[0].anchor.words)):
        return placed
    return [replace(each, aside=False) if each is shares[0] else each for each in placed]


def _of_anchors(document: Document) -> Iterator[Placed]:
    for anchor, known in zip(document.anchors, known_links(document), strict=True):
        link = known.offer
        if link is None and known.player is not None and known.player.provider != document.host:
            link = known.player  # of another host, and opened instead of shown
        if link is not None:
            if link.kind == "netdisk" and not link.passcode:
                link = replace(link, passcode=_code_of(anchor, link.provider))
            yield Placed(
                link, anchor.start, anchor.end, anchor.block, "anchor", name_of(anchor.url), anchor, anchor.aside
            )


def _code_of(anchor: Anchor, provider: str) -> str:
    """The passcode that a link's label states, or that ends its own words."""
    code = passcode_in(anchor.label, provider) if anchor.label else ""
    return code or code_at_end(anchor.text, provider, bracketed=is_telling(anchor.text))


def _of_text(document: Document) -> Iterator[Placed]:
    for found in find_links(document.text, base=document.outline.base):
        block = document.block_at(found.start)
        name = found.share_text
        yield Placed(found.link, found.start, found.end, block, "text", name, None, _is_aside(document, block))


def _of_values(document: Document) -> Iterator[Placed]:
    base = document.outline.base
    anchors = {anchor.start: anchor for anchor in document.anchors} if document.values else {}
    for value in document.values:
        written = _settings(value)
        if value.name.startswith("on") and "aHR0c" in written:
            written = _CODED_ARGUMENT.sub(lambda match: decode_address(match[0]) or match[0], written)
        anchor = anchors.get(value.start) if value.tag == "a" else None
        end = anchor.end if anchor is not None else value.start
        plain = written.partition("?")[0].lower()
        if plain.endswith(_PICTURES) or (value.tag == "param" and plain.endswith(".swf") and "//" not in plain):
            continue
        aside = _is_aside(document, value.block)
        single = len(written) < 8_192 and _SINGLE.match(written) is not None
        role = role_of(document, value) if _names_platform(written) else "anchor"
        link = classify(_hashed(value.name, written), base=base, role=role) if single else None
        if (
            link is None
            and single
            and (value.name in _EMBEDDING or is_hosted(written))
            and not _names_platform(written)
            and host_of(written) not in ("", document.host)
        ):
            link = classify(written, base=base, role="embed")
        if link is not None:
            link = _coded(link, anchor)
            yield Placed(link, value.start, end, value.block, "value", name_of(written), anchor, aside)
            continue
        for link, name in _inside(written[:_LONGEST_VALUE], base, role):
            if is_advert(link):
                continue
            link = _coded(link, anchor)
            yield Placed(link, value.start, end, value.block, "value", name, anchor, aside)


def _hashed(name: str, written: str) -> str:
    """`data-hash="<40 hex>"`, which a script makes a magnet of."""
    return f"magnet:?xt=urn:btih:{written}" if _HASH.fullmatch(written) and _HASH_NAME.search(name) else written


def is_advert(link: Link) -> bool:
    """Whether what plays comes from a host of advertisements."""
    return link.kind in ("media", "embed") and _ADVERT.search(link.provider) is not None


def _settings(value: Value) -> str:
    """What an attribute says: settings of a player come as variables of a query, or as an object in base64."""
    written = value.value.strip()
    if value.name == "flashvars":  # `f=https%3A…&a=0`: each variable by itself
        return unquote(written.replace("&", " "))
    return text_of(decode_bytes(written)) if written.startswith(_CODED_OBJECT) else written


def _coded(link: Link, anchor: Anchor | None) -> Link:
    """The share with the code that its own link's words give."""
    if link.kind != "netdisk" or link.passcode or anchor is None:
        return link
    return replace(link, passcode=passcode_in(anchor.text, link.provider))


def _inside(written: str, base: str, role: Role) -> Iterator[tuple[Link, str]]:
    """The links in a longer value: a call, JSON, markup, a share text."""
    held = find_links(written, base=base, html="<" in written)
    for number, found in enumerate(held):
        yield found.link, found.share_text or words_beside(written, held, number) or name_of(found.link.url)
    for address in (*hosted_in(written), *handed(written)):
        link = classify(address, base=base, role="embed") if host_of(address) != host_of(base) else None
        if link is not None:
            yield link, ""
    for match in _ADDRESS.finditer(written) if role == "player" else ():
        address = match.group().replace("\\/", "/")
        link = classify(address, base=base, role=role) if platform_of(address) else None
        if link is not None:
            yield link, ""


def _names_platform(written: str) -> bool:
    """Whether an official platform's address stands in a value."""
    return any(platform_of(match.group().replace("\\/", "/")) for match in _ADDRESS.finditer(written[:_LONGEST_VALUE]))


def _of_written(document: Document) -> Iterator[Placed]:
    """What a script writes stands where the script does."""
    for position, block, script in document.outline.written:
        held = find_links(script, base=document.outline.base)
        for number, found in enumerate(held):
            aside, name = _is_aside(document, block), found.share_text or words_beside(script, held, number)
            yield Placed(found.link, position, position, block, "value", name, None, aside)


def _of_embeds(document: Document) -> Iterator[Placed]:
    for embed in document.embeds:
        link = classify(embed.url, base=document.outline.base, role="embed") if embed.url else None
        if link is None or link.kind == "torrent" or _ADVERT.search(embed.url):
            continue
        shell = link.kind == "embed" or link.url.partition("?")[0].endswith(".swf")
        if not shell or host_of(link.url) != document.host:  # the site's own frames are pages to visit
            aside = _is_aside(document, embed.block)
            yield Placed(link, embed.start, embed.start, embed.block, "embed", name_of(embed.url), None, aside)


def _is_aside(document: Document, block: int) -> bool:
    return bool(document.outline.flags[block] & ASIDE)


def ways_among(document: Document, placed: list[Placed]) -> list[tuple[int, int]]:
    """Where links stand that lead to shares on other pages; none where the page shows no share itself."""
    if not any(each.link.kind == "netdisk" for each in placed):
        return []
    return ways(document, [each.anchor for each in placed])


def _with_codes(document: Document, placed: list[Placed]) -> list[Placed]:
    """The passcodes that stand in the text around shares, whichever way the shares are written."""
    text = document.text
    placed = [_with_own_code(text, each, placed) for each in placed]
    shares = [Found(each.link, each.start, each.end, each.name) for each in placed]
    bound = named(text, bind(text, shares, ways=ways_among(document, placed)))
    done = []
    for each, found in zip(placed, bound, strict=True):
        link = _pictured(document, found) if found.link.kind == "netdisk" and not found.link.passcode else found.link
        same = link is each.link and found.share_text is each.name
        done.append(each if same else replace(each, link=link, name=found.share_text))
    return done


def _with_own_code(text: str, each: Placed, placed: list[Placed]) -> Placed:
    """A share in the text without the code behind it that stands behind another item's link, whose it is."""
    code = each.link.passcode
    at = text.find(code, each.end, each.end + AFTER) if code and each.origin == "text" else -1
    if at < 0 or code in text[each.start : each.end]:
        return each
    walls = (wall for wall in placed if wall.origin != "text" and each.end <= wall.start < at)
    if not any(wall.link.kind == "netdisk" and wall.link.ref != each.link.ref for wall in walls):
        return each
    return replace(each, link=replace(each.link, passcode=""))


def _pictured(document: Document, found: Found) -> Link:
    """A share with the passcode that the words of a picture right beside it state."""
    for position, _, words in document.outline.pictures[:_MOST_PICTURES]:
        if found.start - _BESIDE <= position <= found.end + _BESIDE and (
            code := passcode_in(words, found.link.provider)
        ):
            return replace(found.link, passcode=code)
    return found.link


def _distinct(placed: list[Placed]) -> list[Placed]:
    """A link that stands twice at one place (address as href and as text) once, an anchor before a bare text."""
    kept: list[Placed] = []
    last: dict[tuple[str, str], int] = {}
    for each in placed:
        key = (each.link.kind, each.link.ref)
        before = last.get(key)
        if before is not None and each.start <= kept[before].end + 2:
            kept[before] = _joined(kept[before], each)
            continue
        last[key] = len(kept)
        kept.append(each)
    return kept


def _joined(first: Placed, second: Placed) -> Placed:
    better = first if first.anchor is not None or second.anchor is None else second
    passcode = first.link.passcode or second.link.passcode
    return replace(
        better,
        link=replace(better.link, passcode=passcode),
        name=first.name or second.name,
        start=min(first.start, second.start),
        end=max(first.end, second.end),
    )
