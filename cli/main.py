"""The door: finds the verb, loads only what it needs, and turns our errors into one line and an exit code."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any, Final

import typer
import typer.main
from typer.core import TyperGroup

from core.errors import ConfigError, NetswordError


@dataclass(frozen=True, slots=True)
class Verb:
    """A word of the command line, the module that carries it out, and what it does."""

    name: str
    module: str
    help: str


VERBS = (
    Verb("demo", "cli.demonstrate", "See the main job on bundled sites: import, crawl, match, show hits."),
    Verb("init", "cli.init", "Write a commented netsword.toml and the database."),
    Verb("watchlist", "cli.watchlist", "Import, list, or get the template of the list of protected works."),
    Verb("catalogue", "cli.catalogue", "Titles of other works: what one of them explains better is no hit."),
    Verb("crawl", "cli.crawl", "Crawl the configured sites; goes on where an earlier run stopped."),
    Verb("shares", "cli.shares", "Look at public pages of netdisk shares: what they hold, and whether they are gone."),
    Verb("runs", "cli.runs", "Show runs: what was fetched, refused, blocked, and what to do."),
    Verb("scan", "cli.scan", "The same detection over local files: HTML, JSON, XML, lists, WARC."),
    Verb("match", "cli.match", "Match texts from standard input with the watchlist."),
    Verb("rematch", "cli.rematch", "Match the current watchlist with the remembered links."),
    Verb("hits", "cli.hits", "Show or export the hits."),
    Verb("review", "cli.review", "Confirm, reject or doubt a hit."),
    Verb("suppressions", "cli.suppressions", "Rejections that hold on: list them, lift them."),
    Verb("aliases", "cli.aliases", "Names learned from confirmed disguises: list them, forget them."),
    Verb("floods", "cli.floods", "Works with far more hits than usual: what to do, and that it was done."),
    Verb("case", "cli.case", "Cases: hits pursued together, drafts in every form, timeline."),
    Verb("notice", "cli.notice", "Draft, approve and send notices."),
    Verb("recheck", "cli.recheck", "Look whether noticed links are gone."),
    Verb("report", "cli.report", "Figures of a campaign."),
    Verb("infringers", "cli.infringers", "Repeat infringers: accounts, sites, operators; lists for platforms."),
    Verb("inspect", "cli.inspect", "Draw a random sample for inspection, reproducible from its seed."),
    Verb("evidence", "cli.evidence", "Pack, check and stamp evidence."),
    Verb("complaint", "cli.complaint", "Complain to a copyright office: pack, papers, referral."),
    Verb("user", "cli.user", "Accounts of the console."),
    Verb("serve", "cli.serve", "Start the console and its API."),
    Verb("datasette", "cli.datasette", "Open the database read-only for questions of one's own."),
    Verb("db", "cli.db", "Upgrade, verify or back up the database."),
    Verb("cron", "cli.cron", "Print crontab lines for the configured sites."),
)  # fmt: skip


_FAULTS_OF_DISKS: Final = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)


@contextmanager
def _to_stay() -> Iterator[None]:
    """Modules are imported outside of the collector's sight: it would look through all of them, again and again."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


class Root(TyperGroup):
    """`netsword`: modules of verbs are imported when they are used, so that --help is quick."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """All verbs in the order of a day's work."""
        return [verb.name for verb in VERBS]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """The verb's command, imported now; None when there is no such verb."""
        for verb in VERBS:
            if verb.name == cmd_name:
                with _to_stay():
                    module = import_module(verb.module)
                command = typer.main.get_command(module.app)
                command.name = verb.name
                return command
        return None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, options and the verbs, without importing them."""
        self.format_usage(ctx, formatter)
        self.format_help_text(ctx, formatter)
        with formatter.section("Options"):
            formatter.write_dl([record for param in self.get_params(ctx) if (record := param.get_help_record(ctx))])
        with formatter.section("Verbs"):
            formatter.write_dl([(verb.name, verb.help) for verb in VERBS])


app = typer.Typer(cls=Root, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)


def _tell_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"netsword {version('netsword')}\n")
        raise typer.Exit


@app.callback()
def root(
    config: Annotated[
        str,
        typer.Option(metavar="FILE", help="The configuration; default netsword.toml. Goes before or after the verb."),
    ] = "",
    show_version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """Finds infringing links and pirated copies, and follows them until they are gone."""


def take_config(args: list[str]) -> list[str]:
    """The words without `--config FILE`, which is put into the environment for this process and its children."""
    rest: list[str] = []
    words = iter(args)
    for word in words:
        if word == "--":
            return [*rest, word, *words]
        name, equals, value = word.partition("=")
        if name != "--config":
            rest.append(word)
            continue
        value = value if equals else next(words, "")
        if not value:
            raise ConfigError("--config needs a file")
        os.environ["NETSWORD_CONFIG"] = value
    return rest


def _hush() -> None:
    """What waits to be written to standard output goes nowhere: Python would try again, and complain, at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def run() -> None:
    """Entry point of the `netsword` command."""
    try:
        sys.argv[1:] = take_config(sys.argv[1:])
        try:
            app(prog_name="netsword")
        finally:
            sys.stdout.flush()  # here a full disk can still be told
    except NetswordError as error:
        sys.stderr.write(f"netsword: {error}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader (head, less) went away: no error, and nothing more to say.
        _hush()
        sys.exit(0)
    except OSError as error:
        if error.filename is None and error.errno not in _FAULTS_OF_DISKS:  # a bug, and it shall be seen
            raise
        place = "" if error.filename is None else f"{os.fsdecode(error.filename)}: "
        if error.filename is None:
            _hush()
        sys.stderr.write(f"netsword: {place}{error.strerror}\n")
        sys.exit(NetswordError.exit_code)


if __name__ == "__main__":
    run()
