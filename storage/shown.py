"""What a batch of pages shows, gathered and merged before the database is touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from core.types import Account, Capture, Finding, Link, Match, PageRecord, Sighting
from storage.columns import key_of
from storage.upsert import Values


@dataclass(slots=True)
class Shown:
    """One link on one page as last read, when it was seen there, and all that was recognised in it."""

    link_key: str
    page_key: str
    record: PageRecord
    sighting: Sighting
    first_seen: datetime
    last_seen: datetime
    matches: list[tuple[Match, Capture | None]] = field(default_factory=list)


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
            _add(batch, record, finding)
    return batch


def _add(batch: Batch, record: PageRecord, finding: Finding) -> None:
    sighting = finding.sighting
    seen_at = (sighting.seen_at or record.fetched_at).replace(microsecond=0)
    link_key, page_key = _link(batch, sighting.link), _page(batch, record, sighting, seen_at)
    if sighting.account:
        _account(batch, sighting.account)
    shown = batch.shown.get((link_key, page_key))
    if shown is None:
        shown = batch.shown[link_key, page_key] = Shown(link_key, page_key, record, sighting, seen_at, seen_at)
    elif _stands(shown, record, sighting, seen_at):
        shown.record, shown.sighting = record, sighting
    shown.first_seen = min(shown.first_seen, seen_at)
    shown.last_seen = max(shown.last_seen, seen_at)
    shown.matches.extend((match, record.capture) for match in finding.matches)


def _stands(shown: Shown, record: PageRecord, sighting: Sighting, seen_at: datetime) -> bool:
    """Whether a further reading replaces the one so far: of one page the fuller, of several the newest.

    As with readings stored earlier, words are not parted from the capture that proves them.
    """
    if record is shown.record:
        return len(sighting.texts) > len(shown.sighting.texts)
    keeps_proof = shown.record.capture is not None and record.capture is None
    return seen_at >= shown.last_seen and not keeps_proof


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


def account_key(account: Account) -> str:
    """The key of an identity on a platform; where a page shows a name only, those of that name are one."""
    return key_of(account.platform, account.account_id or f"name {account.name}")


def _account(batch: Batch, account: Account) -> None:
    values = {"platform": account.platform, "account_id": account.account_id, "name": account.name}
    row = batch.accounts.setdefault(account_key(account), values)
    row["name"] = account.name or row["name"]
