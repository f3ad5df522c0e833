"""Runs the matching benchmark: `python -m benchmarks.matching [--data FOLDER] [--peers] [--sizes 72,1000]`."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.matching import development, samples, tables, titles
from benchmarks.matching.peers import PEERS, Factory
from core.types import Work


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    data = os.environ.get("NETSWORD_MATCHING_DATA")
    parser.add_argument("--data", type=Path, default=Path(data) if data else None, help="folder of real labelled texts")
    parser.add_argument("--sizes", default="72,1000,10000", help="list sizes of the real texts")
    parser.add_argument("--peers", action="store_true", help="run the peers too (slow)")
    parser.add_argument("--classes", action="store_true", help="print the table by class")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-class", type=int, default=60)
    return parser.parse_args()


def _run(name: str, factory: Factory, chosen: bool, works: Sequence[Work], rows: list[samples.Sample]) -> list[str]:
    """One matcher over one set of samples: a line of figures, and lines by class."""
    begun = time.process_time()
    match = factory(works)
    built = time.process_time() - begun
    begun = time.process_time()
    answers = [match(row.text) for row in rows]
    spent = max(time.process_time() - begun, 1e-9)
    found = tables.outcomes(rows, answers)
    threshold = tables.best_threshold(found[::2]) if chosen else 0.0
    shown = found[1::2] if chosen else found
    it = tables.figures(shown, threshold)
    line = (
        f"{name:16s} {len(works):7d} works | recall {it.recall:.3f} | false alarms {it.false_alarms:6.1f} per 1,000"
        f" | precision {it.precision:.3f} | F1 {it.f1:.3f} | {len(rows) / spent:9.0f} texts/s | build {built:5.2f} s"
    )
    details = [f"    {label:28s} {count:5d} {share:.2f}" for label, count, share in tables.by_class(shown, threshold)]
    bands = [f"    score {low}+: {share:.3f} of {count} are right" for low, count, share in tables.calibration(shown)]
    return [line, *bands, *details]


def _show(lines: list[str], *, classes: bool, ours: bool) -> None:
    shown = lines if classes and ours else lines[:5] if ours else lines[:1]
    print("\n".join(shown), flush=True)


def main() -> None:
    """Prints the tables."""
    options = _options()
    every = titles.load()
    listed, others = every[::2], every[1::2]
    peers = PEERS if options.peers else PEERS[:2]
    print(f"generated disguises and innocents, seed {options.seed}")
    rows = samples.make(listed, others, seed=options.seed, per_class=options.per_class)
    for name, factory, chosen in peers:
        _show(_run(name, factory, chosen, listed, rows), classes=options.classes, ours=name == PEERS[0][0])
    if options.data is None:
        return
    sizes = {int(size) for size in options.sizes.split(",")}
    for size, works in development.lists(options.data).items():
        if size in sizes:
            print(f"real texts, {size} works")
            rows = development.samples(options.data, works)
            for name, factory, chosen in peers:
                _show(_run(name, factory, chosen, works, rows), classes=options.classes, ours=name == PEERS[0][0])


if __name__ == "__main__":
    main()
