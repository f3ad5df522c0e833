"""The demo's watchlist and its web fit together."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import cli.demo
from cli.demo.web import DemoWeb

LIST = Path(cli.demo.__file__).parent / "watchlist.csv"


def _rows() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        next(file)  # a heading stands above the header, as in the real lists
        return list(csv.DictReader(file))


def test_every_planted_work_is_on_the_list(web: DemoWeb) -> None:
    titles = {row["作品名称"] for row in _rows()}
    assert {truth.work for truth in web.truth} <= titles
    assert len(titles) == len(_rows()) >= 30


def test_only_protected_unplanted_works_are_left_over(web: DemoWeb) -> None:
    unplanted = {row["作品名称"] for row in _rows()} - {truth.work for truth in web.truth}
    assert unplanted == {"落日邮局", "星海拾荒者"}


def test_licences_name_platform_and_both_days() -> None:
    form = re.compile(r"[^()]+\(\d{4}/\d{1,2}/\d{1,2}-20[3-9]\d/\d{1,2}/\d{1,2}\)")
    licences = [row["获得信息网络传播权的网络服务商"] for row in _rows() if row["获得信息网络传播权的网络服务商"]]
    assert len(licences) >= 8
    assert all(form.fullmatch(part) for licence in licences for part in licence.split("、"))
