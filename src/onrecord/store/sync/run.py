"""A whole sync: look, make sure of room, download what changed, verify, and load it in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.model.errors import OnRecordError, RecordError, SourceError
from onrecord.store.load import Loaded, Progress, load
from onrecord.store.manifest import DamagedManifest, dataset, read_manifest
from onrecord.store.sync.cache import Cache, Meta, now, save
from onrecord.store.sync.client import Again, Http
from onrecord.store.sync.download import download, whole_number
from onrecord.store.sync.plan import Planned
from onrecord.store.sync.room import Room, room

GIVE_UP = 2  # files in a row that failed: the site is not to be had


@dataclass(frozen=True)
class Item:
    """One file of a sync. Before: new, resume, changed, current, missing or unknown; after also failed.

    `bytes` is its size on the site as `size_from` says (site, cache, declared, or '' when nobody says), `coming` what
    is still to come of it, `received` what came over the wire.
    """

    planned: Planned
    state: str
    bytes: int | None = None
    coming: int | None = None
    size_from: str = ""
    received: int = 0
    note: str = ""


@dataclass(frozen=True)
class Synced:
    """What a sync did: its files, what was loaded of them, and the room it found."""

    items: list[Item]
    loaded: list[Loaded] = field(default_factory=list)
    room: Room | None = None

    @property
    def failed(self) -> list[Item]:
        """The files that could not be brought."""
        return [one for one in self.items if one.state == "failed"]

    @property
    def refused(self) -> list[Loaded]:
        """The files that came and could not be loaded."""
        return [one for one in self.loaded if one.state == "refused"]


@dataclass(frozen=True)
class How:
    """How a sync is done: the client, whom to ask and tell, and what to leave out."""

    http: Http
    ask: Callable[[Room], bool]  # whether to go on although the room does not seem to suffice
    load: bool = True
    verify: bool = False  # read the cached files whole and compare their hashes
    tell: Callable[[Item], None] = lambda _: None
    say: Callable[[str], None] = lambda _: None
    restored: Callable[[str], None] = lambda _: None  # the kept manifest that took the place of a damaged one
    progress: Progress = lambda _name, _done, _all: None
    looked: Progress = lambda _name, _done, _all: None  # files asked about so far, of all


def look(
    plan: Sequence[Planned], cache: Cache, http: Http, *, every: bool = True, verify: bool = False,
    progress: Progress = lambda _name, _done, _all: None,
) -> list[Item]:  # fmt: skip
    """What the site has of each file (a HEAD request) against what the cache has; nothing is written.

    Without `every`, only files that are not cached whole are asked about. Raises SourceError where the site cannot
    be had.
    """
    found: list[Item] = []
    for one in plan:
        found.append(_look(one, cache, http, every, verify))
        progress(one.tail, len(found), len(plan))
        if len(found) >= GIVE_UP and all(i.state == "unknown" for i in found[-GIVE_UP:]):
            example = "--base URL of a copy of it, or the same command later"
            raise SourceError("a site that answers", received=f"{one.url}: {found[-1].note}", example=example)
    return found


def _look(one: Planned, cache: Cache, http: Http, every: bool, verify: bool) -> Item:
    path = cache.path(one.path)
    known = cache.trusted(path, full=verify)
    if known and known.url != one.url:
        known = None
    if known and not every:
        return Item(one, "current", known.bytes, 0, "cache")
    try:
        answer = http.again(one.url, lambda: http.open("HEAD", one.url, {"Accept-Encoding": "identity"}), 2)
    except SourceError as error:
        if isinstance(error.__cause__, Again):
            return Item(
                one, "unknown", one.declared, one.declared, "declared" if one.declared else "", note=str(error.__cause__)
            )
        raise
    answer.drain_conn()
    answer.release_conn()
    if answer.status in (404, 410):
        return Item(one, "missing", note="the site has no such file")
    length = whole_number(answer.headers.get("Content-Length")) if answer.status == 200 else None
    size = one.declared if length is None else length
    origin = "site" if length is not None else "declared" if size is not None else ""
    if (
        known
        and answer.status == 200
        and _same(known, answer.headers.get("ETag"), answer.headers.get("Last-Modified"), size)
    ):
        return Item(one, "current", size, 0, origin)
    part = path.with_name(path.name + ".part")
    have = part.stat().st_size if part.exists() else 0
    coming = None if size is None else max(size - have, 0)
    return Item(one, "resume" if have else "changed" if known else "new", size, coming, origin)


def _same(known: Meta, etag: str | None, modified: str | None, size: int | None) -> bool:
    """Whether the server describes the file that is cached; without any validator nobody can say."""
    if size is not None and size != known.bytes:
        return False
    if etag and known.etag:
        return etag == known.etag
    return bool(modified and known.last_modified and modified == known.last_modified)


def sync(plan: Sequence[Planned], cache: Cache, record: Path, how: How) -> Synced:
    """Bring the cache up to date with the site, then load into `record` what it does not hold yet, in one step.

    A file that fails, or cannot be loaded, leaves the others be; when several in a row fail to come the sync ends.
    Raises RecordError when another sync holds the cache or the room does not suffice (and `how.ask` says no),
    SourceError when no file of the plan is there, or what load() raises. Ctrl-C leaves parts that the next sync goes on
    from, and the record as it was.
    """
    with cache.writing():
        seen = look(plan, cache, how.http, every=False, verify=how.verify, progress=how.looked)
        if plan and all(one.state == "missing" for one in seen) and not all(one.feed for one in plan):
            rule, example = (
                "a site laid out as the FEC's, with a file of the plan",
                "onrecord sync --cycle 2024 --dry-run",
            )
            raise SourceError(rule, received=plan[0].url, example=example)
        need = room(
            [(one.planned.path, one.coming) for one in seen if one.state != "missing"], cache.root, record, load=how.load
        )
        how.say(need.text())
        if not need.fits and not how.ask(need):
            raise RecordError(
                "the disks have room for what is to be brought",
                received=need.text(),
                example="--source NAME for less, --cache DIR or --record DIR on a larger disk, --yes to try",
            )
        items = _bring(seen, cache, how)
        done = _load([i for i in items if i.state not in ("missing", "failed")], cache, record, how) if how.load else []
        return Synced(items, done, need)


def _bring(seen: Sequence[Item], cache: Cache, how: How) -> list[Item]:
    items: list[Item] = []
    failures = 0
    for one in seen:
        if one.state == "missing":
            items.append(one)
        elif failures >= GIVE_UP:
            items.append(replace(one, state="failed", note="not tried: the files before it failed"))
        else:
            items.append(_bring_one(one, cache, how))
            failures = failures + 1 if items[-1].state == "failed" else 0
        how.tell(items[-1])
    return items


def _bring_one(one: Item, cache: Cache, how: How) -> Item:
    planned, path = one.planned, cache.path(one.planned.path)
    known = cache.trusted(path, full=how.verify)
    step: Callable[[int, int], None] = lambda done, total: how.progress(planned.tail, done, total)  # noqa: E731
    try:
        old = known if known and known.url == planned.url else None
        got = download(how.http, planned.url, path, step, old, one.bytes if one.size_from == "site" else None)
    except RecordError:
        raise
    except OnRecordError as error:
        return replace(one, state="failed", note=f"{error.received} (needed: {error.rule})")
    note = "; ".join(got.notes)
    if got.meta is None:
        kept = " any more; the cached copy stays" if known else ""
        return replace(one, state="missing", received=got.received, note=f"the site has no such file{kept}")
    save(path, replace(got.meta, checked_at=now()))
    return Item(planned, got.state, got.meta.bytes, 0, "site", got.received, note)


def _load(items: Sequence[Item], cache: Cache, record: Path, how: How) -> list[Loaded]:
    """Load the files whose bytes or declaration the record does not hold; a sync that changes nothing reads nothing."""
    try:
        loads = read_manifest(record).loads
    except DamagedManifest:
        loads = {}
    wanted = []
    for one in items:
        path = cache.path(one.planned.path)
        meta = cache.meta(path)
        key = dataset(one.planned.source.name, one.planned.params, path.name)
        held = loads.get(key)
        same = held and meta and (held["sha256"], held["declared"]) == (meta.sha256, one.planned.source.declared)
        if not same or how.verify:
            wanted.append(path)
    if not wanted:
        return []
    return load(wanted, record, verify=how.verify, apart=True, restored=how.restored, progress=how.progress)
