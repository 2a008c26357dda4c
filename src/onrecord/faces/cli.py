"""The command line: its commands are registered here, and errors of ours exit 2."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click

from onrecord.faces.cli_check import check
from onrecord.faces.cli_load import load_command, sources_command
from onrecord.model.errors import OnRecordError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="onrecord")
def cli() -> None:
    """Check a story's figures against the public record of money and votes, with receipts."""


cli.add_command(check)
cli.add_command(load_command)
cli.add_command(sources_command)


@cli.command()
@click.argument("name")
@click.option("--cycle", type=int, help="Two-year cycle by its even year; all that are loaded otherwise.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As known on this day; today otherwise.")
@click.option("--record", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def committee(name: str, cycle: int | None, as_of: dt.datetime | None, record: Path | None, as_json: bool) -> None:
    """What a committee reported, and whom it supported and opposed, with receipts.

    Example: onrecord committee "United Democracy Project" --cycle 2024 --as-of 2024-11-04
    """
    from onrecord.answers import committees
    from onrecord.store.record import Record, default_folder

    held = Record(record or default_folder())
    day = as_of.date() if as_of else dt.date.today()
    who, named = committees.find_committee(held, name)
    totals = committees.totals(held, who, cycle, day)
    spent = committees.expenditures(held, who, cycle, day)
    if as_json:
        targets = [
            dict(zip(("candidate_id_fec", "stance", "election_code", "amount_usd", "rows"), t, strict=True))
            for t in committees.by_target(spent)
        ]
        click.echo(
            json.dumps(
                {
                    "committee_id_fec": who,
                    "name": named,
                    "as_of": day,
                    "snapshot": held.snapshot,
                    "totals": totals.dicts(),
                    "targets": targets,
                    "receipts": [totals.receipt, spent.receipt],
                },
                default=str,
                indent=1,
            )
        )
        return
    click.echo(f"{named} ({who}), as known on {day}; record {held.snapshot}")
    for row in totals.dicts():
        click.echo(
            f"\n{row['cycle']} cycle, through {row['coverage_end']} ({row['source_file']} line {row['source_line']})"
        )
        for label, key in (
            ("receipts", "receipts_usd"),
            ("disbursements", "disbursements_usd"),
            ("cash", "cash_usd"),
            ("to committees", "contributions_to_committees_usd"),
            ("independent", "independent_expenditures_usd"),
        ):
            click.echo(f"  {label:16} {'not reported' if row[key] is None else f'${row[key]:,.2f}':>18}")
    if not totals.rows:
        click.echo("\nNo summary with coverage ending by that day is loaded; missing is not zero.")
    click.echo(f"\nItemised independent expenditures, periodic reports only: {len(spent.rows):,} rows")
    if not spent.rows:
        click.echo("  no such row of this committee is loaded by that day; missing is not zero")
    for target, stance, code, amount, rows in committees.by_target(spent):
        click.echo(f"  {stance:8} {target:10} {code:10} ${amount:>16,.2f} {rows:>5} rows")
    click.echo(f"\nreceipts: {totals.receipt} (summary), {spent.receipt} (expenditures)")


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
