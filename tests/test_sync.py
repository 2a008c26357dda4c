"""onrecord sync against a loopback site that is cut, stalls, lies, moves and changes its files."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sync_server import Site, serving
from test_store import REFUND_A, SHARED, pas2

from onrecord.faces.cli import cli
from onrecord.model.errors import InputError, OnRecordError, RecordError, SourceError, UnknownName
from onrecord.store.catalog import sources
from onrecord.store.load import load
from onrecord.store.record import Record
from onrecord.store.sync import client, download, plan, room, run
from onrecord.store.sync.cache import Cache, beside, default_cache
from onrecord.store.sync.client import Http

PAS2 = "/files/bulk-downloads/2024/pas224.zip"
CN = "/files/bulk-downloads/2024/cn24.zip"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site()) as made:
        yield made


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that the client would have made; nobody waits."""
    made: list[float] = []
    monkeypatch.setattr(client, "sleep", made.append)
    monkeypatch.delenv("ONRECORD_FEC_BASE", raising=False)
    return made


def zipped(name: str, text: bytes) -> bytes:
    """A zip of one member, not compressed, so that half of it is half of the text."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, text)
    return out.getvalue()


def get(site: Site, folder: Path, path: str = PAS2, http: Http | None = None) -> download.Fetched:
    """One download of a path into a folder, as sync does it."""
    cache = Cache(folder)
    target = cache.path(path)
    return download.download(http or Http(), site.root + path, target, known=cache.trusted(target))


BODY = zipped("itpas2.txt", b"C00799031|" * 40_000)


@pytest.mark.parametrize(
    ("faults", "received"),
    [
        (["cut"], 1.0), (["cut", "cut", "cut"], 1.0), (["503"], 1.0), (["429 after 7"], 1.0),
        (["cut", "503", "cut"], 1.0),
        (["short"], 1.67), (["long"], 2.0), (["wrong"], 2.0), (["page"], 1.0),
        (["cut", "bad-range"], 1.5), (["cut", "other-part"], 1.5), (["cut", "416"], 1.5),
    ],
)  # fmt: skip
def test_a_download_arrives_whole_through_every_fault(
    site: Site, tmp_path: Path, faults: list[str], received: float
) -> None:
    site.put(PAS2, BODY)
    site.faults[PAS2] = list(faults)
    got = get(site, tmp_path)
    assert (tmp_path / PAS2[1:]).read_bytes() == BODY
    assert got.state == "new"
    assert got.meta is not None
    assert got.meta.sha256 == hashlib.sha256(BODY).hexdigest()
    assert got.received == pytest.approx(received * len(BODY), rel=0.01)
    assert not list(tmp_path.rglob("*.part*"))


def test_a_stall_is_a_fault_like_another(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, BODY)
    site.faults[PAS2] = ["stall"]
    got = get(site, tmp_path, http=Http(read=0.2))
    assert got.received == len(BODY)
    assert "Range" in site.gets(PAS2)[1]


def test_what_came_before_the_program_ended_is_gone_on_with(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, BODY)
    site.faults[PAS2] = ["cut"] + ["500"] * client.TRIES
    with pytest.raises(SourceError, match="sends the whole file"):
        get(site, tmp_path)
    part = tmp_path / (PAS2[1:] + ".part")
    have = part.stat().st_size
    assert 0 < have < len(BODY)
    assert json.loads(beside(part).read_text())["total"] == len(BODY)
    got = get(site, tmp_path)
    last = site.gets(PAS2)[-1]
    assert (last["Range"], got.received) == (f"bytes={have}-", len(BODY) - have)
    assert last["If-Range"].startswith('"')
    assert (tmp_path / PAS2[1:]).read_bytes() == BODY


def test_a_file_that_changes_between_two_requests_is_begun_again(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, BODY)
    site.faults[PAS2] = ["cut"] + ["500"] * client.TRIES
    with pytest.raises(SourceError):
        get(site, tmp_path)
    other = zipped("itpas2.txt", b"C00797670|" * 30_000)
    site.put(PAS2, other)
    got = get(site, tmp_path)
    assert (tmp_path / PAS2[1:]).read_bytes() == other
    assert got.received == len(other)
    assert "begun again" in got.notes[0]


@pytest.mark.parametrize("lacking", ["etags", "bare"])
def test_a_part_of_another_version_is_never_joined_to_what_came(site: Site, tmp_path: Path, lacking: str) -> None:
    """A site that does not heed If-Range sends the rest of the new file: of a CSV no check sum would tell."""
    path, old, new = "/files/a.csv", b"a,b\n" + b"1,2\n" * 9_000, b"a,b\n" + b"3,4\n" * 9_000
    site.if_range = False
    setattr(site, lacking, lacking == "bare")
    site.put(path, old)
    site.faults[path] = ["cut"] + ["500"] * client.TRIES
    with pytest.raises(SourceError):
        get(site, tmp_path, path)
    site.put(path, new)
    get(site, tmp_path, path)
    assert (tmp_path / path[1:]).read_bytes() == new


@pytest.mark.parametrize("lacking", ["ranges", "validators"])
def test_a_site_without_parts_or_validators_sends_the_whole_again(site: Site, tmp_path: Path, lacking: str) -> None:
    setattr(site, lacking, False)
    site.put(PAS2, BODY)
    site.faults[PAS2] = ["cut"]
    got = get(site, tmp_path)
    assert (tmp_path / PAS2[1:]).read_bytes() == BODY
    assert got.received == pytest.approx(1.5 * len(BODY), rel=0.01)
    assert ("Range" in site.gets(PAS2)[1]) == (lacking == "ranges")


@pytest.mark.parametrize(("fault", "words"), [("wrong", "no whole zip"), ("page", "web page"), ("short", "zip")])
def test_what_is_never_whole_is_refused_after_two_tries(site: Site, tmp_path: Path, fault: str, words: str) -> None:
    site.put(PAS2, BODY)
    site.faults[PAS2] = [fault] * 9
    with pytest.raises(SourceError, match=words):
        get(site, tmp_path)
    assert len(site.gets(PAS2)) == 2
    assert not list(tmp_path.rglob("*.zip*"))


def test_a_refusal_in_the_place_of_a_table_is_no_table(site: Site, tmp_path: Path) -> None:
    site.put("/files/a.csv", b"a,b\n1,2\n")
    site.faults["/files/a.csv"] = ["refusal"] * 9
    with pytest.raises(SourceError, match="web page"):
        get(site, tmp_path, "/files/a.csv")
    assert not list(tmp_path.rglob("*.csv*"))


def test_a_file_that_is_packed_unasked_is_refused_with_the_reason(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, BODY)
    site.faults[PAS2] = ["packed"]
    with pytest.raises(SourceError, match="encoded as gzip"):
        get(site, tmp_path)


@pytest.mark.parametrize("length", ["\u00b2", "9" * 5_000])
def test_a_length_that_is_no_number_of_bytes_is_none(site: Site, tmp_path: Path, length: str) -> None:
    site.put(PAS2, BODY)
    site.faults[PAS2] = [f"length {length}"]
    get(site, tmp_path)
    assert (tmp_path / PAS2[1:]).read_bytes() == BODY


def test_a_member_that_is_damaged_is_no_whole_zip(site: Site, tmp_path: Path) -> None:
    at = BODY.index(b"C00799031")
    site.put(PAS2, BODY[:at] + b"X" + BODY[at + 1 :])
    with pytest.raises(SourceError, match=r"itpas2\.txt is damaged"):
        get(site, tmp_path)


@pytest.mark.parametrize("cut", [slice(100, 101), slice(100, 600), slice(0, 200_000)])
def test_a_zip_that_lacks_bytes_before_its_directory_is_no_whole_zip(site: Site, tmp_path: Path, cut: slice) -> None:
    """A server that skips bytes of a part: zipfile would look for the first member before the file's beginning."""
    site.put(PAS2, BODY[: cut.start] + BODY[cut.stop :])
    with pytest.raises(SourceError, match="no whole zip"):
        get(site, tmp_path)
    alone = tmp_path / "itpas2" / "pas224.zip"
    alone.parent.mkdir()
    alone.write_bytes(BODY[: cut.start] + BODY[cut.stop :])
    with pytest.raises(SourceError, match="not a whole zip"):
        load([alone], tmp_path / "r")


