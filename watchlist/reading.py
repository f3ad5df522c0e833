"""Reading an uploaded list: a file or bytes in, works with their rows, refused rows and warnings out."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any, Final

from core.errors import InputError
from core.types import Work
from watchlist.fields import FIELDS, FieldName
from watchlist.headings import LONGEST_HEADING
from watchlist.listing import DEFAULT, Limits, ListReading, RowError
from watchlist.merging import Merger
from watchlist.sandbox import read_apart
from watchlist.sentences import Sentence, refuse
from watchlist.wire import Unpacker, unpack_error

MOST_CHOSEN: Final = 300
Chosen = Mapping[str, FieldName | None]
NOTHING_CHOSEN: Final[Chosen] = MappingProxyType({})


def read_list(
    path: str | os.PathLike[str], *, holder: str = "", batch: str = "", limits: Limits = DEFAULT
) -> ListReading:
    """The works of a list file; `holder` and `batch` stand where a row names none.

    Refuses a file that cannot be used with one sentence that says why and what to do; what is wrong with single
    rows is in `rejected`, and the other rows are taken.
    """
    path = Path(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)  # a pipe must not make us wait
    except FileNotFoundError:
        raise refuse("there is no file {path}", path=path) from None
    except (OSError, ValueError) as error:
        raise refuse(
            "{path} cannot be opened ({cause})", path=path, cause=getattr(error, "strerror", None) or error
        ) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise refuse("{path} is not a file: give the list itself", path=path)
    with os.fdopen(descriptor, "rb") as file:
        return _read(file, holder, batch, limits)


def read_bytes(
    data: bytes,
    filename: str = "",
    *,
    holder: str = "",
    batch: str = "",
    limits: Limits = DEFAULT,
    chosen: Chosen = NOTHING_CHOSEN,
) -> ListReading:
    """The same for an upload; its name is not trusted to say what it is.

    `chosen` says what headings of the sender's own stand for (None: nothing, the column is left out); at most
    `MOST_CHOSEN`, each of at most `LONGEST_HEADING` characters, are heard.
    """
    if len(data) > limits.file_bytes:
        raise _too_large(len(data), limits)
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return _read(file, holder, batch, limits, chosen)


def _heard(chosen: Chosen) -> dict[str, FieldName | None]:
    """As many choices as an argument of a process holds, and only those that name a field."""
    known = {field.name for field in FIELDS}
    kept = ((heading, field) for heading, field in chosen.items() if field is None or field in known)
    short = {heading: field for heading, field in kept if "\0" not in heading and len(heading) <= LONGEST_HEADING}
    return dict(list(short.items())[:MOST_CHOSEN])


def _too_large(size: int, limits: Limits) -> InputError:
    return refuse(
        "the file has {size} MB, more than {most} MB: split the list",
        size=size // 1_000_000,
        most=limits.file_bytes // 1_000_000,
    )


def _read(file: IO[bytes], holder: str, batch: str, limits: Limits, chosen: Chosen = NOTHING_CHOSEN) -> ListReading:
    size = os.fstat(file.fileno()).st_size
    if size > limits.file_bytes:
        raise _too_large(size, limits)
    file.seek(0)
    unpacker, merger = Unpacker(), Merger()
    rejected: list[RowError] = []
    summary: dict[str, Any] = {}
    for kind, *values in read_apart(file, size, limits, _heard(chosen)):
        if kind == "w":
            merger.add(_with_defaults(unpacker.work(values), holder, batch))
        elif kind == "e":
            rejected.append(unpack_error(values))
        elif kind == "refused":
            raise InputError(Sentence(values[0], values[1]))
        else:
            summary = values[0]
    return _reading(merger, rejected, summary)


def _with_defaults(work: Work, holder: str, batch: str) -> Work:
    if (work.holder or not holder) and (work.batch or not batch):
        return work
    return replace(work, holder=work.holder or holder, batch=work.batch or batch)


def _reading(merger: Merger, rejected: list[RowError], summary: dict[str, Any]) -> ListReading:
    warnings = [Sentence(template, values) for template, values in summary["warnings"]]
    return ListReading(
        works=tuple(merger.works),
        rejected=tuple(sorted((*rejected, *merger.rejected), key=lambda error: error.row)),
        warnings=(*warnings, *merger.all_warnings()),
        rows=summary["rows"],
        merged=merger.merged,
        encoding=summary["encoding"],
        sheet=", ".join(summary["sheets"]),
        columns=tuple((heading, field) for heading, field in summary["columns"]),
    )
