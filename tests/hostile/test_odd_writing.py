"""One crawl of pages that are written oddly, beside a trap that names the watched work on every page."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hostile import odd_writing
from tests.hostile.case import TITLE, Case, page, share, unseen
from tests.hostile.server import Web, served
from tests.hostile.site import build
from tests.hostile.test_site import CONFIGURATION, HOSTS, NETSWORD, crawled_of, found_of, states_of
from tests.hostile.traps import named

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
PAGES = 500


@dataclass
class Visit:
    """What the crawl left behind."""

    cases: tuple[Case, ...]
    web: Web
    found: set[str]
    states: dict[str, tuple[str | None, str]]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    folder: Path = tmp_path_factory.mktemp("odd")
    web = Web("127.0.0.1")
    with served(web):
        door = unseen("trap-named", page('<a href="/named/a.html">满江红 立即播放</a>'), ("/named/*", named))
        cases = (*odd_writing.cases(web.place), door)
        web.pages = build(cases)
        (folder / "hosts").write_text(HOSTS)
        (folder / "netsword.toml").write_text(
            CONFIGURATION.format(place=web.place, outside="127.0.0.3:1", root=web.root, secret=1, pages=PAGES)
        )
        (folder / "list.csv").write_text(f"title\n{TITLE}\n")
        for words in (["db", "upgrade"], ["watchlist", "import", "list.csv"]):
            subprocess.run([*NETSWORD, *words], cwd=folder, check=True, capture_output=True)
        crawled_of(folder)
        yield Visit(cases, web, found_of(folder), states_of(folder))


def test_what_a_browser_shows_is_found_and_every_ordinary_page_is_read(visit: Visit) -> None:
    missing = [
        (case.name, visit.states.get(visit.web.root + case.path))
        for case in visit.cases
        if not set(case.seen) <= visit.found
    ]
    assert not missing
    assert {share(f"ordinary-{number}") for number in range(120)} <= visit.found


def test_a_link_that_only_looks_like_a_share_is_none(visit: Visit) -> None:
    forged = {share(case.name) for case in visit.cases if case.name.startswith("forged-")}
    assert forged and not forged & visit.found
