"""Lists of works that are handed in: a preview first, the import after a second look."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from console.gate import Number, may, own_form
from console.page import render, say
from console.people import Person
from console.services import Here, Services
from console.words import mark
from core.errors import ConfigError, InputError
from core.types import Work
from storage.audit import AuditEntry
from storage.headings import IGNORED, MOST
from storage.scope import Scope
from storage.uploads import Upload
from watchlist import Limits, ListReading, read_bytes
from watchlist.fields import FIELDS, FieldName
from watchlist.headings import LONGEST_HEADING, meaning_of
from watchlist.template import write_template

router = APIRouter()
Uploading = Annotated[Person, Depends(may("upload"))]
LARGEST: Final = 30_000_000
LIMITS: Final = Limits(file_bytes=LARGEST, rows=200_000)
MOST_WAITING: Final = 10
_SHOWN: Final = 200
_FIELDS: Final = tuple(field.name for field in FIELDS if field.name != "number")
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/lists")
def list_(request: Request, here: Here, asking: Uploading) -> Response:
    """The form to hand in a list, and the lists handed in so far."""
    return _lists(request, here, asking)


@router.get("/lists/template.xlsx")
def empty(asking: Uploading) -> Response:
    """The spreadsheet to fill in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(path)
        body = path.read_bytes()
    headers = {"content-disposition": 'attachment; filename="netsword-template.xlsx"'}
    return Response(body, media_type=_XLSX, headers=headers)


