"""Complaints: complete or refused by name, true to the record, and every byte of the pack checked."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import typer.main
from click.testing import CliRunner

from cli import complaint as command
from core.errors import ConfigError, ConflictError, InputError
from core.types import Account
from storage.outcomes import Look, Outcome
from takedown.approving import approve
from takedown.complaint import gather
from takedown.complaint_pack import verify, write
from takedown.drafting import Wish, draft
from takedown.papers import take_in
from takedown.referral import load_thresholds, read_given, refer
from takedown.sending import send
from takedown.stopwatch import measure

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n"
OFFICE, PLACE = "某省版权局", "网站备案地：北京"


def _ignored(opened: Any, make: Any) -> Any:
    """A notice of two links: one removed in time, one left alone."""
    office = opened()
    office.write("parties.toml", make.PARTIES)
    office.hit()
    office.hit("https://pan.baidu.com/s/1Zweiter")
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    hour = timedelta(hours=1)
    office.store.outcomes.add_all(
        [Outcome(1, "removed", make.NOW + 5 * hour, 1, "platform")],
        [
            Look(1, "gone", "platform", "因侵权", 200, make.NOW + 5 * hour),
            Look(2, "alive", "alive", "请输入提取码", 200, make.NOW + 30 * hour),
            Look(2, "unknown", "challenge", "", 403, make.NOW + 50 * hour),
            Look(2, "alive", "alive", "=cmd()", 200, make.NOW + 70 * hour),
        ],
    )
    return office


def _papers(office: Any, make: Any) -> None:
    for kind in ("identity", "ownership"):
        path = office.folder / f"{kind} 扫描件/.pdf".replace("/", "")
        path.write_bytes(PDF + kind.encode())
        take_in(office.store.papers, path, "星河影业有限公司", kind, "小张", make.NOW)


def _written(office: Any, make: Any, **more: Any) -> Path:
    path = office.folder / "complaint.zip"
    complaint = gather(office.desk, [1], "小张", make.NOW + timedelta(hours=72), office=OFFICE, place=PLACE)
    write(office.desk, complaint, path, **more)
    return path


def test_what_is_missing_is_named_all_at_once(opened: Any, make: Any) -> None:
    office = _ignored(opened, make)
    complaint = gather(office.desk, [1], "小张", make.NOW + timedelta(hours=72))
    with pytest.raises(ConflictError) as refused:
        write(office.desk, complaint, office.folder / "c.zip")
    for words in ("identity paper", "own 远山的灯".replace("own", "owns"), "--place", "--office", "权属证明"):
        assert words in str(refused.value), words
    assert not (office.folder / "c.zip").exists()
    write(office.desk, complaint, office.folder / "c.zip", incomplete=True)
    with zipfile.ZipFile(office.folder / "c.zip") as archive:
        assert "《远山的灯》的权属证明文件" in archive.read("00-index.zh.html").decode()


def test_the_pack_says_what_was_done_and_what_was_not(opened: Any, make: Any) -> None:
    office = _ignored(opened, make)
    _papers(office, make)
    path = _written(office, make)
    assert verify(path) == []
    number = office.store.notices.get(1).number
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        application = archive.read("01-application.html").decode()
        looks = list(csv.DictReader(io.StringIO(archive.read(f"05-inaction/{number}-looks.csv").decode("utf-8-sig"))))
        manifest = json.loads(archive.read("manifest.json"))
        inaction = archive.read("05-inaction/inaction.html").decode()
    assert {f"06-evidence/{number}.zip", f"04-notice/{number}.txt", "00-cover.en.html", "00-index.zh.html"} <= names
    assert any(name.startswith("03-ownership/") for name in names) and any(
        name.startswith("02-parties/") for name in names
    )
    watch = measure(office.desk, office.store.notices.get(1), make.NOW + timedelta(hours=72))
    assert (watch.removed, watch.open, watch.late) == (1, 1, 1)
    for words in (
        OFFICE,
        PLACE,
        "星河影业有限公司",
        "百度网盘",
        "《远山的灯》",
        "已删除 1 项",
        "尚未处理 1 项",
        "已超期 48 小时",
        "第十五条",
    ):
        assert words in application, words
    assert [(row["hit_id"], row["verdict"]) for row in looks] == [
        ("1", "gone"),
        ("2", "alive"),
        ("2", "unknown"),
        ("2", "alive"),
    ]
    assert looks[-1]["detail"] == "'=cmd()"  # no formula
    assert "2026年3月3日 22:30" in inaction and "仍可访问" in inaction
    assert manifest["lacking"] == []


def test_every_changed_file_is_noticed(opened: Any, make: Any) -> None:
    office = _ignored(opened, make)
    _papers(office, make)
    path = _written(office, make)
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for name in files:
        changed = office.folder / "changed.zip"
        with zipfile.ZipFile(changed, "w") as archive:
            for other, content in files.items():
                archive.writestr(other, content[:-1] + bytes([content[-1] ^ 1]) if other == name else content)
        assert verify(changed), name
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("03-ownership/forged.pdf", PDF)
    assert verify(path) == ["03-ownership/forged.pdf is not in the manifest"]
    assert verify(office.folder / "nothing.zip")


def test_there_must_be_something_to_complain_of(opened: Any, make: Any) -> None:
    office = _ignored(opened, make)
    office.store.outcomes.add(Outcome(2, "removed", make.NOW + timedelta(hours=6), 1, "platform"))
    with pytest.raises(ConflictError, match="nothing to complain of"):
        gather(office.desk, [1], "小张", make.NOW + timedelta(hours=72))


@pytest.mark.parametrize(("content", "words"), [(b"MZ\x90", "no PDF"), (b"", "no PDF"), (None, "cannot be read")])
def test_only_scans_are_taken_in(content: bytes | None, words: str, opened: Any, make: Any) -> None:
    office = opened()
    path = office.folder / "paper.pdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match=words):
        take_in(office.store.papers, path, "星河", "ownership", "小张", make.NOW)


def test_the_same_paper_is_kept_once(opened: Any, make: Any) -> None:
    office = opened()
    _papers(office, make)
    with pytest.raises(ConflictError, match="is there already as paper"):
        _papers(office, make)
    assert [paper.kind for paper in office.store.papers.of("星河影业有限公司")] == ["identity", "ownership"]


def test_a_referral_says_what_is_known_and_what_is_not(opened: Any, make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    office = opened()
    for number in range(3):
        office.hit(f"https://pan.baidu.com/s/1N{number}", account=Account("baidu", "10086", "小李"))
    given = read_given(["clicks=60000:页面计数器 2026-03-01", "illegal_income=16000:转账截图"])
    found = refer(office.store, "account:baidu:10086", load_thresholds(), given, make.NOW)
    status = {one.threshold.code: one.status for one in found.compared}
    assert (status["criminal_works"], status["criminal_clicks"], status["criminal_income"]) == ("below", "half", "half")
    assert (status["criminal_members"], found.together) == ("unknown", True)
    assert found.unknown == ("downloads", "members", "illegal_turnover")
    office.write("netsword.toml", "")
    monkeypatch.setenv("NETSWORD_CONFIG", str(office.folder / "netsword.toml"))
    done = CliRunner().invoke(typer.main.get_command(command.app), ["referral", "site:luntan"])
    assert done.exit_code == 0, done.output
    for words in (
        "链接数 links: 3",
        "作品数 works: 1",
        "违法所得（元） illegal income\n",
        "法释〔2025〕5号",
        "2025-04-26",
        "未知 unknown",
    ):
        assert words in done.stdout, words


@pytest.mark.parametrize("words", ["clicks", "clicks=many:x", "clicks=5:", "fame=5:x"])
def test_what_is_given_needs_a_number_and_a_source(words: str) -> None:
    with pytest.raises(ConfigError, match="METRIC=NUMBER:SOURCE"):
        read_given([words])


def test_inaction_is_shown_by_a_look_after_the_deadline(opened: Any, make: Any) -> None:
    office = opened()
    office.write("parties.toml", make.PARTIES)
    office.hit()
    (notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    approve(office.desk, notice.notice_id, "老李", make.NOW)
    send(office.desk, notice.notice_id, "老李", make.NOW, export=office.folder / "out")
    hour = timedelta(hours=1)

    def lacking(*looks: Look) -> list[str]:
        office.store.outcomes.add_all([], looks)
        complaint = gather(office.desk, [1], "小张", make.NOW + timedelta(hours=72), office=OFFICE, place=PLACE)
        return [lack.en for lack in complaint.lacking() if "a look after the deadline" in lack.en]

    assert lacking(), "the calendar alone proves nothing"
    assert lacking(Look(1, "alive", "alive", "", 200, make.NOW + 20 * hour)), "before the deadline it may be there"
    assert lacking(Look(1, "unknown", "challenge", "", 403, make.NOW + 30 * hour))
    assert not lacking(Look(1, "alive", "alive", "", 200, make.NOW + 40 * hour))
