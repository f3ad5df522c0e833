"""`make bench`: the crawl against a counting spider, the matcher against its peers, and a few kills."""

from __future__ import annotations

import subprocess
import sys

RUNS = (
    ["benchmarks.crawl", "--rounds", "3", "--works", "1000"],
    ["benchmarks.matching", "--peers"],
    ["benchmarks.discovery"],
    ["benchmarks.storing"],
    ["benchmarks.kills", "--kills", "10"],
)


def main() -> None:
    """Runs each benchmark in a process of its own and ends with the worst exit code."""
    worst = 0
    for words in RUNS:
        print(f"== python -m {' '.join(words)}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", *words], check=False).returncode)
    sys.exit(worst)


if __name__ == "__main__":
    main()
