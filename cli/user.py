"""`netsword user`: accounts of the console."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from cli.options import FormatOption
from cli.output import Format, emit
from cli.session import opened
from core.errors import ConfigError
from storage.audit import AuditEntry
from storage.users import User

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Accounts of the console.")
COLUMNS = ("name", "role", "holder", "disabled", "created_at")
SHORTEST = 12
LONGEST = 1024
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]
Name = Annotated[str, typer.Argument(help="The name to sign in with.")]


class RoleName(StrEnum):
    """What somebody may do."""

    operator = "operator"
    analyst = "analyst"
    approver = "approver"
    rights_holder = "rights_holder"
    auditor = "auditor"


@app.command()
def add(
    name: Name,
    role: Annotated[RoleName, typer.Option(help="operator and analyst judge; approver sends; auditor only reads.")],
    holder: Annotated[str, typer.Option(help="Whose works a rights_holder sees: the holder's name in the lists.")] = "",
    password_stdin: FromStdin = False,
) -> None:
    """Adds an account; the password is asked for."""
    if not name.strip() or not name.isprintable() or len(name) > 200:
        raise ConfigError("write a name of printable characters, at most 200")
    if (role is RoleName.rights_holder) != bool(holder.strip()):
        raise ConfigError('a rights_holder needs --holder "NAME", as their lists write it, and nobody else has one')
    hashed = _hashed(_password(password_stdin))
    with opened() as (_, store):
        store.users.add(name.strip(), role.value, hashed, datetime.now(UTC), holder.strip())
        _note(store.audit.add, "user.added", name.strip(), {"role": role.value, "holder": holder.strip()})
    sys.stderr.write(f"{name} may sign in as {role.value}\n")


@app.command("list")
def list_(format_: FormatOption = Format.table) -> None:
    """Shows the accounts."""
    with opened() as (_, store):
        emit((_row(user) for user in store.users.list()), COLUMNS, format_)


@app.command()
def disable(name: Name, again: Annotated[bool, typer.Option("--enable", help="Let them in again.")] = False) -> None:
    """Shuts somebody out at once; what they did stays on record."""
    with opened() as (_, store):
        store.users.disable(name, not again)
        _note(store.audit.add, "user.enabled" if again else "user.disabled", name, {})
    sys.stderr.write(f"{name} may sign in again\n" if again else f"{name} is shut out\n")


@app.command()
def password(name: Name, password_stdin: FromStdin = False) -> None:
    """Sets a new password; open sessions end."""
    with opened() as (_, store):
        store.users.get(name)
        store.users.set_password(name, _hashed(_password(password_stdin)))
        _note(store.audit.add, "user.password", name, {})
    sys.stderr.write(f"{name} has a new password\n")


def _password(from_stdin: bool) -> str:
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = getpass.getpass("Password: ")
        if getpass.getpass("Once more: ") != given:
            raise ConfigError("the two passwords differ")
    if not SHORTEST <= len(given) <= LONGEST:
        raise ConfigError(f"the password must have {SHORTEST} characters or more")
    return given


def _hashed(given: str) -> str:
    from pwdlib import PasswordHash  # with the console's packages, which only these two verbs need

    return PasswordHash.recommended().hash(given)


def _note(add: object, action: str, target: str, detail: dict[str, str]) -> None:
    assert callable(add)
    add(AuditEntry(f"cli:{getpass.getuser()}", action, datetime.now(UTC), target, detail))


def _row(user: User) -> dict[str, object]:
    return {
        "name": user.name,
        "role": user.role,
        "holder": user.holder,
        "disabled": "yes" if user.disabled else "no",
        "created_at": f"{user.created_at:%Y-%m-%dT%H:%M:%SZ}",
    }
