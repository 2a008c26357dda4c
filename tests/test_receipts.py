"""Receipts: kept, found, shown, asked again, and the same on every copy of a record."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_answers import UDP
from test_looks import run
from test_store import REFUND_A, REFUND_E, pas2

from onrecord.answers import receipts
from onrecord.answers.ask import Rows
from onrecord.answers.questions import ask_question
from onrecord.faces.cli import cli
from onrecord.model.errors import InputError
from onrecord.store.load import load
from onrecord.store.record import Record

DAY = dt.date(2024, 11, 4)


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    load([pas2(tmp_path, UDP, name="cm22.zip", member="cm.txt"), pas2(tmp_path, REFUND_A, REFUND_E)], tmp_path / "r")
    return Record(tmp_path / "r")


def asked(record: Record) -> Rows:
    found = ask_question(record, "independent-expenditures", DAY, {"spender": "C00799031", "cycle": "2024"})
    return found[0].asked[0]


def test_the_same_question_on_two_copies_has_one_id(record: Record, tmp_path: Path) -> None:
    shutil.copytree(record.folder, tmp_path / "elsewhere" / "copy")
    one, other = asked(record), asked(Record(tmp_path / "elsewhere" / "copy"))
    assert one.receipt == other.receipt
    assert receipts.rows_hash(one) == receipts.rows_hash(other)
    files = [tmp_path / "other" / "cm22.zip", tmp_path / "other" / "pas224.zip"]
    files[0].parent.mkdir()
    for file in files:
        shutil.copy(tmp_path / file.name, file)
    load(list(reversed(files)), tmp_path / "third")
    assert asked(Record(tmp_path / "third")).receipt == one.receipt
    json.dumps(one.params)


def test_a_receipt_is_kept_and_the_record_is_not_touched(record: Record, tmp_path: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in record.folder.rglob("*")}
    rows = asked(record)
    receipts.keep([rows, rows])
    kept = list((tmp_path / "state/onrecord/receipts").iterdir())
    assert [p.name for p in kept] == [f"{rows.receipt}.json"]
    found = receipts.find(rows.receipt)
    assert (found.question, found.params, found.as_of) == (rows.question, rows.params, DAY)
    assert (found.rows, found.sha256) == (2, receipts.rows_hash(rows))
    assert {p: p.stat().st_mtime_ns for p in record.folder.rglob("*")} == before


def test_a_home_that_cannot_be_written_does_not_fail_a_look_up(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    receipts.keep([asked(record)])
    done = run(record, "committee", "C00799031", "--as-of", "2024-11-04", state=tmp_path / "file")
    assert done.exit_code == 0, done.exception


def test_an_id_that_is_mistyped_is_suggested_and_not_taken(record: Record) -> None:
    rows = asked(record)
    receipts.keep([rows])
    typed = ("0" if rows.receipt[0] != "0" else "1") + rows.receipt[1:]
    with pytest.raises(InputError, match=rows.receipt):
        receipts.find(typed)
    for wrong in ("", "../../x", "zzzz", "0" * 16):
        with pytest.raises(InputError, match="a receipt"):
            receipts.find(wrong)


def test_a_receipt_of_a_check_is_found_in_its_json(record: Record, tmp_path: Path) -> None:
    rows = asked(record)
    listed = {"id": rows.receipt, "question": rows.question, "params": rows.params, "as_of": "2024-11-04", "rows": 2,
              "citations": []}  # fmt: skip
    done = {"record": {"snapshot": record.snapshot}, "claims": [{"receipts": [listed]}]}
    file = tmp_path / "check.json"
    file.write_text(json.dumps(done), "utf-8")
    found = receipts.find(rows.receipt, file)
    assert (found.snapshot, found.sha256) == (record.snapshot, None)
    receipts.keep_from(done)
    assert receipts.find(rows.receipt) == found
    assert "$38,105" in run(record, "receipt", rows.receipt, "--from", str(file)).output
    again = run(record, "receipt", rows.receipt, "--rerun", "--from", str(file)).output
    assert "the same snapshot" in again
    assert "has changed" not in again
    for text in ("{", "[]"):
        file.write_text(text, "utf-8")
        with pytest.raises(InputError, match="onrecord check"):
            receipts.find(rows.receipt, file)


def test_a_receipt_shows_question_query_and_rows(record: Record, tmp_path: Path) -> None:
    rows = asked(record)
    receipts.keep([rows])
    state = tmp_path / "state"
    text = run(record, "receipt", rows.receipt, state=state).output
    for said in ("independent_expenditures", "C00799031", "2024-11-04", record.snapshot, "counted as (", "-$38,105"):
        assert said in text
    data = json.loads(run(record, "receipt", rows.receipt, "--json", state=state).output)
    assert [r["amount_usd"] for r in data["rows"]] == ["-38105.00", "-2258.00"]
    done = run(record, "receipt", rows.receipt, "--export", str(tmp_path / "rows.csv"), state=state)
    assert done.exit_code == 0, done.exception
    assert (tmp_path / "rows.csv").read_text("utf-8").count("pas224.zip") == 2


def test_a_rerun_of_the_same_snapshot_gives_the_same_rows(record: Record, tmp_path: Path) -> None:
    rows = asked(record)
    receipts.keep([rows])
    done = receipts.rerun(record, receipts.find(rows.receipt))
    assert done.same
    assert "the same 2 rows" in run(record, "receipt", rows.receipt, "--rerun", state=tmp_path / "state").output


def test_a_rerun_of_another_snapshot_says_what_changed(record: Record, tmp_path: Path) -> None:
    rows = asked(record)
    receipts.keep([rows])
    load([pas2(tmp_path, REFUND_A, REFUND_A, REFUND_E)], tmp_path / "r")
    later = Record(tmp_path / "r")
    done = receipts.rerun(later, receipts.find(rows.receipt))
    assert done.same is False
    assert (done.rows_before, len(done.now.rows), done.usd_now) == (2, 3, -78468)
    assert (done.usd_before, len(done.new), done.gone) == (-40363, 1, ())
    text = run(later, "receipt", rows.receipt, "--rerun", state=tmp_path / "state").output
    assert "the record has changed since" in text
    assert "-$78,468" in text


def test_a_row_that_only_moved_in_its_file_has_not_changed(record: Record, tmp_path: Path) -> None:
    rows = asked(record)
    load([pas2(tmp_path, REFUND_E, REFUND_A)], tmp_path / "r")
    gone, new = receipts._difference(rows, asked(Record(tmp_path / "r")))
    assert (gone, new) == ((), ())


def test_a_receipt_of_the_sample_is_shown_from_the_sample_record(record: Record, tmp_path: Path) -> None:
    """The first receipt that a newcomer has is the demo's; it was said that their own record had changed."""
    env = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "XDG_STATE_HOME": str(tmp_path / "state")}
    told = CliRunner().invoke(cli, ["check", "--json"], env=env)
    receipt = json.loads(told.stdout)["claims"][0]["receipts"][0]["id"]
    for mine in (record.folder, tmp_path / "none"):
        done = CliRunner().invoke(cli, ["receipt", receipt, "--rerun"], env={**env, "ONRECORD_RECORD": str(mine)})
        assert done.exit_code == 0, done.output
        assert "to the byte" in done.stdout
        assert "not known" not in done.stdout  # rows of the same hash have the same sum
        assert "of the sample record that ships with onrecord" in done.stderr
    again = run(record, "receipt", receipt, "--record", str(record.folder), state=tmp_path / "state").output
    assert "the record has changed" in again
