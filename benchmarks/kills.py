"""Kills crawls with -9 at random moments, many times, and compares the database with the truth.

python -m benchmarks.kills [--kills 200] [--pages 400] [--seed 1]

A crawl is killed again and again until it gets through; then the next begins in a fresh folder, until so many kills
are done. Each finished crawl must hold exactly the hits of a crawl that nobody disturbed, and `db verify` must agree.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.crawl import write_list
from benchmarks.killing import is_verified, kill_until_done, run
from benchmarks.options import numbers
from benchmarks.server import big_site_served

SHARE = 0.45  # of a whole crawl's time: a crawl is killed several times before it gets through


def configure(folder: Path, root: str, pages: int) -> None:
    """A configuration and a database."""
    (folder / "netsword.toml").write_text(
        f'contact = "bench@netsword.example"\n[crawl]\ndelay = 0.0\nmax_pages = {pages * 3}\n'
        f'allow_private = ["{root.removeprefix("http://")}"]\n[[site]]\nname = "big"\nstart_urls = ["{root}/"]\n'
    )
    run(folder, "db", "upgrade")


def prepare(folder: Path, root: str, pages: int) -> None:
    """A configuration, a database and a watchlist."""
    configure(folder, root, pages)
    write_list(folder / "list.csv", 100)
    run(folder, "watchlist", "import", "list.csv")


def result(folder: Path) -> list[tuple[str, ...]]:
    """What the database says: one line a hit, with the pages that show it."""
    rows = [json.loads(line) for line in run(folder, "hits", "--sightings", "--format", "jsonl").splitlines()]
    fields = ("work_title", "link_url", "passcode", "page_url", "score", "state")
    return sorted(tuple(str(row[name]) for name in fields) for row in rows)


def main() -> None:
    """Prints one line for each finished crawl and the sum; exit code 1 when anything was lost or doubled."""
    args = numbers(__doc__, kills=200, pages=400, seed=1)
    chance = random.Random(args.seed)
    with big_site_served(args.pages) as root, tempfile.TemporaryDirectory() as first:
        prepare(Path(first), root, args.pages)
        began = time.monotonic()
        run(Path(first), "crawl")
        whole = time.monotonic() - began
        span = (0.3, whole * SHARE)
        truth = result(Path(first))
        print(f"undisturbed: {len(truth)} sightings of hits in {whole:.1f} s; seed {args.seed}", flush=True)
        kills, wrong = 0, 0
        while kills < args.kills:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                prepare(folder, root, args.pages)
                done = kill_until_done(["crawl"], folder, chance, span, min(args.kills - kills, 25))
                kills += done
                found = result(folder)
                verified = is_verified(folder)
                lost, extra = len(set(truth) - set(found)), len(found) - len(set(found) & set(truth))
                wrong += bool(lost or extra or not verified)
                print(f"{done} kills: {lost} lost, {extra} extra; verified: {verified}", flush=True)
    print(f"{kills} kills in all, {wrong} crawls wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
