"""Fruitless shapes of addresses step back; fruitful ones, and what leads to them, do not."""

from __future__ import annotations

from crawler.patterns import (
    BY_NAME,
    ENOUGH,
    MOST_EMPTY_NAMES,
    MOST_OF_ONE_WORK,
    PATIENCE,
    PATIENCE_WITH_STEM,
    STEP,
    Patterns,
)


def test_a_calendar_steps_back() -> None:
    patterns = Patterns()
    for month in range(PATIENCE * 3):
        patterns.note(f"http://a.example/calendar/{month}", f"http://a.example/calendar/{month - 1}", 0)
    assert patterns.penalty("http://a.example/calendar/9999") >= 30
    assert patterns.penalty("http://a.example/detail/1") == 0


def test_lists_live_from_what_they_lead_to() -> None:
    patterns = Patterns()
    for number in range(PATIENCE * 3):
        patterns.note(f"http://a.example/list-{number}.html", "http://a.example/", 0)
        patterns.note(f"http://a.example/detail/{number}", f"http://a.example/list-{number}.html", 2)
    assert patterns.penalty("http://a.example/list-500.html") == 0


def test_three_steps_from_list_to_link() -> None:
    patterns = Patterns()
    for number in range(PATIENCE * 3):
        list_page, detail = f"http://a.example/list-{number}.html", f"http://a.example/detail/{number}"
        patterns.note(list_page, "", 0)
        patterns.note(detail, list_page, 0)
        patterns.note(f"http://a.example/down/{number}", detail, 1)
    assert patterns.penalty("http://a.example/list-500.html") == patterns.penalty("http://a.example/detail/500") == 0


def test_a_shape_that_never_shows_anything_is_a_trap() -> None:
    patterns = Patterns()
    for day in range(ENOUGH):
        assert not patterns.is_trap("http://a.example/day/1")
        patterns.note(f"http://a.example/day/{day}", f"http://a.example/day/{day - 1}", 0)
    assert patterns.is_trap("http://a.example/day/1") and not patterns.is_trap("http://a.example/night/1")


def test_names_of_watched_works_are_worth_nothing_when_no_link_ever_follows() -> None:
    patterns = Patterns()
    for number, name in enumerate("天地玄黄宇宙洪荒" * (MOST_EMPTY_NAMES // 8)):
        assert patterns.believes("http://a.example/hot/满江红.html")
        patterns.note(f"http://a.example/hot/{name * number}.html", "http://a.example/", 0, named=True)
    assert not patterns.believes("http://a.example/hot/满江红.html")
    assert patterns.believes("http://a.example/film/满江红.html") and patterns.believes("http://a.example/满江红.html")
    patterns.note("http://a.example/play/1.html", "http://a.example/hot/地.html", 1)
    assert patterns.believes("http://a.example/hot/满江红.html"), "what a page leads to speaks for its branch"


def test_an_address_that_was_queued_before_falls_with_its_shape_and_its_branch() -> None:
    patterns = Patterns()
    assert patterns.fallen("http://a.example/day/7", 5) == 0
    for day in range(PATIENCE):
        patterns.note(f"http://a.example/day/{day}", "", 0)
    assert patterns.fallen("http://a.example/day/777", 5) == STEP
    for number in range(MOST_EMPTY_NAMES):
        patterns.note(f"http://a.example/hot/{'x' * number}.html", "", 0, named=True)
    assert patterns.fallen("http://a.example/hot/y/1.html", BY_NAME + 5) == 0, "another branch"
    assert patterns.fallen("http://a.example/hot/y.html", BY_NAME + 5) == BY_NAME
    assert patterns.fallen("http://a.example/hot/y.html", 5) == 0, "not queued for its name"


def test_a_branch_that_shows_one_work_again_and_again_is_a_flood_of_its_name() -> None:
    patterns = Patterns()
    for number in range(MOST_OF_ONE_WORK):
        assert patterns.believes("http://a.example/flood/x.html")
        patterns.note(f"http://a.example/flood/{number}.html", "", 5, named=True, works=["满江红"])
    assert not patterns.believes("http://a.example/flood/x.html") and patterns.believes("http://a.example/film/x.html")
    assert patterns.fallen("http://a.example/flood/x.html", BY_NAME + 5) == BY_NAME
    for number in range(MOST_OF_ONE_WORK):
        patterns.note(f"http://a.example/flood/{number}.html", "", 1, named=True, works=["流浪地球", "满江红"])
    patterns.note("http://a.example/flood/y.html", "", 1, works=["长安三万里"])
    assert not patterns.believes("http://a.example/flood/x.html"), "still half of all"
    for number in range(4 * MOST_OF_ONE_WORK):
        patterns.note(f"http://a.example/flood/{number}.html", "", 1, works=[f"片{number}"])
    assert patterns.believes("http://a.example/flood/x.html"), "a branch of many works"


def test_a_branch_whose_addresses_all_have_shapes_of_their_own_steps_back() -> None:
    patterns = Patterns()
    for number in range(PATIENCE_WITH_STEM):
        assert patterns.penalty("http://a.example/hot/z.html") == 0
        patterns.note(f"http://a.example/hot/{'x' * number}y.html", "http://a.example/", 0)
    assert patterns.penalty("http://a.example/hot/z.html") == STEP
    assert patterns.penalty("http://a.example/film/z.html") == 0
    patterns.note("http://a.example/hot/last.html", "http://a.example/", 1)
    assert patterns.penalty("http://a.example/hot/z.html") == 0
