"""E-mail: a notice as one message whose bytes are fixed before it is sent, and the server that takes it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr

from core.config import Mail
from core.errors import ConfigError, NetswordError
from storage.notices import Notice, NoticeFile

_TIMEOUT = 60.0
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class DeliveryError(NetswordError):
    """The mail server did not take the message."""


def message_id_of(mail: Mail) -> str:
    """A new Message-ID under the sender's domain."""
    return make_msgid(domain=sender_of(mail).rpartition("@")[2])


def sender_of(mail: Mail) -> str:
    """The address that notices come from."""
    address = parseaddr(mail.sender)[1]
    if "@" not in address:
        raise ConfigError(
            "[mail] sender is no address: notices need one to be answered to | 尚未设置 [mail] sender（发件地址）"
        )
    return address


def compose(
    mail: Mail, notice: Notice, files: Sequence[NoticeFile], to: str, message_id: str, reply_to: str, now: datetime
) -> bytes:
    """The message, byte for byte: the text, its HTML version, and files for machines as attachments."""
    message = EmailMessage(policy=SMTP)
    message["From"] = mail.sender
    message["To"] = to
    if reply_to and reply_to != sender_of(mail):
        message["Reply-To"] = reply_to
    message["Subject"] = " ".join(notice.subject.split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id
    message["X-Netsword-Notice"] = notice.number
    message["Auto-Submitted"] = "no"
    message.set_content(notice.text, charset="utf-8", cte="base64")
    for file in files:
        kind, _, subtype = file.media_type.partition("/")
        if file.media_type == "text/html":
            message.add_alternative(file.content.decode(), subtype="html", charset="utf-8", cte="base64")
        elif kind:
            message.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.name, cte="base64")
    return message.as_bytes()


def deliver(mail: Mail, to: str, message: bytes) -> str:
    """Hands the message to the server as it is; gives the server's name. DeliveryError with the server's words."""
    if not mail.host:
        raise ConfigError(
            "[mail] host is not set: set it, or export the notice (--export FOLDER) | "
            "尚未设置 [mail] host：请先设置，或者导出通知"
        )
    try:
        with _connect(mail) as server:
            refused = server.sendmail(sender_of(mail), [to], message)
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryError(f"{mail.host}:{mail.port} did not take the message: {_words(error)}") from error
    if refused:
        raise DeliveryError(f"{mail.host}:{mail.port} refused {to}")
    return f"{mail.host}:{mail.port}"


def _connect(mail: Mail) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mail.port == 465:
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=_TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=_TIMEOUT)
        if mail.starttls:
            server.starttls(context=context)
        elif mail.user and mail.host not in _LOOPBACK:
            server.close()
            raise ConfigError("[mail] a password is sent over TLS only: set starttls = true")
    if mail.user:
        server.login(mail.user, mail.password)
    return server


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {text.decode('utf-8', 'replace')}" for code, text in error.recipients.values())
    return str(error) or type(error).__name__
