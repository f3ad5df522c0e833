"""Complaint packs: one zip for a copyright office with index, application, papers, notices, looks and evidence."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from core.errors import ConflictError, StorageError
from storage.export import safe_cell
from takedown.complaint import Complaint, Lack
from takedown.desk import Desk
from takedown.evidence_pack import pack as pack_evidence
from takedown.forms import FORMS
from takedown.pack_check import check as check_evidence
from takedown.pack_frame import MANIFEST, MANIFEST_SUM, MAX_BYTES, MAX_FILES, UNREADABLE, add, add_sum, agrees
from takedown.pdf import can_print, print_page

EVIDENCE: Final = "06-evidence/"
_BASIS: Final = {"law": "法定期限", "promise": "被投诉人公示的期限", "target": "投诉人请求的期限"}
_STEPS: Final = {
    "reminded": "发出催办函",
    "escalated": "升级处理",
    "complained": "已投诉或者起诉",
    "answered": "收到答复",
}
_VERDICTS: Final = {"alive": "仍可访问", "gone": "已无法访问", "unknown": "无法判断", "": "未核查"}
_LOOKS: Final = ("hit_id", "url", "looked_at", "verdict", "reason", "http_status", "detail")


@dataclass(frozen=True, slots=True)
class File:
    """One file of the pack and what it is."""

    name: str
    content: bytes
    zh: str
    en: str

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return sha256(self.content).hexdigest()


def write(desk: Desk, complaint: Complaint, path: Path, *, incomplete: bool = False) -> str:
    """Writes the pack; gives the SHA-256 of its manifest. What is missing is refused by name, all at once."""
    lacking = complaint.lacking()
    if lacking and not incomplete:
        raise ConflictError("the complaint lacks: " + "; ".join(f"{one.en} | {one.zh}" for one in lacking))
    if path.exists():
        raise StorageError(f"{path} is there already: complaints are not overwritten")
    part = path.with_name(path.name + ".part")
    try:
        files = list(_files(desk, complaint))
        files = [*_indexes(desk, complaint, files, lacking), *files]
        manifest = _manifest(complaint, files, lacking)
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            for file in files:
                add(archive, file.name, file.content)
            add(archive, MANIFEST, manifest)
            add_sum(archive, MANIFEST_SUM, MANIFEST, manifest)
        part.rename(path)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return sha256(manifest).hexdigest()


def verify(path: Path) -> list[str]:
    """What is wrong with a pack, one sentence each: files changed, added or left out, evidence that does not hold."""
    try:
        with zipfile.ZipFile(path) as archive:
            return list(_faults(archive))
    except (KeyError, TypeError, *UNREADABLE) as error:
        return [f"{path}: no readable complaint: {error}"]


def _faults(archive: zipfile.ZipFile) -> Iterator[str]:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(names) > MAX_FILES or sum(info.file_size for info in infos) > MAX_BYTES or len(set(names)) != len(names):
        yield "the pack is larger than any that netsword writes, or two files have one name"
        return
    if not agrees(archive, MANIFEST_SUM, MANIFEST):
        yield f"{MANIFEST} was changed: its SHA-256 is not that of {MANIFEST_SUM}"
    listed = {str(entry["name"]): str(entry["sha256"]) for entry in json.loads(archive.read(MANIFEST))["files"]}
    there = set(names) - {MANIFEST, MANIFEST_SUM}
    yield from (f"{name} is missing" for name in sorted(listed.keys() - there))
    yield from (f"{name} is not in the manifest" for name in sorted(there - listed.keys()))
    for name in sorted(listed.keys() & there):
        content = archive.read(name)
        if sha256(content).hexdigest() != listed[name]:
            yield f"{name} was changed: its SHA-256 is not that of the manifest"
        elif name.startswith(EVIDENCE):
            yield from (f"{name}: {problem}" for problem in _evidence_faults(content))


def _evidence_faults(content: bytes) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evidence.zip"
        path.write_bytes(content)
        return check_evidence(path).problems


def _files(desk: Desk, c: Complaint) -> Iterator[File]:
    words = desk.templates.write
    service = desk.templates.service_name(c.recipient.service, "zh")
    titles = {form.name: form.title("zh") for form in FORMS}
    application = words("complaint_application.html", c=c, basis=_BASIS, steps=_STEPS, service=service, titles=titles)
    yield from _page("01-application", application, "投诉申请书", "application")
    for paper in c.papers:
        folder = "03-ownership" if paper.kind == "ownership" else "02-parties"
        about = f"《{paper.work}》" if paper.work else ""
        zh = {"ownership": "权属证明", "identity": "身份证明", "authority": "授权委托书", "other": "其他材料"}[
            paper.kind
        ]
        yield File(
            f"{folder}/{paper.paper_id}-{paper.name}", paper.content, f"{zh}{about}", f"{paper.kind} paper {about}"
        )
    for one in c.notices:
        number = one.notice.number
        yield File(f"04-notice/{number}.txt", one.notice.text.encode(), f"通知 {number}", f"notice {number}")
        for file in desk.store.notices.files(one.notice.notice_id):
            name = f"04-notice/{number}/{file.name}"
            yield File(name, file.content, f"通知 {number} 所附文件", f"file of notice {number}")
        yield File(f"05-inaction/{number}-looks.csv", _looks(one.rows, one.looks), "历次核查记录", "every look")
    inaction = words("complaint_inaction.html", c=c, verdicts=_VERDICTS)
    yield from _page("05-inaction/inaction", inaction, "未处理情况说明", "proof of inaction")
    yield from _evidence(desk, c)


def _evidence(desk: Desk, c: Complaint) -> Iterator[File]:
    with tempfile.TemporaryDirectory() as folder:
        for one in c.notices:
            path = Path(folder) / f"{one.notice.number}.zip"
            pack_evidence(desk, one.notice.notice_id, path, c.made_by, c.made_at)
            number = one.notice.number
            yield File(f"{EVIDENCE}{number}.zip", path.read_bytes(), f"通知 {number} 的证据包", f"evidence of {number}")


def _page(name: str, html: str, zh: str, en: str) -> Iterator[File]:
    yield File(f"{name}.html", html.encode(), zh, en)
    if can_print():
        yield File(f"{name}.pdf", print_page(html), f"{zh}（PDF）", f"{en} (PDF)")


def _indexes(desk: Desk, c: Complaint, files: list[File], lacking: list[Lack]) -> Iterator[File]:
    for language, name in (("zh", "00-index.zh"), ("en", "00-cover.en")):
        html = desk.templates.write(
            "complaint_index.html",
            c=c,
            language=language,
            files=files,
            lacking=lacking,
            t=(lambda zh, en: zh) if language == "zh" else (lambda zh, en: en),
        )
        yield from _page(name, html, "目录", "index")


def _looks(rows: tuple[Any, ...], looks: tuple[Any, ...]) -> bytes:
    urls = {row.hit_id: row.url for row in rows}
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(_LOOKS)
    for look in looks:
        moment = f"{look.looked_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        row = (look.hit_id, urls[look.hit_id], moment, look.verdict, look.reason, look.http_status, look.detail)
        writer.writerow([safe_cell(value) for value in row])
    return out.getvalue().encode()


def _manifest(c: Complaint, files: list[File], lacking: list[Lack]) -> bytes:
    told = {
        "complaint": c.number,
        "notices": [one.notice.number for one in c.notices],
        "made_at": _time(c.made_at),
        "made_by": c.made_by,
        "software": f"netsword {version('netsword')}",
        "lacking": [one.en for one in lacking],
        "digest": "sha256",
        "files": [{"name": file.name, "size": len(file.content), "sha256": file.sha256} for file in files],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
