"""The command that keeps the record current: onrecord sync."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.faces.cli_load import _check_cycles, _print_loaded, _warn

if TYPE_CHECKING:
    from onrecord.store.load import Progress
    from onrecord.store.sync.plan import Planned
    from onrecord.store.sync.run import Item, Synced


_NAMED = 6  # files that the site does not have, named on one line


@click.command("sync", short_help="Fetch what changed of the public files, and load it.")
@click.option(
    "--cycle",
    "cycles",
    type=int,
    multiple=True,
    help="This cycle (the even year that ends it); the current one otherwise.",
)
@click.option("--source", "names", multiple=True, metavar="NAME", help="Only this source (onrecord sources lists them).")
@click.option(
    "--for",
    "subject",
    metavar="STORY|RACE|COMMITTEE",
    help="Only what a story file, a contest (CA-34) or a committee needs, through the openFEC API.",
)
@click.option("--feeds", is_flag=True, help="Also the daily files of electronic filings and the feed of the latest.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="With --feeds: from this day on; the last seven days otherwise.",
)
@click.option("--base", metavar="URL", help="A site laid out as the FEC's; ONRECORD_FEC_BASE, or https://www.fec.gov.")
@click.option(
    "--cache", type=click.Path(path_type=Path), help="Folder of downloads; the user's cache directory otherwise."
)
@click.option("--record", type=click.Path(path_type=Path), help="Record folder; the user's data directory otherwise.")
@click.option("--dry-run", is_flag=True, help="Print what would be fetched and how many bytes; change nothing.")
@click.option("--verify", is_flag=True, help="Read what is cached and loaded whole, compare its hashes, and mend it.")
@click.option("--no-load", is_flag=True, help="Fill the cache only.")
@click.option("--yes", is_flag=True, help="Go on although the disk does not seem to have room.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def sync_command(
    context: click.Context, cycles: tuple[int, ...], names: tuple[str, ...], subject: str | None, feeds: bool,
    since: datetime | None, base: str | None, cache: Path | None, record: Path | None, dry_run: bool, verify: bool,
    no_load: bool, yes: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Fetch what changed of the public files into a cache, and load it into the record.

    A download that was cut goes on where it ended; every file is verified; only what changed is loaded again. What
    the site does not have is told and passed over.

    \b
    Examples:
      onrecord sync --dry-run
      onrecord sync --cycle 2022 --cycle 2024
      onrecord sync --feeds --since 2024-10-01
      onrecord sync --for CA-34 --cycle 2024
      onrecord sync --for "United Democracy Project" --cycle 2024
      onrecord sync --for story.txt
    """
    from onrecord.store.record import default_folder
    from onrecord.store.sync.cache import Cache, default_cache
    from onrecord.store.sync.client import Http
    from onrecord.store.sync.plan import base_url, current_cycle, plan
    from onrecord.store.sync.run import How, look, sync

    _check_cycles(cycles)
    if subject is not None:
        if names or feeds or since or base or dry_run:
            raise click.UsageError("--for takes --cycle, --cache, --record, --verify, --no-load and --json alone")
        from onrecord.faces.cli_sync_for import sync_for

        sync_for(subject, cycles, cache, record, verify=verify, load_it=not no_load, as_json=as_json)
        return
    place, folder, kept = base_url(base), record or default_folder(), Cache(cache or default_cache())
    if since and not feeds:
        raise click.UsageError("--since is for --feeds")
    wanted = plan(place, cycles or (current_cycle(),), names, feeds=feeds, since=since.date() if since else None)
    about = {"schema": "onrecord.sync/1", "base": place, "cache": str(kept.root), "record": str(folder)}
    if dry_run:
        with _asking() as looked:
            seen = look(wanted, kept, Http(), verify=verify, progress=looked)
        _print_plan(seen, kept.root, folder, about, as_json)
        return
    with _asking() as looked, _bars(wanted) as (step, say):
        how = How(
            Http(), lambda need: yes or _asked(), not no_load, verify, say=say, progress=step, looked=looked,
            restored=lambda old: click.echo(f"onrecord: manifest.json was damaged and is restored from {old}", err=True),
        )  # fmt: skip
        done = sync(wanted, kept, folder, how)
    _print_done(done, None if no_load else folder, about, as_json)
    if done.failed or done.refused:
        context.exit(2)


