"""The whole hostile site: ordinary pages with planted links, a list of all cases, and secret neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from tests.hostile import inside, jumps, monsters, packed, traps, wire
from tests.hostile.case import Case, page, plant, share
from tests.hostile.server import Answer, Web

ORDINARY = 120
_A_LIST = 12


@dataclass(frozen=True)
class Site:
    """The site, its secret neighbours, and what a crawl has to find."""

    web: Web
    secret: Web
    cases: tuple[Case, ...]

    @property
    def ordinary(self) -> set[str]:
        """The links of the ordinary pages: all of them must be found."""
        return {share(f"ordinary-{number}") for number in range(ORDINARY)}

    @property
    def visible(self) -> set[str]:
        """The links that a browser's user would see on the hostile pages."""
        return {link for case in self.cases for link in case.seen}


def build(chosen: tuple[Case, ...]) -> dict[str, Answer]:
    """Paths and answers of the site with these cases."""
    pages: dict[str, Answer] = {}
    for case in chosen:
        pages[case.path] = case.answer
        pages.update(case.more)
    for number in range(ORDINARY):
        pages[f"/film/{number}.html"] = page(f"<h1>片名 {number}</h1>" + plant(f"ordinary-{number}"))
    lists = range(ORDINARY // _A_LIST)
    for number in lists:
        films = range(number * _A_LIST, (number + 1) * _A_LIST)
        pages[f"/list/{number}.html"] = page("".join(f'<li><a href="/film/{n}.html">影片 {n}</a></li>' for n in films))
    doors = "".join(f'<li><a href="{case.path}">{case.name}</a></li>' for case in chosen)
    shelves = "".join(f'<li><a href="/list/{number}.html">第 {number} 页</a></li>' for number in lists)
    pages["/"] = page(f"<ul>{doors}</ul><ul>{shelves}</ul>")
    return pages


def harmless() -> tuple[Case, ...]:
    """The cases that need no secret neighbour."""
    return (*wire.cases(), *packed.cases(), *monsters.cases(), *jumps.cases(), *traps.cases())


def every(port: int) -> tuple[Case, ...]:
    """All cases; the secret neighbour listens at the port."""
    return (*harmless(), *inside.cases(port))
