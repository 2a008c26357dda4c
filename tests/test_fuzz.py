"""Mangled files: no row is lost unaccounted, nothing hangs, a refused file leaves the record as it was.

What is held against each file is in fuzzing.py, the ways to mangle in mangle.py and mangle_zip.py, the reading apart
from the program's in plain.py. Here a few hundred files, the same ones each time; `make fuzz` runs as many as asked.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import plain
import pytest
from fuzzing import Bed, Broken, Hung, beds, names_of, watchdog
from fuzzing_day import NAMED, DayBed
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mangle_zip import patched, repacked, zipped

from onrecord.model.errors import InputError, SourceError
from onrecord.sources.fec_filings.pieces import _check_all_read
from onrecord.sources.reading import csv_records
from onrecord.store.catalog import HERE, sources
from onrecord.store.load import load
from onrecord.store.record import Record

HOUSE = Path(__file__).parent.parent
FILES = 5  # of each source here; the recorded run in docs/fuzzing.md has hundreds


@pytest.fixture(scope="module")
def bed_of(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """The bed of a source, made once, of the sample that the source comes with."""
    made: dict[str, Bed] = {}

    def one(name: str) -> Bed:
        if name not in made:
            made[name] = Bed(tmp_path_factory.mktemp("bed"), *beds()[name])
        return made[name]

    return one


def test_every_source_has_a_file_to_mangle() -> None:
    assert sorted(beds()) == sorted(sources())


@pytest.mark.parametrize("name", sorted(sources()))
def test_mangled_files_of(name: str, bed_of) -> None:  # type: ignore[no-untyped-def]
    """Some files of each source, by one to three mutators each."""
    bed: Bed = bed_of(name)
    names = names_of(bed.file.name)

    @settings(
        max_examples=FILES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(st.sampled_from(names), min_size=1, max_size=3), st.integers(0, 2**32))
    def mangled(chosen: list[str], seed: int) -> None:
        bed.attempt(bed.mangled(chosen, seed))

    mangled()


def test_mangled_days_of_filings(tmp_path: Path) -> None:
    """A day's zip: the other filings of it are there whatever became of one."""
    bed = DayBed(tmp_path, NAMED, beds()["fec_filings"][1])
    names = names_of(NAMED)
    for seed in range(13):
        bed.attempt(bed.mangled([names[2 * seed % len(names)]], seed))


@pytest.mark.parametrize("mutator", names_of("pas224.zip"))
def test_each_way_to_mangle_a_zip_of_lines(mutator: str, bed_of) -> None:  # type: ignore[no-untyped-def]
    bed: Bed = bed_of("fec_pas2")
    for seed in range(2):
        bed.attempt(bed.mangled([mutator], seed))


# What the fuzzing found, each as the smallest file that shows it.


def notices(folder: Path, *lines: bytes) -> Path:
    """A file of notices: the sample's header, and lines."""
    file = folder / "independent_expenditure_2024.csv"
    header = (HERE / "fec_ie_notices/sample.csv").read_bytes().split(b"\n")[0]
    file.write_bytes(b"\n".join((header, *lines, b"")))
    return file


def test_a_stray_quote_costs_its_own_line_only(tmp_path: Path) -> None:
    """One that is never closed, and one that a later field closes: the rows between are rows."""
    good = (HERE / "fec_ie_notices/sample.csv").read_bytes().split(b"\n")[1:4]
    bad = b',"'.join(good[0].rsplit(b",", 1))
    file = notices(tmp_path, good[0], bad, good[1], good[2])
    done = load([file], tmp_path / "r")[0]
    assert (done.rows_in, done.rows_loaded, done.rows_rejected) == (4, 3, 1)
    line, reason = Record(tmp_path / "r").db.execute("select source_line, reason from rejected").fetchone()
    assert line == 3
    assert "a quoted field that begins on this line" in reason
    assert load([notices(tmp_path, bad, good[1], bad, good[2])], tmp_path / "r")[0].rows_loaded == 2


def test_a_record_over_lines_is_one_row_where_it_is_whole() -> None:
    lines = [
        b"\xef\xbb\xbfa,b\n",
        b'1,"x\n',
        b'y"\r\n',
        b'"\n',
        b"2,z\n",
        b'3,"\n',
        b'4"q,w\n',
        b"\n",
        b"5,\x00\n",
        b'"6,7',
    ]
    found = list(csv_records(lines))
    assert [line for line, _ in found] == [1, 2, 4, 5, 6, 7, 8, 9, 10]
    assert [fields for _, fields in found if not isinstance(fields, str)] == [
        ["a", "b"],
        ["1", "x\ny"],
        ["2", "z"],
        ['4"q', "w"],
    ]
    assert [line for line, _ in plain.csv_rows(b"".join(lines))] == [line for line, _ in found][1:]


