"""`netsword case`: what is pursued together for a rights holder; every form is drafted from it."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from typing import Annotated, Any, TextIO

import typer

from cli.notice import BRIEF as NOTICE_BRIEF
from cli.notice import COLUMNS as NOTICE_COLUMNS
from cli.notice import LanguageOption, report_drafted
from cli.notice import row as notice_row
from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from core.errors import ConfigError, ConflictError
from storage.cases import CaseEventKind, CaseFile
from storage.notices import NoticeQuery
from takedown.cases import Subject, add_hits, draft_case, open_cases, subject_of
from takedown.comparison import Comparison, compare, recipients_of
from takedown.desk import Desk
from takedown.drafting import Wish
from takedown.forms import FORMS
from takedown.timeline import timeline

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Cases: hits pursued together, the notices drafted from them, timeline.",
)
COLUMNS = (
    "case_id", "number", "stage", "about", "subject", "holder", "hits", "gone", "drafts", "approved", "sent",
    "opened_by", "opened_at",
)  # fmt: skip
BRIEF = ("case_id", "stage", "about", "subject", "holder", "hits", "gone", "drafts", "approved", "sent")

By = Annotated[str, typer.Option(help="Who does it; default: the login name.")]
Number = Annotated[int, typer.Argument(help="The case's number (case_id).")]
Reason = Annotated[str, typer.Option(help="Why, or what is to be remembered.")]


@app.command("open")
def open_(
    work: Annotated[str | None, typer.Option(help="Hits of this work: its title, or its work_id.")] = None,
    site: Annotated[str | None, typer.Option(help="Hits of this site: its name or its host.")] = None,
    account: Annotated[str | None, typer.Option(help="Hits of this account, as `netsword hits` names it.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Hits on which this recipient can act.")] = None,
    holder: Annotated[str | None, typer.Option(help="Hits of works of this rights holder.")] = None,
    hit: Annotated[list[int] | None, typer.Option(help="This hit; may be repeated.")] = None,
    by: By = "",
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Opens a case for each rights holder, of confirmed hits that stand in no open case."""
    chosen = int(work) if work and work.isdigit() else work
    subject = Subject(chosen, site, account, recipient, holder, tuple(hit or ()))
    with opened() as (config, store):
        desk = Desk.open(config, store)
        done = open_cases(desk, subject, by or getpass.getuser(), _now())
        emit((_row(desk, found) for found in done.cases), COLUMNS, format_, output, BRIEF)
    for refusal in done.refusals:
        sys.stderr.write(f"not taken in: {refusal}\n")
    for hit_id, case_id in done.pursued:
        sys.stderr.write(f"hit {hit_id} stands in case {case_id} already\n")
    sys.stderr.write(f"{len(done.cases)} cases opened\n")
    if not done.cases:
        raise ConflictError("no case was opened: there is no confirmed hit of this that stands in no open case")


