"""`netsword inspect`: a random sample for inspection that anybody can draw again, and what the inspection says."""

from __future__ import annotations

import csv
import secrets
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from core.config import Config
from core.errors import InputError
from core.types import Hit
from storage.hits import HitQuery
from storage.store import Store
from takedown.inspection import Drawn, Share, Unit, draw, estimate

app = typer.Typer(add_completion=False)
COLUMNS = ("population", "stratum", "stratum_size", "key", "name", "rank", "seed", "result")
SHARES = ("stratum", "inspected", "found", "share", "low", "high", "confidence")
_YES = frozenset({"yes", "y", "1", "true", "是", "有", "侵权"})
_NO = frozenset({"no", "n", "0", "false", "否", "无", "未侵权"})


class Population(StrEnum):
    """What the sample is drawn from."""

    sites = "sites"
    works = "works"
    hits = "hits"


@app.command()
def inspect(
    population: Annotated[Population, typer.Option("--of", help="What is inspected.")] = Population.hits,
    size: Annotated[int, typer.Option(min=1, max=100_000, help="How many to draw.")] = 50,
    seed: Annotated[str, typer.Option(help="Draws the same sample again; default: a new one, which is printed.")] = "",
    state: Annotated[str | None, typer.Option(help="Only hits in this state.")] = None,
    results: Annotated[
        Path | None, typer.Option(help="The sample as CSV with its `result` column filled in (yes/no).")
    ] = None,
    confidence: Annotated[float, typer.Option(help="Of the interval.")] = 0.95,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Draws a stratified random sample; with --results, says what share infringes, with a confidence interval."""
    if results is not None:
        emit(_shares(results, confidence), SHARES, format_, output)
        return
    seed = seed or secrets.token_hex(8)
    with opened() as (config, store):
        drawn = draw(_units(store, config, population, state), size, seed)
    emit((_row(one, population, seed) for one in drawn), COLUMNS, format_, output, COLUMNS[1:5])
    sys.stderr.write(f"{len(drawn)} drawn with --seed {seed}; ranks are sha256 of seed, newline, key: lowest first\n")


def _units(store: Store, config: Config, population: Population, state: str | None) -> Iterator[Unit]:
    if population is Population.works:
        yield from (Unit(f"work:{work.work_id}", work.kind or "", work.title) for work in store.works.all())
        return
    hits: Iterable[Hit] = store.hits.query(HitQuery(state=state))  # type: ignore[arg-type]
    if population is Population.hits:
        yield from (Unit(f"hit:{hit.hit_id}", hit.channel, f"{hit.work_title} {hit.link_url}") for hit in hits)
        return
    yield from (Unit(f"site:{site.name}", site.channel, site.name) for site in config.site)
    seen = {site.name for site in config.site}
    for hit in hits:
        if hit.site not in seen:
            seen.add(hit.site)
            yield Unit(f"site:{hit.site}", hit.channel, hit.site)


def _row(one: Drawn, population: Population, seed: str) -> dict[str, Any]:
    unit = one.unit
    return {
        "population": population.value, "stratum": unit.stratum, "stratum_size": one.stratum_size, "key": unit.key,
        "name": unit.name, "rank": one.rank, "seed": seed, "result": "",
    }  # fmt: skip


def _shares(path: Path, confidence: float) -> Iterator[dict[str, Any]]:
    found: Counter[str] = Counter()
    inspected: Counter[str] = Counter()
    for stratum, result in _results(path):
        for name in (stratum or "unknown", "all"):
            inspected[name] += 1
            found[name] += result
    for name in sorted(inspected, key=lambda name: (name == "all", name)):
        yield _share_row(name, estimate(found[name], inspected[name], confidence))


def _share_row(name: str, share: Share) -> dict[str, Any]:
    return {
        "stratum": name, "inspected": share.inspected, "found": share.found, "share": round(share.share, 4),
        "low": round(share.low, 4), "high": round(share.high, 4), "confidence": share.confidence,
    }  # fmt: skip


def _results(path: Path) -> Iterator[tuple[str, bool]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"stratum", "result"} <= set(rows.fieldnames or ()):
                raise InputError(f"{path}: the columns stratum and result are needed: export the sample as CSV")
            for number, row in enumerate(rows, 2):
                word = (row["result"] or "").strip().lower()
                if word not in _YES | _NO:
                    raise InputError(f"{path}, line {number}: result {word!r}: write yes or no")
                yield row["stratum"] or "", word in _YES
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 CSV: {error}") from error
