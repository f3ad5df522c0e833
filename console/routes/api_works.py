"""The JSON API of rights holders: one work and its correction, lists handed in, their headings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Any, cast

from fastapi import APIRouter, HTTPException
from pydantic import BaseModel, Field

from console.bearer import ANSWERS, Editing, Number, Reading, Strict, Uploading
from console.routes.api import WorkOut, work_out
from console.routes.lists import known_choices, read_upload, take
from console.routes.works import seen_as, written
from console.services import Here
from core.errors import ConflictError
from core.types import Work
from storage.audit import AuditEntry
from storage.uploads import Upload
from watchlist.fields import FieldName
from watchlist.form import read_form

router = APIRouter(prefix="/api")
Lines = Annotated[str | None, Field(max_length=10_000)]
Day = Annotated[str | None, Field(max_length=40)]


class WorkFormOut(BaseModel):
    """A work as its form shows it: several values stand one a line. `seen` goes back with a correction."""

    work: WorkOut
    form: dict[str, str]
    seen: str


class WorkIn(Strict):
    """What to correct; what is left out stays. `seen` is the work as it was seen."""

    seen: str = Field(max_length=64)
    aliases: Lines = None
    batch: Annotated[str | None, Field(max_length=200)] = None
    official_domains: Lines = None
    licences: Lines = None
    protected_from: Day = None
    protected_until: Day = None
    release_date: Day = None
    identifiers: Lines = None
    note: Lines = None


class UploadOut(BaseModel):
    """A list that was handed in."""

    upload_id: int
    holder: str
    batch: str
    file_name: str
    sha256: str
    uploaded_by: str
    uploaded_at: datetime
    state: str
    result: dict[str, Any]


class PreviewOut(BaseModel):
    """What a waiting list holds: nothing was changed yet."""

    upload: UploadOut
    rows: int
    works: list[str]
    refused: int
    rejected: list[dict[str, Any]]
    columns: dict[str, str]
    warnings: list[str]


class HeadingsIn(Strict):
    """What headings stand for: a field's name, `ignore`, or empty to forget a choice."""

    headings: dict[Annotated[str, Field(max_length=100)], Annotated[str, Field(max_length=40)]] = Field(max_length=300)


@router.get("/works/{work_id}", responses=ANSWERS)
def show(here: Here, asking: Reading, work_id: Number) -> WorkFormOut:
    """One work."""
    line = here.office.dashboard.work(asking.scope, work_id)
    return WorkFormOut(work=work_out(line), form=written(line.work), seen=seen_as(line.work))


@router.patch("/works/{work_id}", responses=ANSWERS)
def correct(here: Here, asking: Editing, work_id: Number, body: WorkIn) -> WorkFormOut:
    """Corrects a work, checked like a row of a list; 409 when somebody else corrected it meanwhile."""
    work = here.office.dashboard.work(asking.scope, work_id).work
    if body.seen != seen_as(work):
        raise ConflictError("Somebody else corrected this work meanwhile: look at it, then save again")
    typed = written(work) | body.model_dump(exclude={"seen"}, exclude_none=True)
    read = read_form(cast("dict[FieldName, str]", {"title": work.title} | typed))
    if not isinstance(read, Work):
        raise HTTPException(422, [{"column": each.column, "value": each.value, "error": each.error} for each in read])
    now = datetime.now(UTC)
    changed = replace(read, title=work.title, year=work.year, kind=work.kind, holder=work.holder, row=None)
    here.office.works.import_works([changed], now)
    here.office.audit.add(AuditEntry(asking.name, "work.corrected", now, f"work {work_id}", typed))
    return show(here, asking, work_id)


@router.get("/lists", responses=ANSWERS)
def lists(here: Here, asking: Uploading) -> list[UploadOut]:
    """The latest lists that were handed in."""
    return [_upload(upload) for upload in here.office.uploads.list(asking.scope)]


@router.get("/lists/{upload_id}", responses=ANSWERS)
def preview(here: Here, asking: Uploading, upload_id: Number) -> PreviewOut:
    """What a waiting list holds; 409 when it was imported or discarded."""
    upload = here.office.uploads.get(asking.scope, upload_id)
    reading = read_upload(here, asking.scope, upload)
    rejected = [{"row": e.row, "column": e.column, "value": e.value, "error": e.error} for e in reading.rejected]
    return PreviewOut(
        upload=_upload(upload),
        rows=reading.rows,
        works=[work.title for work in reading.works[:1000]],
        refused=reading.refused,
        rejected=rejected[:1000],
        columns=dict(reading.columns),
        warnings=[str(warning) for warning in reading.warnings],
    )


@router.post("/lists/{upload_id}/import", responses=ANSWERS)
def import_(here: Here, asking: Uploading, upload_id: Number) -> UploadOut:
    """Takes the rows of a waiting list that are right."""
    take(here, asking, here.office.uploads.get(asking.scope, upload_id))
    return _upload(here.office.uploads.get(asking.scope, upload_id))


@router.delete("/lists/{upload_id}", responses=ANSWERS, status_code=204)
def discard(here: Here, asking: Uploading, upload_id: Number) -> None:
    """Lets a waiting list go."""
    now = datetime.now(UTC)
    here.office.uploads.close(asking.scope, upload_id, "discarded", {}, now)
    here.office.audit.add(AuditEntry(asking.name, "upload.discarded", now, f"upload {upload_id}"))


@router.put("/lists/{upload_id}/headings", responses=ANSWERS)
def choose(here: Here, asking: Uploading, upload_id: Number, body: HeadingsIn) -> dict[str, str]:
    """Remembers what headings stand for in the lists of this rights holder; what is remembered now."""
    upload = here.office.uploads.get(asking.scope, upload_id)
    chosen, now = known_choices(body.headings.items()), datetime.now(UTC)
    here.office.headings.choose(upload.holder, chosen, asking.name, now)
    here.office.audit.add(AuditEntry(asking.name, "headings", now, f"upload {upload_id}", chosen))
    return here.office.headings.of(upload.holder)


def _upload(upload: Upload) -> UploadOut:
    return UploadOut(
        upload_id=upload.upload_id,
        holder=upload.holder,
        batch=upload.batch,
        file_name=upload.file_name,
        sha256=upload.sha256,
        uploaded_by=upload.uploaded_by,
        uploaded_at=upload.uploaded_at,
        state=upload.state,
        result=dict(upload.result),
    )
