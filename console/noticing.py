"""Every step of a notice as pages and programs take it: done in somebody's name, and noted who did it."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, get_args

from console.notice_words import told
from console.noting import note
from console.people import Person
from console.services import Services
from console.words import Language, mark
from core.errors import ConflictError, InputError
from core.types import OutcomeKind
from storage.notices import Notice
from storage.outcomes import Outcome
from takedown.approving import approve, refuse
from takedown.desk import Desk
from takedown.drafting import Drafted, Wish, draft
from takedown.evidence_pack import pack
from takedown.fresh import look_at, waiting
from takedown.sending import send
from takedown.warning import warn
from takedown.withdrawing import withdraw

Way = Literal["mail", "export"]
PATIENCE: Final = 20.0  # seconds that one press of a button may look at links
EXPORTS: Final = "notices"
MOST_TOLD: Final = 20
NOTHING: Final = mark("Nothing was drafted: there is no confirmed hit that is not in a notice already")


def desk_of(here: Services) -> Desk:
    """The desk of this console, with the operator's files as they are now."""
    return Desk.open(here.config, here.store)


def write(here: Services, asking: Person, wish: Wish) -> Drafted:
    """Drafts notices."""
    done = draft(desk_of(here), wish, asking.name, datetime.now(UTC))
    for notice in done.notices:
        note(here, asking, "notice", "drafted", notice.notice_id)
    return done


def troubles_of(done: Drafted, language: Language) -> list[str]:
    """What is missing in notices that were not written, and which hits cannot be listed."""
    troubles = [f"{one.recipient.name(language)} · {one.holder}: {told(one.error, language)}" for one in done.unwritten]
    return troubles + [told(refusal, language) for refusal in done.refusals[:MOST_TOLD]]


def write_warnings(
    here: Services, asking: Person, recipient: str, batch: str | None, language: Language | None
) -> list[Notice]:
    """Drafts warning letters about the works of the list."""
    letters = warn(desk_of(here), recipient, asking.name, datetime.now(UTC), batch=batch, language=language)
    for letter in letters:
        note(here, asking, "notice", "drafted", letter.notice_id)
    return letters


def look(here: Services, asking: Person, notice_id: int) -> None:
    """Looks at links that nobody has looked at within a day, as many as a moment allows."""
    desk, now = desk_of(here), datetime.now(UTC)
    notice = here.store.notices.get(notice_id)
    look_at(desk, waiting(desk, notice, now), asking.name, now, notice_id=notice_id, seconds=PATIENCE)
    note(here, asking, "notice", "looked", notice_id)


def approve_shown(here: Services, asking: Person, notice_id: int, digest: str) -> None:
    """Approves the text that was shown, named by its digest."""
    if here.store.notices.get(notice_id).digest != digest:
        raise ConflictError(mark("This is not the text that was shown: read it again"))
    approve(desk_of(here), notice_id, asking.name, datetime.now(UTC), seconds=PATIENCE)
    note(here, asking, "notice", "approved", notice_id)


def refuse_draft(here: Services, asking: Person, notice_id: int, reason: str) -> None:
    """Closes a draft; its hits stay confirmed."""
    refuse(desk_of(here), notice_id, asking.name, reason, datetime.now(UTC))
    note(here, asking, "notice", "refused", notice_id)


def send_out(here: Services, asking: Person, notice_id: int, way: Way, *, again: bool) -> None:
    """Sends an approved notice by e-mail, or writes its files for a web form or a letter."""
    folder = here.config.folder / EXPORTS if way == "export" else None
    send(desk_of(here), notice_id, asking.name, datetime.now(UTC), export=folder, again=again)
    note(here, asking, "notice", "sent", notice_id)


def take_back(here: Services, asking: Person, notice_id: int, reason: str) -> int:
    """Takes a notice back; gives the letter that says so, where one was drafted, else the notice itself."""
    done = withdraw(desk_of(here), notice_id, asking.name, reason, datetime.now(UTC))
    shown = done.letter.notice_id if done.letter else notice_id
    note(here, asking, "notice", "withdrawn", shown)
    return shown


def note_answer(here: Services, asking: Person, notice_id: int, reason: str, hit_id: int, kind: str) -> None:
    """Notes what the recipient wrote (hit 0), or what became of one hit of a notice that is out."""
    now, notices = datetime.now(UTC), here.store.notices
    found = next((known for known in get_args(OutcomeKind) if known == kind), None)
    if not hit_id:
        notices.note(notice_id, "answered", asking.name, reason, now)
    elif found is None or hit_id not in notices.hit_ids(notice_id) or notices.get(notice_id).state != "sent":
        raise InputError(mark("There is no such decision"))
    else:
        here.store.outcomes.add(Outcome(hit_id, found, now, notice_id, "reported", reason, asking.name))
    note(here, asking, "notice", "answered", notice_id)


def packed(here: Services, asking: Person, notice_id: int) -> tuple[str, bytes]:
    """The evidence pack, made now: the notice's number and the bytes."""
    number = here.store.notices.get(notice_id).number
    with tempfile.TemporaryDirectory(prefix="netsword-pack-") as folder:
        path = Path(folder) / "pack.zip"
        pack(desk_of(here), notice_id, path, asking.name, datetime.now(UTC))
        content = path.read_bytes()
    note(here, asking, "notice", "packed", notice_id)
    return number, content
