"""The commands that fill the record: onrecord load, onrecord sources."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.model.errors import UnknownName

if TYPE_CHECKING:
    from onrecord.store.load import Loaded

_RECORD = click.option(
    "--record", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise."
)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
LONG = 160  # characters of a rejected row's reason that are shown without --all
OF_A_FILING = (
    "rows of an electronic filing: those of its schedules, the cover's lines of money, committees it names as connected,"
    " and the filing itself (onrecord diff counts the schedules' alone)"
)
NAMED = 6  # files of no known source that are named without --json
_NOT_READ = ("not there", "refused")  # the states of a file of which nothing was read


@click.command("load", short_help="Load public files into the record, in one step.")
@click.argument("places", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--cycle", "cycles", type=int, multiple=True, help="Only this cycle (the even year that ends it).")
@click.option("--replace", is_flag=True, help="Let a list of the same name from another folder replace the loaded one.")
@click.option("--verify", is_flag=True, help="Read what is loaded of these files whole, and load again what is damaged.")
@_RECORD
@_JSON
def load_command(
    places: tuple[str, ...], cycles: tuple[int, ...], replace: bool, verify: bool, record: Path | None, as_json: bool
) -> None:
    """Load public files into the record, in one step: readers see the record before the load, or after it.

    SOURCE is a folder, a file, the address of a file, or the address of a site laid out as the FEC's (then --cycle
    says which of its files to get). A second load of the same file changes nothing.

    Of a file every row is loaded, or rejected with its line and reason; or the file is refused whole. A refused file
    ends the load, and nothing at all is loaded, with one exception: an electronic filing (.fec, a day's zip of them) or
    the FEC's feed of filings, found in a folder, is named as refused while the other files load; the exit is 0 if any
    file could be read. In a folder, files of no known source are passed over.

    \b
    Examples:
      onrecord load files/bulk-downloads/2024
      onrecord load https://www.fec.gov --cycle 2022 --cycle 2024
    """
    from onrecord.store.find import passed_over
    from onrecord.store.load import load
    from onrecord.store.manifest import DamagedManifest, read_manifest
    from onrecord.store.record import default_folder

    _check_cycles(cycles)
    folder = record or default_folder()
    restored: list[str] = []
    try:
        before = read_manifest(folder).stored
    except DamagedManifest:
        before = ""  # the load restores it or raises this again
    with _progress() as step:
        done = load(
            places, folder, cycles=cycles, replace=replace, verify=verify, restored=restored.append, progress=step
        )
    for kept in restored:
        click.echo(f"onrecord: manifest.json was damaged and is restored from {kept}", err=True)
    _warn(done)
    after = read_manifest(folder).stored
    left = passed_over(places)
    changed = before != after or bool(restored) or any(one.state == "repaired" for one in done)
    if as_json:
        files = [asdict(one) for one in done]
        about = {"schema": "onrecord.load/1", "record": str(folder), "snapshot": after, "changed": changed}
        click.echo(json.dumps({**about, "files": files, "passed_over": list(map(str, left))}, indent=1))
        return
    _print_loaded(done)
    if left:
        named = ", ".join(one.name for one in left[:NAMED])
        more = f" and {len(left) - NAMED:,} more (--json names all)" if len(left) > NAMED else ""
        click.echo(f"{_count(len(left), 'file')} of no known source passed over: {named}{more}")
    click.echo(f"record {folder}, snapshot {after}" + ("" if changed else ": nothing changed"))
    _watched(folder if changed else None)


def _watched(folder: Path | None) -> None:
    """Mention, after a change of a record, that stories are watched against it."""
    from onrecord.claims.watch import number

    if folder and (count := number(folder)):
        stories = "1 story is" if count == 1 else f"{count:,} stories are"
        click.echo(f"{stories} watched against this record: onrecord watch")


def _check_cycles(cycles: tuple[int, ...]) -> None:
    from onrecord.model.errors import InputError

    for cycle in cycles:
        if cycle % 2 or not 1976 <= cycle <= 2100:
            raise InputError("a cycle is the even year that ends it", received=cycle, example="--cycle 2024")


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """Bars on standard error for a person; silence when it is not a terminal."""
    if not sys.stderr.isatty():
        yield lambda _name, _done, _all: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[amount]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def step(name: str, done: int, total: int) -> None:
            if name not in tasks:
                for task in bars.task_ids:
                    bars.remove_task(task)
                tasks[name] = bars.add_task(name, total=total or None, amount="")
            amount = f"{done / 1e6:,.1f} of {total / 1e6:,.1f} MB" if total else f"{done:,}" if done else ""
            bars.update(tasks[name], completed=done, total=total or None, amount=amount)

        yield step


def _warn(done: list[Loaded]) -> None:
    """Say on standard error which files were refused, and which replaced a copy with more than twice their rows."""
    for one in done:
        if one.state == "refused":
            click.echo(f"onrecord: {one.tail} is refused: {one.note}", err=True)
        elif one.state == "replaced" and one.note:
            click.echo(f"onrecord: {one.tail} is loaded, with {one.note}", err=True)


def _print_loaded(done: list[Loaded]) -> None:
    """The closing table: a line for each file, then what was set aside and where to read it."""
    width = max(len(one.tail) for one in done)
    title = f"{'file':{width}}  {'source':24} {'rows in':>11} {'loaded':>11} {'rejected':>9} {'quarantined':>11}  state"
    click.echo(title)
    for one in done:
        counts = f"{one.rows_in:>11,} {one.rows_loaded:>11,} {one.rows_rejected:>9,} {one.rows_quarantined:>11,}"
        if one.state in _NOT_READ:
            counts = f"{'-':>11} {'-':>11} {'-':>9} {'-':>11}"
        note = one.note if one.state != "refused" else ""
        state = " ".join(filter(None, (one.state, note, one.layout and f"(layout {one.layout})")))
        click.echo(f"{one.tail:{width}}  {one.source:24} {counts}  {state}")
    new = [one for one in done if not one.unchanged and one.state not in _NOT_READ]
    held = sum(one.unchanged for one in done)
    if not new and held:
        click.echo(f"0 files read: {'the file is' if held == 1 else f'all {held:,} are'} in the record already")
        return
    if any(one.source == "fec_filings" for one in new):
        click.echo(OF_A_FILING)
    total = sum(one.rows_in for one in new)
    rejected, held = sum(one.rows_rejected for one in new), sum(one.rows_quarantined for one in new)
    click.echo(
        f"{_count(len(new), 'file')} read, {_count(total, 'row')}: {total - rejected:,} loaded"
        + (f" ({held:,} of them quarantined: marked, and left out of sums)" if held else "")
        + (
            f", {rejected:,} rejected, each with its line and reason: onrecord sources --rejected SOURCE"
            if rejected
            else ""
        )
    )


def _count(number: int, word: str) -> str:
    """1 file; 2 files."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


@click.command("sources", short_help="List the public sources and what the record holds of each.")
@click.option("--verify", is_flag=True, help="Also read the record whole and compare every object with its hash.")
@click.option("--rejected", metavar="SOURCE", help="The rejected rows of a source by reason, with a few of each.")
@click.option("--all", "everything", is_flag=True, help="With --rejected: every row with its file, line and reason.")
@_RECORD
@_JSON
def sources_command(verify: bool, rejected: str | None, everything: bool, record: Path | None, as_json: bool) -> None:
    """List the public sources: where each comes from and what of it the record holds.

    A rejected row is one that was not loaded: of an office that the record does not hold, or not readable. Its file,
    line and reason are kept, the row itself is not. --json gives every one.

    \b
    Example:
      onrecord sources --json
      onrecord sources --verify
      onrecord sources --rejected openelections
      onrecord sources --rejected openelections --all
    """
    from onrecord.store import objects
    from onrecord.store.catalog import sources
    from onrecord.store.manifest import read_manifest
    from onrecord.store.record import default_folder

    folder = record or default_folder()
    if rejected is not None:
        _print_rejected(folder, rejected, as_json, everything)
        return
    manifest = read_manifest(folder)
    loads = manifest.loads
    if verify:
        objects.check(folder, manifest, full=True)
    found = []
    for source in sources().values():
        mine = [_held(e) for _, e in sorted(loads.items()) if e["source"] == source.name]
        about = {k: getattr(source, k) for k in ("name", "title", "publisher", "licence", "docs", "where")}
        about |= {k: getattr(source, k) or None for k in ("since", "layout", "rests_on")}
        found.append({**about, "tables": source.tables, "caveats": list(source.caveats), "loaded": mine})
    if as_json:
        click.echo(json.dumps({"schema": "onrecord.sources/1", "sources": found}, indent=1))
        return
    for one in found:
        click.echo(f"{one['name']:24} {one['title']}\n{'':24} from {one['where'] or one['docs'] or one['publisher']}")
        if one["layout"] and not any(held["layout"] == "seen" for held in one["loaded"]):
            click.echo(f"{'':24} layout {one['layout']}: it rests on {one['rests_on']}")
        for held in one["loaded"]:
            apart = ", ".join(f"{held[f'rows_{k}']:,} {k}" for k in ("rejected", "quarantined") if held[f"rows_{k}"])
            through = f", through {held['through']}" if held["through"] else ""
            rows = f"{held['rows_loaded']:,} rows{f' ({apart})' if apart else ''}"
            layout = f", layout {held['layout']}" if held["layout"] else ""
            click.echo(f"{'':24} loaded: {held['tail']}, {rows}{through}{layout}")
        if not one["loaded"]:
            click.echo(f"{'':24} not loaded")
    if verify:
        count = len({name for entry in loads.values() for name in entry["objects"].values()})
        click.echo(f"verified: {_count(count, 'object')} of {folder}, as they were written")


def _print_rejected(folder: Path, source: str, as_json: bool, everything: bool) -> None:
    """Print the rejected rows of a source; raises UnknownName for a source that is none."""
    import datetime as dt

    from onrecord.answers.ask import ask
    from onrecord.answers.rejects import kinds
    from onrecord.store.catalog import sources
    from onrecord.store.record import Record

    if source not in sources():
        near = difflib.get_close_matches(source, sources(), n=3) or sorted(sources())[:3]
        raise UnknownName("a source by its name", received=source, example=", ".join(near))
    rows = ask(Record(folder), "rejected_rows", dt.date.max, source=source).dicts()
    if as_json:
        click.echo(json.dumps({"schema": "onrecord.rejected/1", "rows": rows}, indent=1))
        return
    for row in rows if everything else []:
        click.echo(_place(row))
    click.echo(f"{_count(len(rows), 'rejected row')} of {source}")
    for kind in kinds(rows) if not everything else []:
        files = f" in {kind.files:,} files" if kind.files > 1 else ""
        click.echo(f"\n{kind.rows:>9,}  {kind.reason}{files}")
        for row in kind.first:
            said = _place(row)
            click.echo(f"{'':11}{said if len(said) <= LONG else f'{said[:LONG]}...'}")
        if kind.rows > len(kind.first):
            click.echo(f"{'':11}and {kind.rows - len(kind.first):,} more: --all")


def _place(row: dict[str, Any]) -> str:
    from onrecord.answers.ask import at

    return f"{row['source_file']} {at(row['source_file'], row['source_line'])}: {row['reason']}"


def _held(entry: dict[str, Any]) -> dict[str, Any]:
    names = ("file", "tail", "through", "rows_in", "rows_loaded", "rows_rejected", "rows_quarantined", "loaded_at")
    return {"cycle": entry["params"].get("cycle"), "layout": entry.get("layout"), **{k: entry[k] for k in names}}
