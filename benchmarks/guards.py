"""What the guards cost: the same crawl with them and without, in turns, by CPU time.

python -m benchmarks.guards [--pages 2000] [--rounds 5]

Without: Scrapy's own connection, resolver, unpacking and robots.txt; no gate for bodies, no taming of pages, no
portions, no limit of time for a page, no traps. The switches exist in this file only.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from benchmarks.crawl import cpu_seconds, write_list
from benchmarks.server import big_site_served

_SITE = """contact = "bench@netsword.example"
[crawl]
delay = 0.0
max_pages = {most}
allow_private = ["{place}"]
[[site]]
name = "big"
start_urls = ["{root}/"]
"""


def unguarded() -> None:
    """Runs `netsword crawl` in this process with the guards taken out."""
    from cli.main import run
    from crawler import extract, patterns, scope, settings
    from crawler.extract import document
    from crawler.repetition import Repetition
    from crawler.spiders import site

    changed: Any = settings
    changed.DOWNLOAD_HANDLERS = {"file": None}
    changed.TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingThreadedResolver"
    changed.EXTENSIONS.pop("crawler.bodies.BodyGate")
    changed.DOWNLOADER_MIDDLEWARES.pop("crawler.compression.PlainCompressionMiddleware")
    changed.DOWNLOADER_MIDDLEWARES.pop("crawler.robots.HonestRobotsMiddleware")
    for module, name, instead in (
        (site, "PageTime", nullcontext),
        (extract, "is_large", lambda text: False),
        (document, "tamed", lambda html: html),
        (scope, "_trap", lambda path: ""),
        (patterns.Patterns, "is_trap", lambda self, url: False),
        (patterns.Patterns, "note", lambda *_args, **_named: None),
        (Repetition, "is_repeated", lambda self, text: False),
    ):
        setattr(module, name, instead)
    sys.argv = ["netsword", "crawl"]
    run()


def crawl(root: str, pages: int, *, guarded: bool) -> float:
    """CPU seconds of a fresh crawl."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = root.removeprefix("http://")
        (folder / "netsword.toml").write_text(_SITE.format(most=pages + 100, place=place, root=root))
        write_list(folder / "list.csv", 1_000)
        python = [sys.executable, "-m", "cli.main"]
        for words in (["db", "upgrade"], ["watchlist", "import", "list.csv"]):
            subprocess.run([*python, *words], cwd=folder, check=True, capture_output=True)
        return cpu_seconds(
            [*python, "crawl"] if guarded else [sys.executable, "-m", "benchmarks.guards", "--unguarded"], folder
        )


def main() -> None:
    """Prints the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--unguarded", action="store_true", help="be the crawl without guards")
    args = parser.parse_args()
    if args.unguarded:
        os.environ.setdefault("NETSWORD_CONFIG", "netsword.toml")
        unguarded()
        return
    with big_site_served(args.pages, 60, typed=10) as root:
        times: dict[bool, list[float]] = {True: [], False: []}
        for _ in range(args.rounds):
            for each in (False, True):
                times[each].append(crawl(root, args.pages, guarded=each))
    bare, guarded = (statistics.median(times[each]) for each in (False, True))
    print(f"{args.pages} pages: {bare:.2f} CPU s without guards, {guarded:.2f} with them:")
    print(f"{bare / guarded:.3f} of the pages a CPU-second")


if __name__ == "__main__":
    main()
