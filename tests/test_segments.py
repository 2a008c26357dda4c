"""A large file is loaded in segments: every line once, at its physical place, the same parts on any number of cores."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from test_store import REFUND_A, REFUND_E, SHARED, pas2

from onrecord.model.errors import SourceError
from onrecord.store import parts, pipe
from onrecord.store.files import opened
from onrecord.store.load import load
from onrecord.store.objects import table_of
from onrecord.store.record import Record

INDIV = SHARED / "data/fec/files/bulk-downloads/2020/indiv20.zip"
has_shared = pytest.mark.skipif(not INDIV.is_file(), reason="the shared public records are not beside this checkout")
LATIN = REFUND_E.replace("MVAR", "MU\u00d1OZ").encode("latin-1")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments of about 2 kB, read 500 bytes at a time and looked at 300 bytes at a time."""
    for name, size in (("BLOCK", 500), ("PIECE", 300), ("LEAST", 2_000), ("MOST", 4_000)):
        monkeypatch.setattr(pipe, name, size)


def _line(n: int) -> str | bytes:
    """A Latin-1 line, one with a delimiter too many, one with no amount, or a good one."""
    if n % 7 == 3:
        return LATIN
    return REFUND_A + "|" if n % 50 == 9 else REFUND_A.replace("-38105", "x") if n == 102 else REFUND_A


def test_every_line_is_in_one_part_or_rejected_at_its_place(tmp_path: Path, small: None) -> None:
    lines = [_line(n) for n in range(1, 601)]
    done = load([pas2(tmp_path, *lines)], tmp_path / "r")[0]
    bad = [n for n in range(1, 601) if (n % 7 != 3 and n % 50 == 9) or n == 102]
    assert (done.rows_in, done.rows_loaded, done.rows_rejected) == (600, 600 - len(bad), len(bad))
    record = Record(tmp_path / "r")
    objects = next(iter(record.manifest.loads.values()))["objects"]
    assert {table_of(name) for name in objects} == {"expenditure", "rejected"}
    assert "expenditure.2" in objects
    found = record.db.execute("select source_line from expenditure order by 1").fetchall()
    assert [n for (n,) in found] == [n for n in range(1, 601) if n not in bad]
    assert [n for (n,) in record.db.execute("select source_line from rejected order by 1").fetchall()] == bad
    names = record.db.execute(
        "select source_line % 7, payee_name from expenditure where payee_name like 'MU%'"
    ).fetchall()
    assert set(names) == {(3, "MU\u00d1OZ MEDIA LLC")}


def test_parts_are_the_same_bytes_on_any_number_of_cores(
    tmp_path: Path, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = pas2(tmp_path, *[REFUND_A, REFUND_E] * 200)
    found = []
    for cores in (1, 3):
        monkeypatch.setattr(parts, "WORKERS", cores)
        load([file], tmp_path / f"r{cores}")
        found.append(next(iter(Record(tmp_path / f"r{cores}").manifest.loads.values()))["objects"])
    assert found[0] == found[1]


def test_a_line_with_opposite_faults_in_one_piece_is_found(tmp_path: Path, small: None) -> None:
    """One delimiter too many and one too few: the count is right, the lines are not."""
    lines = [REFUND_A] * 40 + [REFUND_A + "|", REFUND_A[:-2]] + [REFUND_E] * 40
    done = load([pas2(tmp_path, *lines)], tmp_path / "r")[0]
    assert (done.rows_loaded, done.rows_rejected) == (80, 2)
    assert Record(tmp_path / "r").db.execute("select source_line from rejected order by 1").fetchall() == [(41,), (42,)]


@pytest.mark.parametrize("space", [" ", "   ", "\u00a0", "\u2003", "\u3000 "])
def test_spaces_at_both_ends_of_a_field_are_taken_off(tmp_path: Path, space: str) -> None:
    padded = REFUND_A.replace("WATERFRONT STRATEGIES INC", f"{space}A{space}B{space}").replace("24A", f"24A{space}")
    load([pas2(tmp_path, f"{space}{padded}{space}", REFUND_A)], tmp_path / "r")
    rows = Record(tmp_path / "r").db.execute(
        "select payee_name, transaction_type, sub_id, committee_id_fec from expenditure where source_line = 1"
    )
    assert rows.fetchall() == [(f"A{space}B", "24A", "1", "C00799031")]


def test_a_member_is_inflated_as_zipfile_does_it(tmp_path: Path) -> None:
    text = (REFUND_A + "\n").encode() * 5_000
    file = tmp_path / "pas224.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("itpas2.txt", text)
        archive.writestr("empty.txt", b"")
    for member, size in (("itpas2.txt", 7), ("itpas2.txt", 1 << 20), ("empty.txt", 10)):
        with opened(file, member) as (stream, declared):
            found = b"".join(iter(lambda s=stream, n=size: s.read(n), b"")) if size > 7 else stream.read(7)
        assert found == (b"" if member == "empty.txt" else text if size > 7 else text[:7])
        assert declared == (0 if member == "empty.txt" else len(text))


@pytest.mark.parametrize("change", ["crc", "longer", "shorter", "cut"])
def test_a_deflated_member_that_is_not_as_the_zip_says(tmp_path: Path, change: str) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("itpas2.txt", f"{REFUND_A}\n{REFUND_E}\n" * 400)
        size = archive.infolist()[0].file_size
    data = bytearray(buffer.getvalue())
    central = data.rindex(b"PK\x01\x02")
    at, value = {"crc": (16, 1), "longer": (24, size + 9), "shorter": (24, size - 9), "cut": (20, 60)}[change]
    data[central + at : central + at + 4] = value.to_bytes(4, "little")
    (tmp_path / "pas224.zip").write_bytes(data)
    with pytest.raises(SourceError, match=r"pas224\.zip breaks off or is damaged"):
        load([tmp_path / "pas224.zip"], tmp_path / "r")
    assert not (tmp_path / "r" / "manifest.json").exists()


@has_shared
def test_a_real_file_gives_the_same_rows_in_one_segment_and_in_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """itcont of March 2019, 70,671 rows, among them days that are none."""
    sums = []
    for name, least in (("one", pipe.LEAST), ("many", 1 << 20)):
        monkeypatch.setattr(pipe, "LEAST", least)
        done = load([INDIV], tmp_path / name)[0]
        assert done.rows_in == done.rows_loaded + done.rows_rejected == 70_671
        db = Record(tmp_path / name).db
        for table in ("individual_contribution", "rejected", "individual_month_total", "name_index"):
            sums.append(db.execute(f"select bit_xor(hash(t)), count(*) from {table} as t").fetchall())
    assert sums[:4] == sums[4:]
