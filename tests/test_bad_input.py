"""Bad input: a clear error that names what is wrong, and the record as it was before."""

from __future__ import annotations

import csv
import errno
import json
import os
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_store import REFUND_A, REFUND_E, pas2

from onrecord.faces.cli import cli, main
from onrecord.model.errors import InputError, OnRecordError, RecordError, SourceError
from onrecord.store import load as load_module
from onrecord.store.catalog import Source, sources
from onrecord.store.load import load
from onrecord.store.manifest import Writing
from onrecord.store.record import Record


def files_of(record: Path) -> dict[str, bytes]:
    """Every file of a record with its bytes; the lock is no part of it."""
    return {str(p.relative_to(record)): p.read_bytes() for p in record.rglob("*") if p.is_file() and p.name != "lock"}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record with one row in it."""
    folder = tmp_path / "good"
    folder.mkdir()
    load([pas2(folder, REFUND_A)], tmp_path / "r")
    return tmp_path / "r"


def refused(record: Path, file: Path, kind: type[OnRecordError] = SourceError) -> str:
    """The words with which `file` is refused, the record being as it was, with no stray file."""
    before = files_of(record)
    with pytest.raises(kind) as caught:
        load([file], record)
    assert files_of(record) == before
    assert sorted(p.name for p in record.iterdir()) == ["lock", "manifest.json", "manifests", "objects"]
    return caught.value.text()


def patched(file: Path, signature: bytes, offset: int, value: bytes) -> Path:
    """The zip with `value` written at `offset` of the header that begins with `signature`."""
    data = bytearray(file.read_bytes())
    at = data.rindex(signature) + offset
    data[at : at + len(value)] = value
    file.write_bytes(data)
    return file


def test_damaged_and_hostile_zips(record: Path, tmp_path: Path) -> None:
    whole = pas2(tmp_path, REFUND_E).read_bytes()
    file = tmp_path / "pas224.zip"

    file.write_bytes(whole[:-40])
    assert "not a whole zip" in refused(record, file)
    file.write_bytes(b"<html>Not here</html>")
    assert "not a whole zip" in refused(record, file)
    assert "stay inside" in refused(record, pas2(tmp_path, REFUND_E, member="../itpas2.txt"))
    assert "stay inside" in refused(record, pas2(tmp_path, REFUND_E, member="/itpas2.txt"))
    text = refused(record, pas2(tmp_path, REFUND_E, member="other.txt"))
    assert "holds the member itpas2.txt" in text
    assert "other.txt" in text

    file.write_bytes(whole)
    assert "damaged" in refused(record, patched(file, b"WATER" if b"WATER" in whole else b"C00799031", 0, b"X"))
    encrypted = patched(pas2(tmp_path, REFUND_E), b"PK\x01\x02", 8, b"\x01")
    assert "encrypted" in refused(record, encrypted)
    bomb = patched(pas2(tmp_path, REFUND_E), b"PK\x01\x02", 24, (2_000_000_000).to_bytes(4, "little"))
    assert "claims 2,000,000,000 bytes" in refused(record, bomb)


def test_a_zip_whose_deflated_bytes_are_damaged(record: Path, tmp_path: Path) -> None:
    file = tmp_path / "pas224.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("itpas2.txt", f"{REFUND_A}\n{REFUND_E}\n" * 500)
    data = bytearray(file.read_bytes())
    data[60:90] = b"\xff" * 30
    file.write_bytes(data)
    assert "damaged" in refused(record, file)


def test_places_with_nothing_in_them(record: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "known source" in refused(record, tmp_path / "empty")
    assert "is there" in refused(record, tmp_path / "no-such-folder")
    other = tmp_path / "notes.txt"
    other.write_text("notes", "utf-8")
    assert str(other) in refused(record, other)
    assert "at least one row" in refused(record, pas2(tmp_path))
    binary = tmp_path / "pas224.zip"
    with zipfile.ZipFile(binary, "w") as archive:
        archive.writestr("itpas2.txt", bytes(range(256)) * 40)
    assert "at least one row that fec_pas2 can load" in refused(record, binary)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda line: f"{line}|".encode(), "23 columns where the layout has 22"),
        (lambda line: line[:-2].encode(), "21 columns where the layout has 22"),
        (lambda line: line.replace("|", ",").encode(), "1 columns where the layout has 22"),
        (lambda line: line.encode("utf-16"), "control character"),
        (lambda line: b"<p>The page is not here</p>", "1 columns where the layout has 22"),
    ],
    ids=["wider", "narrower", "commas", "utf-16", "html"],
)
def test_a_file_of_another_layout_replaces_nothing(
    record: Path, tmp_path: Path, change: Callable[[str], bytes], words: str
) -> None:
    text = refused(record, pas2(tmp_path, change(REFUND_A), change(REFUND_E), change(REFUND_E)))
    assert words in text
    assert "CMTE_ID|AMNDT_IND" in text


def test_most_rows_of_another_width(record: Path, tmp_path: Path) -> None:
    """Two of three: another layout. One of two: the row is rejected and the others are loaded."""
    assert "2 of 3 rows" in refused(record, pas2(tmp_path, REFUND_A, REFUND_A + "|", REFUND_E + "|"))
    assert load([pas2(tmp_path, REFUND_A, REFUND_E + "|")], record)[0].rows_loaded == 1


def test_a_header_alone(record: Path, tmp_path: Path) -> None:
    """A csv, a pipe file and a file with a reader; --replace makes no difference."""
    source = sources()["fec_candidate_summary"]
    assert "at least one row" in refused(record, csv_file(tmp_path / "candidate_summary_2024.csv", source))
    assert "at least one row" in refused(record, pas2(tmp_path, "|".join(sources()["fec_pas2"].header)))
    house = tmp_path / "election_results_house.csv"
    columns = (
        "id,race_id,state_abbrev,state,office_id,office_name,office_seat_name,cycle,stage,special,party,politician_id,"
        "candidate_id,candidate_name,ballot_party,ranked_choice_round,votes,percent,unopposed,winner,alt_result_text,source"
    )
    house.write_text(columns + "\n", "utf-8")
    with pytest.raises(SourceError, match="at least one row"):
        load([house], record, replace=True)


def test_a_file_of_offices_that_are_not_held_here_is_no_error(tmp_path: Path) -> None:
    """Two lines of Louisiana's special election of 2 November 2010, whose one office is not covered."""
    (tmp_path / "la").mkdir()
    file = tmp_path / "la" / "20101102__la__special__general.csv"
    rows = 'Acadia,Lieutenant Governor,,R,"""Jay"" Dardenne",10745\nAcadia,Lieutenant Governor,,D,Caroline Fayard,6437\n'
    file.write_text("county,office,district,party,candidate,votes\n" + rows, "utf-8")
    assert load([file], tmp_path / "r")[0].rows_rejected == 2
    file.write_text("county,office,district,party,candidate,votes\nAcadia,Lieutenant Governor,,R\n", "utf-8")
    with pytest.raises(SourceError, match="has rows of the"):
        load([file], tmp_path / "r")