def test_work_on_stray_quotes_grows_with_the_file_only() -> None:
    """Lines that close one quoted field and open the next, after one that opens the first: no line is read often."""
    read = 0

    def lines():  # type: ignore[no-untyped-def]
        nonlocal read
        yield b"a,b\n"
        yield b'1,"x\n'
        for read in range(1, 20_001):  # noqa: B007
            yield b'","\n'

    begun = time.process_time()
    assert sum(1 for _ in csv_records(lines())) == 20_002
    assert read == 20_000
    assert time.process_time() - begun < 20


def test_a_header_that_is_no_csv_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "onrecord_results.csv"
    for text in (b'a,"b"c,d\n1,2,3\n', b'"never closed\n1\n', b"a,b\rc\n"):
        file.write_bytes(text)
        with pytest.raises(SourceError, match="begins with the header"):
            load([file], tmp_path / "r")
    races = tmp_path / "races.csv"
    races.write_bytes(b'id,"type"x,\n')
    with pytest.raises(SourceError, match="begins with a header"):
        load([races], tmp_path / "r")


def test_a_row_of_a_reader_is_numbered_by_the_line_it_begins_on(tmp_path: Path) -> None:
    """And a byte of another encoding changes the letters of its own line only."""
    folder = tmp_path / "ca"
    folder.mkdir()
    file = folder / "20201103__ca__general__county.csv"
    lines = [
        b"county,office,district,candidate,party,votes",
        b'Los Angeles,U.S. House,34,"Jimmy\nGomez",DEM,108792',
        "Los Angeles,U.S. House,34,David Kím,DEM,96554".encode(),
        "Los Angeles,U.S. House,34,Peña,DEM,1".encode("latin-1"),
    ]
    file.write_bytes(b"\n".join(lines) + b"\n")
    load([file], tmp_path / "r")
    found = Record(tmp_path / "r").db.execute("select source_line, candidate_name from result order by 1").fetchall()
    assert found == [(2, "Jimmy\nGomez"), (4, "David Kím"), (5, "Peña")]


def test_an_error_shows_no_control_characters_and_no_more_than_can_be_read() -> None:
    text = InputError("rule\x1b[31m", received="a\0b\x9b" + "x" * 10_000 + "\u202e", example="y").text()
    assert "\\x1b[31m" in text
    assert "a\\x00b\\x9bx" in text
    assert len(text) < 700
    assert all(c.isprintable() or c == "\n" for c in text)
    assert InputError("é", received="José 🗳").text() == "é\n  received: José 🗳"


def _swap(part: bytes, old: bytes, new: bytes) -> bytes:
    assert old in part
    return part.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"</row>", b"", "mismatched tag"),
        (b'r="B2"', b'r="A2"', "stands in row"),
        (b'r="B2"', b'r="XFD1048576"', "stands in row"),
        (b'<row r="3"', b'<row r="2"', "comes after row"),
        (b"<worksheet", b"<!DOCTYPE w><worksheet", "declares entities"),
        (b"<sheetData>", b'<sheetData><row r="1"/><row r="0"/>', "comes after row"),
    ],
)
def test_a_workbook_in_which_rows_would_be_lost_is_refused(tmp_path: Path, old: bytes, new: bytes, words: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet1.xml"] = _swap(parts["xl/worksheets/sheet1.xml"], old, new)

    file = tmp_path / "federalelections2018.xlsx"
    file.write_bytes(repacked((HERE / "fec_results_2018/sample.xlsx").read_bytes(), change))
    with pytest.raises(SourceError, match=words):
        load([file], tmp_path / "r")


def test_a_member_that_holds_more_than_its_headers_claim_is_refused(tmp_path: Path) -> None:
    """Size and check sum those of the first row, the stream that of all: to load the first row would lose the rest."""
    import struct
    import zlib

    rows = (HERE / "fec_pas2/sample.txt").read_bytes()
    first = rows[: rows.index(b"\n") + 1]
    claims = struct.pack("<III", zlib.crc32(first), len(zipped("x", rows)), len(first))
    whole, both = zipped("itpas2.txt", rows), (b"PK\x03\x04", -2)
    lying = patched(patched(whole, 16, claims[:4], both), 24, claims[8:], both)
    file = tmp_path / "pas224.zip"
    file.write_bytes(lying)
    with pytest.raises(SourceError, match="damaged"):
        load([file], tmp_path / "r")


def test_faults_that_cancel_out_in_a_count_are_rejected_line_by_line(tmp_path: Path) -> None:
    """Lines with a blank field too many make up for a blank line: there are as many delimiters as there should be."""
    good = (HERE / "fec_pas2/sample.txt").read_bytes().split(b"\n")[0]
    lines = [good] * 30 + [good + b"|"] * good.count(b"|") + [b""]
    file = tmp_path / "pas224.zip"
    file.write_bytes(zipped("itpas2.txt", b"\n".join([*lines, b""])))
    done = load([file], tmp_path / "r")[0]
    assert (done.rows_in, done.rows_loaded, done.rows_rejected) == (52, 30, 22)
    rejected = (
        Record(tmp_path / "r").db.execute("select list(source_line order by source_line) from rejected").fetchone()
    )
    assert rejected == (list(range(31, 53)),)


def test_half_a_character_in_json_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "la_county").mkdir()
    file = tmp_path / "la_county/2024_general.json"
    file.write_bytes(_swap((HERE / "la_county/sample.json").read_bytes(), b"DAVID KIM", b"DAVID \\ud800"))
    assert load([file], tmp_path / "r")[0].rows_rejected == 1


