"""The configuration is read as written, and refused by name when it is not understood."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.config import Config, load_config
from core.errors import ConfigError


def written(tmp_path: Path, text: str) -> Config:
    path = tmp_path / "netsword.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path)


def test_a_site_and_its_expectations(tmp_path: Path) -> None:
    config = written(
        tmp_path,
        'contact = "a@b.example"\n[[site]]\nname = "forum"\nstart_urls = ["https://forum.example/"]\n'
        'every = "6h"\nexpect = { pages = 20, sightings = 5 }\n',
    )
    (site,) = config.site
    assert (site.every, site.expect.pages, site.channel, site.spider) == (timedelta(hours=6), 20, "auto", "auto")
    assert config.crawl.delay == 1.0 and config.crawl.obey_robots


def test_relative_paths_start_at_the_file(tmp_path: Path) -> None:
    config = written(tmp_path, "")
    assert config.database_url == f"sqlite:///{tmp_path}/netsword.db"
    assert config.evidence_folder == tmp_path / "evidence"


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETSWORD_CRAWL__DELAY", "3")
    config = written(tmp_path, "[crawl]\ndelay = 1\nconcurrency = 4\n")
    assert (config.crawl.delay, config.crawl.concurrency) == (3.0, 4)


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    assert written(tmp_path, '\ufeffcontact = "x"').contact == "x"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[crawl]\ndely = 1\n", ["unknown key 'dely'", "[crawl]"]),
        ('cntact = "x"\n', ["unknown table or key 'cntact'"]),
        ("[storage\n", ["not valid TOML"]),
        ('[[site]]\nname = "a"\n', ["'start_urls' is missing", "[[site]] 'a'"]),
        ('[[site]]\nname = "a"\nstart_urls = ["ftp://x/"]\n', ["not an http(s) address"]),
        ('[[site]]\nname = "a"\nstart_urls = ["http://x/"]\nevery = "6 moons"\n', ["'every'", '"6h"']),
        ('[[site]]\nname = "a"\nstart_urls = ["http://x/"]\nchannel = "websit"\n', ["'channel'", "website"]),
        (
            '[[site]]\nname = "a"\nstart_urls = ["http://x/"]\n[[site]]\nname = "a"\nstart_urls = ["http://y/"]\n',
            ["two [[site]]"],
        ),
        ("[crawl]\nconcurrency = 0\n", ["[crawl]", "'concurrency': write 1 or more, not 0"]),
        ('[crawl]\ndelay = "x"\n', ["'delay': a number is needed, not 'x'"]),
        ("[crawl]\nmax_pages = 1.5\n", ["'max_pages': a whole number is needed, not 1.5"]),
        ('[crawl]\nobey_robots = "maybe"\n', ["'obey_robots': write true or false"]),
        ('[[site]]\nname = "{0}"\nstart_urls = "http://x/"\n', ["'name': '{0}': letters, digits", "a list is needed"]),
        ('folder = "/tmp"\n', ["unknown key 'folder'"]),
    ],
)
def test_what_is_not_understood_is_named(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        written(tmp_path, text)
    for word in (*words, "netsword.toml"):
        assert word in str(caught.value)


def test_a_missing_file_is_an_error_only_when_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NETSWORD_CONFIG", raising=False)
    assert load_config(required=False).site == ()
    with pytest.raises(ConfigError, match="netsword init"):
        load_config()
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path / "other.toml", required=False)


def test_unknown_sites_are_named(tmp_path: Path) -> None:
    config = written(tmp_path, '[[site]]\nname = "a"\nstart_urls = ["http://x/"]\n')
    assert [site.name for site in config.sites(("a",))] == ["a"]
    with pytest.raises(ConfigError, match="'b'"):
        config.sites(("b",))
