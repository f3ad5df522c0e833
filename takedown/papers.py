"""Taking in papers: what a holder hands in as proof of ownership, identity or authority."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Final

from core.errors import InputError
from storage.papers import Paper, PaperKind, Papers

MOST_BYTES: Final = 20_000_000
# First bytes of the files that offices take, and their types.
_TYPES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_UNSAFE: Final = re.compile(r"[^\w.()（）〔〕-]+")


def take_in(
    papers: Papers, path: Path, holder: str, kind: PaperKind, by: str, now: datetime, *, work: str = ""
) -> Paper:
    """Keeps a file as a paper of a holder. Scans only: PDF, JPEG, PNG, TIFF, of at most 20 MB."""
    if not holder.strip():
        raise InputError("say whose paper it is: --holder NAME")
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path}: larger than {MOST_BYTES // 1_000_000} MB: scan it with fewer dots an inch")
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    media_type = next((name for start, name in _TYPES if content.startswith(start)), "")
    if not media_type:
        raise InputError(f"{path}: no PDF, JPEG, PNG or TIFF by its first bytes: offices take scans")
    paper = Paper(holder.strip(), work.strip(), kind, safe_name(path.name), media_type, content, by, now)
    papers.add(paper)
    return paper


def safe_name(name: str) -> str:
    """A file name that every archive takes: letters of any script, digits and a few marks."""
    plain = _UNSAFE.sub("_", name).strip("._")
    return plain[-120:] or "paper"
