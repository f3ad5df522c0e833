"""A real browser drives the real server: keyboard review, lists, languages, narrow screens, no scripts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.types import PageRecord

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright (pip install 'netsword[test]')")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt install chromium)")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Any, served: str, world: Any) -> Iterator[Callable[..., Any]]:
    """Opens the console as somebody. Anything the page's console complains of fails the test."""
    contexts: list[Any] = []
    complaints: list[str] = []

    def open_page(name: str, *, locale: str = "en-GB", width: int = 1280, scripts: bool = True) -> Any:
        context = chromium.new_context(
            locale=locale,
            viewport={"width": width, "height": 860},
            java_script_enabled=scripts,
            base_url=served,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
        page.goto("/login")
        page.fill("input[name=name]", name)
        page.fill("input[name=password]", world.password)
        page.press("input[name=password]", "Enter")
        page.wait_for_url("**/queue" if name != "ours" and name != "aud" else "**/dashboard")
        return page

    yield open_page
    for context in contexts:
        context.close()
    expected = ("409", "ERR_FAILED", "Failed to fetch")  # what a test did on purpose
    assert [told for told in complaints if not any(word in told for word in expected)] == []


def current(page: Any, other_than: int | None = None) -> int:
    """The hit in the pane, once it is the current row's."""
    page.wait_for_function(
        """(before) => {
            const row = document.querySelector(".row.current")?.dataset.hit;
            const shown = document.querySelector("#pane [data-hit]")?.dataset.hit;
            return row && row === shown && Number(row) !== before;
        }""",
        arg=other_than,
    )
    return int(page.evaluate('document.querySelector(".row.current").dataset.hit'))


def test_judging_with_the_keyboard_only(visit: Callable[..., Any], world: Any) -> None:
    page, hits = visit("ana"), world.store.hits
    first = current(page)
    page.keyboard.press("c")
    second = current(page, first)
    page.keyboard.press("u")
    third = current(page, second)
    page.keyboard.press("r")
    page.keyboard.press("3")
    fourth = current(page, third)
    page.keyboard.press("r")
    page.keyboard.type("other film")
    page.keyboard.press("Enter")
    fifth = current(page, fourth)
    page.keyboard.press("s")
    sixth = current(page, fifth)
    page.keyboard.press("k")
    assert current(page, sixth) == fifth
    page.keyboard.press("z")
    assert current(page, fifth) == fourth
    assert [hits.get(hit).state for hit in (first, second, third, fourth, fifth)] == [
        "confirmed", "unsure", "rejected", "new", "new",
    ]  # fmt: skip
    assert [review.reason for review in world.store.reviews.of(fourth)] == ["other film", "Taken back"]
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("深海")
    page.keyboard.press("Enter")
    page.wait_for_url("**/queue?q=*")
    assert page.locator("#rows .row").count() == 1


def test_a_hundred_hits_are_judged_without_a_mouse(visit: Callable[..., Any], world: Any) -> None:
    """Somebody who knows only what the page's own help says; pages of the queue come by themselves."""
    from tests.console.conftest import NOW, _finding

    work = next(work for work in world.store.works.all() if work.title == "深海")
    found = tuple(_finding(work, 1000 + n, 99, f"深海 4K {n}", site=f"s{n}") for n in range(110))
    run = world.store.runs.start("pandao", NOW)
    world.store.pages.save([PageRecord("https://bbs.example/many", "pandao", run, "ok", NOW, findings=found)])
    page = visit("ana")
    before = current(page)
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    assert "confirm" in page.inner_text("dialog") and "reject" in page.inner_text("dialog")
    page.keyboard.press("Escape")
    for number in range(100):
        for key in (("c",), ("u",), ("r", "4"), ("r", *"own words", "Enter"))[number % 4]:
            page.keyboard.press(key)
        before = current(page, before)
    states = [hit.state for hit in world.store.hits.query() if hit.state != "new"]
    assert {state: states.count(state) for state in set(states)} == {"confirmed": 25, "unsure": 25, "rejected": 50}
    reasons = [review.reason for hit in world.store.hits.query() for review in world.store.reviews.of(hit.hit_id)]
    assert reasons.count("own words") == 25 and reasons.count("Trailer, clip or soundtrack") == 25


def test_keys_are_for_the_hit_that_is_shown(visit: Callable[..., Any], world: Any) -> None:
    """Pressed before their hit is there, keys wait; pressed before the next one is there, they decide nothing."""
    page, hits, held = visit("ana"), world.store.hits, []
    first = current(page)
    page.route("**/hits/*/pane", lambda route: held.append(route))
    with page.expect_request("**/hits/*/pane"):
        page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.press("4")
    second = int(page.evaluate('document.querySelector(".row.current").dataset.hit'))
    assert (hits.get(first).state, hits.get(second).state) == ("new", "new")
    held.pop().continue_()
    page.unroute("**/hits/*/pane")
    third = current(page, second)
    assert (hits.get(first).state, hits.get(second).state) == ("new", "rejected")
    page.route("**/hits/*/decision", lambda route: held.append(route))
    with page.expect_request("**/hits/*/decision"):
        page.keyboard.down("c")
    page.keyboard.down("c")  # held down
    page.keyboard.up("c")
    page.keyboard.press("u")
    page.evaluate("document.querySelector('#decision .confirm').click()")
    held.pop().continue_()
    fourth = current(page, third)
    assert not held and hits.get(third).state == "confirmed" and hits.get(fourth).state == "new"
    assert hits.get(third).version == 2
    page.focus("#decision input[name=reason]")
    page.keyboard.type("looks odd")
    page.keyboard.press("Enter")
    page.unroute("**/hits/*/decision")
    page.route("**/hits/*/decision", lambda route: route.abort())
    page.click("#decision .unsure")
    page.wait_for_selector("#toast >> text=No answer came")
    assert not held and hits.get(fourth).state == "new"
    assert page.input_value("#decision input[name=reason]") == "looks odd"


def test_two_analysts_do_not_start_with_the_same_hit(visit: Callable[..., Any], world: Any) -> None:
    one = visit("ana")
    first = current(one)
    other = visit("op")
    assert current(other) != first
    assert "ana works on it" in other.inner_text(f"#hit-{first}")
    other.goto(f"/hits/{first}")
    other.click("button:has-text('Take over')")
    other.wait_for_selector("#decision")
    one.keyboard.press("c")
    one.wait_for_selector("#pane .trouble")
    assert world.store.hits.get(first).state == "new"
    one.keyboard.press("t")
    one.keyboard.press("c")  # waits until the hit is taken over
    current(one, first)
    assert world.store.hits.get(first).state == "confirmed"


def test_where_the_keyboard_is_can_be_seen(visit: Callable[..., Any], world: Any) -> None:
    page = visit("op")
    for path in ("/queue", "/works", "/lists", f"/works/{world.our_work}", "/dashboard", "/account"):
        page.goto(path)
        for _ in range(12):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                """() => {
                    const style = getComputedStyle(document.activeElement);
                    return [document.activeElement.outerHTML.slice(0, 80), style.outlineStyle, style.outlineWidth];
                }"""
            )
            assert seen[1] not in ("none", "hidden") and seen[2] != "0px", (path, seen)


