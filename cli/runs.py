"""`netsword runs`: what happened, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer

from cli.explaining import lines, of_run
from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from core.errors import ConfigError
from core.types import FETCH_STATES, Run
from storage.causes import told

app = typer.Typer(
    add_completion=False,
    help="Show runs, and explain one: what was fetched, refused, truncated, blocked, and what to do.",
)
COLUMNS = (
    "run_id", "site", "started", "finished", "status", "pages", "links", "new_hits", "seen_hits", "gone_hits",
    "gone_pages", "cause", "counts", "advice",
)  # fmt: skip
BRIEF = ("run_id", "site", "started", "status", "pages", "links", "new_hits", "gone_hits", "cause", "advice")
STATES = ("state", "addresses", "meaning", "advice")
_SENTENCE = 100  # columns: advice that ends in the middle is none
ADDRESSES = ("url", "state", "cause", "http_status", "from_url", "fetched_at")


class LanguageName(StrEnum):
    """The languages of explanations."""

    en = "en"
    zh = "zh"


LanguageOption = Annotated[LanguageName, typer.Option(help="The language of causes, meanings and advice.")]


@app.callback(invoke_without_command=True)
def runs(
    context: typer.Context,
    site: Annotated[str | None, typer.Option(help="Only this site.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000)] = 20,
    language: LanguageOption = LanguageName.en,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Shows the latest runs, newest first: what was fetched, refused, blocked, and what to do."""
    if context.invoked_subcommand is None:
        with opened() as (_, store):
            rows = (_row(run, language) for run in store.runs.list(site, limit=limit))
            emit(rows, COLUMNS, format_, output, BRIEF)


@app.command()
def show(
    run_id: Annotated[int, typer.Argument(metavar="RUN", help="The number of the run.")],
    urls: Annotated[bool, typer.Option("--urls", help="Each address, how it ended and why.")] = False,
    state: Annotated[str | None, typer.Option(help="With --urls: only addresses that ended so.")] = None,
    language: LanguageOption = LanguageName.en,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Explains one run: how many addresses ended how, what that means, and what to do."""
    if state is not None and state not in FETCH_STATES:
        raise ConfigError(f"--state {state}: known are {', '.join(FETCH_STATES)}")
    with opened() as (_, store):
        run = store.runs.get(run_id)
        if urls:
            emit(_addresses(store.runs.addresses(run_id, state)), ADDRESSES, format_, output)
            return
        if format_ is Format.table and output is None:
            typer.echo(_told(run, language))
        emit(lines(run, _ended(run), language.value), STATES, format_, output, widest=_SENTENCE)


def _told(run: Run, language: LanguageName) -> str:
    meaning = of_run(run, language.value)
    said = f"{run.run_id} {run.site}: {run.status} ({meaning.says(language.value)})"
    cause = told(run.cause, language.value)
    return f"{said}; {cause}\n{meaning.advises(language.value)}\n" if cause else f"{said}\n"


def _ended(run: Run) -> dict[str, int]:
    """How many addresses ended how; those that no budget left behind are still waiting for the next run."""
    ended: dict[str, int] = {state: run.counts.get(state, 0) for state in FETCH_STATES}
    if not run.counts.get("budget"):
        ended["queued"] = ended.pop("left")
    return ended


def _addresses(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, object]]:
    for row in rows:
        yield {**row, "fetched_at": row["fetched_at"] and f"{row['fetched_at']:%Y-%m-%dT%H:%M:%SZ}"}


def _row(run: Run, language: LanguageName) -> dict[str, object]:
    return {
        "run_id": run.run_id,
        "site": run.site,
        "started": f"{run.started:%Y-%m-%dT%H:%M:%SZ}",
        "finished": run.finished and f"{run.finished:%Y-%m-%dT%H:%M:%SZ}",
        "status": run.status,
        "pages": run.counts.get("pages", 0),
        "links": run.counts.get("sightings", 0),
        "new_hits": run.counts.get("hits_new", 0),
        "seen_hits": run.counts.get("hits_seen", 0),
        "gone_hits": run.counts.get("hits_gone", 0),
        "gone_pages": run.counts.get("gone", 0),
        "cause": told(run.cause, language.value),
        "counts": run.counts,
        "advice": "" if run.status == "ok" else of_run(run, language.value).advises(language.value),
    }
