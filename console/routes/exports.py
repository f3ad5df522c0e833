"""Files for spreadsheets and programs: the hits that the screen's filter shows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import FileResponse, Response, StreamingResponse
from starlette.background import BackgroundTask

from console.filters import read_filter
from console.gate import may
from console.people import Person
from console.rows import COLUMNS, as_row
from console.services import Here
from console.words import mark
from core.errors import NetswordError
from storage.audit import AuditEntry
from storage.export import write_csv, write_jsonl, write_parquet, write_xlsx

router = APIRouter()
MOST: Final = 100_000
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
_FILES: Final = {"xlsx": write_xlsx, "parquet": write_parquet}
_PORTION: Final = 500


@router.get("/export.{form}")
def export(request: Request, here: Here, asking: Annotated[Person, Depends(may("export"))], form: str) -> Response:
    """The hits of the filter in its order, at most a hundred thousand."""
    if form not in _TYPES:
        raise HTTPException(404, mark("There is no such format"))
    if not here.throttle.may_load(asking.name, "export"):
        raise HTTPException(429, mark("Too many exports: wait a minute"))
    chosen = read_filter(request, "new" if asking.may("review") else "any")
    rows = map(as_row, here.office.queue.stream(asking.scope, chosen.wanted, MOST, chosen.order))
    now = datetime.now(UTC)
    here.office.audit.add(AuditEntry(asking.name, "export", now, form, {"filter": chosen.values}))
    headers = {"content-disposition": f'attachment; filename="netsword-hits-{now:%Y%m%d-%H%M}.{form}"'}
    if form in _FILES:
        return _file(rows, form, headers)
    return StreamingResponse(_lines(rows, form), media_type=_TYPES[form], headers=headers)


def _lines(rows: Iterator[dict[str, Any]], form: str) -> Iterator[str]:
    first, portion = True, []
    for row in rows:
        portion.append(row)
        if len(portion) == _PORTION:
            yield _written(portion, form, first)
            first, portion = False, []
    if portion or first:
        yield _written(portion, form, first)


def _written(rows: list[dict[str, Any]], form: str, first: bool) -> str:
    out = StringIO()
    if form == "jsonl":
        write_jsonl(rows, COLUMNS, out)
    else:
        write_csv(rows, COLUMNS, out, bom=first)
    text = out.getvalue()
    return text if first or form == "jsonl" else text.split("\r\n", 1)[1]


def _file(rows: Iterator[dict[str, Any]], form: str, headers: dict[str, str]) -> Response:
    descriptor, path = tempfile.mkstemp(suffix=f".{form}")
    os.close(descriptor)
    try:
        _FILES[form](rows, COLUMNS, Path(path))
    except NetswordError:
        Path(path).unlink(missing_ok=True)
        raise
    gone = BackgroundTask(Path(path).unlink, missing_ok=True)
    return FileResponse(path, media_type=_TYPES[form], headers=headers, background=gone)