def test_a_file_that_may_not_be_read(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(path: Path) -> str:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(load_module, "sha256", closed)
    assert "Permission denied" in refused(record, pas2(tmp_path, REFUND_E))


def test_a_disk_that_fills_up(record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first object is kept, the second meets the full disk: neither stays."""
    kept = Writing.keep
    calls: list[Path] = []

    def full(self: Writing, file: Path) -> str:
        calls.append(file)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        return kept(self, file)

    monkeypatch.setattr(Writing, "keep", full)
    rejected = REFUND_E.replace("-2258", "x")
    text = refused(record, pas2(tmp_path, REFUND_E, rejected), RecordError)
    assert "No space left" in text
    assert len(calls) == 2


def test_a_real_write_that_fails_exits_2(record: Path, tmp_path: Path) -> None:
    """A limit on the size of a file stands in for a full disk."""
    lines = [REFUND_A.replace("WATERFRONT STRATEGIES INC", os.urandom(60).hex()) for _ in range(2_000)]
    file = pas2(tmp_path, *lines)
    before = files_of(record)
    code = "from onrecord.faces.cli import main; main()"
    limit = 100_000
    done = subprocess.run(
        [sys.executable, "-c", code, "load", str(file), "--record", str(record)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "the record's disk takes the new rows" in done.stderr
    assert files_of(record) == before


def test_the_command_exits_2_and_says_the_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for argv, words in (
        (["load", str(tmp_path / "nothing")], "is there"),
        (["load", str(tmp_path), "--cycle", "2023"], "even year"),
        (["load", "http://127.0.0.1:9"], "--cycle 2024"),
        (["committee", "x", "--record", str(tmp_path / "none")], "onrecord sync --cycle"),
    ):
        sys.argv = ["onrecord", *argv]
        with pytest.raises(SystemExit) as caught:
            main()
        assert caught.value.code == 2
        assert words in capsys.readouterr().err


def csv_file(path: Path, source: Source, *rows: dict[str, str], header: list[str] | None = None) -> Path:
    """A CSV in the source's layout from rows by the record's column names."""
    names = {target: spec["from"] for target, spec in source.columns.items()}
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header or source.header)
        for row in rows:
            given = {names[k]: v for k, v in row.items()}
            writer.writerow([given.get(c, "") for c in source.header])
    return path


def test_csv_quirks(tmp_path: Path) -> None:
    """A byte order mark; a quoted newline; a control character; a field too many; each counted on its own line."""
    source = sources()["fec_candidate_summary"]
    file = csv_file(
        tmp_path / "candidate_summary_2024.csv",
        source,
        {"candidate_id_fec": "H4CA34083", "name": "KIM,\r\nDAVID"},
        {"candidate_id_fec": "H8CA34266", "name": 'GOMEZ, "JIMMY"'},
        {"candidate_id_fec": "H8GA07151", "name": "KIM\x1fDAVID"},
    )
    with file.open("ab") as out:
        out.write(b"H8CA34266,too,few\r\n\r\n" + b'x,"a"b,' + b"," * (len(source.header) - 3) + b"\r\n")
    done = load([file], tmp_path / "r")[0]
    assert (done.rows_in, done.rows_loaded, done.rows_rejected) == (6, 2, 4)
    db = Record(tmp_path / "r").db
    assert db.execute("select source_line, name from candidate_total order by 1").fetchall() == [
        (2, "KIM,\r\nDAVID"),
        (4, 'GOMEZ, "JIMMY"'),
    ]
    reasons = dict(db.execute("select source_line, reason from rejected").fetchall())
    assert sorted(reasons) == [5, 6, 7, 8]
    assert "control character" in reasons[5]
    assert reasons[6] == f"3 columns where the layout has {len(source.header)}"
    assert reasons[7] == "a blank line"
    assert "not CSV" in reasons[8]


def test_a_csv_header_that_differs_is_refused_by_name(record: Path, tmp_path: Path) -> None:
    source, file = sources()["fec_candidate_summary"], tmp_path / "candidate_summary_2024.csv"
    lower = [c.lower() for c in source.header]
    text = refused(record, csv_file(file, source, header=lower))
    assert "not there: Link_Image" in text
    assert "not in the layout: link_image" in text
    swapped = [source.header[1], source.header[0], *source.header[2:]]
    assert "column 1 is Cand_Name where the layout has Link_Image" in refused(
        record, csv_file(file, source, header=swapped)
    )
    file.write_text(",".join(source.header) + '\n"never closed,\n', "utf-8")
    assert "quoted field" in refused(record, file)


def test_a_file_that_a_reader_cannot_follow(record: Path, tmp_path: Path) -> None:
    (tmp_path / "la_county").mkdir()
    file = tmp_path / "la_county" / "2024_general.json"
    for text in ('{"Election": {"Date": "2024', '{"Other": 1}', "[]"):
        file.write_text(text, "utf-8")
        assert "laid out as la_county declares" in refused(record, file)


def test_a_file_that_no_reader_should_meet(record: Path, tmp_path: Path) -> None:
    """JSON nested beyond reason, a quoted field beyond csv's limit, a workbook that is none: each with what to do."""
    (tmp_path / "la_county").mkdir()
    deep = tmp_path / "la_county" / "2024_general.json"
    deep.write_text("[" * 200_000, "utf-8")
    text = refused(record, deep)
    assert "laid out as la_county declares" in text
    assert "RecursionError" in text
    house = tmp_path / "election_results_house.csv"
    house.write_text('"' + "x" * 200_000 + '"\n', "utf-8")
    assert "field larger than field limit" in refused(record, house)
    book = tmp_path / "federalelections2018.xlsx"
    book.write_bytes(b"no workbook")
    for said in (text, refused(record, house), refused(record, book)):
        assert "for example: download it again" in said


def test_a_pipe_under_a_public_files_name(record: Path, tmp_path: Path) -> None:
    folder = tmp_path / "pipes"
    folder.mkdir()
    os.mkfifo(folder / "pas228.zip")
    assert "not a pipe or a device" in refused(record, folder / "pas228.zip")
    assert "known source" in refused(record, folder)  # in a folder it is passed over
    assert "can be read" in refused(record, tmp_path / ("x" * 300))


def test_files_that_no_source_knows_are_told(tmp_path: Path) -> None:
    """A list whose name is mistyped in a folder is not in the record: a load that says nothing of it misleads."""
    folder = tmp_path / "files"
    folder.mkdir()
    pas2(folder, REFUND_E)
    for name in ("onrecord-results.csv", "pas224.zip.json", ".hidden", "cn24.zip.part"):
        (folder / name).write_text("{}", "utf-8")
    done = CliRunner().invoke(cli, ["load", str(folder), "--record", str(tmp_path / "r")])
    assert "1 file of no known source passed over: onrecord-results.csv\n" in done.stdout
    done = CliRunner().invoke(cli, ["load", str(folder), "--record", str(tmp_path / "r"), "--json"])
    assert json.loads(done.stdout)["passed_over"] == [str(folder / "onrecord-results.csv")]
    done = CliRunner().invoke(cli, ["load", str(folder / "pas224.zip"), "--record", str(tmp_path / "r")])
    assert "passed over" not in done.stdout


def test_two_copies_of_a_dataset_in_one_load(record: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "copies" / name).mkdir(parents=True)
        pas2(tmp_path / "copies" / name, REFUND_E)
    done = load([tmp_path / "copies"], tmp_path / "two")
    assert [d.state for d in done] == ["loaded", "identical"]
    assert Record(tmp_path / "two").db.execute("select count(*) from expenditure").fetchone() == (1,)
    pas2(tmp_path / "copies" / "b", REFUND_E, REFUND_E)
    text = refused(record, tmp_path / "copies", InputError)
    assert "a/pas224.zip" in text
    assert "b/pas224.zip" in text
