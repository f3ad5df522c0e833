"""What an uploaded file really is: its first bytes decide, never its name; and what to do with what is not a list."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO, Final, Literal

from watchlist.sentences import refuse

Format = Literal["xlsx", "ods", "xls", "json", "text"]

HEAD: Final = 65_536
_AS_XLSX: Final = "open it in a spreadsheet and save it as .xlsx or as CSV (UTF-8)"
_TYPE_IN: Final = "put the list into a spreadsheet (see `netsword watchlist template`) and upload that"

# First bytes, offset, what it is, what to do.
_MAGIC: Final[tuple[tuple[bytes, int, str, str], ...]] = (
    (b"%PDF", 0, "a PDF document", _TYPE_IN),
    (b"\x89PNG\r\n", 0, "a PNG image", _TYPE_IN),
    (b"\xff\xd8\xff", 0, "a JPEG image", _TYPE_IN),
    (b"GIF87a", 0, "a GIF image", _TYPE_IN),
    (b"GIF89a", 0, "a GIF image", _TYPE_IN),
    (b"II*\0", 0, "a TIFF image", _TYPE_IN),
    (b"MM\0*", 0, "a TIFF image", _TYPE_IN),
    (b"WEBP", 8, "a WebP image", _TYPE_IN),
    (b"ftyp", 4, "a video or HEIC image", _TYPE_IN),
    (b"{\\rtf", 0, "a rich text document", _TYPE_IN),
    (b"Rar!\x1a\x07", 0, "a RAR archive", "unpack it and upload the list that is in it"),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7z archive", "unpack it and upload the list that is in it"),
    (b"\x1f\x8b", 0, "a gzip file", "unpack it and upload the list that is in it"),
    (b"BZh", 0, "a bzip2 file", "unpack it and upload the list that is in it"),
    (b"\xfd7zXZ\0", 0, "an xz file", "unpack it and upload the list that is in it"),
    (b"\x28\xb5\x2f\xfd", 0, "a zstd file", "unpack it and upload the list that is in it"),
    (b"SQLite format 3\0", 0, "an SQLite database", "export the table as CSV (UTF-8)"),
    (b"PAR1", 0, "a Parquet file", "export the table as CSV (UTF-8)"),
    (b"\x7fELF", 0, "a program", _TYPE_IN),
    (b"MZ\x90\0", 0, "a program", _TYPE_IN),
    (b"ID;P", 0, "an SYLK file", _AS_XLSX),
    (b"\x09\x08\x10\0", 0, "a damaged or very old Excel file", _AS_XLSX),
    (b"\x09\0\x04\0", 0, "a very old Excel file", _AS_XLSX),
    (b"\x09\x02\x06\0", 0, "a very old Excel file", _AS_XLSX),
    (b"\x09\x04\x06\0", 0, "a very old Excel file", _AS_XLSX),
    (b"bplist0", 0, "a property list", _TYPE_IN),
)
_PAGE: Final = (
    r"^(?:<\?xml[^>]{0,200}>\s{0,20})?(?:<!--[^>]{0,2000}-->\s{0,20})?"
    r"<(?:!doctype\s+html|html|head|meta|table|body|style|div)\b"
)
_MARKUP: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"urn:schemas-microsoft-com:office:spreadsheet|Excel\.Sheet", re.I), "an XML Spreadsheet 2003"),
    (re.compile(_PAGE, re.I), "a web page (HTML)"),
    (re.compile(r"^mime-version:", re.I), "a web archive (MHTML)"),
    (re.compile(r"^<\?xml|^<!doctype|^<[a-z][\w:.-]{0,60}(?:\s[^<>]{0,500})?/?>", re.I), "an XML document"),
)
_COMMENT = re.compile(r"(?://[^\n]{0,2000}\n\s{0,20}|/\*[^*]{0,9000}\*/\s{0,20}){1,50}[\[{]")
_COMPOUND: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ASIAN_PAGE = re.compile(rb"\x42\0\x02\0[\xa4\xa8\xb5\xb6]\x03")  # the record that names code page 932, 936, 949 or 950
_COMPOUND_PARTS: Final[tuple[tuple[str, str], ...]] = (
    (
        "EncryptedPackage",
        "protected with a password: open it, remove the password (File, Info, Protect) and save it again",
    ),
    (
        "EncryptionInfo",
        "protected with a password: open it, remove the password (File, Info, Protect) and save it again",
    ),
    ("WordDocument", f"a Word document: {_TYPE_IN}"),
    ("PowerPoint Document", f"a PowerPoint presentation: {_TYPE_IN}"),
)
_PACKAGES: Final[tuple[tuple[str, str], ...]] = (
    ("xl/workbook.bin", f"an Excel binary workbook (.xlsb): {_AS_XLSX}"),
    ("word/", f"a Word document: {_TYPE_IN}"),
    ("ppt/", f"a PowerPoint presentation: {_TYPE_IN}"),
    ("Index/Document.iwa", f"an Apple Numbers or Pages document: {_AS_XLSX}"),
    ("Index.zip", f"an Apple Numbers or Pages document: {_AS_XLSX}"),
    ("AndroidManifest.xml", f"an Android app: {_TYPE_IN}"),
    ("META-INF/MANIFEST.MF", f"a Java archive: {_TYPE_IN}"),
)
ODS_TYPES: Final = (
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.spreadsheet-template",
)


def recognise(stream: BinaryIO) -> Format:
    """The format by content; refused with what to do when it is no list."""
    stream.seek(0)
    head = stream.read(HEAD)
    if not head:
        raise refuse("the file is empty: upload the list itself, or start from `netsword watchlist template`")
    for magic, offset, name, cure in _MAGIC:
        if head.startswith(magic, offset):
            raise refuse("this is {name}, not a list: " + cure, name=name)
    if head.startswith(b"PK"):
        return _package(stream, head)
    if head.startswith(_COMPOUND):
        return _compound(stream)
    return _text(head)


def _package(stream: BinaryIO, head: bytes) -> Format:
    if not zipfile.is_zipfile(stream):
        if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            raise refuse("the workbook is damaged (its end is missing): save it again, and upload it whole")
        return _text(head)
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            mime = archive.read("mimetype")[:100].decode("ascii", "replace") if _small(archive, "mimetype") else ""
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError, EOFError) as error:
        raise refuse(
            "the workbook is damaged ({cause}): open it in a spreadsheet and save it again", cause=error
        ) from None
    if "xl/workbook.xml" in names or (
        "[Content_Types].xml" in names
        and "xl/workbook.bin" not in names
        and any(name.startswith("xl/worksheets/") for name in names)
    ):
        return "xlsx"
    if mime.strip() in ODS_TYPES:
        return "ods"
    for part, what in _PACKAGES:
        if any(name.startswith(part) for name in names):
            raise refuse("this is " + what)
    if mime.startswith("application/vnd.oasis"):
        raise refuse("this is an OpenDocument file, but not a spreadsheet: " + _TYPE_IN)
    raise refuse("this is a ZIP archive, not a workbook: unpack it and upload the list that is in it")


def _small(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        return archive.getinfo(name).file_size < 1000
    except KeyError:
        return False


def _compound(stream: BinaryIO) -> Format:
    """Old Office files keep the names of their parts in UTF-16."""
    stream.seek(0)
    tail = b""
    workbook = old = foreign = False
    while chunk := stream.read(1 << 20):
        window = tail + chunk
        for part, what in _COMPOUND_PARTS:
            if part.encode("utf-16-le") in window:
                raise refuse("the file is " + what)
        workbook = workbook or "Workbook".encode("utf-16-le") in window
        old = old or "Book".encode("utf-16-le") in window
        foreign = foreign or _ASIAN_PAGE.search(window) is not None
        tail = window[-100:]
    if old and foreign and not workbook:
        raise refuse("this is a workbook of Excel 5.0 or 95, whose text cannot be read any more: " + _AS_XLSX)
    if not workbook and not old and _is_cut_off(stream):
        raise refuse("the workbook is damaged (its end is missing): save it again, and upload it whole")
    if not workbook and not old:
        raise refuse("this is an old Office file without a workbook in it: " + _AS_XLSX)
    return "xls"


def _is_cut_off(stream: BinaryIO) -> bool:
    """Whether the directory of a compound file stands beyond the file's end ([MS-CFB] 2.2)."""
    stream.seek(0)
    header = stream.read(52)
    begin = (int.from_bytes(header[48:52], "little") + 1) << min(12, int.from_bytes(header[30:32], "little"))
    return begin >= stream.seek(0, 2)


def _text(head: bytes) -> Format:
    text = _loose(head).lstrip("\ufeff \t\r\n\0\u3000")
    if not text.strip():
        raise refuse("the file holds only blanks: upload the list itself, or start from `netsword watchlist template`")
    for pattern, name in _MARKUP:
        if text.startswith(("<", "MIME", "Mime", "mime")) and pattern.search(text[:8192]):
            raise refuse("this is {name}, whatever its name says: " + _AS_XLSX, name=name)
    return "json" if text[:1] in "[{" or _COMMENT.match(text) else "text"


def _loose(head: bytes) -> str:
    """The beginning as text, good enough for marks in ASCII."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if head[1:2] == b"\0":
        return head.decode("utf-16-le", "replace")
    if head[:1] == b"\0":
        return head.decode("utf-16-be", "replace")
    return head.decode("utf-8", "replace")
