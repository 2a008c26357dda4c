"""The command line: onrecord load, sources."""

from __future__ import annotations

import sys
from pathlib import Path

import click

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