def test_a_conflict_is_shown_and_nothing_typed_is_lost(visit: Callable[..., Any], world: Any) -> None:
    from datetime import UTC, datetime

    from core.types import Review

    page = visit("ana")
    hit = current(page)
    world.store.reviews.add(Review(hit, "confirm", "somebody", "whole film", datetime.now(UTC)))
    page.fill("#decision input[name=reason]", "my remark")
    page.keyboard.press("Tab")
    page.click("#decision button[value=unsure]")
    page.wait_for_selector("#pane .trouble")
    text = page.inner_text("#pane")
    assert "somebody" in text and "whole film" in text
    assert page.input_value("#decision input[name=reason]") == "my remark"
    assert world.store.hits.get(hit).state == "confirmed"


def test_a_rights_holder_hands_in_lists(visit: Callable[..., Any], world: Any, tmp_path: Path) -> None:
    page = visit("ours", locale="zh-CN")
    listing = tmp_path / "名单.csv"
    listing.write_bytes("作品名称,年份,类型\n满江红,2023,电影\n,2023,电影\n".encode("gb18030"))
    page.goto("/lists")
    page.set_input_files("input[type=file]", listing)
    page.click("text=查看内容")
    page.wait_for_selector("text=未采用的行")
    assert "满江红" in page.inner_text("main")
    page.click("text=导入 1 部作品")
    page.wait_for_selector("text=已导入")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["片名", "年份"], ["封神第一部", 2023], ["错行", "二零五零"]):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    page.goto("/lists")
    page.set_input_files("input[type=file]", tmp_path / "list.xlsx")
    page.click("text=查看内容")
    page.wait_for_selector("text=未采用的行")
    page.click("button:has-text('导入')")
    page.goto("/works")
    text = page.inner_text("main")
    assert "满江红" in text and "封神第一部" in text and world.secret not in text
    assert {work.holder for work in world.store.works.all() if work.title in ("满江红", "封神第一部")} == {
        world.our_name
    }


