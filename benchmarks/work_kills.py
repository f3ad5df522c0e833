"""Kills what operators and analysts start, with -9 at random moments, and compares the database with the truth.

python -m benchmarks.work_kills [--kills 8] [--pages 200] [--works 20000] [--seed 1]

Each verb is killed so many times on copies of one crawled database: imports of a watchlist and of a catalogue, a
rematch, a backup, a review. After each kill the database must verify, and hold all of the work or none of it (a
rematch: any part); once the verb gets through, what it does undisturbed.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crawl import write_list
from benchmarks.killing import is_verified, kill_until_done, run
from benchmarks.kills import configure, result
from benchmarks.options import numbers
from benchmarks.server import big_site_served
from benchmarks.webs import watched_titles

Facts = list[tuple[str, ...]]
COPY = "copy.db"
FEW = 3  # works that are watched during the crawl: the others are what a rematch finds


@dataclass(frozen=True, slots=True)
class Drill:
    """A verb, what it changes, and whether it leaves no part of it when it is killed."""

    words: tuple[str, ...]
    facts: Callable[[Path], Facts]
    is_whole: bool = True


def works(folder: Path) -> Facts:
    """The watchlist."""
    return _lines(folder, "watchlist", "list")


def catalogue(folder: Path) -> Facts:
    """The catalogue."""
    return _lines(folder, "catalogue", "list")


def _lines(folder: Path, *words: str) -> Facts:
    return sorted((line,) for line in run(folder, *words, "--format", "jsonl").splitlines())


def copied(folder: Path) -> Facts:
    """The hits of the backup; none when there is no backup under its name."""
    path = folder / COPY
    return _rows(path, "SELECT hit_id, link_url, state, score FROM v_hits") if path.exists() else []


def reviews(folder: Path) -> Facts:
    """The decisions, what came of them, and what the audit log says of them."""
    path = folder / "netsword.db"
    decided = _rows(path, "SELECT hit_id, verdict, (SELECT state FROM hits WHERE id = hit_id) FROM reviews")
    return decided + _rows(path, "SELECT action, target FROM audit_log WHERE action LIKE '%review%'")


def _rows(path: Path, question: str) -> Facts:
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise RuntimeError(f"{path} is damaged")
        return sorted(tuple(map(str, row)) for row in connection.execute(question))


DRILLS = (
    Drill(("watchlist", "import", "all.csv"), works),
    Drill(("catalogue", "import", "catalogue.csv"), catalogue),
    Drill(("rematch",), result, is_whole=False),
    Drill(("db", "backup", COPY), copied),
    Drill(("review", "1", "--confirm", "--reason", "the whole film"), reviews),
)


def crawled(folder: Path, root: str, pages: int, count: int) -> None:
    """A database with hits and remembered links, lists to import, and works that only a rematch finds."""
    configure(folder, root, pages)
    titles = list(dict.fromkeys(watched_titles()))
    (folder / "few.csv").write_text("title\n" + "\n".join(titles[:FEW]) + "\n", encoding="utf-8")
    run(folder, "watchlist", "import", "few.csv")
    run(folder, "crawl")
    write_list(folder / "all.csv", count)
    write_list(folder / "catalogue.csv", count)
    (folder / "more.csv").write_text("title\n" + "\n".join(titles) + "\n", encoding="utf-8")


def drilled(base: Path, drill: Drill, chance: random.Random, kills: int) -> list[str]:
    """What was wrong with a verb that was killed so many times; nothing is what it should be."""
    with tempfile.TemporaryDirectory() as name:
        undisturbed = _copy(base, Path(name) / "x")
        before = drill.facts(undisturbed)
        began = time.monotonic()
        run(undisturbed, *drill.words)
        whole = time.monotonic() - began
        truth = drill.facts(undisturbed)
    if truth == before:
        return ["it changed nothing, so kills say nothing"]
    faults: list[str] = []
    done = 0
    while done < kills:
        with tempfile.TemporaryDirectory() as name:
            folder = _copy(base, Path(name) / "x")

            def killed(folder: Path = folder) -> bool:
                found = drill.facts(folder)
                if drill.is_whole and found not in (before, truth):
                    faults.append(f"a part of it stands after a kill: {json.dumps(found, ensure_ascii=False)[:300]}")
                if not is_verified(folder):
                    faults.append("not verified after a kill")
                return found == truth

            done += kill_until_done(drill.words, folder, chance, (0.3 * whole, whole), kills - done, killed)
            if drill.facts(folder) != truth:
                faults.append("not what it does undisturbed")
    return faults


def _copy(base: Path, folder: Path) -> Path:
    shutil.copytree(base, folder)
    return folder


def main() -> None:
    """Prints one line for each verb; exit code 1 when anything was lost, doubled or torn."""
    args = numbers(__doc__, kills=8, pages=200, works=20_000, seed=1)
    chance = random.Random(args.seed)
    wrong = 0
    with big_site_served(args.pages) as root, tempfile.TemporaryDirectory() as name:
        base = Path(name) / "base"
        base.mkdir()
        crawled(base, root, args.pages, args.works)
        for drill in DRILLS:
            if drill.words == ("rematch",):
                run(base, "watchlist", "import", "more.csv")
            faults = drilled(base, drill, chance, args.kills)
            wrong += bool(faults)
            print(f"{' '.join(drill.words)}: {args.kills} kills; {'; '.join(faults) or 'all right'}", flush=True)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
