"""The one walk over a page's tree: text, links and where they stand, in a single pass without recursion."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.extract import drawing
from crawler.extract.address import Resolver, first_base
from crawler.extract.data_address import SCRIPTS, carried
from crawler.extract.held_code import CODES, code_of, copied
from crawler.extract.labels import Attributes, label_of, names_of
from crawler.extract.outline import ASIDE, CRUMBS, HEADING, POST, Anchor, Embed, Heading, Outline, Value
from crawler.extract.regions import flags_of, names_others
from crawler.extract.tags import BLOCKS, EMBEDS, HEADINGS, IDS, IMAGE, NAMES, PRESERVING, SKIPPED, TEXT

MOST_ANCHORS: Final = 30_000
MOST_VALUES: Final = 30_000
MOST_SCRIPT: Final = 4_000_000
_INHERITED: Final = ASIDE | CRUMBS
_QUIET: Final = frozenset((
    "class", "id", "style", "href", "src", "alt", "title", "target", "type", "width", "height", "name", "lang",
    "role", "colspan", "rowspan", "align", "valign", "bgcolor", "border", "srcset", "sizes", "placeholder", "data-id",
    "loading", "decoding", "data-srcset", "aria-label", "aria-hidden", "tabindex", "action",
    "method", "xmlns", "viewbox", "d", "onerror", "content", "charset", "color", "face", "size", "data-title",
))  # fmt: skip
_DATA_SCRIPTS: Final = ("json", "template", "text/plain", "text/html")
_META_NAMES: Final = ("property", "name", "http-equiv", "itemprop")
_EMBED_SOURCES: Final = ("src", "data-src", "data", "value", "data-url")
_MORE: Final = re.compile(r"\s*(?:更多|全部|查看更多|换一[换批]|展开|more|view all|all)?[\s>»›+….]*", re.I)
_ADDRESS: Final = re.compile(r"\s*(?:https?:)?//", re.I)
Leave = Callable[[], None]
Enter = Callable[["_Walker", LexborNode, int, Attributes], Leave | None]
_SKIPPED_IDS: Final = frozenset(IDS[name] for name in SKIPPED)
_ASIDE_ID: Final = IDS["aside"]
_KNOWN: Final = 1_000  # the numbers of HTML's own elements end far below; others are numbered by their address
_CHILDLESS_IDS: Final = frozenset(IDS[name] for name in ("script", "title", "iframe", "svg"))


def walk(tree: LexborHTMLParser, url: str, *, has_base: bool = True, has_drawn_links: bool = True) -> Outline:
    """Walks the tree once and returns its outline; looks for <base> and links in SVG only where there may be any."""
    walker = _Walker(url, first_base(tree, url) if has_base else "", has_drawn_links)
    root = tree.root
    if root is not None:
        walker.run(root)
    return walker.finished()


def _left(path: list[tuple[LexborNode, Leave | None]]) -> LexborNode | None:
    """Leaves the elements that end here; what stands behind the last of them."""
    node = None
    while node is None and path:
        above, leave = path.pop()
        if leave is not None:
            leave()
        node = above.next
    return node


class _Walker:
    def __init__(self, url: str, base: str, has_drawn_links: bool) -> None:
        self.outline = outline = Outline(base=base or url)
        self.starts, self.ends, self.parents, self.flags = outline.starts, outline.ends, outline.parents, outline.flags
        self.resolver = Resolver(base or url)
        self.pieces: list[str] = []
        self.position = 0
        self.blank = True  # the last character written is a blank
        self.block = 0
        self.preserving = 0
        self.inside: list[Anchor] = []  # open anchors
        self.headings: list[tuple[Heading, int, int]] = []  # open: heading, block it names, piece it ends with
        self.has_drawn_links = has_drawn_links

    def run(self, root: LexborNode) -> None:
        """Depth first with a stack of our own: a million nested tags are only a long list here."""
        enter, text = _ENTER.get, self._text
        node: LexborNode | None = root
        path: list[tuple[LexborNode, Leave | None]] = []
        while node is not None:
            number = node.tag_id
            leave: Leave | None = None
            if number == TEXT:
                text(node.text_content or "")
            elif number not in _SKIPPED_IDS:
                attributes = node.attributes
                handler = enter(number) or (_Walker._custom if number > _KNOWN else None)
                if handler is not None:
                    leave = handler(self, node, number, attributes)
                if attributes and number != IMAGE and not _QUIET.issuperset(attributes):
                    self._values(node, number, attributes)
                down = node.child if number not in _CHILDLESS_IDS else None
                if down is not None:
                    if down.tag_id != TEXT or down.next is not None:
                        path.append((node, leave))
                        node = down
                        continue
                    text(down.text_content or "")  # most elements hold nothing but words
            if leave is not None:
                leave()
            node = node.next or _left(path)

    def finished(self) -> Outline:
        """Closes what is open and gives every link its words."""
        outline = self.outline
        outline.ends[0] = self.position
        for heading, _, _ in self.headings:
            heading.until = self.position
        outline.text = text = "".join(self.pieces)
        for anchor in outline.anchors:
            anchor.text = text[anchor.start : anchor.end].strip()
        outline.title = " ".join(outline.title.split())
        return outline

    # Text

    def _text(self, text: str) -> None:
        if self.preserving:
            self._write(text)
            return
        if not text or text.isspace():  # most pieces of text: the blanks between tags
            if not self.blank:
                self._write(" ")
            return
        words = text.split()
        line = words[0] if len(words) == 1 else " ".join(words)
        if len(line) != len(text):  # blanks around it
            if not self.blank and text[0].isspace():
                line = f" {line}"
            if text[-1].isspace():
                line = f"{line} "
        self.pieces.append(line)
        self.position += len(line)
        self.blank = line[-1] == " "

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.position += len(text)
        self.blank = text[-1:] in (" ", "\n", "")

    def _line(self) -> None:
        """Ends the line that is being written."""
        if self.pieces and self.pieces[-1] != "\n":
            self.pieces.append("\n")
            self.position += 1
            self.blank = True

    # Elements; each handler may return what to do when the element ends

    def _open(self, flags: int) -> None:
        block, position, blocks = self.block, self.position, self.flags
        self.block = len(blocks)
        self.starts.append(position)
        self.ends.append(position)
        self.parents.append(block)
        blocks.append(flags | (blocks[block] & _INHERITED))

    def _is_in_post(self) -> bool:
        """Whether a part of a post is being written: what stands aside there is quoted or shown in small."""
        block = self.block
        for _ in range(8):
            if block <= 0 or self.flags[block] & POST:
                break
            block = self.parents[block]
        return block > 0 and bool(self.flags[block] & POST)

    def _close(self) -> None:
        block = self.block
        self.ends[block] = self.position
        self.block = self.parents[block]
        if self.headings and self.headings[-1][1] == block:
            self._release(block)

    def _release(self, block: int) -> None:
        """Headings named only their wrapper so far? Then they name what is around it; else they end here."""
        while self.headings and self.headings[-1][1] == block:
            heading, _, piece = self.headings.pop()
            alone = self.position - heading.end < 12 and _MORE.fullmatch("".join(self.pieces[piece:])) is not None
            if (heading.level == 1 or alone) and self.block > 0:
                self.headings.append((heading, self.block, piece))
                return
            heading.until = self.position

    def _block(self, node: LexborNode, number: int, attributes: Attributes) -> Leave:
        pieces = self.pieces
        if pieces and pieces[-1] != "\n":
            pieces.append("\n")
            self.position += 1
            self.blank = True
        flags = flags_of(NAMES[number], names_of(attributes))
        self._open(flags & ~ASIDE if flags & ASIDE and number == _ASIDE_ID and self._is_in_post() else flags)
        if "title" in attributes and (label := attributes["title"]):
            self.outline.pictures.append((self.position, self.block, label[:500]))
        if number in PRESERVING:
            self.preserving += 1
            return self._end_preserved
        return self._end_block

    def _end_block(self) -> None:
        pieces = self.pieces
        if pieces and pieces[-1] != "\n":
            pieces.append("\n")
            self.position += 1
            self.blank = True
        self._close()

    def _end_preserved(self) -> None:
        self.preserving -= 1
        self._end_block()

    def _cell(self, node: LexborNode, number: int, attributes: Attributes) -> Leave:
        self._space()
        self._open(flags_of("td", names_of(attributes)))
        return self._end_cell

    def _end_cell(self) -> None:
        self._space()
        self._close()

    def _apart(self, node: LexborNode, number: int, attributes: Attributes) -> Leave:
        """Words above or below the line are no part of the word before them."""
        self._space()
        return self._space

    def _space(self) -> None:
        if not self.blank:
            self._write(" ")

    def _break(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        self._line()

    def _heading(self, node: LexborNode, number: int, attributes: Attributes) -> Leave:
        self._line()
        level = int(NAMES[number][1])
        parent = self.block
        self._open(HEADING)
        start, first = self.position, len(self.pieces)
        return lambda: self._end_heading(level, start, first, parent)

    def _end_heading(self, level: int, start: int, first: int, parent: int) -> None:
        self._line()
        self._close()
        text = " ".join("".join(self.pieces[first : first + 400]).split())
        if not text or text.startswith("{{"):  # a place that a script fills
            return
        heading = Heading(level, text[:300], start, self.position, self.position, level > 1 and names_others(text))
        while self.headings and self.headings[-1][1] == parent and self.headings[-1][0].level >= level:
            self.headings.pop()[0].until = start
        self.outline.headings.append(heading)
        self.headings.append((heading, parent, len(self.pieces)))

    def _anchor(self, node: LexborNode, number: int, attributes: Attributes) -> Leave | None:
        anchors = self.outline.anchors
        href = attributes.get("href") or ""
        if len(anchors) >= MOST_ANCHORS and ":" not in href[:12]:
            return None  # of endless lists only the addresses that lead away are kept
        block, position = self.block, self.position
        flags = self.flags[block]
        url = self.resolver.resolve(href)
        label = label_of(attributes) if len(attributes) > 1 else ""
        anchor = Anchor(url, position, position, block, attributes, "", label, flags & ASIDE > 0, flags & CRUMBS > 0)
        anchors.append(anchor)
        if not url:
            self._scripted(href)
        self.inside.append(anchor)
        return self._end_anchor

    def _scripted(self, href: str) -> None:
        """`javascript:play('…')` as an address: what is called may hold one."""
        if len(href) > 20 and href[:11].lower() == "javascript:":
            self.outline.values.append(Value("a", "onclick", href, self.position, self.block))

    def _end_anchor(self) -> None:
        self.inside.pop().end = self.position

    def _image(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        source = attributes.get("src") or ""
        if ("%3A%2F%2F" in source or "%3a%2f%2f" in source) and len(self.outline.values) < MOST_VALUES:
            self.outline.values.append(Value("img", "src", source, self.position, self.block))
        if not self.inside:
            label = attributes.get("alt") or attributes.get("title")
            if label:
                self.outline.pictures.append((self.position, self.block, label))
        elif not self.inside[-1].label:
            self.inside[-1].label = label_of(attributes)

    def _title(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        if not self.outline.title:
            self.outline.title = (node.text() or "")[:2_000]

    def _meta(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        name = next((attributes[key] for key in _META_NAMES if attributes.get(key)), None)
        content = attributes.get("content")
        if name and content and len(self.outline.meta) < 200:
            self.outline.meta.setdefault(name.strip().lower()[:100], content.strip()[:10_000])

    def _link(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        if len(self.outline.links) < 200:
            self.outline.links.append(attributes)

    def _drawing(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        """Links in a drawing, each with its words; nothing else of it is text."""
        if not self.has_drawn_links or len(self.outline.anchors) >= MOST_ANCHORS:
            return
        for attributes, words in drawing.links_of(node):
            leave = self._anchor(node, IDS["a"], attributes)
            self._text(words)
            if leave is not None:
                leave()
        if said := drawing.words_of(node):
            self._line()
            self._text(f"{said} ")

    def _script(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        source = attributes.get("src")
        kind = (attributes.get("type") or "").lower()
        if source:
            self.outline.script_sources.append(self.resolver.resolve(source))
        text = ((source and carried(source, SCRIPTS)) or node.text() or "")[:MOST_SCRIPT]
        if not text.strip():
            return
        if any(mark in kind for mark in _DATA_SCRIPTS):
            self.outline.data_blocks.append((kind, text))
        else:
            self.outline.scripts.append(text)
            if "document.write" in text and len(text) < 50_000 and len(self.outline.written) < 100:
                self.outline.written.append((self.position, self.block, text))

    def _template(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        """What a script will show stands in no tree: it is kept as markup."""
        markup = node.html or ""
        if "//" in markup or "magnet:" in markup:
            self.outline.values.append(Value("template", "markup", markup[:200_000], self.position, self.block))

    def _input(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        self._space()

    def _embed(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        source = next((attributes[key] for key in _EMBED_SOURCES if attributes.get(key)), None)
        if source and (node.tag != "param" or _ADDRESS.match(source)):
            self.outline.embeds.append(
                Embed(NAMES[number], self.resolver.resolve(source), self.position, self.block, attributes)
            )
        elif source and (name := attributes.get("name")) and len(self.outline.values) < MOST_VALUES:
            self.outline.values.append(Value("param", name.lower(), source, self.position, self.block))

    def _foreign(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        """A player of the site's or framework's own: `<amp-video src>`, `<joe-player src>`."""
        source, tag = attributes["src"], node.tag or ""
        if source and "-" in tag:
            self.outline.embeds.append(Embed(tag, self.resolver.resolve(source), self.position, self.block, attributes))

    def _custom(self, node: LexborNode, number: int, attributes: Attributes) -> Leave | None:
        """An element of the site's own: a part of the page where it holds elements, a cell where it holds words."""
        if "src" in attributes:
            self._foreign(node, number, attributes)
        first = node.child
        if first is None or "-" not in (node.tag or ""):
            return None
        if first.next is None and first.tag_id == TEXT:
            return self._cell(node, number, attributes)
        self._line()
        self._open(flags_of("div", names_of(attributes)))
        return self._end_block

    def _values(self, node: LexborNode, number: int, attributes: Attributes) -> None:
        for name, value in attributes.items():
            if name in _QUIET or not value:
                continue
            if len(value) <= 8:
                if (name in CODES or len(value) == 4) and (code := code_of(node, name, value, self.pieces)):
                    self._write(f" 提取码:{code} ")
                if value[0] != "/":
                    continue
            if len(value) <= 60 and "('" in value and (code := copied(node, value)):
                self._write(f" 提取码:{code} ")
                continue
            if ("/" in value or ":" in value or "%3" in value or len(value) >= 24) and not name.startswith("aria-"):
                values = self.outline.values
                if len(values) < MOST_VALUES:
                    values.append(Value(NAMES.get(number, ""), name, value, self.position, self.block))


def _handlers() -> dict[int, Enter]:
    table: dict[str, Enter] = {
        "a": _Walker._anchor, "area": _Walker._anchor, "img": _Walker._image, "br": _Walker._break,
        "hr": _Walker._break, "td": _Walker._cell, "th": _Walker._cell, "title": _Walker._title,
        "meta": _Walker._meta, "link": _Walker._link, "svg": _Walker._drawing, "script": _Walker._script,
        "input": _Walker._input, "template": _Walker._template, "sup": _Walker._apart, "sub": _Walker._apart,
    }  # fmt: skip
    table.update(dict.fromkeys(BLOCKS, _Walker._block))
    table.update(dict.fromkeys(EMBEDS, _Walker._embed))
    table.update(dict.fromkeys(HEADINGS, _Walker._heading))
    return {IDS[name]: handler for name, handler in table.items() if name in IDS}


_ENTER: Final = _handlers()
