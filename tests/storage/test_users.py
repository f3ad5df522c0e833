"""Users are known by name; a changed password or a shut door ends their sessions."""

from __future__ import annotations

import pytest

from core.errors import ConflictError, NotFoundError
from storage.store import Store


def test_users_come_back_as_they_were_added(store: Store, make) -> None:
    added = store.users.add("王", "analyst", "hash", make.now)
    store.users.add("甲影业", "rights_holder", "hash", make.now, holder="甲")
    assert store.users.get("王") == added
    assert (added.name, added.role, added.password_hash, added.disabled, added.session_version) == (
        "王",
        "analyst",
        "hash",
        False,
        1,
    )
    assert {user.name: user.holder for user in store.users.list()} == {"王": "", "甲影业": "甲"}


def test_a_name_is_given_once(store: Store, make) -> None:
    store.users.add("王", "analyst", "hash", make.now)
    with pytest.raises(ConflictError, match="王"):
        store.users.add("王", "operator", "other", make.now)
    assert store.users.get("王").role == "analyst"


def test_a_changed_password_or_a_shut_door_ends_sessions(store: Store, make) -> None:
    store.users.add("王", "analyst", "hash", make.now)
    store.users.set_password("王", "new")
    store.users.disable("王")
    store.users.end_sessions("王")
    user = store.users.get("王")
    assert (user.password_hash, user.disabled, user.session_version) == ("new", True, 4)
    store.users.disable("王", disabled=False)
    assert not store.users.get("王").disabled


def test_an_unknown_user_is_named(store: Store) -> None:
    for attempt in (store.users.get, store.users.disable, store.users.end_sessions):
        with pytest.raises(NotFoundError, match="nobody"):
            attempt("nobody")
