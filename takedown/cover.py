"""The cover of an evidence pack: what it holds and how it came about, for people, in Chinese and English."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives import hashes
from cryptography.x509 import load_der_x509_certificate
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from storage.fresh import FreshLook
from takedown.case import one_line
from takedown.clock import clock_in
from takedown.templates import moment

LANGUAGES: Final = ("zh", "en")
MOST_PICTURES: Final = 4
_PICTURE_BYTES: Final = 3_000_000
_FOLDER: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Row:
    """One capture on the cover."""

    link: str
    work: str
    role: str
    url: str
    captured_at: datetime
    address: str
    sha256: str
    file: str
    connection: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice on the cover; the recipient's name by language."""

    number: str
    subject: str
    recipient: dict[str, str]
    state: str
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover says. `facts` are those of each fresh look, in order."""

    number: str
    made_at: datetime
    made_by: str
    software: str
    clock: str
    holder: str = ""
    letters: tuple[Letter, ...] = ()
    rows: tuple[Row, ...] = ()
    looks: tuple[FreshLook, ...] = ()
    facts: tuple[dict[str, Any], ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()


def write(cover: Cover, language: str) -> str:
    """The cover as an HTML page that stands on its own."""
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(line=lambda value, limit=400: one_line(str(value), limit), moment=moment)
    return environment.get_template("evidence_cover.html").render(
        cover=cover,
        clock=clock_in(cover.clock, language),
        language=language,
        t=lambda zh, en: zh if language == "zh" else en,
        certificates=_certificates(cover),
        pictures=[(url, b64encode(png).decode()) for url, png in _fitting(cover.pictures)],
    )


def _fitting(pictures: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    return [(url, png) for url, png in pictures if len(png) <= _PICTURE_BYTES][:MOST_PICTURES]


def _certificates(cover: Cover) -> list[dict[str, str]]:
    """The certificates of crawl and fresh looks, each once, with what a reader compares."""
    shown = [(row.url, (row.connection or {}).get("tls") or {}) for row in cover.rows]
    shown += [
        (str(step.get("url", "")), step.get("tls") or {}) for fact in cover.facts for step in fact.get("steps", ())
    ]
    found: dict[str, dict[str, str]] = {}
    for url, tls in shown:
        for number, der in enumerate(ders(tls)):
            row = _certificate(der, url if number == 0 else "", tls)
            if row is not None:
                found.setdefault(row["sha256"], row)
    return list(found.values())


def _certificate(der: bytes, url: str, tls: dict[str, Any]) -> dict[str, str] | None:
    """A certificate as the cover states it, the server's own with its address; None when it is none."""
    try:
        certificate = load_der_x509_certificate(der)
        return {
            "subject": certificate.subject.rfc4514_string(),
            "issuer": certificate.issuer.rfc4514_string(),
            "until": moment(certificate.not_valid_after_utc),
            "sha256": certificate.fingerprint(hashes.SHA256()).hex(),
            "host": url,
            "protocol": str(tls.get("protocol", "")),
            "distrust": str(tls.get("distrust", "")) if url else "",
        }
    except ValueError:
        return None


def ders(tls: dict[str, Any]) -> list[bytes]:
    """The certificates of a step's chain."""
    return [b64decode(text) for text in tls.get("chain", ())]
