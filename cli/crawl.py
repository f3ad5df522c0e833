"""`netsword crawl`: the operator's door to the spiders."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli import logs
from core.config import Config, Site, config_path, load_config
from core.errors import BusyError, ConfigError
from core.types import Run
from crawler.crawl import crawl_sites, locked
from crawler.spiders.site import check_family
from storage.store import Store, open_store

app = typer.Typer(add_completion=False)
SUSPICIOUS = 3


@app.command()
def crawl(
    sites: Annotated[
        list[str] | None, typer.Argument(metavar="[SITE...]", help="Names of sites; default: all.")
    ] = None,
    due: Annotated[
        bool, typer.Option("--due", help="Only sites whose `every` has passed since their last run.")
    ] = False,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes; the sites are shared out among them.")] = 1,
    look: Annotated[
        bool, typer.Option("--shares/--no-shares", help="Then look at share pages, as share_pages says.")
    ] = True,
    verbose: Annotated[bool, typer.Option("--verbose", "-v")] = False,
) -> None:
    """Crawls the configured sites; goes on where an earlier run stopped.

    Exit 0: all runs are fine; 3: a run is suspicious, blocked or was stopped; 75: another run holds the lock.
    """
    logs.configure(verbose=verbose)
    config = load_config()
    if not config.contact:
        raise ConfigError(f'{config_path()}: set contact = "you@example": it goes into the user agent of every request')
    chosen = config.sites(tuple(sites or ()))
    if not chosen:
        raise ConfigError(f"{config_path()}: no [[site]] is configured")
    for site in chosen:
        check_family(site)
    store = open_store(config.database_url)
    try:
        if due:
            chosen = tuple(site for site in chosen if is_due(store, site))
        before = {site.name: _last(store, site) for site in chosen}
        shared = workers > 1 and len(chosen) > 1
        busy = _share_out(chosen, workers) if shared else _crawl(config, chosen)
        if look:
            _look_at_shares(config, [site for site in chosen if _has_ended(store, site, before[site.name])])
        store.settle(datetime.now(UTC), config.audiences)
        _finish(store, chosen, before, busy, tell=not shared)
    finally:
        store.close()


def _crawl(config: Config, sites: Sequence[Site]) -> list[str]:
    """Crawls what can be locked; returns the names of sites that another run holds."""
    with locked(config, sites) as (ours, busy):
        if ours:
            crawl_sites(config, ours, progress=True, config_file=str(config_path()))
        return [site.name for site in busy]


def _share_out(sites: Sequence[Site], workers: int) -> list[str]:
    """Crawls in processes of their own, which tell how their runs ended; the first name of each share that was busy."""
    shares = [names for names in ([site.name for site in sites[i::workers]] for i in range(workers)) if names]
    words = [sys.executable, "-m", "cli.main", "crawl", "--no-shares"]
    children = [subprocess.Popen([*words, *names]) for names in shares]
    _end_together(children)
    codes = [child.wait() for child in children]
    return [names[0] for names, code in zip(shares, codes, strict=True) if code == BusyError.exit_code]


def _look_at_shares(config: Config, sites: Sequence[Site]) -> None:
    """Looks at share pages in a process of their own; however that ends, it says nothing about the sites' runs."""
    names = [site.name for site in sites if config.share_pages(site)]
    if names:
        words = [sys.executable, "-m", "cli.main", "shares", *names]
        child = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        _end_together([child])
        child.wait()


def _has_ended(store: Store, site: Site, before: int) -> bool:
    """Whether the site was visited now, and nobody stopped it."""
    runs = store.runs.list(site.name, limit=1)
    return bool(runs) and runs[0].run_id > before and runs[0].status in ("ok", "suspicious", "blocked")


def _end_together(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """What ends this process ends the workers cleanly too: none is left behind. Ctrl-C reaches them by itself."""

    def pass_on(number: int, _: object) -> None:
        for child in children:
            child.send_signal(number)

    signal.signal(signal.SIGTERM, pass_on)
    signal.signal(signal.SIGINT, lambda *_: None)


def is_due(store: Store, site: Site) -> bool:
    """Whether a visit should begin: its time has come, the last one left something, or it is dated in the future.

    A clock that was wrong for a day must not put a site off for years.
    """
    last, now = store.frontier.due(site.name), datetime.now(UTC)
    return last is None or last > now or now - last >= site.every or store.frontier.pending(site.name) > 0


def _last(store: Store, site: Site) -> int:
    runs = store.runs.list(site.name, limit=1)
    return runs[0].run_id if runs else 0


def _finish(store: Store, sites: Sequence[Site], before: dict[str, int], busy: list[str], *, tell: bool) -> None:
    """Exits with the code that says how the runs ended; `tell`: in words too, where no worker did so."""
    runs = [run for site in sites for run in store.runs.list(site.name, limit=1) if run.run_id > before[site.name]]
    if tell:
        sys.stderr.writelines(_told(run) + "\n" for run in runs)
    if busy:
        raise BusyError(f"another run holds the lock of {', '.join(busy)}; this one left it alone")
    if len(runs) < len(sites) or any(run.status in ("failed", "running") for run in runs):
        raise typer.Exit(1)
    if any(run.status in ("suspicious", "blocked", "interrupted") for run in runs):
        raise typer.Exit(SUSPICIOUS)


def _told(run: Run) -> str:
    counts = run.counts
    told = f"{run.site}: {run.status}: {counts.get('pages', 0)} pages, {counts.get('sightings', 0)} links, "
    told += f"{counts.get('hits_new', 0)} new hits, {counts.get('hits_seen', 0)} seen before"
    if counts.get("hits_gone") or counts.get("gone"):
        told += f", {counts.get('hits_gone', 0)} gone ({counts.get('gone', 0)} pages answer that they are gone)"
    return f"{told}; {run.cause}" if run.cause else told
