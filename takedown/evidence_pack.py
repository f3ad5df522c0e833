"""Evidence packs: one zip about a case, a notice or hits: captures, fresh looks, web archive, cover, manifest."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from ssl import DER_cert_to_PEM_cert
from typing import Any, Final

from core.errors import InputError, NotFoundError, StorageError
from core.types import Capture, Hit
from storage.cases import CaseFile
from storage.evidence import members, read_page
from storage.fresh import FreshLook
from storage.notices import Notice, NoticeQuery
from storage.warc import connection_in
from takedown import cover
from takedown.clock import clock_source
from takedown.desk import Desk
from takedown.pack_check import CAPTURES
from takedown.pack_frame import MANIFEST, MANIFEST_SUM, add, add_sum
from takedown.pdf import can_print, print_page
from takedown.timeline import timeline
from takedown.wacz import WACZ, Leaf
from takedown.wacz import write as write_wacz

README: Final = "README.txt"
LOOKS: Final = "looks.json"
_README: Final = Path(__file__).parent / "templates" / "evidence_readme.txt"
# Roles whose captures are pages that a reader opens in the web archive.
_PAGES: Final = ("crawl", "page", "shown_on")


@dataclass(frozen=True, slots=True)
class _Proof:
    """One capture and what it proves."""

    hit: Hit
    role: str
    capture: Capture


@dataclass(frozen=True, slots=True)
class _Matter:
    """What a pack is about: hits, the notices that list them with the folder of each, and the case, if there is one."""

    hit_ids: tuple[int, ...]
    looks: tuple[FreshLook, ...]
    notices: tuple[tuple[str, Notice], ...] = ()
    case: CaseFile | None = None

    @property
    def number(self) -> str:
        """The number of the case, or of its only notice; "" where there is neither."""
        return self.case.number if self.case else self.notices[0][1].number if self.notices else ""


def pack(desk: Desk, notice_id: int, path: Path, by: str, now: datetime) -> str:
    """Writes the pack of a notice; gives the SHA-256 of its manifest, which a time stamp then covers."""
    notice = desk.store.notices.get(notice_id)
    looks = tuple(desk.store.fresh.of_notice(notice_id))
    matter = _Matter(desk.store.notices.hit_ids(notice_id), looks, (("notice", notice),))
    return _write(desk, path, by, now, matter)


def pack_hits(desk: Desk, hit_ids: Sequence[int], path: Path, by: str, now: datetime) -> str:
    """Writes the pack of hits, without any notice; gives the SHA-256 of its manifest."""
    if not hit_ids:
        raise InputError("name at least one hit")
    return _write(desk, path, by, now, _Matter(tuple(dict.fromkeys(hit_ids)), _looks(desk, hit_ids)))


def pack_case(desk: Desk, case_id: int, path: Path, by: str, now: datetime) -> str:
    """Writes the pack of a case: its hits, all its notices, its timeline; gives the SHA-256 of its manifest."""
    case = desk.store.cases.get(case_id)
    notices = sorted(desk.store.notices.query(NoticeQuery(case_id=case_id)), key=lambda notice: notice.notice_id)
    hit_ids = dict.fromkeys(desk.store.cases.hit_ids(case_id))
    hit_ids.update(dict.fromkeys(hit_id for one in notices for hit_id in desk.store.notices.hit_ids(one.notice_id)))
    folders = tuple((f"notices/{notice.number}", notice) for notice in notices)
    return _write(desk, path, by, now, _Matter(tuple(hit_ids), _looks(desk, tuple(hit_ids)), folders, case))


def _looks(desk: Desk, hit_ids: Sequence[int]) -> tuple[FreshLook, ...]:
    return tuple(look for hit_id in hit_ids for look in desk.store.fresh.of_hit(hit_id))


def _write(desk: Desk, path: Path, by: str, now: datetime, matter: _Matter) -> str:
    if path.exists():
        raise StorageError(f"{path} is there already: evidence is not overwritten")
    part = path.with_name(path.name + ".part")
    entries: list[dict[str, Any]] = []
    told = {
        "case": matter.case.number if matter.case else "",
        "notice": "" if matter.case else matter.number,
        "hits": list(matter.hit_ids),
        "made_at": _time(now),
        "made_by": by,
        "software": f"netsword {version('netsword')}",
        "clock": clock_source(),
        "digest": "sha256",
    }
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
            for name, content in _contents(desk, matter, told, now):
                add(archive, name, content)
                entries.append({"name": name, "size": len(content), "sha256": sha256(content).hexdigest()})
            manifest = _json({**told, "files": entries})
            add(archive, MANIFEST, manifest)
            add_sum(archive, MANIFEST_SUM, MANIFEST, manifest)
        part.rename(path)
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return sha256(manifest).hexdigest()


def _contents(desk: Desk, matter: _Matter, told: dict[str, Any], now: datetime) -> Iterator[tuple[str, bytes]]:
    proofs = list(_proofs(desk, matter.hit_ids, matter.looks))
    yield README, _README.read_bytes()
    if matter.case is not None:
        steps = timeline(desk, matter.case.case_id)
        yield "case.json", _json({**_plain(matter.case), "stage": matter.case.stage, "timeline": steps})
    for folder, notice in matter.notices:
        yield from _notice_files(desk, folder, notice)
    yield "hits.json", _json([_plain(desk.store.hits.get(hit_id)) for hit_id in matter.hit_ids])
    rows = [_row(desk, proof) for proof in proofs]
    yield CAPTURES, _json([_told(proof, row) for proof, row in zip(proofs, rows, strict=True)])
    looks = [{**_plain(look), "files": [file.capture.record_id for file in look.files]} for look in matter.looks]
    yield LOOKS, _json(looks)
    captures = {proof.capture.record_id: proof for proof in proofs}
    leaves = []
    for proof in captures.values():
        leaf = _leaf(desk, proof)
        leaves.append(leaf)
        yield _record_name(proof.capture.record_id), b"".join(leaf.members)
    facts = [_body(desk, proof) for proof in captures.values() if proof.role == "facts"]
    pictures = [(proof.capture.url, _body(desk, proof)) for proof in captures.values() if proof.role == "picture"]
    tls = [(row.connection or {}).get("tls") or {} for row in rows]
    yield from _readable(facts, tls, pictures)
    yield WACZ, write_wacz(leaves, matter.number or "netsword", now)
    yield from _covers(desk, matter, rows, [json.loads(fact) for fact in facts], pictures, told, now)


def _notice_files(desk: Desk, folder: str, notice: Notice) -> Iterator[tuple[str, bytes]]:
    notices, notice_id = desk.store.notices, notice.notice_id
    yield f"{folder}/notice.txt", notice.text.encode()
    for file in notices.files(notice_id):
        yield f"{folder}/{file.name}", file.content
    yield f"{folder}/events.json", _json([_plain(event) for event in notices.events(notice_id)])
    yield f"{folder}/outcomes.json", _json([_plain(outcome) for outcome in desk.store.outcomes.of_notice(notice_id)])


def _proofs(desk: Desk, hit_ids: Sequence[int], looks: Iterable[FreshLook]) -> Iterator[_Proof]:
    """What was crawled first, then what was kept at the fresh looks."""
    hits = {hit_id: desk.store.hits.get(hit_id) for hit_id in hit_ids}
    for hit_id, hit in hits.items():
        for capture in desk.store.captures.of(hit_id):
            yield _Proof(hit, "crawl", capture)
    for look in looks:
        for file in look.files:
            yield _Proof(hits[look.hit_id], file.role, file.capture)


def _row(desk: Desk, proof: _Proof) -> cover.Row:
    page = read_page(desk.config.evidence_folder, proof.capture)
    capture = proof.capture
    name = _record_name(capture.record_id)
    work = proof.hit.work_title if proof.role in _PAGES else ""
    link = proof.hit.link_url if proof.role in _PAGES else ""
    beside = b"".join(members(desk.config.evidence_folder, capture))
    return cover.Row(
        link, work, proof.role, capture.url, capture.captured_at, page.ip, capture.sha256, name,
        connection_in(beside, capture.record_id),
    )  # fmt: skip


def _told(proof: _Proof, row: cover.Row) -> dict[str, Any]:
    capture = proof.capture
    return {
        "hit_id": proof.hit.hit_id,
        "work": proof.hit.work_title,
        "link": proof.hit.link_url,
        "role": proof.role,
        "page": capture.url,
        "captured_at": _time(capture.captured_at),
        "address": row.address,
        "record_id": capture.record_id,
        "sha256": capture.sha256,
        "truncated": capture.truncated,
        "connection": row.connection,
        "file": row.file,
        "kept_in": capture.file,
    }


def _leaf(desk: Desk, proof: _Proof) -> Leaf:
    folder, capture = desk.config.evidence_folder, proof.capture
    page = read_page(folder, capture)
    title = proof.hit.work_title if proof.role in _PAGES else ""
    return Leaf(capture, members(folder, capture), page.status, page.content_type, title)


def _readable(
    facts: Iterable[bytes], shown: Iterable[dict[str, Any]], pictures: Iterable[tuple[str, bytes]]
) -> Iterator[tuple[str, bytes]]:
    """What people and programs read without a WARC reader: facts, certificates, pictures."""
    steps = []
    for number, fact in enumerate(facts, 1):
        yield f"fetches/{number:04}.json", fact
        steps += [step.get("tls") or {} for step in json.loads(fact)["steps"]]
    chains = {sha256(der).hexdigest(): der for tls in (*shown, *steps) for der in cover.ders(tls)}
    for digest, der in chains.items():
        yield f"certificates/{digest[:32]}.pem", DER_cert_to_PEM_cert(der).encode()
    for number, (_, png) in enumerate(pictures, 1):
        yield f"pictures/{number:04}.png", png


def _covers(
    desk: Desk,
    matter: _Matter,
    rows: Sequence[cover.Row],
    facts: Sequence[dict[str, Any]],
    pictures: Sequence[tuple[str, bytes]],
    told: dict[str, Any],
    now: datetime,
) -> Iterator[tuple[str, bytes]]:
    """The cover in both languages; as PDF too where that can be printed."""
    said = cover.Cover(
        number=matter.number or "-".join(["H", *map(str, matter.hit_ids[:5])]),
        made_at=now,
        made_by=str(told["made_by"]),
        software=str(told["software"]),
        clock=str(told["clock"]),
        holder=matter.case.holder if matter.case else matter.notices[0][1].holder if matter.notices else "",
        letters=tuple(_letter(desk, notice) for _, notice in matter.notices),
        rows=tuple(row for row in rows if row.role != "part"),
        looks=matter.looks,
        facts=tuple(facts),
        pictures=tuple((url.removeprefix("urn:view:"), png) for url, png in pictures),
    )
    for language in cover.LANGUAGES:
        page = cover.write(said, language)
        yield f"cover.{language}.html", page.encode()
        if can_print():
            yield f"cover.{language}.pdf", print_page(page)


def _letter(desk: Desk, notice: Notice) -> cover.Letter:
    names = {language: _recipient_name(desk, notice.recipient, language) for language in cover.LANGUAGES}
    return cover.Letter(notice.number, notice.subject, names, notice.state, notice.sent_at)


def _recipient_name(desk: Desk, code: str, language: str) -> str:
    try:
        return desk.recipients.get(code).name(language) or code
    except NotFoundError:  # a recipient that the operator took out of the list since
        return code


def _body(desk: Desk, proof: _Proof) -> bytes:
    return read_page(desk.config.evidence_folder, proof.capture).body


def _record_name(record_id: str) -> str:
    plain = "".join(char if char.isalnum() or char == "-" else "-" for char in record_id.removeprefix("urn:uuid:"))
    return f"captures/{plain}.warc.gz"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_value) + "\n").encode()


def _plain(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__ if name != "files"}


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return _time(value)
    if hasattr(value, "__dataclass_fields__"):
        return _plain(value)
    raise TypeError(f"{value!r} has no place in a pack")


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