def test_pauses_grow_are_bounded_and_heed_the_server(site: Site, tmp_path: Path, pauses: list[float]) -> None:
    site.put(PAS2, BODY)
    site.faults[PAS2] = ["503", "503 after 7", "503", "429 after Fri, 01 Jan 2100 00:00:00 GMT"]
    with pytest.raises(SourceError, match="asks to wait at most 15 minutes"):
        get(site, tmp_path, http=Http(chance=lambda: 1.0, clock=iter(range(0, 9_000, 100)).__next__))
    assert pauses == [1.0, 7.0, 4.0]
    patient = Http(chance=lambda: 0.0)
    assert [patient.pause(n, None) for n in (1, 2, 3, 20)] == [0.5, 1.0, 2.0, 60.0]


def test_requests_keep_a_polite_distance_and_say_who_asks(site: Site, tmp_path: Path, pauses: list[float]) -> None:
    site.put(PAS2, BODY)
    http = Http(per_second=2.0, clock=lambda: 50.0)
    get(site, tmp_path, http=http)
    get(site, tmp_path / "again", http=http)
    assert pauses == [0.5]
    assert site.gets(PAS2)[0]["User-Agent"].startswith("onrecord/")


def test_a_redirect_is_followed_but_not_for_ever_and_not_to_anything(site: Site, tmp_path: Path) -> None:
    site.put("/elsewhere/pas224.zip", BODY)
    site.put(PAS2, b"moved")
    site.faults[PAS2] = ["to /elsewhere/pas224.zip"]
    http = Http(headers={"X-Api-Key": "secret"})
    assert get(site, tmp_path, http=http).received == len(BODY)
    site.faults[PAS2] = [f"to {PAS2}"] * 9
    with pytest.raises(SourceError, match="redirects"):
        get(site, tmp_path / "a")
    site.faults[PAS2] = ["to ftp://127.0.0.1/pas224.zip"]
    with pytest.raises(SourceError, match="a redirect to an https address"):
        get(site, tmp_path / "b")
    site.faults[PAS2] = ["to http://[::1"]
    with pytest.raises(SourceError, match="a redirect to an https address"):
        get(site, tmp_path / "c")


