"""One bad file among good ones, files that shrink or trickle, sizes that only HEAD tells, feeds of another site."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from filing_files import daily, text
from sync_server import Site, serving
from test_filings import COVER, DAWG
from test_store import REFUND_A, REFUND_E, pas2
from test_sync import zipped

from onrecord.faces.cli import cli
from onrecord.model.errors import SourceError
from onrecord.store.load import load
from onrecord.store.record import Record
from onrecord.store.sync import client, download, plan
from onrecord.store.sync.cache import Cache
from onrecord.store.sync.client import Http

CCL = "/files/bulk-downloads/2024/ccl24.zip"
CN = "/files/bulk-downloads/2024/cn24.zip"
LINK = b"H4CA34083|2024|2024|C00799031|H|P|1\n"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setattr(client, "sleep", lambda _: None)
    monkeypatch.delenv("ONRECORD_FEC_BASE", raising=False)
    with serving(Site()) as made:
        yield made


def sync(site: Site, folder: Path, *more: str) -> Result:
    args = ["sync", "--base", site.root, "--cycle", "2024", "--cache", str(folder / "c"), "--record", str(folder / "r")]
    return CliRunner().invoke(cli, [*args, *more])


def tails(folder: Path) -> list[str]:
    return [row[0] for row in Record(folder / "r").db.execute("select tail from load order by 1").fetchall()]


# --- one bad file among good ones


def test_a_file_that_cannot_be_loaded_leaves_the_others_be(site: Site, tmp_path: Path) -> None:
    """A zip that is whole, with garbage in it: at every sync the good file beside it is loaded, and the bad one told."""
    site.put(CN, zipped("cn.txt", b"garbage\n" * 60))
    site.put(CCL, zipped("ccl.txt", LINK))
    first = sync(site, tmp_path)
    assert first.exit_code == 2, first.exception
    assert "2024/cn24.zip is refused" in first.stderr
    assert "columns" in first.stderr
    assert tails(tmp_path) == ["2024/ccl24.zip"]
    site.put(CCL, zipped("ccl.txt", LINK * 2))
    again = sync(site, tmp_path, "--json")
    assert again.exit_code == 2
    states = {one["file"]: (one["state"], one["rows_loaded"]) for one in json.loads(again.stdout)["loaded"]}
    assert states == {"cn24.zip": ("refused", 0), "ccl24.zip": ("replaced", 2)}
    third = sync(site, tmp_path)  # the bad one alone is left to load
    assert (third.exit_code, "is refused" in third.stderr) == (2, True)
    assert "nothing changed" in third.stdout
    site.put(CN, zipped("cn.txt", b"garbage\n" * 70))
    with pytest.raises(SourceError):  # of named files all or nothing holds
        load([tmp_path / "c" / CN[1:], tmp_path / "c" / CCL[1:]], tmp_path / "other")
    assert not (tmp_path / "other/manifest.json").exists()


def test_where_no_file_can_be_loaded_no_record_is_begun(site: Site, tmp_path: Path) -> None:
    site.put(CN, zipped("cn.txt", b"garbage\n" * 60))
    done = sync(site, tmp_path)
    assert (done.exit_code, "2024/cn24.zip is refused" in done.stderr) == (2, True)
    assert not (tmp_path / "r/manifest.json").exists()


# --- a copy with fewer rows


FEWER = "fewer rows than the copy it replaces: 1 of 3"


def test_a_copy_with_less_than_half_of_the_rows_is_told(tmp_path: Path) -> None:
    load([pas2(tmp_path, REFUND_A, REFUND_A, REFUND_E)], tmp_path / "r")
    load([pas2(tmp_path, REFUND_A, REFUND_E)], tmp_path / "half")
    args = ["load", str(pas2(tmp_path, REFUND_A)), "--record"]
    done = CliRunner().invoke(cli, [*args, str(tmp_path / "r")])
    assert done.exit_code == 0, done.exception
    assert FEWER in done.stdout
    assert FEWER in done.stderr
    load([pas2(tmp_path, REFUND_A, REFUND_A, REFUND_E)], tmp_path / "r")
    pas2(tmp_path, REFUND_A)
    told = json.loads(CliRunner().invoke(cli, [*args, str(tmp_path / "r"), "--json"]).stdout)
    assert (told["files"][0]["state"], told["files"][0]["note"]) == ("replaced", FEWER)
    told = json.loads(CliRunner().invoke(cli, [*args, str(tmp_path / "half"), "--json"]).stdout)
    assert (told["files"][0]["state"], told["files"][0]["note"]) == ("replaced", "")  # half is not fewer than half


def test_a_sync_tells_it_too(site: Site, tmp_path: Path) -> None:
    site.put(CCL, zipped("ccl.txt", LINK * 3))
    assert sync(site, tmp_path).exit_code == 0
    site.put(CCL, zipped("ccl.txt", LINK))
    done = sync(site, tmp_path)
    assert (done.exit_code, FEWER in done.stderr, FEWER in done.stdout) == (0, True, True)


def test_a_copy_without_any_row_is_refused_and_the_old_rows_stay(tmp_path: Path) -> None:
    """A day's zip of broken members is read, each of them a rejected row: of rows that are there it takes none away."""
    broken = {"753533.fec": text(COVER, DAWG)[:-300]}
    load([daily(tmp_path / "d", "20111120.zip", {"753533.fec": text(COVER, DAWG)})], tmp_path / "r")
    bad = daily(tmp_path / "d", "20111120.zip", broken)
    with pytest.raises(SourceError, match="at least one row") as caught:
        load([bad], tmp_path / "r")
    assert "0 of" in caught.value.text()
    (done,) = [one for one in load([tmp_path / "d", pas2(tmp_path, REFUND_A)], tmp_path / "r") if "2011" in one.file]
    assert (done.state, "what was loaded of it before stays" in done.note) == ("refused", True)
    assert Record(tmp_path / "r").db.execute("select count(*) from filing").fetchone() == (1,)
    assert load([bad], tmp_path / "new")[0].rows_rejected == 1  # where there were none, as before


