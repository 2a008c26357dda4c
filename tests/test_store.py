"""Loading: every row accounted for, bad input refused, the record as it was before."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest

from onrecord.model.errors import RecordError, SourceError
from onrecord.store.catalog import source_of, sources
from onrecord.store.lines import decode
from onrecord.store.load import find, load
from onrecord.store.record import Record, writing

# Two rows of United Democracy Project's periodic reports as the FEC's pas2 layout has them (images
# 202401319608085013 and 202401319608085008): refunds of 2022 advertising, negative, no date.
REFUND_A = "C00799031|||P2022|202401319608085013|24A||WATERFRONT STRATEGIES INC|||||||-38105||H2MD04356|||||1"
REFUND_E = "C00799031|||P2022|202401319608085008|24E||MVAR MEDIA LLC|||||||-2258||H8MI11254|||||2"
SHARED = Path(os.environ.get("ONRECORD_SHARED", Path(__file__).parent.parent.parent / "shared"))


def pas2(folder: Path, *lines: str | bytes, name: str = "pas224.zip", member: str = "itpas2.txt") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            zipfile.ZipInfo(member), b"".join((x if isinstance(x, bytes) else x.encode()) + b"\n" for x in lines)
        )
    return path


def test_rows_are_typed_routed_and_identical_rows_kept(tmp_path: Path) -> None:
    done = load([pas2(tmp_path, REFUND_A, REFUND_A, REFUND_E)], tmp_path / "r")
    assert (done[0].rows_in, done[0].rows_loaded, done[0].rows_rejected) == (3, 3, 0)
    db = Record(tmp_path / "r").db
    found = db.execute(
        "select amount_usd, filed_on, transacted_on, cycle, source_line from expenditure order by 5"
    ).fetchall()
    assert found[0] == (Decimal("-38105.00"), dt.date(2024, 1, 31), None, 2024, 1)
    assert len(found) == 3


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (REFUND_A.replace("||||||-38105", "|||||10171918|-38105"), "10171918"),
        (REFUND_A.replace("-38105", "12.345"), "12.345"),
        (REFUND_A + "|", "23 columns where the layout has 22"),
        (REFUND_A.replace("C00799031", "799031"), "C and eight digits"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_file_line_and_reason(tmp_path: Path, line: str, reason: str) -> None:
    done = load([pas2(tmp_path, REFUND_E, line)], tmp_path / "r")
    assert (done[0].rows_in, done[0].rows_loaded, done[0].rows_rejected) == (2, 1, 1)
    row = Record(tmp_path / "r").db.execute("select source_file, source_line, reason from rejected").fetchone()
    assert row[:2] == ("pas224.zip", 2)
    assert reason in row[2]


def test_quotes_are_literal_and_both_encodings_are_read(tmp_path: Path) -> None:
    quoted = REFUND_A.replace("WATERFRONT", '"WATER')
    latin = REFUND_E.replace("MVAR", "MU\u00d1OZ").encode("latin-1")
    load([pas2(tmp_path, quoted, latin, REFUND_E.replace("MVAR", "MU\u00d1OZ"))], tmp_path / "r")
    names = Record(tmp_path / "r").db.execute("select payee_name from expenditure order by source_line").fetchall()
    assert [n[0] for n in names] == ['"WATER STRATEGIES INC', "MU\u00d1OZ MEDIA LLC", "MU\u00d1OZ MEDIA LLC"]
    assert decode("\u00f1".encode()) == decode(b"\xf1") == "\u00f1"


def test_each_file_is_told_as_it_is_begun(tmp_path: Path) -> None:
    """Files of other layouts are read in one go: without this a person sees nothing for most of a load."""
    pas2(tmp_path, REFUND_E, name="pas222.zip")
    pas2(tmp_path, REFUND_A)
    heard: list[tuple[str, int, int]] = []
    load([tmp_path], tmp_path / "r", progress=lambda *said: heard.append(said))
    begun = [name for name, done, total in heard if (done, total) == (0, 0)]
    assert begun == ["pas222.zip, 1 of 2", "pas224.zip, 2 of 2"]
    assert {name for name, _, _ in heard} == set(begun)


def test_a_second_load_of_the_same_file_changes_nothing(tmp_path: Path) -> None:
    file = pas2(tmp_path, REFUND_A)
    load([file], tmp_path / "r")
    before = (tmp_path / "r" / "manifest.json").read_bytes()
    assert load([file], tmp_path / "r")[0].unchanged
    assert (tmp_path / "r" / "manifest.json").read_bytes() == before


def test_a_new_version_of_a_file_replaces_the_old_one(tmp_path: Path) -> None:
    load([pas2(tmp_path, REFUND_A)], tmp_path / "r")
    load([pas2(tmp_path, REFUND_A, REFUND_E)], tmp_path / "r")
    assert Record(tmp_path / "r").db.execute("select count(*) from expenditure").fetchone() == (2,)


@pytest.mark.parametrize("kind", ["truncated", "outside", "member"])
def test_a_bad_zip_leaves_the_record_as_it_was(tmp_path: Path, kind: str) -> None:
    load([pas2(tmp_path, REFUND_A)], tmp_path / "r")
    before = (tmp_path / "r" / "manifest.json").read_bytes()
    members = {"outside": "../itpas2.txt", "member": "other.txt", "truncated": "itpas2.txt"}
    bad = pas2(tmp_path, REFUND_E, member=members[kind])
    if kind == "truncated":
        bad.write_bytes(bad.read_bytes()[:-40])
    with pytest.raises(SourceError):
        load([bad], tmp_path / "r")
    assert (tmp_path / "r" / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("cycle", [2020, 2022, 2026])
def test_a_file_of_another_cycle_than_its_name_says_is_refused(tmp_path: Path, cycle: int) -> None:
    """What was received is amended into the year after its cycle, not before it begins nor later."""
    rows = [REFUND_A] * 60
    with pytest.raises(SourceError, match=f"the rows of the {cycle} cycle, as its name says") as caught:
        load([pas2(tmp_path, *rows, name=f"pas2{cycle % 100}.zip")], tmp_path / "r")
    assert "half of its 60 dated rows are of 2024-01-31" in caught.value.text()
    assert not (tmp_path / "r/manifest.json").exists()
    amended = [row.replace("202401319608085013", "202507319608085013") for row in rows[:31]]
    assert load([pas2(tmp_path, *amended, *rows[:29])], tmp_path / "r")[0].rows_loaded == 60
    assert load([pas2(tmp_path, REFUND_A, name=f"pas2{cycle % 100}.zip")], tmp_path / "r")[0].rows_loaded == 1


def test_one_writer_at_a_time_and_no_record_yet(tmp_path: Path) -> None:
    with writing(tmp_path / "r"), pytest.raises(RecordError, match="one writer"), writing(tmp_path / "r"):
        pass
    with pytest.raises(RecordError, match="onrecord sync"):
        Record(tmp_path / "empty")
    with pytest.raises(SourceError, match="known source"):
        find([tmp_path])


def test_every_source_declares_every_column_and_drops_street_addresses() -> None:
    for source in sources().values():
        assert not [c["from"] for c in source.columns.values() if "_ST1" in c["from"] or "Street" in c["from"]]
    assert source_of(Path("2024/pas224.zip")) == (sources()["fec_pas2"], {"yy": "24", "cycle": "2024"})


@pytest.mark.skipif(not (SHARED / "data").is_dir(), reason="the shared public records are not beside this checkout")
def test_real_records_reconcile_with_the_committees_own_summary(tmp_path: Path) -> None:
    """Itemised rows filed to 2024-09-20 against webk's IND_EXP through 2024-08-31; pas2 drops the cents."""
    cycle = SHARED / "data/fec/files/bulk-downloads/2024"
    for one in load([cycle / "pas224.zip", cycle / "webk24.zip"], tmp_path / "r"):
        assert one.rows_in == one.rows_loaded + one.rows_rejected
    db = Record(tmp_path / "r").db
    itemised = db.execute(
        "select sum(amount_usd) from expenditure where committee_id_fec = 'C00799031' and filed_on <= date '2024-09-20'"
    ).fetchone()[0]
    summary = db.execute(
        "select independent_expenditures_usd, coverage_end from committee_total where committee_id_fec = 'C00799031'"
    ).fetchone()
    assert itemised == Decimal("35597302.00")
    assert summary == (Decimal("35597367.46"), dt.date(2024, 8, 31))
