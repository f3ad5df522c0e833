"""The process that reads an upload: limits itself first, then reads standard input and writes lines of JSON."""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from collections.abc import Iterator
from typing import BinaryIO, Final

from core.errors import InputError
from core.types import Work
from watchlist import headings
from watchlist.assembly import Assembly
from watchlist.encodings import detect
from watchlist.formats import recognise
from watchlist.listing import Limits, RowError
from watchlist.objects import read_records
from watchlist.readers import delimited, records, workbook
from watchlist.readers.table import Table
from watchlist.readers.workbook import Book
from watchlist.sentences import refuse, say
from watchlist.tables import read_table
from watchlist.wire import pack_error, pack_sentence, pack_work
from watchlist.words import load

ROWS_A_SECOND: Final = 10_000  # the slowest that a machine may read; it is three times as fast
MOST_EARNED: Final = 60
_ASIDE: Final = load("asides.txt")
_JSON = re.compile(rb'\{|//|/\*|\[\s*(?:[{\["\]\d-]|//|/\*|null|true|false|$)')


def limit(memory_bytes: int, seconds: int) -> None:
    """Address space, processor time, hardly a file, no core dumps: for this process only."""
    _lower(resource.RLIMIT_AS, memory_bytes)
    _lower(resource.RLIMIT_CPU, seconds, seconds + MOST_EARNED + 2)  # a signal that says so, then the end
    _lower(resource.RLIMIT_FSIZE, 1_000_000)  # its last words on standard error
    _lower(resource.RLIMIT_CORE, 0)


def earn(seconds: int) -> None:
    """More processor time: rows that were read have earned it, however well the file is packed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (max(soft, min(soft + seconds, hard - 2)), hard))


def _lower(kind: int, soft: int, hard: int | None = None) -> None:
    _, ceiling = resource.getrlimit(kind)
    wanted = [value if ceiling == resource.RLIM_INFINITY else min(value, ceiling) for value in (soft, hard or soft)]
    resource.setrlimit(kind, (wanted[0], wanted[1]))


def read(stream: BinaryIO, limits: Limits, assembly: Assembly) -> tuple[str, Iterator[Work | RowError]]:
    """The encoding of a text file, and the works and refused rows one after the other."""
    form = recognise(stream)
    if form in ("xlsx", "xls", "ods"):
        return "", _read_book(workbook.open_book(stream, form, limits.unpacked_bytes, limits.rows), assembly)
    encoding = detect(stream)
    if form == "json" and _is_json(stream):
        return encoding.name, read_records(records.read(stream, encoding), assembly)
    return encoding.name, _read_text(delimited.read(stream, encoding), assembly)


def _is_json(stream: BinaryIO) -> bool:
    """A text that begins with [ is JSON unless what follows cannot be: [预警名单] is a caption."""
    stream.seek(0)
    head = stream.read(4096).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return _JSON.match(head) is not None


def _read_text(table: Table, assembly: Assembly) -> Iterator[Work | RowError]:
    yield from read_table(table, assembly)
    if not assembly.sheets:
        raise refuse(
            "no heading row was found in the first {count} rows: name the columns, at least title or 作品名称",
            count=headings.SEARCHED_ROWS,
        )


def _read_book(book: Book, assembly: Assembly) -> Iterator[Work | RowError]:
    """Every visible sheet that is a list; sheets of examples only when there is nothing else."""
    for note in book.notes:
        assembly.warn(note)
    aside = [name for name in book.names if _is_aside(name)]
    for name in [name for name in book.names if name not in aside] or aside:
        before = len(assembly.sheets)
        yield from read_table(book.table(name), assembly)
        if len(assembly.sheets) == before:
            assembly.warn(say("sheet “{name}” has no headings we know and was not read", name=name))
    if len(aside) < len(book.names):
        for name in aside:
            assembly.warn(say("sheet “{name}” holds examples or instructions and was not read", name=name))
    if not assembly.sheets:
        hidden = "; ".join(assembly.warnings[:3]) or "the workbook is empty"
        raise refuse("no sheet holds a list with a column title or 作品名称 ({hidden})", hidden=hidden)


def _is_aside(name: str) -> bool:
    bare = name.strip().casefold().rstrip("0123456789 ()（）")
    return bare in _ASIDE


def main() -> None:
    """Reads standard input; the arguments are limits (JSON), processor seconds, and what headings stand for (JSON)."""
    limits = Limits(**json.loads(sys.argv[1]))
    headings.CHOSEN.set({heading: field or None for heading, field in json.loads(sys.argv[3]).items()})
    out = io.TextIOWrapper(sys.stdout.buffer, "utf-8", write_through=False)
    assembly = Assembly(limits)
    stream = open(0, "rb", closefd=False)  # noqa: SIM115 - standard input, unbuffered by Python's text layer
    limit(limits.memory_bytes, int(sys.argv[2]))
    try:
        encoding, results = read(stream, limits, assembly)
        for count, result in enumerate(results, 1):
            if count % ROWS_A_SECOND == 0:
                earn(1)
            out.write((pack_work(result) if isinstance(result, Work) else pack_error(result)) + "\n")
        if not assembly.rows:
            raise refuse("the list is empty: it holds no works")
    except InputError as error:
        sentence = error.args[0]
        out.write(json.dumps(["refused", *pack_sentence(sentence)]) + "\n")
    else:
        out.write(json.dumps(["done", _summary(assembly, encoding)]) + "\n")
    out.flush()


def _summary(assembly: Assembly, encoding: str) -> dict[str, object]:
    warnings = [*assembly.warnings]
    if assembly.hushed:
        warnings.append(say("and {count} more warnings of these kinds", count=assembly.hushed))
    return {
        "rows": assembly.rows,
        "encoding": encoding,
        "sheets": [name for name in assembly.sheets if name],
        "columns": list(assembly.columns.items()),
        "warnings": [pack_sentence(warning) for warning in warnings],
    }


if __name__ == "__main__":
    main()