# --- feeds of another site


def test_the_feed_is_asked_of_the_site_that_is_given(site: Site, tmp_path: Path) -> None:
    today = dt.date(2024, 11, 5)

    def feed(base: str) -> plan.Planned:
        made = plan.plan(base, [2024], ["fec_filing_index"], feeds=True, today=today)
        assert len(made) == 1
        return made[0]

    assert feed(plan.FEC).url == "https://efilingapps.fec.gov/rss/generate?preDefinedFilingType=ALL"
    mirrored = feed(site.root)
    assert mirrored.url == f"{site.root}/rss/generate?preDefinedFilingType=ALL"
    assert mirrored.path == feed(plan.FEC).path == "efilingapps.fec.gov/rss/fec_filing_feed_20241105.xml"
    sync(site, tmp_path, "--feeds")
    assert any(path.startswith("/rss/generate") for _, path, _ in site.asked)
    elsewhere = {p.url for p in plan.plan(site.root, [2024]) if not p.url.startswith(site.root)}
    assert elsewhere == {p.url for p in plan.plan(plan.FEC, [2024]) if "fec.gov" not in p.url}


# --- the size that HEAD tells, and the time that a file may take

CSV = b"a,b\n" + b"1,2\n" * 9_000


def get(site: Site, folder: Path, http: Http | None = None, size: int | None = None) -> download.Fetched:
    target = Cache(folder).path("/files/a.csv")
    return download.download(http or Http(), site.root + "/files/a.csv", target, size=size)