def _asked() -> bool:
    """Ask a person on a terminal, who was told the room; nobody is asked otherwise, and the sync is refused."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm("The disk does not seem to have room. Go on?", err=True)


@contextmanager
def _asking() -> Iterator[Progress]:
    """How many files the site was asked about so far, for a person: at two requests a second many take minutes."""
    if not sys.stderr.isatty():
        yield lambda _name, _done, _all: None
        return
    from rich.console import Console

    status = Console(stderr=True).status("asking the site what it has")

    def step(_name: str, done: int, total: int) -> None:
        if done == total:
            status.stop()  # the bars come next
        else:
            status.update(f"asking the site what it has: {done:,} of {total:,} files")
            status.start()

    try:
        yield step
    finally:
        status.stop()


@contextmanager
def _bars(wanted: list[Planned]) -> Iterator[tuple[Progress, Callable[[str], None]]]:
    """Bars with rate and time to go on standard error for a person; silence when it is not a terminal."""
    if not sys.stderr.isatty():
        yield (lambda _name, _done, _all: None), (lambda _text: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    console = Console(stderr=True)
    tails = {one.tail for one in wanted}
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
    )
    bars = Progress(*columns, console=console, transient=True)
    tasks: dict[str, Any] = {}

    def step(name: str, done: int, total: int) -> None:
        if name not in tasks:
            bars.start()  # only now: a question may have been asked before
            for task in bars.task_ids:
                bars.remove_task(task)
            shown = name if name in tails else f"{name} (load)"
            tasks[name] = bars.add_task(shown, total=total or None, completed=done)
        bars.update(tasks[name], completed=done, total=total or None)

    try:
        yield step, lambda text: console.print(text, highlight=False)
    finally:
        bars.stop()


def _as_dict(one: Item) -> dict[str, Any]:
    facts = {"source": one.planned.source.name, "path": one.planned.path, "url": one.planned.url}
    return {**facts, **{k: getattr(one, k) for k in ("state", "bytes", "coming", "size_from", "received", "note")}}


def _print_plan(seen: list[Item], cache: Path, record: Path, about: dict[str, Any], as_json: bool) -> None:
    from onrecord.store.sync.room import room

    need = room([(one.planned.path, one.coming) for one in seen if one.state != "missing"], cache, record)
    if as_json:
        files = [_as_dict(one) for one in seen]
        click.echo(json.dumps({**about, "dry_run": True, "files": files, "room": asdict(need)}, indent=1))
        return
    _table([(one, one.bytes) for one in seen], "bytes")
    click.echo(need.text() + ("" if need.fits else ": that is not enough"))


def _table(rows: list[tuple[Item, int | None]], amount: str) -> None:
    """A line for each file: its name, source, a number of bytes, its state and what is said of it.

    Those that the site does not have are named on one line at the end.
    """
    missing = [one.planned.tail for one, _ in rows if one.state == "missing"]
    rows = [(one, size) for one, size in rows if one.state != "missing"]
    width = max((len(one.planned.tail) for one, _ in rows), default=4)
    click.echo(f"{'file':{width}}  {'source':24} {amount:>15}  state")
    for one, size in rows:
        shown = "-" if size is None else f"{size:,}"
        origin = f" (size as of {_as_of(one)})" if one.size_from == "declared" else ""
        note = f": {one.note}" if one.note else ""
        click.echo(f"{one.planned.tail:{width}}  {one.planned.source.name:24} {shown:>15}  {one.state}{origin}{note}")
    if missing:
        more = f" and {len(missing) - _NAMED:,} more (--json names all)" if len(missing) > _NAMED else ""
        click.echo(f"{len(missing):,} not on the site: {', '.join(missing[:_NAMED])}{more}")


def _as_of(one: Item) -> str:
    size = one.planned.source.sizes.get(int(one.planned.params.get("cycle", 0)), {})
    return str(size.get("as_of", "not known"))


def _print_done(done: Synced, folder: Path | None, about: dict[str, Any], as_json: bool) -> None:
    from onrecord.store.manifest import read_manifest

    snapshot = read_manifest(folder).stored if folder else None
    _warn(done.loaded)
    if as_json:
        loaded, files = [asdict(one) for one in done.loaded], [_as_dict(one) for one in done.items]
        need = asdict(done.room) if done.room else None
        click.echo(
            json.dumps(
                {**about, "dry_run": False, "snapshot": snapshot, "files": files, "loaded": loaded, "room": need},
                indent=1,
            )
        )
        return
    _table([(one, one.received) for one in done.items], "bytes received")
    new = sum(one.state in ("new", "changed") for one in done.items)
    total = sum(one.received for one in done.items)
    click.echo(f"{new:,} of {len(done.items):,} files new or changed, {total:,} bytes received; cache {about['cache']}")
    for one in done.failed:
        click.echo(f"onrecord: {one.planned.tail} could not be brought: {one.note}", err=True)
    if done.loaded:
        click.echo("")
        _print_loaded(done.loaded)
    changed = any(one.state != "refused" for one in done.loaded)
    if folder:
        click.echo(f"record {folder}, snapshot {snapshot}" + ("" if changed else ": nothing changed"))
