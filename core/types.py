"""The words netsword speaks: frozen values that travel from page to hit, notice and report."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime
from typing import Final, Literal

from core.frozen import frozen

LinkKind = Literal[
    "netdisk", "magnet", "ed2k", "torrent", "media", "ftp", "embed", "deep_link", "hotlink", "document",
    "audio", "app", "listing", "video", "reading", "article", "live", "source", "page",
]  # fmt: skip
LINK_KINDS: Final[tuple[LinkKind, ...]] = LinkKind.__args__  # type: ignore[attr-defined]

Channel = Literal[
    "video", "novel", "music", "cartoon", "audiobook", "forum", "cloud_storage", "torrent", "set_top_box",
    "app", "app_store", "wechat", "e_commerce", "short_video", "messaging", "collection_api", "website",
]  # fmt: skip
CHANNELS: Final[tuple[Channel, ...]] = Channel.__args__  # type: ignore[attr-defined]

WorkKind = Literal[
    "film", "tv", "variety", "animation", "cartoon", "novel", "music", "audiobook", "game", "software",
    "course", "sports", "gala", "short_drama", "other",
]  # fmt: skip
WORK_KINDS: Final[tuple[WorkKind, ...]] = WorkKind.__args__  # type: ignore[attr-defined]

HitState = Literal["new", "confirmed", "rejected", "unsure", "noticed", "removed", "restored"]
HIT_STATES: Final[tuple[HitState, ...]] = HitState.__args__  # type: ignore[attr-defined]

# Where the words around a link stood, from the most telling to the least.
Source = Literal[
    "item",        # a name the page's own data gives (vod_name, RSS title, JSON name, og:novel:book_name)
    "anchor",      # the link's own text
    "attribute",   # title=, alt=, data-title= on the link or its image
    "file_name",   # dn= of a magnet, name in ed2k, last path segment, file name in a share text
    "share_text",  # the words of a pasted netdisk share
    "row",         # the table row, list item or card it stands in
    "post",        # the forum post, message or paragraph it stands in
    "heading",     # the nearest heading above
    "hashtag",     # a #tag# in a post or a video's description
    "page_title",  # <title> without the site's name
    "meta",        # description, keywords, Open Graph
    "json_ld",     # schema.org data
    "context",     # carried from the page that led here (the anchor that was followed)
]  # fmt: skip

# What became of one address; every address that was scheduled ends in exactly one of these.
# "left": the budget was spent before its turn came.
FetchState = Literal[
    "ok", "not_modified", "redirected", "truncated", "gone", "blocked", "too_large", "not_text", "timeout",
    "refused", "robots", "trapped", "left", "error",
]  # fmt: skip
FETCH_STATES: Final[tuple[FetchState, ...]] = FetchState.__args__  # type: ignore[attr-defined]

RunStatus = Literal["running", "ok", "suspicious", "blocked", "failed", "interrupted"]
Verdict = Literal["confirm", "reject", "unsure", "reopen"]  # reopen: back among the new ones, as if undecided
OutcomeKind = Literal["removed", "still_up", "refused", "counter_notice", "restored", "expired", "no_reply"]


@frozen
class Licence:
    """A platform that may offer the work, and when (both days included; None is open)."""

    platform: str
    starts: date | None = None
    ends: date | None = None


@frozen
class Work:
    """A protected work of the early-warning watchlist. `row` is its 1-based record in the file it came from."""

    title: str
    aliases: tuple[str, ...] = ()
    year: int | None = None
    kind: WorkKind | None = None
    holder: str = ""
    batch: str = ""
    official_domains: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    protected_from: date | None = None
    protected_until: date | None = None
    release_date: date | None = None
    identifiers: tuple[str, ...] = ()
    note: str = ""
    row: int | None = None
    work_id: int | None = None


@frozen
class Text:
    """Words near a link, as written there, and where they stood."""

    source: Source
    text: str


@frozen
class Account:
    """Who offers it: an identity on a platform (`account_id` never is a nickname), and the name shown."""

    platform: str
    account_id: str
    name: str = ""


@frozen
class Link:
    """One canonical target. `kind` and `ref` are its identity; `url` is what a person opens.

    `ref` is `provider:key` for a netdisk share, `btih:<40 hex>` or `btmh:<64 hex>` for a magnet, `ed2k:<32 hex>`,
    and the canonical URL for everything else. `obfuscated` says that the page hid it.
    """

    kind: LinkKind
    ref: str
    url: str
    provider: str = ""
    passcode: str = ""
    obfuscated: bool = False


@frozen
class Connection:
    """How a page came: TLS's protocol, cipher and certificates (DER, the server's own first, as it sent them; empty for
    plain HTTP), who said which addresses the name has, and why the certificates were not trusted ("" when they were).
    """

    protocol: str = ""
    cipher: str = ""
    chain: tuple[bytes, ...] = ()
    resolver: str = ""
    addresses: tuple[str, ...] = ()
    distrust: str = ""


@frozen
class Page:
    """A page as received. `body` is decoded of content encodings; `text` is its decoded text ("" when not text)."""

    url: str
    body: bytes = b""
    text: str = ""
    site: str = ""
    channel: Channel | None = None
    status: int = 200
    content_type: str = ""
    encoding: str = ""
    truncated: bool = False
    fetched_at: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()
    context: tuple[Text, ...] = ()
    ip: str = ""  # the address that answered
    asked: tuple[tuple[str, str], ...] = ()  # the header fields of the request
    connection: Connection | None = None
    posted: bytes = b""  # what the request posted


@frozen
class Sighting:
    """A link as one page shows it, with the words that tell what it is: the Scrapy item."""

    page_url: str
    link: Link
    texts: tuple[Text, ...]
    page_title: str = ""
    site: str = ""
    channel: Channel = "website"
    account: Account | None = None
    price: str = ""
    episode: str = ""
    year: int | None = None
    work_kind: WorkKind | None = None
    people: tuple[str, ...] = ()
    page_kind: str = ""  # "", or what the page is instead of an offer: news, review, encyclopaedia, ...
    seen_at: datetime | None = None


@frozen
class Reason:
    """One feature of a score: `detail` is an English sentence, `evidence` the words it speaks of."""

    feature: str
    score: float
    detail: str
    evidence: str = ""


@frozen
class Match:
    """A work recognised in a text: score 0-100, the matcher's name and version, and why."""

    work: Work
    score: float
    matcher: str
    reasons: tuple[Reason, ...] = ()
    text: str = ""
    source: Source | None = None


