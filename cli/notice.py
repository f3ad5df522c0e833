"""`netsword notice`: drafts, approvals, sending, withdrawals, and what came of it."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import addressees, chase
from cli.options import FormatOption, HolderOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from core.errors import ConfigError, ConflictError, StorageError
from storage.fresh import FreshLook
from storage.notices import Notice, NoticeQuery
from storage.outcomes import Outcome
from takedown.approving import approve as approve_notice
from takedown.approving import refuse as refuse_notice
from takedown.case import Language
from takedown.desk import Desk
from takedown.drafting import Drafted, Wish
from takedown.drafting import draft as draft_notices
from takedown.forms import FORMS, form_named
from takedown.reading import checklist_of, warning_of
from takedown.rendition import kind_named, rendition
from takedown.sending import send as send_notice
from takedown.warning import warn as warn_recipient
from takedown.withdrawing import withdraw as withdraw_notice

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Draft, approve and send notices, and note what came of them."
)
app.add_typer(chase.app)
app.add_typer(addressees.app)

COLUMNS = (
    "notice_id", "number", "state", "form", "language", "recipient", "holder", "hits", "subject", "hours", "created_by",
    "created_at", "approved_by", "approved_at", "sent_by", "sent_at", "message_id", "about_id", "case_id", "digest",
)  # fmt: skip
BRIEF = ("notice_id", "number", "state", "form", "recipient", "holder", "hits", "created_by", "approved_by", "sent_at")
FORM_COLUMNS = ("name", "zh", "en", "languages", "basis_zh", "basis_en", "elements")

By = Annotated[str, typer.Option(help="Who does it; default: the login name.")]


class LanguageName(StrEnum):
    """The languages of notices."""

    zh = "zh"
    en = "en"


class State(StrEnum):
    """Where a notice stands."""

    draft = "draft"
    approved = "approved"
    sent = "sent"
    withdrawn = "withdrawn"


class Kind(StrEnum):
    """What became of a hit."""

    removed = "removed"
    still_up = "still_up"
    refused = "refused"
    counter_notice = "counter_notice"
    restored = "restored"
    expired = "expired"
    no_reply = "no_reply"


LanguageOption = Annotated[LanguageName | None, typer.Option(help="The notice's language.")]


@app.command()
def draft(
    work: Annotated[str | None, typer.Option(help="Only works whose title contains this, or of this work_id.")] = None,
    recipient: Annotated[str | None, typer.Option(help="To this recipient; default: whoever can act.")] = None,
    form: Annotated[str | None, typer.Option(help="This form; default: the one the recipient takes.")] = None,
    holder: HolderOption = None,
    site: Annotated[str | None, typer.Option(help="Only hits of this site.")] = None,
    hit: Annotated[list[int] | None, typer.Option(help="Only this hit; may be repeated.")] = None,
    language: LanguageOption = None,
    by: By = "",
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Drafts notices about confirmed hits, grouped by recipient and holder."""
    chosen = int(work) if work and work.isdigit() else work
    wish = Wish(chosen, recipient, form, holder, _language(language), site, tuple(hit or ()))
    with opened() as (config, store):
        result = draft_notices(Desk.open(config, store), wish, by or getpass.getuser(), _now())
    emit((row(notice) for notice in result.notices), COLUMNS, format_, output, BRIEF)
    report_drafted(result)


def report_drafted(result: Drafted) -> None:
    """Says what was drafted, what cannot be, and why."""
    for refusal in result.refusals:
        sys.stderr.write(f"not listed: {refusal}\n")
    for one in result.unwritten:
        sys.stderr.write(f"not drafted, to {one.recipient.code} for {one.holder or 'no holder'}: {one.error}\n")
    drafted, left = len(result.notices), len(result.refusals)
    sys.stderr.write(f"drafted: {drafted} notice{'s' * (drafted != 1)}; not listed: {left} hit{'s' * (left != 1)}\n")
    if result.unwritten and not result.notices:
        raise typer.Exit(result.unwritten[0].error.exit_code)
    if result.refusals and not result.notices:
        raise ConflictError("nothing was drafted: none of the hits may be listed")


