"""Whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from storage.turns import Turns

SITE = "http://site.example"


@dataclass(frozen=True)
class Row:
    """An address that waits."""

    id: int
    from_id: int | None
    depth: int
    url: str


class Site:
    """A site whose addresses are numbered as they are met."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.numbers = count(1)
        self.rows: dict[int, Row] = {}
        self.start = self.met("/", None, 0)
        self.turns.handed([self.start])

    def met(self, path: str, above: Row | None, depth: int = 1) -> Row:
        row = Row(next(self.numbers), above.id if above else None, depth, SITE + path)
        self.rows[row.id] = row
        return row

    def opened(self, path: str) -> Row:
        """A door on the start page that was visited."""
        door = self.met(path, self.start)
        self.turns.handed([door])
        return door

    def wait(self, above: Row, *paths: str) -> None:
        self.turns.wait([self.met(path, above, above.depth + 1) for path in paths])

    def next(self, wanted: int = 1, *, fruitful: str = "never") -> list[str]:
        """The paths whose turn it is; those that hold the word show something new."""
        paths = []
        for _ in range(wanted):
            for number in self.turns.next(1):
                row = self.rows[number]
                self.turns.handed([row])
                self.turns.noted(number, fruitful=fruitful in row.url)
                paths.append(row.url.removeprefix(SITE))
        return paths


def test_what_a_trap_leads_to_stays_in_the_part_of_its_door() -> None:
    site = Site()
    trap, films = site.opened("/trap"), site.opened("/films")
    for name in ("one", "two", "three"):  # shapes, folders and hosts of their own make no new part
        deeper = site.met(f"/{name}/x", trap, 2)
        site.turns.handed([deeper])
        site.wait(deeper, *(f"/{name}{number}-{name * number}/y" for number in range(300)))
    site.wait(films, *(f"/film/{number}.html" for number in range(10)))
    assert {f"/film/{number}.html" for number in range(10)} <= set(site.next(20))


def test_the_last_links_of_a_page_come_as_soon_as_the_first() -> None:
    site = Site()
    films = site.opened("/films")
    site.wait(films, *(f"/film/{number}.html" for number in range(1_000)), *(f"/film/{n}.html?new" for n in range(3)))
    site.wait(films, *(f"/film/{number}.html" for number in range(2_000, 2_020)))
    assert "/film/2019.html" in site.next(4)


def test_where_one_page_showed_something_its_neighbours_are_next() -> None:
    site = Site()
    films = site.opened("/films")
    site.wait(films, *(f"/film/{n}.html" for n in range(1_000)), *(f"/film/{n}-good.html" for n in range(20)))
    site.wait(films, *(f"/film/{n}.html" for n in range(5_000, 5_500)))
    found = site.next(90, fruitful="good")
    assert sum("good" in path for path in found) == 20


def test_a_shape_that_shows_nothing_gets_no_more_turns() -> None:
    site = Site()
    films = site.opened("/films")
    site.wait(films, *(f"/film/{number}.html" for number in range(400)))
    assert len(site.next(400)) == 300
    site.wait(films, "/film/401.html", "/other/x.html")
    assert site.next(2) == ["/other/x.html"]


def test_what_was_handed_out_for_its_promise_is_not_handed_out_again() -> None:
    site = Site()
    films = site.opened("/films")
    site.wait(films, "/a.html", "/b.html")
    site.turns.handed([next(row for row in site.rows.values() if row.url.endswith("/a.html"))])
    assert site.next(2) == ["/b.html"]


def test_what_was_taken_back_waits_again() -> None:
    site = Site()
    films = site.opened("/films")
    site.wait(films, "/a.html")
    row = next(row for row in site.rows.values() if row.url.endswith("/a.html"))
    site.turns.handed([row])
    site.turns.back([row.id])
    site.turns.wait([row])
    assert site.next(2) == ["/a.html"]


def test_turns_get_more_of_the_visits_when_promises_keep_nothing() -> None:
    site = Site()
    assert site.turns.share == 0.25
    for number in range(1_000, 1_400):
        site.turns.noted(number, fruitful=False)
    assert site.turns.share > 0.5
    for number in range(2_000, 2_400):
        site.turns.noted(number, fruitful=True)
    assert site.turns.share == 0.25
