"""Kills `netsword recheck` with -9 at random moments and compares what was recorded with the truth.

python -m benchmarks.recheck_kills [--kills 12] [--links 600] [--seed 1]

Killed again and again until a recheck gets through; then the next begins with a fresh database, until so many kills are
done. Every noticed link must then have exactly the outcome that its answer deserves, once, and `db verify` must agree.
"""

from __future__ import annotations

import multiprocessing
import random
import socket
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.killing import is_verified, kill_until_done
from benchmarks.options import numbers
from benchmarks.recheck import ANSWERS, prepare, serve
from core.config import load_config
from storage.hits import HitQuery
from storage.store import open_store

HOSTS = 20
SPAN = (0.5, 8.0)  # seconds until a kill
# What is recorded of an answer; of one that nobody could tell, nothing.
KIND = {"gone": "removed", "alive": "still_up"}


def faults(folder: Path) -> tuple[int, Counter[str]]:
    """How many links were compared, and what is wrong with their outcomes."""
    wrong: Counter[str] = Counter()
    count = 0
    with open_store(load_config(folder / "netsword.toml").database_url) as store:
        for hit in store.hits.query(HitQuery()):
            count += 1
            verdict, reason = ANSWERS[int(hit.link_url.rpartition("/")[2]) % len(ANSWERS)][2:]
            kind = "expired" if reason == "expired" else KIND.get(verdict)
            right = [(kind, reason)] if kind else []
            found = [(outcome.kind, outcome.reason) for outcome in store.outcomes.of(hit.hit_id)]
            looked = store.outcomes.looks_of([hit.hit_id])
            state = "removed" if verdict == "gone" else "noticed"
            if found != right:
                wrong[f"{found} instead of {right}"] += 1
            if len(looked) != 1 or hit.state != state:
                wrong[f"{len(looked)} looks, state {hit.state} instead of {state}"] += 1
    return count, wrong


def main() -> None:
    """Prints one line for each database and the sum; exit code 1 when anything was lost, doubled or wrong."""
    args = numbers(__doc__, kills=12, links=600, seed=1)
    chance = random.Random(args.seed)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = multiprocessing.Process(target=serve, args=(port,), daemon=True)
    server.start()
    kills, bad = 0, 0
    try:
        while kills < args.kills:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                prepare(folder, port, args.links, HOSTS, 0.02).close()
                done = kill_until_done(["recheck"], folder, chance, SPAN, args.kills - kills)
                kills += done
                count, wrong = faults(folder)
                verified = is_verified(folder)
                bad += bool(wrong or count != args.links or not verified)
                print(f"{done} kills, {count} links: wrong {dict(wrong) or 'none'}; verified: {verified}", flush=True)
    finally:
        server.terminate()
        server.join()
    print(f"{kills} kills in all, {bad} databases wrong")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
