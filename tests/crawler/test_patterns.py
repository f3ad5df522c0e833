"""Fruitless shapes of addresses step back; fruitful ones, and what leads to them, do not."""

from __future__ import annotations

from crawler.patterns import BY_NAME, ENOUGH, MOST_EMPTY_NAMES, PATIENCE, STEP, Patterns, shape


def test_numbers_and_values_make_no_shape() -> None:
    assert shape("http://a.example/detail/12.html?x=1&y=2") == shape("http://a.example/detail/7.html?y=&x=9")
    assert shape("http://a.example/detail/1") != shape("http://a.example/play/1")


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
