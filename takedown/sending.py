"""Sending: an approved notice goes out by e-mail or as files; every byte is kept before it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from core.errors import ConfigError, ConflictError, StorageError
from storage.notices import Notice, NoticeFile
from takedown.approving import MESSAGE_FILE, check
from takedown.building import CASE_FILE
from takedown.desk import Desk
from takedown.mail import DeliveryError, compose, deliver, message_id_of
from takedown.recipients import Recipient

_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """A notice that is out (or would be: `dry_run`), where it went, and the files or bytes that were made."""

    notice: Notice
    to: str
    message: bytes = b""
    files: tuple[Path, ...] = ()
    dry_run: bool = False


def send(
    desk: Desk,
    notice_id: int,
    by: str,
    now: datetime,
    *,
    export: Path | None = None,
    dry_run: bool = False,
    again: bool = False,
) -> Sent:
    """Sends an approved notice once: all guards first, then the bytes are kept, then they go out."""
    notice = desk.store.notices.get(notice_id)
    if notice.state != "approved":
        raise ConflictError(
            f"Notice {notice_id} is {notice.state}: only an approved notice is sent | "
            f"通知 {notice_id} 的状态为 {notice.state}，只有已批准的通知可以发送"
        )
    if not by.strip():
        raise ConfigError("say who sends: --by NAME")
    check(desk, notice, now)
    recipient = desk.recipients.get(notice.recipient)
    _check_rate(desk, notice, recipient, now)
    _check_unsent(desk, notice, again=again)
    if export is not None:
        return _export(desk, notice, recipient, export, by, now, dry_run=dry_run)
    return _mail(desk, notice, recipient, by, now, dry_run=dry_run)


def preview(desk: Desk, notice: Notice, now: datetime) -> bytes:
    """The message as it would go out; nothing is kept or sent."""
    recipient = desk.recipients.get(notice.recipient)
    return _compose(desk, notice, recipient.email or "unknown@recipient.invalid", now)[1]


def _compose(desk: Desk, notice: Notice, to: str, now: datetime) -> tuple[str, bytes]:
    mail = desk.config.mail
    message_id = message_id_of(mail)
    reply_to = desk.config.complainant.email
    return message_id, compose(mail, notice, _parts(desk, notice), to, message_id, reply_to, now)


def _check_rate(desk: Desk, notice: Notice, recipient: Recipient, now: datetime) -> None:
    if notice.about_id is not None:
        return  # a mistake is put right at once
    count = desk.store.notices.count_sent(recipient.code, now - _DAY)
    if count >= recipient.per_day:
        raise ConflictError(
            f"{recipient.code} got {count} notices within a day, its limit (per_day): send notice "
            f"{notice.notice_id} tomorrow | "
            f"{recipient.code} 一天内已收到 {count} 份通知，达到上限（per_day），请明天再发"
        )


def _check_unsent(desk: Desk, notice: Notice, *, again: bool) -> None:
    """A send that was begun and never ended may have arrived: a person must look."""
    steps = [event for event in desk.store.notices.events(notice.notice_id) if event.kind in ("sending", "failed")]
    if steps and steps[-1].kind == "sending" and not again:
        raise ConflictError(
            f"Notice {notice.notice_id} may have gone out on {steps[-1].happened_at:%Y-%m-%d %H:%M} UTC "
            f"({steps[-1].detail}): look into the mailbox, then send it again on purpose (--again), or withdraw it | "
            f"通知 {notice.notice_id} 可能已经发出，请先查看邮箱，再确认重发或者撤回"
        )


def _parts(desk: Desk, notice: Notice) -> list[NoticeFile]:
    files = desk.store.notices.files(notice.notice_id)
    return [file for file in files if file.name != CASE_FILE and not file.name.startswith(MESSAGE_FILE)]


def _mail(desk: Desk, notice: Notice, recipient: Recipient, by: str, now: datetime, *, dry_run: bool) -> Sent:
    if not recipient.email:
        raise ConfigError(
            f"no e-mail address of {recipient.code} is known: add it to recipients.toml, or export the notice "
            f"(--export FOLDER) | 没有 {recipient.code} 的电子邮箱：请写入 recipients.toml，或者导出通知"
        )
    mail = desk.config.mail
    message_id, message = _compose(desk, notice, recipient.email, now)
    if dry_run:
        return Sent(notice, recipient.email, message, dry_run=True)
    store = desk.store.notices
    attempts = sum(event.kind == "sending" for event in store.events(notice.notice_id))
    name = MESSAGE_FILE if not attempts else f"{MESSAGE_FILE}.{attempts + 1}"
    store.keep(notice.notice_id, NoticeFile(name, "message/rfc822", message), now)
    store.note(notice.notice_id, "sending", by, message_id, now)
    try:
        server = deliver(mail, recipient.email, message)
    except (DeliveryError, ConfigError) as error:
        store.note(notice.notice_id, "failed", by, str(error), now)
        raise
    sent = store.sent(notice.notice_id, by, message_id, f"mail to {recipient.email} by {server}", now)
    return Sent(sent, recipient.email, message)


def _export(
    desk: Desk, notice: Notice, recipient: Recipient, folder: Path, by: str, now: datetime, *, dry_run: bool
) -> Sent:
    """Files for a web form or a letter: the text, what goes with it, and the case."""
    target = folder / notice.number
    files = [NoticeFile("notice.txt", "text/plain", notice.text.encode()), *desk.store.notices.files(notice.notice_id)]
    files = [file for file in files if not file.name.startswith(MESSAGE_FILE)]
    paths = tuple(target / file.name for file in files)
    if dry_run:
        return Sent(notice, str(target), files=paths, dry_run=True)
    try:
        target.mkdir(parents=True, exist_ok=True)
        for file, path in zip(files, paths, strict=True):
            path.write_bytes(file.content)
    except OSError as error:
        raise StorageError(f"{target} cannot be written: {error.strerror}") from error
    sent = desk.store.notices.sent(notice.notice_id, by, "", f"exported to {target.absolute()}", now)
    return Sent(sent, str(target), files=paths)
