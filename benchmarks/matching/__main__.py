"""Runs the matching benchmark: `python -m benchmarks.matching [--data FOLDER] [--peers] [--sizes 72,1000]`."""

from __future__ import annotations

import argparse
import os
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.matching import crowds, curves, decoys, development, neighbours, samples, scenes, tables, titles
from benchmarks.matching.peers import PEERS, Factory, sieve_below, sieve_beside
from core.types import Work

_OTHERS: Final = 0.5  # share of the other titles that the catalogue knows


class _Options(argparse.Namespace):
    data: Path | None
    sizes: str
    peers: bool
    classes: bool
    catalogue: bool
    picture: Path | None
    seed: int
    per_class: int


def _options() -> _Options:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    data = os.environ.get("NETSWORD_MATCHING_DATA")
    parser.add_argument("--data", type=Path, default=Path(data) if data else None, help="folder of real labelled texts")
    parser.add_argument("--sizes", default="72,1000,10000", help="list sizes of the real texts")
    parser.add_argument("--peers", action="store_true", help="run the peers too (slow)")
    parser.add_argument("--classes", action="store_true", help="print the table by class")
    parser.add_argument(
        "--catalogue", action="store_true", help="also with half and with all of the other works' titles"
    )
    parser.add_argument("--picture", type=Path, help="write the curves of recall and precision to this SVG file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-class", type=int, default=60)
    options = parser.parse_args(namespace=_Options())
    if options.data is not None and not development.lists_of(options.data):
        parser.error(
            f"--data {options.data}: a folder with watchlist_<size>.jsonl (or .jsonl.xz) and bench_*.jsonl is needed"
        )
    if not all(size.isdecimal() for size in options.sizes.split(",")):
        parser.error(f"--sizes {options.sizes}: write numbers with commas between them, such as 72,1000")
    return options


class _Run(NamedTuple):
    """One matcher over one set of samples."""

    name: str
    line: str
    details: list[str]
    found: list[tables.Outcome]


def _run(name: str, factory: Factory, chosen: bool, works: Sequence[Work], rows: list[samples.Sample]) -> _Run:
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
    bands = [f"    score {low}+: {share:.3f} of {count} are right" for low, count, share in tables.calibration(shown)]
    rows_ = [f"    {label:32s} {count:5d} {share:.2f}" for label, count, share in tables.by_class(shown, threshold)]
    return _Run(name, line, bands + rows_, found)


def _compare(
    options: _Options, works: Sequence[Work], others: Sequence[Work], rows: list[samples.Sample]
) -> list[_Run]:
    """Our matcher and its peers over one set, printed; ours first."""
    runs: list[_Run] = []
    for name, factory, chosen in PEERS if options.peers else PEERS[:2]:
        run = _run(name, factory, chosen, works, rows)
        runs.append(run)
        first = name == PEERS[0][0]
        print(
            "\n".join([run.line, *(run.details if options.classes else run.details[:4])] if first else [run.line]),
            flush=True,
        )
    if options.catalogue:
        half = random.Random(options.seed).sample(list(others), int(_OTHERS * len(others)))
        for label, known in (("half", half), ("all", others)):
            print(_run(f"catalogue: {label}", sieve_beside(known), False, works, rows).line, flush=True)
    return runs


def _neighbours(options: _Options, works: Sequence[Work], others: Sequence[Work]) -> None:
    """False alarms of our matcher on innocents that stand close to the works, without and with the others' titles."""
    if not others:
        return
    rows = neighbours.make(works, others, seed=options.seed, per_class=options.per_class)
    for label, factory in ((PEERS[0][0], PEERS[0][1]), ("catalogue: all", sieve_beside(others)))[
        : 1 + options.catalogue
    ]:
        run = _run(label, factory, False, works, rows)
        print("\n".join([run.line, *(run.details[4:] if options.classes else ())]), flush=True)


def _crowds(options: _Options, works: Sequence[Work], others: Sequence[Work]) -> None:
    """Our matcher over what the fourth, the fifth and the sixth generator make."""
    for generation in crowds.GENERATIONS:
        rows = crowds.make(generation, works, others, seed=options.seed, per_class=options.per_class)
        print(generation.frames.removesuffix(".toml"))
        run = _run(PEERS[0][0], PEERS[0][1], False, works, rows)
        print("\n".join([run.line, *(run.details[4:] if options.classes else ())]), flush=True)


def _draw(path: Path, runs: list[_Run], works: Sequence[Work]) -> None:
    """Keeps this version's curve and draws it beside the versions before and the peers."""
    rows = [outcome.sample for outcome in runs[0].found]
    match = sieve_below(works)
    curves.keep(runs[0].name, curves.curve(tables.outcomes(rows, [match(row.text) for row in rows])))
    drawn = dict(reversed(curves.versions().items())) | {run.name: curves.curve(run.found) for run in runs[1:]}
    path.write_text(
        curves.picture(drawn, "Wild disguises and decoys: recall and precision by threshold"), encoding="utf-8"
    )


def main() -> None:
    """Prints the tables."""
    options = _options()
    every = titles.load()
    listed, others = every[::2], every[1::2]
    print(f"generated disguises and innocents, seed {options.seed}")
    _compare(options, listed, others, samples.make(listed, others, seed=options.seed, per_class=options.per_class))
    print(f"wild disguises and decoys, seed {options.seed}")
    runs = _compare(options, listed, others, _wild(options, listed, others))
    if options.picture:
        _draw(options.picture, runs, listed)
    print(f"neighbours, seed {options.seed}")
    _neighbours(options, listed, others)
    _crowds(options, listed, others)
    if options.data is None:
        return
    lists = development.lists(options.data)
    largest = lists[max(lists)]
    sizes = {int(size) for size in options.sizes.split(",")}
    for size, works in lists.items():
        if size not in sizes:
            continue
        known = {work.identifiers for work in works}
        strangers = [work for work in largest if work.identifiers not in known]
        print(f"real texts, {size} works")
        _compare(options, works, strangers, development.samples(options.data, works))
        print(f"wild disguises and decoys, {size} works")
        _compare(options, works, strangers, _wild(options, works, strangers))
        print(f"neighbours, {size} works")
        _neighbours(options, works, strangers)
        _crowds(options, works, strangers)


def _wild(options: _Options, works: Sequence[Work], others: Sequence[Work]) -> list[samples.Sample]:
    return [
        *scenes.make(works, seed=options.seed, per_class=options.per_class),
        *decoys.make(works, others, seed=options.seed, per_class=options.per_class),
    ]


if __name__ == "__main__":
    main()
