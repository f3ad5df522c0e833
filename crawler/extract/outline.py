"""What one walk over a page's tree leaves behind: its visible text, and where in it everything stood."""

from __future__ import annotations

from dataclasses import dataclass, field

# Flags of a block.
ASIDE = 1  # navigation, sidebars, footers, recommendations: not what the page is about
POST = 2  # a post, message or article body
ROW = 4  # a table row, list item or card
CRUMBS = 8  # the path of categories above the title
HEADING = 16
WIDE = 32  # the body, the main column: too much to speak of one link


@dataclass(slots=True, eq=False)
class Anchor:
    """An `<a>` (or `<area>`): its address resolved ("" for none), its words, and its place in the text."""

    url: str
    start: int
    end: int
    block: int
    attributes: dict[str, str | None]
    text: str = ""
    label: str = ""  # title=, data-title=, aria-label=, or the alt= of an image inside
    aside: bool = False
    crumb: bool = False

    @property
    def words(self) -> str:
        """What the anchor says: its text, else its label."""
        return self.text or self.label

    @property
    def rel(self) -> str:
        return (self.attributes.get("rel") or "").lower()


@dataclass(slots=True, eq=False)
class Embed:
    """A resource that the page itself plays or shows: iframe, frame, embed, object, video, audio, source."""

    tag: str
    url: str
    start: int
    block: int
    attributes: dict[str, str | None]


@dataclass(slots=True, eq=False)
class Value:
    """An attribute that may hold an address or a share text: data-clipboard-text, data-url, onclick, value ..."""

    tag: str
    name: str
    value: str
    start: int
    block: int


@dataclass(slots=True, eq=False)
class Heading:
    """A heading, and the part of the text that it names."""

    level: int
    text: str
    start: int
    end: int
    until: int
    aside: bool = False


@dataclass(slots=True, eq=False)
class Outline:
    """The visible text of a page with everything in it by position."""

    text: str = ""
    title: str = ""
    base: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    links: list[dict[str, str | None]] = field(default_factory=list)  # <link> elements
    anchors: list[Anchor] = field(default_factory=list)
    embeds: list[Embed] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    written: list[tuple[int, int, str]] = field(default_factory=list)  # (position, block, script) of document.write
    script_sources: list[str] = field(default_factory=list)
    pictures: list[tuple[int, int, str]] = field(default_factory=list)  # (position, block, words) outside of anchors
    data_blocks: list[tuple[str, str]] = field(default_factory=list)  # (type, text) of JSON in <script>
    # Blocks, by number; block 0 is the page itself.
    starts: list[int] = field(default_factory=lambda: [0])
    ends: list[int] = field(default_factory=lambda: [0])
    parents: list[int] = field(default_factory=lambda: [-1])
    flags: list[int] = field(default_factory=lambda: [0])
