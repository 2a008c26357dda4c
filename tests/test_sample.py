"""The sample that ships in the package: its story's verdicts, its record's citations, and its place in any home."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims.check import check
from onrecord.claims.drafts import Draft, read_draft
from onrecord.faces import sample
from onrecord.store.load import load
from onrecord.store.record import Record

# Each claim of the story in its order; the facts are those of the rows in src/onrecord/faces/sample, each cited there.
EXPECTED = [
    ("21,374 votes", "supported"),  # CA-34 2024: 105,394 - 84,020
    ("Both are Democrats", "supported"),
    ("top-two primary, where the two leading vote-getters advance regardless of party", "supported"),
    ("third consecutive campaign", "supported"),  # one person, three candidate ids
    ("53-47", "supported"),  # 108,792 - 96,554
    ("even closer margin", "supported"),
    ("about 5,000 votes", "refuted"),  # 62,244 - 59,223 is 3,021
    ("51-49", "supported"),  # WA-04 2014: 77,772 - 75,307
    ("62-38", "refuted"),  # WA-04 2016: 132,517 - 97,402 is 57.6 percent
    ("more than $1.5 million", "supported"),  # 12 rows, $1,723,988
    ("about $530,000", "close"),  # 10 rows, $576,448
    ("more than $1 million", "supported"),  # 5 rows, $1,061,281, two of them alike and both counted
    ("about $320,000", "depends on the definition"),  # $152,773 coded P2024 and $167,010 coded G2024
    ("more than $10,000", "supported"),  # $10,801 in 6 rows by that day
    ("some $100 million", "depends on the definition"),  # $103,739,277.99 of all disbursements
    ("1,820 votes", "supported"),  # NY-17 2022: 143,550 - 141,730, two lines each
    ("54-46", "refuted"),
    ("$227 million", "depends on the definition"),  # independent expenditures $227,323,123.62
    ("$260 million", "depends on the definition"),  # all disbursements $260,040,526.34
    ("$182 million", "depends on the definition"),  # all disbursements $181,635,256.31
    ("about $170 million", "close"),  # receipts $181,792,746.78
    ("$6.5 million", "refuted"),  # cash $647,713.27
    ("more than $100 million", "cannot check"),  # no summary of these committees is in the sample record
]


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read_draft(sample.STORY)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("sample")
    load(sample.files(), folder)
    return Record(folder)


def verdicts(done: dict[str, Any]) -> dict[str, str]:
    return {c["surface"]: c["verdict"] for c in done["claims"]}


def test_each_claim_has_its_verdict_and_every_verdict_is_shown(draft: Draft, record: Record) -> None:
    assert draft.published == dt.date(2024, 12, 9)
    done = check(draft.text, record, draft.published)
    assert [(c["surface"], c["verdict"]) for c in done["claims"]] == EXPECTED
    assert all(done["summary"].values())
    assert {"poll", "pledge_or_plan", "age", "date", "place"} <= {x["code"] for x in done["set_aside"]}
    assert [c["claims"] for c in done["conflicts"]] == [["c18", "c19"]]


def test_the_story_says_first_that_it_is_a_sample_with_deliberate_errors(draft: Draft) -> None:
    assert "sample story with deliberate errors" in draft.text.split("\n")[0]
    assert "wrong on purpose" in draft.text.split("\n")[1]


@pytest.mark.parametrize(
    ("old", "new", "surface", "verdict"),
    [
        ("21,374 votes", "2,137 votes", "2,137 votes", "refuted"),
        ("Both are Democrats", "Both are Republicans", "Both are Republicans", "refuted"),
        ("third consecutive", "second consecutive", "second consecutive campaign", "refuted"),
        ("53-47", "56-44", "56-44", "refuted"),
        ("about 5,000 votes", "about 3,000 votes", "about 3,000 votes", "supported"),
        ("over Kim in 2020", "over Kim in 2018", "53-47", "cannot check"),
        ("Dan Newhouse beat Clint Didier", "Clint Didier beat Dan Newhouse", "51-49", "refuted"),
        ("62-38", "58-42", "58-42", "supported"),
        ("about $530,000", "about $580,000", "about $580,000", "supported"),
        ("about $530,000", "about $300,000", "about $300,000", "refuted"),
        ("about $530,000", "about $2.5 million", "about $2.5 million", "cannot check"),
        ("more than $1 million opposing", "about $400,000 opposing", "about $400,000", "refuted"),
        ("$227 million", "$290 million", "$290 million", "refuted"),
        ("$227 million", "$240 million", "$240 million", "cannot check"),  # with gifts of lines 22 and 29, not held
        ("about $170 million", "about $180 million", "about $180 million", "supported"),
        ("$6.5 million", "$647,713", "$647,713", "supported"),
        ("$182 million in the 2022", "$182 million in the 2020", "$182 million", "cannot check"),
        ("54-46", "50.3-49.7", "50.3-49.7", "supported"),
        ("AIPAC PAC gave Gomez", "AIPAC PAC gave Gomez's rival", "more than $10,000", "cannot check"),
        ("AIPAC PAC gave Gomez more", "AIPAC PAC gave Kim more", "more than $10,000", "cannot check"),
        ("supporting Gomez and about", "opposing Kim and about", "more than $1.5 million", "cannot check"),
        ("1,820 votes in 2022", "1,820 votes in 2020", "1,820 votes", "cannot check"),
    ],
)
def test_a_perturbed_story_changes_its_verdict(
    draft: Draft, record: Record, old: str, new: str, surface: str, verdict: str
) -> None:
    text = draft.text.replace(old, new)
    assert text != draft.text
    assert draft.published
    assert verdicts(check(text, record, draft.published))[surface] == verdict


def test_before_the_election_less_was_public(draft: Draft, record: Record) -> None:
    assert draft.published
    done = check(draft.text, record, draft.published, as_of=dt.date(2024, 11, 4))
    by = {c["surface"]: c for c in done["claims"]}
    assert by["21,374 votes"]["verdict"] == "cannot check"
    assert by["21,374 votes"]["verdict_as_published"] == "supported"
    assert by["about $530,000"]["readings"][0]["value"] in ("173454", "496163")
    assert "173454" in {r["value"] for r in by["about $530,000"]["readings"]}  # 4 rows filed 2024-10-24


# --- the rows


def rows() -> list[tuple[str, dict[str, str]]]:
    found = []
    for path in sample.files():
        with path.open(encoding="utf-8", newline="") as file:
            found += [(path.stem, row) for row in csv.DictReader(file)]
    return found


def test_every_row_cites_its_filing_or_official_result() -> None:
    assert 60 <= len(rows()) <= 100
    for source, row in rows():
        assert len(row["citation"]) > 20, row
        if image := row.get("image_number"):
            assert image in row["citation"]
            assert row["filed_on"].replace("-", "") == image[:8]
            assert row["url"].endswith(image)
        if source in ("onrecord_committees", "onrecord_committee_totals"):
            assert row["committee_id_fec"] in row["citation"]
        if source == "onrecord_candidates":
            assert row["candidate_id_fec"] in row["citation"]
        if source == "onrecord_results":
            assert re.search(r"Secretary of State|Board of Elections|Registrar-Recorder", row["citation"])


def test_every_row_is_loaded(record: Record) -> None:
    loads = record.manifest.loads.values()
    assert sum(e["rows_loaded"] for e in loads) == len(rows())
    assert not any(e["rows_rejected"] or e["rows_quarantined"] for e in loads)


def test_the_sums_are_those_of_the_filings(record: Record) -> None:
    listed = record.db.execute(
        "select candidate_id_fec, transaction_type, cycle, sum(amount_usd)::int, count(*) from expenditure group by all"
    ).fetchall()
    assert ("H4CA34083", "24A", 2024, 576448, 10) in listed
    assert ("H8CA34266", "24E", 2024, 1723988, 12) in listed
    assert ("H8CA34266", "24E", 2026, -28159, 1) in listed
    assert ("H4TX23120", "24A", 2024, 1061281, 5) in listed


def test_receipts_name_the_document(draft: Draft, record: Record) -> None:
    assert draft.published
    done = check(draft.text, record, draft.published)
    first = done["claims"][0]["receipts"][0]["citations"][0]
    assert first.startswith("Los Angeles County Registrar-Recorder/County Clerk, official results of 5 November 2024")


# --- in any home


def run(home: Path | None, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`onrecord check` in a home of its own, with no network to fall back on."""
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "LANG", "PYTHONPATH", "VIRTUAL_ENV", "SYSTEMROOT")}
    kept |= {"NO_COLOR": "1", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", **env}
    if home:
        kept["HOME"] = str(home)
    program = [sys.executable, "-W", "error", "-c", "from onrecord.faces.cli import main; main()", "check", *arguments]
    return subprocess.run(program, env=kept, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    home = tmp_path_factory.mktemp("home")
    return home, run(home)


def test_without_a_story_the_sample_is_checked(first: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    home, done = first
    assert (done.returncode, done.stderr) == (1, "")
    assert "The sample story that ships with onrecord" in done.stdout
    assert all(word.upper() in done.stdout for word in ("supported", "close", "refuted", "cannot check"))
    assert str(home) not in done.stdout


def test_a_second_run_is_the_same(first: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    home, done = first
    before = {p: p.stat().st_mtime_ns for p in home.rglob("*") if p.is_file()}
    again = run(home)
    assert (again.returncode, again.stdout, again.stderr) == (1, done.stdout, "")
    assert {p: p.stat().st_mtime_ns for p in home.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("spoil", ["object", "manifest", "file"])
def test_a_damaged_copy_is_made_anew(
    first: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path, spoil: str
) -> None:
    home = tmp_path / "home"
    shutil.copytree(first[0], home)
    [folder] = (home / ".cache/onrecord").iterdir()
    if spoil == "object":
        next((folder / "objects").glob("*.parquet")).write_bytes(b"PAR1")
    elif spoil == "manifest":
        (folder / "manifest.json").write_text("{", encoding="utf-8")
    else:
        shutil.rmtree(folder)
        folder.write_text("no folder", encoding="utf-8")
    done = run(home)
    assert (done.returncode, done.stdout, done.stderr) == (1, first[1].stdout, "")
    if spoil != "file":
        assert sample._whole(folder)
    assert [p for p in folder.parent.iterdir() if p.name.startswith(("sample-new-", "sample-old-"))] == []


def test_two_first_runs_at_once(first: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "PYTHONPATH")} | {"HOME": str(tmp_path)}
    program = [sys.executable, "-c", "from onrecord.faces.cli import main; main()", "check"]
    both = [
        subprocess.Popen(program, env=kept, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for one in both:
        out, err = one.communicate(timeout=120)
        assert (one.returncode, out, err) == (1, first[1].stdout, "")
    assert len(list((tmp_path / ".cache/onrecord").iterdir())) == 1


def test_where_nothing_can_be_kept(first: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    closed, scratch = tmp_path / "closed", tmp_path / "scratch"
    closed.mkdir()
    scratch.mkdir()
    closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    (tmp_path / "taken").write_text("a file where the cache would be", encoding="utf-8")
    # a super-user may write anywhere, so a file stands in the way as well
    for home, env in ((closed, {}), (None, {"XDG_CACHE_HOME": str(tmp_path / "taken")})):
        done = run(home, TMPDIR=str(scratch), **env)
        assert (done.returncode, done.stdout, done.stderr) == (1, first[1].stdout, "")
        assert list(scratch.iterdir()) == []


def test_without_a_home(first: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    done = run(None, XDG_CACHE_HOME=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, first[1].stdout)


def test_nobody_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A container whose user has no name and no HOME: a temporary folder it is."""

    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", nobody)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = sample.sample_record()
    assert folder.parent == tmp_path
    assert sample._whole(folder)


def test_the_sample_story_on_another_record_and_on_another_day(
    first: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    committees = [f for f in sample.files() if "committees" in f.name]
    load(committees, tmp_path / "record")
    done = run(first[0], "--record", str(tmp_path / "record"))
    assert done.returncode == 0
    assert "on the record of --record" in done.stdout
    now = run(first[0], "--as-of", "now", "--json")
    assert json.loads(now.stdout)["record"]["as_of"] == dt.date.today().isoformat()
    early = json.loads(run(first[0], "--as-of", "2024-11-04", "--json").stdout)
    assert early["record"]["as_of"] == "2024-11-04"
