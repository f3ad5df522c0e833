"""`netsword review`: a person decides on a hit."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from cli.options import ReviewerOption
from cli.session import opened
from core.errors import ConfigError
from core.types import Verdict
from storage.deciding import Decision
from storage.judging import Judging
from storage.scope import ALL
from storage.store import Store

app = typer.Typer(add_completion=False)


class Reach(StrEnum):
    """How far a rejection holds."""

    link = "link"
    site = "site"
    wording = "wording"
    work = "work"


_HELD = {
    Reach.link: "at this link",
    Reach.site: "on this site",
    Reach.wording: "in this wording",
    Reach.work: "at all",
}


@app.command()
def review(
    hit: Annotated[int, typer.Argument(help="The hit's number (hit_id).")],
    confirm: Annotated[bool, typer.Option("--confirm", help="It infringes.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It does not.")] = False,
    unsure: Annotated[bool, typer.Option("--unsure", help="Somebody else should look.")] = False,
    reason: Annotated[str, typer.Option(help="Why, in words that hold in a year's time.")] = "",
    reviewer: ReviewerOption = "",
    alias: Annotated[
        bool, typer.Option("--alias", help="With --confirm: the words that name the work here become an alias of it.")
    ] = False,
    alias_as: Annotated[
        str, typer.Option("--alias-as", metavar="WORDS", help="As --alias, and these are the words.")
    ] = "",
    scope: Annotated[
        Reach | None,
        typer.Option(
            help="With --reject: the work is not shown again at this link (default), on this site, in this wording, "
            "or at all. Hits that fall under it are closed too."
        ),
    ] = None,
) -> None:
    """Adds a decision to a hit; earlier decisions stay on record."""
    wanted: dict[Verdict, bool] = {"confirm": confirm, "reject": reject, "unsure": unsure}
    chosen = [verdict for verdict, is_set in wanted.items() if is_set]
    if len(chosen) != 1:
        raise ConfigError("give exactly one of --confirm, --reject and --unsure")
    if scope is not None and not reject:
        raise ConfigError("--scope says how far a rejection holds: it goes with --reject")
    if (alias or alias_as) and not confirm:
        raise ConfigError("--alias learns the words of a confirmed hit: it goes with --confirm")
    if not reason.strip():
        raise ConfigError('say why: --reason "..."')
    decision = Decision(chosen[0], reviewer or getpass.getuser(), reason.strip(), datetime.now(UTC))
    with opened() as (_, store):
        told = _reject(store, hit, decision, scope or Reach.link) if reject else _decide(store, hit, decision)
        sys.stderr.write(told)
        if alias or alias_as:
            sys.stderr.write(_learn(store, hit, decision, alias_as))


def _decide(store: Store, hit_id: int, decision: Decision) -> str:
    changed = Judging(store.database).decide(ALL, hit_id, decision, None)
    return f"hit {hit_id} ({changed.work_title}) is {changed.state}\n"


def _reject(store: Store, hit_id: int, decision: Decision, scope: Reach) -> str:
    done = store.suppressions.reject(ALL, hit_id, decision, scope.value)
    others = f"; {done.closed} other new hits fell under it and are closed" if done.closed else ""
    return (
        f"hit {hit_id} ({done.hit.work_title}) is {done.hit.state}: not shown again {_HELD[scope]}{others}\n"
        f"to take it back: netsword suppressions lift {done.suppression_id} --reason ...\n"
    )


def _learn(store: Store, hit_id: int, decision: Decision, words: str) -> str:
    learned = store.learned.learn(ALL, hit_id, decision, words)
    return (
        f"“{learned.alias}” is an alias of {learned.work_title} from the next run on, learned from hit {hit_id}\n"
        f"links seen before are found by: netsword rematch; "
        f"to take it back: netsword aliases forget {learned.alias_id} --reason ...\n"
    )
