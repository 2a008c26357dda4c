"""The command line: onrecord check, load, sources, and the look-ups."""

from __future__ import annotations

import datetime as dt
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from onrecord.faces import cli_look, cli_receipt
from onrecord.model.errors import OnRecordError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Check a story's figures against the public record of money and votes, with receipts."""


@cli.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--record", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise.")
def load(paths: tuple[Path, ...], record: Path | None) -> None:
    """Load public files, or all of a folder, into the record.

    Example: onrecord load files/bulk-downloads/2024
    """
    from onrecord.store.load import Loaded
    from onrecord.store.load import load as load_files
    from onrecord.store.record import default_folder

    def tell(one: Loaded) -> None:
        state = "unchanged" if one.unchanged else f"{one.rows_loaded:,} loaded, {one.rows_rejected:,} rejected"
        click.echo(f"{one.file:32} {one.source:24} {one.rows_in:>9,} rows: {state}")

    load_files(list(paths), record or default_folder(), tell)


@cli.command("sources")
def sources_() -> None:
    """List the public sources that can be loaded."""
    from onrecord.store.catalog import sources

    for source in sources().values():
        click.echo(f"{source.name:24} {source.title}")


@cli.command()
@click.argument("story", type=click.Path(path_type=Path))
@click.option("--published", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day the story appeared.")
@click.option("--record", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--strict", is_flag=True, help="Exit 3 when something could not be checked.")
def check(story: Path, published: dt.datetime, record: Path | None, as_json: bool, strict: bool) -> None:
    """Check a story's figures against the record as it was known when the story appeared.

    Example: onrecord check story.txt --published 2024-11-04
    """
    from onrecord.claims.check import check as check_story
    from onrecord.claims.story import read_story
    from onrecord.store.record import Record, default_folder

    done = check_story(read_story(story), Record(record or default_folder()), published.date())
    if as_json:
        click.echo(json.dumps(done, indent=1))
    else:
        _print_check(done)
    verdicts = {c["verdict"] for c in done["claims"]}
    if verdicts & {"refuted", "close"}:
        sys.exit(1)
    if strict and "cannot check" in verdicts:
        sys.exit(3)


def _print_check(done: dict[str, Any]) -> None:
    for one in done["claims"]:
        click.echo(f"\n{one['verdict'].upper()}: {one['surface']}\n  {one['sentence']}")
        for r in one["readings"]:
            value = f"${Decimal(r['value']):,.2f}" if r["unit"] == "USD" else f"{r['value']} {r['unit']}"
            through = f", through {r['through']}" if "through" in r else ""
            click.echo(f"  {r['fits']:5} {value:>22}  {r['name']}{through}")
        click.echo(f"  because: {one['reason']}")
        for receipt in one["receipts"]:
            click.echo(f"  receipt {receipt['id']}: {'; '.join(receipt['citations'])}")
    click.echo(f"\nNot asked of the record ({len(done['set_aside'])}):")
    for one in done["set_aside"]:
        click.echo(f"  {one['surface']}: {one['reason']}")
    click.echo(f"\nrecord {done['record']['snapshot']}, as known on {done['record']['as_of']}")


for _command in (*cli_look.COMMANDS, cli_receipt.receipt):
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
