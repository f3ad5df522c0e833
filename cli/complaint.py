"""`netsword complaint`: the pack for a copyright office, papers of rights holders, referral summaries."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from takedown.complaint import gather
from takedown.complaint_pack import verify as verify_pack
from takedown.complaint_pack import write as write_pack
from takedown.desk import Desk
from takedown.papers import take_in
from takedown.pdf import CURE, can_print
from takedown.referral import load_thresholds, read_given, refer
from takedown.referral import write as write_referral

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Complain to a copyright office: pack, papers, referral."
)
PAPERS = ("paper_id", "holder", "work", "kind", "name", "media_type", "sha256", "size", "added_by", "added_at")
_BRIEF = ("paper_id", "holder", "work", "kind", "name", "sha256")


class Kind(StrEnum):
    """What a paper shows."""

    ownership = "ownership"
    identity = "identity"
    authority = "authority"
    other = "other"


By = Annotated[str, typer.Option(help="Who does it; default: the login name.")]


@app.command("pack")
def pack_(
    notice: Annotated[list[int], typer.Argument(help="Notices to one recipient for one holder (notice_id).")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The zip file to write.")],
    office: Annotated[str, typer.Option(help="The copyright office it goes to.")] = "",
    place: Annotated[str, typer.Option(help="Where the infringement was done or took effect.")] = "",
    incomplete: Annotated[bool, typer.Option("--incomplete", help="Write it although something is missing.")] = False,
    by: By = "",
) -> None:
    """Writes the complaint with application, papers, notices, proof of inaction and evidence into one zip file."""
    with opened() as (config, store):
        desk = Desk.open(config, store)
        who, now = by or getpass.getuser(), datetime.now(UTC)
        complaint = gather(desk, notice, who, now, office=office, place=place)
        digest = write_pack(desk, complaint, output, incomplete=incomplete)
    for one in complaint.lacking():
        sys.stderr.write(f"missing: {one.en} | {one.zh}\n")
    if not can_print():
        sys.stderr.write(f"the pages are HTML only: {CURE}\n")
    sys.stdout.write(f"{digest}  manifest.json\n")
    sys.stderr.write(f"wrote {output}: complaint {complaint.number}\n")


@app.command()
def verify(pack: Annotated[Path, typer.Argument(help="The pack.")]) -> None:
    """Checks a pack offline, its evidence packs too. Exit 1 when anything was changed, added or left out."""
    problems = verify_pack(pack)
    for problem in problems:
        sys.stdout.write(f"{problem}\n")
    if problems:
        raise typer.Exit(1)
    sys.stderr.write(f"{pack}: every file is as it was\n")


@app.command()
def paper(
    file: Annotated[Path, typer.Argument(help="A scan: PDF, JPEG, PNG or TIFF.")],
    holder: Annotated[str, typer.Option(help="Whose paper it is.")],
    kind: Annotated[Kind, typer.Option(help="What it shows.")],
    work: Annotated[str, typer.Option(help="Title of the work; default: all of the holder's.")] = "",
    by: By = "",
) -> None:
    """Takes in a holder's paper: it is kept with its digest and goes into every complaint that needs it."""
    with opened() as (_, store):
        who = by or getpass.getuser()
        kept = take_in(store.papers, file, holder, kind.value, who, datetime.now(UTC), work=work)
    sys.stdout.write(f"{kept.sha256}  {kept.name}\n")


@app.command()
def papers(
    holder: Annotated[str | None, typer.Option(help="Only of this rights holder.")] = None,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Lists the papers that were handed in."""
    with opened() as (_, store):
        found = store.papers.of(holder)
    rows = [
        {**{name: getattr(one, name) for name in PAPERS[:7]}, "size": len(one.content), "added_by": one.added_by,
         "added_at": f"{one.added_at:%Y-%m-%dT%H:%M:%SZ}"}
        for one in found
    ]  # fmt: skip
    emit(rows, PAPERS, format_, output, _BRIEF)


@app.command()
def referral(
    subject: Annotated[
        str, typer.Argument(help="site:NAME or account:PLATFORM:ID, as `netsword infringers` lists them.")
    ],
    known: Annotated[
        list[str] | None, typer.Option(metavar="METRIC=NUMBER:SOURCE", help="What is known beside netsword's counts.")
    ] = None,
    output: OutputOption = None,
) -> None:
    """Compares a site or account with the law's thresholds, and says what is known and what is not."""
    with opened() as (config, store):
        given = read_given(known or [])
        found = refer(store, subject, load_thresholds(config.folder), given, datetime.now(UTC))
        text = write_referral(Desk.open(config, store).templates, found)
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")