def filing(folder: Path, old: bytes, new: bytes) -> Path:
    """The sample filing with `old` once replaced by `new`."""
    file = folder / "752356.fec"
    file.write_bytes(_swap((HERE / "fec_filings/sample.fec").read_bytes(), old, new))
    return file


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"\nSE\x1c", b"\n\x1c", "line 3, which does not"),
        (b"\nSE\x1c", b"\n[BEGINTEXT]\nSE\x1c", "unterminated"),
        (b"\nSE\x1c", b'\n""\nSE\x1c', "line 3, which does not"),
    ],
)
def test_a_row_of_a_filing_that_its_parser_would_drop_refuses_the_filing(
    tmp_path: Path, old: bytes, new: bytes, words: str
) -> None:
    with pytest.raises(SourceError, match=words):
        load([filing(tmp_path, old, new)], tmp_path / "r")


@pytest.mark.parametrize(
    ("lines", "read", "lost"),
    [
        ([b'SA,"a\n', b'more"\n', b"SA,b\n"], {3, 5}, 0),
        ([b'SA,a"b\n', b"SA,c\n", b'"\n'], {3, 4}, 5),
        ([b'SA,"\n', b",,c\n", b"SA,d\n"], {3, 5}, 4),
        ([b'SA,"\n', b",,c\n"], {3}, 4),
    ],
)
def test_lines_that_a_quote_of_the_years_of_commas_takes_in(lines: list[bytes], read: set[int], lost: int) -> None:
    """A quoted field may go on over lines; one that is never closed, and a quote within a word, take in none."""
    if lost:
        with pytest.raises(SourceError, match=f"line {lost}, which does not"):
            _check_all_read("x.fec", lines, 2, read)
    else:
        _check_all_read("x.fec", lines, 2, read)


def test_a_filing_that_never_begins_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "752356.fec"
    file.write_bytes(b"\n" * 300_000)
    with watchdog(), pytest.raises(SourceError, match="empty"):
        load([file], tmp_path / "r")


def test_a_filing_twice_in_a_days_zip_is_loaded_once(tmp_path: Path) -> None:
    text = (HERE / "fec_filings/sample.fec").read_bytes()
    file = tmp_path / "20111112.zip"
    file.write_bytes(zipped("752356.fec", text, more=(("again/FEC-752356.fec", text),)))
    done = load([file], tmp_path / "r")[0]
    assert done.rows_rejected == 1
    db = Record(tmp_path / "r").db
    assert db.execute("select count(*) from filing").fetchone() == (1,)
    assert "another of its number" in db.execute("select reason from rejected").fetchone()[0]


# The harness itself.


def test_the_watchdog_fails_loudly() -> None:
    with pytest.raises(Hung), watchdog(1):
        time.sleep(5)


def test_the_harness_sees_a_lost_row_a_changed_value_and_a_wrong_error(bed_of, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    import fuzzing

    bed: Bed = bed_of("fec_pas2")
    lines = bed.text.split(b"\n")
    fewer = bed.packed(b"\n".join([*lines[1:], lines[0] + b"|", b""]))
    whole = plain.pipe_rows
    monkeypatch.setattr(plain, "pipe_rows", lambda data, header: [*whole(data, header), (99, b"x")])
    with pytest.raises(Broken, match="lost \\[99\\]"):
        bed.attempt(fewer)
    monkeypatch.setattr(plain, "pipe_rows", lambda data, header: [(n, lines[0]) for n, _ in whole(data, header)])
    with pytest.raises(Broken, match="was not touched"):
        bed.attempt(fewer)

    def wrong(*_: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr(fuzzing, "load", wrong)
    with pytest.raises(Broken, match="not of the one tree"):
        bed.attempt(fewer)


@pytest.mark.skipif(not (HOUSE / "bench/results/fuzz.json").is_file(), reason="no run is recorded")
def test_the_page_shows_the_recorded_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HOUSE / "bench"))
    sys.modules.pop("fuzz", None)
    from fuzz import filled

    result = json.loads((HOUSE / "bench/results/fuzz.json").read_text("utf-8"))
    page = (HOUSE / "docs/fuzzing.md").read_text("utf-8")
    assert filled(page, result) == page
    assert result["files"] >= 10_000
    assert result["failures"] == []
