"""Real texts: a development set of labelled release names and lists, read when a folder with it is given."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.matching.samples import Sample
from benchmarks.matching.titles import load
from core.types import Work


def lists_of(folder: Path) -> list[Path]:
    """The folder's files of watchlists: `watchlist_<size>.jsonl`, also packed as .xz."""
    return sorted([*folder.glob("watchlist_*.jsonl"), *folder.glob("watchlist_*.jsonl.xz")])


def lists(folder: Path) -> dict[int, list[Work]]:
    """The folder's watchlists by size."""
    found: dict[int, list[Work]] = {}
    for path in lists_of(folder):
        works = load(path)
        found[len(works)] = works
    return dict(sorted(found.items()))


def samples(folder: Path, works: list[Work]) -> list[Sample]:
    """The folder's labelled texts (`bench_*.jsonl`); what is offered and not listed is an innocent."""
    titles = {work.identifiers[0]: work.title for work in works}
    rows: list[Sample] = []
    for path in sorted(folder.glob("bench_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            title = titles.get(row["work"]) if row["expected"] is not None else None
            label = row["class"] if title or row["expected"] is None else "neg_not_on_this_list"
            rows.append(Sample(row["written"], label, title))
    return rows
