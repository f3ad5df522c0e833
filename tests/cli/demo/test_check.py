"""The demo's judge tells found, missed and false apart."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from cli.demo.check import compare, lines, merge, same_address, same_target
from cli.demo.truth import Innocent, Truth
from cli.demo.web import DemoWeb


def _hit(truth: Truth, **changes: Any) -> dict[str, Any]:
    fields = asdict(truth) | {"work_title": truth.work, "channel": truth.channel.split("|")[0]}
    return fields | changes


SHARE = Truth(
    "forum", "http://f.example/1", "深海", "netdisk", "quark", "https://pan.quark.cn/s/0a1b2c3d4e5f", "", "forum"
)
CODED = Truth(
    "forum", "http://f.example/2", "深海", "netdisk", "baidu", "https://pan.baidu.com/s/1abcdefgh", "k3mq", "forum"
)
OFFICIAL = "https://v.qq.com/x/cover/abc.html"
DEEP = Truth("jx", "http://j.example/1", "驻站", "deep_link", "qq", OFFICIAL)


def test_all_hits_of_the_truth_are_complete(web: DemoWeb) -> None:
    verdict = compare([_hit(truth) for truth in web.truth], web.truth, web.innocents)
    assert verdict.right
    assert (len(verdict.found), verdict.missed, verdict.wrong_kind, verdict.wrong_channel) == (
        len(web.truth),
        (),
        (),
        (),
    )
    assert len(verdict.left_alone) == len(web.innocents)
    assert str(verdict) == "\n".join(lines(verdict))
    assert len(lines(verdict)) == 3


def test_each_innocent_hit_is_a_false_alarm_with_its_reason(web: DemoWeb) -> None:
    for innocent in web.innocents:
        hit = {"work_title": "流浪地球2", "link_kind": "page", "link_url": innocent.url, "page_url": innocent.url}
        verdict = compare([hit], web.truth, web.innocents)
        assert [why for _, why in verdict.false_alarms] != ["nothing of that work was put there"]
        assert not verdict.found


def test_missed_and_wrong_code() -> None:
    verdict = compare([_hit(CODED, passcode="")], [SHARE, CODED], [])
    assert (verdict.found, verdict.missed, verdict.wrong_passcode) == ((CODED,), (SHARE,), ((CODED, ""),))
    assert not verdict.right
    assert any("wrong code" in line for line in lines(verdict))


def test_another_work_at_a_planted_link_is_a_false_alarm() -> None:
    verdict = compare([_hit(SHARE, work_title="海底来信")], [SHARE], [])
    assert [why for _, why in verdict.false_alarms] == ["nothing of that work was put there"]


def test_a_plain_link_to_a_deep_links_target_is_no_answer() -> None:
    plain = _hit(DEEP, link_kind="page", page_url="http://j.example/official")
    verdict = compare([plain], [DEEP], [Innocent("jx", "http://j.example/official", "a plain link")])
    assert verdict.missed == (DEEP,)
    assert [why for _, why in verdict.false_alarms] == ["a plain link"]


def test_a_deep_link_may_be_named_with_its_wrapper() -> None:
    wrapped = "https://jx.example/?url=https%3A%2F%2Fv.qq.com%2Fx%2Fcover%2Fabc.html"
    assert compare([_hit(DEEP, link_url=wrapped)], [DEEP], []).right


def test_two_hits_of_one_truth_and_a_kin_kind() -> None:
    verdict = compare([_hit(DEEP), _hit(DEEP, link_kind="embed")], [DEEP], [])
    assert verdict.right and not verdict.wrong_kind
    assert compare([_hit(DEEP, link_kind="embed")], [DEEP], []).wrong_kind == ((DEEP, "embed"),)


def test_merge_keeps_the_code_and_both_channels() -> None:
    bare = Truth("api", "http://a.example", CODED.work, "netdisk", "baidu", CODED.link_url, "", "collection_api")
    (merged,) = merge([bare, CODED])
    assert (merged.passcode, merged.channel) == ("k3mq", "collection_api|forum")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.example/x/", "http://a.example/x", True),
        ("http://a.example/s?mid=1&idx=1&sn=f", "http://a.example/s?mid=1&idx=1", True),
        ("http://a.example/item?id=1", "http://a.example/item?id=2", False),
        ("http://a.example/item?id=1", "http://a.example/item", False),
        ("http://a.example/%E6%B7%B1", "http://a.example/深", True),
        ("http://[", "http://a.example/", False),
    ],
)
def test_same_address(one: str, other: str, same: bool) -> None:
    assert same_address(one, other) is same


def test_hashes_are_compared_without_case() -> None:
    magnet = Truth("m", "http://m.example", "深海", "magnet", "", "magnet:?xt=urn:btih:" + "ab" * 20)
    assert same_target(magnet, "magnet:?xt=urn:btih:" + "AB" * 20 + "&dn=x")
    file = Truth("m", "http://m.example", "深海", "ed2k", "", "ed2k://|file|a.mkv|1|" + "AB" * 16 + "|/")
    assert same_target(file, "ed2k://|file|b.mkv|1|" + "ab" * 16 + "|/")
