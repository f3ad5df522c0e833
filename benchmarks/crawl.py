"""Pages per CPU-second of the full crawl against a Scrapy spider that only counts, in turns, on the same pages.

python -m benchmarks.crawl [--pages 2000] [--links 60] [--works 1000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.server import big_site_served
from benchmarks.webs import watched_titles

_HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈"


def write_list(path: Path, works: int) -> None:
    """A watchlist of so many works: the site's watched titles and made-up ones."""
    chance = random.Random(works)
    titles = dict.fromkeys(watched_titles())
    while len(titles) < works:
        titles["".join(chance.choices(_HAN, k=chance.randint(4, 9)))] = None
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["title"], *([title] for title in list(titles)[:works])])


def cpu_seconds(command: list[str], folder: Path) -> float:
    """CPU seconds (user and system) of a command and its children. Raises when it fails."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    child = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = child.stdout, child.stderr
    assert out is not None and err is not None
    told, wrong = out.read(), err.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{command} ended with {child.returncode}: {told.decode()[-500:]} {wrong.decode()[-2000:]}")
    return usage.ru_utime + usage.ru_stime


def netsword_crawl(root: str, works: int, pages: int) -> float:
    """CPU seconds of a fresh crawl of the site by the product, start-up included."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        address = root.removeprefix("http://")
        (folder / "netsword.toml").write_text(
            f'contact = "bench@netsword.example"\n[crawl]\ndelay = 0.0\nmax_pages = {pages + 100}\n'
            f'allow_private = ["{address}"]\n'
            f'[[site]]\nname = "big"\nstart_urls = ["{root}/"]\nexpect = {{ pages = {pages} }}\n'
        )
        write_list(folder / "list.csv", works)
        python = [sys.executable, "-m", "cli.main"]
        for words in (["db", "upgrade"], ["watchlist", "import", "list.csv"]):
            subprocess.run([*python, *words], cwd=folder, check=True, capture_output=True)
        return cpu_seconds([*python, "crawl"], folder)


def counting_crawl(root: str, pages: int, *more: str) -> float:
    """CPU seconds of the counting spider, start-up included."""
    return cpu_seconds([sys.executable, "-m", "benchmarks.counting", root, str(pages), *more], Path.cwd())


def main() -> None:
    """Prints pages per CPU-second and ratios; medians of the rounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--links", type=int, default=60)
    parser.add_argument("--typed", type=int, nargs="*", default=[1, 10])
    parser.add_argument("--works", type=int, nargs="*", default=[72, 1_000, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    for typed in args.typed:
        with big_site_served(args.pages, args.links, typed=typed) as root:
            _tell(args.pages, args.links, typed, _measured(root, args.pages, args.works, args.rounds))


def _measured(root: str, pages: int, lists: list[int], rounds: int) -> dict[str, float]:
    """Medians of CPU seconds, taken in turns; the first is the measure of the others."""
    times: dict[str, list[float]] = {}
    for _ in range(rounds):
        times.setdefault("counting, Scrapy's defaults", []).append(counting_crawl(root, pages))
        times.setdefault("counting, tuned", []).append(counting_crawl(root, pages, "tuned"))
        for works in lists:
            times.setdefault(f"netsword, {works:,} works", []).append(netsword_crawl(root, works, pages))
    return {name: statistics.median(values) for name, values in times.items()}


def _tell(pages: int, links: int, typed: int, medians: dict[str, float]) -> None:
    base = next(iter(medians.values()))
    print(f"{pages:,} pages with {links} links, {typed} of them shares, magnets or playlists; start-up included")
    print(f"{'':32}{'CPU s':>8}{'pages/CPU-s':>13}{'of counting':>13}")
    for name, seconds in medians.items():
        print(f"{name:32}{seconds:8.2f}{pages / seconds:13.0f}{base / seconds:13.2f}")


if __name__ == "__main__":
    main()
