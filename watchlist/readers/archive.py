"""The ZIP package of a workbook, looked at before anything unpacks it: entries, sizes, doubles, honest lengths."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from watchlist.sentences import refuse

MOST_ENTRIES: Final = 5_000
HIGHEST_RATIO: Final = 150  # honest sheets shrink 10 to 40 times
RATIO_FROM: Final = 5_000_000  # bytes: smaller parts may be as empty as they like
SHEETS_FROM: Final = 30_000_000  # formatted rows without words make a sheet that large
CHUNK: Final = 1 << 18

_UNSAFE_XML = re.compile(rb"<!DOCTYPE|<!ENTITY|<\0!\0D\0O\0C|\0<\0!\0D\0O\0C", re.I)
_READ = re.compile(r"\.(?:xml|rels|bin|vml)$", re.I)
_CURE: Final = "open it in a spreadsheet, copy the list into a new workbook and upload that"
_TOO_LARGE: Final = (
    "the workbook unpacks to {size} MB, more than {most} MB: split the list, or delete pictures and empty rows"
)


def check(stream: BinaryIO, most_bytes: int) -> list[zipfile.ZipInfo]:
    """The entries, once their directory is found to be sane; nothing is unpacked here."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise refuse("the workbook is damaged ({cause}): " + _CURE, cause=error) from None
    if len(entries) > MOST_ENTRIES:
        raise refuse("the workbook has {count} parts, far more than a list needs: " + _CURE, count=len(entries))
    names: set[str] = set()
    for entry in entries:
        name = entry.filename.lstrip("/").replace("\\", "/").casefold()
        if name in names:
            raise refuse(
                "the workbook holds the part {name} twice, so programs disagree about what is in it: " + _CURE,
                name=name,
            )
        names.add(name)
        _check_entry(entry)
    total = sum(entry.file_size for entry in entries)
    if total > most_bytes:
        raise refuse(_TOO_LARGE, size=total // 1_000_000, most=most_bytes // 1_000_000)
    return entries


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise refuse("the workbook is protected with a password: remove the password and save it again")
    least = SHEETS_FROM if entry.filename.startswith("xl/worksheets/") else RATIO_FROM
    if entry.file_size > least and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size):
        raise refuse(
            "the part {name} unpacks to {ratio} times its size, as no honest list does: " + _CURE,
            name=entry.filename,
            ratio=entry.file_size // max(1, entry.compress_size),
        )
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refuse("the part {name} is packed in a way that spreadsheets do not use: " + _CURE, name=entry.filename)


def is_markup(entry: zipfile.ZipInfo) -> bool:
    """Whether a part is read at all by those who read lists (pictures are not)."""
    return _READ.search(entry.filename) is not None


def unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part in pieces; refused when they are more than declared, or declare entities."""
    count = 0
    tail = b""
    try:
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                count += len(chunk)
                if count > entry.file_size:
                    raise refuse("the part {name} is larger than the workbook says: " + _CURE, name=entry.filename)
                if _UNSAFE_XML.search(tail + chunk):
                    raise refuse(
                        "the part {name} declares entities, which no spreadsheet writes: " + _CURE, name=entry.filename
                    )
                tail = chunk[-20:]
                yield chunk
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise refuse(
            "the part {name} of the workbook is damaged ({cause}): " + _CURE, name=entry.filename, cause=error
        ) from None
