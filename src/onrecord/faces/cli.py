"""The command line: its commands are registered here, and every error exits 2 in one form."""

from __future__ import annotations

import os
import shlex
import sys

import click

from onrecord.faces.cli_check import check
from onrecord.faces.cli_claims import claims_command
from onrecord.faces.cli_contests import COMMANDS as CONTESTS
from onrecord.faces.cli_count import count
from onrecord.faces.cli_diff import diff_command
from onrecord.faces.cli_doctor import doctor
from onrecord.faces.cli_load import load_command, sources_command
from onrecord.faces.cli_look import COMMANDS
from onrecord.faces.cli_receipt import receipt
from onrecord.faces.cli_rule import rule_command
from onrecord.faces.cli_search import search
from onrecord.faces.cli_sync import sync_command
from onrecord.faces.cli_watch import watch_command
from onrecord.model.errors import OnRecordError
from onrecord.store.interrupt import hear

WORDS = """Words. A floor is a sum of what is loaded so far: it ends before the day asked of, or leaves notices or
small amounts out, so the whole may be larger. A master is the FEC's list of a cycle's committees or candidates.
Unmatched are rows whose candidate id is blank or in no loaded master. Not loaded is not zero. All words:
docs/glossary.md."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=WORDS)
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Check a story's figures against the public record of money and votes in US elections, with receipts."""


for _command in (
    check, claims_command, watch_command, load_command, sync_command, sources_command, doctor, diff_command, search,
    *COMMANDS, *CONTESTS, receipt, rule_command, count,
):  # fmt: skip
    cli.add_command(_command)


def main() -> None:
    """Run the command line; every error prints its rule and exits 2, never 1, which a refuted figure has.

    Ctrl-C exits 130; a pipe that nobody reads any more exits 141 (as a program that SIGPIPE ends) without a word.
    """
    hear()
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:
        code = 141
        _drop_output()
    except Exception as error:
        code = 2
        _drop_output()
        click.echo(_unexpected(error), err=True)
    sys.exit(code)


def _run() -> int | str | None:
    """The exit status of the command that the arguments name."""
    out = sys.stdout
    try:
        code = cli(standalone_mode=False)  # what a command gives to Context.exit comes back as a number
    except SystemExit as done:
        if sys.stdout is not out:  # click puts another in its place when nobody reads it any more, and exits 1
            raise BrokenPipeError from done
        return done.code
    except OnRecordError as error:
        click.echo(f"onrecord: error\n  rule: {error.text()}", err=True)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
    except click.ClickException as error:
        click.echo(f"onrecord: error\n  rule: {_usage(error).text()}", err=True)
    except (click.Abort, KeyboardInterrupt):
        return _stopped()
    except RuntimeError as error:
        if str(error) != "Query interrupted":  # what DuckDB makes of Ctrl-C while it works
            raise
        return _stopped()
    else:
        return code if isinstance(code, int) else 0
    return 2


def _stopped() -> int:
    click.echo("onrecord: stopped; the record is as it was", err=True)
    return 130


def _usage(error: click.ClickException) -> OnRecordError:
    """A fault of the command line's own words in the form of all errors."""
    context = getattr(error, "ctx", None) or click.get_current_context(silent=True)
    command = context.command_path if context else "onrecord"
    received = shlex.join(["onrecord", *sys.argv[1:]])
    return OnRecordError(error.format_message().strip(), received=received, example=f"{command} --help")


def _unexpected(error: Exception) -> str:
    """What is said of an error that nobody foresaw; ONRECORD_DEBUG=1 adds where it happened."""
    import traceback

    text = OnRecordError(
        "an unexpected error; nothing was changed in the record",
        received=f"{type(error).__name__}: {error}",
        example="run it again with ONRECORD_DEBUG=1 and report what it prints",
    ).text()
    where = "".join(traceback.format_exception(error)) if os.environ.get("ONRECORD_DEBUG") else ""
    return f"{where}onrecord: {text}"


def _drop_output() -> None:
    """Send what is still to be printed nowhere, so that the interpreter does not stumble over it when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        return
