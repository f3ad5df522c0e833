"""One crawl of the whole hostile site, from outside: nothing secret is asked, nothing ordinary is missed."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile.case import TITLE
from tests.hostile.server import Web, served
from tests.hostile.site import Site, build, every

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
NETSWORD = [sys.executable, "-m", "cli.main"]
LAUNCHER = """import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=sys.stderr)
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
PAGES = 1200
CONFIGURATION = """contact = "tests@netsword.example"
[crawl]
delay = 0.0
timeout = 25
max_pages = {pages}
hosts_file = "hosts"
allow_private = ["{place}", "{outside}"]
[[site]]
name = "hostile"
start_urls = ["{root}/", "http://inside.example:{secret}/start", "http://127.0.0.2:{secret}/start"]
hosts = ["127.0.0.2", "inside.example", "rebound.example", "metadata.example", "localhost", "::1", "::ffff:7f00:2"]
"""
HOSTS = """127.0.0.2 inside.example
10.0.0.1 rebound.example
169.254.169.254 metadata.example
127.0.0.3 outside.example cdn.example
"""


@dataclass
class Visit:
    """What a crawl of the site left behind."""

    site: Site
    outside: Web
    found: set[str]
    states: dict[str, tuple[str | None, str]]
    run: dict[str, object]
    megabytes: float
    code: int


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The crawl: all cases, the secret neighbour and a host outside the site."""
    folder = tmp_path_factory.mktemp("hostile")
    web, secret, outside = Web("127.0.0.1"), Web("127.0.0.2", pages={"*": b""}), Web("127.0.0.3", pages={"*": b""})
    with served(secret, outside, web):
        cases = every(secret.port)
        web.pages = build(cases)
        (folder / "hosts").write_text(HOSTS)
        (folder / "netsword.toml").write_text(
            CONFIGURATION.format(place=web.place, outside=outside.place, root=web.root, secret=secret.port, pages=PAGES)
        )
        (folder / "list.csv").write_text(f"title\n{TITLE}\n")
        for words in (["db", "upgrade"], ["watchlist", "import", "list.csv"]):
            subprocess.run([*NETSWORD, *words], cwd=folder, check=True, capture_output=True)
        code, megabytes = crawled_of(folder)
        yield Visit(
            Site(web, secret, cases), outside, found_of(folder), states_of(folder), run_of(folder), megabytes, code
        )


def crawled_of(folder: Path) -> tuple[int, float]:
    """Exit code and peak memory in MB of a crawl. A small process starts it: a child's peak begins with its parent's."""
    with (folder / "log").open("w") as log:
        done = subprocess.run(
            [sys.executable, "-c", LAUNCHER, *NETSWORD, "crawl"],
            cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True, check=True,
        )  # fmt: skip
    code, kilobytes = done.stdout.split()[-2:]
    return int(code), int(kilobytes) / 1024


def lines_of(folder: Path, *words: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [*NETSWORD, *words, "--format", "jsonl"], cwd=folder, check=True, capture_output=True, text=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def found_of(folder: Path) -> set[str]:
    return {str(row["link_url"]) for row in lines_of(folder, "hits")}


def run_of(folder: Path) -> dict[str, object]:
    return lines_of(folder, "runs")[0]


def states_of(folder: Path) -> dict[str, tuple[str | None, str]]:
    with sqlite3.connect(folder / "netsword.db") as database:
        return {
            url: (state, cause)
            for url, state, cause in database.execute("SELECT url, fetch_state, cause FROM requests")
        }


def test_no_secret_server_is_asked(visit: Visit) -> None:
    assert visit.site.secret.connections == 0
    refused = [url for url, (state, _) in visit.states.items() if state == "refused"]
    assert f"http://inside.example:{visit.site.secret.port}/start" in refused


def test_nobody_outside_the_site_is_asked(visit: Visit) -> None:
    assert visit.outside.connections == 0


def test_every_ordinary_page_is_read_whatever_the_others_do(visit: Visit) -> None:
    assert visit.site.ordinary <= visit.found


def test_what_a_browser_shows_is_found(visit: Visit) -> None:
    missing = [
        (case.name, visit.states.get(visit.site.web.root + case.path))
        for case in visit.site.cases
        if not set(case.seen) <= visit.found
    ]
    assert len(visit.site.visible & visit.found) >= 0.95 * len(visit.site.visible), missing


def test_a_forged_second_answer_belongs_to_no_page(visit: Visit) -> None:
    assert "https://pan.quark.cn/s/ffffffffffff" not in visit.found


def test_memory_is_bounded(visit: Visit) -> None:
    assert visit.megabytes < 600


def test_every_address_ends_in_one_state_with_its_cause(visit: Visit) -> None:
    assert visit.code == 0
    counts = visit.run["counts"]
    assert isinstance(counts, dict)
    ended = Counter(state for state, _ in visit.states.values())
    assert None not in ended
    assert sum(ended.values()) - ended["left"] == counts["pages"]
    causeless = {"ok", "not_modified"}
    assert not [url for url, (state, cause) in visit.states.items() if state not in causeless and not cause]


def test_no_trap_takes_the_whole_budget(visit: Visit) -> None:
    branches = Counter(path.split("?")[0].split("/")[1] for path in visit.site.web.asked.elements())
    assert max(branches.values()) < 700
