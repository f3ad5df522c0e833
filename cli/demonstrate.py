"""`netsword demo`: the main job on bundled sites: import a list, crawl, match, show the hits and check them."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli import logs
from cli.demo.check import compare
from cli.demo.web import DemoWeb
from cli.hits import as_row
from core.config import Config, load_config
from core.errors import ConflictError
from crawler.crawl import crawl_sites
from storage.export import write_table
from storage.store import Store, open_store
from watchlist import read_list

app = typer.Typer(add_completion=False)
LIST = Path(__file__).parent / "demo" / "watchlist.csv"
MARK = ".netsword-demo"
NEXT = (
    "hits --work 流浪地球2",
    "hits --sightings --format csv -o hits.csv",
    'review 1 --confirm --reason "full film"',
    "runs",
    "user add me --role analyst",
    "serve",
)
SHOWN = ("score", "work_title", "link_kind", "link_url", "matched_text")


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Where configuration, database and evidence go.")] = Path(
        "netsword-demo"
    ),
    verbose: Annotated[bool, typer.Option("--verbose", "-v")] = False,
) -> None:
    """Serves a small web on this machine, crawls it, compares hits and truth. Nothing leaves the machine."""
    logs.configure(verbose=verbose, terminal=True)
    say = sys.stdout.write
    _empty(folder)
    with DemoWeb() as web:
        config = _configure(folder, web)
        say(f"{len(web.sites)} sites with {web.page_count} pages are up on 127.0.0.1:{web.port}\n")
        reading = read_list(LIST)
        store = open_store(config.database_url, create=True)
        store.works.import_works(reading.works, datetime.now(UTC))
        say(f"early-warning list imported: {len(reading.works)} works\n\n")
        began = time.monotonic()
        started = crawl_sites(config, config.site, config_file=str(folder / "netsword.toml"))
        asked = sum(web.requests.values())
        say(f"crawled: {asked} requests in {time.monotonic() - began:.1f} s\n")
        right = _show(store, web) and started
        store.close()
    _next(folder)
    raise typer.Exit(0 if right else 1)


def _empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise ConflictError(f"{folder} holds something else; name another folder with --folder")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()


def _configure(folder: Path, web: DemoWeb) -> Config:
    lines = [
        'contact = "demo@netsword.example"',
        "[crawl]",
        "delay = 0.0",
        f"allow_private = {json.dumps(web.allow_private)}",
    ]
    lines.append('hosts_file = "hosts"')
    for site in web.sites:
        lines.append("[[site]]")
        lines.extend(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in site.items())
    path = folder / "netsword.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "hosts").write_text(
        "".join(f"{address} {name}\n" for name, address in web.hosts.items()), encoding="utf-8"
    )
    return load_config(path)


def _show(store: Store, web: DemoWeb) -> bool:
    """Prints the hits by site and kind, a sample, and the comparison with the truth."""
    rows = [as_row(hit) for hit in store.hits.query()]
    runs = store.runs.list(limit=len(web.sites))
    by_kind = Counter(row["link_kind"] for row in rows)
    out = sys.stdout
    out.write(f"{len(rows)} hits on {len({row['site'] for row in rows})} of {len(runs)} sites: ")
    out.write(", ".join(f"{count} {kind}" for kind, count in by_kind.most_common()) + "\n\n")
    best = {row["link_kind"]: row for row in sorted(rows, key=lambda row: row["score"])}
    write_table(sorted(best.values(), key=lambda row: -row["score"]), SHOWN, out, widest=34)
    verdict = compare(rows, web.truth, web.innocents)
    out.write(f"\n{verdict}\n")
    for run in runs:
        if run.status != "ok":
            out.write(f"run of {run.site}: {run.status}: {run.cause}\n")
    return verdict.right


def _next(folder: Path) -> None:
    program = Path(sys.argv[0])
    name = program.relative_to(Path.cwd()) if program.is_relative_to(Path.cwd()) else Path("netsword")
    sys.stdout.write("\nLook further:\n")
    for words in NEXT:
        sys.stdout.write(f"  {name} {words} --config {folder / 'netsword.toml'}\n")
