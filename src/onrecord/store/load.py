"""Loads public files into a record in one atomic step: every row loaded, quarantined or rejected."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.model.errors import InputError, RecordError, SourceError
from onrecord.store import accept
from onrecord.store.catalog import UNVERIFIED, Source, declarations, tables
from onrecord.store.fetch import fetch
from onrecord.store.files import AGAIN, reading, sha256
from onrecord.store.find import Found, find
from onrecord.store.hints import how_to_load
from onrecord.store.manifest import Writing, told, writing
from onrecord.store.objects import faults, name_of
from onrecord.store.parts import PARQUET, WORKERS, Parts, connect, stage
from onrecord.store.stage import db_error, literal, outputs
from onrecord.store.summaries import files_of, summarised

__all__ = ["Found", "Loaded", "find", "load", "sha256"]
SEEN = "seen"  # what an entry says once a real file has shown a layout to be as declared
_REACH = 0.99  # a file reaches through the day by which 99% of its dated rows are dated: one typing error moves nothing
Progress = Callable[[str, int, int], None]  # a file's name, bytes or rows done, how many there are (0: not known)


@dataclass(frozen=True)
class Loaded:
    """What became of one file: rows in = loaded + rejected, always; the quarantined are among the loaded.

    `layout` says of a source whose layout is unverified whether this file shows it: seen, or unverified still.
    `state` is loaded, replaced (an older copy of the dataset; the note says when it had more than twice the rows),
    repaired (an object of it was lost or damaged), unchanged, identical (to another file), not there, or refused: a file
    of a folder that its source declares to stand alone (each_alone), or of a sync, that cannot be read, of which the
    record takes nothing; the note says why.
    """

    source: str
    file: str
    rows_in: int = 0
    rows_loaded: int = 0
    rows_rejected: int = 0
    rows_quarantined: int = 0
    state: str = "loaded"
    tail: str = ""
    note: str = ""
    layout: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether the record already held these rows."""
        return self.state in {"unchanged", "identical"}


def load(
    places: Sequence[Path | str],
    record: Path,
    tell: Callable[[Loaded], None] = lambda _: None,
    *,
    cycles: Sequence[int] = (),
    replace: bool = False,
    verify: bool = False,
    apart: bool = False,
    restored: Callable[[str], None] = lambda _: None,
    progress: Progress = lambda _name, _done, _all: None,
) -> list[Loaded]:
    """Load all public files at `places` into `record` in one atomic step; the record is as before if anything fails.

    `cycles` (even years) leaves out files of other cycles; `replace` lets a list of the same name from another folder
    take the place of the one that is loaded; `verify` reads every object that it would leave unchanged and compares
    its hash; with `apart` (a sync's) a file that cannot be loaded is refused alone, and the others load. `restored`
    hears the kept manifest (manifests/SNAPSHOT.json) that took the place of a damaged one; `progress` hears each file as
    it is begun ("cn24.zip, 3 of 95", 0, 0), then the bytes read of it and in all. Raises SourceError, RecordError or
    InputError.
    """
    found = find(places, cycles)
    done: list[Loaded] = []
    with writing(record) as manifest:
        seen: dict[str, tuple[str, str]] = {}
        for place, one in enumerate(found, 1):
            step = _counted(progress, f"{place:,} of {len(found):,}")
            step(one.file, 0, 0)
            result = _one(manifest, one, seen, _How(replace, verify, apart, step))
            done.append(result)
            tell(result)
        if all(r.state == "not there" for r in done):
            raise SourceError(
                "an address that holds public files laid out as on the FEC's site",
                received=", ".join(map(str, places)),
                example="onrecord load https://www.fec.gov --cycle 2024",
            )
        if apart and all(r.state == "refused" for r in done):
            return done
        _check_some_read(done, places)
        manifest.tables, manifest.declarations = tables(), declarations()
    if manifest.restored:
        restored(manifest.restored)
    return done


def _counted(progress: Progress, place: str) -> Progress:
    """Progress that says which of the files it is at."""
    return lambda name, done, total: progress(f"{name}, {place}", done, total)


def _check_some_read(done: list[Loaded], places: Sequence[Path | str]) -> None:
    """Raise SourceError when every file of a load was refused."""
    if all(r.state == "refused" for r in done):
        first = f"{', '.join(map(str, places))}: {done[0].tail}: {done[0].note}"
        raise SourceError("at least one file that can be read", received=first, example=AGAIN)


