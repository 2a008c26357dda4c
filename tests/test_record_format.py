"""The record's format: snapshots, older formats, one writer, readers that keep what they opened."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import duckdb
import pytest
from test_store import REFUND_A, REFUND_E, pas2

from onrecord.model.errors import InputError, RecordError
from onrecord.store import catalog
from onrecord.store.catalog import Source, sources
from onrecord.store.load import load
from onrecord.store.manifest import FORMAT, MIGRATIONS
from onrecord.store.record import Record

COUNT = "select count(*) from expenditure"


def test_an_earlier_snapshot_opens_again_and_an_open_reader_keeps_its_own(tmp_path: Path) -> None:
    record = tmp_path / "r"
    load([pas2(tmp_path, REFUND_A)], record)
    early, unread = Record(record), Record(record)
    assert early.db.execute(COUNT).fetchone() == (1,)
    load([pas2(tmp_path, REFUND_A, REFUND_E)], record)
    assert early.db.execute(COUNT).fetchone() == unread.db.execute(COUNT).fetchone() == (1,)
    assert Record(record).db.execute(COUNT).fetchone() == (2,)
    again = Record(record, snapshot=early.snapshot)
    assert (again.snapshot, again.db.execute(COUNT).fetchone()) == (early.snapshot, (1,))
    with pytest.raises(RecordError, match="holds") as caught:
        Record(record, snapshot="0123456789abcdef")
    assert early.snapshot in caught.value.text()
    with pytest.raises(RecordError, match="holds"):
        Record(record, snapshot="../manifest")


def test_reading_writes_nothing(tmp_path: Path) -> None:
    load([pas2(tmp_path, REFUND_A)], tmp_path / "r")
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "r").rglob("*")}
    Record(tmp_path / "r").db.execute(COUNT).fetchone()
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "r").rglob("*")} == before


def test_the_snapshot_is_the_same_wherever_and_in_whatever_order_the_files_were_loaded(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        pas2(tmp_path / name, REFUND_A)
        pas2(tmp_path / name, REFUND_E, name="pas222.zip")
    load([tmp_path / "a"], tmp_path / "r1")
    load([tmp_path / "b" / "pas224.zip"], tmp_path / "r2")
    load([tmp_path / "b" / "pas222.zip"], tmp_path / "r2")
    assert Record(tmp_path / "r1").snapshot == Record(tmp_path / "r2").snapshot


def test_what_a_killed_writer_left_is_cleared(tmp_path: Path) -> None:
    load([pas2(tmp_path, REFUND_A)], tmp_path / "r")
    (tmp_path / "r" / "scratch" / "stage").mkdir(parents=True)
    (tmp_path / "r" / "scratch" / "stage" / "raw.txt").write_text("half", "utf-8")
    assert load([pas2(tmp_path, REFUND_A)], tmp_path / "r")[0].unchanged
    assert not (tmp_path / "r" / "scratch").exists()


def test_every_name_in_a_record_is_relative(tmp_path: Path) -> None:
    load([pas2(tmp_path, REFUND_A)], tmp_path / "r")
    (tmp_path / "r").rename(tmp_path / "moved")
    assert str(tmp_path) not in (tmp_path / "moved" / "manifest.json").read_text("utf-8")
    assert Record(tmp_path / "moved").db.execute(COUNT).fetchone() == (1,)


def declare(monkeypatch: pytest.MonkeyPatch, source: Source) -> None:
    """Put `source` in the place of the source of that name."""
    changed = {**sources(), source.name: source}
    monkeypatch.setattr(catalog, "sources", lambda: changed)


def test_a_changed_declaration_loads_the_same_file_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = pas2(tmp_path, REFUND_A)
    load([file], tmp_path / "r")
    before = Record(tmp_path / "r").snapshot
    source = sources()["fec_pas2"]
    declare(monkeypatch, dataclasses.replace(source, title="Other words for a person"))
    assert load([file], tmp_path / "r")[0].state == "unchanged"
    rule = {"when": "amount_usd < 0", "reason": "below zero"}
    declare(monkeypatch, dataclasses.replace(source, quarantine=(rule,)))
    done = load([file], tmp_path / "r")[0]
    assert (done.state, done.rows_loaded, done.rows_quarantined) == ("replaced", 1, 1)
    assert Record(tmp_path / "r").snapshot != before


def test_a_record_of_format_1_opens_and_loads_on(tmp_path: Path) -> None:
    """A folder as the first format wrote it: no declaration, no columns, keys by cycle."""
    record, file = tmp_path / "r", pas2(tmp_path, REFUND_A)
    (record / "objects").mkdir(parents=True)
    duckdb.sql(
        "copy (select 'C00799031' as committee_id_fec, -38105::decimal(18,2) as amount_usd, date '2024-01-31' as"
        " filed_on, 2024 as cycle, 'fec_pas2' as source, 'pas224.zip' as source_file, 1::bigint as source_line)"
        f" to '{record / 'objects' / 'old.parquet'}' (format parquet)"
    )
    counts = {"rows_in": 1, "rows_loaded": 1, "rows_rejected": 0}
    entry = {"source": "fec_pas2", "file": "pas224.zip", "sha256": "0" * 64, "params": {"cycle": "2024", "yy": "24"}}
    old = {**entry, **counts, "objects": {"expenditure": "objects/old.parquet"}}
    manifest = {"format": 1, "snapshot": "00000000deadbeef", "loads": {"fec_pas2/2024": old}}
    (record / "manifest.json").write_text(json.dumps(manifest), "utf-8")

    held = Record(record)
    assert held.snapshot == "00000000deadbeef"
    assert held.db.execute("select source_line, quarantine, memo_code from expenditure").fetchall() == [(1, None, None)]
    assert held.db.execute("select file, rows_loaded, loaded_at from load").fetchall() == [("pas224.zip", 1, None)]
    assert json.loads((record / "manifest.json").read_text("utf-8"))["format"] == 1  # reading writes nothing

    assert load([file], record)[0].state == "replaced"
    assert Record(record).db.execute(COUNT).fetchone() == (1,)
    assert json.loads((record / "manifest.json").read_text("utf-8"))["format"] == FORMAT
    assert Record(record, snapshot="00000000deadbeef").db.execute(COUNT).fetchone() == (1,)
    assert set(MIGRATIONS) == set(range(1, FORMAT))


def test_a_newer_format_and_an_altered_manifest_are_refused(tmp_path: Path) -> None:
    load([pas2(tmp_path, REFUND_A)], tmp_path / "r")
    path = tmp_path / "r" / "manifest.json"
    text = path.read_text("utf-8")
    for changed, words in (
        (text.replace(f'"format": {FORMAT}', '"format": 99'), "newer onrecord"),
        (re.sub(r'"sha256": "\w', '"sha256": "x', text), "do not give its snapshot"),
        (text[:-20], "JSON written by onrecord"),
        ("[]", "JSON written by onrecord"),
    ):
        path.write_text(changed, "utf-8")
        with pytest.raises(RecordError) as caught:
            Record(tmp_path / "r")
        assert words in caught.value.text()
        if words == "newer onrecord":
            with pytest.raises(RecordError):
                load([pas2(tmp_path, REFUND_E)], tmp_path / "r")
        assert path.read_text("utf-8") == changed


def test_a_missing_object_is_told(tmp_path: Path) -> None:
    load([pas2(tmp_path, REFUND_A)], tmp_path / "r")
    next((tmp_path / "r" / "objects").iterdir()).unlink()
    with pytest.raises(RecordError, match="as they were written"):
        _ = Record(tmp_path / "r").db


def test_every_table_is_there_with_all_its_columns(tmp_path: Path) -> None:
    load([pas2(tmp_path, REFUND_A)], tmp_path / "r")
    db = Record(tmp_path / "r").db
    for table, columns in catalog.tables().items():
        assert {c[0] for c in db.execute(f"select * from {table} limit 0").description} == set(columns)
    assert db.execute("select count(*) from rejected").fetchone() == (0,)
    row = db.execute("select source, file, rows_in, rows_loaded, rows_rejected, cycle, through::text from load")
    assert row.fetchall() == [("fec_pas2", "pas224.zip", 1, 1, 0, 2024, "2024-01-31")]


LIST = Source(
    name="a_list",
    title="A list that a newsroom keeps",
    match=re.compile(r"(^|/)list[^/]*\.csv$"),
    format="csv",
    header=["name"],
    columns={"name": {"from": "name", "type": "text", "required": True}},
    table="listed",
)


def test_lists_of_one_name_do_not_replace_each_other_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(monkeypatch, LIST)
    for folder, name, text in (("a", "list", "A"), ("b", "list", "B"), ("b", "list-2", "C"), ("b", "list-3", "C")):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / f"{name}.csv").write_text(f"name\n{text}\n", "utf-8")
    record = tmp_path / "r"
    load([tmp_path / "a" / "list.csv"], record)
    with pytest.raises(InputError, match="known by its file's name") as caught:
        load([tmp_path / "b" / "list.csv"], record)
    assert "a/list.csv" in caught.value.text()
    both = load([tmp_path / "b" / "list-2.csv", tmp_path / "b" / "list-3.csv"], record)
    assert [d.state for d in both] == ["loaded", "identical"]  # the same rows never count twice
    assert load([tmp_path / "b" / "list.csv"], record, replace=True)[0].state == "replaced"
    (tmp_path / "b" / "list.csv").write_text("name\nD\n", "utf-8")
    assert load([tmp_path / "b" / "list.csv"], record)[0].state == "replaced"  # a newer copy in its own place
    assert Record(record).db.execute("select name from listed order by 1").fetchall() == [("C",), ("D",)]


def test_named_groups_tell_datasets_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    match = re.compile(r"(^|/)(?P<state>[a-z]{2})/results\.csv$")
    declare(monkeypatch, dataclasses.replace(LIST, match=match))
    for state in ("ca", "wa"):
        (tmp_path / state).mkdir()
        (tmp_path / state / "results.csv").write_text(f"name\n{state}\n", "utf-8")
    load([tmp_path], tmp_path / "r")
    assert Record(tmp_path / "r").db.execute("select name from listed order by 1").fetchall() == [("ca",), ("wa",)]


def test_files_of_other_cycles_are_left_out_and_files_of_no_cycle_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(monkeypatch, LIST)
    (tmp_path / "all").mkdir()
    (tmp_path / "all" / "list.csv").write_text("name\nA\n", "utf-8")
    for name in ("pas222.zip", "pas224.zip"):
        pas2(tmp_path / "all", REFUND_A, name=name)
    done = load([tmp_path / "all"], tmp_path / "r", cycles=[2024])
    assert [d.file for d in done] == ["list.csv", "pas224.zip"]
