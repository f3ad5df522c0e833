"""The year right below a page's heading is the page's; one below another name in a list is that one's."""

from __future__ import annotations

from core.types import Page
from crawler.extract.about import about
from crawler.extract.document import Document


def _year(body: str) -> int | None:
    return about(Document(Page("http://site.example/1", b"", f"<html><body>{body}</body></html>"))).year


def test_year_right_below_the_heading() -> None:
    assert _year("<h1>解忧杂货铺</h1><p>2017 / 剧情</p><p>一间小店</p>") == 2017
    assert _year("<h1>解忧杂货铺</h1><p>高清</p><p>2017年</p>") == 2017


def test_year_of_the_first_entry_of_a_list() -> None:
    entries = "<dl><dt>你好，李焕英</dt><dd>2021</dd><dt>解忧杂货铺</dt><dd>2017</dd></dl>"
    assert _year(f"<h1>第55期 周末看什么</h1><p>长期更新</p>{entries}") is None


def test_years_of_cards_whose_names_are_pictures() -> None:
    cards = "".join(f'<div><img alt="{name}"><p>{year}</p></div>' for name, year in (("狼殿下", 2021), ("深海", 2023)))
    assert _year(f"<h1>电影合集4</h1>{cards}") is None


def test_years_of_recommendations_are_others() -> None:
    other = '<div class="recommend"><h3>猜你喜欢</h3><p>深海</p><p>2023</p></div>'
    assert _year(f"<h1>解忧杂货铺</h1><p>2017 / 剧情</p>{other}") == 2017


def test_a_labelled_year_without_a_colon_comes_before_the_posts_date() -> None:
    assert _year("<h1>解忧杂货铺</h1><time>2024</time><p>年份 2017</p>") == 2017


def test_a_year_that_ends_the_heading() -> None:
    assert _year("<h1>解忧杂货铺 2017</h1><p>全集</p>") == 2017
    assert _year("<h1>Blade Runner 2049</h1><p>HD</p>") is None


def test_the_titles_year_where_no_heading_is() -> None:
    page = Page(
        "http://site.example/1", b"", "<html><title>[解忧杂货铺][2017][1080P]</title><body><h4>下载</h4></body></html>"
    )
    assert about(Document(page)).year == 2017


def test_a_year_that_is_a_link_or_a_heading_of_its_own() -> None:
    assert _year("<h1>解忧杂货铺</h1><div><a title='2017'>2017</a><a>大陆</a></div>") == 2017
    assert _year("<h1>解忧杂货铺<h2>2017</h2>") == 2017
    assert _year("<h1>解忧杂货铺</h1><div><a>深海</a><a>2023</a></div>") is None


def test_a_country_right_behind_the_year() -> None:
    assert _year("<h1>解忧杂货铺</h1><div><span>2017</span><span>China</span></div>") == 2017
