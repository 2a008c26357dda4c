"""onrecord sync --for: what one story, race or committee needs, through the openFEC API."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from onrecord.claims.needs import Needs
    from onrecord.model.contest import Contest
    from onrecord.store.load import Loaded
    from onrecord.store.sync.openfec import OpenFec
    from onrecord.store.sync.pages import Pages
    from onrecord.store.sync.subject import Need


def sync_for(
    subject: str, cycles: tuple[int, ...], cache: Path | None, record: Path | None, *, verify: bool, load_it: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Fetch what `subject` needs and load it; print what came, what the API said, and what it is worth."""
    from onrecord.model.errors import SourceError
    from onrecord.store.load import load
    from onrecord.store.record import default_folder
    from onrecord.store.sync.cache import Cache, default_cache
    from onrecord.store.sync.client import Http
    from onrecord.store.sync.openfec import DEMO, DEMO_LIMITS, OpenFec
    from onrecord.store.sync.pages import Pages, forget

    _check_story(subject)
    folder, kept = record or default_folder(), Cache(cache or default_cache())

    def say(text: str) -> None:
        if not as_json:
            click.echo(text, err=True)

    api = OpenFec(Http(), say=say)
    if api.key == DEMO:
        say(DEMO_LIMITS)
    pages = Pages(api, verify=verify)
    with kept.writing():
        told, fetched = _fetch(subject, cycles, folder, api, pages, kept.root, say)
        paths = [one.path for need in fetched for one in need.files]
        try:
            loaded = load(paths, folder) if load_it and paths else []
        except SourceError:
            forget(paths)  # what cannot be loaded is asked for again the next time
            raise
    _print(told, fetched, loaded, folder, api, as_json)


def _fetch(
    subject: str,
    cycles: tuple[int, ...],
    folder: Path,
    api: OpenFec,
    pages: Pages,
    root: Path,
    say: Callable[[str], None],
) -> tuple[Needs | None, list[Need]]:
    """What the subject is: an existing file is a story, a contest's name a race, anything else a committee."""
    from onrecord.store.sync import subject as subjects
    from onrecord.store.sync.plan import current_cycle

    if Path(subject).is_file():
        return _fetch_story(subject, cycles, folder, api, pages, root, say)
    years = cycles or (current_cycle(),)
    contest = _contest(subject)
    if contest:
        return None, [subjects.race(pages, root, contest, year) for year in years]
    number = _committee(subject, folder, api)
    return None, [subjects.committee(pages, root, number, year) for year in years]


def _check_story(subject: str) -> None:
    """Raise InputError for what is named as a file and is none, before anything is asked or said."""
    from onrecord.model.errors import InputError

    named = "/" in subject or subject.rsplit(".", 1)[-1].casefold() in ("txt", "md", "html", "docx", "pdf")
    if named and not Path(subject).is_file() and not _contest(subject):
        raise InputError("--for: a story file that is there", received=subject, example="--for story.txt")


def _contest(text: str) -> Contest | None:
    from onrecord.model.contest import parse_contest
    from onrecord.model.errors import InputError

    try:
        return parse_contest(text)
    except InputError:
        return None


def _committee(text: str, folder: Path, api: OpenFec) -> str:
    """The committee's id: as given, by its exact name or a phrase in the record, else by its exact name in the API."""
    from onrecord.answers.committees import find_committee
    from onrecord.model.errors import RecordError, UnknownName
    from onrecord.registry.groups import phrases, plain
    from onrecord.store.record import Record
    from onrecord.store.sync.subject import find

    known = phrases().get(plain(text))
    if known and len(known.members) == 1:
        return known.committees[0]
    if known:
        listed = "; ".join(f"{number} {name}" for number, name, _ in known.members)
        raise UnknownName("one committee; the words mean a group", received=text, example=listed)
    try:
        return find_committee(Record(folder), text)[0]
    except (RecordError, UnknownName):
        return find(api, text)[0]


