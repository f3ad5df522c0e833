"""Approving and sending: two people, frozen text, exact bytes, and what a failing server leaves behind."""

from __future__ import annotations

import asyncio
import email
import email.policy
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import text as sql
from sqlalchemy.exc import SQLAlchemyError

from core.errors import ConfigError, ConflictError, StorageError
from core.types import Review
from storage.notices import digest_of
from storage.verify import verify
from takedown.approving import approve, refuse
from takedown.drafting import Wish, draft
from takedown.mail import DeliveryError
from takedown.sending import send
from takedown.withdrawing import withdraw


class Box:
    """Keeps what a mail server received, or answers as it is told."""

    def __init__(self) -> None:
        self.received: list[tuple[str, list[str], bytes]] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.received.append((envelope.mail_from or "", envelope.rcpt_tos, envelope.content))
        return self.answer


@pytest.fixture
def server() -> Iterator[tuple[Box, int]]:
    """A mail server on a free port of the loopback, in a thread of its own."""
    box, loop = Box(), asyncio.new_event_loop()
    listener = loop.run_until_complete(loop.create_server(lambda: SMTP(box, loop=loop), "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    yield box, listener.sockets[0].getsockname()[1]
    loop.call_soon_threadsafe(listener.close)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def ready(opened: Any, make: Any, server: tuple[Box, int]) -> Any:
    """An office with a mail server, a recipient's address, and one draft."""
    office = opened(host="127.0.0.1", port=server[1])
    office.write("recipients.toml", '[[recipient]]\ncode = "baidu"\nemail = "copyright@netdisk.example"\nper_day = 2\n')
    office.hit()
    (office.notice,) = draft(office.desk, Wish(), "小张", make.NOW).notices
    return office


def test_the_server_receives_exactly_the_bytes_that_are_kept(ready: Any, make: Any, server: tuple[Box, int]) -> None:
    approve(ready.desk, ready.notice.notice_id, "老李", make.NOW)
    done = send(ready.desk, ready.notice.notice_id, "老李", make.NOW)
    ((sender, to, received),) = server[0].received
    assert (sender, to) == ("notices@xinghe.example", ["copyright@netdisk.example"])
    kept = {file.name: file.content for file in ready.store.notices.files(ready.notice.notice_id)}["message.eml"]
    assert received == kept == done.message
    message = email.message_from_bytes(received, policy=email.policy.default)
    assert message["Message-ID"] == done.notice.message_id
    assert message["Subject"] == ready.notice.subject
    assert message["Reply-To"] == "rights@xinghe.example"
    plain = message.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == ready.notice.text
    page = message.get_body(("html",))
    assert page is not None
    assert "https://pan.baidu.com/s/1AbcDef" in page.get_content()
    assert all(len(line) <= 998 for line in received.split(b"\r\n"))
    assert ready.store.hits.get(1).state == "noticed"
    assert [event.kind for event in ready.store.notices.events(1)] == ["drafted", "approved", "sending", "sent"]
    assert verify(ready.store, ready.config.evidence_folder) == []


def test_forms_for_machines_go_as_attachments(ready: Any, make: Any, server: tuple[Box, int]) -> None:
    (notice,) = draft(ready.desk, Wish(form="acns_xml"), "小张", make.NOW).notices
    approve(ready.desk, notice.notice_id, "老李", make.NOW)
    send(ready.desk, notice.notice_id, "老李", make.NOW)
    message = email.message_from_bytes(server[0].received[0][2], policy=email.policy.default)
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "acns.xml"
    assert attached.get_payload(decode=True) == notice.text.encode()


@pytest.mark.parametrize("name", ["小张", " 小 张 ", "小张\u3000", ""])
def test_the_drafter_cannot_approve(name: str, ready: Any, make: Any) -> None:
    with pytest.raises((ConflictError, ConfigError)):
        approve(ready.desk, ready.notice.notice_id, name, make.NOW)
    with pytest.raises(ConflictError, match="only an approved notice"):
        send(ready.desk, ready.notice.notice_id, "老李", make.NOW)


def test_width_and_case_make_no_second_person(ready: Any, make: Any) -> None:
    (notice,) = draft(ready.desk, Wish(form="dmca_512"), "Zhang San", make.NOW).notices
    with pytest.raises(ConflictError, match="somebody else"):
        approve(ready.desk, notice.notice_id, "ＺＨＡＮＧ san", make.NOW)


def test_a_text_changed_after_approval_is_not_sent(ready: Any, make: Any, server: tuple[Box, int]) -> None:
    approve(ready.desk, ready.notice.notice_id, "老李", make.NOW)
    with ready.store.database.write() as connection:
        connection.execute(sql("UPDATE notices SET text = replace(text, '1AbcDef', '1Innocent')"))
    with pytest.raises(ConflictError, match="not what was drafted"):
        send(ready.desk, ready.notice.notice_id, "老李", make.NOW)
    with ready.store.database.write() as connection:  # and its digest with it
        notice = ready.store.notices.get(1)
        digest = digest_of(notice.subject, notice.text, ready.store.notices.files(1))
        connection.execute(sql("UPDATE notices SET digest = :digest"), {"digest": digest})
    with pytest.raises(ConflictError, match="not what was drafted"):
        send(ready.desk, ready.notice.notice_id, "老李", make.NOW)
    assert server[0].received == []


def test_a_hit_rejected_meanwhile_stops_the_notice(ready: Any, make: Any) -> None:
    approve(ready.desk, ready.notice.notice_id, "老李", make.NOW)
    ready.store.reviews.add(Review(1, "reject", "审核员乙", "系影评", make.NOW))
    with pytest.raises(ConflictError, match="it is rejected"):
        send(ready.desk, ready.notice.notice_id, "老李", make.NOW)


def test_a_dry_run_changes_nothing(ready: Any, make: Any, server: tuple[Box, int]) -> None:
    approve(ready.desk, ready.notice.notice_id, "老李", make.NOW)
    done = send(ready.desk, ready.notice.notice_id, "老李", make.NOW, dry_run=True)
    assert done.message.startswith(b"From: ")
    assert ready.store.notices.get(1).state == "approved"
    assert ready.store.hits.get(1).state == "confirmed"
    assert server[0].received == []
    assert send(ready.desk, 1, "老李", make.NOW, export=ready.folder / "out", dry_run=True).files
    assert not (ready.folder / "out").exists()


def test_export_writes_what_was_approved(ready: Any, make: Any) -> None:
    approve(ready.desk, ready.notice.notice_id, "老李", make.NOW)
    done = send(ready.desk, ready.notice.notice_id, "老李", make.NOW, export=ready.folder / "out")
    texts = {path.name: path.read_bytes() for path in done.files}
    assert texts["notice.txt"].decode() == ready.notice.text
    assert set(texts) == {"notice.txt", f"{ready.notice.number}.html", "case.json"}
    assert ready.store.hits.get(1).state == "noticed"


def test_nothing_is_sent_twice(ready: Any, make: Any, server: tuple[Box, int]) -> None:
    approve(ready.desk, 1, "老李", make.NOW)
    send(ready.desk, 1, "老李", make.NOW)
    with pytest.raises(ConflictError, match="is sent"):
        send(ready.desk, 1, "老李", make.NOW)
    assert len(server[0].received) == 1


def test_a_refusing_server_leaves_the_notice_approved(ready: Any, make: Any, server: tuple[Box, int]) -> None:
    approve(ready.desk, 1, "老李", make.NOW)
    server[0].answer = "550 5.7.1 we do not take this"
    with pytest.raises(DeliveryError, match=r"550 5\.7\.1 we do not take this"):
        send(ready.desk, 1, "老李", make.NOW)
    assert ready.store.notices.get(1).state == "approved"
    assert ready.store.hits.get(1).state == "confirmed"
    assert ready.store.notices.events(1)[-1].kind == "failed"
    server[0].answer = "250 OK"
    assert send(ready.desk, 1, "老李", make.NOW).notice.state == "sent"


def test_an_attempt_that_never_ended_is_looked_at_by_a_person(ready: Any, make: Any, server: tuple[Box, int]) -> None:
    approve(ready.desk, 1, "老李", make.NOW)
    ready.store.notices.note(1, "sending", "老李", "<1@xinghe.example>", make.NOW)  # and then the process died
    with pytest.raises(ConflictError, match="may have gone out"):
        send(ready.desk, 1, "老李", make.NOW)
    assert server[0].received == []
    assert send(ready.desk, 1, "老李", make.NOW, again=True).notice.state == "sent"


def test_a_recipient_gets_so_many_a_day(ready: Any, make: Any, server: tuple[Box, int]) -> None:
    for number in range(3):
        ready.hit(f"https://pan.baidu.com/s/1More{number}")
        draft(ready.desk, Wish(), "小张", make.NOW)
    for notice_id in (1, 2, 3):
        approve(ready.desk, notice_id, "老李", make.NOW)
    send(ready.desk, 1, "老李", make.NOW)
    send(ready.desk, 2, "老李", make.NOW)
    with pytest.raises(ConflictError, match="per_day"):
        send(ready.desk, 3, "老李", make.NOW)
    assert send(ready.desk, 3, "老李", make.NOW + timedelta(days=1, minutes=1)).notice.state == "sent"


def test_without_address_or_server_the_cure_is_named(opened: Any, make: Any) -> None:
    office = opened(host="")
    office.hit()
    draft(office.desk, Wish(), "小张", make.NOW)
    approve(office.desk, 1, "老李", make.NOW)
    with pytest.raises(ConfigError, match=r"recipients\.toml"):
        send(office.desk, 1, "老李", make.NOW)
    office.write("recipients.toml", '[[recipient]]\ncode = "baidu"\nemail = "a@netdisk.example"\n')
    with pytest.raises(ConfigError, match="host"):
        send(office.desk, 1, "老李", make.NOW)


@pytest.mark.parametrize("address", ["a@b.example, c@d.example", "a@b.example\nBcc: x@y.example", "nobody"])
def test_addresses_that_are_more_than_one_are_refused(address: str, opened: Any) -> None:
    office = opened()
    office.write("recipients.toml", f"[[recipient]]\ncode = 'baidu'\nemail = '''{address}'''\n")
    with pytest.raises(ConfigError, match="email"):
        _ = office.desk


def test_a_sent_notice_is_withdrawn_by_a_letter_that_two_people_send(
    ready: Any, make: Any, server: tuple[Box, int]
) -> None:
    approve(ready.desk, 1, "老李", make.NOW)
    send(ready.desk, 1, "老李", make.NOW)
    with pytest.raises(ConfigError, match="why"):
        withdraw(ready.desk, 1, "老李", " ", make.NOW)
    done = withdraw(ready.desk, 1, "老李", "经核实系授权预告片", make.NOW)
    assert done.notice.state == "withdrawn"
    assert ready.store.hits.get(1).state == "confirmed"
    assert done.letter is not None
    assert ready.notice.number in done.letter.text
    assert "https://pan.baidu.com/s/1AbcDef" in done.letter.text
    assert "经核实系授权预告片" in done.letter.text
    with pytest.raises(ConflictError, match="somebody else"):
        approve(ready.desk, done.letter.notice_id, "老李", make.NOW)
    approve(ready.desk, done.letter.notice_id, "小张", make.NOW)
    send(ready.desk, done.letter.notice_id, "小张", make.NOW)
    assert len(server[0].received) == 2
    assert ready.store.hits.get(1).state == "confirmed"  # a withdrawal notices nothing
    assert verify(ready.store, ready.config.evidence_folder) == []


def test_a_draft_is_withdrawn_or_refused_without_a_letter(ready: Any, make: Any) -> None:
    assert withdraw(ready.desk, 1, "小张", "重复", make.NOW).letter is None
    (other,) = draft(ready.desk, Wish(), "小张", make.NOW).notices
    assert refuse(ready.desk, other.notice_id, "老李", "证据不足", make.NOW).state == "withdrawn"
    with pytest.raises(ConflictError, match="withdrawn"):
        approve(ready.desk, other.notice_id, "老李", make.NOW)


def test_a_bounced_notice_frees_its_hits(ready: Any, make: Any) -> None:
    approve(ready.desk, 1, "老李", make.NOW)
    send(ready.desk, 1, "老李", make.NOW)
    ready.store.notices.withdraw(1, "老李", "550 no such user", make.NOW, "bounced")
    assert ready.store.hits.get(1).state == "confirmed"
    assert draft(ready.desk, Wish(), "小张", make.NOW).notices
    assert verify(ready.store, ready.config.evidence_folder) == []


def test_events_cannot_be_changed(ready: Any) -> None:

    with pytest.raises((StorageError, SQLAlchemyError)), ready.store.database.write() as connection:
        connection.execute(sql("UPDATE notice_events SET actor = 'x'"))
