"""The audit log keeps who did what."""

from __future__ import annotations

from storage.audit import AuditEntry
from storage.store import Store


def test_entries_come_back_newest_first(store: Store, make) -> None:
    for number, actor in enumerate(("王", "李", "王")):
        store.audit.add(AuditEntry(actor, "export", make.at(hours=number), "hits", {"rows": number, "名": "值\x00"}))
    entries = store.audit.list()
    assert [(entry.actor, entry.detail["rows"]) for entry in entries] == [("王", 2), ("李", 1), ("王", 0)]
    assert entries[0].detail["名"] == "值"
    assert [entry.entry_id for entry in store.audit.list("王")] == [3, 1]
    assert [entry.entry_id for entry in store.audit.list(limit=1, before=3)] == [2]
