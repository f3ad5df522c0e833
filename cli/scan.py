"""`netsword scan`: the same detection over local files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.match import works_of
from cli.output import Format, emit
from cli.session import opened
from core.types import Match, Page, Sighting
from crawler.extract import read
from crawler.scan import files_of, pages_of
from matchers import Judge, Suppressions

app = typer.Typer(add_completion=False)
LINK_COLUMNS = ("link_kind", "provider", "link_url", "passcode", "page_url", "text")
HIT_COLUMNS = (
    "work_title", "link_kind", "provider", "link_url", "passcode", "page_url", "channel", "matched_text", "score",
    "matcher", "reasons", "account", "price", "episode",
)  # fmt: skip
HIT_BRIEF = ("score", "work_title", "link_kind", "link_url", "passcode", "matched_text")


class ScanFormat(StrEnum):
    """How findings are written."""

    jsonl = "jsonl"
    table = "table"
    csv = "csv"


@app.command()
def scan(
    paths: Annotated[
        list[Path], typer.Argument(help="Files or folders: HTML, JSON, XML, m3u and txt lists, WARC(.gz).")
    ],
    url: Annotated[str, typer.Option(help="The address of the page, when one file is scanned.")] = "",
    links: Annotated[bool, typer.Option("--links", help="Every typed link, matched or not.")] = False,
    watchlist: Annotated[Path | None, typer.Option(help="A work list; default: the database's.")] = None,
    format_: Annotated[ScanFormat, typer.Option("--format")] = ScanFormat.jsonl,
) -> None:
    """Finds links in files that are already here; nothing is requested."""
    pages = (page for path in files_of(paths) for page in pages_of(path, url if len(paths) == 1 else ""))
    rows = _links(pages) if links else _hits(pages, *_known(watchlist))
    emit(
        rows, LINK_COLUMNS if links else HIT_COLUMNS, Format(format_.value), brief=LINK_COLUMNS if links else HIT_BRIEF
    )


def _known(watchlist: Path | None) -> tuple[Judge, Suppressions]:
    """The works of a file; or those of the database, with other works' titles and what people rejected."""
    if watchlist is not None:
        return Judge(works_of(watchlist)), Suppressions()
    with opened() as (config, store):
        judge = Judge(store.works.all(), store.catalogue.all(), threshold=config.matching.review_score)
        return judge, store.suppressions.in_force(with_hits=True)


def _sightings(page: Page) -> tuple[Sighting, ...]:
    reading = read(page)
    for warning in reading.warnings:
        sys.stderr.write(f"{page.url}: {warning}\n")
    if page.body and not page.text and not reading.sightings:
        sys.stderr.write(f"{page.url}: no text and no torrent: nothing was read\n")
    return reading.sightings


def _links(pages: Iterator[Page]) -> Iterator[dict[str, Any]]:
    for page in pages:
        seen: set[tuple[str, str]] = set()
        for sighting in _sightings(page):
            link = sighting.link
            if (link.kind, link.ref) in seen:
                continue
            seen.add((link.kind, link.ref))
            yield {
                "link_kind": link.kind,
                "provider": link.provider,
                "link_url": link.url,
                "passcode": link.passcode,
                "page_url": page.url,
                "text": sighting.texts[0].text if sighting.texts else "",
            }


def _hits(pages: Iterator[Page], judge: Judge, rejected: Suppressions) -> Iterator[dict[str, Any]]:
    today = datetime.now(UTC).date()
    for page in pages:
        best: dict[tuple[str, str, str], dict[str, Any]] = {}
        for sighting in _sightings(page):
            for match in rejected.kept(judge.judge(sighting, today), sighting):
                row = _row(sighting, match)
                key = (match.work.title, sighting.link.kind, sighting.link.ref)
                if key not in best or best[key]["score"] < row["score"]:
                    best[key] = row
        yield from best.values()
    for sighting in judge.passed():  # words of a template are known for such when some pages have shown them
        for match in rejected.kept(judge.judge(sighting, today), sighting):
            yield _row(sighting, match)


def _row(sighting: Sighting, match: Match) -> dict[str, Any]:
    link, account = sighting.link, sighting.account
    return {
        "work_title": match.work.title,
        "link_kind": link.kind,
        "provider": link.provider,
        "link_url": link.url,
        "passcode": link.passcode,
        "page_url": sighting.page_url,
        "channel": sighting.channel,
        "matched_text": match.text,
        "score": round(match.score, 1),
        "matcher": match.matcher,
        "reasons": [{"feature": r.feature, "score": r.score, "detail": r.detail} for r in match.reasons],
        "account": json.dumps(
            {"platform": account.platform, "id": account.account_id, "name": account.name}, ensure_ascii=False
        )
        if account
        else "",
        "price": sighting.price,
        "episode": sighting.episode,
    }