def test_own_headers_stay_with_the_site_they_are_for(site: Site, tmp_path: Path) -> None:
    with serving(Site()) as other:
        other.put(PAS2, BODY)
        site.put(PAS2, b"moved")
        site.faults[PAS2] = [f"to {other.root}{PAS2}"]
        get(site, tmp_path, http=Http(headers={"X-Api-Key": "secret"}))
        assert "X-Api-Key" in site.gets(PAS2)[0]
        assert "X-Api-Key" not in other.gets(PAS2)[0]


def how(**more: object) -> run.How:
    """A sync that nobody is asked about."""
    return run.How(Http(), lambda _: False, **more)  # type: ignore[arg-type]


def wanted(site: Site, cycle: int = 2024, **more: object) -> list[plan.Planned]:
    """The plan of a cycle on the loopback site."""
    return plan.plan(site.root, [cycle], **more)  # type: ignore[arg-type]


def test_only_what_changed_is_fetched_and_loaded_again(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, pas2(tmp_path, REFUND_A).read_bytes())
    cache, record = Cache(tmp_path / "c"), tmp_path / "r"
    first = run.sync(wanted(site), cache, record, how())
    assert {i.state for i in first.items} == {"new", "missing"}
    assert [(x.tail, x.state) for x in first.loaded] == [("2024/pas224.zip", "loaded")]
    second = run.sync(wanted(site), cache, record, how())
    assert {i.state for i in second.items} == {"current", "missing"}
    assert "If-None-Match" in site.gets(PAS2)[-1]
    assert second.loaded == []
    site.put(PAS2, pas2(tmp_path, REFUND_A, REFUND_A).read_bytes())
    third = run.sync(wanted(site), cache, record, how())
    assert [(x.state, x.rows_loaded) for x in third.loaded] == [("replaced", 2)]
    del site.files[PAS2]
    site.put("/files/bulk-downloads/2024/ccl24.zip", zipped("ccl.txt", b"H4CA34083|2024|2024|C00799031|H|P|1\n"))
    fourth = run.sync(wanted(site), cache, record, how())
    assert [x.tail for x in fourth.loaded] == ["2024/ccl24.zip"]
    assert Record(record).db.execute("select count(*) from expenditure").fetchone() == (2,)