def _fetch_story(
    place: str, cycles: tuple[int, ...], folder: Path, api: OpenFec, pages: Pages, root: Path, say: Callable[[str], None]
) -> tuple[Needs, list[Need]]:
    from onrecord.claims.dateline import dateline
    from onrecord.claims.drafts import read_draft
    from onrecord.claims.needs import needs
    from onrecord.model.dates import cycle_of
    from onrecord.model.errors import InputError, UnknownName
    from onrecord.store.manifest import read_manifest
    from onrecord.store.record import Record
    from onrecord.store.sync import subject as subjects

    draft = read_draft(place)
    dated = draft.published or dateline(draft.text)
    day = dated or dt.date.today()
    if not dated and not cycles:
        say(f"no date found in the story: the cycle of today, {cycle_of(day)}, is taken; --cycle YEAR says otherwise")
    record = Record(folder) if read_manifest(folder).loads else None
    told = needs(draft.text, record, day, lambda name: subjects.find(api, name))
    for line in _recognised(told):
        say(line)
    if not told.contests and not told.committees:
        rule = "a story that names a contest, or a committee by its exact name"
        raise InputError(rule, received=place, example="--for CA-34, --for C00799031")
    found = []
    for year in cycles or (cycle_of(day),):
        wanted = [partial(subjects.race, pages, root, contest, year) for contest in told.contests]
        wanted += [partial(subjects.committee, pages, root, number, year) for number in sorted(told.committees)]
        for fetch in wanted:
            try:
                found.append(fetch())
            except UnknownName as error:
                told.unknown.append(str(error.received))
                say(f"not in the API: {error.received}")
    return told, found


def _recognised(told: Needs) -> list[str]:
    lines = [f"contests: {', '.join(map(str, told.contests)) or 'none recognised'}"]
    named = ", ".join(f"{name} ({number})" for number, name in sorted(told.committees.items()))
    lines.append(f"committees: {named or 'none recognised'}")
    if told.unknown:
        lines.append(f"not recognised, and not fetched: {', '.join(told.unknown)}")
    return lines


def _print(
    told: Needs | None, fetched: list[Need], loaded: list[Loaded], folder: Path, api: OpenFec, as_json: bool
) -> None:
    from onrecord.faces.cli_load import _print_loaded, _warn
    from onrecord.store.manifest import read_manifest

    manifest = read_manifest(folder)
    said = [line for need in fetched for one in need.files for line in one.said]
    said += _beside(manifest.loads, fetched)
    requests = sum(need.requests for need in fetched)
    _warn(loaded)
    if as_json:
        files = [
            {"subject": need.subject, "cycle": need.cycle, "file": one.path.name, "state": one.state,
             "rows": len(one.rows), "requests": one.requests}
            for need in fetched for one in need.files
        ]  # fmt: skip
        facts: dict[str, Any] = {"schema": "onrecord.sync_for/1", "via": "openFEC API", "record": str(folder)}
        facts |= {"snapshot": manifest.stored, "requests": requests, "remaining": api.remaining, "said": said}
        named = (
            {"contests": list(map(str, told.contests)), "committees": told.committees, "unknown": told.unknown}
            if told
            else None
        )
        click.echo(
            json.dumps({**facts, "recognised": named, "files": files, "loaded": [asdict(x) for x in loaded]}, indent=1)
        )
        return
    for need in fetched:
        for one in need.files:
            click.echo(f"{need.subject} {need.cycle}  {one.path.name:48} {len(one.rows):>7,} rows  {one.state}")
    for line in dict.fromkeys(said):
        click.echo(f"mind: {line}")
    left = f"; {api.remaining:,} of {api.limit:,} left this hour" if api.remaining is not None and api.limit else ""
    click.echo(f"{requests:,} requests to the openFEC API{left}")
    if loaded:
        click.echo("")
        _print_loaded(loaded)
    click.echo(f"record {folder}, snapshot {manifest.stored}")


def _beside(loads: dict[str, dict[str, Any]], fetched: list[Need]) -> list[str]:
    """Where a bulk file of the cycle is loaded, the fetched rows of its tables do not count: that is said."""
    from onrecord.store.partial import ADDED_UP, BULK

    found = []
    for cycle in sorted({need.cycle for need in fetched}):
        held = {
            (table, entry["file"])
            for entry in loads.values()
            if entry["source"].startswith(BULK) and entry["params"].get("cycle") == str(cycle)
            for table in entry["objects"]
            if table in ADDED_UP
        }
        found += [
            f"{file} of {cycle} is loaded: its rows count, the fetched rows of {table} do not"
            for table, file in sorted(held)
        ]
    return found