@dataclass(frozen=True)
class _How:
    """How a load was asked for."""

    replace: bool
    verify: bool
    apart: bool
    progress: Progress


def _one(manifest: Writing, one: Found, seen: dict[str, tuple[str, str]], how: _How) -> Loaded:
    path = one.path
    if path is None:
        folder = manifest.scratch / "download"
        path = fetch(one.url, folder, lambda done, total: how.progress(f"{one.file} (download)", done, total))
        if path is None and not one.optional:
            raise SourceError(
                "an address that holds the file",
                received=f"{one.url}: the server answered 404",
                example=how_to_load(one.source.name, int(one.params["cycle"]) if "cycle" in one.params else None),
            )
        if path is None:
            return Loaded(one.source.name, one.file, state="not there", tail=one.tail, note=one.url)
    try:
        return _load_file(manifest, one, path, seen, how)
    except (SourceError, InputError) as error:
        if not how.apart and (one.named or not one.source.each_alone or isinstance(error, InputError)):
            raise
        why = "; ".join(error.text().split("\n  "))
        kept = "; what was loaded of it before stays" if one.key in manifest.loads else ""
        return Loaded(one.source.name, one.file, state="refused", tail=one.tail, note=f"{why}{kept}")
    finally:
        if one.path is None:
            path.unlink(missing_ok=True)


def _load_file(manifest: Writing, one: Found, path: Path, seen: dict[str, tuple[str, str]], how: _How) -> Loaded:
    with reading(path):
        digest, size = sha256(path), path.stat().st_size
    place = one.url or str(path)
    if one.key in seen:
        return _second(one, digest, place, seen[one.key])
    seen[one.key] = (digest, place)
    old = manifest.loads.get(one.key)
    same = old if old and (old["sha256"], old["declared"]) == (digest, one.source.declared) else None
    fault = next(faults(manifest.folder, same, how.verify), "") if same else ""
    if same and not fault:
        return _result(one, same, "unchanged")
    if not one.params and (twin := _twin(manifest, one, digest)):
        return _result(one, twin, "identical", f"to {twin['tail']}, which is loaded")
    if old and old["sha256"] != digest and not how.replace:
        _refuse_other_list(one, old, place)
    counts, objects, sizes, through = _write(manifest, one, path, how.progress)
    manifest.loads[one.key] = {
        "source": one.source.name,
        "file": one.file,
        "tail": one.tail,
        "sha256": digest,
        "bytes": size,
        "declared": one.source.declared,
        "params": one.params,
        "objects": objects,
        "object_bytes": sizes,
        "through": through,
        "loaded_at": same["loaded_at"] if same else dt.datetime.now(dt.UTC).strftime("%Y-%m-%d %H:%M:%S"),
        **counts,
        **layout_shown(one.source, counts),
    }
    if fault or not old:
        return _result(one, manifest.loads[one.key], "repaired" if fault else "loaded", fault)
    return _result(one, manifest.loads[one.key], "replaced", accept.fewer(old["rows_loaded"], counts["rows_loaded"]))


def _result(one: Found, entry: dict[str, Any], state: str, note: str = "") -> Loaded:
    counts = {k: entry[k] for k in ("rows_in", "rows_loaded", "rows_rejected", "rows_quarantined")}
    layout = entry.get("layout", one.source.layout)
    return Loaded(one.source.name, one.file, **counts, state=state, tail=one.tail, note=note, layout=layout)


def layout_shown(source: Source, counts: dict[str, int]) -> dict[str, str]:
    """What a load entry says of an unverified layout: seen when its header was the one declared (a file without one
    shows nothing) and at least 50 rows were loaded, with at most one in fifty rejected; a reader of its own checks the
    headings and sets lines aside by design. It is no part of the snapshot."""
    if source.layout != UNVERIFIED:
        return {}
    clean = counts["rows_rejected"] * 50 <= counts["rows_in"] or source.format == "reader"
    seen = clean and source.format != "pipe" and counts["rows_loaded"] >= 50
    return {"layout": SEEN if seen else UNVERIFIED}


def _second(one: Found, digest: str, place: str, first: tuple[str, str]) -> Loaded:
    """A second copy of a dataset in one load: passed over when identical, otherwise nobody can say which is right."""
    if digest != first[0]:
        raise InputError(
            f"one copy of each dataset in a load ({one.key})",
            received=f"{first[1]} and {place}, which differ",
            example="name the one to load, or rename a list that is another list",
        )
    return Loaded(one.source.name, one.file, state="identical", tail=one.tail, note=f"to {first[1]}")