def test_a_file_without_its_length_is_held_against_the_size_that_head_told(site: Site, tmp_path: Path) -> None:
    site.put("/files/a.csv", CSV)
    site.faults["/files/a.csv"] = ["unsaid cut"]
    assert get(site, tmp_path, size=len(CSV)).meta is not None
    assert (tmp_path / "files/a.csv").read_bytes() == CSV
    site.faults["/files/a.csv"] = ["unsaid"]
    assert get(site, tmp_path / "whole", size=len(CSV)).received == len(CSV)
    site.validators = False
    site.faults["/files/a.csv"] = ["unsaid cut"] * 99
    with pytest.raises(SourceError, match=r"18,002 of 36,004 bytes"):
        get(site, tmp_path / "never", size=len(CSV))
    assert not (tmp_path / "never/files/a.csv").exists()


def test_a_sync_compares_with_what_head_told(site: Site, tmp_path: Path) -> None:
    path = "/files/bulk-downloads/2024/independent_expenditure_2024.csv"
    site.put(path, CSV)
    site.faults[path] = ["unsaid cut"] * 99
    site.validators = False
    done = sync(site, tmp_path, "--source", "fec_ie_notices", "--no-load")
    assert (done.exit_code, "of 36,004 bytes" in done.stderr) == (2, True)


class Slow:
    """A clock that a trickle moves: each look at it is `step` seconds later; nobody waits."""

    def __init__(self, step: float) -> None:
        self.ticks = itertools.count(0.0, step)

    def __call__(self) -> float:
        return next(self.ticks)


class Trickle:
    """An answer that gives one byte at a time and never ends."""

    def read1(self, _amount: int, decode_content: bool = False) -> bytes:
        return b"1"


def test_a_trickle_ends(site: Site, tmp_path: Path) -> None:
    """A byte every 50 seconds is no stall for a socket that waits for 60: a file has a time relative to its size."""
    http = Http(clock=Slow(50.0))
    budget = client.Budget("http://127.0.0.1/a.csv")
    came: list[bytes] = []
    with pytest.raises(SourceError, match="for each 1,000 bytes") as caught:
        came.extend(http.blocks(Trickle(), budget))  # type: ignore[arg-type]
    assert "http://127.0.0.1/a.csv: 13 bytes in 650 seconds" in caught.value.text()
    assert len(came) == 12
    with pytest.raises(SourceError, match="bytes in"):  # over several tries the same budget goes on
        next(http.blocks(Trickle(), budget))  # type: ignore[arg-type]


def test_a_file_that_comes_in_its_time_is_not_slow() -> None:
    budget = client.Budget("u")
    for _ in range(1_728):
        budget.spend(50.0, 50_000)
    with pytest.raises(SourceError, match="a day at most"):
        budget.spend(50.0, 50_000)


@pytest.mark.parametrize("fault", ["drip", "ooze"])
def test_headers_that_trickle_and_the_body_of_a_refusal_end_too(site: Site, tmp_path: Path, fault: str) -> None:
    """Twenty seconds of single bytes, each well within the time that a byte may take: the next try is given the file."""
    site.put("/files/a.csv", CSV)
    site.faults["/files/a.csv"] = [fault, fault]
    done = get(site, tmp_path, http=Http(within=0.2, per_second=1000))
    assert (done.state, len(site.gets("/files/a.csv"))) == ("new", 3)
    assert (tmp_path / "files/a.csv").read_bytes() == CSV


def test_a_slow_file_fails_and_its_part_stays(site: Site, tmp_path: Path) -> None:
    site.put("/files/a.csv", CSV)
    with pytest.raises(SourceError, match="for each 1,000 bytes"):
        get(site, tmp_path, http=Http(clock=Slow(700.0)))
    assert len(site.gets("/files/a.csv")) == 1
    assert not (tmp_path / "files/a.csv").exists()


# --- one thing said at a time


def test_a_story_that_is_missing_is_the_only_thing_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ONRECORD_FEC_API_KEY", "FEC_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    done = CliRunner().invoke(cli, ["sync", "--for", "nosuch.txt", "--cache", str(tmp_path), "--record", str(tmp_path)])
    assert "a story file that is there" in str(done.exception)
    assert done.stderr == ""
