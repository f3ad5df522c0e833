"""`netsword evidence`: packs that a stranger can check, and their time stamps."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from core.errors import ConfigError, InputError
from takedown.desk import Desk
from takedown.evidence_pack import pack as write_pack
from takedown.evidence_pack import pack_case, pack_hits
from takedown.fresh import hit_places, look_at
from takedown.pdf import CURE, can_print
from takedown.timestamp import load_roots, request, stamp, verify

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Pack evidence, check packs, and stamp them with trusted time."
)
LOOK = ("hit_id", "verdict", "reason", "sign", "http_status", "address", "files", "url")
Root = Annotated[Path | None, typer.Option(help="PEM file with the authority's root certificates.")]


@app.command("pack")
def pack_(
    notice: Annotated[int | None, typer.Argument(help="The notice's number (notice_id).")] = None,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", help="The zip file to write.")],
    hit: Annotated[list[int] | None, typer.Option(help="Hits instead of a notice; may be repeated.")] = None,
    case: Annotated[int | None, typer.Option(help="A whole case instead of one notice (case_id).")] = None,
    by: Annotated[str, typer.Option(help="Who does it; default: the login name.")] = "",
) -> None:
    """Writes a notice, a case or hits, with captures, web archive, cover pages and a manifest into one zip file."""
    if [notice is not None, case is not None, bool(hit)].count(True) != 1:
        raise ConfigError("name a notice, a case or hits: evidence pack 1 -o FILE, --case 3 -o FILE, --hit 17 -o FILE")
    who, now = by or getpass.getuser(), datetime.now(UTC)
    with opened() as (config, store):
        desk = Desk.open(config, store)
        if notice is not None:
            digest = write_pack(desk, notice, output, who, now)
        elif case is not None:
            digest = pack_case(desk, case, output, who, now)
        else:
            digest = pack_hits(desk, hit or [], output, who, now)
    if not can_print():
        sys.stderr.write(f"the cover pages are HTML only: {CURE}\n")
    sys.stdout.write(f"{digest}  manifest.json\n")
    sys.stderr.write(f"wrote {output}\n")


@app.command("capture")
def capture_(
    hit: Annotated[list[int], typer.Argument(help="The hits' numbers (hit_id).")],
    by: Annotated[str, typer.Option(help="Who does it; default: the login name.")] = "",
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Looks at hits' links anew and keeps what they show: page, picture, certificates, address."""
    now = datetime.now(UTC)
    with opened() as (config, store):
        desk = Desk.open(config, store)
        looks = look_at(desk, list(hit_places(desk, tuple(hit), now)), by or getpass.getuser(), now)
    rows = [
        {name: getattr(look, name) for name in LOOK if name != "files"} | {"files": len(look.files)} for look in looks
    ]
    emit(rows, LOOK, format_, output)


@app.command("verify")
def verify_(pack: Annotated[Path, typer.Argument(help="The pack.")], root: Root = None) -> None:
    """Checks a pack offline. Exit 1 when anything was changed, added or left out."""
    checked = verify(pack, load_roots(root) if root else ())
    for problem in checked.problems:
        sys.stdout.write(f"{problem}\n")
    if checked.problems:
        raise typer.Exit(1)
    stamped = f", stamped {checked.stamped_at:%Y-%m-%dT%H:%M:%SZ}" if checked.stamped_at else ""
    trust = "" if root or not stamped else " (authority not checked: add --root)"
    sys.stderr.write(f"{checked.files} files and {checked.captures} captures are as they were{stamped}{trust}\n")
    sys.stdout.write(f"{checked.manifest_sha256}  manifest.json\n")


@app.command("request")
def request_(
    pack: Annotated[Path, typer.Argument(help="The pack.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The request to write (.tsq).")],
) -> None:
    """Writes a time stamp request, to be sent to an authority (docs/takedown.md shows how)."""
    output.write_bytes(request(pack))
    sys.stderr.write(f"wrote {output}\n")


@app.command("stamp")
def stamp_(
    pack: Annotated[Path, typer.Argument(help="The pack.")],
    reply: Annotated[Path, typer.Argument(help="The authority's reply (.tsr).")],
    root: Root = None,
) -> None:
    """Puts an authority's reply into the pack."""
    try:
        received = reply.read_bytes()
    except OSError as error:
        raise InputError(f"{reply}: cannot be read: {error.strerror}") from error
    moment = stamp(pack, received, load_roots(root) if root else ())
    sys.stderr.write(f"{pack} is stamped {moment:%Y-%m-%dT%H:%M:%SZ}\n")
