"""Tables of what we protect, where we looked, what we saw and found."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Computed,
    Date,
    Float,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
    literal_column,
)

from core.types import HIT_STATES
from storage.columns import code, document, identifier, identity, key, moment, number, one_of, reference, words

URL_LIMIT: Final = 8192
TITLE_LIMIT: Final = 500
TEXT_LIMIT: Final = 2000

NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata: Final = MetaData(naming_convention=NAMES)


# What we protect.
works: Final = Table(
    "works",
    metadata,
    identity(),
    key("identity"),
    words("title"),
    words("title_key"),
    document("aliases"),
    Column("year", Integer),
    Column("kind", String(20)),
    words("holder"),
    words("batch"),
    document("official_domains"),
    document("licences"),
    Column("protected_from", Date),
    Column("protected_until", Date),
    Column("release_date", Date),
    document("identifiers"),
    words("note"),
    key("digest"),
    Column("active", Boolean, nullable=False),
    moment("created_at"),
    moment("updated_at"),
    UniqueConstraint("identity"),
    Index(None, "holder"),
    Index(None, "title_key"),
)

catalogue_titles: Final = Table(
    "catalogue_titles",
    metadata,
    identity(),
    key(),
    words("title"),
    document("aliases"),
    Column("year", Integer),
    Column("kind", String(20)),
    words("source"),
    moment("added_at"),
    UniqueConstraint("key"),
)

# Where we looked.
runs: Final = Table(
    "runs",
    metadata,
    identity(),
    words("site"),
    moment("started"),
    moment("finished", nullable=True),
    code("status"),
    words("cause", TEXT_LIMIT),
    document("counts"),
    one_of("status", ("running", "ok", "suspicious", "blocked", "failed", "interrupted")),
    Index(None, "site", "id"),
)

rounds: Final = Table(
    "rounds",
    metadata,
    words("site"),
    Column("number", Integer, nullable=False),
    moment("started"),
    reference("run_id", "runs", nullable=True),
    PrimaryKeyConstraint("site", "number"),
)

requests: Final = Table(
    "requests",
    metadata,
    identity(),
    words("site"),
    words("url"),
    key("url_hash"),
    Column("round", Integer, nullable=False),
    code("state"),
    Column("fetch_state", String(20)),
    words("cause", TEXT_LIMIT),
    Column("http_status", Integer),
    number("priority"),
    number("depth"),
    number("hops"),
    words("from_url", URL_LIMIT),
    reference("from_id", "requests", nullable=True),
    document("context"),
    number("attempts"),
    words("etag", TEXT_LIMIT),
    words("last_modified", TEXT_LIMIT),
    reference("run_id", "runs", nullable=True),
    moment("fetched_at", nullable=True),
    Column("signature", Integer),
    number("unchanged"),
    UniqueConstraint("site", "url_hash"),
    one_of("state", ("queued", "done")),
    Index(None, "from_id"),
)
Index("ix_requests_next", requests.c.site, requests.c.state, requests.c.priority.desc(), requests.c.id)
# Few rows at any time: those in flight, and those left by a process that died. Written as it stands, or not used.
TRIED: Final = requests.c.attempts > literal_column("0")
Index(
    "ix_requests_tried",
    requests.c.site,
    requests.c.state,
    requests.c.attempts,
    sqlite_where=TRIED,
    postgresql_where=TRIED,
)

# What we saw.
pages: Final = Table(
    "pages",
    metadata,
    identity(),
    key(),
    words("url", URL_LIMIT),
    words("site"),
    code("channel"),
    words("title", TITLE_LIMIT),
    words("page_kind", TITLE_LIMIT),
    moment("first_seen"),
    moment("last_seen"),
    moment("gone_at", nullable=True),
    UniqueConstraint("key"),
    Index(None, "site", "id"),
)

links: Final = Table(
    "links",
    metadata,
    identity(),
    key(),
    code("kind"),
    words("ref", URL_LIMIT),
    words("provider", TITLE_LIMIT),
    words("url", URL_LIMIT),
    words("passcode", TITLE_LIMIT),
    Column("obfuscated", Boolean, nullable=False),
    UniqueConstraint("key"),
)

accounts: Final = Table(
    "accounts",
    metadata,
    identity(),
    key(),
    words("platform", TITLE_LIMIT),
    words("account_id", TITLE_LIMIT),
    words("name", TITLE_LIMIT),
    UniqueConstraint("key"),
)

captures: Final = Table(
    "captures",
    metadata,
    identity(),
    words("file"),
    words("record_id"),
    Column("offset", identifier(), nullable=False),
    Column("length", identifier(), nullable=False),
    Column("sha256", String(64), nullable=False),
    words("url", URL_LIMIT),
    moment("captured_at"),
    Column("truncated", Boolean, nullable=False),
    UniqueConstraint("record_id"),
)

sightings: Final = Table(
    "sightings",
    metadata,
    identity(),
    reference("link_id", "links"),
    reference("page_id", "pages"),
    document("texts"),
    reference("account_id", "accounts", nullable=True),
    words("price", TITLE_LIMIT),
    words("episode", TITLE_LIMIT),
    Column("year", Integer),
    Column("work_kind", String(20)),
    document("people"),
    reference("capture_id", "captures", nullable=True),
    reference("run_id", "runs", nullable=True),
    moment("first_seen"),
    moment("last_seen"),
    moment("gone_at", nullable=True),
    UniqueConstraint("link_id", "page_id"),
    Index(None, "page_id", "link_id"),
    Index(None, "account_id"),
    Index(None, "capture_id"),
)

# What is reviewed first (storage/priority.py): the score, then the kinds of links that give a whole copy at once, and
# what the work, the site and the account add.
PRIORITY: Final = (
    "CAST(ROUND(score * 100) AS INTEGER) + COALESCE(boost, 0) + 30 * CASE link_kind "
    "WHEN 'netdisk' THEN 9 WHEN 'magnet' THEN 9 WHEN 'torrent' THEN 9 WHEN 'ed2k' THEN 8 WHEN 'media' THEN 8 "
    "WHEN 'deep_link' THEN 8 WHEN 'embed' THEN 7 WHEN 'hotlink' THEN 7 WHEN 'reading' THEN 7 WHEN 'audio' THEN 7 "
    "WHEN 'document' THEN 7 WHEN 'app' THEN 6 WHEN 'listing' THEN 6 WHEN 'live' THEN 6 WHEN 'video' THEN 5 "
    "WHEN 'ftp' THEN 5 WHEN 'article' THEN 4 WHEN 'source' THEN 4 ELSE 1 END"
)

COMPARED: Final = ("first_seen", "work_id", "channel", "link_kind", "score", "site")


def _compared(name: str, *beginning: str) -> Index:
    """An index of hits that holds what filters compare as well."""
    return Index(name, *beginning, *(column for column in COMPARED if column not in beginning))


# What we found: one work at one link, and the pages whose words say so.
hits: Final = Table(
    "hits",
    metadata,
    identity(),
    reference("work_id", "works"),
    reference("link_id", "links"),
    Column("score", Float, nullable=False),
    words("matcher"),
    document("reasons"),
    words("matched_text", TEXT_LIMIT),
    reference("sighting_id", "sightings"),
    reference("capture_id", "captures", nullable=True),
    words("site"),
    code("channel"),
    code("link_kind"),
    code("state"),
    number("version", default=1),
    moment("first_seen"),
    moment("last_seen"),
    Column("boost", Integer),  # points of work, site and account; none until storage/ranks.py gives them
    moment("found_at", nullable=True),
    Column("priority", Integer, Computed(PRIORITY, persisted=True)),
    UniqueConstraint("link_id", "work_id"),
    one_of("state", HIT_STATES),
    Index(None, "work_id", "id"),
    Index(None, "site", "id"),
    Index(None, "score", "id"),
    Index("ix_hits_found", "found_at", "work_id", "site"),
    Index(None, "sighting_id"),
    # Each holds what filters compare (COMPARED), so that a page of the queue looks at no row that it does not show.
    _compared("ix_hits_queue", "state", "priority", "id"),
    _compared("ix_hits_site_state_priority_id", "site", "state", "priority", "id"),
    _compared("ix_hits_work_id_state_priority_id", "work_id", "state", "priority", "id"),
    _compared("ix_hits_channel_state_priority_id", "channel", "state", "priority", "id"),
    _compared("ix_hits_link_kind_state_priority_id", "link_kind", "state", "priority", "id"),
    _compared("ix_hits_state_id", "state", "id"),
    _compared("ix_hits_first_seen_id", "first_seen", "id", "state", "priority"),
)
UNRANKED: Final = hits.c.boost.is_(None)
Index("ix_hits_unranked", hits.c.id, sqlite_where=UNRANKED, postgresql_where=UNRANKED)

matches: Final = Table(
    "matches",
    metadata,
    reference("hit_id", "hits"),
    reference("sighting_id", "sightings"),
    Column("score", Float, nullable=False),
    words("matched_text", TEXT_LIMIT),
    PrimaryKeyConstraint("hit_id", "sighting_id"),
    Index(None, "sighting_id"),
)

meta: Final = Table("meta", metadata, Column("name", String(40), primary_key=True), words("value"))