@router.post("/lists", dependencies=[Depends(own_form)])
def hand_in(
    request: Request,
    here: Here,
    asking: Uploading,
    file: Annotated[UploadFile, File()],
    holder: Annotated[str, Form(max_length=300)] = "",
    batch: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Keeps the file and shows what would become of it. A rights holder's file is that holder's, whatever it says."""
    if not here.throttle.may_load(asking.name, "upload") or here.office.uploads.waiting(asking.name) >= MOST_WAITING:
        return _lists(request, here, asking, mark("Too many files wait: import or discard some first"), 429)
    content = file.file.read(LARGEST + 1)
    if len(content) > LARGEST:
        return _lists(request, here, asking, mark("The file has more than 30 MB: split the list"), 413)
    owner = holder.strip() if asking.scope.holder is None else asking.scope.holder
    name = Path((file.filename or "list").replace("\\", "/")).name[:300]
    number = here.office.uploads.add(owner, batch.strip(), name, content, asking.name, datetime.now(UTC))
    here.office.audit.add(AuditEntry(asking.name, "upload", datetime.now(UTC), f"upload {number}", {"file": name}))
    return RedirectResponse(f"/lists/{number}", 303)


@router.get("/lists/{upload_id}")
def show(request: Request, here: Here, asking: Uploading, upload_id: Number) -> Response:
    """What a list holds, row by row where something is wrong."""
    upload = here.office.uploads.get(asking.scope, upload_id)
    context: dict[str, Any] = {"upload": upload, "reading": None, "trouble": "", "shown": _SHOWN, "columns": ()}
    if upload.state != "waiting":
        return render(request, "list.html", **context)
    context |= {"chosen": here.office.headings.of(upload.holder), "fields": _FIELDS, "ignored": IGNORED}
    try:
        reading = read_upload(here, asking.scope, upload)
    except InputError as error:
        # A list whose titles stand under a heading of its own can still be told what that heading means.
        columns = tuple((heading, _known(heading)) for heading in _headings_of(error))
        return render(request, "list.html", 422, **context | {"trouble": _sentence(error), "columns": columns})
    return render(request, "list.html", **context | {"reading": reading, "columns": reading.columns})


@router.post("/lists/{upload_id}/headings", dependencies=[Depends(own_form)])
def choose(
    here: Here,
    asking: Uploading,
    upload_id: Number,
    heading: Annotated[list[str], Form(max_length=MOST)],
    field: Annotated[list[str], Form(max_length=MOST)],
) -> Response:
    """Remembers what headings stand for in the lists of this rights holder, and reads the list again."""
    upload = here.office.uploads.get(asking.scope, upload_id)
    chosen = known_choices(zip(heading, field, strict=False))
    now = datetime.now(UTC)
    here.office.headings.choose(upload.holder, chosen, asking.name, now)
    told = {name: meaning for name, meaning in chosen.items() if meaning}
    here.office.audit.add(AuditEntry(asking.name, "headings", now, f"upload {upload_id}", told))
    return RedirectResponse(f"/lists/{upload_id}", 303)


@router.post("/lists/{upload_id}/import", dependencies=[Depends(own_form)])
def import_(here: Here, asking: Uploading, upload_id: Number) -> Response:
    """Takes the rows that are right."""
    upload = here.office.uploads.get(asking.scope, upload_id)
    take(here, asking, upload)
    return RedirectResponse(f"/lists/{upload_id}", 303)


@router.post("/lists/{upload_id}/discard", dependencies=[Depends(own_form)])
def discard(here: Here, asking: Uploading, upload_id: Number) -> Response:
    """Lets a file go."""
    now = datetime.now(UTC)
    here.office.uploads.close(asking.scope, upload_id, "discarded", {}, now)
    here.office.audit.add(AuditEntry(asking.name, "upload.discarded", now, f"upload {upload_id}"))
    return RedirectResponse("/lists", 303)


def read_upload(here: Services, scope: Scope, upload: Upload) -> ListReading:
    """The list as read in its own limited process; a rights holder's works are their own, whatever the file says."""
    content = here.office.uploads.content(scope, upload.upload_id)
    reading = read_bytes(
        content,
        upload.file_name,
        holder=upload.holder,
        batch=upload.batch,
        limits=LIMITS,
        chosen=_chosen(here.office.headings.of(upload.holder)),
    )
    if scope.holder is None:
        return reading
    return replace(reading, works=tuple(_owned(work, scope) for work in reading.works))


def take(here: Services, asking: Person, upload: Upload) -> tuple[ListReading, dict[str, Any]]:
    """Imports an upload: the list as read, and what became of its rows."""
    reading = read_upload(here, asking.scope, upload)
    now = datetime.now(UTC)
    result: dict[str, Any] = {"rows": reading.rows, "refused": reading.refused, "merged": reading.merged}
    here.office.uploads.close(asking.scope, upload.upload_id, "imported", result, now)
    counts = here.office.works.import_works(reading.works, now)
    result |= {"accepted": counts.accepted, "updated": counts.updated, "unchanged": counts.unchanged}
    here.office.uploads.note(asking.scope, upload.upload_id, result)
    here.office.audit.add(AuditEntry(asking.name, "upload.imported", now, f"upload {upload.upload_id}", result))
    return reading, result


def _owned(work: Work, scope: Scope) -> Work:
    if not scope.holder:
        raise ConfigError(mark("This account has no rights holder: ask the operator to name one"))
    return replace(work, holder=scope.holder)


def known_choices(given: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Choices that say something: a heading that can stand in a list, and a field, nothing at all, or oblivion."""
    known = ("", IGNORED, *_FIELDS)
    return {
        heading: field
        for heading, field in given
        if field in known and heading.strip() and len(heading) <= LONGEST_HEADING
    }


def _chosen(remembered: dict[str, str]) -> dict[str, FieldName | None]:
    """The fields that remembered headings stand for."""
    known: dict[str, FieldName] = {field.name: field.name for field in FIELDS}
    return {heading: known.get(name) for heading, name in remembered.items() if name == IGNORED or name in known}


def _known(heading: str) -> str:
    """The field that a heading is understood to name."""
    meaning = meaning_of(heading)
    return meaning.field if meaning else ""


def _headings_of(error: InputError) -> list[str]:
    """The headings of a list in which none was understood to be the title."""
    values = getattr(error.args[0], "values", {}) if error.args else {}
    return [text for text in str(values.get("headings", "")).split(", ") if 0 < len(text) <= LONGEST_HEADING][:100]


def _sentence(error: InputError) -> str:
    return error.args[0] if error.args and isinstance(error.args[0], str) else str(error)


def _lists(request: Request, here: Services, asking: Person, trouble: str = "", status: int = 200) -> Response:
    found = here.office.uploads.list(asking.scope)
    holders = here.office.dashboard.holders() if asking.scope.holder is None else ()
    return render(
        request, "lists.html", status, uploads=found, trouble=say(request, trouble) if trouble else "", holders=holders
    )