def _twin(manifest: Writing, one: Found, digest: str) -> dict[str, Any] | None:
    """The same bytes loaded under another name of the same source: rows that must not count twice."""
    same = (e for k, e in manifest.loads.items() if k != one.key and e["sha256"] == digest)
    return next((e for e in same if e["source"] == one.source.name and e["declared"] == one.source.declared), None)


def _refuse_other_list(one: Found, old: dict[str, Any], place: str) -> None:
    """A file known by its name alone, from another folder: a newer copy, or another list? The user says."""
    if one.params or one.tail == old["tail"] or old["tail"] == one.file:
        return
    raise InputError(
        f"a list is known by its file's name, and {one.file} is loaded from {old['tail']}",
        received=place,
        example="rename the file if it is another list; --replace if it is a newer copy",
    )


_Kept = tuple[dict[str, int], dict[str, str], dict[str, int], str | None]


def _write(manifest: Writing, one: Found, path: Path, progress: Progress) -> _Kept:
    """Type the file's rows and keep them as objects; returns counts, objects and sizes, the day it reaches."""
    import duckdb

    scratch = manifest.scratch / "stage"
    try:
        with told(manifest.folder):
            scratch.mkdir()
            parts = stage(scratch, one.source, path, one.params, lambda n, of: progress(one.file, n, of))
            with connect(scratch, WORKERS, memory="2GB") as db:
                return _keep(db, manifest, one, path, parts)
    except (db_error("IOException"), db_error("OutOfMemoryException")) as error:
        raise RecordError(
            "the record's disk takes the new rows",
            received=f"{manifest.folder}: {str(error).splitlines()[0]}",
            example="--record DIR on a disk with room that you may write",
        ) from error
    except duckdb.Error as error:
        rule = f"{one.file} is a file that {one.source.name} can type"
        raise SourceError(rule, received=f"{path}: {str(error).splitlines()[0]}", example=AGAIN) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _keep(db: Any, manifest: Writing, one: Found, path: Path, parts: Parts) -> _Kept:
    """Accept the file's parts as objects of the record, the rejected rows with them."""
    problems = files_of(parts.problems) if parts.problems else None
    none = "select null::bigint as line_, null::varchar as problem_, null::boolean as told_ where false"
    db.execute(f"create view numbered as {f'from {problems}' if problems else none}")
    accept.check(db, one.source, path, parts.rows, parts.loaded)
    if one.key in manifest.loads:
        accept.check_not_emptied(one.source, path, manifest.loads[one.key]["rows_loaded"], parts.loaded)
    quarantined, through = 0, []
    for table, files in parts.tables.items():
        reaches = one.source.through in one.source.columns_of(table)
        day = one.source.through
        facts = f", count({day}), quantile_disc({day}, [0.5, {_REACH}])" if reaches else ""
        count, *more = db.execute(f"select count(quarantine){facts} from {files_of(files)}").fetchone()
        quarantined += count
        if more and more[1]:
            accept.check_cycle(one.source, path, one.params, more[1][0], more[0])
            through.append(more[1][1])
        if one.source.election_years in one.source.columns_of(table):
            accept.check_election_years(db, one.source, path, one.params, files_of(files))
    rejected = parts.rows - parts.loaded
    kept = dict(parts.tables)
    if rejected:
        kept["rejected"] = [manifest.scratch / "stage" / "rejected.parquet"]
        select = outputs(one.source, path, one.params)["rejected"]
        rejected = db.execute(f"copy ({select}) to {literal(kept['rejected'][0])} ({PARQUET})").fetchone()[0]
    kept |= summarised(db, one.source, path, one.params, parts.tables, manifest.scratch / "stage")
    if parts.rows != parts.loaded + rejected:
        received = f"{parts.rows} in, {parts.loaded} + {rejected}"
        raise SourceError(f"{path.name}: rows in = rows loaded + rows rejected", received=received, example=AGAIN)
    counts = {"rows_in": parts.rows, "rows_loaded": parts.loaded, "rows_rejected": rejected}
    named = {name_of(table, n): file for table, files in kept.items() for n, file in enumerate(files, 1)}
    sizes = {name: file.stat().st_size for name, file in named.items()}
    objects = {name: manifest.keep(file) for name, file in named.items()}
    return {**counts, "rows_quarantined": quarantined}, objects, sizes, str(max(through)) if through else None
