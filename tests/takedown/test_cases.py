"""Cases: hits of a work, a site, an account or a recipient, every form drafted from them, their timeline and pack."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest

from core.errors import ConfigError, ConflictError, NotFoundError
from core.types import Account
from storage.notices import NoticeQuery
from storage.outcomes import Outcome
from takedown.approving import approve
from takedown.cases import Subject, add_hits, draft_case, open_cases, subject_of
from takedown.comparison import compare, recipients_of
from takedown.drafting import Wish, draft
from takedown.evidence_pack import pack_case
from takedown.forms import FORMS
from takedown.pack_check import check
from takedown.sending import send
from takedown.timeline import timeline

LISTING = {form.name for form in FORMS if form.lists_hits and form.name != "withdrawal"}


@pytest.fixture
def office(opened: Any, make: Any) -> Any:
    """Papers of the holder, and an address of a machine in each capture: every form can be written."""
    office = opened()
    office.write("parties.toml", make.PARTIES)
    office.write(
        "recipients.toml", '[[recipient]]\ncode = "baidu"\nip = "203.0.113.7"\nemail = "abuse@baidu.example"\n'
    )
    return office


def test_a_case_of_each_subject(office: Any, make: Any) -> None:
    other = make.WORK.__class__("别的片", holder="乙公司", year=2025, kind="film")
    one = office.hit(account=Account("luntan", "10086", "搬运工小李"))
    two = office.hit("https://pan.baidu.com/s/1Second", page="https://tieba.example/p/2")
    three = office.hit("https://pan.quark.cn/s/abc", provider="quark", work=other)
    subjects = (
        (Subject(account="搬运工小李"), (one,), "account", "搬运工小李 (luntan:10086)"),
        (Subject(account="luntan:10086"), (one,), "account", "搬运工小李 (luntan:10086)"),
        (Subject(site="tieba.example"), (two,), "site", "tieba.example"),
        (Subject(recipient="quark"), (three,), "recipient", "夸克网盘"),
        (Subject(work="远山的灯"), (one, two), "work", "远山的灯"),
        (Subject(hit_ids=(two,)), (two,), "work", "远山的灯"),
        (Subject(holder="乙公司"), (three,), "work", "别的片"),
    )
    for minute, (subject, found, about, named) in enumerate(subjects):
        (case,) = open_cases(office.desk, subject, "小张", make.NOW + timedelta(minutes=minute)).cases
        assert office.store.cases.hit_ids(case.case_id) == found, subject
        assert (case.about, subject_of(office.desk, case, "zh")) == (about, named)
        again = open_cases(office.desk, subject, "小张", make.NOW)
        assert again.cases == () and dict(again.pursued) == dict.fromkeys(found, case.case_id)
        office.store.cases.note(case.case_id, "closed", "小张", "试", make.NOW)
    both = open_cases(office.desk, Subject(hit_ids=(one, two, three)), "小张", make.NOW).cases
    assert {case.holder: case.hits for case in both} == {"星河影业有限公司": 2, "乙公司": 1}
    with pytest.raises(ConfigError, match="what the case is about"):
        open_cases(office.desk, Subject(), "小张", make.NOW)
    with pytest.raises(NotFoundError, match="no recipient"):
        open_cases(office.desk, Subject(recipient="niemand"), "小张", make.NOW)


def test_what_cannot_be_listed_gets_into_no_case(office: Any, make: Any) -> None:
    unseen = office.hit("https://pan.baidu.com/s/1New", confirm=False)
    licensed = office.hit("https://www.iqiyi.com/v_1.html", "video", "iqiyi", page="https://www.iqiyi.com/v_1.html")
    official = office.hit("http://WWW.lexiang.example./a", "video", "lexiang", page="https://luntan.example/t")
    state = office.hit("https://www.gov.cn/film/1.html", "video", "gov", page="https://www.gov.cn/film/1.html")
    now = make.NOW + timedelta(days=60)  # within iQIYI's licence
    done = open_cases(office.desk, Subject(hit_ids=(unseen, licensed, official, state)), "小张", now)
    assert done.cases == () and {refusal.hit_id for refusal in done.refusals} == {unseen, licensed, official, state}
    good = office.hit()
    (case,) = open_cases(office.desk, Subject(hit_ids=(good,)), "小张", now).cases
    with pytest.raises(ConflictError, match="protected and cannot be listed"):
        add_hits(office.desk, case.case_id, [state], "小张", now)
    other = office.hit(
        "https://pan.quark.cn/s/x", provider="quark", work=make.WORK.__class__("别的片", holder="乙公司")
    )
    with pytest.raises(ConflictError, match="权利人与本案"):
        add_hits(office.desk, case.case_id, [other], "小张", now)
    assert office.store.cases.hit_ids(case.case_id) == (good,)


def test_every_form_from_one_case(office: Any, make: Any) -> None:
    office.hit(ip="203.0.113.20")
    (case,) = open_cases(office.desk, Subject(work="远山的灯"), "小张", make.NOW).cases
    (baidu,) = recipients_of(office.desk, case)
    before = compare(office.desk, case, baidu, make.NOW)
    assert {column.form.name for column in before.columns} == LISTING
    assert [column.form.name for column in before.columns][: len(baidu.forms)] == list(baidu.forms)
    assert all(column.text and not column.missing and not column.problem for column in before.columns)
    done = draft_case(office.desk, case.case_id, "小张", make.NOW, forms=LISTING)
    assert {notice.form for notice in done.notices} == LISTING and done.unwritten == done.refusals == ()
    assert {notice.case_id for notice in done.notices} == {case.case_id}
    after = compare(office.desk, office.store.cases.get(case.case_id), baidu, make.NOW)
    assert {column.form.name: column.notice.notice_id for column in after.columns if column.notice} == {
        notice.form: notice.notice_id for notice in done.notices
    }
    assert all(column.missing == () for column in after.columns)
    assert draft_case(office.desk, case.case_id, "小张", make.NOW, forms=LISTING).notices == (), "once"


def test_what_is_missing_is_named_form_by_form(opened: Any, make: Any) -> None:
    office = opened()
    hit = office.hit(work=make.WORK.__class__("远山的灯", year=2026, kind="film", holder="星河影业有限公司"))
    (case,) = open_cases(office.desk, Subject(hit_ids=(hit,)), "小张", make.NOW).cases
    comparison = compare(office.desk, case, office.desk.recipients.get("baidu"), make.NOW)
    missing = {column.form.name: column.missing for column in comparison.columns}
    assert missing["cn_art14"] == () and "authorised_copy" in missing["google_txt"]
    assert {"site_ip", "holder_representative", "ownership"} <= set(missing["ncac_sample"])
    rows = {code: [there for there, _ in ticks] for code, _, ticks in comparison.elements("zh")}
    assert False in rows["authorised_copy"] and None in rows["authorised_copy"]
    done = draft_case(office.desk, case.case_id, "小张", make.NOW, forms=LISTING)
    assert {notice.form for notice in done.notices} == {name for name, lacking in missing.items() if not lacking}
    assert len(done.unwritten) == len(LISTING) - len(done.notices)


def test_notices_join_the_case_of_their_hits(office: Any, make: Any) -> None:
    one, two = office.hit(), office.hit("https://pan.baidu.com/s/1Second")
    (case,) = open_cases(office.desk, Subject(hit_ids=(one,)), "小张", make.NOW).cases
    notices = draft(office.desk, Wish(), "小张", make.NOW).notices
    assert {notice.case_id: office.store.notices.hit_ids(notice.notice_id) for notice in notices} == {
        case.case_id: (one,),
        case.case_id + 1: (two,),
    }
    standing = office.store.cases.get(case.case_id + 1)
    assert (standing.about, standing.subject) == ("recipient", "baidu")
    three = office.hit("https://pan.baidu.com/s/1Third")
    (more,) = draft(office.desk, Wish(), "小张", make.NOW + timedelta(days=1)).notices
    assert more.case_id == standing.case_id, "what comes later joins the recipient's open case"
    assert office.store.cases.hit_ids(standing.case_id) == (two, three)


def test_another_form_after_the_first_is_out(office: Any, make: Any) -> None:
    hit = office.hit()
    (case,) = open_cases(office.desk, Subject(hit_ids=(hit,)), "小张", make.NOW).cases
    (notice,) = draft_case(office.desk, case.case_id, "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    assert office.store.hits.get(hit).state == "noticed"
    (more,) = draft_case(office.desk, case.case_id, "小张", make.NOW, forms=["dmca_512"]).notices
    assert office.store.notices.hit_ids(more.notice_id) == (hit,)
    office.store.cases.note(case.case_id, "closed", "老李", "够了", make.NOW)
    with pytest.raises(ConflictError, match="closed"):
        draft_case(office.desk, case.case_id, "小张", make.NOW, forms=["dsa_art16"])


def test_the_timeline_and_the_pack_of_a_case(office: Any, make: Any) -> None:
    hit = office.hit()
    (case,) = open_cases(office.desk, Subject(hit_ids=(hit,)), "小张", make.NOW).cases
    notices = draft_case(office.desk, case.case_id, "小张", make.NOW, forms=["cn_art14", "dmca_512"]).notices
    approve(office.desk, notices[0].notice_id, "老李", make.NOW)
    send(office.desk, notices[0].notice_id, "老李", make.NOW + timedelta(hours=1), export=office.folder / "out")
    gone = Outcome(hit, "removed", make.NOW + timedelta(hours=9), notices[0].notice_id, "platform", "已下架", "recheck")
    office.store.outcomes.add(gone)
    office.store.cases.note(case.case_id, "noted", "小张", "平台来电", make.NOW + timedelta(hours=10))
    told = [(moment.what, moment.kind) for moment in timeline(office.desk, case.case_id)]
    assert told[0] == ("case", "opened") and told[-1] == ("case", "noted")
    assert [kind for what, kind in told if what == "notice"] == ["drafted", "approved", "drafted", "sent"]
    assert told.index(("outcome", "removed")) > told.index(("notice", "sent"))
    assert any(what == "look" for what, _ in told)

    path = office.folder / "case.zip"
    pack_case(office.desk, case.case_id, path, "小张", make.NOW + timedelta(hours=11))
    assert check(path).problems == ()
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        kept = json.loads(archive.read("case.json"))
        manifest = json.loads(archive.read("manifest.json"))
        cover = archive.read("cover.zh.html").decode()
    for notice in office.store.notices.query(NoticeQuery(case_id=case.case_id)):
        assert {f"notices/{notice.number}/notice.txt", f"notices/{notice.number}/case.json"} <= names
        assert notice.number in cover
    assert (kept["stage"], manifest["case"], manifest["notice"]) == ("gone", case.number, "")
    assert [line["kind"] for line in kept["timeline"]] == [kind for _, kind in told]
    assert cover.count(case.number) == 3, "the title, the line of the number, the foot of each page"
    changed = bytearray(path.read_bytes())
    changed[len(changed) // 3] ^= 1
    path.write_bytes(changed)
    assert check(path).problems
