"""Templates of searches: filled in the site's encoding, refused with what to write."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.config import load_config
from core.errors import ConfigError
from core.search import Search, check, split_form


@pytest.mark.parametrize(
    ("template", "asked"),
    [
        ("https://a.example/search?q={title}", "https://a.example/search?q=%E6%BB%A1%E6%B1%9F%E7%BA%A2"),
        ("https://a.example/s-{title_gbk}-{page}.html", "https://a.example/s-%C2%FA%BD%AD%BA%EC-1.html"),
        ("https://a.example/?s={title_big5}", ""),  # 满 is no letter of Big5
    ],
)
def test_the_title_is_written_as_the_site_reads_it(template: str, asked: str) -> None:
    assert Search(template).ask("满江红") == asked


def test_a_form_travels_with_its_address() -> None:
    search = Search("https://a.example/e/search/", "keyboard={title_gbk}&show=title")
    assert split_form(search.ask("满江红")) == ("https://a.example/e/search/", "keyboard=%C2%FA%BD%AD%BA%EC&show=title")
    assert split_form("https://a.example/x#top") == ("https://a.example/x#top", "")


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=50), st.integers(1, 9))
def test_no_title_escapes_its_place(title: str, page: int) -> None:
    parts = urlsplit(Search("https://a.example/s/{page}?q={title}&t=1").ask(title, page))
    assert (parts.netloc, parts.path, parts.fragment) == ("a.example", f"/s/{page}", "")
    assert parse_qs(parts.query, keep_blank_values=True) == {"q": [title], "t": ["1"]}
    assert unquote(urlsplit(Search("https://a.example/{title}").ask(title)).path) == f"/{title}"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ('search = "https://a.example/search?q="', "no place for the title"),
        ('search = "https://a.example/search?q={titel}"', "unknown place {titel}"),
        ('search = "/search?q={title}"', "is not an http(s) address"),
        ('search = "file:///etc/{title}"', "is not an http(s) address"),
        ('search = "https://{title}.example/"', "host cannot be filled in"),
        ('search = "https://a.example/{title}}"', "brace without its partner"),
        ('search_form = "q={title}"', "search_form is posted to an address"),
        ('search = "auto"\nsearch_form = "q={title}"', "search_form is posted to an address"),
    ],
)
def test_what_cannot_work_is_refused_by_name(keys: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "netsword.toml"
    path.write_text(f'[[site]]\nname = "a"\nstart_urls = ["https://a.example/"]\n{keys}\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="'search'") as raised:
        load_config(path)
    assert said in str(raised.value) and "[[site]] 'a'" in str(raised.value)


def test_what_works_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "netsword.toml"
    path.write_text(
        '[[site]]\nname = "a"\nstart_urls = ["https://a.example/"]\nsearch = "https://a.example/so/"\n'
        'search_form = "wd={title_gbk}"\n',
        encoding="utf-8",
    )
    (site,) = load_config(path).site
    assert check(Search(site.search, site.search_form)).ask("a b").endswith("wd=a%20b")
