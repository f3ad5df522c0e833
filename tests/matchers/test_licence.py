"""Licences, official hosts and protection windows."""

from __future__ import annotations

from datetime import date

import pytest

from core.types import Licence, Work
from matchers.licence import is_legal, is_licensed, is_protected
from matchers.platforms import hosts_of

TODAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("platform", "host"),
    [
        ("爱奇艺", "iqiyi.com"),
        ("腾讯视频", "v.qq.com"),
        ("芒果TV", "mgtv.com"),
        ("哔哩哔哩", "bilibili.com"),
        ("https://www.example.com/x", "www.example.com"),
    ],
)
def test_platforms_have_hosts(platform: str, host: str) -> None:
    assert host in hosts_of(platform)


def test_an_unknown_platform_has_no_hosts() -> None:
    assert hosts_of("某某平台") == ()


@pytest.mark.parametrize(
    ("host", "licensed"),
    [
        ("www.iqiyi.com", True),
        ("iqiyi.com.evil.example", False),
        ("film.example", True),
        ("notfilm.example", False),
        ("", False),
    ],
)
def test_hosts_are_licensed_by_domain(host: str, licensed: bool) -> None:
    work = Work(
        "红海行动",
        official_domains=("https://film.example/x",),
        licences=(Licence("爱奇艺", date(2024, 1, 1), date(2024, 5, 1)),),
    )
    assert is_licensed(work, host, TODAY) is licensed


def test_a_licence_holds_on_its_last_day_and_not_after() -> None:
    work = Work("红海行动", licences=(Licence("优酷", None, TODAY),))
    assert is_licensed(work, "v.youku.com", TODAY)
    assert not is_licensed(work, "v.youku.com", date(2024, 5, 2))


def test_both_days_of_the_window_are_protected() -> None:
    work = Work("红海行动", protected_from=TODAY, protected_until=TODAY)
    assert is_protected(work, TODAY)
    assert not is_protected(work, date(2024, 4, 30))
    assert not is_protected(work, date(2024, 5, 2))


def test_a_plain_link_to_a_licensed_host_is_legal_and_a_deep_link_is_not() -> None:
    work = Work("红海行动", licences=(Licence("爱奇艺"),))
    page, link = "http://pirate.example/1", "https://www.iqiyi.com/v_1.html"
    assert is_legal(work, page, link, "page", TODAY)
    assert not is_legal(work, page, link, "deep_link", TODAY)
    assert is_legal(work, link, "http://cdn.example/1.m3u8", "media", TODAY)


def test_a_broken_address_is_no_host() -> None:
    assert not is_legal(Work("红海行动", licences=(Licence("爱奇艺"),)), "http://[bad", "http://[bad", "page", TODAY)
