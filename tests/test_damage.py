"""A record that was damaged: told in one form, and healed by loading again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_bad_input import files_of
from test_store import REFUND_A, REFUND_E, pas2

from onrecord.faces.cli import cli
from onrecord.model.errors import RecordError, SourceError
from onrecord.store.load import load
from onrecord.store.manifest import Manifest, read_manifest
from onrecord.store.record import Record

COUNT = "select count(*), sum(amount_usd) from expenditure"


def made(folder: Path) -> tuple[Path, Path, Path]:
    """A record of one file, that file, and the object of its rows."""
    file = pas2(folder, REFUND_A, REFUND_E)
    load([file], folder / "r")
    [held] = (folder / "r" / "objects").iterdir()
    return folder / "r", file, held


@pytest.mark.parametrize("kind", ["lost", "cut", "empty", "folder"])
def test_a_lost_or_damaged_object_is_told_and_loads_again(tmp_path: Path, kind: str) -> None:
    record, file, held = made(tmp_path)
    before = files_of(record)
    whole = held.read_bytes()
    held.unlink()
    if kind == "folder":
        held.mkdir()
    elif kind != "lost":
        held.write_bytes(whole[:-100] if kind == "cut" else b"")
    with pytest.raises(RecordError, match="as they were written") as caught:
        _ = Record(record).db
    assert held.name in caught.value.text()
    assert f"onrecord load --verify .../{tmp_path.name}/pas224.zip" in caught.value.example
    if kind == "folder":
        held.rmdir()
    done = load([file], record)[0]
    assert (done.state, done.rows_loaded) == ("repaired", 2)
    assert files_of(record) == before
    assert load([file], record)[0].state == "unchanged"


def test_bytes_that_were_changed_in_place(tmp_path: Path) -> None:
    """The size is the same: found where DuckDB cannot read them, by sources --verify and by load --verify."""
    record, file, held = made(tmp_path)
    whole = held.read_bytes()
    opened = Record(record)
    assert opened.db.execute(COUNT).fetchone()[0] == 2
    held.write_bytes(b"PAR1" + b"\xff" * (len(whole) - 8) + b"PAR1")
    with pytest.raises(RecordError, match="as they were written") as caught:
        Record(record).db.execute(COUNT).fetchall()
    assert "other bytes" in caught.value.text()
    where = ["--record", str(record)]
    assert isinstance(CliRunner().invoke(cli, ["sources", "--verify", *where]).exception, RecordError)
    assert load([file], record)[0].state == "unchanged"
    assert load([file], record, verify=True)[0].state == "repaired"
    assert held.read_bytes() == whole
    assert "verified: 1 object of" in CliRunner().invoke(cli, ["sources", "--verify", *where]).stdout


def test_an_error_of_a_query_itself_stays_what_it_is(tmp_path: Path) -> None:
    import duckdb

    record, _, _ = made(tmp_path)
    with pytest.raises(duckdb.Error):
        Record(record).db.execute("select nothing from expenditure")


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 200_000, '{"format": 2, "loads": []}', "cut", "bytes"])
def test_a_damaged_manifest_names_the_one_that_a_load_restores(tmp_path: Path, text: str) -> None:
    record, file, _ = made(tmp_path)
    path = record / "manifest.json"
    whole = path.read_bytes()
    path.write_bytes({"cut": whole[:-30], "bytes": b"\xff\xfe\x00"}.get(text, text.encode()))
    kept = record / "manifests" / f"{json.loads(whole)['snapshot']}.json"
    with pytest.raises(RecordError, match=r"manifest\.json is JSON") as caught:
        Record(record)
    assert str(kept) in caught.value.example
    shown = CliRunner().invoke(cli, ["load", str(file), "--record", str(record)])
    assert f"restored from manifests/{kept.name}" in shown.stderr
    assert "nothing changed" not in shown.stdout
    assert path.read_bytes() == whole
    assert Record(record).db.execute(COUNT).fetchone()[0] == 2


def test_a_manifest_without_what_a_load_says(tmp_path: Path) -> None:
    record, _, _ = made(tmp_path)
    data = json.loads((record / "manifest.json").read_text("utf-8"))
    for loads in ([], {"a": 1}, {"a": {"sha256": "0", "declared": "0"}}, None):
        (record / "manifest.json").write_text(json.dumps({**data, "loads": loads}), "utf-8")
        with pytest.raises(RecordError):
            Record(record)


def test_a_failed_load_leaves_the_damaged_manifest_and_one_without_kept_manifests_is_refused(tmp_path: Path) -> None:
    record, file, _ = made(tmp_path)
    (record / "manifest.json").write_text("{", "utf-8")
    before = files_of(record)
    with pytest.raises(SourceError):
        load([pas2(tmp_path, REFUND_A + "|", name="pas222.zip")], record)
    assert files_of(record) == before
    for kept in (record / "manifests").iterdir():
        kept.unlink()
    with pytest.raises(RecordError, match=r"manifest\.json is JSON") as caught:
        load([file], record)
    assert "another folder" in caught.value.example


def test_the_newest_kept_manifest_is_restored(tmp_path: Path) -> None:
    record, file, _ = made(tmp_path)
    load([pas2(tmp_path, REFUND_A, name="pas222.zip")], record)
    both = read_manifest(record).stored
    for kept in (record / "manifests").iterdir():
        if kept.stem != both:
            assert len(json.loads(kept.read_text("utf-8"))["loads"]) == 1
    nothing = Manifest().text()  # a kept manifest of nothing is older than any other; one that is cut is passed over
    (record / "manifests" / "aaaa.json").write_text(nothing, "utf-8")
    (record / "manifests" / "bbbb.json").write_text(nothing[:40], "utf-8")
    (record / "manifest.json").write_text("{", "utf-8")
    load([file], record)
    assert read_manifest(record).stored == both


def test_a_kept_manifest_is_written_aside_and_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When its rename fails nothing stands under its name."""
    record, _, _ = made(tmp_path)
    before = files_of(record)
    replace = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.parent.name == "manifests":
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(RecordError):
        load([pas2(tmp_path, REFUND_A, name="pas222.zip")], record)
    assert files_of(record) == before


@pytest.mark.parametrize("name", ["it's \"both\"", "back\\slash", "two\nlines", "[a]*?"])
def test_a_records_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    file = pas2(tmp_path, REFUND_A, REFUND_A + "|", REFUND_E)
    record = tmp_path / name
    assert load([file], record)[0].rows_rejected == 1
    db = Record(record).db
    assert db.execute(COUNT).fetchone()[0] == 2
    assert db.execute("select count(*) from rejected").fetchone() == (1,)
    assert load([file], record)[0].unchanged