def test_switching_the_language(visit: Callable[..., Any]) -> None:
    page = visit("ana", locale="zh-CN")
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    page.click("text=English")
    page.wait_for_selector("nav >> text=Queue")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_without_scripts_everything_works_with_forms(visit: Callable[..., Any], world: Any) -> None:
    page = visit("ana", scripts=False)
    page.click("#rows a.title >> nth=0")
    page.wait_for_url("**/hits/*")
    hit = int(page.url.rsplit("/", 1)[1])
    page.click("button[value=confirm]")
    page.wait_for_selector(".history")
    assert world.store.hits.get(hit).state == "confirmed"


@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_its_screen(visit: Callable[..., Any], world: Any, locale: str, width: int) -> None:
    page = visit("op", locale=locale, width=width)
    hits = [f"/hits/{world.ours[0]}", f"/hits/{world.evil[0]}", f"/hits/{world.evil[2]}/leave"]
    pages = ["/queue", "/queue/works", "/works", "/lists", "/progress", "/dashboard", "/runs", "/account", "/audit"]
    for path in (*pages, *hits, f"/works/{world.our_work}"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        unnamed = page.evaluate(
            """[...document.querySelectorAll("input:not([type=hidden]), select, textarea")]
                .filter((e) => !e.labels?.length && !e.getAttribute("aria-label")).map((e) => e.outerHTML)"""
        )
        assert unnamed == [], path
        assert page.locator("h1").count() == 1, path


WORDS = (
    "body, .top nav a, .row .title, .row .text, .row .meta span, .score, .state, mark, .pane .meta, button.main, "
    ".verdicts .confirm, .verdicts .unsure, .verdicts summary, .facts dt, .tools a"
)


def contrast(page: Any, selector: str) -> float:
    """The contrast of an element's words with what is behind them (WCAG 2)."""
    ink, paper = page.eval_on_selector(
        selector,
        """(element) => {
            const ground = (one) => getComputedStyle(one).backgroundColor;
            let behind = element;
            while (behind && /rgba\\(.*, 0\\)/.test(ground(behind))) behind = behind.parentElement;
            return [getComputedStyle(element).color, ground(behind ?? document.documentElement)];
        }""",
    )

    def light(colour: str) -> float:
        parts = [float(part) / 255 for part in colour[colour.index("(") + 1 :].rstrip(")").split(",")[:3]]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    one, other = sorted((light(ink), light(paper)))
    return (other + 0.05) / (one + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(visit: Callable[..., Any], scheme: str) -> None:
    page = visit("ana")
    page.emulate_media(color_scheme=scheme)
    current(page)
    for selector in WORDS.split(", "):
        assert contrast(page, selector) >= 4.5, selector