@frozen
class Finding:
    """A sighting with the works it offers: none when nothing on the list was recognised."""

    sighting: Sighting
    matches: tuple[Match, ...] = ()


@frozen
class Capture:
    """Where the page as received is kept: a record in a WARC file, and its digest."""

    file: str
    record_id: str
    offset: int
    length: int
    sha256: str
    url: str
    captured_at: datetime
    truncated: bool = False


@frozen
class NewRequest:
    """An address to visit: higher priority first; `context` are words the target may inherit.

    `once`: what was read there never changes, so that a later round leaves it alone.
    """

    url: str
    priority: int = 0
    depth: int = 0
    hops: int = 0
    from_url: str = ""
    context: tuple[Text, ...] = ()
    once: bool = False


@frozen
class QueuedRequest:
    """An address of the frontier that was handed out to be fetched; `in_turn`: not for its promise."""

    request_id: int
    request: NewRequest
    attempts: int = 1
    etag: str = ""
    last_modified: str = ""
    in_turn: bool = False


@frozen
class PageRecord:
    """All that one fetched address came to; stored whole in one transaction, or not at all."""

    url: str
    site: str
    run_id: int
    state: FetchState
    fetched_at: datetime
    request_id: int | None = None
    cause: str = ""
    status: int | None = None
    title: str = ""
    family: str = ""
    etag: str = ""
    last_modified: str = ""
    size: int = 0
    findings: tuple[Finding, ...] = ()
    capture: Capture | None = None
    follow: tuple[NewRequest, ...] = ()
    signature: int | None = None  # of the links and addresses that a page showed: equal ones say nothing new


@frozen
class Hit:
    """One work at one link, as `v_hits` and every export show it (contract: one row a hit)."""

    hit_id: int
    work_id: int
    work_title: str
    link_kind: str
    provider: str
    link_url: str
    passcode: str
    page_url: str
    site: str
    channel: str
    matched_text: str
    score: float
    matcher: str
    reasons: tuple[Reason, ...]
    account: str
    price: str
    episode: str
    state: str
    first_seen: datetime
    last_seen: datetime
    capture: str
    gone: datetime | None  # since when no known page (or this page, in a list of sightings) shows it
    found_at: datetime
    version: int = 1
    holder: str = ""


@frozen
class Review:
    """A person's decision on a hit; added, never changed."""

    hit_id: int
    verdict: Verdict
    reviewer: str
    reason: str
    decided_at: datetime
    review_id: int | None = None


@frozen
class Run:
    """One visit to one site: when, how it ended, and counts by fetch state and finding."""

    run_id: int
    site: str
    started: datetime
    finished: datetime | None
    status: RunStatus
    counts: dict[str, int] = field(default_factory=dict)
    cause: str = ""
