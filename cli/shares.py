"""`netsword shares`: what do the public pages of netdisk shares say, and are the shares still there?"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from core.config import Config, Site, config_path
from core.types import PageRecord
from crawler.extract.share_page import share_names
from crawler.extract.telling import is_telling
from crawler.guard import with_addresses
from crawler.locks import looking_alone
from crawler.recheck import look_again
from crawler.recognise import judge_for
from crawler.shares import Turns, is_poor, judged, record_of
from crawler.spiders.recheck import Look
from storage.evidence import EvidenceWriter
from storage.share_looks import Share, ShareLook
from storage.store import Store
from takedown.liveness import Judgement, judge

app = typer.Typer(add_completion=False)
OBSERVER = "netsword shares"
COLUMNS = ("url", "site", "verdict", "reason", "sign", "title", "new_hits", "outcomes")
BY_HAND = 100
LONGEST = 10.0  # seconds for one page: a provider that takes longer is left alone
_CAME = ("ok", "truncated", "gone", "blocked", "redirected")


@app.command()
def shares(
    sites: Annotated[
        list[str] | None, typer.Argument(metavar="[SITE...]", help="Names of sites; default: all.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many a site; default: its share_pages, or 100.")
    ] = None,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Looks at public pages of netdisk shares that sites show: their names may tell a work, and dead ones are noted.

    Passcodes are never sent. Exit 75: a recheck is at work.
    """
    with opened() as (config, store), looking_alone(config):
        chosen = config.sites(tuple(sites or ()))
        most = {site.name: limit or _limit(config, site) for site in chosen}
        due = {share.link.url: share for name in most for share in _due(store, name, most[name])}
        shown = _Shown(config, store, due)
        try:
            if due:
                crawl = config.crawl.model_copy(update={"timeout": min(config.crawl.timeout, LONGEST)})
                hurried = config.model_copy(update={"crawl": crawl})
                look_again(hurried, shown.turns.urls(), shown.seen, config_file=str(config_path().absolute()))
        finally:
            shown.evidence.close()
        store.settle(datetime.now(UTC), config.audiences)
        emit(iter(shown.rows), COLUMNS, format_, output)
    sys.stderr.write(f"shares: {len(shown.rows)} of {len(due)} looked at\n")


def _limit(config: Config, site: Site) -> int:
    """What the configuration allows; who asks by hand where it says nothing gets a hundred."""
    return 0 if site.share_pages == 0 else config.share_pages(site) or BY_HAND


def _due(store: Store, site: str, limit: int) -> Iterator[Share]:
    """Shares whose life is unknown and shares whose words name nothing, in turn."""
    if not limit:
        return
    now = datetime.now(UTC)
    found = store.shares.of_hits(site, now, limit)
    others: list[Share] = []
    for share in store.shares.of_others(site, now):
        if len(others) == limit:
            break
        if is_poor(share.texts):
            others.append(share)
    room = max(limit // 2, limit - len(others))
    yield from found[:room]
    yield from others[: limit - min(room, len(found))]


class _Shown:
    """Takes what the pages of shares show."""

    def __init__(self, config: Config, store: Store, due: dict[str, Share]) -> None:
        self._store, self._due = store, due
        self._judge = judge_for(store, config)
        self._rejected = store.suppressions.in_force()
        self.evidence = EvidenceWriter(config.evidence_folder)
        self.turns = Turns(url for url in due if url.startswith(("http://", "https://")))
        self.rows: list[dict[str, object]] = []

    def seen(self, look: Look) -> None:
        """One page, or why none came; then nothing is noted, and the provider is left alone."""
        share = self._due[look.asked]
        came = look.outcome.state in _CAME and bool(look.page.status)
        judgement = _judged(share, look) if came else Judgement("unknown", "error", look.outcome.cause)
        self.turns.answered(look.asked, came=came, told=judgement.verdict != "unknown" or judgement.reason == "changed")
        if judgement.verdict != "unknown" or judgement.reason == "changed":  # of walls and errors nothing is noted
            self._keep(share, look, judgement)

    def _keep(self, share: Share, look: Look, judgement: Judgement) -> None:
        moment = look.page.fetched_at or datetime.now(UTC)
        record = record_of(look.page, share.link.url, share.link, share.site, share.run_id)
        readable = judgement.verdict != "gone" and judgement.reason in ("alive", "changed")
        record = judged(record, self._judge, self._rejected, moment.date()) if readable else record
        new_hits = 0
        if readable and record.findings:
            new_hits = self._store.pages.save([self._proved(record, look)]).hits_new
        noted = ShareLook(
            share.link_id,
            judgement.verdict,
            judgement.reason,
            judgement.sign,
            record.title if readable else "",
            look.page.status,
            moment,
        )
        outcomes = self._store.shares.add(noted, OBSERVER)
        told = (share.link.url, share.site, noted.verdict, noted.reason, noted.sign, noted.title, new_hits)
        self.rows.append(dict(zip(COLUMNS, (*told, " ".join(outcomes)), strict=True)))

    def _proved(self, record: PageRecord, look: Look) -> PageRecord:
        """The record with the capture of its page, on the disk before it is stored."""
        if not any(finding.matches for finding in record.findings):
            return record
        capture = self.evidence.write(with_addresses(look.page))
        self.evidence.sync()
        return replace(record, capture=capture)


def _judged(share: Share, look: Look) -> Judgement:
    expect: Sequence[str] = [text.text for text in share.texts if is_telling(text.text)]
    page = look.page
    found = judge(share.link.provider, page.status, page.url, page.text, url=share.link.url, expect=expect)
    if found.reason == "changed" and found.verdict == "unknown" and share_names(page):
        return Judgement("alive", "alive", "it names what it holds")
    return found
