"""XARF v4 reports of the copyright class, one a location."""

from __future__ import annotations

import base64
import json
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from core.errors import InputError
from core.urls import host_of
from takedown.case import Case, Item
from takedown.forms.form import Form
from takedown.schemas import check as check_schema
from takedown.templates import Templates

VERSION: Final = "4.0.0"
_PORTS: Final = {"https": 443, "http": 80, "ftp": 21}
_TYPE_OF_KIND: Final = {
    "netdisk": "cyberlocker", "magnet": "link_site", "ed2k": "link_site", "torrent": "link_site",
    "deep_link": "link_site", "embed": "link_site", "hotlink": "link_site", "source": "link_site",
    "video": "ugc_platform", "listing": "ugc_platform",
}  # fmt: skip


def write(case: Case, templates: Templates) -> str:
    """One report for one location, a list of reports for several."""
    reports = [_report(case, item, number) for number, item in enumerate(case.items)]
    return json.dumps(reports[0] if len(reports) == 1 else reports, ensure_ascii=False, indent=2) + "\n"


def _report(case: Case, item: Item, number: int) -> dict[str, Any]:
    sender = {
        "org": case.sender.called("en"),
        "contact": case.sender.email,
        "domain": case.sender.email.rpartition("@")[2],
    }
    return {
        "xarf_version": VERSION,
        "report_id": str(uuid5(NAMESPACE_URL, f"netsword:{case.number}:{number}")),
        "timestamp": f"{case.made_at:%Y-%m-%dT%H:%M:%SZ}",
        "reporter": sender,
        "sender": sender,
        "source_identifier": (item.proof.ip if item.proof else "") or host_of(item.url),
        "source_port": _PORTS.get(item.url.partition(":")[0].lower(), 443),
        "category": "copyright",
        "type": _TYPE_OF_KIND.get(item.link_kind, "copyright"),
        "evidence_source": "crawler",
        "evidence": _evidence(item),
        "description": f"{item.work.title} ({case.holder.called('en')}), offered without licence at {item.url}",
        "tags": [f"case:{case.number}"],
        "infringing_url": item.url,
        "work_title": item.work.title,
        "rights_holder": case.holder.called("en"),
    }


def _evidence(item: Item) -> list[dict[str, str]]:
    if item.proof is None:
        return []
    facts = {
        "url": item.proof.url,
        "warc_file": item.proof.file,
        "warc_record_id": item.proof.record_id,
        "sha256": item.proof.sha256,
        "captured_at": f"{item.proof.captured_at:%Y-%m-%dT%H:%M:%SZ}",
        "words": item.words,
    }
    payload = json.dumps(facts, ensure_ascii=False).encode()
    return [
        {
            "content_type": "application/json",
            "description": "capture of the page: WARC record and its SHA-256 digest",
            "payload": base64.b64encode(payload).decode(),
        }
    ]


def check(case: Case, text: str) -> None:
    """Reads the reports back: the parts that the schema asks for, and every address."""
    read = json.loads(text)
    reports = read if isinstance(read, list) else [read]
    for report in reports:
        check_schema("xarf_v4", report, "xarf_json")
    if [report.get("infringing_url") for report in reports] != [item.url for item in case.items]:
        raise InputError("xarf_json: the addresses are not those of the case")


FORM: Final = Form("xarf_json", write, media_type="application/json", file_name="xarf.json", check=check)
