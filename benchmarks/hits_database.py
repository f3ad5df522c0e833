"""A database full of hits, written table by table: works, sites, pages, links, sightings, hits in all states."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Table, insert

from core.types import CHANNELS, Work
from storage.columns import key_of
from storage.store import Store
from storage.tables import hits, links, matches, pages, sightings

_HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"
_KINDS = (
    ("netdisk",) * 5 + ("media",) * 4 + ("magnet",) * 2 + ("embed", "deep_link", "video", "listing", "reading", "page")
)
_PORTION = 20_000
_PER_PAGE = 5
START = datetime(2026, 1, 1, tzinfo=UTC)


def fill(store: Store, number: int, *, works: int = 5_000, sites: int = 400, seed: int = 7) -> None:
    """Adds so many hits. Some works and sites have many more than others, as in life."""
    chance = random.Random(seed)
    store.works.import_works(list(_works(chance, works)), START)
    known = {work.work_id: work.title for work in store.works.all()}
    dropped = _drop_indexes(store)
    for first in range(1, number + 1, _PORTION):
        with store.database.write() as connection:
            _portion(connection, chance, known, sites, range(first, min(first + _PORTION, number + 1)))
    with store.database.write() as connection:
        for statement in dropped:
            connection.exec_driver_sql(statement)
    store.figures.rebuild()


def _drop_indexes(store: Store) -> list[str]:
    """Takes the indexes of the full tables away (SQLite): made once at the end, they are made quickly."""
    if not store.database.is_sqlite:
        return []
    names = ", ".join(repr(table.name) for table in (pages, links, sightings, hits, matches))
    wanted = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({names})"
    with store.database.write() as connection:
        found = [(row.name, str(row.sql)) for row in connection.exec_driver_sql(wanted).all()]
        for name, _ in found:
            connection.exec_driver_sql(f"DROP INDEX {name}")
    return [statement for _, statement in found]


def _works(chance: random.Random, number: int) -> Iterator[Work]:
    for place in range(number):
        title = "".join(chance.choices(_HAN, k=chance.randint(2, 8)))
        yield Work(
            title, year=2000 + place % 26, kind="film", holder=f"权利人{place % 40}", batch=f"2026-{place % 12 + 1:02}"
        )


def _portion(
    connection: Connection, chance: random.Random, known: dict[int | None, str], sites: int, ids: range
) -> None:
    ids_of_works = list(known)
    rows: dict[str, list[dict[str, Any]]] = {"pages": [], "links": [], "sightings": [], "hits": [], "matches": []}
    for number in ids:
        page = (number - 1) // _PER_PAGE + 1
        site = f"site-{min(page % sites, page * 7 % sites):03}"
        channel = CHANNELS[page % len(CHANNELS)]
        seen = START + timedelta(seconds=number * 12 % 27_000_000)
        work_id = ids_of_works[int(len(ids_of_works) * chance.random() ** 3)]
        text = f"{known[work_id]} 2026 4K 国语 网盘下载 {number}"
        if (number - 1) % _PER_PAGE == 0:
            rows["pages"].append(_page(page, site, channel, seen))
        rows["links"].append(_link(number))
        rows["sightings"].append(_sighting(number, page, text, seen))
        score = round(100 - 40 * chance.random() ** 2, 1)
        rows["hits"].append(_hit(number, work_id or 0, site, channel, score, text, seen))
        rows["matches"].append({"hit_id": number, "sighting_id": number, "score": score, "matched_text": text})
    tables: tuple[Table, ...] = (pages, links, sightings, hits, matches)
    for table in tables:
        if rows[table.name]:
            connection.execute(insert(table), rows[table.name])


def _page(number: int, site: str, channel: str, seen: datetime) -> dict[str, Any]:
    url = f"https://{site}.example/thread-{number}-1-1.html"
    times = {"first_seen": seen, "last_seen": seen}
    return {
        "id": number,
        "key": key_of(url),
        "url": url,
        "site": site,
        "channel": channel,
        "title": f"资源帖 {number}",
    } | times


def _link(number: int) -> dict[str, Any]:
    kind = _KINDS[number % len(_KINDS)]
    url = f"https://pan.example/s/{number:x}"
    return {
        "id": number,
        "key": key_of(kind, url),
        "kind": kind,
        "ref": url,
        "provider": "pan.example",
        "url": url,
        "passcode": "",
        "obfuscated": False,
    }


def _sighting(number: int, page: int, text: str, seen: datetime) -> dict[str, Any]:
    return {
        "id": number,
        "link_id": number,
        "page_id": page,
        "texts": [{"source": "anchor", "text": text}],
        "people": [],
        "first_seen": seen,
        "last_seen": seen,
    }


def _hit(number: int, work_id: int, site: str, channel: str, score: float, text: str, seen: datetime) -> dict[str, Any]:
    # Nine of ten wait for a reviewer: the hardest case for the queue.
    state = "new" if number % 10 else ("confirmed", "rejected", "unsure", "removed")[number // 10 % 4]
    return {
        "id": number,
        "work_id": work_id,
        "link_id": number,
        "score": score,
        "matcher": "benchmark",
        "reasons": [{"feature": "title", "score": 0.0, "detail": "the title stands in the text", "evidence": ""}],
        "matched_text": text,
        "sighting_id": number,
        "site": site,
        "channel": channel,
        "link_kind": _KINDS[number % len(_KINDS)],
        "boost": (0, 0, 100, 300, 800)[work_id % 5] + (0, 100, 200)[number // _PER_PAGE % 3],
        "state": state,
        "first_seen": seen,
        "last_seen": seen,
        "found_at": seen,
    }
