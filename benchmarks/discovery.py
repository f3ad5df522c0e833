"""How many of 200 hidden infringing pages a crawl with a small budget finds, against breadth-first.

python -m benchmarks.discovery [--budget 2000] [--seed 7]

The site has 20,000 other pages, and calendars, facets, sort orders, print views and session ids without end.
Breadth-first asks for addresses in the order in which they are met, each once: what Scrapy does by default.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from benchmarks.hidden_web import HIDDEN, HiddenWeb, served
from benchmarks.options import numbers
from benchmarks.webs import watched_titles

_LINK = re.compile(r"href='([^']+)'")


def breadth_first(web: HiddenWeb, budget: int) -> int:
    """How many infringing pages are among the first `budget` addresses, met in order."""
    waiting, met, found = deque(["/"]), {"/"}, set()
    for _ in range(budget):
        if not waiting:
            break
        address = waiting.popleft()
        found.add(urlsplit(address).path)
        for link in _LINK.findall(web.page(address)):
            target = urljoin(address, link)
            if target.startswith("/") and target not in met:
                met.add(target)
                waiting.append(target)
    return len(found & web.infringing)


def netsword(web: HiddenWeb, titles: list[str], budget: int) -> tuple[int, int]:
    """How many infringing pages a crawl asks for within the budget, and how many pages it asked for."""
    with tempfile.TemporaryDirectory() as name, served(web) as (root, asked):
        folder = Path(name)
        (folder / "netsword.toml").write_text(
            f'contact = "bench@netsword.example"\n[crawl]\ndelay = 0.0\nmax_pages = {budget}\n'
            f'allow_private = ["{root.removeprefix("http://")}"]\n[[site]]\nname = "hidden"\nstart_urls = ["{root}/"]\n'
        )
        (folder / "list.csv").write_text("title\n" + "".join(f"{title}\n" for title in titles), encoding="utf-8")
        for words in (["db", "upgrade"], ["watchlist", "import", "list.csv"], ["crawl"]):
            done = subprocess.run(
                [sys.executable, "-m", "cli.main", *words], cwd=folder, capture_output=True, check=False
            )
            if done.returncode:
                raise RuntimeError(done.stderr.decode()[-3_000:])
        routes = {urlsplit(address).path for address in asked}
        return len(routes & web.infringing), len(asked) - 1  # robots.txt


def main() -> None:
    """Prints what each found."""
    args = numbers(__doc__, budget=2_000, seed=7)
    titles = watched_titles()
    queue = breadth_first(HiddenWeb(titles, args.seed), args.budget)
    found, asked = netsword(HiddenWeb(titles, args.seed), titles, args.budget)
    print(f"budget {args.budget:,}: {found} of {HIDDEN} infringing pages in {asked:,} requests; breadth-first {queue}")


if __name__ == "__main__":
    main()
