"""Drafting: who gets which form, what is refused and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.config import Complainant
from core.errors import ConfigError, NotFoundError
from core.types import Licence, Review, Work
from storage.verify import verify
from takedown.approving import approve
from takedown.drafting import Wish, draft
from takedown.forms import FORMS
from takedown.sending import send
from takedown.warning import warn
from takedown.withdrawing import withdraw

MAGNET = "magnet:?xt=urn:btih:" + "cd" * 20


def test_hits_are_grouped_by_who_can_act(opened: Any, make: Any) -> None:
    office = opened()
    office.hit("https://pan.baidu.com/s/1AbcDef")
    office.hit("https://pan.baidu.com/s/1Second")
    office.hit("https://pan.quark.cn/s/abcdef", provider="quark")
    office.hit("https://item.taobao.com/item.htm?id=1", "listing", "taobao.com")
    office.hit(MAGNET, "magnet", "", ref="btih:" + "cd" * 20)
    office.hit("https://mega.nz/file/abc", provider="mega")
    result = draft(office.desk, Wish(), "小张", make.NOW)
    assert {(notice.recipient, notice.form, notice.language, notice.hits) for notice in result.notices} == {
        ("baidu", "cn_art14", "zh", 2),
        ("quark", "cn_art14", "zh", 1),
        ("taobao", "ecommerce_art42", "zh", 1),
        ("site:luntan.example", "cn_art14", "zh", 1),
        ("mega", "dmca_512", "en", 1),
    }
    assert not result.refusals
    assert not result.unwritten
    assert not draft(office.desk, Wish(), "小张", make.NOW).notices  # they are listed already


def test_one_case_in_every_form(opened: Any, make: Any) -> None:
    office = opened(make.AGENT)
    office.write("parties.toml", make.PARTIES)
    office.write("recipients.toml", '[[recipient]]\ncode = "baidu"\nip = "203.0.113.9"\n')
    hit_id = office.hit()
    names = [form.name for form in FORMS if form.lists_hits and form.name != "withdrawal"]
    assert len(names) == 9
    for form in names:
        result = draft(office.desk, Wish(form=form, recipient="baidu"), "小张", make.NOW)
        assert [notice.form for notice in result.notices] == [form], result
        assert office.store.notices.hit_ids(result.notices[0].notice_id) == (hit_id,)


@pytest.mark.parametrize("state", ["new", "rejected", "unsure", "noticed"])
def test_only_confirmed_hits_are_listed(state: str, opened: Any, make: Any) -> None:
    office = opened()
    hit_id = office.hit(confirm=state == "noticed")
    if state in ("rejected", "unsure"):
        verdict = "reject" if state == "rejected" else "unsure"
        office.store.reviews.add(Review(hit_id, verdict, "审核员甲", "不是该片", make.NOW))
    if state == "noticed":
        (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
        approve(office.desk, notice.notice_id, "老李", make.NOW)
        send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    result = draft(office.desk, Wish(hit_ids=(hit_id,)), "小张", make.NOW)
    assert not result.notices
    assert f"it is {state}" in result.refusals[0].en
    assert not draft(office.desk, Wish(), "小张", make.NOW).notices


def test_a_hit_without_capture_is_refused(opened: Any, make: Any) -> None:
    office = opened()
    office.hit(captured=False)
    result = draft(office.desk, Wish(), "小张", make.NOW)
    assert not result.notices
    assert "capture" in result.refusals[0].en
    assert "取证" in result.refusals[0].zh


def test_outside_the_protection_window_nothing_is_listed(opened: Any, make: Any) -> None:
    office = opened()
    office.hit(work=replace(make.WORK, protected_until=date(2026, 3, 1)))
    assert "window" in draft(office.desk, Wish(), "小张", make.NOW).refusals[0].en


def test_a_recipient_that_has_nothing_to_do_with_it_is_refused(opened: Any, make: Any) -> None:
    office = opened()
    office.hit()
    result = draft(office.desk, Wish(recipient="quark"), "小张", make.NOW)
    assert not result.notices
    assert "nothing to do" in result.refusals[0].en
    with pytest.raises(NotFoundError, match="no recipient 'nobody'"):
        draft(office.desk, Wish(recipient="nobody"), "小张", make.NOW)


def test_search_engines_get_the_page(opened: Any, make: Any) -> None:
    office = opened()
    office.hit()
    (notice,) = draft(office.desk, Wish(recipient="google"), "小张", make.NOW).notices
    assert notice.form == "google_txt"
    assert notice.text.split("\n")[2] == "https://luntan.example/thread-1-1-1.html"
    assert "pan.baidu.com" not in notice.text


def test_a_deep_link_lists_the_page_and_not_the_platform(opened: Any, make: Any) -> None:
    office = opened()
    office.hit("https://v.qq.com/x/cover/abc.html", "deep_link", "qq", page="https://jiexi.example/play/1")
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    assert notice.recipient == "site:jiexi.example"
    assert "https://jiexi.example/play/1" in notice.text
    assert "v.qq.com" not in notice.text


def test_a_whole_host_of_others_is_refused(opened: Any, make: Any) -> None:
    office = opened()
    office.hit("https://weibo.com/", "page", "weibo.com")
    assert "whole site" in draft(office.desk, Wish(), "小张", make.NOW).refusals[0].en


def test_what_is_missing_is_named_and_other_notices_are_drafted(opened: Any, make: Any) -> None:
    office = opened(Complainant(name="王芳", organisation="星河影业有限公司", email="rights@xinghe.example"))
    office.hit()
    office.hit("https://mega.nz/file/abc", provider="mega")
    result = draft(office.desk, Wish(), "小张", make.NOW)
    assert not result.notices
    assert {one.error.form: one.error.missing for one in result.unwritten} == {
        "cn_art14": ("holder_reachable", "real_identity"),
        "dmca_512": ("contact",),
    }


def test_an_agent_needs_authority_and_the_holders_identity(opened: Any, make: Any) -> None:
    office = opened(make.AGENT.model_copy(update={"authority": ""}))
    office.hit()
    (one,) = draft(office.desk, Wish(), "小张", make.NOW).unwritten
    assert set(one.error.missing) == {"agent_authority", "real_identity"}
    office.write("parties.toml", make.PARTIES)
    (one,) = draft(office.desk, Wish(), "小张", make.NOW).unwritten
    assert one.error.missing == ("agent_authority",)


def test_works_without_holder_are_the_complainants_own_only_without_authority(opened: Any, make: Any) -> None:
    office = opened()
    office.hit(work=replace(make.WORK, holder=""))
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    assert notice.holder == "星河影业有限公司"
    office.config = make.config(office.folder, make.AGENT)
    (one,) = draft(office.desk, Wish(form="dsa_art16"), "小张", make.NOW).unwritten
    assert "holder_name" in one.error.missing


def test_holders_are_not_mixed(opened: Any, make: Any) -> None:
    office = opened(make.AGENT)
    office.write("parties.toml", make.PARTIES + '[[holder]]\nname = "远洋动漫"\nidentity = "统一社会信用代码 913"\n')
    office.hit()
    office.hit("https://pan.baidu.com/s/1Other", work=Work("海的尽头", holder="远洋动漫"))
    result = draft(office.desk, Wish(), "小张", make.NOW)
    assert {notice.holder for notice in result.notices} == {"星河影业有限公司", "远洋动漫"}
    assert all(notice.hits == 1 for notice in result.notices)
    assert not draft(office.desk, Wish(holder="别人", form="dmca_512"), "小张", make.NOW).notices
    (only,) = draft(office.desk, Wish(holder="远洋动漫 ", form="dmca_512", language="en"), "小张", make.NOW).notices
    assert only.holder == "远洋动漫"


def test_long_lists_are_split(opened: Any, make: Any) -> None:
    office = opened()
    office.write("recipients.toml", '[[recipient]]\ncode = "baidu"\nmax_items = 2\n')
    for number in range(5):
        office.hit(f"https://pan.baidu.com/s/1Abc{number}")
    result = draft(office.desk, Wish(), "小张", make.NOW)
    assert [notice.hits for notice in result.notices] == [2, 2, 1]
    assert len({notice.number for notice in result.notices}) == 3


def test_wishes_that_make_no_sense_are_refused(opened: Any, make: Any) -> None:
    office = opened()
    for wish in (Wish(form="warning_letter"), Wish(form="withdrawal")):
        with pytest.raises(ConfigError):
            draft(office.desk, wish, "小张", make.NOW)
    with pytest.raises(ConfigError, match="who drafts"):
        draft(office.desk, Wish(), " ", make.NOW)
    office.hit()
    with pytest.raises(ConfigError, match="zh only"):
        draft(office.desk, Wish(form="cn_art14", language="en"), "小张", make.NOW)


def test_an_operators_file_with_a_typing_error_is_refused(opened: Any) -> None:
    office = opened()
    office.write("recipients.toml", '[[recipient]]\ncode = "baidu"\nemial = "x@y.example"\n')
    with pytest.raises(ConfigError, match="emial"):
        _ = office.desk


def test_warning_letters_name_the_works_and_who_is_licensed(opened: Any, make: Any) -> None:
    office = opened()
    office.work()
    office.work(replace(make.WORK, title="旧作", protected_until=date(2025, 1, 1)))
    (notice,) = warn(office.desk, "baidu", "小张", make.NOW)
    assert "《远山的灯》" in notice.text
    assert "爱奇艺（2026年4月1日至2031年3月31日）" in notice.text
    assert "旧作" not in notice.text
    assert len(office.store.notices.work_ids(notice.notice_id)) == 1
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    assert send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out").notice.state == "sent"
    with pytest.raises(ConfigError, match="no protected work"):
        warn(office.desk, "baidu", "小张", make.NOW, batch="1999")


def test_a_mistaken_hit_is_not_listed_again_until_it_is_confirmed_again(opened: Any, make: Any) -> None:
    office = opened()
    hit_id = office.hit()
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    withdraw(office.desk, notice.notice_id, "老李", "系预告片", make.NOW)
    assert office.store.hits.get(hit_id).state == "confirmed"
    result = draft(office.desk, Wish(), "小张", make.NOW)
    assert not result.notices
    assert "withdrawn" in result.refusals[0].en
    later = make.NOW.replace(hour=20)
    office.store.reviews.add(Review(hit_id, "confirm", "审核员乙", "确系正片", later))
    assert draft(office.desk, Wish(), "小张", later).notices
    assert verify(office.store, office.config.evidence_folder) == []


def test_duties_follow_year_and_batch(opened: Any, make: Any) -> None:
    office = opened()
    office.hit(work=Work("旧片", holder="星河影业有限公司", batch="2018年度第三批", licences=(Licence("优酷"),)))
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    assert "禁止用户上传" in notice.text


def test_the_address_that_answered_stands_in_the_sample_form(opened: Any, make: Any) -> None:
    """A capture keeps the site's address; only where the capture is of the infringing site itself."""
    office = opened()
    office.write("parties.toml", make.PARTIES)
    page = "https://pirate.example/film/7.html"
    office.hit(page, "video", "", page=page, ip="203.0.113.77")
    office.hit("https://other.example/film/8.html", "video", "", page="https://luntan.example/t-3", ip="203.0.113.9")
    result = draft(office.desk, Wish(form="ncac_sample"), "小张", make.NOW)
    (notice,) = result.notices
    assert "203.0.113.77" in notice.text
    assert [one.error.missing for one in result.unwritten] == [("site_ip",)]
