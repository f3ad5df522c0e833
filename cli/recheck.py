"""`netsword recheck`: are the noticed links gone?"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from tempfile import TemporaryFile
from typing import Annotated

import typer

from cli.options import FormatOption, OutputOption
from cli.output import Format, emit
from cli.session import opened
from core.config import config_path
from crawler.locks import looking_alone
from crawler.recheck import look_again
from crawler.spiders.recheck import Look
from storage.returns import Return
from takedown.desk import Desk
from takedown.following import Followed, Follower
from takedown.staydown import keep_watch

app = typer.Typer(add_completion=False)
OBSERVER = "netsword recheck"
COLUMNS = ("hit_id", "notice_id", "url", "verdict", "reason", "sign", "outcome")


@app.command()
def recheck(
    older_than: Annotated[float, typer.Option(min=0, help="Only links nobody looked at for so many hours.")] = 20,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many links, longest unseen first.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every look, not only what is new.")] = False,
    format_: FormatOption = Format.table,
    output: OutputOption = None,
) -> None:
    """Looks at noticed links, politely, and records what became of them and why. Shows what is new.

    Exit 75: another recheck is at work.
    """
    started = datetime.now(UTC)
    with TemporaryFile("w+", encoding="utf-8") as rows:  # thousands of looks are not held in memory

        def told(one: Followed) -> None:
            if everything or one.outcome:
                rows.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")

        with opened() as (config, store), looking_alone(config):
            with Follower(Desk.open(config, store), started, OBSERVER, told) as follower:

                def seen(look: Look) -> None:
                    # An answer of any status is judged; without one, the state says why nobody could look.
                    follower.seen(look.asked, look.page, "" if look.page.status else look.outcome.state)

                urls = follower.urls(started - timedelta(hours=older_than), limit)
                look_again(config, urls, seen, config_file=str(config_path().absolute()))
            for tie in keep_watch(store.returns, datetime.now(UTC)):
                told(_returned(tie))
        rows.seek(0)
        emit((json.loads(line) for line in rows), COLUMNS, format_, output)
    sys.stderr.write(", ".join(f"{count} {verdict}" for verdict, count in follower.counts.items()) + "\n")


def _returned(tie: Return) -> Followed:
    """What is offered again elsewhere, as a row among the looks: the hit is the new one."""
    sign = f"{tie.sign} {tie.detail}: hit {tie.earlier_id}"
    return Followed(tie.hit_id, 0, tie.link_url, "alive", "elsewhere", sign, "came_back")