@app.command("list")
def list_(
    all_: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    limit: Annotated[int | None, typer.Option(min=1)] = None,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Lists cases, newest first: how far each has come, its hits and those that are gone, its notices by state."""
    with opened() as (config, store):
        desk = Desk.open(config, store)
        found = store.cases.query(None if all_ else "open", limit=limit)
        emit((_row(desk, one) for one in found), COLUMNS, format_, output, BRIEF)


@app.command()
def show(
    case: Number,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Shows a case: its notices, what each form still lacks, its timeline. `--format jsonl` gives one object."""
    with opened() as (config, store):
        desk, now = Desk.open(config, store), _now()
        found = store.cases.get(case)
        notices = list(store.notices.query(NoticeQuery(case_id=case)))
        steps = [
            {
                "at": _time(one.at), "what": one.what, "kind": one.kind, "actor": one.actor, "detail": one.detail,
                "notice": one.number, "hit_id": one.hit_id,
            }
            for one in timeline(desk, case)
        ]  # fmt: skip
        row = _row(desk, found)
        hit_ids = list(store.cases.hit_ids(case))
        forms = [compare(desk, found, recipient, now) for recipient in recipients_of(desk, found)]
    if format_ is not Format.table:
        told = {**row, "hit_ids": hit_ids, "notices": [one.number for one in notices], "timeline": steps}
        emit([told], (*COLUMNS, "hit_ids", "notices", "timeline"), format_, output)
        return
    out = sys.stdout
    out.write(f"{row['number']}  {row['stage']}: {row['about']} {row['subject']}, for {row['holder']}\n")
    out.write(f"hits: {', '.join(map(str, hit_ids))} ({found.gone} of {found.hits} gone)\n\n")
    for one in forms:
        _tell_forms(out, one)
    for step in steps:
        place = f" [{step['notice']}]" if step["notice"] else f" [hit {step['hit_id']}]" if step["hit_id"] else ""
        out.write(f"{step['at']}  {step['kind']:<14} {step['actor']}{place}  {step['detail']}\n")


@app.command()
def draft(
    case: Number,
    form: Annotated[list[str] | None, typer.Option(help="This form; may be repeated. Default: the usual one.")] = None,
    all_forms: Annotated[bool, typer.Option("--all-forms", help="Every form that can be written.")] = False,
    recipient: Annotated[str | None, typer.Option(help="To this recipient; default: whoever can act.")] = None,
    language: LanguageOption = None,
    by: By = "",
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Drafts notices about all hits of a case: one for each recipient and form."""
    if all_forms and form:
        raise ConfigError("either --form or --all-forms")
    chosen = [one.name for one in FORMS if one.lists_hits and one.name != "withdrawal"] if all_forms else form or []
    wish = Wish(recipient=recipient, language=language.value if language else None)
    with opened() as (config, store):
        done = draft_case(Desk.open(config, store), case, by or getpass.getuser(), _now(), wish=wish, forms=chosen)
    emit((notice_row(notice) for notice in done.notices), NOTICE_COLUMNS, format_, output, NOTICE_BRIEF)
    report_drafted(done)


@app.command()
def add(case: Number, hit: Annotated[list[int], typer.Argument(help="The hits' numbers.")], by: By = "") -> None:
    """Takes more hits of the same rights holder into an open case."""
    with opened() as (config, store):
        found = add_hits(Desk.open(config, store), case, hit, by or getpass.getuser(), _now())
    sys.stderr.write(f"case {case} has {found.hits} hits\n")


@app.command()
def note(case: Number, reason: Reason, by: By = "") -> None:
    """Adds a line to the timeline: a call, a letter, what was agreed."""
    _step(case, "noted", reason, by)


@app.command()
def close(case: Number, reason: Reason, by: By = "") -> None:
    """Closes a case; its notices stay as they are, and its links are looked at as before."""
    _step(case, "closed", reason, by)


@app.command()
def reopen(case: Number, reason: Reason, by: By = "") -> None:
    """Opens a closed case again."""
    _step(case, "reopened", reason, by)


def _step(case: int, kind: CaseEventKind, reason: str, by: str) -> None:
    if not reason.strip():
        raise ConfigError('say why: --reason "..."')
    with opened() as (_, store):
        store.cases.note(case, kind, by or getpass.getuser(), reason.strip(), _now())
    sys.stderr.write(f"case {case} is {kind}\n")


def _tell_forms(out: TextIO, one: Comparison) -> None:
    """A line a form: what was drafted, or whether it can be, and what it lacks."""
    out.write(f"to {one.recipient.code} ({one.listed} hits)\n")
    names = {code: name for code, name, _ in one.elements("en")}
    for column in one.columns:
        state = f"notice {column.notice.notice_id} {column.notice.state}" if column.notice else "can be drafted"
        if not column.notice and (column.missing or column.problem or not column.text):
            state = "lacks: " + "; ".join(names[code] for code in column.missing) if column.missing else "cannot be"
        out.write(f"  {column.form.name:<16} {state} {column.problem}".rstrip() + "\n")
    out.write("\n")


def _row(desk: Desk, found: CaseFile) -> dict[str, Any]:
    values = {name: getattr(found, name) for name in COLUMNS}
    return {**values, "subject": subject_of(desk, found, "en"), "opened_at": _time(found.opened_at)}


def _now() -> datetime:
    return datetime.now(UTC)


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
