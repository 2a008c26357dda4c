"""The command line: its commands are registered here, and errors of ours exit 2."""

from __future__ import annotations

import sys

import click

from onrecord.faces.cli_check import check
from onrecord.faces.cli_load import load_command, sources_command
from onrecord.faces.cli_look import COMMANDS
from onrecord.faces.cli_receipt import receipt
from onrecord.model.errors import OnRecordError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Check a story's figures against the public record of money and votes in US elections, with receipts."""


for _command in (check, load_command, sources_command, *COMMANDS, receipt):
    cli.add_command(_command)


def main() -> None:
    """Run the command line; an error of ours prints its rule and exits 2."""
    try:
        cli(standalone_mode=False)
    except OnRecordError as error:
        click.echo(f"onrecord: {error.text()}", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(2)