def test_a_cached_file_is_checked_before_it_is_trusted(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, pas2(tmp_path, REFUND_A).read_bytes())
    cache, record = Cache(tmp_path / "c"), tmp_path / "r"
    run.sync(wanted(site), cache, record, how())
    held = cache.path(PAS2)
    good = held.read_bytes()
    meta = cache.meta(held)
    assert meta is not None
    held.write_bytes(b"x" * len(good))
    assert cache.trusted(held) is None
    assert run.sync(wanted(site), cache, record, how()).items[-1].received == len(good)
    assert held.read_bytes() == good
    stamp = held.stat()
    held.write_bytes(b"x" * len(good))
    import os

    os.utime(held, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert cache.trusted(held) is not None  # the cheap check cannot see it
    assert cache.trusted(held, full=True) is None
    assert run.sync(wanted(site), cache, record, how(verify=True)).items[-1].received == len(good)
    beside(held).write_text("{")
    assert cache.trusted(held) is None


def test_a_file_that_fails_leaves_the_others_be(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, pas2(tmp_path, REFUND_A).read_bytes())
    site.put(CN, b"no zip")
    args = [
        "sync",
        "--base",
        site.root,
        "--cycle",
        "2024",
        "--cache",
        str(tmp_path / "c"),
        "--record",
        str(tmp_path / "r"),
    ]
    done = CliRunner().invoke(cli, args)
    assert done.exit_code == 2
    assert "cn24.zip could not be brought" in done.stderr
    assert Record(tmp_path / "r").db.execute("select tail from load").fetchall() == [("2024/pas224.zip",)]


def test_how_many_files_were_asked_about_is_told_and_a_refusal_names_no_class(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, BODY)
    told: list[tuple[int, int]] = []
    asked = how(looked=lambda _, done, of: told.append((done, of)))
    run.sync(wanted(site), Cache(tmp_path / "c"), tmp_path / "r", asked)
    number = len(wanted(site))
    assert told == [(done, number) for done in range(1, number + 1)]
    with pytest.raises(SourceError) as caught:
        run.look(plan.plan("http://127.0.0.1:9", [2024]), Cache(tmp_path / "d"), Http())
    assert "(host=" not in str(caught.value)
    assert "refused" in str(caught.value)


def test_a_site_that_is_not_there_and_one_with_nothing(site: Site, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c")
    with pytest.raises(SourceError, match="a site that answers"):
        run.sync(plan.plan("http://127.0.0.1:9", [2024]), cache, tmp_path / "r", how())
    with pytest.raises(SourceError, match="laid out as the FEC's"):
        run.sync(wanted(site), cache, tmp_path / "r", how())
    assert not (tmp_path / "r").exists()


def test_ctrl_c_leaves_a_part_to_go_on_from_and_the_record_as_it_was(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, BODY)
    cache, record = Cache(tmp_path / "c"), tmp_path / "r"

    def interrupt(_name: str, done: int, _all: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run.sync(wanted(site), cache, record, how(progress=interrupt))
    assert not record.exists()
    part = cache.path(PAS2 + ".part")
    assert 0 < part.stat().st_size <= len(BODY)
    seen = {i.planned.path: i for i in run.look(wanted(site), cache, Http())}[PAS2[1:]]
    assert seen.state == "resume"


def test_two_syncs_of_one_cache_are_refused(site: Site, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c")
    with cache.writing(), pytest.raises(RecordError, match="one onrecord sync at a time"):
        run.sync(wanted(site), cache, tmp_path / "r", how())


def test_a_disk_without_room_is_asked_about_and_refused(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.put(PAS2, BODY)
    usage = type("Usage", (), {"free": len(BODY) * 2})
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: usage)
    asked: list[room.Room] = []
    with pytest.raises(RecordError, match="room for what is to be brought"):
        run.sync(wanted(site), Cache(tmp_path / "c"), tmp_path / "r", run.How(Http(), lambda n: bool(asked.append(n))))
    assert (asked[0].download, asked[0].fits, asked[0].one_disk) == (len(BODY), False, True)
    assert not site.gets(PAS2)
    args = [
        "sync",
        "--base",
        site.root,
        "--cycle",
        "2024",
        "--cache",
        str(tmp_path / "c"),
        "--record",
        str(tmp_path / "r"),
    ]
    with pytest.raises(RecordError):
        CliRunner().invoke(cli, args, catch_exceptions=False, standalone_mode=False)
    done = CliRunner().invoke(cli, [*args, "--yes", "--no-load", "--json"])
    assert done.exit_code == 0, done.output
    assert [f["state"] for f in json.loads(done.stdout)["files"] if f["state"] != "missing"] == ["new"]


def test_a_dry_run_says_what_and_how_much_and_changes_nothing(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, BODY)
    args = [
        "sync",
        "--base",
        site.root,
        "--cycle",
        "2024",
        "--cache",
        str(tmp_path / "c"),
        "--record",
        str(tmp_path / "r"),
    ]
    plain = CliRunner().invoke(cli, [*args, "--dry-run"])
    assert plain.exit_code == 0, plain.output
    assert f"{len(BODY):,}  new" in plain.stdout
    assert "0.4 MB to download" in plain.stdout
    assert list(tmp_path.iterdir()) == []
    assert not site.gets(PAS2)
    get(site, tmp_path / "c")
    site.heads = False
    site.put("/files/bulk-downloads/2024/webk24.zip", BODY)
    listed = json.loads(CliRunner().invoke(cli, [*args, "--dry-run", "--json"]).stdout)
    by_name = {Path(f["path"]).name: f for f in listed["files"]}
    assert (by_name["webk24.zip"]["bytes"], by_name["webk24.zip"]["size_from"]) == (433001, "declared")
    assert listed["schema"] == "onrecord.sync/1"


def test_the_plan_follows_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    today = dt.date(2024, 11, 5)
    made = plan.plan("http://127.0.0.1:1/mirror/files", [2022, 2024], today=today)
    placed = {s.name for s in sources().values() if s.where.startswith("https://") and not plan.is_feed(s)}
    assert {p.source.name for p in made} == placed
    assert len([p for p in made if p.source.name == "fec_lobbyist_bundling"]) == 1  # one file for all cycles
    one = next(p for p in made if p.source.name == "fec_pas2" and p.params["cycle"] == "2022")
    assert one.url == "http://127.0.0.1:1/mirror/files/bulk-downloads/2022/pas222.zip"
    assert one.path == "files/bulk-downloads/2022/pas222.zip"
    older = {p.source.name for p in plan.plan(plan.FEC, [1980], today=today)}
    assert older == {s.name for s in sources().values() if s.name in placed and (not s.by_cycle or s.published(1980))}
    assert older < placed
    with pytest.raises(UnknownName, match="fec_pas2"):
        plan.plan(plan.FEC, [2024], ["fec_pas3"])
    with pytest.raises(InputError, match="an address to fetch from"):
        plan.plan(plan.FEC, [2024], ["onrecord_results"])
    assert [p.params["cycle"] for p in plan.plan(plan.FEC, [2024], ["fec_pas2"])] == ["2024"]
    monkeypatch.setenv("ONRECORD_FEC_BASE", "http://127.0.0.1:1/")
    assert plan.base_url() == "http://127.0.0.1:1"
    with pytest.raises(InputError):
        plan.base_url("somewhere")


def test_daily_files_are_planned_from_a_day_on(monkeypatch: pytest.MonkeyPatch) -> None:
    import re
    from dataclasses import replace

    made = sources()["fec_pas2"]
    daily = replace(
        made,
        name="fec_filings",
        where="https://www.fec.gov/files/bulk-downloads/electronic/{date}.zip",
        match=re.compile(r"(^|/)electronic/(?P<date>\d{8})\.zip$"),
    )
    feed = replace(
        made, name="fec_filing_index", where="https://efilingapps.fec.gov/rss/generate?preDefinedFilingType=ALL",
        match=re.compile(r"(^|/)rss/generate$|(^|/)fec_filing_feed[^/]*\.xml$"),
    )  # fmt: skip
    monkeypatch.setattr(plan, "sources", lambda: {"fec_filings": daily, "fec_filing_index": feed})
    monkeypatch.setattr(plan, "source_of", lambda path: None)
    today = dt.date(2024, 11, 5)
    assert plan.plan(plan.FEC, [2024], today=today) == []
    listed = plan.plan("http://127.0.0.1:1", [2024], feeds=True, since=dt.date(2024, 11, 3), today=today)
    assert [p.path for p in listed] == [
        *(f"files/bulk-downloads/electronic/2024110{n}.zip" for n in (3, 4, 5)),
        "efilingapps.fec.gov/rss/fec_filing_feed_20241105.xml",
    ]
    assert listed[-1].url.startswith("http://127.0.0.1:1/rss/generate?")
    assert len(plan.plan(plan.FEC, [2024], feeds=True, today=today)) == plan.DAYS + 1
    with pytest.raises(InputError, match="--since"):
        plan.plan(plan.FEC, [2024], feeds=True, since=dt.date(2025, 1, 1), today=today)
    with pytest.raises(InputError, match="--feeds"):
        plan.plan(plan.FEC, [2024], ["fec_filings"], today=today)


def test_the_cache_is_in_the_users_cache_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_cache() == tmp_path / "onrecord"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert default_cache().parts[-2:] == (".cache", "onrecord")
    assert Cache(tmp_path).path("/../../etc/passwd") == tmp_path / "etc" / "passwd"


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the shared public records are not beside this checkout")
def test_the_copy_of_the_site_that_is_at_hand(site: Site, tmp_path: Path) -> None:
    site.folder(SHARED / "data/fec")
    for number, path in enumerate(sorted(p for p in site.files if p.endswith(".zip"))):
        site.faults[path] = [["cut"], ["503 after 1"], ["wrong"], []][number % 4]
    args = ["sync", "--base", site.root, "--cache", str(tmp_path / "c"), "--record", str(tmp_path / "r"), "--json"]
    args += [a for cycle in ("2020", "2022", "2024", "2026") for a in ("--cycle", cycle)]
    done = CliRunner().invoke(cli, args)
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert sum(f["state"] == "new" for f in told["files"]) == len(told["loaded"]) >= 19
    again = json.loads(CliRunner().invoke(cli, args).stdout)
    assert {f["state"] for f in again["files"]} == {"current", "missing"}
    assert (again["loaded"], again["snapshot"]) == ([], told["snapshot"])


def test_every_error_of_a_sync_has_rule_and_example(site: Site, tmp_path: Path) -> None:
    site.put(PAS2, BODY)
    site.faults[PAS2] = ["403"]
    with pytest.raises(OnRecordError) as caught:
        get(site, tmp_path)
    assert "403" in caught.value.text()
    assert "with a browser" in caught.value.example


def test_the_proxy_of_the_environment_is_used(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.put("http://files.test/pas224.zip", BODY)
    monkeypatch.setenv("http_proxy", site.root)
    monkeypatch.delenv("no_proxy", raising=False)
    got = download.download(Http(), "http://files.test/pas224.zip", tmp_path / "pas224.zip")
    assert got.received == len(BODY)
    monkeypatch.setenv("no_proxy", "files.test")
    with pytest.raises(SourceError, match="sends the whole file"):
        download.download(Http(), "http://files.test/pas224.zip", tmp_path / "other.zip")


def test_days_without_a_daily_file_are_no_fault_of_the_site(site: Site, tmp_path: Path) -> None:
    from dataclasses import replace

    days = [replace(one, feed=True) for one in wanted(site)]
    done = run.sync(days, Cache(tmp_path / "c"), tmp_path / "r", how())
    assert ({i.state for i in done.items}, done.loaded) == ({"missing"}, [])


def test_the_daily_filings_are_fetched_and_loaded(site: Site, tmp_path: Path) -> None:
    """A zip of one day as the FEC publishes it: its members are filings, its name is the day they were received."""
    from filing_files import daily, text
    from test_filings import COVER, DAWG

    made = daily(tmp_path, "20111120.zip", {"753533.fec": text(COVER, DAWG)})
    site.put("/files/bulk-downloads/electronic/20111120.zip", made.read_bytes())
    days = plan.plan(
        site.root, [2024], ["fec_filings"], feeds=True, since=dt.date(2011, 11, 19), today=dt.date(2011, 11, 21)
    )
    done = run.sync(days, Cache(tmp_path / "c"), tmp_path / "r", how())
    assert [(i.planned.tail, i.state) for i in done.items] == [
        ("electronic/20111119.zip", "missing"),
        ("electronic/20111120.zip", "new"),
        ("electronic/20111121.zip", "missing"),
    ]
    assert [x.source for x in done.loaded] == ["fec_filings"]


def test_the_room_of_a_large_file_is_not_that_of_a_small_one(tmp_path: Path) -> None:
    small = room.room([("a.zip", 1_000_000)], tmp_path, tmp_path)
    large = room.room([("a.zip", 4_000_000_000), ("b.csv", 1_000_000), ("c.zip", None)], tmp_path, tmp_path)
    assert (small.download, small.record, small.scratch) == (1_000_000, 1_200_000, 7_500_000)
    assert (large.record, large.scratch, large.unknown) == (4_800_200_000, 8_064_000_000, 1)
    assert "and 1 of unknown size" in large.text()
    assert room.room([("a.zip", 1_000_000)], tmp_path, tmp_path, load=False).scratch == 0
