"""What a batch of pages shows, gathered and merged before the database is touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.types import Account, Link, Match, PageRecord, Sighting
from storage.columns import key_of
from storage.upsert import Values


@dataclass(slots=True)
class Shown:
    """One link on one page, with all that was recognised in it."""

    link_key: str
    page_key: str
    account_key: str | None
    record: PageRecord
    sighting: Sighting
    seen_at: datetime
    matches: list[Match] = field(default_factory=list)


@dataclass(slots=True)
class Batch:
    """The rows of a batch by their keys."""

    links: dict[str, Values] = field(default_factory=dict)
    pages: dict[str, Values] = field(default_factory=dict)
    accounts: dict[str, Values] = field(default_factory=dict)
    shown: dict[tuple[str, str], Shown] = field(default_factory=dict)


def gather(records: Sequence[PageRecord]) -> Batch:
    """All findings of the records, each link once a page."""
    batch = Batch()
    for record in records:
        for finding in record.findings:
            _add(batch, record, finding.sighting, finding.matches)
    return batch


def _add(batch: Batch, record: PageRecord, sighting: Sighting, matches: Iterable[Match]) -> None:
    seen_at = (sighting.seen_at or record.fetched_at).replace(microsecond=0)
    link_key, page_key = _link(batch, sighting.link), _page(batch, record, sighting, seen_at)
    shown = batch.shown.get((link_key, page_key))
    if shown is None:
        account_key = _account(batch, sighting.account) if sighting.account else None
        shown = Shown(link_key, page_key, account_key, record, sighting, seen_at)
        batch.shown[link_key, page_key] = shown
    elif seen_at >= shown.seen_at and len(sighting.texts) > len(shown.sighting.texts):
        shown.record, shown.sighting, shown.seen_at = record, sighting, seen_at
    shown.matches.extend(matches)


def _link(batch: Batch, link: Link) -> str:
    key = key_of(link.kind, link.ref)
    row = batch.links.setdefault(
        key,
        {
            "kind": link.kind,
            "ref": link.ref,
            "provider": link.provider,
            "url": link.url,
            "passcode": link.passcode,
            "obfuscated": link.obfuscated,
        },
    )
    row["passcode"] = row["passcode"] or link.passcode
    row["obfuscated"] = row["obfuscated"] or link.obfuscated
    return key


def _page(batch: Batch, record: PageRecord, sighting: Sighting, seen_at: datetime) -> str:
    key = key_of(sighting.page_url)
    title = sighting.page_title or (record.title if sighting.page_url == record.url else "")
    row = batch.pages.setdefault(
        key,
        {
            "url": sighting.page_url,
            "site": sighting.site or record.site,
            "channel": sighting.channel,
            "title": title,
            "page_kind": sighting.page_kind,
            "first_seen": seen_at,
            "last_seen": seen_at,
        },
    )
    row["first_seen"] = min(row["first_seen"], seen_at)
    row["last_seen"] = max(row["last_seen"], seen_at)
    row["title"] = row["title"] or title
    return key


def _account(batch: Batch, account: Account) -> str:
    key = key_of(account.platform, account.account_id)
    row = batch.accounts.setdefault(
        key, {"platform": account.platform, "account_id": account.account_id, "name": account.name}
    )
    row["name"] = row["name"] or account.name
    return key
