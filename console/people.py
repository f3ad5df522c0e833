"""Who may do what: roles, their permissions, and the scope of what they see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from storage.scope import ALL, Scope
from storage.users import Role, User

Permission = Literal[
    "see", "review", "upload", "edit", "export", "health", "audit", "notices", "draft", "approve", "send"
]

PERMISSIONS: Final[dict[Role, frozenset[Permission]]] = {
    "operator": frozenset({"see", "review", "upload", "edit", "export", "health", "audit", "notices", "draft", "send"}),
    "analyst": frozenset({"see", "review", "upload", "edit", "export", "health", "notices", "draft"}),
    "approver": frozenset(
        {"see", "review", "upload", "edit", "export", "health", "notices", "draft", "approve", "send"}
    ),
    "rights_holder": frozenset({"see", "upload", "edit", "export"}),
    "auditor": frozenset({"see", "export", "health", "audit", "notices"}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in, or a program that speaks for them."""

    user: User

    @property
    def name(self) -> str:
        return self.user.name

    @property
    def scope(self) -> Scope:
        """What they see: taken from the account, never from a request."""
        return Scope(self.user.holder) if self.user.role == "rights_holder" else ALL

    def may(self, permission: Permission) -> bool:
        return permission in PERMISSIONS[self.user.role]
