"""Reminding: the next step about a notice whose time is up is taken and noted, with the letter that went out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from core.errors import ConfigError, ConflictError, StorageError
from storage.notices import Notice, NoticeFile
from takedown.approving import MESSAGE_FILE
from takedown.desk import Desk
from takedown.escalation import Step
from takedown.mail import compose, deliver, message_id_of
from takedown.stopwatch import CLOSED, Stopwatch, measure
from takedown.withdrawing import listed_urls

_BASIS: Final = {
    "zh": {"law": "法定期限", "promise": "贵方公示的处理期限", "target": "我方请求的处理期限"},
    "en": {"law": "the law", "promise": "your own published time", "target": "the time we asked for"},
}


@dataclass(frozen=True, slots=True)
class Reminded:
    """The step that was taken, its letter, and where it went."""

    step: Step
    text: str
    to: str


def remind(desk: Desk, notice_id: int, by: str, now: datetime, *, export: Path | None = None) -> Reminded:
    """Takes the next step: the reminder goes by mail, or is written into a folder; either way it is kept and noted."""
    notice = desk.store.notices.get(notice_id)
    watch, step = _due(desk, notice, now)
    text = _letter(desk, notice, watch, now)
    if step.kind == "complained":
        raise ConflictError(
            f"Notice {notice_id}: the next step is a complaint: hand in `netsword complaint pack {notice_id} -o FILE`, "
            f'then `netsword notice complain {notice_id} --reason "..."`'
        )
    if export is not None:
        to = _export(export, notice, step, text)
        _keep(desk, notice, step, "text/plain", text.encode(), now)
    else:
        to = _mail(desk, notice, step, _subject(notice), text, now)
    desk.store.notices.note(notice_id, step.kind, by, f"{step.code}: {to}", now)
    return Reminded(step, text, to)


def complain(desk: Desk, notice_id: int, by: str, reason: str, now: datetime) -> Notice:
    """Notes that the holder complained to an office or went to court: it stops the clocks of counter-notices."""
    if not reason.strip():
        raise ConfigError('say where and under which number: --reason "..."')
    return desk.store.notices.note(notice_id, "complained", by, f"complain: {reason.strip()}", now)


def _due(desk: Desk, notice: Notice, now: datetime) -> tuple[Stopwatch, Step]:
    if notice.sent_at is None or notice.state != "sent":
        raise ConflictError(f"Notice {notice.notice_id} is {notice.state}: only notices that are out are followed up")
    watch = measure(desk, notice, now)
    if not watch.overdue_hours:
        raise ConflictError(f"Notice {notice.notice_id} is not overdue: {watch.advice or 'nothing is open'}")
    if watch.step is None or watch.step_at is None:
        raise ConflictError(f"Notice {notice.notice_id}: every step was taken")
    if now < watch.step_at:
        raise ConflictError(
            f"Notice {notice.notice_id}: the next step ({watch.step.en}) is due at {watch.step_at:%Y-%m-%d %H:%M} UTC"
        )
    return watch, watch.step


def _letter(desk: Desk, notice: Notice, watch: Stopwatch, now: datetime) -> str:
    language = "zh" if notice.language == "zh" else "en"
    urls = listed_urls(desk, notice.notice_id)
    closed = {
        outcome.hit_id: outcome.reason != "came_back"
        for outcome in desk.store.outcomes.of_notice(notice.notice_id)
        if outcome.kind in CLOSED
    }
    count = 1 + sum(event.kind in ("reminded", "escalated") for event in desk.store.notices.events(notice.notice_id))
    return desk.templates.write(
        f"reminder.{language}.txt",
        notice=notice,
        recipient=desk.recipients.get(notice.recipient),
        watch=watch,
        basis=_BASIS[language][watch.basis],
        urls=[url for hit_id, url in urls.items() if not closed.get(hit_id)],
        count=count,
        signatory=desk.config.complainant.organisation or desk.config.complainant.name,
        now=now,
    )


def _subject(notice: Notice) -> str:
    return f"催办：{notice.subject}" if notice.language == "zh" else f"Reminder: {notice.subject}"


def _mail(desk: Desk, notice: Notice, step: Step, subject: str, text: str, now: datetime) -> str:
    recipient = desk.recipients.get(notice.recipient)
    if not recipient.email:
        raise ConfigError(
            f"no e-mail address of {recipient.code} is known: add it to recipients.toml, or use --export FOLDER"
        )
    mail = desk.config.mail
    letter = replace(notice, subject=subject, text=text)
    message = compose(mail, letter, (), recipient.email, message_id_of(mail), desk.config.complainant.email, now)
    _keep(desk, notice, step, "message/rfc822", message, now)
    return f"mail to {recipient.email} by {deliver(mail, recipient.email, message)}"


def _keep(desk: Desk, notice: Notice, step: Step, media_type: str, content: bytes, now: datetime) -> None:
    """Every byte is kept before it leaves; a second attempt gets a name of its own."""
    known = {file.name for file in desk.store.notices.files(notice.notice_id)}
    name = f"{MESSAGE_FILE}.{step.code}"
    attempts = sum(one == name or one.startswith(f"{name}.") for one in known)
    desk.store.notices.keep(
        notice.notice_id, NoticeFile(f"{name}.{attempts + 1}" if attempts else name, media_type, content), now
    )


def _export(folder: Path, notice: Notice, step: Step, text: str) -> str:
    path = folder / f"{notice.number}-{step.code}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}") from error
    return f"exported to {path.absolute()}"
