"""Recipients: facts that fit each other, companies behind a site, and a way to add who is unknown."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any, get_args

import pytest

from crawler.links.netdisks import NETDISKS
from takedown.addressees import missing
from takedown.approving import approve
from takedown.case import CaseWork
from takedown.drafting import Wish, draft
from takedown.duties import duties_for
from takedown.elements import statement
from takedown.facts import bundled
from takedown.forms import form_named
from takedown.recipients import Service, load_recipients
from takedown.templates import Words

ALL = load_recipients().all
SERVICES = get_args(Service)


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_has_a_demand_a_name_and_a_duty(service: Any) -> None:
    for language in ("zh", "en"):
        assert statement(f"demand_{service}", language)
        assert bundled("words", Words).service[language][service]
    assert duties_for(service, [], date(2026, 3, 1))


@pytest.mark.parametrize(
    ("service", "batch", "words"),
    [
        ("storage", "2019年度第四批", "禁止用户上传"),
        ("content", "2018年度第一批", "未经许可不得提供"),
        ("search", "2016年度第三批", "仅提供获得合法授权"),
        ("search", "2017年度第六批", "仅提供获得合法授权"),
        ("search", "2017年度第七批", "加快处理"),
        ("app_store", "2015年度第六批", "加快处理"),
        ("e_commerce", "2021年度第一批", "加快处理"),
        ("storage", "2020年度第二批", "加快处理"),
        ("storage", "2021年度第一批", "禁止用户上传"),
        ("storage", "2021年度第八批", "加快处理"),
        ("storage", "2021年度第十三批", "加快处理"),
    ],
)
def test_the_duty_follows_service_and_list(service: Any, batch: str, words: str) -> None:
    first, *_ = duties_for(service, [CaseWork("远山的灯", batch=batch)], date(2026, 3, 1))
    assert words in first.zh, first


def test_no_host_belongs_to_two_and_every_netdisk_to_one() -> None:
    hosts = [host for one in ALL for host in one.hosts]
    assert len(hosts) == len(set(hosts))
    providers = [name for one in ALL for name in one.providers]
    assert len(providers) == len(set(providers))
    assert {netdisk.name for netdisk in NETDISKS} <= set(providers)
    assert not any(one.email or one.phone for one in ALL), "contacts are the operator's to fill in"
    for one in ALL:
        assert all(form_named(name) for name in one.forms)


def test_the_company_behind_a_site_is_told_when_asked(opened: Any, make: Any) -> None:
    office = opened()
    office.write("parties.toml", make.PARTIES)
    office.write(
        "recipients.toml",
        '[[recipient]]\ncode = "yunji"\nzh = "某云计算公司"\nen = "Some Cloud"\nservice = "hosting"\n'
        'hosts = ["yunji.example"]\nserves = ["pirate.example"]\nforms = ["cn_art14"]\n',
    )
    office.hit(
        "https://www.pirate.example/v/1.html", "page", "pirate.example", page="https://www.pirate.example/v/1.html"
    )
    office.hit("https://other.example/v/1.html", "page", "other.example", page="https://other.example/v/1.html")
    own = draft(office.desk, Wish(hit_ids=(1,)), "小张", make.NOW).notices
    assert [notice.recipient for notice in own] == ["site:pirate.example"]
    told = draft(office.desk, Wish(recipient="yunji"), "小张", make.NOW)
    (notice,) = told.notices
    assert notice.hits == 1 and [refusal.hit_id for refusal in told.refusals] == [2]
    assert "某云计算公司" in notice.text and "网站经营者" in notice.text and "第一千一百九十五条" in notice.text
    approve(office.desk, notice.notice_id, "老李", make.NOW)


def test_who_is_unknown_is_named_with_lines_to_fill_in(opened: Any, make: Any) -> None:
    office = opened()
    office.hit()
    for number in range(2):
        url = f"https://www.pirate.example/v/{number}.html"
        office.hit(url, "page", "pirate.example", page=url)
    found = list(missing(office.desk))
    assert [(one.code, one.hits, one.lacks) for one in found] == [
        ("site:pirate.example", 2, ("name", "email or page")),
        ("baidu", 1, ("email or page",)),
    ]
    lines = "\n".join(one.stanza for one in found)
    assert "@" not in lines
    assert [row["code"] for row in tomllib.loads(lines)["recipient"]] == ["site:pirate.example", "baidu"]
    office.write("recipients.toml", lines.replace('email = ""', 'email = "abuse@pirate.example"'))
    assert list(missing(office.desk)) == []
