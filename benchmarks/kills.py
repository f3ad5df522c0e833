"""Kills crawls with -9 at random moments, many times, and compares the database with the truth.

python -m benchmarks.kills [--kills 200] [--pages 400] [--seed 1]

A crawl is killed again and again until it gets through; then the next begins in a fresh folder, until so many kills
are done. Each finished crawl must hold exactly the hits of a crawl that nobody disturbed, and `db verify` must agree.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.crawl import write_list
from benchmarks.options import numbers
from benchmarks.server import big_site_served

SHARE = 0.45  # of a whole crawl's time: a crawl is killed several times before it gets through
PYTHON = [sys.executable, "-m", "cli.main"]


def prepare(folder: Path, root: str, pages: int) -> None:
    """A configuration, a database and a watchlist."""
    (folder / "netsword.toml").write_text(
        f'contact = "bench@netsword.example"\n[crawl]\ndelay = 0.0\nmax_pages = {pages * 3}\n'
        f'allow_private = ["{root.removeprefix("http://")}"]\n[[site]]\nname = "big"\nstart_urls = ["{root}/"]\n'
    )
    write_list(folder / "list.csv", 100)
    for words in (["db", "upgrade"], ["watchlist", "import", "list.csv"]):
        subprocess.run([*PYTHON, *words], cwd=folder, check=True, capture_output=True)


def result(folder: Path) -> list[tuple[str, ...]]:
    """What the database says: one line a hit, with the pages that show it."""
    words = ["hits", "--sightings", "--format", "jsonl"]
    out = subprocess.run([*PYTHON, *words], cwd=folder, check=True, capture_output=True, text=True).stdout
    rows = [json.loads(line) for line in out.splitlines()]
    fields = ("work_title", "link_url", "passcode", "page_url", "score", "state")
    return sorted(tuple(str(row[name]) for name in fields) for row in rows)


def crawl_with_kills(folder: Path, chance: random.Random, span: float, left: int) -> int:
    """Crawls until it gets through, killed at random moments at most `left` times; returns the number of kills."""
    kills = 0
    while True:
        with (folder / "log").open("w") as log:
            process = subprocess.Popen([*PYTHON, "crawl"], cwd=folder, stdout=log, stderr=log)
        try:
            code = process.wait(timeout=chance.uniform(0.3, span) if kills < left else None)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
            continue
        if code:
            raise RuntimeError(f"a crawl ended with {code}: {(folder / 'log').read_text()[-3_000:]}")
        return kills


def main() -> None:
    """Prints one line for each finished crawl and the sum; exit code 1 when anything was lost or doubled."""
    args = numbers(__doc__, kills=200, pages=400, seed=1)
    chance = random.Random(args.seed)
    with big_site_served(args.pages) as root, tempfile.TemporaryDirectory() as first:
        prepare(Path(first), root, args.pages)
        began = time.monotonic()
        subprocess.run([*PYTHON, "crawl"], cwd=first, check=True, capture_output=True)
        whole = time.monotonic() - began
        span = whole * SHARE
        truth = result(Path(first))
        print(f"undisturbed: {len(truth)} sightings of hits in {whole:.1f} s; seed {args.seed}", flush=True)
        kills, wrong = 0, 0
        while kills < args.kills:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                prepare(folder, root, args.pages)
                done = crawl_with_kills(folder, chance, span, min(args.kills - kills, 25))
                kills += done
                found = result(folder)
                verified = subprocess.run(
                    [*PYTHON, "db", "verify"], cwd=folder, capture_output=True, text=True, check=False
                )
                lost, extra = len(set(truth) - set(found)), len(found) - len(set(found) & set(truth))
                wrong += bool(lost or extra or verified.returncode)
                print(
                    f"{done} kills: {lost} lost, {extra} extra; verify {verified.returncode}",
                    flush=True,
                )
    print(f"{kills} kills in all, {wrong} crawls wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