@app.command()
def warn(
    recipient: Annotated[str, typer.Option(help="To whom.")],
    holder: HolderOption = None,
    batch: Annotated[str | None, typer.Option(help="Only works whose batch contains this.")] = None,
    language: LanguageOption = None,
    by: By = "",
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Drafts warning letters: the works of the list, before anybody infringes."""
    with opened() as (config, store):
        notices = warn_recipient(
            Desk.open(config, store), recipient, by or getpass.getuser(), _now(),
            holder=holder, batch=batch, language=_language(language),
        )  # fmt: skip
    emit((row(notice) for notice in notices), COLUMNS, format_, output, BRIEF)


@app.command("list")
def list_(
    state: Annotated[State | None, typer.Option(help="Only notices in this state.")] = None,
    recipient: Annotated[str | None, typer.Option(help="Only to this recipient.")] = None,
    holder: Annotated[str | None, typer.Option(help="Only for this rights holder.")] = None,
    limit: Annotated[int | None, typer.Option(min=1)] = None,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Lists notices, newest first."""
    query = NoticeQuery(state.value if state else None, recipient, holder, limit=limit)
    with opened() as (_, store):
        emit((row(notice) for notice in store.notices.query(query)), COLUMNS, format_, output, BRIEF)


@app.command()
def show(
    notice: Annotated[int, typer.Argument(help="The notice's number (notice_id).")],
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Shows a notice: its text, the steps it took, and its hits. `--format jsonl` gives one object."""
    with opened() as (_, store):
        found = store.notices.get(notice)
        events = [
            {"kind": event.kind, "actor": event.actor, "detail": event.detail, "at": _time(event.happened_at)}
            for event in store.notices.events(notice)
        ]
        hit_ids = list(store.notices.hit_ids(notice))
        files = [{"name": file.name, "sha256": file.sha256} for file in store.notices.files(notice)]
        ticks = [(there, f"{en} | {zh}", law) for zh, en, law, there in checklist_of(store, found)]
    if format_ is not Format.table:
        told = {**row(found), "text": found.text, "hit_ids": hit_ids, "events": events, "files": files}
        emit([told], (*COLUMNS, "text", "hit_ids", "events", "files"), format_, output)
        return
    out = sys.stdout
    out.write(
        f"{found.subject}\n{found.state}, {found.form} to {found.recipient}, sha256 {found.digest}\n\n{found.text}\n"
    )
    for event in events:
        out.write(f"{event['at']}  {event['kind']:<10} {event['actor']}  {event['detail']}\n")
    out.write(f"hits: {', '.join(map(str, hit_ids)) or 'none'}\n")
    for there, name, law in ticks:
        out.write(f"{'✓' if there else '✗'} {name} ({law})\n")


@app.command("print")
def print_(
    notice: Annotated[int, typer.Argument(help="The notice's number (notice_id).")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    kind: Annotated[str, typer.Option("--as", help="txt, html, pdf or eml.")] = "pdf",
) -> None:
    """Writes a notice as text, page, PDF or e-mail; nothing is sent."""
    with opened() as (config, store):
        content = rendition(Desk.open(config, store), notice, kind_named(kind), _now())
    try:
        output.write_bytes(content)
    except OSError as error:
        raise StorageError(f"{output} cannot be written: {error.strerror}") from error
    sys.stderr.write(f"wrote {output}\n")


@app.command()
def approve(
    notice: Annotated[int, typer.Argument(help="The notice's number (notice_id).")],
    by: By = "",
) -> None:
    """Approves a draft after a fresh look at its links. Not by the drafter; the text is frozen."""

    def told(look: FreshLook) -> None:
        sys.stderr.write(f"hit {look.hit_id}: {look.verdict} ({look.reason}: {look.sign}) {look.url}\n")

    with opened() as (config, store):
        done = approve_notice(Desk.open(config, store), notice, by or getpass.getuser(), _now(), told=told)
    sys.stderr.write(f"notice {notice} ({done.number}) is approved by {done.approved_by}: sha256 {done.digest}\n")


@app.command()
def refuse(
    notice: Annotated[int, typer.Argument(help="The notice's number (notice_id).")],
    reason: Annotated[str, typer.Option(help="Why.")],
    by: By = "",
) -> None:
    """Refuses a draft; it is closed, its hits stay confirmed."""
    with opened() as (config, store):
        refuse_notice(Desk.open(config, store), notice, by or getpass.getuser(), reason, _now())
    sys.stderr.write(f"notice {notice} is refused\n")


@app.command()
def send(
    notice: Annotated[int, typer.Argument(help="The notice's number (notice_id).")],
    export: Annotated[Path | None, typer.Option(metavar="FOLDER", help="Write files instead of sending mail.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="All checks, nothing sent or changed.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Send although an earlier attempt may have arrived.")] = False,
    by: By = "",
) -> None:
    """Sends an approved notice by e-mail, or exports it for a web form."""
    with opened() as (config, store):
        desk = Desk.open(config, store)
        warning = warning_of(desk, store.notices.get(notice).recipient, _now())
        done = send_notice(desk, notice, by or getpass.getuser(), _now(), export=export, dry_run=dry_run, again=again)
    if dry_run:
        sys.stdout.write(done.message.decode("ascii", "replace"))
    for path in done.files:
        sys.stdout.write(f"{path}\n")
    if warning:
        sys.stderr.write(f"{done.notice.recipient}: {warning}\n")
    would = "would be sent" if dry_run else "is sent"
    sys.stderr.write(f"notice {notice} ({done.notice.number}) {would} to {done.to} {done.notice.message_id}\n")


@app.command()
def withdraw(
    notice: Annotated[int, typer.Argument(help="The notice's number (notice_id).")],
    reason: Annotated[str, typer.Option(help="Why, for the recipient too.")],
    by: By = "",
) -> None:
    """Takes a notice back; one that was sent gets a letter of withdrawal to approve and send."""
    with opened() as (config, store):
        done = withdraw_notice(Desk.open(config, store), notice, by or getpass.getuser(), reason, _now())
    sys.stderr.write(f"notice {notice} is withdrawn\n")
    if done.letter is not None:
        sys.stderr.write(f"its letter of withdrawal is notice {done.letter.notice_id}: approve and send it\n")


@app.command()
def answer(
    notice: Annotated[int, typer.Argument(help="The notice's number (notice_id).")],
    reason: Annotated[str, typer.Option(help="What the recipient wrote.")],
    bounced: Annotated[bool, typer.Option("--bounced", help="The message came back undelivered.")] = False,
    by: By = "",
) -> None:
    """Notes the recipient's answer, or that the message bounced (its hits are then confirmed again)."""
    who = by or getpass.getuser()
    with opened() as (_, store):
        if bounced:
            store.notices.withdraw(notice, who, reason, _now(), "bounced")
        else:
            store.notices.note(notice, "answered", who, reason, _now())
    sys.stderr.write(f"notice {notice}: {'bounced' if bounced else 'answered'}\n")


@app.command()
def outcome(
    notice: Annotated[int, typer.Argument(help="The notice's number (notice_id).")],
    hit: Annotated[int, typer.Argument(help="The hit's number (hit_id).")],
    kind: Annotated[Kind, typer.Option(help="What became of it.")],
    reason: Annotated[str, typer.Option(help="Why, in words.")],
    by: By = "",
) -> None:
    """Notes what became of a hit: removed, refused, counter-notice, restored ..."""
    if not reason.strip():
        raise ConfigError('say why: --reason "..."')
    with opened() as (_, store):
        found = store.notices.get(notice)
        if found.state != "sent":
            raise ConflictError(f"Notice {notice} is {found.state}: outcomes follow notices that were sent")
        if hit not in store.notices.hit_ids(notice):
            raise ConflictError(f"Notice {notice} does not list hit {hit}")
        state = store.outcomes.add(
            Outcome(hit, kind.value, _now(), notice, "reported", reason.strip(), by or getpass.getuser())
        )
    sys.stderr.write(f"hit {hit}: {kind.value}; it is {state} now\n")


@app.command()
def forms(format_: FormatOption = Format.table, output: OutputOption = None) -> None:
    """Lists the forms, the law they rest on, and the elements they must have."""
    rows = [
        {**form_named(form.name).facts.model_dump(), "name": form.name, "elements": list(form.elements)}
        for form in FORMS
    ]
    emit(rows, FORM_COLUMNS, format_, output, ("name", "zh", "en", "languages"))


def _now() -> datetime:
    return datetime.now(UTC)


def _time(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def _language(name: LanguageName | None) -> Language | None:
    return name.value if name else None


def row(notice: Notice) -> dict[str, Any]:
    """A notice as the columns of a list."""
    values: dict[str, Any] = {column: getattr(notice, column) for column in COLUMNS}
    return {**values, **{name: _time(values[name]) for name in ("created_at", "approved_at", "sent_at")}}
